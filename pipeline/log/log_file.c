#include "pipeline/log/log_file.h"
#include "pipeline/log/log_end.h"
#include "pipeline/log/log_rotation.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_to_open(const char *path, struct error *error) {
    return error_set(error, CODE_OUTPUT, path, "The log cannot be opened: %s.", strerror(errno));
}

static bool take_lock(int file, const char *path, struct error *error) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(file, F_SETLK, &lock) == 0)
        return true;
    if (errno == EAGAIN || errno == EACCES)
        return error_set(error, CODE_LOCKED, path,
                         "Another chitieu is writing this log; give each a log of its own.");
    return fail_to_open(path, error);
}

static bool continue_log(struct log_file *log, int file, off_t size, const char *path,
                         struct error *error) {
    char hash[SHA256_BYTES];
    off_t end = log_end_find(file, size);
    bool ours =
        end > 0 ? log_end_hash(file, end, hash) : end == 0 && log_end_is_beginning(file, size);
    if (end < 0)
        return fail_to_open(path, error);
    if (!ours)
        return error_set(
            error, CODE_USAGE, path,
            "The file exists already and is not a log that can be continued; name another file.");
    if (end < size && ftruncate(file, end) != 0)
        return fail_to_open(path, error);
    log->cut = (uint64_t)(size - end);
    log->bytes = (uint64_t)end;
    log_chain_start(&log->chain, end > 0 || log_rotation_last_hash(path, hash) ? hash : NULL);
    return true;
}

static bool start_log(struct log_file *log, int file, const char *path, struct error *error) {
    struct stat info;
    char hash[SHA256_BYTES];
    log_chain_start(&log->chain, NULL);
    if (fstat(file, &info) != 0)
        return fail_to_open(path, error);
    if (!S_ISREG(info.st_mode))
        return true;
    if (!take_lock(file, path, error))
        return false;
    /* The size once more: the program that held the lock may have written since. */
    if (fstat(file, &info) != 0)
        return fail_to_open(path, error);
    if (info.st_size > 0)
        return continue_log(log, file, info.st_size, path, error);
    if (log_rotation_last_hash(path, hash))
        log_chain_start(&log->chain, hash);
    return true;
}

static int open_file(struct log_file *log, const char *path, struct error *error) {
    *log = (struct log_file){.file = NULL};
    struct stat info;
    /* A pipe that is also opened for reading would stay open when its reader is gone. */
    bool special = stat(path, &info) == 0 && !S_ISREG(info.st_mode);
    int access = special ? O_WRONLY : O_RDWR;
    int file = open(path, access | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (file < 0) {
        (void)fail_to_open(path, error);
        return -1;
    }
    if (start_log(log, file, path, error))
        return file;
    close(file);
    return -1;
}

bool log_file_open(struct log_file *log, const char *path, const char *run, size_t limit,
                   struct error *error) {
    int file = open_file(log, path, error);
    if (file >= 0 && log->bytes >= limit) {
        bool moved = log_rotation_move_away(path, run, error);
        close(file);
        file = moved ? open_file(log, path, error) : -1;
    }
    if (file < 0)
        return false;
    log->file = fdopen(file, "a");
    if (log->file)
        return true;
    close(file);
    return fail_to_open(path, error);
}
