/* csv_file: a CSV file with a header line, as rows of named fields. RFC 4180 through libcsv, empty
 * lines passed over.
 *
 * Ownership: everything in the caller's arena. Units: lines of the file from 1; a record has the
 * line it begins in. Errors: RULES with the line, what was found and what to do.
 */
#ifndef CHITIEU_NORMALIZE_RULES_CSV_FILE_H
#define CHITIEU_NORMALIZE_RULES_CSV_FILE_H

#include "core/arena.h"
#include "core/error.h"
#include "normalize/rules/rule_file.h"

#include <stddef.h>

struct csv_file {
    const struct rule_file *file;
    const char *const *names; /* the columns expected, in the order asked for */
    size_t name_count;
    const char **fields; /* row_count × name_count, "" where a field is empty */
    size_t *lines;       /* of every row */
    size_t *columns;     /* of every name: which field of a record it is, from 0 */
    size_t row_count;
};

/* Takes the file apart: every name must be a column of it, every column a name, every row as wide
 * as the header, and there must be rows. With a sink a row of another width is reported and passed
 * over. */
MUST_USE bool csv_file_load(const struct rule_file *file, struct fault_sink *faults,
                            const char *const *names, size_t name_count, struct arena *arena,
                            struct csv_file *table, struct error *error);

/* The field of a row, by the index of its name. */
const char *csv_file_field(const struct csv_file *table, size_t row, size_t name);

/* Where that field begins in the file. */
struct rule_spot csv_file_spot(const struct csv_file *table, size_t row, size_t name);

/* Fills the error with RULES at that field; the message begins with the row's first field, its id.
 * Always returns false. */
bool csv_file_refuse(const struct csv_file *table, size_t row, size_t name, struct error *error,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
