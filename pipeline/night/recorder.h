/* recorder: records what became of each document, for `load` and `run`: in the database, the event
 * log, the digest, the table and the counts that decide the exit status.
 *
 * A document that fails becomes a row with its reason; the others go on. Without a database (a dry
 * run) everything is done but the writing.
 *
 * Errors: recorder_start() those of rules, log and database; the others only those that end the
 * run.
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
    struct database *lookup;   /* the same; in a dry run one that exists, to be read only */
    struct run run;
    struct run_counts counts;
    struct tally tally;
    struct document_table table;
    struct mail_digest digest;
    const char *quarantine;        /* the folder; NULL: none */
    struct error quarantine_error; /* the first error in it, which does not end the run */
    enum severity worst;           /* of the findings so far; SEVERITY_COUNT when there are none */
    char host[256];
};

/* Opens rules, log and database, and writes the run's row. recorder_finish() is to be called also
 * when it fails. recorder_prepare() and recorder_open() are its two halves; the workers, which must
 * not have the database open, are made between them. */
MUST_USE bool recorder_start(struct recorder *recorder, const struct options *options,
                             struct error *error);
MUST_USE bool recorder_prepare(struct recorder *recorder, const struct options *options,
                               struct error *error);
MUST_USE bool recorder_open(struct recorder *recorder, struct error *error);

/* Normalizes and records one input, or records its error. */
MUST_USE bool recorder_add_input(struct recorder *recorder, struct input *input,
                                 struct error *error);

/* Records what a worker made of a file: its events, and its report or the reason why there is none.
 */
MUST_USE bool recorder_add_answer(struct recorder *recorder, const struct source *source,
                                  struct answer *answer, struct error *error);

/* What the database holds of these bytes; nothing when there is no database. */
MUST_USE bool recorder_find_known(struct recorder *recorder, const char *sha256,
                                  struct load_known *known, struct error *error);

/* Records a file that is not read again: the database holds its bytes, or this run has met them
 * under the name `first` (NULL otherwise). */
MUST_USE bool recorder_skip_known(struct recorder *recorder, const struct source *source,
                                  const char *first, struct error *error);

/* Records something in the inbox that is not read. */
MUST_USE bool recorder_skip(struct recorder *recorder, const char *name, const char *why,
                            struct error *error);

/* Emits an event of the run about a document, to be written with the document's others. */
void recorder_emit(struct recorder *recorder, enum code code, const struct source *source,
                   const char *message);

/* Writes the end of the run and closes everything. `error` is what ended the run, CODE_NONE, or
 * CODE_STOPPED when a signal did. Prints the error, and returns its exit status or that of the
 * tally; `single`: when the only document failed, the status is that of its code. */
int recorder_finish(struct recorder *recorder, bool single, struct error *error);

/* A path without the inbox, for people. */
const char *recorder_short_path(const struct recorder *recorder, const char *path);

#endif
