#include "pipeline/workers/pool.h"
#include "pipeline/workers/frame.h"
#include "pipeline/workers/process.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/clock.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

/* ---- making and ending ---- */

static bool start_worker(struct pool *pool, struct pool_worker *worker, struct error *error) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(error, CODE_NO_MEMORY, "worker", "No socket can be made: %s.",
                         strerror(errno));
    worker->pid = spawner_make_worker(&pool->spawner, ends[1]);
    worker->socket = ends[0];
    worker->busy = false;
    worker->files = 0;
    close(ends[1]);
    if (worker->pid > 0)
        return true;
    worker->pid = 0;
    close(ends[0]);
    return error_set(error, CODE_NO_MEMORY, "worker", "No process can be made for a worker.");
}

/* Ends the process, whatever it does, and returns its wait status. */
static int end_worker(struct pool_worker *worker) {
    if (worker->pid == 0)
        return 0;
    close(worker->socket);
    int status = process_kill(worker->pid);
    worker->pid = 0;
    worker->busy = false;
    return status;
}

bool pool_start(struct pool *pool, size_t count, const struct worker_task *task,
                struct error *error) {
    *pool = (struct pool){.task = *task, .spawner.socket = -1};
    pool->workers = calloc(count, sizeof *pool->workers);
    pool->polls = calloc(count + 1, sizeof *pool->polls);
    if (!pool->workers || !pool->polls)
        return error_no_memory(error, "worker");
    if (!spawner_start(&pool->spawner, &pool->task, error))
        return false;
    for (; pool->count < count; pool->count++) {
        struct pool_worker *worker = &pool->workers[pool->count];
        buffer_init(&worker->answer, task->limits->answer_bytes + ANSWER_SLACK_BYTES);
        if (!start_worker(pool, worker, error))
            return false;
    }
    return true;
}

void pool_stop(struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++) {
        end_worker(&pool->workers[i]);
        buffer_free(&pool->workers[i].answer);
    }
    free(pool->workers);
    free(pool->polls);
    spawner_stop(&pool->spawner);
    *pool = (struct pool){.spawner.socket = -1};
}

bool pool_replace(struct pool *pool, size_t worker, struct error *error) {
    end_worker(&pool->workers[worker]);
    return start_worker(pool, &pool->workers[worker], error);
}

bool pool_recycle(struct pool *pool, size_t worker, struct error *error) {
    return pool->workers[worker].files < pool->task.limits->worker_files ||
           pool_replace(pool, worker, error);
}

bool pool_find_idle(const struct pool *pool, size_t *worker) {
    for (size_t i = 0; i < pool->count; i++)
        if (!pool->workers[i].busy) {
            *worker = i;
            return true;
        }
    return false;
}

size_t pool_count_busy(const struct pool *pool) {
    size_t busy = 0;
    for (size_t i = 0; i < pool->count; i++)
        busy += pool->workers[i].busy;
    return busy;
}

/* ---- handing over ---- */

bool pool_assign(struct pool *pool, size_t index, size_t job, int file, const char *name,
                 struct error *error) {
    struct pool_worker *worker = &pool->workers[index];
    struct buffer bytes;
    buffer_init(&bytes, NAME_BYTES_MAX * 2);
    frame_put(&bytes, FRAME_READ, name, strlen(name));
    buffer_clear(&worker->answer);
    worker->scanned = 0;
    worker->job = job;
    worker->busy = true;
    worker->files++;
    worker->deadline = clock_milliseconds() + (int64_t)pool->task.limits->seconds * 1000;
    process_limit_time(worker->pid, pool->task.limits->cpu_seconds);
    /* If the worker has died in the meantime, the next pool_wait() reports this job as lost. */
    bool sent = !bytes.failed && frame_send(worker->socket, &bytes, file);
    bool gone = !sent && (errno == EPIPE || errno == ECONNRESET);
    bool complete = !bytes.failed || buffer_error(&bytes, error, name);
    buffer_free(&bytes);
    return (complete && (sent || gone)) ||
           error_set(error, CODE_INTERNAL, name, "The file cannot be passed to a worker: %s.",
                     strerror(errno));
}

/* ---- taking answers ---- */

enum reception { RECEIVING, COMPLETE, CLOSED, INVALID, NO_MEMORY };

/* Walks the frames that have arrived completely. */
static enum reception scan_frames(struct pool_worker *worker) {
    struct frame frame;
    for (;;) {
        switch (frame_take(&worker->answer, &worker->scanned, &frame)) {
        case FRAME_PARTIAL:
            return RECEIVING;
        case FRAME_BROKEN:
            return INVALID;
        case FRAME_TAKEN:
            break;
        }
        if (frame.kind == FRAME_READ)
            return INVALID;
        if (frame.kind != FRAME_EVENT)
            return worker->scanned == worker->answer.length ? COMPLETE : INVALID;
    }
}

