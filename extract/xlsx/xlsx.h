/* xlsx: reads a SpreadsheetML workbook (xlsx, xlsm, xltx, xltm, xlam) into one table a sheet.
 *
 * Worksheets come in workbook order, hidden ones marked; chart, dialog and macro sheets are named
 * and left out. A cell's text is what Excel displays, its value what is stored. A sheet streams:
 * memory holds the shared strings, the styles and one cell. Rows and columns count from 0; declared
 * dimensions are not believed. Errors: PART_MISSING, XML_DAMAGED, the LIMIT_ codes. A damaged
 * sheet, string table or style part fails the document, for half of it would show numbers that are
 * wrong or leave some out unseen. Events: SHEET_HIDDEN, PART_SKIPPED, PART_UNREADABLE,
 * VALUE_UNCALCULATED, TEXT_HIDDEN, REPAIRED. Source: ECMA-376-1 §18 (transitional and strict);
 * DESIGN §4.
 */
#ifndef CHITIEU_EXTRACT_XLSX_XLSX_H
#define CHITIEU_EXTRACT_XLSX_XLSX_H

#include "extract/format.h"

unsigned xlsx_bid(const struct format_input *input);

MUST_USE bool xlsx_read(const struct format_input *input, const struct limits *limits,
                        const struct event_sink *sink, struct builder *builder,
                        struct error *error);

#endif
