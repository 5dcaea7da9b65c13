/* loading: what `load` and `run` share: inputs go in, rows, events and counts come out.
 *
 * A document that fails becomes a row with its reason; the others go on. Without a database (a dry
 * run) everything but the writing is done.
 *
 * Errors: loading_start() what rules, log and database give; loading_input() only what ends the
 * run.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_LOADING_H
#define CHITIEU_PIPELINE_NIGHT_LOADING_H

#include "pipeline/workers/answer.h"
#include "pipeline/night/digest.h"
#include "pipeline/night/inbox.h"
#include "pipeline/log/log.h"
#include "pipeline/inputs.h"
#include "pipeline/rulebook.h"
#include "pipeline/night/summary.h"

struct loading {
    const struct options *options;
    struct rulebook book;
    struct event_log log;
    struct database *database;  /* NULL in a dry run */
    struct database *looked_in; /* the same; in a dry run the one that is there, only to look */
    struct run run;
    struct run_counts counts;
    struct tally tally;
    struct summary summary;
    struct digest digest;
    enum severity worst; /* finding so far; SEVERITY_COUNT when none */
    char host[256];
};

/* Opens rules, log and database (`db` NULL: none), and writes the run's first row. Call
 * loading_finish() also when it fails. The two halves of it: processes that must not have the
 * database are made between them. */
MUST_USE bool loading_start(struct loading *loading, const struct options *options,
                            struct error *error);
MUST_USE bool loading_prepare(struct loading *loading, const struct options *options,
                              struct error *error);
MUST_USE bool loading_open(struct loading *loading, struct error *error);

/* Takes one input (its error included) through normalize and load. False ends the run. */
MUST_USE bool loading_input(struct loading *loading, struct input *input, struct error *error);

/* Takes what a worker made of a file: its events, then its report or reason. */
MUST_USE bool loading_answer(struct loading *loading, const struct source *source,
                             struct answer *answer, struct error *error);

/* What the database has of these bytes; nothing when there is none. */
MUST_USE bool loading_known(struct loading *loading, const char *sha256, struct load_known *known,
                            struct error *error);

/* A file that is not read again: the database has its bytes, or (`first` not NULL) this run met
 * them under another name. */
MUST_USE bool loading_unchanged(struct loading *loading, const struct source *source,
                                const char *first, struct error *error);

/* Something that is not read, and why. */
MUST_USE bool loading_pass_over(struct loading *loading, const char *name, const char *why,
                                struct error *error);

/* An event of the run about one document, which is settled with the document's others. */
void loading_tell(struct loading *loading, enum code code, const struct source *source,
                  const char *message);

/* Notes in the digest which units of the register have not reported on the period that most of the
 * latest reports are about. */
MUST_USE bool loading_silent(struct loading *loading, struct error *error);

/* Writes the run's end and closes everything. `error` is what ended the run, or CODE_NONE, or
 * CODE_STOPPED for one that ended well before it had read all; returns its exit status or that of
 * the tally, `single` telling whether a lone document's own status counts. */
int loading_finish(struct loading *loading, bool single, struct error *error);

/* A path as people see it: below the inbox. */
const char *loading_short_path(const struct loading *loading, const char *path);

#endif
