/* shared_strings: the shared strings of a workbook, from their part.
 *
 * Ownership: string_table_free(). Source: ECMA-376-1 §18.4.8, §18.4.9.
 */
#ifndef CHITIEU_EXTRACT_XLSX_SHARED_STRINGS_H
#define CHITIEU_EXTRACT_XLSX_SHARED_STRINGS_H

#include "core/limits.h"
#include "extract/package/opc.h"
#include "extract/sheet/string_table.h"
#include "extract/xlsx/colors.h"

/* Reads the part into a table made here; string_table_free() is due either way. */
MUST_USE bool shared_strings_read(struct string_table *strings, struct package *package,
                                  const char *part, const struct xlsx_palette *palette,
                                  const struct limits *limits, struct error *error);

#endif
