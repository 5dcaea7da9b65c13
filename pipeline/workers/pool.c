#include "pipeline/workers/pool.h"
#include "pipeline/workers/frame.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/clock.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

/* The first number behind the standard streams. */
enum { SPAWNER_SOCKET = 3 };

/* ---- the maker ---- */

/* A fork whose child is the parent's; plain fork() has no such flag. */
static pid_t fork_sibling(void) {
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* Makes a worker of each socket that comes, and tells its number, until the parent is gone. */
static _Noreturn void serve_spawner(int parent, const struct worker_task *task) {
    struct buffer body;
    enum frame_kind kind;
    int socket;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    if (dup2(parent, SPAWNER_SOCKET) < 0 ||
        syscall(SYS_close_range, SPAWNER_SOCKET + 1, ~0U, 0) != 0)
        _exit(EXIT_WORKER_NOT_CONFINED);
    buffer_init(&body, CHUNK_BYTES);
    while (frame_receive(SPAWNER_SOCKET, CHUNK_BYTES, &body, &kind, &socket) && socket >= 0) {
        pid_t pid = fork_sibling();
        if (pid == 0)
            worker_serve(socket, task);
        close(socket);
        if (write(SPAWNER_SOCKET, &pid, sizeof pid) != sizeof pid)
            break;
    }
    _exit(0);
}

static bool start_spawner(struct pool *pool, struct error *error) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(error, CODE_NO_MEMORY, "worker", "No socket can be made: %s.",
                         strerror(errno));
    pool->spawner = fork();
    if (pool->spawner == 0)
        serve_spawner(ends[1], &pool->task);
    int failure = errno;
    close(ends[1]);
    pool->spawner_socket = ends[0];
    return pool->spawner > 0 || error_set(error, CODE_NO_MEMORY, "worker",
                                          "No process can be made: %s.", strerror(failure));
}

