#include "extract/html/page/page.h"

#include "extract/html/page/appearance.h"
#include "extract/html/page/conditional_comment.h"
#include "extract/html/page/element.h"
#include "extract/html/page/table.h"
#include "extract/html/page/text.h"
#include "extract/html/page/workbook.h"

enum { FEED_BYTES = 1 << 16 };

/* ---- the parser's events ---- */

static void begin_dropped(struct page *page, enum code code) {
    if (page->dropped_in == 0) {
        page_end_dropped(page); /* what was not seen before it */
        page->dropped_code = code;
    }
    page->dropped_in++;
    page_top(page)->begins_drop = true;
}

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
    page_set_look(page, attributes);
    page_begin_part(page, attributes);
    if (page_is_note_mark(attributes))
        page_skip(page);
    if (page->skipped)
        return;
    page_top(page)->element = element_find(page->name);
    if (page_top(page)->element)
        page_top(page)->element->start(page, attributes);
}

static void on_start(void *data, const xmlChar *name, const xmlChar **values) {
    struct page *page = data;
    page_attributes attributes = (page_attributes)values;
    if (!push(page))
        return;
    if (page->capture == CAPTURE_WORKBOOK && !page->skipped) {
        page_top(page)->book_name = arena_strdup(page->arena, (const char *)name);
        page_start_book(page, (const char *)name, attributes);
    }
    if (page->skipped || page->capture)
        return;
    page->name = (const char *)name;
    page->own = style_of(page->styles, page->name, page_attribute(attributes, "class"),
                         page_attribute(attributes, "style"));
    enum code reason = page_drop_reason(page, attributes);
    const struct page_element *element = element_find(page->name);
    if (reason != CODE_NONE)
        begin_dropped(page, reason);
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
    struct page_frame frame = *page_top(page);
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
    if (page->capture)
        buffer_append(&page->captured, text, (size_t)length);
    else
        page_put(page, (const char *)text, (size_t)length);
}

/* Every other fault is one of those that no page is without. libxml2 2.9 goes round for ever over
 * what it had no memory for, unless it is stopped. */
static void on_error(void *data, xmlErrorPtr cause) {
    struct page *page = data;
    if (!cause || cause->code != XML_ERR_NO_MEMORY)
        return;
    page->failed = true;
    /* Not where a buffer of the parser's grows, which would lose its ground. */
    if (cause->domain == XML_FROM_PARSER)
        xmlStopParser(page->parser);
}

/* ---- reading ---- */

static bool goes_on(const struct page *page) {
    return !page->deep && !page->cell_limit && !page->failed && !page->text.failed &&
           !page->number.failed && !page->dropped.failed && !page->captured.failed &&
           !arena_failed(page->arena) && !page->output->failed(page->output->context);
}

static void feed(struct page *page, const char *text, size_t length) {
    for (size_t at = 0; at < length && goes_on(page); at += FEED_BYTES) {
        size_t rest = length - at;
        htmlParseChunk(page->parser, text + at, (int)(rest < FEED_BYTES ? rest : FEED_BYTES), 0);
    }
    htmlParseChunk(page->parser, NULL, 0, 1);
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
                              .ignorableWhitespace = on_text};
    /* The HTML parser has no other place for it. */
    void *context_before = xmlStructuredErrorContext;
    xmlStructuredErrorFunc before = xmlStructuredError;
    xmlSetStructuredErrorFunc(page, (xmlStructuredErrorFunc)on_error);
    page->parser = htmlCreatePushParserCtxt(&handler, page, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (page->parser) {
        htmlCtxtUseOptions(page->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                             HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
        feed(page, text, length);
        htmlFreeParserCtxt(page->parser);
    }
    xmlSetStructuredErrorFunc(context_before, before);
    close_all(page);
    return page->parser != NULL;
}

static bool finish(struct page *page, struct error *error) {
    const struct limits *limits = page->options->limits;
    if (page->deep)
        return error_set(error, CODE_LIMIT_DEPTH, "",
                         "Elements of the page are nested more than %zu deep (--max-xml-depth).",
                         limits->xml_depth);
    if (page->cell_limit)
        return error_set(error, CODE_LIMIT_CELLS, "",
                         "The page's tables have more than %zu cells (--max-cells).",
                         limits->cells);
    const struct buffer *const texts[] = {&page->text, &page->number, &page->dropped,
                                          &page->captured};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i]->failed)
            return buffer_error(texts[i], error, "") ||
                   error_set(error, CODE_LIMIT_TEXT, "",
                             "A paragraph holds more text than %zu bytes (--max-text-bytes).",
                             limits->cell_text_bytes);
    if (arena_failed(page->arena))
        return arena_error(page->arena, error, "");
    return !page->failed || error_no_memory(error, "");
}

bool page_read(const char *text, size_t length, const struct page_options *options,
               const struct page_output *output, struct error *error) {
    struct page page = {.options = options,
                        .output = output,
                        .arena = options->arena,
                        .part = PART_BODY,
                        .styles = style_sheet_new(options->arena)};
    struct buffer seen, *const buffers[] = {&page.text, &page.number, &page.dropped,
                                            &page.captured};
    buffer_init(&seen, length + 1); /* what Word sees is never longer than the page */
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_init(buffers[i], options->limits->cell_text_bytes);
    conditional_comments_apply(text, length, &seen);
    bool parsed = page.styles && !seen.failed && parse(&page, buffer_text(&seen), seen.length);
    bool done = parsed ? finish(&page, error) : arena_error(options->arena, error, "");
    buffer_free(&seen);
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        buffer_free(buffers[i]);
    style_sheet_free(page.styles);
    return done;
}
