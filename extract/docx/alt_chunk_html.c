#include "extract/docx/alt_chunk_html.h"

#include "extract/docx/content/grid.h"
#include "extract/docx/content/outlet.h"
#include "extract/html/charset.h"
#include "extract/html/page/page.h"

#include <string.h>

static void put_paragraph(void *context, const struct page_paragraph *paragraph) {
    struct story *story = context;
    grid_ensure_current_cell(story);
    outlet_put(story, &(struct output){.kind = OUTPUT_PARAGRAPH,
                                       .style = paragraph->style,
                                       .number = paragraph->number,
                                       .number_font = paragraph->number_font,
                                       .text = paragraph->text,
                                       .spans = paragraph->spans,
                                       .span_count = paragraph->span_count});
}

static void put_event(void *context, enum code code, const char *text) {
    grid_ensure_current_cell(context);
    outlet_event(context, code, text);
}

static void put(void *context, enum output_kind kind) {
    outlet_put(context, &(struct output){.kind = kind});
}

static void open_table(void *context) {
    grid_ensure_current_cell(context);
    put(context, OUTPUT_TABLE_OPEN);
}

static void close_table(void *context) {
    put(context, OUTPUT_TABLE_CLOSE);
}

static void open_row(void *context, bool header) {
    outlet_put(context, &(struct output){.kind = OUTPUT_ROW_OPEN, .flag = header});
}

static void close_row(void *context) {
    put(context, OUTPUT_ROW_CLOSE);
}

static void open_cell(void *context, const struct page_cell *cell) {
    outlet_put(context, &(struct output){.kind = OUTPUT_CELL_OPEN,
                                         .columns = cell->colspan,
                                         .flag = cell->continues});
}

static void close_cell(void *context) {
    put(context, OUTPUT_CELL_CLOSE);
}

static void put_object(void *context) {
    put(context, OUTPUT_OBJECT);
}

static bool has_failed(void *context) {
    return builder_failed(((struct story *)context)->reader->builder);
}

bool alt_chunk_read_html(struct story *story, const char *bytes, size_t length, const char *part,
                         struct error *error) {
    const struct reader *reader = story->reader;
    const struct page_output output = {.context = story,
                                       .paragraph = put_paragraph,
                                       .event = put_event,
                                       .table_open = open_table,
                                       .table_close = close_table,
                                       .row_open = open_row,
                                       .row_close = close_row,
                                       .cell_open = open_cell,
                                       .cell_close = close_cell,
                                       .object = put_object,
                                       .failed = has_failed};
    const struct page_options options = {
        .limits = reader->limits, .arena = reader->arena, .in_cell = story->top->table != NULL};
    struct buffer text;
    buffer_init(&text, reader->limits->unpacked_bytes);
    charset_to_utf8(bytes, length, NULL, part, reader->sink, &text);
    bool done = !text.failed || buffer_error(&text, error, part) ||
                error_set(error, CODE_LIMIT_UNPACKED, part,
                          "The page has more bytes than --max-unpacked-bytes.");
    done = done && page_read(buffer_text(&text), text.length, &options, &output, error);
    buffer_free(&text);
    return done;
}
