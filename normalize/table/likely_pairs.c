#include "normalize/table/likely_pairs.h"
#include "normalize/table/weights.h"

struct comparison {
    const struct ruleset *ruleset;
    struct arena *arena;
    struct likely_pairs *likely;
    size_t capacity;
    float *whole, *joined; /* [rows]: of the line at hand */
};

/* Whether a line can be the second half of the one before: the second has neither number nor
 * bullet, and at most one has a value. */
static bool can_join(const struct line *first, const struct line *second) {
    bool both = line_cell_is_filled(first->value) && line_cell_is_filled(second->value);
    return !second->numbered && !second->bullet && !both;
}

static bool compare_joined(struct comparison *c, const struct line *first) {
    char *text = arena_printf(c->arena, "%s %s", first->text, first[1].whole);
    const struct label *label = text ? label_parse(c->ruleset->labels, c->arena, text) : NULL;
    if (label)
        labels_compare(c->ruleset->labels, label, c->joined);
    return label != NULL;
}

static bool keep_pair(struct comparison *c, struct likely_pair pair) {
    struct likely_pairs *a = c->likely;
    a->pairs = arena_grow(c->arena, a->pairs, a->count, &c->capacity, sizeof *a->pairs);
    if (a->pairs)
        a->pairs[a->count++] = pair;
    return a->pairs != NULL;
}

static bool compare_line(struct comparison *c, const struct pages *pages, size_t index) {
    const struct line *line = &pages->lines[index];
    struct likely_pairs *a = c->likely;
    bool joins = index + 1 < a->lines && can_join(line, line + 1);
    labels_compare(c->ruleset->labels, line->label, c->whole);
    if (joins && !compare_joined(c, line))
        return false;
    a->line_begin[index] = (uint32_t)a->count;
    for (size_t i = 0; i < a->rows; i++) {
        float whole = c->whole[i], joined = joins ? c->joined[i] : 0;
        a->best[index] = whole > a->best[index] ? whole : a->best[index];
        if ((whole >= LIKELY_MIN || joined >= LIKELY_MIN) &&
            !keep_pair(c, (struct likely_pair){(uint32_t)index, (uint32_t)i, whole, joined}))
            return false;
    }
    return true;
}

/* Lists the pairs by row: counted, then put in place. */
static bool list_by_row(struct likely_pairs *a, struct arena *arena) {
    a->row_begin = arena_array(arena, a->rows + 2, sizeof *a->row_begin);
    a->of_rows = arena_array(arena, a->count + 1, sizeof *a->of_rows);
    if (!a->row_begin || !a->of_rows)
        return false;
    /* Counts are kept two places further on, so that the second pass ends with each beginning in
     * place.
     */
    for (size_t k = 0; k < a->count; k++)
        a->row_begin[a->pairs[k].row + 2]++;
    for (size_t i = 2; i < a->rows + 2; i++)
        a->row_begin[i] += a->row_begin[i - 1];
    for (size_t k = 0; k < a->count; k++)
        a->of_rows[a->row_begin[a->pairs[k].row + 1]++] = (uint32_t)k;
    return true;
}

bool likely_pairs_find(const struct pages *pages, const struct ruleset *ruleset,
                       struct arena *arena, struct likely_pairs *likely) {
    *likely = (struct likely_pairs){.lines = pages->line_count, .rows = ruleset->row_count};
    struct comparison c = {.ruleset = ruleset, .arena = arena, .likely = likely};
    c.whole = arena_array(arena, likely->rows + 1, sizeof *c.whole);
    c.joined = arena_array(arena, likely->rows + 1, sizeof *c.joined);
    likely->best = arena_array(arena, likely->lines + 1, sizeof *likely->best);
    likely->line_begin = arena_array(arena, likely->lines + 1, sizeof *likely->line_begin);
    if (arena_failed(arena))
        return false;
    for (size_t j = 0; j < likely->lines; j++)
        if (!compare_line(&c, pages, j))
            return false;
    likely->line_begin[likely->lines] = (uint32_t)likely->count;
    return list_by_row(likely, arena);
}

const struct likely_pair *likely_pairs_get(const struct likely_pairs *likely, size_t line,
                                           size_t row) {
    uint32_t low = likely->line_begin[line], high = likely->line_begin[line + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (likely->pairs[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < likely->line_begin[line + 1] && likely->pairs[low].row == row;
    return found ? &likely->pairs[low] : NULL;
}
