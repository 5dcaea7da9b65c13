/* inside: what the files of the page reader share.
 *
 *   page.c     the parser's events, elements and what they do
 *   text.c     white space, fonts, paragraphs, text that is not shown
 *   table.c    the grid of tables
 *   control.c  lists' numbers, form controls
 *   book.c     Excel's description of its workbook
 */
#ifndef CHITIEU_EXTRACT_HTML_INSIDE_H
#define CHITIEU_EXTRACT_HTML_INSIDE_H

#include "extract/html/page.h"
#include "extract/html/style.h"

#include <libxml/HTMLparser.h>

enum {
    COLSPAN_MAX = 1000,  /* HTML Standard §4.9.11 */
    ROWSPAN_MAX = 65534, /* the same */
    LISTS_MAX = 32       /* lists in lists whose items are counted; deeper ones have bullets */
};

/* A cell that reaches down into rows to come. */
struct reach {
    uint32_t rows, width;
    bool to_end; /* of its group of rows */
};

struct page_table {
    struct page_table *outer;
    struct reach *reaches; /* by the column where the cell begins */
    size_t capacity;
    uint32_t row, column, columns; /* of the row's next cell; known so far */
    bool head;                     /* within thead */
    bool row_open, cell_open, row_hidden;
    bool *hidden_columns;
    size_t hidden_capacity;
    uint32_t described; /* columns that col elements have described */
    bool all_heads;     /* the row's cells so far are all th */
    bool body_begun;    /* a row that is no header has been seen */
};

struct page_list {
    int32_t last;     /* number of the last item */
    const char *type; /* numeral format; NULL for bullets, "" for no sign */
};

/* What text means that is not the page's. */
enum taking { TAKING_NOTHING, TAKING_STYLE, TAKING_TITLE, TAKING_BOOK, TAKING_OPTION };

/* What a stretch inherits. */
struct look {
    struct font font;
    enum symbol_font symbols;
    enum script script;
    bool struck, preserved, list_sign;
    const char *number_format;
};

struct page;
typedef const char *const *page_attributes; /* name, value, …, NULL */

struct page_element {
    const char *name;
    void (*start)(struct page *page, page_attributes attributes);
    void (*end)(struct page *page);
};

struct page_frame {
    const struct page_element *element; /* NULL: a stretch of text */
    char *book_name;                    /* of an element of the workbook's description */
    struct look look;
    enum part part; /* around it */
    bool begins_drop, begins_skip;
};

/* The paragraph around a text box. */
struct anchor {
    struct buffer text, number;
    struct text_spans spans;
    struct font number_font;
    const char *heading;
    bool line, space;
    enum part part;
};

struct page {
    const struct page_options *options;
    const struct page_output *output;
    struct arena *arena;
    struct style_sheet *styles;
    struct style own; /* of the element that starts */
    struct page_frame *frames;
    size_t depth, capacity;
    unsigned skipped, dropped_in; /* elements open whose content is nothing, is not shown */
    enum code dropped_code;
    enum part part;
    const char *name; /* of the element that starts */
    struct buffer text, number, dropped, taken;
    struct text_spans spans;
    struct font number_font;
    const char *heading;
    bool line, space; /* text stands in the line; white space waits for text behind it */
    bool dropped_space;
    struct anchor anchor;
    size_t boxes;
    size_t inserted, inserted_from;
    struct page_table *table;
    size_t inner_tables; /* of a sheet's cell */
    size_t cells;        /* told, with those that reach down */
    struct page_list lists[LISTS_MAX];
    size_t list_count;
    enum taking taking;
    const char *choice; /* of the open select: what is shown */
    bool selected;      /* the open option; the choice is one that was selected */
    bool choice_selected;
    struct page_sheet *sheet; /* whose description is open */
    size_t beyond;            /* elements open that are deeper than the limit */
    bool deep, cell_limit, failed;
};

/* "" when it is written without a value, NULL when it is not there. */
const char *page_attribute(page_attributes attributes, const char *name);
const struct look *page_look(const struct page *page);

/* What comes from now on stands in this part. */
void page_set_part(struct page *page, enum part part);

/* ---- text.c ---- */

void page_put(struct page *page, const char *text, size_t length);
/* Signs as they are, whatever the font: tabs, line ends, boxes. */
void page_put_sign(struct page *page, const char *sign);
void page_put_text(struct page *page, const char *text, size_t length);
void page_end_paragraph(struct page *page);
/* The same, and a list's number that waits for text is shown without. */
void page_end_block(struct page *page);
void page_end_dropped(struct page *page);
void page_begin_inserted(struct page *page, page_attributes attributes);
void page_end_inserted(struct page *page);
void page_start_box(struct page *page, page_attributes attributes);
void page_end_box(struct page *page);

/* ---- table.c ---- */

void page_start_table(struct page *page, page_attributes attributes);
void page_end_table(struct page *page);
void page_start_row(struct page *page, page_attributes attributes);
void page_end_row(struct page *page);
void page_start_cell(struct page *page, page_attributes attributes);
void page_start_header(struct page *page, page_attributes attributes); /* th */
void page_end_cell(struct page *page);
void page_start_head(struct page *page, page_attributes attributes);
void page_start_group(struct page *page, page_attributes attributes);
void page_end_group(struct page *page);
void page_start_column(struct page *page, page_attributes attributes);

/* ---- control.c ---- */

void page_start_bullets(struct page *page, page_attributes attributes);
void page_start_numbers(struct page *page, page_attributes attributes);
void page_end_list(struct page *page);
void page_start_item(struct page *page, page_attributes attributes);
void page_start_input(struct page *page, page_attributes attributes);
void page_start_select(struct page *page, page_attributes attributes);
void page_end_select(struct page *page);
void page_start_option(struct page *page, page_attributes attributes);
void page_end_option(struct page *page);

/* ---- book.c ---- */

/* Elements below xml, by their name with prefix. */
void page_start_book(struct page *page, const char *name, page_attributes attributes);
void page_end_book(struct page *page, const char *name);

/* What the attributes of a cell say of its value. */
struct page_value page_cell_value(struct page *page, page_attributes attributes);
/* The code of a format that HTML names: "Percent" is 0.00%; NULL for General. */
const char *page_cell_format(struct page *page, page_attributes attributes);

#endif
