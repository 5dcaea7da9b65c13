#include "core/limits.h"

static const struct limit_row table[] = {
#define LIMIT(field, group, flag, unit, value, reason)                                             \
    {flag, unit, reason, value, offsetof(struct limits, field), LIMIT_##group},
#include "core/limits.def"
#undef LIMIT
};

struct limits limits_default(void) {
    return (struct limits){
#define LIMIT(field, group, flag, unit, value, reason) .field = value,
#include "core/limits.def"
#undef LIMIT
    };
}

struct arena *limits_arena(size_t memory_bytes) {
    return arena_new_under(memory_bytes, "--max-memory-bytes");
}

const struct limit_row *limits_table(size_t *count) {
    *count = sizeof table / sizeof table[0];
    return table;
}
