#include "extract/html/sheet_output.h"

#include "extract/sheet/parse_number.h"
#include "extract/sheet/serial_date.h"
#include "extract/text/decoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACE_BYTES = 64, EXACT_DIGITS = 15 /* of a double */ };

/* ---- tables ---- */

static void report_hidden(const struct sheet_target *t, const char *name) {
    char id[PLACE_BYTES];
    snprintf(id, sizeof id, "t%u", t->table);
    event_note(t->base.sink, CODE_SHEET_HIDDEN, id, "The sheet \"%s\" is hidden.",
               name ? name : "");
}

static void open_table(void *context) {
    struct sheet_target *t = context;
    size_t nth = t->name ? 0 : t->tables; /* a sheet on a page of its own is the page's only one */
    const struct page_sheet *sheet = nth < t->book->count ? &t->book->sheets[nth] : NULL;
    const char *name = t->name ? t->name : sheet ? sheet->name : NULL;
    bool hidden = t->hidden || (sheet && sheet->hidden);
    char place[PLACE_BYTES];
    t->tables++;
    t->rows = 0;
    t->merge_count = 0;
    builder_part(t->base.builder, PART_SHEET);
    builder_table_open(t->base.builder, name, hidden);
    builder_location(t->base.builder, place, sizeof place);
    t->table = place[0] == 't' ? (unsigned)strtoul(place + 1, NULL, 10) : 0;
    if (hidden)
        report_hidden(t, name);
}

/* A cell reaches no further than the table. */
static void close_table(void *context) {
    struct sheet_target *t = context;
    for (size_t i = 0; i < t->merge_count; i++) {
        const struct sheet_merge *merge = &t->merges[i];
        uint32_t rows = merge->rowspan;
        if (rows > t->rows - merge->row)
            rows = t->rows - merge->row;
        if (rows > 1 || merge->colspan > 1)
            builder_sheet_merge(t->base.builder, merge->row, merge->column, merge->row + rows - 1,
                                merge->column + merge->colspan - 1);
    }
    builder_table_close(t->base.builder);
    builder_part(t->base.builder, PART_BODY);
}

static void open_row(void *context, bool header) {
    (void)header;
    ((struct sheet_target *)context)->rows++;
}

static void close_row(void *context) {
    (void)context;
}

/* ---- cells ---- */

static void open_cell(void *context, const struct page_cell *cell) {
    struct sheet_target *t = context;
    t->cell = *cell;
    t->in_cell = true;
    t->has_object = false;
    t->unseen = false;
    buffer_clear(&t->text);
    t->spans.count = 0;
}

static void append(struct sheet_target *t, const char *text, const struct text_span *spans,
                   size_t count) {
    size_t start = t->text.length;
    buffer_puts(&t->text, text);
    for (size_t i = 0; i < count; i++)
        text_spans_add(&t->spans, t->base.arena, start + spans[i].end, spans[i].font);
}

static void put_paragraph(void *context, const struct page_paragraph *paragraph) {
    static const struct font ordinary = {ENCODING_UNICODE, false};
    struct sheet_target *t = context;
    const struct text_span whole = {.end = strlen(paragraph->text), .font = ordinary};
    const struct text_span line = {.end = 1, .font = ordinary};
    if (!t->in_cell) {
        document_output_paragraph(&t->base, paragraph);
        return;
    }
    if (t->text.length && *paragraph->text)
        append(t, "\n", &line, 1);
    if (paragraph->number) {
        const struct text_span number = {.end = strlen(paragraph->number),
                                         .font = paragraph->number_font};
        append(t, paragraph->number, &number, 1);
        append(t, " ", &line, 1);
    }
    if (paragraph->span_count)
        append(t, paragraph->text, paragraph->spans, paragraph->span_count);
    else
        append(t, paragraph->text, &whole, 1);
}

/* Only digits: in "1.234" the page does not say what the point is. */
static bool is_plain_number(const char *text) {
    size_t digits = strspn(text + (*text == '-'), "0123456789");
    return digits > 0 && digits <= EXACT_DIGITS && text[(*text == '-') + digits] == '\0';
}

static const struct numfmt *format_of(struct sheet_target *t, const char *code) {
    if (t->code && strcmp(t->code, code) == 0)
        return t->format;
    numfmt_free(t->format);
    t->format = numfmt_new(code);
    t->code = code;
    if (!t->format)
        builder_fail_memory(t->base.builder, t->base.arena);
    return t->format;
}

