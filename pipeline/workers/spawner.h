/* spawner: the process that makes the workers.
 *
 * It is forked before the parent opens the database, so that no worker, however late it is made,
 * has a mapping or a byte of the database. The workers are the parent's children all the same
 * (CLONE_PARENT). Ownership: spawner_stop() ends the spawner; the workers are the caller's. Errors:
 * NO_MEMORY when no process can be made.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_SPAWNER_H
#define CHITIEU_PIPELINE_WORKERS_SPAWNER_H

#include "pipeline/workers/worker.h"

#include <sys/types.h>

struct spawner {
    pid_t pid;  /* 0: none */
    int socket; /* to it */
};

MUST_USE bool spawner_start(struct spawner *spawner, const struct worker_task *task,
                            struct error *error);
void spawner_stop(struct spawner *spawner);

/* Makes a worker that serves `socket`; its process id, or -1. */
pid_t spawner_make_worker(const struct spawner *spawner, int socket);

#endif
