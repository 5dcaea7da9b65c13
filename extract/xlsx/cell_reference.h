/* cell_reference: places on a sheet as SpreadsheetML writes them, "A1" and "A1:C5". Rows and
 * columns count from 0.
 *
 * Source: ECMA-376-1 §18.18.7 (ST_CellRef), §18.18.62 (ST_Ref).
 */
#ifndef CHITIEU_EXTRACT_XLSX_CELL_REFERENCE_H
#define CHITIEU_EXTRACT_XLSX_CELL_REFERENCE_H

#include "extract/document.h"

#include <stdbool.h>
#include <stdint.h>

/* XFD1048576 is the last cell of a sheet. */
enum { XLSX_ROWS = TABLE_ROWS_MAX, XLSX_COLUMNS = TABLE_COLUMNS_MAX };

struct reference {
    uint32_t row, column;
};

/* False when it is no place on a sheet. $ signs are allowed. */
bool reference_cell(const char *text, struct reference *cell);

/* The corners of a range, in order; a single cell is a range of one. */
bool reference_range(const char *text, struct reference *first, struct reference *last);

#endif
