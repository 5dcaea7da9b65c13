#include "extract/html/inside.h"

#include "extract/html/condition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FEED_BYTES = 1 << 16 };

const char *page_attribute(page_attributes attributes, const char *name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] ? attributes[1] : "";
    return NULL;
}

static struct page_frame *top(struct page *page) {
    return &page->frames[page->depth - 1];
}

const struct look *page_look(const struct page *page) {
    static const struct look plain = {.struck = false};
    return page->depth ? &page->frames[page->depth - 1].look : &plain;
}

void page_set_part(struct page *page, enum part part) {
    if (page->part == part)
        return;
    page->part = part;
    if (page->output->part)
        page->output->part(page->output->context, part);
}

/* ---- elements ---- */

static void start_block(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_end_paragraph(page);
}

static void start_break(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (page->text.length)
        page_put_sign(page, "\n");
    page->line = page->space = false;
}

static void start_heading(struct page *page, page_attributes attributes) {
    static const char *const styles[] = {"Heading 1", "Heading 2", "Heading 3",
                                         "Heading 4", "Heading 5", "Heading 6"};
    start_block(page, attributes);
    page->heading = styles[page->name[1] - '1'];
}

static void end_heading(struct page *page) {
    page_end_block(page);
    page->heading = NULL;
}

static void start_preserved(struct page *page, page_attributes attributes) {
    (void)attributes;
    top(page)->look.preserved = true;
}

static void start_preformatted(struct page *page, page_attributes attributes) {
    start_block(page, attributes);
    start_preserved(page, attributes);
}

static void skip(struct page *page) {
    if (top(page)->begins_skip)
        return;
    top(page)->begins_skip = true;
    page->skipped++;
}

static void start_skipped(struct page *page, page_attributes attributes) {
    (void)attributes;
    skip(page);
}

static void start_frames(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (page->options->frames)
        *page->options->frames = true;
}

/* What is no text but may show a value; pages are laid out with pictures of one dot. */
static void start_unread(struct page *page, page_attributes attributes) {
    const char *width = page_attribute(attributes, "width");
    const char *height = page_attribute(attributes, "height");
    bool dot = (width && strtol(width, NULL, 10) <= 1) || (height && strtol(height, NULL, 10) <= 1);
    if (!dot && page->output->unread)
        page->output->unread(page->output->context);
}

static void start_raised(struct page *page, page_attributes attributes) {
    (void)attributes;
    top(page)->look.script = SCRIPT_RAISED;
}

static void start_lowered(struct page *page, page_attributes attributes) {
    (void)attributes;
    top(page)->look.script = SCRIPT_LOWERED;
}

static void start_struck(struct page *page, page_attributes attributes) {
    (void)attributes;
    top(page)->look.struck = true;
}

static void set_family(struct look *look, const char *family) {
    look->font = font_of_name(family);
    look->symbols = symbol_font(family);
}

static void start_font(struct page *page, page_attributes attributes) {
    const char *face = page_attribute(attributes, "face");
    char first[64];
    if (!face || page->own.family)
        return;
    snprintf(first, sizeof first, "%.*s", (int)strcspn(face, ","), face);
    set_family(&top(page)->look, first);
}

/* Parts of a fraction must not run together. */
static void start_denominator(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_put_sign(page, "/");
}

static void take(struct page *page, enum taking taking) {
    page->taking = taking;
    buffer_clear(&page->taken);
}

static void start_style(struct page *page, page_attributes attributes) {
    (void)attributes;
    take(page, TAKING_STYLE);
}

static void end_style(struct page *page) {
    page->taking = TAKING_NOTHING;
    style_sheet_read(page->styles, buffer_text(&page->taken), page->taken.length);
    buffer_clear(&page->taken);
}

static void start_title(struct page *page, page_attributes attributes) {
    (void)attributes;
    take(page, TAKING_TITLE);
}

static void end_title(struct page *page) {
    const char *text = buffer_text(&page->taken);
    page->taking = TAKING_NOTHING;
    if (page->options->title && !*page->options->title && *text)
        *page->options->title = arena_strdup(page->arena, text);
    buffer_clear(&page->taken);
}

static void start_xml(struct page *page, page_attributes attributes) {
    (void)attributes;
    take(page, TAKING_BOOK);
}

static void end_xml(struct page *page) {
    page->taking = TAKING_NOTHING;
    buffer_clear(&page->taken);
}

