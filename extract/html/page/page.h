/* page: the content of an HTML page, as a reader of it sees it, emitted in order to an output: a
 * document of its own, a story of a DOCX (altChunk), a workbook's sheet.
 *
 * The page is UTF-8 (charset.h). White space is one space between words; what is not shown is no
 * text, but an event; tables come cell by cell on their grid, with those that reach down from
 * above. Of Word's and Excel's own pages their additions are understood (mso- properties, x:
 * attributes). Ownership: strings given to the output live during the call only. Errors:
 * LIMIT_DEPTH, LIMIT_CELLS, LIMIT_TEXT, LIMIT_MEMORY, NO_MEMORY. Source: HTML Standard §4, §14.3;
 * CSS 2.1; "Microsoft Office HTML and XML Reference".
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_PAGE_H
#define CHITIEU_EXTRACT_HTML_PAGE_PAGE_H

#include "extract/builder.h"
#include "extract/text/spans.h"

struct page_paragraph {
    const char *style;  /* "Heading 1", or NULL */
    const char *number; /* or NULL */
    struct font number_font;
    const char *text;
    const struct text_span *spans;
    size_t span_count;
};

/* What a sheet's page has of a cell beside its text. */
struct page_value {
    enum value_type type;
    double number; /* or a boolean */
    const char *error;
    bool from_text; /* a number, the one that is shown */
};

struct page_cell {
    uint32_t row, column, rowspan, colspan;
    bool continues; /* the lower part of one that reaches down */
    bool hidden;    /* in a row or column of a sheet that is not shown */
    struct page_value value;
    const char *format; /* Excel's number format code, or NULL */
};

struct page_output {
    void *context;
    void (*paragraph)(void *context, const struct page_paragraph *paragraph);
    void (*event)(void *context, enum code code, const char *text);
    void (*part)(void *context, enum part part); /* NULL: all of it is one part */
    void (*table_open)(void *context);
    void (*table_close)(void *context);
    void (*row_open)(void *context, bool header);
    void (*row_mark_header)(void *context); /* the open row turns out a header; may be NULL */
    void (*row_close)(void *context);
    void (*cell_open)(void *context, const struct page_cell *cell);
    void (*cell_close)(void *context);
    void (*object)(void *context); /* a picture or an object here; may be NULL */
    bool (*failed)(void *context); /* nothing more need be emitted */
};

/* A sheet that a workbook's page names. */
struct page_sheet {
    const char *name;
    const char *source; /* the page that it is on, or NULL for this one */
    bool hidden;
    bool zeros_hidden; /* it shows no zeros */
};

struct page_book {
    struct page_sheet *sheets;
    size_t count, capacity;
    bool date1904;
};

struct page_options {
    const struct limits *limits;
    struct arena *arena; /* holds what the page needs, and the book's strings */
    bool in_cell;        /* it is in a cell of a table */
    bool sheet; /* tables are sheets: one in a cell is text of it, hidden rows are emitted */
    struct page_book *book; /* what is met of a workbook goes here; may be NULL */
    char **title;           /* its title, in the arena; may be NULL */
    bool *frames;           /* set when the page is made of others; may be NULL */
};

/* false when the page cannot be read to its end. */
MUST_USE bool page_read(const char *page, size_t length, const struct page_options *options,
                        const struct page_output *output, struct error *error);

#endif
