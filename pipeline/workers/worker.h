/* worker: the process that reads documents for the parent, shut into the sandbox.
 *
 * It takes one file's descriptor at a time over its socket and answers with events and a report, or
 * events and a reason (docs/night-run.md). An answer is sent whole, when it is complete. Ownership:
 * it is a fork of the parent and uses the parent's rule sets, which are compiled already.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_WORKER_H
#define CHITIEU_PIPELINE_WORKERS_WORKER_H

#include "core/limits.h"
#include "pipeline/rulebook.h"
#include "pipeline/cli/run_limits.h"

/* A worker that could not be shut in ends with this status, having read nothing. */
enum { WORKER_NOT_SHUT_IN = 71 };

/* The name of a file, as shown: any path, each of its bytes written as four at most. */
enum { WORKER_NAME_BYTES = 4 * 4096 };

struct worker_task {
    const struct rulebook *book;
    const struct limits *limits;
    const struct run_limits *run_limits;
};

/* Serves until the parent closes its end, then ends the process. */
_Noreturn void worker_serve(int socket, const struct worker_task *task);

#endif
