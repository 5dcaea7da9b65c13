/* table_file: a CSV file with a header line, as rows of named fields. UTF-8, RFC 4180 through libcsv.
 *
 * Ownership: everything in the caller's arena. Errors: NO_INPUT, RULES with the line.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_FILE_H
#define CHITIEU_NORMALIZE_TABLE_FILE_H

#include "core/arena.h"
#include "core/error.h"

#include <stddef.h>

struct table_file {
    const char *path;
    const char *const *names; /* the columns expected, in the order asked for */
    size_t name_count;
    const char **fields; /* row_count × name_count, "" where a field is empty */
    size_t row_count;
};

/* Reads the file; every name must be a column of it, and every column a name. */
MUST_USE bool table_file_load(const char *path, const char *const *names, size_t name_count,
                              struct arena *arena, struct table_file *table, struct error *error);

/* The field of a row, by the index of its name. */
const char *table_file_field(const struct table_file *table, size_t row, size_t name);

#endif
