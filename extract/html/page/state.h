/* state: an HTML page that is being read: the elements that are open, what text inherits from them,
 * the open paragraph, table and list. Above it, from below:
 *
 *   text        white space, fonts, paragraphs, text that is not shown
 *   workbook    Excel's description of its workbook
 *   cell        what a sheet's page has of a cell beside its text
 *   table       the grid of tables
 *   control     lists' numbers, form controls
 *   element     the elements and what they do
 *   appearance  what an element's style and attributes mean
 *   page        the parser's events
 *
 * conditional_comment and style, which text and elements of the page go through, know nothing of
 * it. Ownership: buffers are page_read()'s, everything else is in the arena.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_STATE_H
#define CHITIEU_EXTRACT_HTML_PAGE_STATE_H

#include "extract/html/page/page.h"
#include "extract/html/page/style.h"

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
enum capture { CAPTURE_NONE, CAPTURE_STYLE, CAPTURE_TITLE, CAPTURE_WORKBOOK, CAPTURE_OPTION };

/* What a stretch inherits. */
struct look {
    struct font font;
    enum symbol_font symbols;
    enum script script;
    bool struck, preserved, list_sign, relief;
    color ink, paper;
    unsigned twips; /* of the font; 0: the usual size */
    enum visibility visibility;
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
    struct _xmlParserCtxt *parser; /* libxml2's */
    struct style_sheet *styles;
    struct style own; /* of the element that starts */
    struct page_frame *frames;
    size_t depth, capacity;
    unsigned skipped, dropped_in; /* elements open whose content is nothing, is not shown */
    enum code dropped_code;
    enum part part;
    const char *name; /* of the element that starts */
    struct buffer text, number, dropped, captured;
    struct text_spans spans;
    struct sight sight;
    struct font number_font;
    const char *heading;
    bool line, space; /* the line has text; white space waits for text behind it */
    bool dropped_space;
    struct anchor anchor;
    size_t boxes;
    size_t inserted, inserted_from;
    struct page_table *table;
    size_t inner_tables; /* of a sheet's cell */
    size_t cells;        /* emitted, with those that reach down */
    struct page_list lists[LISTS_MAX];
    size_t list_count;
    enum capture capture;
    const char *choice; /* of the open select: what is shown */
    bool selected;      /* the open option; the choice is one that was selected */
    bool choice_selected;
    struct page_sheet *sheet; /* whose description is open */
    size_t beyond;            /* elements open that are deeper than the limit */
    bool deep, cell_limit, failed;
};

/* "" when it is written without a value, NULL when it is not there. */
const char *page_attribute(page_attributes attributes, const char *name);

/* The frame of the innermost element. */
struct page_frame *page_top(struct page *page);
/* What text inherits here. */
const struct look *page_look(const struct page *page);
void look_set_family(struct look *look, const char *family);
/* Whether text that looks so is seen. */
void look_judge(struct look *look);

/* Nothing of the innermost element is read. */
void page_skip(struct page *page);

/* What comes from now on is in this part. */
void page_set_part(struct page *page, enum part part);

#endif
