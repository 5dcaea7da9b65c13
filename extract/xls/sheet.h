/* sheet: the cells of one sheet of a BIFF workbook, into the builder.
 *
 * Events: VALUE_UNCALCULATED, REPAIRED. Source: MS-XLS §2.4 (cell records), §2.5.217 (RkNumber),
 * §2.5.10 (BErr).
 */
#ifndef CHITIEU_EXTRACT_XLS_SHEET_H
#define CHITIEU_EXTRACT_XLS_SHEET_H

#include "core/event.h"
#include "extract/builder.h"
#include "extract/xls/globals.h"

/* Reads the sheet whose BOF is at `offset` as table `table` (counted from 1), opened by the
 * caller. */
MUST_USE bool xls_sheet_read(const struct globals *globals, size_t offset, unsigned table,
                             const struct limits *limits, const struct event_sink *sink,
                             struct builder *builder, struct error *error);

#endif
