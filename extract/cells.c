#include "extract/cells.h"

#include <stdlib.h>
#include <string.h>

/* Dropping empty covered cells is tidiness, not truth: overlapping merges of a hostile sheet may
 * not make it cost more than this many steps a cell. */
#define MERGE_STEPS_PER_CELL 8

struct sheet {
    struct cell *cells;
    size_t count;
    uint32_t rows;
};

/* ---- order ---- */

static int by_place(const void *a, const void *b) {
    const struct cell *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return strcmp(left->text, right->text);
}

void cells_sort(struct cell *cells, size_t count) {
    qsort(cells, count, sizeof *cells, by_place);
}

bool cells_share_place(const struct cell *a, const struct cell *b) {
    return a->row == b->row && a->column == b->column;
}

bool cells_have_same_content(const struct cell *a, const struct cell *b) {
    return a->value_type == b->value_type && a->value == b->value && strcmp(a->text, b->text) == 0;
}

bool cell_is_empty(const struct cell *cell) {
    return !*cell->text && cell->value_type == VALUE_NONE && cell->colspan == 1 &&
           cell->rowspan == 1;
}

/* ---- merged ranges ---- */

/* Index of the first cell at or behind a place. */
static size_t lower_bound(const struct sheet *sheet, uint32_t row, uint32_t column) {
    size_t low = 0, high = sheet->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cell *cell = &sheet->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Marks the empty cells of one row under a merge, but its first, by a span of 0; returns how many
 * steps that took. */
static size_t cover_row(const struct sheet *sheet, const struct merge *merge,
                        const struct cell *first, uint32_t row, size_t steps_max) {
    size_t i = lower_bound(sheet, row, merge->first_column), steps = 1;
    for (; i < sheet->count && steps < steps_max; i++, steps++) {
        struct cell *cell = &sheet->cells[i];
        if (cell->row != row || cell->column > merge->last_column)
            break;
        if (cell != first && cell_is_empty(cell))
            cell->colspan = 0;
    }
    return steps;
}

/* Spans the first cell over the merge and marks the empty ones under it; drop_covered() takes them
 * out. */
static void apply_merge(const struct sheet *sheet, const struct merge *merge, size_t *steps) {
    size_t at = lower_bound(sheet, merge->first_row, merge->first_column);
    if (at == sheet->count || sheet->cells[at].row != merge->first_row ||
        sheet->cells[at].column != merge->first_column)
        return;
    struct cell *first = &sheet->cells[at];
    first->rowspan = merge->last_row - merge->first_row + 1;
    first->colspan = merge->last_column - merge->first_column + 1;
    uint32_t last_row = merge->last_row < sheet->rows ? merge->last_row : sheet->rows - 1;
    for (uint32_t row = merge->first_row; row <= last_row && *steps > 0; row++)
        *steps -= cover_row(sheet, merge, first, row, *steps);
}

static size_t drop_covered(const struct sheet *sheet) {
    size_t out = 0;
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->cells[i].colspan != 0)
            sheet->cells[out++] = sheet->cells[i];
    return out;
}

size_t cells_merge(struct cell *cells, size_t count, uint32_t rows, const struct merge *merges,
                   size_t merge_count) {
    const struct sheet sheet = {cells, count, rows};
    size_t steps = (count + merge_count + 1) * MERGE_STEPS_PER_CELL;
    for (size_t i = 0; i < merge_count; i++)
        apply_merge(&sheet, &merges[i], &steps);
    return merge_count ? drop_covered(&sheet) : count;
}