static void set_value(struct sheet_target *t, const char *text, struct cell *cell, char iso[32]) {
    const struct page_value *value = &t->cell.value;
    cell->value_type = value->type;
    cell->value = value->number;
    cell->error = value->error;
    if (value->from_text && is_plain_number(text) && number_parse(text, strlen(text), &cell->value))
        cell->value_type = VALUE_NUMBER;
    cell->format = cell->value_type == VALUE_NUMBER ? t->cell.format : NULL;
    const struct numfmt *format = cell->format ? format_of(t, cell->format) : NULL;
    if (format && cell->value >= 1 && numfmt_is_date(format, cell->value) &&
        serial_iso_date(cell->value, t->book->date1904, iso))
        cell->date = iso;
}

static const char *decode(struct sheet_target *t) {
    struct decoder *decoder = builder_decoder(t->base.builder);
    const char *text = buffer_text(&t->text);
    struct decoded decoded;
    char at[PLACE_BYTES];
    if (!decoder_text(decoder, text, t->spans.list, t->spans.count, &decoded)) {
        builder_fail_memory(t->base.builder, t->base.arena);
        return NULL;
    }
    if (decoded.reading.words || decoded.reading.text) {
        snprintf(at, sizeof at, "t%u!R%uC%u", t->table, (unsigned)t->cell.row,
                 (unsigned)t->cell.column);
        decoder_report(decoder, at, text, &decoded);
    }
    return decoded.text;
}

static void keep_merge(struct sheet_target *t) {
    const struct page_cell *cell = &t->cell;
    if (cell->rowspan < 2 && cell->colspan < 2)
        return;
    struct sheet_merge *merges =
        arena_grow(t->base.arena, t->merges, t->merge_count, &t->merge_capacity, sizeof *merges);
    if (!merges)
        return;
    t->merges = merges;
    merges[t->merge_count++] =
        (struct sheet_merge){cell->row, cell->column, cell->rowspan, cell->colspan};
}

static void put_object(void *context) {
    ((struct sheet_target *)context)->has_object = true;
}

static void close_cell(void *context) {
    struct sheet_target *t = context;
    char iso[32];
    t->in_cell = false;
    if (t->has_object && t->text.length == 0)
        buffer_puts(&t->text, BUILDER_OBJECT);
    if (t->unseen)
        t->cell.value = (struct page_value){.type = VALUE_NONE};
    bool empty = t->text.length == 0 && t->cell.value.type == VALUE_NONE;
    if (t->cell.continues && empty)
        return;
    keep_merge(t);
    if (empty)
        return;
    const char *text = decode(t);
    if (!text)
        return;
    struct cell cell = {.row = t->cell.row,
                        .column = t->cell.column,
                        .rowspan = 1,
                        .colspan = 1,
                        .hidden = t->cell.hidden,
                        .text = text};
    set_value(t, text, &cell, iso);
    builder_sheet_cell(t->base.builder, &cell);
}

/* ---- the output ---- */

/* The builder does not know the open cell yet. */
static void put_event(void *context, enum code code, const char *text) {
    struct sheet_target *t = context;
    char at[PLACE_BYTES];
    struct event_field field = {"text", text};
    struct event event = {.code = code, .at = at, .fields = &field, .field_count = 1};
    t->unseen = t->unseen || code == CODE_TEXT_HIDDEN;
    if (!t->in_cell) {
        builder_event(t->base.builder, code, text);
        return;
    }
    snprintf(at, sizeof at, "t%u!R%uC%u", t->table, (unsigned)t->cell.row,
             (unsigned)t->cell.column);
    event_emit(t->base.sink, &event);
}

static bool has_failed(void *context) {
    struct sheet_target *t = context;
    return t->text.failed || builder_failed(t->base.builder);
}

struct page_output sheet_output(struct sheet_target *t) {
    buffer_init(&t->text, t->limit);
    return (struct page_output){.context = t,
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
}

bool sheet_output_end(struct sheet_target *t, struct error *error) {
    bool whole = !t->text.failed || buffer_error(&t->text, error, "") ||
                 error_set(error, CODE_LIMIT_TEXT, "",
                           "A cell holds more text than %zu bytes (--max-text-bytes).", t->limit);
    numfmt_free(t->format);
    t->format = NULL;
    buffer_free(&t->text);
    return whole;
}
