/* pool: the parent's side of its workers: makes them, hands them files, takes their answers, and
 * replaces those that crash, hang or break out of line.
 *
 * The pool looks at an answer's frames only, to know when it is whole; what it says is answer.h's.
 * Ownership: pool_stop() ends every process and frees everything. Errors: NO_MEMORY when no process
 * can be made, INTERNAL when workers cannot be shut in. Units: milliseconds.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_POOL_H
#define CHITIEU_PIPELINE_WORKERS_POOL_H

#include "core/buffer.h"
#include "pipeline/workers/spawner.h"

#include <poll.h>
#include <sys/types.h>

struct pool_worker {
    pid_t pid;  /* 0: none */
    int socket; /* nonblocking for reading */
    bool busy;
    size_t job;           /* what it is at */
    struct buffer answer; /* what came of it so far */
    size_t scanned;       /* so far its frames were found whole */
    size_t files;         /* handed to this process */
    int64_t deadline;     /* of the job */
};

struct pool {
    struct worker_task task;
    struct pool_worker *workers;
    struct pollfd *polls;
    size_t count;
    struct spawner spawner;
};

/* One job's end: an answer, or why there is none (WORKER_CRASHED, FORBIDDEN, TIMEOUT, NONSENSE). */
struct pool_result {
    size_t job, worker;
    const struct buffer *answer; /* the pool's; until the next call. NULL: none */
    struct error error;
};

enum pool_event { POOL_RESULT, POOL_WOKEN, POOL_TIMED_OUT, POOL_FAILED };

/* Makes the maker, then the workers: before the database is opened. pool_stop() in any case. */
MUST_USE bool pool_start(struct pool *pool, size_t count, const struct worker_task *task,
                         struct error *error);
void pool_stop(struct pool *pool);

/* Whether any worker has nothing to do, and which. */
bool pool_find_idle(const struct pool *pool, size_t *worker);
size_t pool_count_busy(const struct pool *pool);

/* Hands a file over; its descriptor stays the caller's, too. */
MUST_USE bool pool_assign(struct pool *pool, size_t worker, size_t job, int file, const char *name,
                          struct error *error);

/* Waits for one result, for `wake` to be readable (WOKEN), or `most` milliseconds (WAITED;
 * negative: for ever). BROKEN: the error tells. */
enum pool_event pool_wait(struct pool *pool, int wake, int most, struct pool_result *result,
                          struct error *error);

/* Ends a worker that may be harmed and makes another in its place. */
MUST_USE bool pool_replace(struct pool *pool, size_t worker, struct error *error);

/* The same when it has read as many files as one process may. */
MUST_USE bool pool_recycle(struct pool *pool, size_t worker, struct error *error);

#endif
