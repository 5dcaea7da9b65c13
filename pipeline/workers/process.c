#include "pipeline/workers/process.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

/* With prlimit(): the worker's filter does not let it raise the limit itself. */
void process_limit_time(pid_t pid, size_t seconds) {
    clockid_t clock;
    struct timespec used = {0};
    if (clock_getcpuclockid(pid, &clock) == 0)
        clock_gettime(clock, &used);
    struct rlimit time = {.rlim_cur = (rlim_t)used.tv_sec + seconds + 1, .rlim_max = RLIM_INFINITY};
    struct rlimit now;
    if (prlimit(pid, RLIMIT_CPU, NULL, &now) != 0)
        return;
    time.rlim_max = now.rlim_max;
    if (time.rlim_cur > time.rlim_max)
        time.rlim_cur = time.rlim_max;
    prlimit(pid, RLIMIT_CPU, &time, NULL);
}

bool process_wait_for_exit(pid_t pid) {
    struct timespec nap = {.tv_nsec = WORKER_END_STEP_MS * 1000000L};
    siginfo_t info;
    for (int waited = 0; waited < WORKER_END_MS; waited += WORKER_END_STEP_MS) {
        info.si_pid = 0;
        if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid)
            return true;
        nanosleep(&nap, NULL);
    }
    return false;
}

int process_kill(pid_t pid) {
    int status = 0;
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}