/* Sorted by name for bsearch(). What is not here is a stretch of text. */
static const struct page_element elements[] = {
    {"address", start_block, page_end_block},
    {"article", start_block, page_end_block},
    {"aside", start_block, page_end_block},
    {"blockquote", start_block, page_end_block},
    {"body", start_block, page_end_block},
    {"br", start_break, NULL},
    {"canvas", start_unread, NULL},
    {"caption", start_block, page_end_block},
    {"center", start_block, page_end_block},
    {"col", page_start_column, NULL},
    {"dd", start_block, page_end_block},
    {"dir", page_start_bullets, page_end_list},
    {"div", start_block, page_end_block},
    {"dl", start_block, page_end_block},
    {"dt", start_block, page_end_block},
    {"embed", start_unread, NULL},
    {"fieldset", start_block, page_end_block},
    {"figcaption", start_block, page_end_block},
    {"font", start_font, NULL},
    {"footer", start_block, page_end_block},
    {"form", start_block, page_end_block},
    {"frame", start_frames, NULL},
    {"frameset", start_frames, NULL},
    {"h1", start_heading, end_heading},
    {"h2", start_heading, end_heading},
    {"h3", start_heading, end_heading},
    {"h4", start_heading, end_heading},
    {"h5", start_heading, end_heading},
    {"h6", start_heading, end_heading},
    {"header", start_block, page_end_block},
    {"hr", start_block, page_end_block},
    {"iframe", start_frames, NULL},
    {"img", start_unread, NULL},
    {"input", page_start_input, NULL},
    {"ins", page_begin_inserted, page_end_inserted},
    {"legend", start_block, page_end_block},
    {"li", page_start_item, page_end_block},
    {"m:den", start_denominator, NULL},
    {"m:sub", start_lowered, NULL},
    {"m:sup", start_raised, NULL},
    {"main", start_block, page_end_block},
    {"math", start_unread, NULL},
    {"menu", page_start_bullets, page_end_list},
    {"nav", start_block, page_end_block},
    {"noframes", start_skipped, NULL},
    {"object", start_unread, NULL},
    {"ol", page_start_numbers, page_end_list},
    {"option", page_start_option, page_end_option},
    {"p", start_block, page_end_block},
    {"pre", start_preformatted, page_end_block},
    {"rp", start_skipped, NULL},
    {"rt", start_skipped, NULL},
    {"s", start_struck, NULL},
    {"script", start_skipped, NULL},
    {"section", start_block, page_end_block},
    {"select", page_start_select, page_end_select},
    {"strike", start_struck, NULL},
    {"style", start_style, end_style},
    {"sub", start_lowered, NULL},
    {"sup", start_raised, NULL},
    {"svg", start_unread, NULL},
    {"table", page_start_table, page_end_table},
    {"tbody", page_start_group, page_end_group},
    {"td", page_start_cell, page_end_cell},
    {"textarea", start_preserved, NULL},
    {"tfoot", page_start_group, page_end_group},
    {"th", page_start_header, page_end_cell},
    {"thead", page_start_head, page_end_group},
    {"title", start_title, end_title},
    {"tr", page_start_row, page_end_row},
    {"ul", page_start_bullets, page_end_list},
    {"v:shape", start_unread, NULL},
    {"v:textbox", page_start_box, page_end_box},
    {"xml", start_xml, end_xml},
};

static int compare(const void *name, const void *element) {
    return strcmp(name, ((const struct page_element *)element)->name);
}

static const struct page_element *find(const char *name) {
    return bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
}

/* ---- what an element's style and attributes say ---- */

static bool has_class(const char *classes, const char *name) {
    size_t length = strlen(name);
    while (classes && *classes) {
        size_t word = strcspn(classes, " \t\r\n");
        if (word == length && strncasecmp(classes, name, length) == 0)
            return true;
        classes += word + strspn(classes + word, " \t\r\n");
    }
    return false;
}

/* Marks that refer to notes and comments, of Word and of LibreOffice. */
static bool is_note_mark(page_attributes attributes) {
    static const char *const marks[] = {"msocomanchor",  "msocomhide",   "sdfootnoteanc",
                                        "sdfootnotesym", "sdendnoteanc", "sdendnotesym"};
    const char *classes = page_attribute(attributes, "class");
    for (size_t i = 0; classes && i < sizeof marks / sizeof *marks; i++)
        if (has_class(classes, marks[i]))
            return true;
    return false;
}

