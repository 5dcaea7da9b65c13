/* restated: where a document states a row of the form a second time.
 *
 * A draft and a final row, a section copied twice, a table of corrections behind the form: lines of
 * the form that no row took but that carry the label of one, and rows of other tables with exactly
 * such a label and a number. Which of the numbers counts is for a person to say; only a line that
 * was left blank gives way to its filled copy. A whole second copy of the form is found by pages.h.
 *
 * Ownership: everything in the caller's arena; cells are views into the document. Source: DECISIONS
 * §6.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_RESTATED_H
#define CHITIEU_NORMALIZE_TABLE_RESTATED_H

#include "normalize/table/match.h"

/* Another statement of a row: a filled cell beside its label. */
struct restatement {
    const struct block *block;
    const struct cell *cell;
    const struct restatement *next; /* of the same row */
};

/* [row]: the other statements of each row of the form, NULL where there are none. A match whose
 * line is blank moves to a line that is filled; line_rows follows. NULL when memory is out. */
const struct restatement **restated_find(const struct document *document, const struct pages *pages,
                                         const struct ruleset *ruleset, struct row_match *matches,
                                         int *line_rows, struct arena *arena);

#endif
