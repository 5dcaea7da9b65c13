#include "pipeline/database_path.h"
#include "core/sha256.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *file_of(const char *url) {
    static const char scheme[] = "sqlite:";
    if (strncmp(url, scheme, sizeof scheme - 1) == 0)
        return url + sizeof scheme - 1;
    return strstr(url, "://") ? NULL : url;
}

void database_path_beside(const char *url, const char *suffix, char path[PATH_MAX]) {
    const char *file = file_of(url);
    char hash[SHA256_BYTES];
    sha256_of(url, strlen(url), hash);
    if (file)
        snprintf(path, PATH_MAX, "%s%s", file, suffix);
    else
        snprintf(path, PATH_MAX, "/var/lib/chitieu/%.16s%s", hash, suffix);
}

bool database_path_exists(const char *url) {
    const char *file = file_of(url);
    return !file || access(file, F_OK) == 0;
}
