/* sheet: the cells of one worksheet, streamed into the builder. See xlsx.h for what is read how.
 *
 * Source: ECMA-376-1 §18.3.1 (worksheets): .4 c, .13 col, .40 f, .55 mergeCell, .73 row, .96 v;
 * §18.18.11 (cell types).
 */
#ifndef CHITIEU_EXTRACT_XLSX_SHEET_H
#define CHITIEU_EXTRACT_XLSX_SHEET_H

#include "core/event.h"
#include "extract/builder.h"
#include "extract/xlsx/workbook.h"

/* Reads the part into the open table, which is number `table` (1 is t1) of the document. */
MUST_USE bool xlsx_sheet_read(const struct workbook *workbook, const char *part, unsigned table,
                              const struct limits *limits, const struct event_sink *sink,
                              struct builder *builder, struct error *error);

#endif
