/* workbook: what the sheets of one workbook share: their list, strings, number formats and date
 * system.
 *
 * Ownership: workbook_close() frees all; the package stays the caller's and must live as long.
 * Source: ECMA-376-1 §18.2 (workbook), §18.4 (shared strings), §18.8 (styles).
 */
#ifndef CHITIEU_EXTRACT_XLSX_WORKBOOK_H
#define CHITIEU_EXTRACT_XLSX_WORKBOOK_H

#include "core/arena.h"
#include "core/event.h"
#include "extract/package/opc.h"
#include "extract/xlsx/shared_strings.h"
#include "extract/xlsx/styles.h"

struct sheet_entry {
    const char *name;
    const char *relationship; /* r:id, or NULL */
    bool hidden;              /* hidden or very hidden */
};

struct workbook {
    struct arena *arena;
    struct package *package;
    const char *part; /* "/xl/workbook.xml" */
    bool date1904;
    struct sheet_entry *sheets;
    size_t sheet_count, sheet_capacity;
    struct string_table strings;
    struct styles styles;
};

/* The main part of the package when it is a workbook, or NULL. */
const char *workbook_part(struct package *package);

/* Reads the list of sheets, the strings and the styles. workbook_close() is due either way. */
MUST_USE bool workbook_open(struct workbook *workbook, struct package *package,
                            const struct limits *limits, struct error *error);
void workbook_close(struct workbook *workbook);

/* The part of a sheet and what kind it is ("worksheet", "chartsheet", …); NULL when it is not in
 * the package. */
const char *workbook_sheet_part(const struct workbook *workbook, size_t n, const char **kind);

#endif
