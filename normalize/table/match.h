/* match: which line of the document is which row of the form.
 *
 * Scores each pair on label, STT and unit, aligns the whole sequences (align.h), then pairs the
 * rows that moved within the form. The label decides; STT and position decide between equal labels
 * and where a label is damaged. Ownership: matches in the caller's arena, one a row of the form.
 * Events: ROW_MATCHED, ROW_UNMATCHED, ROW_MISSING. Source: DESIGN §7, DECISIONS §3.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_MATCH_H
#define CHITIEU_NORMALIZE_TABLE_MATCH_H

#include "normalize/table/pages.h"

/* The line that is a row of the form. */
struct row_match {
    int line;        /* index into pages.lines, -1: the row is missing */
    int second;      /* the line with its second half, -1 when it was not cut */
    double likeness; /* of the labels, 0 to 1 */
    double score;    /* likeness, lowered by how near the runner-up comes, 0 to 1 */
    double margin;   /* in points of the alignment; large is sure */
    int runner_up;   /* the other row the line could be, -1: none */
    double runner_up_likeness;
    bool moved;       /* found out of order */
    bool by_position; /* the label alone would not have been enough */
    bool certain;     /* sure enough to report a value */
};

/* false when memory is out. (*line_rows)[line] is the row that the line is, alone or with its other
 * half; -1: none. */
MUST_USE bool match_rows(const struct pages *pages, const struct ruleset *ruleset,
                         struct arena *arena, const struct event_sink *sink,
                         struct row_match **matches, int **line_rows);

/* The line of a match that holds the value: the second half's when the first has none. */
const struct line *match_value_line(const struct pages *pages, const struct row_match *match);

#endif