/* The parts of LibreOffice's pages. */
static enum word_element element_of(const struct page *page, page_attributes attributes) {
    static const struct {
        const char *attribute, *value;
        enum word_element element;
    } parts[] = {{"title", "header", WORD_HEADER},
                 {"title", "footer", WORD_FOOTER},
                 {"id", "sdfootnote", WORD_FOOTNOTE},
                 {"id", "sdendnote", WORD_ENDNOTE}};
    if (page->own.element || strcmp(page->name, "div") != 0)
        return page->own.element;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *value = page_attribute(attributes, parts[i].attribute);
        if (value && strncmp(value, parts[i].value, strlen(parts[i].value)) == 0)
            return parts[i].element;
    }
    return WORD_ELEMENT_NONE;
}

static void begin_part(struct page *page, page_attributes attributes) {
    static const enum part parts[] = {[WORD_HEADER] = PART_HEADER,
                                      [WORD_FOOTER] = PART_FOOTER,
                                      [WORD_FOOTNOTE] = PART_FOOTNOTE,
                                      [WORD_ENDNOTE] = PART_ENDNOTE,
                                      [WORD_COMMENT] = PART_COMMENT};
    enum word_element element = element_of(page, attributes);
    if (element == WORD_SEPARATOR) {
        skip(page);
    } else if (element != WORD_ELEMENT_NONE) {
        page_end_block(page);
        page_set_part(page, parts[element]);
    }
}

static void set_look(struct page *page) {
    struct look *look = &top(page)->look;
    const struct style *own = &page->own;
    if (own->family)
        set_family(look, own->family);
    look->struck = own->struck ? own->struck == SAID_YES : look->struck;
    look->script = own->script ? own->script : look->script;
    look->preserved = own->preserved ? own->preserved == SAID_YES : look->preserved;
    look->list_sign = look->list_sign || own->list_sign == SAID_YES;
    look->number_format = own->number_format ? own->number_format : look->number_format;
    for (unsigned i = 0; i < own->tabs; i++)
        page_put_sign(page, "\t");
    if (own->tabs) {
        page->space = page->line = false;
        skip(page);
    }
}

/* Rows, columns and cells of sheets are told as hidden. */
static bool is_of_sheet(const struct page *page) {
    static const char *const names[] = {"col", "td", "th", "tr"};
    for (size_t i = 0; page->options->sheet && i < sizeof names / sizeof *names; i++)
        if (strcmp(page->name, names[i]) == 0)
            return true;
    return false;
}

/* Why nothing of the element is shown, or CODE_NONE. */
static enum code fate_of(const struct page *page, page_attributes attributes) {
    if (strcmp(page->name, "del") == 0)
        return CODE_TEXT_DELETED;
    if (page_attribute(attributes, "hidden") || page->own.hidden == SAID_YES)
        return is_of_sheet(page) ? CODE_NONE : CODE_TEXT_HIDDEN;
    return CODE_NONE;
}

static void begin_dropped(struct page *page, enum code code) {
    if (page->dropped_in++ == 0)
        page->dropped_code = code;
    top(page)->begins_drop = true;
}

/* ---- the parser's events ---- */

static bool push(struct page *page) {
    if (page->depth >= page->options->limits->xml_depth) {
        page->deep = true;
        page->beyond++;
        return false;
    }
    struct page_frame *frames =
        arena_grow(page->arena, page->frames, page->depth, &page->capacity, sizeof *frames);
    if (!frames) {
        page->beyond++;
        return false;
    }
    page->frames = frames;
    frames[page->depth] = (struct page_frame){.look = *page_look(page), .part = page->part};
    page->depth++;
    return true;
}

static void start_shown(struct page *page, page_attributes attributes) {
    set_look(page);
    begin_part(page, attributes);
    if (is_note_mark(attributes))
        skip(page);
    if (page->skipped)
        return;
    top(page)->element = find(page->name);
    if (top(page)->element)
        top(page)->element->start(page, attributes);
}

static void on_start(void *data, const xmlChar *name, const xmlChar **values) {
    struct page *page = data;
    page_attributes attributes = (page_attributes)values;
    if (!push(page))
        return;
    if (page->taking == TAKING_BOOK && !page->skipped) {
        top(page)->book_name = arena_strdup(page->arena, (const char *)name);
        page_start_book(page, (const char *)name, attributes);
    }
    if (page->skipped || page->taking)
        return;
    page->name = (const char *)name;
    page->own = style_of(page->styles, page->name, page_attribute(attributes, "class"),
                         page_attribute(attributes, "style"));
    enum code fate = fate_of(page, attributes);
    const struct page_element *element = find(page->name);
    if (fate != CODE_NONE)
        begin_dropped(page, fate);
    if (!page->dropped_in)
        start_shown(page, attributes);
    else if (element)
        page->dropped_space = true;
}

