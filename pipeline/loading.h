/* loading: what `load` and `run` share: inputs go in, rows, events and counts come out.
 *
 * A document that fails becomes a row with its reason; the others go on. Without a database (a dry
 * run) everything but the writing is done.
 *
 * Errors: loading_start() what rules, log and database give; loading_input() only what ends the
 * run.
 */
#ifndef CHITIEU_PIPELINE_LOADING_H
#define CHITIEU_PIPELINE_LOADING_H

#include "pipeline/log.h"
#include "pipeline/reader.h"
#include "pipeline/rulebook.h"
#include "pipeline/summary.h"

struct loading {
    const struct options *options;
    struct rulebook book;
    struct event_log log;
    struct database *database; /* NULL in a dry run */
    struct run run;
    struct run_counts counts;
    struct tally tally;
    struct summary summary;
    enum severity worst; /* finding so far; SEVERITY_COUNT when none */
    char host[256];
};

/* Opens rules, log and database (`db` NULL: none), and writes the run's first row. Call
 * loading_finish() also when it fails. */
MUST_USE bool loading_start(struct loading *loading, const struct options *options,
                            struct error *error);

/* Takes one input (its error included) through normalize and load. False ends the run. */
MUST_USE bool loading_input(struct loading *loading, struct input *input, struct error *error);

/* Writes the run's end and closes everything. `error` is what ended the run, or CODE_NONE; returns
 * its exit status or that of the tally, `single` telling whether a lone document's own status
 * counts. */
int loading_finish(struct loading *loading, bool single, struct error *error);

#endif
