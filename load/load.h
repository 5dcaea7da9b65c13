/* load: the stage that puts reports into a database and writes files for people.
 *
 * The tables are those of DESIGN §5, the same on every backend, and defined once, in
 * load/model.def. A report is loaded in one transaction or not at all; loading the same report
 * under the same rules again changes nothing.
 *
 * The events written after a document belong to its transaction, which load_commit() ends: a
 * program killed at any moment leaves a document with its events or neither. A transaction still
 * open is committed before the next document, at the end of the run, or by database_close(), which
 * cannot report a failure. Ownership: database_open() gives a handle that the caller closes.
 * Reports and events are only read. Errors: DATABASE, DATABASE_BUSY, OUTPUT, NO_MEMORY;
 * RECORD_DAMAGED for a report without sha256. `place` is the URL where the database is at fault.
 * Units: times are RFC 3339 UTC with milliseconds.
 */
#ifndef CHITIEU_LOAD_LOAD_H
#define CHITIEU_LOAD_LOAD_H

#include "core/buffer.h"
#include "core/event.h"
#include "core/sha256.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"

#include <stdio.h>

struct database;

/* Opens the database "sqlite:PATH" or PATH, and creates it and its tables if there are none. */
MUST_USE bool database_open(const char *url, struct database **database, struct error *error);
void database_close(struct database *database);

/* One row of the table run. Strings live as long as the run. */
struct run {
    const char *run_id; /* unique; sorts by time */
    const char *started_at;
    const char *host, *version, *rules_sha256;
};

struct run_counts {
    uint64_t seen, loaded, unchanged, review, failed;
};

MUST_USE bool load_run_start(struct database *database, const struct run *run, struct error *error);
MUST_USE bool load_run_finish(struct database *database, const struct run *run,
                              const struct run_counts *counts, const char *finished_at,
                              struct error *error);

/* Writes the form's rows into the table indicator: new and changed ones; rows that the form no
 * longer has stay, since documents may have them. The rule set must outlive the handle, as
 * load_report() runs its history checks. */
MUST_USE bool load_form(struct database *database, const struct ruleset *ruleset,
                        struct error *error);

/* What the database holds of a document. `same_rules`: read under this run's rules and version.
 * `reason`: why it failed, if it did. */
struct load_known {
    bool present, loaded, same_rules;
    char reason[ERROR_MESSAGE_BYTES];
};
MUST_USE bool load_known(struct database *database, const struct run *run, const char *sha256,
                         struct load_known *known, struct error *error);

enum load_result { LOAD_NEW, LOAD_UNCHANGED, LOAD_REPLACED };

/* Loads one report. UNCHANGED: the same document was loaded before under the same rules and
 * version, and nothing was written. */
MUST_USE bool load_report(struct database *database, const struct run *run,
                          const struct report *report, const char *received_at,
                          enum load_result *result, struct error *error);

/* Records a document that became no report: status "failed" and the reason. UNCHANGED: it failed
 * for the same reason before, or it was loaded by another run, whose rows stay. */
MUST_USE bool load_failure(struct database *database, const struct run *run,
                           const struct source *source, const struct error *reason,
                           const char *received_at, enum load_result *result, struct error *error);

/* The reports next to a loaded one in the chain of its body, period and form; "" where it is the
 * first or the last. */
struct chain_neighbours {
    char earlier[SHA256_BYTES], later[SHA256_BYTES];
};
MUST_USE bool load_chain_neighbours(struct database *database, const char *document_id,
                                    struct chain_neighbours *ends, struct error *error);

/* Writes one event into the table event; `ordinal` counts within the run. */
MUST_USE bool load_event(struct database *database, const struct run *run, uint64_t ordinal,
                         const char *time, const struct event *event, struct error *error);

/* Where the event log ended when the last run wrote its last event: the hash of the line before
 * that event ("log" in its detail). `run_id` is "" when no run had a log. */
enum { LOG_MARK_RUN_BYTES = 64, LOG_MARK_CODE_BYTES = 64 };
struct log_mark {
    char run_id[LOG_MARK_RUN_BYTES], code[LOG_MARK_CODE_BYTES], hash[SHA256_BYTES];
};
MUST_USE bool load_log_mark(struct database *database, struct log_mark *mark, struct error *error);

/* Commits the last document and its events, or events alone. */
MUST_USE bool load_commit(struct database *database, struct error *error);
/* Takes back what was not committed. */
void load_rollback(struct database *database);

/* A document's observations by status, and its findings, in counts. */
struct document_summary {
    const char *form, *period, *issuer;
    uint64_t reported, blank, review, invalid, not_applicable, missing, findings;
};
/* Calls `report` with the summary, whose strings live during the call; not at all when the document
 * is not in the database. */
MUST_USE bool load_document_summary(struct database *database, const char *document_id,
                                    void (*report)(void *context,
                                                   const struct document_summary *summary),
                                    void *context, struct error *error);

/* The form and period that most of the latest reports are about, "" when there are none; and each
 * body that has reported on them. */
enum { PERIOD_BYTES = 32, FORM_BYTES = 128 };
struct load_period {
    char form[FORM_BYTES], period[PERIOD_BYTES];
};
MUST_USE bool load_latest_period(struct database *database, struct load_period *period,
                                 struct error *error);
MUST_USE bool load_reporters(struct database *database, const struct load_period *period,
                             void (*each)(void *context, const char *body_id), void *context,
                             struct error *error);

enum export_format { EXPORT_CSV, EXPORT_JSONL };

struct export_choice {
    const char *period; /* only documents on this period; NULL: all */
    bool superseded;    /* also documents that a later one replaces */
};

/* Writes a line for each observation of the chosen documents, in the order of paths and of the
 * form. CSV is RFC 4180 with a header line, in UTF-8, with lines ended by LF. */
MUST_USE bool load_export(struct database *database, enum export_format format,
                          const struct export_choice *choice, FILE *out, struct error *error);

#endif
