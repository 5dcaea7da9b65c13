#include "pipeline/cli/run_limits.h"

static const struct limit_row table[] = {
#define LIMIT(field, flag, unit, value, reason)                                                    \
    {flag, unit, reason, value, offsetof(struct run_limits, field)},
#include "pipeline/cli/run_limits.def"
#undef LIMIT
};

struct run_limits run_limits_default(void) {
    return (struct run_limits){
#define LIMIT(field, flag, unit, value, reason) .field = value,
#include "pipeline/cli/run_limits.def"
#undef LIMIT
    };
}

const struct limit_row *run_limits_table(size_t *count) {
    *count = sizeof table / sizeof table[0];
    return table;
}