static void on_end(void *data, const xmlChar *name) {
    struct page *page = data;
    (void)name;
    if (page->beyond) {
        page->beyond--;
        return;
    }
    if (!page->depth)
        return;
    struct page_frame frame = *top(page);
    if (frame.book_name)
        page_end_book(page, frame.book_name);
    if (frame.element && frame.element->end)
        frame.element->end(page);
    if (frame.begins_skip)
        page->skipped--;
    if (frame.begins_drop && --page->dropped_in == 0)
        page_end_dropped(page);
    if (frame.part != page->part) {
        page_end_block(page);
        page_set_part(page, frame.part);
    }
    page->depth--;
}

static void on_text(void *data, const xmlChar *text, int length) {
    struct page *page = data;
    if (page->beyond || page->skipped || length <= 0)
        return;
    if (page->taking)
        buffer_append(&page->taken, text, (size_t)length);
    else
        page_put(page, (const char *)text, (size_t)length);
}

static void on_error(void *data, xmlErrorPtr cause) {
    struct page *page = data;
    if (cause && cause->code == XML_ERR_NO_MEMORY)
        page->failed = true; /* every other fault is one of those that no page is without */
}

/* ---- reading ---- */

static bool goes_on(const struct page *page) {
    return !page->deep && !page->cell_limit && !page->failed && !page->text.failed &&
           !page->number.failed && !page->dropped.failed && !page->taken.failed &&
           !arena_failed(page->arena) && !page->output->failed(page->output->context);
}

static void feed(struct page *page, htmlParserCtxtPtr parser, const char *text, size_t length) {
    for (size_t at = 0; at < length && goes_on(page); at += FEED_BYTES) {
        size_t rest = length - at;
        htmlParseChunk(parser, text + at, (int)(rest < FEED_BYTES ? rest : FEED_BYTES), 0);
    }
    htmlParseChunk(parser, NULL, 0, 1);
}

/* What the page left open ends. */
static void close_all(struct page *page) {
    while (page->beyond || page->depth)
        on_end(page, NULL);
    while (page->table)
        page_end_table(page);
    page_end_block(page);
}

static bool parse(struct page *page, const char *text, size_t length) {
    htmlSAXHandler handler = {.startElement = on_start,
                              .endElement = on_end,
                              .characters = on_text,
                              .cdataBlock = on_text,
                              .ignorableWhitespace = on_text,
                              .serror = (xmlStructuredErrorFunc)on_error};
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&handler, page, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!parser)
        return false;
    htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_IGNORE_ENC);
    feed(page, parser, text, length);
    htmlFreeParserCtxt(parser);
    close_all(page);
    return true;
}

static bool finish(struct page *page, struct error *error) {
    const struct limits *limits = page->options->limits;
    if (page->deep)
        return error_set(error, CODE_LIMIT_DEPTH, "",
                         "The page has more than %zu elements in each other (--max-xml-depth).",
                         limits->xml_depth);
    if (page->cell_limit)
        return error_set(error, CODE_LIMIT_CELLS, "",
                         "The page's tables have more than %zu cells (--max-cells).",
                         limits->cells);
    if (page->text.failed || page->number.failed || page->dropped.failed || page->taken.failed)
        return error_set(error, CODE_LIMIT_TEXT, "",
                         "A paragraph holds more text than %zu bytes (--max-text-bytes).",
                         limits->cell_text_bytes);
    if (arena_failed(page->arena))
        return error_set(error, CODE_LIMIT_MEMORY, "",
                         "The page needs more memory than --max-memory-bytes.");
    return !page->failed ||
           error_set(error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
}

bool page_read(const char *text, size_t length, const struct page_options *options,
               const struct page_output *output, struct error *error) {
    struct page page = {.options = options,
                        .output = output,
                        .arena = options->arena,
                        .part = PART_BODY,
                        .styles = style_sheet_new(options->arena)};
    struct buffer seen, *const buffers[] = {&page.text, &page.number, &page.dropped, &page.taken};
    buffer_init(&seen, length + 1); /* what Word sees is never longer than the page */
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], options->limits->cell_text_bytes);
    condition_apply(text, length, &seen);
    bool parsed = page.styles && !seen.failed && parse(&page, buffer_text(&seen), seen.length);
    bool done = parsed ? finish(&page, error)
                       : error_set(error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
    buffer_free(&seen);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_free(buffers[i]);
    style_sheet_free(page.styles);
    return done;
}
