#include "extract/docx/chunk.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLSPAN_MAX = 1000,  /* HTML Standard §4.9.11 */
    ROWSPAN_MAX = 65534, /* the same */
    LISTS_MAX = 32,      /* lists in lists whose items are counted; deeper ones have bullets */
    FEED_BYTES = 1 << 16
};

/* A cell that reaches down into rows to come. */
struct reach {
    uint32_t rows, width;
};

struct html_table {
    struct html_table *outer;
    struct reach *reaches; /* by the column where the cell begins */
    size_t capacity;
    uint32_t column, columns; /* of the row's next cell; known so far */
    bool head;                /* within thead */
};

struct html {
    struct story *story;
    struct html_table *table;
    unsigned depth, skip; /* elements open; the depth of the one whose content is not shown, or 0 */
    unsigned preformatted;    /* pre elements open */
    bool line;                /* text stands in the line */
    bool space;               /* white space waits for text behind it */
    int32_t items[LISTS_MAX]; /* of each open list: its last number, or UNNUMBERED for bullets */
    unsigned lists;
};

/* ---- text ---- */

static void end_paragraph(struct html *html) {
    paragraph_close(html->story);
    html->line = html->space = false;
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static void put_word(struct html *html, const char *text, size_t length) {
    struct buffer *piece = &html->story->piece;
    buffer_clear(piece);
    buffer_append(piece, text, length);
    run_put(html->story, buffer_text(piece), piece->length);
    html->line = true;
    html->space = false;
}

/* White space is one space between words and nothing at the ends (CSS Text 3 §4.1). */
static void put_flowing(struct html *html, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && !is_space(text[end]))
            end++;
        if (end > at) {
            if (html->space && html->line)
                paragraph_put(html->story, " ", 1);
            put_word(html, text + at, end - at);
        }
        html->space |= end < length;
        at = end + 1;
    }
}

static void on_text(void *data, const xmlChar *text, int length) {
    struct html *html = data;
    if (html->skip)
        return;
    if (html->preformatted)
        paragraph_put(html->story, (const char *)text, (size_t)length);
    else
        put_flowing(html, (const char *)text, (size_t)length);
}

/* ---- attributes ---- */

/* "" when it is written without a value, NULL when it is not there. */
static const char *attribute(const xmlChar **attributes, const char *name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (strcmp((const char *)attributes[0], name) == 0)
            return attributes[1] ? (const char *)attributes[1] : "";
    return NULL;
}

static uint32_t count_of(const xmlChar **attributes, const char *name, long most) {
    const char *value = attribute(attributes, name);
    long count = value ? strtol(value, NULL, 10) : 1;
    return (uint32_t)(count < 1 ? 1 : count > most ? most : count);
}

static bool is_hidden(const xmlChar **attributes) {
    const char *style = attribute(attributes, "style");
    const char *display = style ? strcasestr(style, "display") : NULL;
    if (attribute(attributes, "hidden"))
        return true;
    if (!display)
        return false;
    display += strlen("display");
    display += strspn(display, " :");
    return strncasecmp(display, "none", strlen("none")) == 0;
}

/* ---- tables ---- */

static void start_table(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    struct html_table *table = arena_alloc(html->story->reader->arena, sizeof *table);
    end_paragraph(html);
    if (!table)
        return; /* the arena stays failed and is asked at the end */
    table_open(html->story);
    table->outer = html->table;
    html->table = table;
}

static void end_table(struct html *html) {
    if (!html->table)
        return;
    end_paragraph(html);
    table_close(html->story);
    html->table = html->table->outer;
}

static void open_cell(struct html *html, uint32_t width, bool continues) {
    cell_open(html->story);
    struct open_table *open = html->story->top->table;
    if (!open)
        return;
    open->columns = width;
    open->cell_continues = continues;
    table_ensure_cell(html->story);
}

static bool reaches_here(const struct html_table *table) {
    return table->column < table->columns && table->reaches[table->column].rows > 0;
}

