/* shifted: blocks of values that are a row too low or too high.
 *
 * The sign is a value beside a heading, which takes none, at one end of the rows between two
 * headings, and a blank row at the other end. Then every value between may be its neighbour's.
 * Source: DECISIONS §6.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_SHIFTED_H
#define CHITIEU_NORMALIZE_TABLE_SHIFTED_H

#include "normalize/table/pages.h"

/* [line]: true when its value is part of such a block, blank ends included; in the caller's arena.
 * `line_rows`: the row that each line bears, -1: none. NULL when memory is out. */
const bool *shifted_find(const struct pages *pages, const struct ruleset *ruleset,
                         const int *line_rows, struct arena *arena);

#endif
