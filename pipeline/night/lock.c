#include "pipeline/night/lock.h"
#include "pipeline/clock.h"
#include "pipeline/database_path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A process, a host and a time. */
enum { HOLDER_BYTES = 512 };

static bool fail_with_holder(int file, const char *path, struct error *error) {
    char holder[HOLDER_BYTES] = "";
    ssize_t length = pread(file, holder, sizeof holder - 1, 0);
    holder[length > 0 ? length : 0] = '\0';
    holder[strcspn(holder, "\n")] = '\0';
    return error_set(error, CODE_LOCKED, path,
                     "Another run holds the lock: %s. Try again when it has ended.",
                     *holder ? holder : "its process is unknown");
}

/* For the message of another run; the lock itself does not need it. */
static void write_holder(int file) {
    char host[256] = "", now[CLOCK_TIMESTAMP_BYTES], text[HOLDER_BYTES];
    gethostname(host, sizeof host - 1);
    clock_timestamp(now);
    int length =
        snprintf(text, sizeof text, "process %ld on %s since %s\n", (long)getpid(), host, now);
    if (ftruncate(file, 0) == 0)
        (void)!pwrite(file, text, (size_t)length, 0);
}

static bool take_lock(int *lock, const char *path, bool shared, struct error *error) {
    *lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*lock < 0)
        return error_set(error, CODE_OUTPUT, path, "The lock cannot be opened: %s.",
                         strerror(errno));
    if (flock(*lock, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0) {
        write_holder(*lock);
        return true;
    }
    if (errno == EWOULDBLOCK)
        return fail_with_holder(*lock, path, error);
    return error_set(error, CODE_OUTPUT, path, "The lock cannot be taken: %s.", strerror(errno));
}

bool lock_open(struct lock *lock, const char *url, const char *shard, struct error *error) {
    char path[PATH_MAX], suffix[64];
    *lock = (struct lock){-1, -1};
    database_path_beside(url, ".lock", path);
    if (!take_lock(&lock->whole, path, shard != NULL, error))
        return false;
    if (!shard)
        return true;
    snprintf(suffix, sizeof suffix, ".%.20s.lock", shard);
    for (char *slash = strchr(suffix, '/'); slash; slash = strchr(slash, '/'))
        *slash = '-';
    database_path_beside(url, suffix, path);
    return take_lock(&lock->part, path, false, error);
}

void lock_close(struct lock *lock) {
    if (lock->part >= 0)
        close(lock->part);
    if (lock->whole >= 0)
        close(lock->whole);
    *lock = (struct lock){-1, -1};
}
