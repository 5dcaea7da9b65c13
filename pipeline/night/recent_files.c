#include "pipeline/night/recent_files.h"

#include <stdlib.h>
#include <time.h>

int64_t recent_files_left_ms(struct timespec changed, size_t settle_seconds) {
    struct timespec now;
    int64_t interval = (int64_t)settle_seconds * 1000;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age = (now.tv_sec - changed.tv_sec) * 1000 + (now.tv_nsec - changed.tv_nsec) / 1000000;
    /* A time in the future says nothing about the file's age. */
    return age < 0 ? interval : interval - age;
}

bool recent_files_add(struct recent_files *files, size_t index, const struct stat *info,
                      struct error *error) {
    if (files->count == files->capacity) {
        size_t capacity = files->capacity ? files->capacity * 2 : 64;
        struct recent_file *items = realloc(files->items, capacity * sizeof *items);
        if (!items)
            return error_no_memory(error, "run");
        files->items = items;
        files->capacity = capacity;
    }
    files->items[files->count++] = (struct recent_file){index, info->st_mtim, info->st_size};
    return true;
}

bool recent_files_is_same(const struct recent_file *file, const struct stat *now) {
    return file->changed.tv_sec == now->st_mtim.tv_sec &&
           file->changed.tv_nsec == now->st_mtim.tv_nsec && file->bytes == now->st_size;
}

void recent_files_free(struct recent_files *files) {
    free(files->items);
    *files = (struct recent_files){.items = NULL};
}
