/* batch: a run over many files: which to read, by which worker, in what order they are settled.
 *
 * Files are begun in the order of the inbox and settled in that order, whatever the order in which
 * workers answer, so that the log and the table of events are the same each time. A window of them
 * is in work at once. Files changed a moment ago come after the others; those that cost a worker
 * its life, last and alone. SIGTERM and SIGINT let what is in work end; a second one does not wait.
 *
 * Ownership: everything is the batch's but what batch_start() is given. Errors: what ends the run;
 * STOPPED when signals did.
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

/* Numbers of files, for a later round. */
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
    struct job *jobs; /* a ring of `window` */
    size_t window, head, next;
    size_t waiting_bytes; /* of answers that wait for their turn */
    enum batch_round round;
    struct recent_files recent; /* the files of the second round */
    struct batch_list alone;    /* of the third */
    int signals, stop_requests; /* signalfd; how often we were asked to stop */
    size_t done;
};

/* From here on signals wait until the batch hears them: first of all. */
MUST_USE bool batch_catch_signals(struct batch *batch, struct error *error);

/* Makes the workers: after recorder_prepare(), before recorder_open(). */
MUST_USE bool batch_start(struct batch *batch, struct recorder *recorder, const struct inbox *inbox,
                          struct error *error);

/* Reads everything. */
MUST_USE bool batch_run(struct batch *batch, struct error *error);

/* Ends the workers; batch_stop() in any case. */
void batch_stop(struct batch *batch);

#endif