/* The places of this row that cells from above reach into. */
static void pass_reaching(struct html *html) {
    struct html_table *table = html->table;
    while (reaches_here(table)) {
        struct reach *reach = &table->reaches[table->column];
        reach->rows--;
        open_cell(html, reach->width, true);
        cell_close(html->story);
        table->column += reach->width;
    }
}

static bool make_room(struct html *html, uint32_t columns) {
    struct html_table *table = html->table;
    while (table->columns < columns) {
        struct reach *grown = arena_grow(html->story->reader->arena, table->reaches, table->columns,
                                         &table->capacity, sizeof *grown);
        if (!grown)
            return false;
        table->reaches = grown;
        grown[table->columns++] = (struct reach){0};
    }
    return true;
}

static void start_row(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    if (!html->table)
        return;
    end_paragraph(html);
    row_open(html->story);
    html->table->column = 0;
    struct open_table *open = html->story->top->table;
    if (open)
        open->row_header = html->table->head;
}

static void end_row(struct html *html) {
    if (!html->table)
        return;
    end_paragraph(html);
    struct html_table *table = html->table;
    uint32_t last = table->columns;
    while (last > table->column && table->reaches[last - 1].rows == 0)
        last--;
    for (pass_reaching(html); table->column < last; pass_reaching(html)) {
        open_cell(html, 1, false);
        cell_close(html->story);
        table->column++;
    }
    row_close(html->story);
}

static void start_cell(struct html *html, const xmlChar **attributes) {
    struct html_table *table = html->table;
    if (!table)
        return;
    end_paragraph(html);
    cell_close(html->story);
    pass_reaching(html);
    uint32_t width = count_of(attributes, "colspan", COLSPAN_MAX);
    if (!make_room(html, table->column + width))
        return;
    table->reaches[table->column] =
        (struct reach){count_of(attributes, "rowspan", ROWSPAN_MAX) - 1, width};
    table->column += width;
    open_cell(html, width, false);
}

static void end_cell(struct html *html) {
    if (!html->table)
        return;
    end_paragraph(html);
    cell_close(html->story);
}

static void start_head(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    if (html->table)
        html->table->head = true;
}

static void end_head(struct html *html) {
    if (html->table)
        html->table->head = false;
}

/* ---- other elements ---- */

static void start_block(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    end_paragraph(html);
}

static void start_break(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    if (html->story->top->paragraph.open)
        paragraph_put(html->story, "\n", 1);
    html->line = html->space = false;
}

static void start_preformatted(struct html *html, const xmlChar **attributes) {
    start_block(html, attributes);
    html->preformatted++;
}

static void end_preformatted(struct html *html) {
    end_paragraph(html);
    html->preformatted--;
}

static void start_skipped(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    html->skip = html->depth;
}

static void start_raised(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    html->story->top->raised++;
}

static void end_raised(struct html *html) {
    html->story->top->raised--;
}

static void start_list(struct html *html, int32_t before_first) {
    end_paragraph(html);
    if (html->lists < LISTS_MAX)
        html->items[html->lists] = before_first;
    html->lists++;
}

static void start_bullets(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    start_list(html, UNNUMBERED);
}

static void start_numbers(struct html *html, const xmlChar **attributes) {
    const char *start = attribute(attributes, "start");
    long first = start ? strtol(start, NULL, 10) : 1;
    start_list(html, first > 0 && first < INT32_MAX ? (int32_t)first - 1 : 0);
}

static void end_list(struct html *html) {
    end_paragraph(html);
    if (html->lists)
        html->lists--;
}

static void start_item(struct html *html, const xmlChar **attributes) {
    (void)attributes;
    end_paragraph(html);
    if (!html->lists)
        return;
    char sign[16] = "• ";
    bool counted = html->lists <= LISTS_MAX && html->items[html->lists - 1] != UNNUMBERED;
    if (counted)
        snprintf(sign, sizeof sign, "%d. ", ++html->items[html->lists - 1]);
    paragraph_put(html->story, sign, strlen(sign));
    html->line = html->space = false;
}

