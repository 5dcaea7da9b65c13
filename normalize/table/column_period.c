#include "normalize/table/column_period.h"
#include "normalize/prose/period.h"

#include <string.h>

/* A period begins with its year (SDMX 2.1). */
enum { YEAR_DIGITS = 4 };

bool column_period_differs(const char *header, const char *report) {
    if (!header || !report || strcmp(header, report) == 0)
        return false;
    size_t length = strlen(header);
    return strspn(header, "0123456789") < length || strncmp(header, report, length) != 0;
}

const char *column_period(const struct columns *columns, const struct ruleset *ruleset, int column,
                          const char *report, struct arena *arena) {
    const char *header = columns->header[column];
    const char *year = report ? arena_strndup(arena, report, YEAR_DIGITS) : NULL;
    return *header ? period_of_header(ruleset, header, year, arena) : NULL;
}

/* The one column that remains without those of other periods; -1 when none or several remain. */
static int column_of_period(const struct columns *columns, const struct ruleset *ruleset,
                            const char *period, struct arena *arena) {
    int left = -1, named = -1;
    unsigned left_count = 0, named_count = 0;
    for (unsigned i = 0; i < columns->rival_count; i++) {
        const char *own = column_period(columns, ruleset, columns->rivals[i], period, arena);
        if (column_period_differs(own, period))
            continue;
        left = columns->rivals[i];
        left_count++;
        if (own && strcmp(own, period) == 0) {
            named = left;
            named_count++;
        }
    }
    return named_count == 1 ? named : left_count == 1 ? left : -1;
}

bool column_period_choose(struct pages *pages, const struct ruleset *ruleset, const char *period,
                          struct arena *arena) {
    const struct columns *page = NULL;
    int column = -1;
    for (size_t i = 0; period && i < pages->line_count; i++) {
        struct line *line = &pages->lines[i];
        if (!line->value_uncertain || !line->columns->named || line->value_block != line->block)
            continue;
        if (line->columns != page) {
            page = line->columns;
            column = page->rival_count > 1 ? column_of_period(page, ruleset, period, arena) : -1;
        }
        if (column >= 0)
            line_set_value_column(line, column);
    }
    return !arena_failed(arena);
}
