#include "pipeline/log/log_file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line's last bytes, in which its hash stands; and what is looked through at once for its end. */
enum { LAST_BYTES = 256, PIECE_BYTES = 4096 };

static bool fail_to_open(const char *path, struct error *error) {
    return error_set(error, CODE_OUTPUT, path, "The log cannot be opened: %s.", strerror(errno));
}

/* ---- the end of a log ---- */

/* Where the last whole line ends: behind the last newline; 0 when there is none, -1 when the file
 * cannot be read. */
static off_t find_end(int file, off_t size) {
    char piece[PIECE_BYTES];
    for (off_t at = size; at > 0;) {
        size_t length = at < PIECE_BYTES ? (size_t)at : PIECE_BYTES;
        at -= (off_t)length;
        if (pread(file, piece, length, at) != (ssize_t)length)
            return -1;
        const char *newline = memrchr(piece, '\n', length);
        if (newline)
            return at + (newline - piece) + 1;
    }
    return 0;
}

/* The hash of the line that ends (with its newline) at `end`. */
static bool read_last_hash(int file, off_t end, char hash[SHA256_BYTES]) {
    char last[LAST_BYTES];
    size_t length = end < LAST_BYTES ? (size_t)end : LAST_BYTES;
    return length > 0 && pread(file, last, length, end - (off_t)length) == (ssize_t)length &&
           log_chain_read(last, length - 1, hash);
}

/* Whether what has no newline yet is the beginning of a line of ours. */
static bool is_beginning(int file, off_t size) {
    static const char start[] = "{\"time\":\"";
    char bytes[sizeof start];
    size_t length = size < (off_t)sizeof start - 1 ? (size_t)size : sizeof start - 1;
    return pread(file, bytes, length, 0) == (ssize_t)length && memcmp(bytes, start, length) == 0;
}

/* ---- rotated files ---- */

static bool is_rotated(const char *name, const char *base) {
    size_t length = strlen(base);
    return strncmp(name, base, length) == 0 && (name[length] == '.' || name[length] == '-') &&
           isdigit((unsigned char)name[length + 1]);
}

/* The last hash of a file, when it is newer than `newest`. */
static void read_if_newer(int directory, const char *name, struct timespec *newest,
                          char hash[SHA256_BYTES]) {
    struct stat info;
    char found[SHA256_BYTES];
    int file = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return;
    bool newer = fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
                 (info.st_mtim.tv_sec > newest->tv_sec || (info.st_mtim.tv_sec == newest->tv_sec &&
                                                           info.st_mtim.tv_nsec > newest->tv_nsec));
    if (newer && read_last_hash(file, info.st_size, found)) {
        *newest = info.st_mtim;
        memcpy(hash, found, sizeof found);
    }
    close(file);
}

/* The hash that a new log goes on from; false: there is no file it was rotated to. */
static bool find_rotated(const char *path, char hash[SHA256_BYTES]) {
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    char folder[PATH_MAX];
    struct timespec newest = {0, 0};
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(base - path) : 1, slash ? path : ".");
    DIR *directory = opendir(folder);
    if (!directory)
        return false;
    *hash = '\0';
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory))
        if (is_rotated(entry->d_name, base))
            read_if_newer(dirfd(directory), entry->d_name, &newest, hash);
    closedir(directory);
    return *hash != '\0';
}

/* ---- opening ---- */

static bool take_lock(int file, const char *path, struct error *error) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(file, F_SETLK, &lock) == 0)
        return true;
    if (errno == EAGAIN || errno == EACCES)
        return error_set(error, CODE_LOCKED, path,
                         "Another chitieu writes this log; give each a log of its own.");
    return fail_to_open(path, error);
}

static bool continue_log(struct log_file *log, int file, off_t size, const char *path,
                         struct error *error) {
    char hash[SHA256_BYTES];
    off_t end = find_end(file, size);
    bool ours = end > 0 ? read_last_hash(file, end, hash) : end == 0 && is_beginning(file, size);
    if (end < 0)
        return fail_to_open(path, error);
    if (!ours)
        return error_set(error, CODE_USAGE, path,
                         "This is there already and is no log that can be gone on with; name "
                         "another file.");
    if (end < size && ftruncate(file, end) != 0)
        return fail_to_open(path, error);
    log->cut = (uint64_t)(size - end);
    log->bytes = (uint64_t)end;
    log_chain_start(&log->chain, end > 0 || find_rotated(path, hash) ? hash : NULL);
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
    /* The program that held the lock may have written meanwhile. */
    if (fstat(file, &info) != 0)
        return fail_to_open(path, error);
    if (info.st_size > 0)
        return continue_log(log, file, info.st_size, path, error);
    if (find_rotated(path, hash))
        log_chain_start(&log->chain, hash);
    return true;
}

static bool move_away(const char *path, const char *run, struct error *error) {
    char to[PATH_MAX];
    int length = snprintf(to, sizeof to, "%s-%s", path, run);
    if (length < PATH_MAX && rename(path, to) == 0)
        return true;
    return error_set(error, CODE_OUTPUT, path, "The full log cannot be moved away: %s.",
                     strerror(length < PATH_MAX ? errno : ENAMETOOLONG));
}

static int open_file(struct log_file *log, const char *path, struct error *error) {
    *log = (struct log_file){.file = NULL};
    struct stat info;
    /* Reading also from a pipe would keep it open when its reader is gone. */
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
        bool moved = move_away(path, run, error);
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
