/* pages: finds the form among a document's tables and makes one sequence of logical lines of it.
 *
 * A table is a page of the form when enough of its labels are the form's. Columns get their meaning
 * from header cells first (patterns of the rule set, several header rows, merged ones), else from
 * the table before, else from their cells. All pages in reading order are one sequence; header
 * rows, also repeated ones, are counted and left out; a row without label and STT is the rest of
 * the row before it (a row cut at a page's end). Of two copies of the form the filled one is read;
 * of two filled copies the first, with a finding. Hidden sheets are not read.
 *
 * Ownership: lines in the caller's arena; cells are views into the document. Events: TABLE_IGNORED,
 * COLUMN_CHOSEN, ROW_JOINED. Source: DESIGN §1 and §7, DECISIONS §1 (which column is the value) and
 * §3.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_PAGES_H
#define CHITIEU_NORMALIZE_TABLE_PAGES_H

#include "core/event.h"
#include "extract/document.h"
#include "normalize/table/line.h"

/* A row that is the rest of the one before it. */
struct page_rest {
    const struct block *block;
    uint32_t row;
};

/* A filled value cell that no line could take. */
struct page_stray {
    const struct block *block;
    const struct cell *cell;
};

/* Which rows of a block are the form; the rows around the form (title, foot of a sheet) are prose.
 */
struct page_extent {
    bool is_form;
    uint32_t first_row, end_row; /* the header's first row; one past the last */
};

struct pages {
    struct page_extent *extents; /* per block of the document */
    struct line *lines;
    size_t line_count;
    struct page_stray *strays;
    size_t stray_count;
    const struct block *copy; /* first table of a second copy of the form, or NULL */
    uint32_t header_rows;
    struct page_rest *rests;
    size_t rest_count;
};

/* false only when memory is out. No lines: the document does not contain the form. */
MUST_USE bool pages_find(const struct document *document, const struct ruleset *ruleset,
                         struct arena *arena, const struct event_sink *sink, struct pages *pages);

/* True when a row of block `index` is the form's. */
bool pages_contain_row(const struct page_extent *extents, size_t index, uint32_t row);

#endif
