/* recent_files: files changed so recently that somebody may still be writing them.
 *
 * A run leaves them until they are old enough (--settle-seconds), and then reads those that have
 * not changed since. Ownership: recent_files_free(). Errors: NO_MEMORY. Units: milliseconds.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_RECENT_FILES_H
#define CHITIEU_PIPELINE_NIGHT_RECENT_FILES_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct recent_file {
    size_t index;            /* of the inbox's entry */
    struct timespec changed; /* when the file was first opened */
    off_t bytes;
};

struct recent_files {
    struct recent_file *items;
    size_t count, capacity;
};

/* The time until a file is old enough; 0 or less when it is. */
int64_t recent_files_left_ms(struct timespec changed, size_t settle_seconds);

MUST_USE bool recent_files_add(struct recent_files *files, size_t index, const struct stat *info,
                               struct error *error);

/* Whether the file has not changed since it was added. */
bool recent_files_is_same(const struct recent_file *file, const struct stat *now);

void recent_files_free(struct recent_files *files);

#endif
