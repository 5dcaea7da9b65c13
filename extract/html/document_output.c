#include "extract/html/document_output.h"

#include "extract/word/decode_paragraph.h"

#include <string.h>

static const char *decoded(const struct page_target *target, const char *text,
                           const struct text_span *spans, size_t count) {
    return decode_paragraph(target->builder, target->arena, text, spans, count);
}

void document_output_paragraph(const struct page_target *target,
                               const struct page_paragraph *paragraph) {
    const char *number = paragraph->number;
    if (number) {
        const struct text_span whole = {.end = strlen(number), .font = paragraph->number_font};
        number = decoded(target, number, &whole, 1);
    }
    const char *text = decoded(target, paragraph->text, paragraph->spans, paragraph->span_count);
    if (text)
        builder_paragraph(target->builder, paragraph->style, number, text);
}

static void put_paragraph(void *context, const struct page_paragraph *paragraph) {
    document_output_paragraph(context, paragraph);
}

static void put_event(void *context, enum code code, const char *text) {
    builder_event(((struct page_target *)context)->builder, code, text);
}

static void set_part(void *context, enum part part) {
    builder_part(((struct page_target *)context)->builder, part);
}

static void open_table(void *context) {
    builder_table_open(((struct page_target *)context)->builder, NULL, false);
}

static void close_table(void *context) {
    builder_table_close(((struct page_target *)context)->builder);
}

static void open_row(void *context, bool header) {
    builder_row_open(((struct page_target *)context)->builder, header, 0);
}

static void mark_header(void *context) {
    builder_row_mark_header(((struct page_target *)context)->builder);
}

static void close_row(void *context) {
    builder_row_close(((struct page_target *)context)->builder);
}

static void open_cell(void *context, const struct page_cell *cell) {
    builder_cell_open(((struct page_target *)context)->builder, cell->colspan, cell->continues);
}

static void close_cell(void *context) {
    builder_cell_close(((struct page_target *)context)->builder);
}

static void put_object(void *context) {
    builder_object(((struct page_target *)context)->builder);
}

static bool has_failed(void *context) {
    return builder_failed(((struct page_target *)context)->builder);
}

struct page_output document_output(struct page_target *target) {
    return (struct page_output){.context = target,
                                .paragraph = put_paragraph,
                                .event = put_event,
                                .part = set_part,
                                .table_open = open_table,
                                .table_close = close_table,
                                .row_open = open_row,
                                .row_mark_header = mark_header,
                                .row_close = close_row,
                                .cell_open = open_cell,
                                .cell_close = close_cell,
                                .object = put_object,
                                .failed = has_failed};
}
