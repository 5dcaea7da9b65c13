/* run_limits: how much of anything reading one document in a worker may take. As core/limits, whose
 * rows they share: defaults and reasons stand once, in run_limits.def; flags, help and manual come
 * from it.
 */
#ifndef CHITIEU_PIPELINE_CLI_RUN_LIMITS_H
#define CHITIEU_PIPELINE_CLI_RUN_LIMITS_H

#include "core/limits.h"

struct run_limits {
#define LIMIT(field, flag, unit, value, reason) size_t field;
#include "pipeline/cli/run_limits.def"
#undef LIMIT
};

/* More workers than this are a mistake of typing. */
enum { JOBS_MAX = 256 };

/* The defaults. */
struct run_limits run_limits_default(void);

/* The table of all of them; `*count` rows, whose offsets are in struct run_limits. */
const struct limit_row *run_limits_table(size_t *count);

#endif
