#include "pipeline/workers/spawner.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/workers/frame.h"
#include "pipeline/workers/process.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A request is an empty frame with which a socket is sent. */
enum { REQUEST_BYTES_MAX = 4096 };

/* The first number after the standard streams. */
enum { SPAWNER_SOCKET = 3 };

/* A fork whose child is a child of the parent; fork() has no such flag. */
static pid_t fork_sibling(void) {
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* Makes a worker for each socket that arrives, and answers with its process id, until the parent is
 * gone. */
static _Noreturn void serve(int parent, const struct worker_task *task) {
    struct buffer body;
    enum frame_kind kind;
    int socket;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    if (dup2(parent, SPAWNER_SOCKET) < 0 ||
        syscall(SYS_close_range, SPAWNER_SOCKET + 1, ~0U, 0) != 0)
        _exit(EXIT_WORKER_NOT_CONFINED);
    buffer_init(&body, REQUEST_BYTES_MAX);
    while (frame_receive(SPAWNER_SOCKET, REQUEST_BYTES_MAX, &body, &kind, &socket) && socket >= 0) {
        pid_t pid = fork_sibling();
        if (pid == 0)
            worker_serve(socket, task);
        close(socket);
        if (write(SPAWNER_SOCKET, &pid, sizeof pid) != sizeof pid)
            break;
    }
    _exit(0);
}

bool spawner_start(struct spawner *spawner, const struct worker_task *task, struct error *error) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(error, CODE_NO_MEMORY, "worker", "No socket can be made: %s.",
                         strerror(errno));
    spawner->pid = fork();
    if (spawner->pid == 0)
        serve(ends[1], task);
    int failure = errno;
    close(ends[1]);
    spawner->socket = ends[0];
    return spawner->pid > 0 || error_set(error, CODE_NO_MEMORY, "worker",
                                         "No process can be made: %s.", strerror(failure));
}

void spawner_stop(struct spawner *spawner) {
    if (spawner->pid > 0) {
        close(spawner->socket);
        (void)process_kill(spawner->pid);
    }
    *spawner = (struct spawner){.socket = -1};
}

pid_t spawner_make_worker(const struct spawner *spawner, int socket) {
    struct buffer bytes;
    pid_t pid = -1;
    buffer_init(&bytes, REQUEST_BYTES_MAX);
    frame_put(&bytes, FRAME_READ, "", 0);
    if (bytes.failed || !frame_send(spawner->socket, &bytes, socket) ||
        read(spawner->socket, &pid, sizeof pid) != sizeof pid)
        pid = -1;
    buffer_free(&bytes);
    return pid;
}
