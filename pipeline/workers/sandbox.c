#include "pipeline/workers/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* The standard streams, the socket, one file, and one more. */
enum { DESCRIPTORS_MAX = 6 };

/* ---- descriptors ---- */

/* Closes the parent's database, log and lock: an open descriptor can be used without any
 * permission. */
static bool keep_only_socket(int socket) {
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0)
        return false;
    /* stderr stays open for a sanitizer's report. */
    int last = SANITIZED ? 1 : 2;
    for (int fd = 0; fd <= last; fd++)
        if (nowhere != fd && dup2(nowhere, fd) < 0)
            return false;
    if (socket != SANDBOX_SOCKET && dup2(socket, SANDBOX_SOCKET) < 0)
        return false;
    return syscall(SYS_close_range, SANDBOX_SOCKET + 1, ~0U, 0) == 0;
}

/* ---- resources ---- */

static bool limit(__rlimit_resource_t resource, rlim_t most) {
    struct rlimit value;
    if (getrlimit(resource, &value) != 0)
        return false;
    if (value.rlim_max != RLIM_INFINITY && value.rlim_max < most)
        most = value.rlim_max;
    value.rlim_cur = value.rlim_max = most;
    return setrlimit(resource, &value) == 0;
}

/* The parent sets the limit of computing time, for each document anew. */
static bool limit_resources(size_t memory_bytes) {
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_NOFILE, DESCRIPTORS_MAX) && (SANITIZED || limit(RLIMIT_AS, memory_bytes));
}

/* ---- paths ---- */

/* The kernel's struct landlock_ruleset_attr; older kernels know only its first fields. */
struct landlock_rules {
    uint64_t paths, network, scopes;
};

/* What each version of Landlock can refuse (landlock(7)): bits of accesses to paths, of TCP, of
 * scopes, and the bytes of the struct. */
static const struct {
    struct landlock_rules rules;
    size_t bytes;
} landlock_versions[] = {
    {{(1 << 13) - 1, 0, 0}, 8},  {{(1 << 14) - 1, 0, 0}, 8},  {{(1 << 15) - 1, 0, 0}, 8},
    {{(1 << 15) - 1, 3, 0}, 16}, {{(1 << 16) - 1, 3, 0}, 16}, {{(1 << 16) - 1, 3, 3}, 24},
};

enum { LANDLOCK_VERSIONS = sizeof landlock_versions / sizeof *landlock_versions };

/* Refuses every path, without exception. On a kernel without Landlock only seccomp does. */
static bool refuse_paths(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (version < 1)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    if (version > LANDLOCK_VERSIONS)
        version = LANDLOCK_VERSIONS;
    long rules = syscall(SYS_landlock_create_ruleset, &landlock_versions[version - 1].rules,
                         landlock_versions[version - 1].bytes, 0);
    if (rules < 0)
        return false;
    bool done = syscall(SYS_landlock_restrict_self, (int)rules, 0) == 0;
    close((int)rules);
    return done;
}

/* ---- calls ---- */

/* Memory, time, exit; reading and writing open descriptors. */
static const int allowed[] = {
    SCMP_SYS(read),           SCMP_SYS(pread64),
    SCMP_SYS(readv),          SCMP_SYS(write),
    SCMP_SYS(writev),         SCMP_SYS(lseek),
    SCMP_SYS(fstat),          SCMP_SYS(close),
    SCMP_SYS(munmap),         SCMP_SYS(mremap),
    SCMP_SYS(madvise),        SCMP_SYS(brk),
    SCMP_SYS(futex),          SCMP_SYS(exit),
    SCMP_SYS(exit_group),     SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),   SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(restart_syscall),
    SCMP_SYS(getpid),         SCMP_SYS(gettid),
    SCMP_SYS(getrandom),      SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo),
};

/* A sanitizer needs more calls to report a fault. */
static const int allowed_to_sanitizers[] = {SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction),
                                            SCMP_SYS(prlimit64), SCMP_SYS(getrlimit)};

/* Refused without killing the process: libraries look for files that may be absent. */
static const int refused[] = {
    SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(stat),      SCMP_SYS(lstat),      SCMP_SYS(statx),
};

static bool add_list(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (seccomp_rule_add(filter, action, calls[i], 0) != 0)
            return false;
    return true;
}

/* Opening for reading is refused; opening with any flag that writes or creates kills the process,
 * the filter's default. */
static bool add_opening(scmp_filter_ctx filter) {
    const uint64_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0)) == 0;
}

/* No memory may be made executable. */
static bool add_memory(scmp_filter_ctx filter) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

/* fstat() is newfstatat() of an empty path in newer C libraries; fdopen() reads flags; stdio asks
 * whether a file is a terminal; abort() signals its own process. */
static bool add_particular(scmp_filter_ctx filter) {
    const uint64_t empty = AT_EMPTY_PATH, self = (uint64_t)getpid();
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                            SCMP_A3(SCMP_CMP_MASKED_EQ, empty, empty)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), 1,
                            SCMP_A3(SCMP_CMP_MASKED_EQ, empty, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                            SCMP_A1(SCMP_CMP_EQ, F_GETFL, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 1,
                            SCMP_A1(SCMP_CMP_EQ, TCGETS, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, self, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(recvmsg), 1,
                            SCMP_A0(SCMP_CMP_EQ, SANDBOX_SOCKET, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sendmsg), 1,
                            SCMP_A0(SCMP_CMP_EQ, SANDBOX_SOCKET, 0)) == 0;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool filter_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    bool done =
        add_list(filter, SCMP_ACT_ALLOW, allowed, COUNT(allowed)) &&
        (!SANITIZED ||
         add_list(filter, SCMP_ACT_ALLOW, allowed_to_sanitizers, COUNT(allowed_to_sanitizers))) &&
        add_list(filter, SCMP_ACT_ERRNO(EACCES), refused, COUNT(refused)) && add_opening(filter) &&
        add_memory(filter) && add_particular(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

bool sandbox_enter(int socket, size_t memory_bytes) {
    return keep_only_socket(socket) && limit_resources(memory_bytes) &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && refuse_paths() && filter_calls();
}
