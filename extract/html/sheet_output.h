/* sheet_output: a page's content as sheets of a workbook: every table one, its cells with the
 * values behind their text. The sheets of "XML Spreadsheet 2003" (extract/sheetml) come out by it
 * as well.
 *
 * Ownership: the arena's; sheet_output_end() ends what sheet_output() began.
 */
#ifndef CHITIEU_EXTRACT_HTML_SHEET_OUTPUT_H
#define CHITIEU_EXTRACT_HTML_SHEET_OUTPUT_H

#include "extract/html/document_output.h"
#include "extract/sheet/numfmt.h"

struct sheet_merge {
    uint32_t row, column, rowspan, colspan;
};

struct sheet_target {
    struct page_target base;
    const struct page_book *book; /* names of the tables, in order */
    const char *name;             /* of all tables, or NULL: the book's */
    bool hidden;
    size_t limit; /* bytes of a cell's text */
    /* the open table and cell */
    size_t tables;
    unsigned table;
    uint32_t rows;
    bool in_cell;
    bool has_object; /* a picture or an object is in the open cell */
    bool unseen;     /* some of the cell's text is hidden: what it shows is all that it says */
    struct page_cell cell;
    struct buffer text;
    struct text_spans spans;
    struct sheet_merge *merges;
    size_t merge_count, merge_capacity;
    const char *code; /* the format that was compiled last */
    struct numfmt *format;
};

struct page_output sheet_output(struct sheet_target *target);
/* false when memory ran out, or a cell holds too much. */
MUST_USE bool sheet_output_end(struct sheet_target *target, struct error *error);

#endif
