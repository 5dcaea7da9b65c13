#include "normalize/table/shifted.h"

/* Filled rows that make a block: one alone, beside a heading with a number, has not been shifted.
 */
#define FILLED_LEAST 2
/* Headings with values that make a run of moved blocks: one may hold a total. */
#define HEADINGS_LEAST 2

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

/* Marks the indicators beside a heading with a value, in one direction, as far as the last blank
 * one before the next heading: there the values that moved began. */
static void look_from(struct search *s, size_t heading, int step) {
    size_t filled = 0, filled_before = 0, blank = heading;
    for (size_t line = heading + (size_t)step;
         line < s->pages->line_count && role_of(s, line) == INDICATOR; line += (size_t)step) {
        if (is_filled(s, line)) {
            filled++;
        } else {
            blank = line;
            filled_before = filled;
        }
    }
    if (filled_before < FILLED_LEAST)
        return;
    for (size_t line = blank; line != heading; line -= (size_t)step)
        s->shifted[line] = true;
}

/* Where the indicators beside a heading end, in one direction. */
static size_t end_of_block(const struct search *s, size_t heading, int step) {
    size_t line = heading + (size_t)step;
    while (line < s->pages->line_count && role_of(s, line) == INDICATOR)
        line += (size_t)step;
    return line - (size_t)step;
}

/* The line that a moved block leaves blank beside a heading with a value: the first under it where
 * values moved down, the last under it where they moved up. */
static bool leaves_blank(const struct search *s, size_t heading, bool down) {
    size_t last = end_of_block(s, heading, 1);
    return last > heading && !is_filled(s, down ? heading + 1 : last);
}

/* Marks all between the first and the last heading with a value, and the blocks beside them, where
 * most of these headings say that the values moved in this direction. */
static void look_at_run(struct search *s, const size_t *headings, size_t count, bool down) {
    size_t agreeing = 0;
    for (size_t i = 0; i < count; i++)
        agreeing += leaves_blank(s, headings[i], down);
    if (count < HEADINGS_LEAST || agreeing * 2 < count)
        return;
    size_t from = headings[0] > 0 ? end_of_block(s, headings[0], -1) : 0;
    size_t to = end_of_block(s, headings[count - 1], 1);
    for (size_t line = from; line <= to; line++)
        s->shifted[line] = true;
}

const bool *shifted_find(const struct pages *pages, const struct ruleset *ruleset,
                         const int *line_rows, struct arena *arena) {
    struct search s = {.pages = pages, .ruleset = ruleset, .line_rows = line_rows, .arena = arena};
    size_t *headings = arena_array(arena, pages->line_count + 1, sizeof *headings), count = 0;
    s.shifted = arena_array(arena, pages->line_count + 1, sizeof *s.shifted);
    if (!headings || !s.shifted)
        return NULL;
    for (size_t i = 0; i < pages->line_count; i++)
        if (role_of(&s, i) == HEADING && is_filled(&s, i))
            headings[count++] = i;
    for (size_t i = 0; i < count; i++) {
        look_from(&s, headings[i], -1);
        look_from(&s, headings[i], 1);
    }
    look_at_run(&s, headings, count, true);
    look_at_run(&s, headings, count, false);
    return arena_failed(arena) ? NULL : s.shifted;
}