static enum reception receive(struct pool_worker *worker) {
    char chunk[CHUNK_BYTES];
    ssize_t count = recv(worker->socket, chunk, sizeof chunk, MSG_DONTWAIT);
    enum reception reception = RECEIVING;
    if (count > 0)
        buffer_append(&worker->answer, chunk, (size_t)count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        reception = CLOSED;
    if (worker->answer.no_memory)
        return NO_MEMORY;
    if (reception == RECEIVING && count > 0)
        reception = worker->answer.failed || !worker->busy ? INVALID : scan_frames(worker);
    return reception;
}

/* Why there is no answer, from the way in which the process ended; `killed` unless it ended by
 * itself. */
static void describe_exit(const struct pool *pool, int status, bool killed, struct error *error) {
    size_t seconds = pool->task.limits->cpu_seconds;
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_WORKER_NOT_CONFINED)
        error_set(
            error, CODE_INTERNAL, "worker",
            "Workers cannot be confined on this system: the kernel refuses seccomp or a limit.");
    else if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_WORKER_NO_MEMORY)
        worker_memory_error(pool->task.limits->worker_bytes, error);
    else if (signal == SIGKILL && !killed)
        error_set(error, CODE_WORKER_MEMORY, "",
                  "The system killed the worker that read it, as it does when its memory is short. "
                  "The next run reads it again.");
    else if (signal == SIGSYS)
        error_set(error, CODE_WORKER_FORBIDDEN, "",
                  "Reading it made the worker attempt a forbidden system call; it was killed.");
    else if (signal == SIGXCPU)
        error_set(error, CODE_WORKER_TIMEOUT, "",
                  "Reading it took more than %zu s of CPU time (--max-cpu-seconds).", seconds);
    else if (signal)
        error_set(error, CODE_WORKER_CRASHED, "", "Reading it made the worker crash: %s.",
                  strsignal(signal));
    else
        error_set(error, CODE_WORKER_CRASHED, "",
                  "Reading it made the worker end without an answer (status %d).",
                  WEXITSTATUS(status));
}

static void describe_failure(const struct pool *pool, enum reception reception, int status,
                             bool killed, struct error *error) {
    if (reception == INVALID)
        error_set(error, CODE_WORKER_NONSENSE, "",
                  "Reading it made the worker send an invalid answer.");
    else if (reception == RECEIVING)
        error_set(error, CODE_WORKER_TIMEOUT, "",
                  "Reading it took more than %zu s (--max-seconds).", pool->task.limits->seconds);
    else
        describe_exit(pool, status, killed, error);
}

/* Ends a worker that gave no answer and makes another one in its place. */
static enum pool_event replace_lost_worker(struct pool *pool, size_t index,
                                           enum reception reception, struct pool_result *result,
                                           struct error *error) {
    struct pool_worker *worker = &pool->workers[index];
    bool was_busy = worker->busy;
    *result = (struct pool_result){.job = worker->job, .worker = index};
    bool killed = reception != CLOSED || !process_wait_for_exit(worker->pid);
    describe_failure(pool, reception, end_worker(worker), killed, &result->error);
    if (result->error.code == CODE_INTERNAL) {
        *error = result->error;
        return POOL_FAILED;
    }
    if (!start_worker(pool, worker, error))
        return POOL_FAILED;
    return was_busy ? POOL_RESULT : POOL_TIMED_OUT;
}

static enum pool_event finish_job(struct pool *pool, size_t index, enum reception reception,
                                  struct pool_result *result, struct error *error) {
    struct pool_worker *worker = &pool->workers[index];
    if (reception == NO_MEMORY) {
        error_no_memory(error, "run");
        return POOL_FAILED;
    }
    if (reception != COMPLETE)
        return replace_lost_worker(pool, index, reception, result, error);
    worker->busy = false;
    *result = (struct pool_result){.job = worker->job, .worker = index, .answer = &worker->answer};
    return POOL_RESULT;
}

/* Milliseconds until the first deadline, at most `most` unless that is negative. */
static int until_deadline(const struct pool *pool, int most) {
    int64_t least = most < 0 ? INT32_MAX : most, now = clock_milliseconds();
    for (size_t i = 0; i < pool->count; i++) {
        int64_t left = pool->workers[i].deadline - now;
        if (pool->workers[i].busy && left < least)
            least = left > 0 ? left : 0;
    }
    return (int)least;
}

static int wait_for_any(struct pool *pool, int wake, int most) {
    for (size_t i = 0; i < pool->count; i++)
        pool->polls[i] = (struct pollfd){.fd = pool->workers[i].socket, .events = POLLIN};
    pool->polls[pool->count] = (struct pollfd){.fd = wake, .events = POLLIN};
    return poll(pool->polls, pool->count + 1, until_deadline(pool, most));
}

enum pool_event pool_wait(struct pool *pool, int wake, int most, struct pool_result *result,
                          struct error *error) {
    int64_t end = clock_milliseconds() + most;
    for (;;) {
        int ready = wait_for_any(pool, wake, most);
        if (ready < 0 && errno != EINTR) {
            error_set(error, CODE_INTERNAL, "worker", "Waiting failed: %s.", strerror(errno));
            return POOL_FAILED;
        }
        for (size_t i = 0; i < pool->count; i++) {
            bool late = pool->workers[i].busy && clock_milliseconds() >= pool->workers[i].deadline;
            bool readable = ready > 0 && pool->polls[i].revents;
            enum reception reception = readable ? receive(&pool->workers[i]) : RECEIVING;
            if (reception != RECEIVING || late)
                return finish_job(pool, i, reception, result, error);
        }
        if (ready > 0 && pool->polls[pool->count].revents)
            return POOL_WOKEN;
        if (most >= 0 && clock_milliseconds() >= end)
            return POOL_TIMED_OUT;
    }
}
