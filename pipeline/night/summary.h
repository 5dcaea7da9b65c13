/* summary: the table of a run's documents, for a person.
 *
 * Ownership: rows are copied into the summary's arena.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_SUMMARY_H
#define CHITIEU_PIPELINE_NIGHT_SUMMARY_H

#include "core/arena.h"
#include "core/buffer.h"
#include "load/load.h"
#include "normalize/report.h"

struct summary_row {
    const char *path;   /* below the inbox */
    const char *reason; /* why it failed; NULL when it did not */
    const char *form, *period, *issuer;
    size_t statuses[STATUS_COUNT];
    size_t findings;
};

struct summary {
    struct arena *arena;
    struct summary_row *rows;
    size_t count, capacity;
};

/* Out of memory a row is left out: the summary is a comfort, the database is the record. */
void summary_report(struct summary *summary, const char *path, const struct report *report);
void summary_failure(struct summary *summary, const char *path, const char *reason);
/* One that the database has already. */
void summary_known(struct summary *summary, const char *path, const struct document_summary *known);

/* The table; `width` columns wide at most, 0 for as wide as it needs. */
void summary_print(const struct summary *summary, unsigned width, struct buffer *out);

void summary_free(struct summary *summary);

#endif
