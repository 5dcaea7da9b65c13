/* cells: the cells of a sheet's table put in order, and its merged ranges. Knows nothing of
 * builders.
 *
 * Ownership: the array is the caller's and is changed in place. Units: rows and columns from 0.
 */
#ifndef CHITIEU_EXTRACT_CELLS_H
#define CHITIEU_EXTRACT_CELLS_H

#include "extract/document.h"

struct merge {
    uint32_t first_row, first_column, last_row, last_column;
};

/* By row, then column; cells at one place by the bytes of their text, whatever their order was. */
void cells_sort(struct cell *cells, size_t count);

bool cells_share_place(const struct cell *a, const struct cell *b);
/* Whether text and value are the same. */
bool cells_have_same_content(const struct cell *a, const struct cell *b);
/* Whether a cell has no text, no value and no span. */
bool cell_is_empty(const struct cell *cell);

/* The cell at a place, NULL when there is none. The cells must be in order. */
struct cell *cells_find(struct cell *cells, size_t count, uint32_t row, uint32_t column);

/* Spans the first cell of each range over it and marks the others under it, whatever they hold, as
 * covered. Where ranges overlap, a cell is covered when one of them covers it, even the first cell
 * of another. The cells must be in order and in `columns` columns, a range's first row and column
 * not behind its last. The merges are put in another order. false when memory is out. */
MUST_USE bool cells_merge(struct cell *cells, size_t count, uint32_t columns, struct merge *merges,
                          size_t merge_count);
bool cell_is_covered(const struct cell *cell);

#endif
