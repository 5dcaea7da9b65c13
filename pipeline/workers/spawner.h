/* spawner: the process that makes the workers.
 *
 * It is a fork of the parent from before the database is opened, so that no worker, however late it
 * is made, holds a mapping or a byte of the database. Its forks are the parent's children all the
 * same (CLONE_PARENT). Ownership: spawner_stop() ends it; the workers are the caller's. Errors:
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

/* Makes a worker that has the other end of `socket`; its process, or -1. */
pid_t spawner_make_worker(const struct spawner *spawner, int socket);

#endif
