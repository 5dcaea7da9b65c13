/* output: where a page's content goes in a document: blocks of it, or sheets.
 *
 * Ownership: the arena's; sheet_output_end() ends what sheet_output() began.
 */
#ifndef CHITIEU_EXTRACT_HTML_OUTPUT_H
#define CHITIEU_EXTRACT_HTML_OUTPUT_H

#include "extract/html/page.h"
#include "extract/sheet/numfmt.h"

struct page_target {
    struct builder *builder;
    const struct event_sink *sink;
    struct arena *arena;
};

/* Emits an event about text at the place where a paragraph written now would stand. */
void output_event(const struct page_target *target, enum code code, const char *text);
/* A paragraph as a block of its own, or a line of the open cell. */
void output_paragraph(const struct page_target *target, const struct page_paragraph *paragraph);

/* ---- flow.c: paragraphs and tables ---- */

struct page_output flow_output(struct page_target *target);

/* ---- sheet.c: every table a sheet ---- */

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
    struct page_cell cell;
    struct buffer text;
    struct text_spans spans;
    struct sheet_merge *merges;
    size_t merge_count, merge_capacity;
    const char *code; /* the format that was compiled last */
    struct numfmt *format;
    bool failed;
};

struct page_output sheet_output(struct sheet_target *target);
/* false when memory ran out, or a cell holds too much. */
MUST_USE bool sheet_output_end(struct sheet_target *target, struct error *error);

#endif
