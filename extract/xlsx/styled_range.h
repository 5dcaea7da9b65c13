/* styled_range: the ranges of a sheet that are tables of Excel's own ("Format as Table"), whose
 * style fills their cells beside what the cells' own formats say.
 *
 * The style's colours are not read: behind the text of such a cell the colour is unknown, unless
 * the cell is filled itself. Ownership: the arena given. Source: ECMA-376-1 §18.5.1.2 (table),
 * §18.5.1.3 (tableStyleInfo).
 */
#ifndef CHITIEU_EXTRACT_XLSX_STYLED_RANGE_H
#define CHITIEU_EXTRACT_XLSX_STYLED_RANGE_H

#include "core/arena.h"
#include "extract/package/opc.h"
#include "extract/xlsx/cell_reference.h"

struct styled_ranges {
    struct styled_range {
        struct reference first, last;
    } * list;
    size_t count, capacity;
};

/* Reads the tables that a sheet's part relates to; a damaged one is left out. false at a limit. */
MUST_USE bool styled_ranges_read(struct styled_ranges *ranges, struct package *package,
                                 const char *sheet, struct arena *arena, struct error *error);

bool styled_ranges_hold(const struct styled_ranges *ranges, uint32_t row, uint32_t column);

#endif