/* Sorted by name for bsearch(). What is not here is a stretch of text. */
static const struct html_element {
    const char *name;
    void (*start)(struct html *html, const xmlChar **attributes);
    void (*end)(struct html *html);
} elements[] = {
    {"address", start_block, end_paragraph},
    {"article", start_block, end_paragraph},
    {"blockquote", start_block, end_paragraph},
    {"body", start_block, end_paragraph},
    {"br", start_break, NULL},
    {"caption", start_block, end_paragraph},
    {"center", start_block, end_paragraph},
    {"dd", start_block, end_paragraph},
    {"div", start_block, end_paragraph},
    {"dl", start_block, end_paragraph},
    {"dt", start_block, end_paragraph},
    {"form", start_block, end_paragraph},
    {"h1", start_block, end_paragraph},
    {"h2", start_block, end_paragraph},
    {"h3", start_block, end_paragraph},
    {"h4", start_block, end_paragraph},
    {"h5", start_block, end_paragraph},
    {"h6", start_block, end_paragraph},
    {"head", start_skipped, NULL},
    {"hr", start_block, end_paragraph},
    {"li", start_item, end_paragraph},
    {"ol", start_numbers, end_list},
    {"p", start_block, end_paragraph},
    {"pre", start_preformatted, end_preformatted},
    {"script", start_skipped, NULL},
    {"section", start_block, end_paragraph},
    {"style", start_skipped, NULL},
    {"sup", start_raised, end_raised},
    {"table", start_table, end_table},
    {"td", start_cell, end_cell},
    {"th", start_cell, end_cell},
    {"thead", start_head, end_head},
    {"title", start_skipped, NULL},
    {"tr", start_row, end_row},
    {"ul", start_bullets, end_list},
};

static int compare(const void *name, const void *element) {
    return strcmp(name, ((const struct html_element *)element)->name);
}

static const struct html_element *find(const xmlChar *name) {
    return bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
}

/* ---- parsing ---- */

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
    struct html *html = data;
    html->depth++;
    if (html->skip)
        return;
    if (html->depth > html->story->reader->limits->xml_depth) {
        story_fail(html->story, CODE_LIMIT_DEPTH,
                   "An inserted page has more elements in each other than --max-xml-depth.");
        html->skip = html->depth;
        return;
    }
    if (is_hidden(attributes)) {
        html->skip = html->depth;
        return;
    }
    const struct html_element *element = find(name);
    if (element)
        element->start(html, attributes);
}

static void on_end(void *data, const xmlChar *name) {
    struct html *html = data;
    if (!html->depth)
        return;
    bool skipped = html->skip != 0;
    if (html->skip == html->depth)
        html->skip = 0;
    html->depth--;
    const struct html_element *element = skipped ? NULL : find(name);
    if (element && element->end)
        element->end(html);
}

static void on_error(void *data, xmlErrorPtr cause) {
    (void)data;
    (void)cause; /* no page is without faults */
}

bool chunk_read_html(struct story *story, const char *bytes, size_t length, const char *part,
                     struct error *error) {
    struct html html = {.story = story};
    htmlSAXHandler handler = {.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .ignorableWhitespace = on_text,
                              .serror = (xmlStructuredErrorFunc)on_error};
    /* A page in UTF-8 may not say so; of another one its meta element is asked. */
    xmlCharEncoding encoding =
        chunk_is_utf8(bytes, length) ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE;
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, &html, NULL, 0, NULL, encoding);
    if (!parser)
        return error_set(error, CODE_NO_MEMORY, part, "The system has no memory left.");
    htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    for (size_t at = 0; at < length && !builder_failed(story->reader->builder); at += FEED_BYTES) {
        size_t rest = length - at;
        htmlParseChunk(parser, bytes + at, (int)(rest < FEED_BYTES ? rest : FEED_BYTES), 0);
    }
    htmlParseChunk(parser, NULL, 0, 1);
    htmlFreeParserCtxt(parser);
    while (html.table)
        end_table(&html);
    paragraph_settle(story);
    return true;
}
