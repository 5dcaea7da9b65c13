/* limits: how much of anything a document may be. Defaults and reasons stand in limits.def, once;
 * the flags, the help and the manual come from it. A limit of 0 is not "none": it refuses
 * everything.
 */
#ifndef CHITIEU_CORE_LIMITS_H
#define CHITIEU_CORE_LIMITS_H

#include <stddef.h>

struct limits {
#define LIMIT(field, flag, unit, value, reason) size_t field;
#include "core/limits.def"
#undef LIMIT
};

struct limit_row {
    const char *flag;   /* "--max-cells" */
    const char *unit;   /* "cells" */
    const char *reason; /* why the default is what it is */
    size_t value;       /* the default */
    size_t offset;      /* of the field in struct limits */
};

/* The defaults. */
struct limits limits_default(void);

/* The table of all limits, for flags and help; `*count` rows. */
const struct limit_row *limits_table(size_t *count);

#endif
