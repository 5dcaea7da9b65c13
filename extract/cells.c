#include "extract/cells.h"

#include <stdlib.h>
#include <string.h>

struct sheet {
    struct cell *cells;
    size_t count;
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

struct cell *cells_find(struct cell *cells, size_t count, uint32_t row, uint32_t column) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cell *cell = &cells[middle];
        if (cell->row < row || (cell->row == row && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    struct cell *cell = low < count ? &cells[low] : NULL;
    return cell && cell->row == row && cell->column == column ? cell : NULL;
}

/* ---- merged ranges ---- */

/* How far down the merges met so far reach in each column: a complete binary tree in an array, its
 * leaves the columns. A node holds for all columns below it, so that a merge costs the logarithm of
 * its width. */
struct reach {
    uint32_t *ends; /* rows behind the last one that a merge covers */
    size_t leaves;
};

static void raise_to(uint32_t *end, uint32_t least) {
    if (*end < least)
        *end = least;
}

/* Lets the columns from `first` to the one before `behind` reach to the row before `end`. */
static void extend(const struct reach *reach, uint32_t first, uint32_t behind, uint32_t end) {
    size_t low = first + reach->leaves, high = behind + reach->leaves;
    for (; low < high; low /= 2, high /= 2) {
        if (low % 2)
            raise_to(&reach->ends[low++], end);
        if (high % 2)
            raise_to(&reach->ends[--high], end);
    }
}

static uint32_t end_of(const struct reach *reach, uint32_t column) {
    uint32_t end = 0;
    for (size_t i = column + reach->leaves; i > 0; i /= 2)
        raise_to(&end, reach->ends[i]);
    return end;
}

static int by_first_row(const void *a, const void *b) {
    const struct merge *left = a, *right = b;
    return (left->first_row > right->first_row) - (left->first_row < right->first_row);
}

/* The places of a merge to the right of its first, from its first row on. */
static void extend_right(const struct reach *reach, const struct merge *merge) {
    uint32_t columns = (uint32_t)reach->leaves, last = merge->last_column;
    uint32_t behind = last < columns ? last + 1 : columns;
    if (merge->first_column + 1 < behind)
        extend(reach, merge->first_column + 1, behind, merge->last_row + 1);
}

/* The places under its first one. */
static void extend_below(const struct reach *reach, const struct merge *merge) {
    if (merge->first_column < reach->leaves)
        extend(reach, merge->first_column, merge->first_column + 1, merge->last_row + 1);
}

/* Goes down the rows once, with the merges that begin in them. */
static void mark_covered(const struct sheet *sheet, const struct reach *reach,
                         const struct merge *merges, size_t merge_count) {
    size_t begun = 0, below = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        struct cell *cell = &sheet->cells[i];
        for (; begun < merge_count && merges[begun].first_row <= cell->row; begun++)
            extend_right(reach, &merges[begun]);
        for (; below < begun && merges[below].first_row < cell->row; below++)
            extend_below(reach, &merges[below]);
        if (end_of(reach, cell->column) > cell->row)
            cell->colspan = 0;
    }
}

/* Of two merges with the same first cell it spans the wider and the taller. */
static void span(const struct sheet *sheet, const struct merge *merge) {
    struct cell *first =
        cells_find(sheet->cells, sheet->count, merge->first_row, merge->first_column);
    if (!first || cell_is_covered(first))
        return;
    raise_to(&first->rowspan, merge->last_row - merge->first_row + 1);
    raise_to(&first->colspan, merge->last_column - merge->first_column + 1);
}

bool cell_is_covered(const struct cell *cell) {
    return cell->colspan == 0;
}

bool cells_merge(struct cell *cells, size_t count, uint32_t columns, struct merge *merges,
                 size_t merge_count) {
    const struct sheet sheet = {cells, count};
    if (count == 0)
        return true;
    const struct reach reach = {calloc(2 * (size_t)columns, sizeof *reach.ends), columns};
    if (!reach.ends)
        return false;
    qsort(merges, merge_count, sizeof *merges, by_first_row);
    mark_covered(&sheet, &reach, merges, merge_count);
    for (size_t i = 0; i < merge_count; i++)
        span(&sheet, &merges[i]);
    free(reach.ends);
    return true;
}
