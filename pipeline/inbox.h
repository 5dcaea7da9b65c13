/* inbox: the files a run reads, in a stable order.
 *
 * A folder is walked with those below it, names in byte order; hidden files and folders and the
 * "~$" files that Word leaves while a document is open are not reports. A list names one file a
 * line, in its own order.
 *
 * Ownership: paths belong to the inbox.  Errors: NO_INPUT, NO_MEMORY.
 */
#ifndef CHITIEU_PIPELINE_INBOX_H
#define CHITIEU_PIPELINE_INBOX_H

#include "core/arena.h"
#include "core/error.h"

struct inbox {
    struct arena *arena;
    char **paths;
    size_t count, capacity;
};

MUST_USE bool inbox_walk(struct inbox *inbox, const char *directory, struct error *error);

/* The files named in `list` ("-" is stdin); relative ones are below `directory` when it is not
 * NULL. */
MUST_USE bool inbox_list(struct inbox *inbox, const char *list, const char *directory,
                         struct error *error);
void inbox_free(struct inbox *inbox);

#endif
