/* lines: a document's text outside the form, line by line, for reading its head and foot.
 *
 * A line is one line of a paragraph or of a table cell, folded (fold_text), its automatic number in
 * front. Tabs, or many spaces, split a line of a paragraph into columns, as a head typed without a
 * table has them. Lines come in reading order, cells by row, then column; a line has its column,
 * since the two sides of a head are read apart. Ownership: the caller's arena. Source: Nghị định
 * 30/2020/NĐ-CP, Annex I (where head and foot are).
 */
#ifndef CHITIEU_NORMALIZE_PROSE_LINES_H
#define CHITIEU_NORMALIZE_PROSE_LINES_H

#include "normalize/table/pages.h"

#define PROSE_LINE_ALONE UINT32_MAX

struct prose_line {
    const char *text;
    const char *at;   /* "p7", "t1!R5C3" */
    const char *date; /* ISO date of a sheet's date cell, or NULL */
    size_t block;     /* index in the document */
    bool in_table;
    uint32_t column; /* in a table; of a paragraph the column between tabs, PROSE_LINE_ALONE when it
                        has no others */
    bool after_form; /* after the form's first page began */
};

struct prose_lines {
    struct prose_line *lines;
    size_t count;
};

MUST_USE bool prose_lines_read(const struct document *document, const struct page_extent *extents,
                               struct arena *arena, struct prose_lines *prose);

/* True when both lines are in the same column of the same table, or of typed columns. */
bool prose_lines_same_column(const struct prose_line *a, const struct prose_line *b);

/* The next line below line `i` on the page: in the same cell, else in the same column of the same
 * table, else, outside tables, the next paragraph's. -1 when there is none. */
long prose_lines_below(const struct prose_lines *prose, size_t i);

#endif
