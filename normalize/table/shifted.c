#include "normalize/table/shifted.h"

/* Filled rows that make a block: one alone, beside a heading with a number, has not been shifted.
 */
#define FILLED_LEAST 2

struct search {
    const struct pages *pages;
    const struct ruleset *ruleset;
    const int *line_rows;
    struct arena *arena;
    bool *shifted;
};

enum role { NO_ROW, HEADING, INDICATOR };

static enum role role_of(const struct search *s, size_t line) {
    int row = s->line_rows[line];
    if (row < 0)
        return NO_ROW;
    return s->ruleset->rows[row].kind == KIND_HEADING ? HEADING : INDICATOR;
}

static bool is_filled(const struct search *s, size_t line) {
    return line_cell_has_content(s->ruleset, s->arena, s->pages->lines[line].value);
}

/* Marks the indicators beside a heading with a value, in one direction as far as the next line that
 * is none, when the one at the far end is blank. */
static void look_from(struct search *s, size_t heading, int step) {
    size_t count = 0, filled = 0, line = heading + (size_t)step, last = line;
    for (; line < s->pages->line_count && role_of(s, line) == INDICATOR; line += (size_t)step) {
        last = line;
        count++;
        filled += is_filled(s, line);
    }
    if (filled < FILLED_LEAST || is_filled(s, last))
        return;
    for (size_t i = 0; i < count; i++, last -= (size_t)step)
        s->shifted[last] = true;
}

const bool *shifted_find(const struct pages *pages, const struct ruleset *ruleset,
                         const int *line_rows, struct arena *arena) {
    struct search s = {.pages = pages, .ruleset = ruleset, .line_rows = line_rows, .arena = arena};
    s.shifted = arena_array(arena, pages->line_count + 1, sizeof *s.shifted);
    for (size_t i = 0; s.shifted && i < pages->line_count; i++) {
        if (role_of(&s, i) != HEADING || !is_filled(&s, i))
            continue;
        look_from(&s, i, -1);
        look_from(&s, i, 1);
    }
    return arena_failed(arena) ? NULL : s.shifted;
}
