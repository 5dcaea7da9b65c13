/* pool: the parent's side of its workers: makes them, gives them files, receives their answers, and
 * replaces those that crash, exceed their deadline or break the protocol.
 *
 * The pool reads only the frames of an answer, to know when it is complete; answer_check.h reads
 * their contents. Ownership: pool_stop() ends every process and frees everything. Errors: NO_MEMORY
 * when no process can be made, INTERNAL when workers cannot be confined. Units: milliseconds.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_POOL_H
#define CHITIEU_PIPELINE_WORKERS_POOL_H

#include "core/buffer.h"
#include "pipeline/workers/spawner.h"

#include <poll.h>
#include <sys/types.h>

struct pool_worker {
    pid_t pid;  /* 0: none */
    int socket; /* to the worker */
    bool busy;
    size_t job;           /* the number of its job */
    struct buffer answer; /* what has arrived of it */
    size_t scanned;       /* bytes of `answer` whose frames are complete */
    size_t files;         /* given to this process */
    int64_t deadline;     /* of the job */
};

struct pool {
    struct worker_task task;
    struct pool_worker *workers;
    struct pollfd *polls;
    size_t count;
    struct spawner spawner;
};

/* The end of a job: an answer, or why there is none (WORKER_CRASHED, FORBIDDEN, TIMEOUT, NONSENSE).
 */
struct pool_result {
    size_t job, worker;
    const struct buffer *answer; /* the pool's, valid until the next call; NULL: none */
    struct error error;
};

enum pool_event { POOL_RESULT, POOL_WOKEN, POOL_TIMED_OUT, POOL_FAILED };

/* Starts the spawner, then the workers; before the database is opened. pool_stop() is to be called
 * in any case. */
MUST_USE bool pool_start(struct pool *pool, size_t count, const struct worker_task *task,
                         struct error *error);
void pool_stop(struct pool *pool);

/* Whether any worker is idle, and which. */
bool pool_find_idle(const struct pool *pool, size_t *worker);
size_t pool_count_busy(const struct pool *pool);

/* Gives a file to an idle worker; the caller's descriptor stays open. */
MUST_USE bool pool_assign(struct pool *pool, size_t worker, size_t job, int file, const char *name,
                          struct error *error);

/* Waits for one result, for `wake` to be readable (WOKEN), or for `most` milliseconds (TIMED_OUT;
 * negative: without a limit). FAILED: see `error`. */
enum pool_event pool_wait(struct pool *pool, int wake, int most, struct pool_result *result,
                          struct error *error);

/* Ends a worker that may be damaged and makes another one in its place. */
MUST_USE bool pool_replace(struct pool *pool, size_t worker, struct error *error);

/* The same if the worker has read as many files as one process may. */
MUST_USE bool pool_recycle(struct pool *pool, size_t worker, struct error *error);

#endif
