/* test_html: pages and archives written by hand, and what must come of them. */
#ifndef CHITIEU_TESTS_EXTRACT_HTML_TEST_HTML_H
#define CHITIEU_TESTS_EXTRACT_HTML_TEST_HTML_H

#include "tests/unit/extract/docx/test_docx.h"

#include "extract/html/html.h"

typedef bool read_format(const struct format_input *input, const struct limits *limits,
                         const struct event_sink *sink, struct builder *builder,
                         struct error *error);

/* A sheet's cell: "  R0C1 2x1 hidden =0.5 [0%] 2021-06-30 text"; a block's name and state before.
 */
static inline void html_draw_sheet(struct buffer *out, const struct table *table) {
    buffer_printf(out, "sheet \"%s\"%s\n", table->name ? table->name : "",
                  table->hidden ? " hidden" : "");
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        buffer_printf(out, "  R%uC%u", cell->row, cell->column);
        if (cell->rowspan > 1 || cell->colspan > 1)
            buffer_printf(out, " %ux%u", cell->rowspan, cell->colspan);
        if (cell->hidden)
            buffer_puts(out, " hidden");
        if (cell->value_type == VALUE_NUMBER)
            buffer_printf(out, " =%g", cell->value);
        if (cell->value_type == VALUE_BOOLEAN)
            buffer_puts(out, cell->value != 0 ? " =true" : " =false");
        if (cell->value_type == VALUE_ERROR)
            buffer_printf(out, " =%s", cell->error);
        if (cell->format)
            buffer_printf(out, " [%s]", cell->format);
        if (cell->date)
            buffer_printf(out, " %s", cell->date);
        buffer_puts(out, " ");
        docx_draw_text(out, cell->text);
        buffer_puts(out, "\n");
    }
}

static inline void html_draw(struct buffer *out, const struct document *document) {
    struct document one = *document;
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        one.blocks = document->blocks + i;
        one.block_count = 1;
        if (block->type == BLOCK_TABLE && block->part == PART_SHEET)
            html_draw_sheet(out, &block->table);
        else
            docx_draw(out, &one);
    }
}

static inline void html_read_bytes(read_format *read, const void *bytes, size_t length,
                                   const struct limits *limits, struct docx_result *result) {
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    struct format_input input = {.path = "t.doc", .bytes = bytes, .length = length};
    struct builder *builder = builder_new(limits, &sink);
    struct document *document = NULL;
    result->read = read(&input, limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    if (document)
        html_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
}

static inline void html_expect_bytes(const void *bytes, size_t length, const char *text,
                                     const char *events) {
    struct limits limits = limits_default();
    struct docx_result result;
    html_read_bytes(html_read, bytes, length, &limits, &result);
    docx_expect_result(&result, text, events);
}

/* The page must look so, without events unless they are given. */
static inline void html_expect(const char *page, const char *text, const char *events) {
    html_expect_bytes(page, strlen(page), text, events);
}

#endif
