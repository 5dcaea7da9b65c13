/* doubt: reasons to ask a person about a value that the cell alone would give.
 *
 * A value is reported only when its row, its column, its unit and its period are sure. Each doubt
 * is a sentence that says what was seen; the first one holds the reading back as review. A doubt
 * never changes a value. Ownership: messages in the arena. Source: DECISIONS §1 (which column is
 * the value), §2 (a value that can be read in two ways), §3 (which row).
 */
#ifndef CHITIEU_NORMALIZE_VALUE_DOUBT_H
#define CHITIEU_NORMALIZE_VALUE_DOUBT_H

#include "normalize/table/match.h"
#include "normalize/value/value.h"

struct doubt_context {
    const struct document *document;
    const struct ruleset *ruleset;
    const struct pages *pages;
    const int *line_rows;
    const char *period; /* the report's, NULL when unknown */
    struct arena *arena;
};

/* Holds the reading of a line back, when something about it is not sure. */
void doubt_value(const struct doubt_context *doubts, const struct form_row *row,
                 const struct row_match *match, const struct line *line,
                 struct value_reading *reading);

/* What the document says of a row of the form. */
struct doubt_reading {
    const struct form_row *row;
    const struct line *line; /* NULL: the row is missing */
    struct value_reading value;
};

/* Holds back percentages up to 1 without a sign that may be shares (0,9 for 90 %): those of a
 * report, or under one row of the form, that are several, none over 1 and one below; and those
 * beside one that is held back as a share by itself. */
void doubt_shares(struct doubt_reading *readings, size_t count);

#endif
