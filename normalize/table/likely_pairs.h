/* likely_pairs: which lines of a document are like which rows of the form; only likely pairs are
 * kept.
 *
 * Most of the table lines × rows is unlike, so it is never laid out: memory grows with the pairs
 * that are alike, a few per line. Ownership: everything in the caller's arena. Units: likeness from
 * 0 to 1 (labels.h). Source: DESIGN §7.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_LIKELY_PAIRS_H
#define CHITIEU_NORMALIZE_TABLE_LIKELY_PAIRS_H

#include "normalize/table/pages.h"

struct likely_pair {
    uint32_t line, row;
    float whole;  /* of the line's label */
    float joined; /* of the label of this line and the next together; 0 when they cannot be one */
};

struct likely_pairs {
    size_t lines, rows;
    struct likely_pair *pairs; /* by line, then by row */
    size_t count;
    uint32_t *line_begin; /* [lines + 1]: a line's first pair */
    uint32_t *of_rows;    /* indexes of pairs, by row, then by line */
    uint32_t *row_begin;  /* [rows + 1]: a row's first place in of_rows */
    float *best;          /* [lines]: the line's likeness to the row it is most like */
};

/* Compares every line with every row. false when memory is out. */
MUST_USE bool likely_pairs_find(const struct pages *pages, const struct ruleset *ruleset,
                                struct arena *arena, struct likely_pairs *likely);

/* The pair of a line and a row, NULL when it is not a likely one. */
const struct likely_pair *likely_pairs_get(const struct likely_pairs *likely, size_t line,
                                           size_t row);

#endif
