/* batch: a run over many files: which is read when, by which worker, and recorded in which order.
 *
 * Files are started in the order of the inbox and recorded in that order, whatever the order in
 * which the workers answer, so that the log and the table of events are the same each time. So many
 * at once are started and not recorded yet (the window). Files changed a moment ago come after the
 * others; those that cost a worker its life, last and one at a time. SIGTERM and SIGINT let the
 * workers finish their files; a second one does not wait.
 *
 * Ownership: everything is the batch's except the arguments of batch_start(). Errors: those that
 * end the run; STOPPED when a signal did.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_BATCH_H
#define CHITIEU_PIPELINE_NIGHT_BATCH_H

#include "pipeline/night/inbox.h"
#include "pipeline/night/job.h"
#include "pipeline/night/recent_files.h"
#include "pipeline/night/recorder.h"
#include "pipeline/workers/pool.h"
#include "pipeline/cli/progress.h"
#include "pipeline/night/duplicates.h"

/* Indexes of the inbox's entries, for a later round. */
struct batch_list {
    size_t *items;
    size_t count, capacity;
};

enum batch_round { BATCH_FIRST, BATCH_RECENT, BATCH_ALONE };

struct batch {
    struct recorder *recorder;
    const struct options *options;
    const struct inbox *inbox;
    struct pool pool;
    struct duplicates duplicates;
    struct progress progress;
    struct job *jobs; /* a ring of `window`: those from `head` up to `next` are in use */
    size_t window, head, next;
    size_t waiting_bytes; /* of answers that are not recorded yet */
    enum batch_round round;
    struct recent_files recent; /* the files of the second round */
    struct batch_list alone;    /* of the third */
    int signals, stop_requests; /* the signalfd; how many signals came */
    size_t done;
};

/* Blocks SIGINT, SIGTERM and SIGHUP, which from now on arrive at the batch. To be called first. */
MUST_USE bool batch_catch_signals(struct batch *batch, struct error *error);

/* Makes the workers. Between recorder_prepare() and recorder_open(), so that no worker has the
 * database open. */
MUST_USE bool batch_start(struct batch *batch, struct recorder *recorder, const struct inbox *inbox,
                          struct error *error);

/* Reads all files. */
MUST_USE bool batch_run(struct batch *batch, struct error *error);

/* Ends the workers. To be called in any case. */
void batch_stop(struct batch *batch);

#endif
