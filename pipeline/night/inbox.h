/* inbox: the files a run reads, in a stable order.
 *
 * A folder is walked with those below it, names in byte order. What is no report is not read, and
 * told: hidden files, the files that programs leave while a document is open or on its way, links
 * that lead out of the folder, what is neither file nor folder, the program's own files. A list
 * names one file a line, in its own order. A name may be in any encoding: `path` keeps its bytes,
 * `name` shows them as UTF-8, each byte that is none as \xE9.
 *
 * Files below the folder are opened below it (openat2(2)), so that no link swapped in later leads
 * out. Ownership: texts belong to the inbox.  Errors: NO_INPUT, NO_MEMORY, USAGE.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_INBOX_H
#define CHITIEU_PIPELINE_NIGHT_INBOX_H

#include "core/arena.h"
#include "core/error.h"

#include <sys/stat.h>

enum inbox_kind {
    INBOX_FILE,
    INBOX_SKIPPED,   /* `why` tells: it is not meant to be read */
    INBOX_UNREADABLE /* `why` tells: it should be, and cannot */
};

struct inbox_entry {
    enum inbox_kind kind;
    bool below;       /* `path` is relative to the folder */
    const char *path; /* its bytes, to open it */
    const char *name; /* to show and to keep: with the folder before it */
    const char *why;
};

struct inbox {
    struct arena *arena;
    struct inbox_entry *entries;
    size_t count, capacity;
    int root; /* the folder, open; -1: none */
    const char *directory;
    struct inbox_excluded *excluded; /* files of the program */
    size_t excluded_count, excluded_capacity;
};

/* Starts an empty inbox; inbox_free() in any case. */
MUST_USE bool inbox_start(struct inbox *inbox, struct error *error);

/* A file or folder that is ours and never read. One that is not there is no fault. */
void inbox_exclude(struct inbox *inbox, const char *path);

MUST_USE bool inbox_walk(struct inbox *inbox, const char *directory, struct error *error);

/* The files named in `list` ("-" is stdin); relative ones are below `directory` when it is not
 * NULL. */
MUST_USE bool inbox_read_list(struct inbox *inbox, const char *list, const char *directory,
                              struct error *error);

/* One file by its path, shown under a name. */
MUST_USE bool inbox_add(struct inbox *inbox, const char *path, const char *name,
                        struct error *error);

/* Leaves the part I of N ("2/5") by the files' names, the same on every machine. */
MUST_USE bool inbox_keep_shard(struct inbox *inbox, const char *part, struct error *error);

/* Opens a file for reading, without waiting; it is a regular file. */
MUST_USE bool inbox_open(const struct inbox *inbox, const struct inbox_entry *entry, int *file,
                         struct stat *info, struct error *error);

void inbox_free(struct inbox *inbox);

#endif
