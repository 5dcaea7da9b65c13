#include "pipeline/log/log_rotation.h"
#include "pipeline/log/log_end.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_rotated(const char *name, const char *base) {
    size_t length = strlen(base);
    return strncmp(name, base, length) == 0 && (name[length] == '.' || name[length] == '-') &&
           isdigit((unsigned char)name[length + 1]);
}

/* Reads the last hash of a file if the file is newer than `newest`. */
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
    if (newer && log_end_hash(file, info.st_size, found)) {
        *newest = info.st_mtim;
        memcpy(hash, found, sizeof found);
    }
    close(file);
}

bool log_rotation_last_hash(const char *path, char hash[SHA256_BYTES]) {
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

bool log_rotation_move_away(const char *path, const char *run, struct error *error) {
    char to[PATH_MAX];
    int length = snprintf(to, sizeof to, "%s-%s", path, run);
    if (length < PATH_MAX && rename(path, to) == 0)
        return true;
    return error_set(error, CODE_OUTPUT, path, "The full log cannot be moved away: %s.",
                     strerror(length < PATH_MAX ? errno : ENAMETOOLONG));
}
