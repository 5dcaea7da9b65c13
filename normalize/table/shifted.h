/* shifted: blocks of values that are a row too low or too high.
 *
 * One heading with a value, which takes none, is a sign where the rows on one side of it, to the
 * next heading, end in a blank one: their values may be their neighbours'. Where several headings
 * have values and the row after each (or the last before the next heading) is blank, everything
 * between has moved: a cell was inserted or deleted. Source: DECISIONS §6.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_SHIFTED_H
#define CHITIEU_NORMALIZE_TABLE_SHIFTED_H

#include "normalize/table/pages.h"

/* [line]: true when its value is part of such a block, blank ends included; in the caller's arena.
 * `line_rows`: the row of each line, -1: none. NULL when memory is out. */
const bool *shifted_find(const struct pages *pages, const struct ruleset *ruleset,
                         const int *line_rows, struct arena *arena);

#endif
