/* loading: what `load` and `run` share: inputs go in, rows, events and counts come out.
 *
 * A document that fails becomes a row with its reason; the others go on. Without a database (a dry
 * run) everything but the writing is done.
 *
 * Errors: recorder_start() what rules, log and database give; recorder_add_input() only what ends
 * the run.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_RECORDER_H
#define CHITIEU_PIPELINE_NIGHT_RECORDER_H

#include "pipeline/workers/answer_check.h"
#include "pipeline/night/mail_digest.h"
#include "pipeline/night/inbox.h"
#include "pipeline/log/event_log.h"
#include "pipeline/inputs.h"
#include "pipeline/rulesets.h"
#include "pipeline/night/document_table.h"

struct recorder {
    const struct options *options;
    struct rulesets rulesets;
    struct event_log log;
    struct database *database; /* NULL in a dry run */
    struct database *lookup;   /* the same; in a dry run the one that is there, only to look */
    struct run run;
    struct run_counts counts;
    struct tally tally;
    struct document_table table;
    struct mail_digest digest;
    const char *quarantine;        /* the folder; NULL: none */
    struct error quarantine_error; /* the first; the run goes on */
    enum severity worst;           /* finding so far; SEVERITY_COUNT when none */
    char host[256];
};

/* Opens rules, log and database (`db` NULL: none), and writes the run's first row. Call
 * recorder_finish() also when it fails. The two halves of it: processes that must not have the
 * database are made between them. */
MUST_USE bool recorder_start(struct recorder *recorder, const struct options *options,
                             struct error *error);
MUST_USE bool recorder_prepare(struct recorder *recorder, const struct options *options,
                               struct error *error);
MUST_USE bool recorder_open(struct recorder *recorder, struct error *error);

/* Takes one input (its error included) through normalize and load. False ends the run. */
MUST_USE bool recorder_add_input(struct recorder *recorder, struct input *input,
                                 struct error *error);

/* Takes what a worker made of a file: its events, then its report or reason. */
MUST_USE bool recorder_add_answer(struct recorder *recorder, const struct source *source,
                                  struct answer *answer, struct error *error);

/* What the database has of these bytes; nothing when there is none. */
MUST_USE bool recorder_find_known(struct recorder *recorder, const char *sha256,
                                  struct load_known *known, struct error *error);

/* A file that is not read again: the database has its bytes, or (`first` not NULL) this run met
 * them under another name. */
MUST_USE bool recorder_skip_known(struct recorder *recorder, const struct source *source,
                                  const char *first, struct error *error);

/* Something that is not read, and why. */
MUST_USE bool recorder_skip(struct recorder *recorder, const char *name, const char *why,
                            struct error *error);

/* An event of the run about one document, which is settled with the document's others. */
void recorder_emit(struct recorder *recorder, enum code code, const struct source *source,
                   const char *message);

/* Writes the run's end and closes everything. `error` is what ended the run, or CODE_NONE, or
 * CODE_STOPPED for one that ended well before it had read all; returns its exit status or that of
 * the tally, `single` telling whether a lone document's own status counts. */
int recorder_finish(struct recorder *recorder, bool single, struct error *error);

/* A path as people see it: below the inbox. */
const char *recorder_short_path(const struct recorder *recorder, const char *path);

#endif
