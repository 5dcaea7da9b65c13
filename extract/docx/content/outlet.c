#include "extract/docx/content/outlet.h"

#include "extract/word/decode_paragraph.h"

#include <string.h>

/* Where output goes: the tape of a merged cell that is still growing, else that of the paragraph
 * that anchors this text box, else where the story goes into which this one is inserted, else NULL
 * for the builder. */
static struct tape *target(struct story *story) {
    for (struct open_table *table = story->top->table; table; table = table->outer)
        if (table->recording)
            return &table->held_tape;
    if (story->level_count > 1)
        return &story->levels[story->level_count - 2]->paragraph.boxes;
    return story->reader->outer ? target(story->reader->outer) : NULL;
}

static const char *decoded(struct reader *reader, const char *text, const struct text_span *spans,
                           size_t span_count) {
    return decode_paragraph(reader->builder, reader->arena, text, spans, span_count);
}

static void build_paragraph(struct reader *reader, const struct output *output) {
    const char *text = decoded(reader, output->text, output->spans, output->span_count);
    const char *number = output->number;
    if (number) {
        const struct text_span whole = {.end = strlen(number), .font = output->number_font};
        number = decoded(reader, number, &whole, 1);
    }
    if (text)
        builder_paragraph(reader->builder, output->style, number, text);
}

static void build(struct reader *reader, const struct output *output) {
    struct builder *builder = reader->builder;
    switch (output->kind) {
    case OUTPUT_PARAGRAPH:
        build_paragraph(reader, output);
        break;
    case OUTPUT_TABLE_OPEN:
        builder_table_open(builder, NULL, false);
        break;
    case OUTPUT_TABLE_CLOSE:
        builder_table_close(builder);
        break;
    case OUTPUT_ROW_OPEN:
        builder_row_open(builder, output->flag, output->columns);
        break;
    case OUTPUT_ROW_CLOSE:
        builder_row_close(builder);
        break;
    case OUTPUT_CELL_OPEN:
        builder_cell_open(builder, output->columns, output->flag);
        break;
    case OUTPUT_CELL_CLOSE:
        builder_cell_close(builder);
        break;
    case OUTPUT_OBJECT:
        builder_object(builder);
        break;
    case OUTPUT_PART:
        builder_part(builder, output->part);
        break;
    case OUTPUT_EVENT:
        builder_event(builder, output->code, output->text);
        break;
    }
}

void outlet_put(struct story *story, const struct output *output) {
    struct tape *tape = target(story);
    if (tape)
        tape_record(tape, story->reader->arena, output, true);
    else
        build(story->reader, output);
}

void outlet_event(struct story *story, enum code code, const char *text) {
    struct output output = {.kind = OUTPUT_EVENT, .code = code, .text = text};
    outlet_put(story, &output);
}

void outlet_play(struct story *story, struct tape *tape) {
    struct tape *onto = target(story);
    size_t count = tape->count;
    tape->count = 0;
    for (size_t i = 0; i < count; i++)
        if (onto)
            tape_record(onto, story->reader->arena, &tape->items[i], false);
        else
            build(story->reader, &tape->items[i]);
}

void outlet_check_text(struct story *story, const struct buffer *text, const char *what) {
    struct error error = {.code = CODE_NONE};
    if (!text->failed)
        return;
    buffer_error(text, &error, story->reader->main_part);
    error_set(&error, CODE_LIMIT_TEXT, story->reader->main_part,
              "A %s holds more than %zu bytes of text (--max-text-bytes).", what, text->limit);
    builder_fail(story->reader->builder, &error);
}

void outlet_free_text(struct story *story, struct buffer *text) {
    if (text->no_memory)
        outlet_check_text(story, text, "text");
    buffer_free(text);
}