static void end_process(pid_t pid, int *status) {
    kill(pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        continue;
}

/* ---- making and ending ---- */

/* Asks the maker for a worker at the other end of `socket`. */
static pid_t request_worker(const struct pool *pool, int socket) {
    struct buffer bytes;
    pid_t pid = -1;
    buffer_init(&bytes, CHUNK_BYTES);
    frame_put(&bytes, FRAME_READ, "", 0);
    if (!frame_send(pool->spawner_socket, &bytes, socket) ||
        read(pool->spawner_socket, &pid, sizeof pid) != sizeof pid)
        pid = -1;
    buffer_free(&bytes);
    return pid;
}

static bool start_worker(struct pool *pool, struct pool_worker *worker, struct error *error) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(error, CODE_NO_MEMORY, "worker", "No socket can be made: %s.",
                         strerror(errno));
    worker->pid = request_worker(pool, ends[1]);
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

/* Ends the process, whatever it does, and returns how it ended. */
static int end_worker(struct pool_worker *worker) {
    int status = 0;
    if (worker->pid == 0)
        return 0;
    close(worker->socket);
    end_process(worker->pid, &status);
    worker->pid = 0;
    worker->busy = false;
    return status;
}

bool pool_start(struct pool *pool, size_t count, const struct worker_task *task,
                struct error *error) {
    *pool = (struct pool){.task = *task, .spawner_socket = -1};
    pool->workers = calloc(count, sizeof *pool->workers);
    pool->polls = calloc(count + 1, sizeof *pool->polls);
    if (!pool->workers || !pool->polls)
        return error_set(error, CODE_NO_MEMORY, "worker", "The system has no memory left.");
    if (!start_spawner(pool, error))
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
    if (pool->spawner > 0) {
        int status;
        close(pool->spawner_socket);
        end_process(pool->spawner, &status);
    }
    *pool = (struct pool){.spawner_socket = -1};
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

/* The process's computing time may grow by the limit from here on. It cannot raise it itself: the
 * filter lets no such call through. */
static void limit_time(const struct pool *pool, pid_t pid) {
    clockid_t clock;
    struct timespec used = {0};
    if (clock_getcpuclockid(pid, &clock) == 0)
        clock_gettime(clock, &used);
    struct rlimit time = {.rlim_cur = (rlim_t)used.tv_sec + pool->task.limits->cpu_seconds + 1,
                          .rlim_max = RLIM_INFINITY};
    struct rlimit now;
    if (prlimit(pid, RLIMIT_CPU, NULL, &now) != 0)
        return;
    time.rlim_max = now.rlim_max;
    if (time.rlim_cur > time.rlim_max)
        time.rlim_cur = time.rlim_max;
    prlimit(pid, RLIMIT_CPU, &time, NULL);
}

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
    limit_time(pool, worker->pid);
    /* One that has died in the meantime is told by the next wait, with this job. */
    bool sent = !bytes.failed && frame_send(worker->socket, &bytes, file);
    bool gone = !sent && (errno == EPIPE || errno == ECONNRESET);
    buffer_free(&bytes);
    return sent || gone ||
           error_set(error, CODE_INTERNAL, name, "The file cannot be handed to a worker: %s.",
                     strerror(errno));
}

/* ---- taking answers ---- */

enum reception { RECEIVING, COMPLETE, CLOSED, INVALID };

/* Walks the frames that are whole by now. */
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
    static const size_t most = CHUNK_BYTES;
    char *chunk = malloc(most);
    ssize_t count = chunk ? recv(worker->socket, chunk, most, MSG_DONTWAIT) : -1;
    enum reception reception = RECEIVING;
    if (count > 0)
        buffer_append(&worker->answer, chunk, (size_t)count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        reception = CLOSED;
    free(chunk);
    if (reception == RECEIVING && count > 0)
        reception = worker->answer.failed || !worker->busy ? INVALID : scan_frames(worker);
    return reception;
}

/* How a process ended, as the reason why there is no answer. */
static void describe_exit(const struct pool *pool, int status, struct error *error) {
    size_t seconds = pool->task.limits->cpu_seconds;
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_WORKER_NOT_CONFINED)
        error_set(error, CODE_INTERNAL, "worker",
                  "Workers cannot be shut in here: the kernel refuses seccomp or a limit.");
    else if (signal == SIGSYS)
        error_set(error, CODE_WORKER_FORBIDDEN, "",
                  "Reading it made the worker call what it must not; it was stopped.");
    else if (signal == SIGXCPU)
        error_set(error, CODE_WORKER_TIMEOUT, "",
                  "Reading it took more than %zu s of computing (--max-cpu-seconds).", seconds);
    else if (signal)
        error_set(error, CODE_WORKER_CRASHED, "", "Reading it made the worker crash: %s.",
                  strsignal(signal));
    else
        error_set(error, CODE_WORKER_CRASHED, "",
                  "Reading it made the worker end without an answer (status %d).",
                  WEXITSTATUS(status));
}

static void describe_failure(const struct pool *pool, enum reception reception, int status,
                             struct error *error) {
    if (reception == INVALID)
        error_set(error, CODE_WORKER_NONSENSE, "",
                  "Reading it made the worker answer what is no answer.");
    else if (reception == RECEIVING)
        error_set(error, CODE_WORKER_TIMEOUT, "",
                  "Reading it took more than %zu s (--max-seconds).", pool->task.limits->seconds);
    else
        describe_exit(pool, status, error);
}

/* Lets a dying process end by its own hand, so that its status tells how. */
static void wait_for_exit(pid_t pid) {
    struct timespec nap = {.tv_nsec = WORKER_END_STEP_MS * 1000000L};
    siginfo_t info;
    for (int waited = 0; waited < WORKER_END_MS; waited += WORKER_END_STEP_MS) {
        info.si_pid = 0;
        if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid)
            return;
        nanosleep(&nap, NULL);
    }
}

/* A worker's job is over without an answer, and so is the worker. */
static enum pool_event replace_lost_worker(struct pool *pool, size_t index,
                                           enum reception reception, struct pool_result *result,
                                           struct error *error) {
    struct pool_worker *worker = &pool->workers[index];
    bool was_busy = worker->busy;
    *result = (struct pool_result){.job = worker->job, .worker = index};
    if (reception == CLOSED)
        wait_for_exit(worker->pid);
    describe_failure(pool, reception, end_worker(worker), &result->error);
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
    if (reception != COMPLETE)
        return replace_lost_worker(pool, index, reception, result, error);
    worker->busy = false;
    *result = (struct pool_result){.job = worker->job, .worker = index, .answer = &worker->answer};
    return POOL_RESULT;
}

/* Milliseconds until the first deadline, at most `most` (negative: for ever). */
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
