/* document_table: the table of a run's documents that --summary prints.
 *
 * Ownership: texts are copied into the table's arena.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_DOCUMENT_TABLE_H
#define CHITIEU_PIPELINE_NIGHT_DOCUMENT_TABLE_H

#include "core/arena.h"
#include "core/buffer.h"
#include "load/load.h"
#include "normalize/report.h"

struct document_table_row {
    const char *path;   /* below the inbox */
    const char *reason; /* why it failed; NULL when it did not */
    const char *form, *period, *issuer;
    size_t statuses[STATUS_COUNT];
    size_t findings;
};

struct document_table {
    struct arena *arena;
    struct document_table_row *rows;
    size_t count, capacity;
};

/* Without memory a row is left out: the table is a convenience, the database is the record. */
void document_table_add_report(struct document_table *table, const char *path,
                               const struct report *report);
void document_table_add_failure(struct document_table *table, const char *path, const char *reason);
/* A document that was not read because the database holds it. */
void document_table_add_known(struct document_table *table, const char *path,
                              const struct document_summary *known);

/* Appends the table, at most `width` columns wide; 0: as wide as it needs. */
void document_table_print(const struct document_table *table, unsigned width, struct buffer *out);

void document_table_free(struct document_table *table);

#endif
