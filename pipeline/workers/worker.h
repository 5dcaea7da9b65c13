/* worker: the process that reads documents for the parent, confined by the sandbox.
 *
 * It receives one file's descriptor at a time over its socket and answers with events and a report,
 * or events and a reason (docs/night-run.md). An answer is sent when it is complete. Ownership: it
 * is a fork of the parent and uses the parent's rule sets, which are compiled already.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_WORKER_H
#define CHITIEU_PIPELINE_WORKERS_WORKER_H

#include "core/limits.h"
#include "pipeline/rulesets.h"

struct worker_task {
    const struct rulesets *rulesets;
    const struct limits *limits;
};

/* Why a worker that had no memory left read nothing: WORKER_MEMORY. Always returns false. */
bool worker_memory_error(size_t worker_bytes, struct error *error);

/* Serves until the parent closes its end, then ends the process. */
_Noreturn void worker_serve(int socket, const struct worker_task *task);

#endif
