/* doubt: reasons to have a person review a value that the cell alone would report.
 *
 * A value is reported only when its row, its column, its unit and its period are sure. Each doubt
 * is a sentence on what was seen; the first one makes the reading's status review. A doubt never
 * changes a value. Ownership: messages in the arena. Source: DECISIONS §1 (which column is the
 * value), §2 (a value that can be read in two ways), §3 (which row).
 */
#ifndef CHITIEU_NORMALIZE_VALUE_DOUBT_H
#define CHITIEU_NORMALIZE_VALUE_DOUBT_H

#include "normalize/table/magnitude.h"
#include "normalize/table/restated.h"
#include "normalize/value/value.h"

struct doubt_context {
    const struct document *document;
    const struct ruleset *ruleset;
    const struct pages *pages;
    const int *line_rows;
    const struct restatement *restated; /* of the row at hand, or NULL */
    struct magnitude magnitude;         /* near the tables */
    const char *annex;   /* why no figure of the annex may be a result of this report, or NULL */
    const bool *shifted; /* [line]: its block of values may stand a row too low or too high */
    const char *period;  /* the report's, NULL when unknown */
    struct arena *arena;
};

/* Puts the reading of a line under review when its row, column, unit or period is not sure. */
void doubt_value(const struct doubt_context *doubts, const struct form_row *row,
                 const struct row_match *match, const struct line *line,
                 struct value_reading *reading);

/* What was read for a row of the form. */
struct doubt_reading {
    const struct form_row *row;
    const struct line *line; /* NULL: the row is missing */
    struct value_reading value;
};

/* Puts percentages up to 1 without a sign that may be shares (0,9 for 90 %) under review: several
 * in a report, or under one row of the form, with none over 1 and one below; and those beside one
 * that is already under review as a share. */
void doubt_shares(struct doubt_reading *readings, size_t count);

#endif
