/* magnitude: texts that multiply the money of a table: "ĐVT: 1.000 đồng", "10³ đồng", "triệu đồng".
 *
 * Such a text is above or below the table, in its header, on a heading's row, in a page header
 * or a footnote. Figures (1.000, 1000000, 10^6) and the rule set's multiples of a thousand and more
 * count, where a word of the currency follows and no number comes before: "3 triệu đồng" is a sum.
 *
 * Ownership: texts are views into the document or in the caller's arena. Source: DECISIONS §6.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_MAGNITUDE_H
#define CHITIEU_NORMALIZE_TABLE_MAGNITUDE_H

#include "normalize/table/pages.h"

struct magnitude {
    const char *text; /* where it was read, folded; NULL: there is none */
    double factor;    /* 1000, 1e6 … */
    bool money;       /* of the currency; else of whatever is counted: "(nghìn)" */
    bool everything;  /* of every number near it: "ĐVT: 1.000", "x 100" */
};

/* Reads a short text. false when it multiplies nothing (or memory is out: ask the arena). */
bool magnitude_read(const struct ruleset *ruleset, struct arena *arena, const char *text,
                    struct magnitude *magnitude);

/* The first text near the form's tables that multiplies money, or every number. `line_rows`: the
 * row that each line bears, -1: none. */
struct magnitude magnitude_near(const struct document *document, const struct pages *pages,
                                const struct ruleset *ruleset, const int *line_rows,
                                struct arena *arena);

#endif
