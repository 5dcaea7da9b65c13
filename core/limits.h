/* limits: how much of anything a document, the worker that reads it and a night may take. Defaults
 * and reasons are kept once, in limits.def; flags, help and manual come from it. A limit of 0 is
 * not "none": it refuses everything (but --jobs, where it is one worker for each processor). */
#ifndef CHITIEU_CORE_LIMITS_H
#define CHITIEU_CORE_LIMITS_H

#include "core/arena.h"

#include <stddef.h>

struct limits {
#define LIMIT(field, group, flag, unit, value, reason) size_t field;
#include "core/limits.def"
#undef LIMIT
};

/* Who has the flags: every command that reads documents; only those that read in workers. */
enum limit_group { LIMIT_DOCUMENT, LIMIT_WORKER, LIMIT_GROUP_COUNT };

struct limit_row {
    const char *flag;   /* "--max-cells" */
    const char *unit;   /* "cells" */
    const char *reason; /* why the default is what it is */
    size_t value;       /* the default */
    size_t offset;      /* of the field in struct limits */
    enum limit_group group;
};

/* The defaults. */
struct limits limits_default(void);

/* An arena for one document under memory_bytes. NULL when the system has no memory. */
struct arena *limits_arena(size_t memory_bytes);

/* The table of all limits, for flags and help; `*count` rows, groups together. */
const struct limit_row *limits_table(size_t *count);

#endif
