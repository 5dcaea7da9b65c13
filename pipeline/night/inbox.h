/* inbox: the files that a run reads, in a stable order.
 *
 * A folder is walked with those below it, names in byte order. Some entries are not read and only
 * reported: hidden files, files that programs leave while a document is open or on its way, links
 * that lead out of the folder, anything that is neither a file nor a folder, the program's own
 * files. A list names one file a line, in its own order. A name may be in any encoding: `path`
 * keeps its bytes, `name` shows them as UTF-8, with each wrong byte as \xE9.
 *
 * Files below the folder are opened relative to it (openat2(2)), so that no link swapped in later
 * leads out of it. Ownership: texts belong to the inbox. Errors: NO_INPUT, NO_MEMORY, USAGE.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_INBOX_H
#define CHITIEU_PIPELINE_NIGHT_INBOX_H

#include "core/arena.h"
#include "core/error.h"

#include <sys/stat.h>

enum inbox_kind {
    INBOX_FILE,
    INBOX_SKIPPED,   /* not to be read, because of `why` */
    INBOX_UNREADABLE /* cannot be read, because of `why` */
};

struct inbox_entry {
    enum inbox_kind kind;
    bool below;       /* `path` is relative to the folder */
    const char *path; /* the bytes to open it by */
    const char *name; /* to print and to store, with the folder's name before it */
    const char *why;
};

struct inbox {
    struct arena *arena;
    struct inbox_entry *entries;
    size_t count, capacity;
    int root; /* the folder, open; -1: none */
    const char *directory;
    struct inbox_excluded *excluded; /* the program's own files */
    size_t excluded_count, excluded_capacity;
};

/* Starts an empty inbox. inbox_free() is to be called in any case. */
MUST_USE bool inbox_start(struct inbox *inbox, struct error *error);

/* Excludes a file or folder of the program itself, if it exists. */
void inbox_exclude(struct inbox *inbox, const char *path);

MUST_USE bool inbox_walk(struct inbox *inbox, const char *directory, struct error *error);

/* Adds the files named in `list` ("-" is stdin); relative ones are below `directory` if it is not
 * NULL. */
MUST_USE bool inbox_read_list(struct inbox *inbox, const char *list, const char *directory,
                              struct error *error);

/* Adds one file by its path, to be shown under `name`. */
MUST_USE bool inbox_add(struct inbox *inbox, const char *path, const char *name,
                        struct error *error);

/* Keeps part I of N ("2/5"), chosen by the files' names alone and so the same on every machine. */
MUST_USE bool inbox_keep_shard(struct inbox *inbox, const char *part, struct error *error);

/* Opens an entry for reading, without waiting. Anything but a regular file is an error. */
MUST_USE bool inbox_open(const struct inbox *inbox, const struct inbox_entry *entry, int *file,
                         struct stat *info, struct error *error);

void inbox_free(struct inbox *inbox);

#endif
