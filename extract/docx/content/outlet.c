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

static const char *meant(struct reader *reader, const char *text, const struct text_span *spans,
                         size_t span_count) {
    const char *shown = decode_paragraph(reader->builder, reader->arena, text, spans, span_count);
    if (!shown)
        builder_fail(reader->builder,
                     &(struct error){.code = CODE_LIMIT_MEMORY,
                                     .message = "The text needs too much memory."});
    return shown;
}

static void build_paragraph(struct reader *reader, const struct flow *flow) {
    const char *text = meant(reader, flow->text, flow->spans, flow->span_count);
    const char *number = flow->number;
    if (number) {
        const struct text_span whole = {.end = strlen(number), .font = flow->number_font};
        number = meant(reader, number, &whole, 1);
    }
    if (text)
        builder_paragraph(reader->builder, flow->style, number, text);
}

static void build(struct reader *reader, const struct flow *flow) {
    struct builder *builder = reader->builder;
    switch (flow->kind) {
    case FLOW_PARAGRAPH:
        build_paragraph(reader, flow);
        break;
    case FLOW_TABLE_OPEN:
        builder_table_open(builder, NULL, false);
        break;
    case FLOW_TABLE_CLOSE:
        builder_table_close(builder);
        break;
    case FLOW_ROW_OPEN:
        builder_row_open(builder, flow->flag, flow->columns);
        break;
    case FLOW_ROW_CLOSE:
        builder_row_close(builder);
        break;
    case FLOW_CELL_OPEN:
        builder_cell_open(builder, flow->columns, flow->flag);
        break;
    case FLOW_CELL_CLOSE:
        builder_cell_close(builder);
        break;
    case FLOW_UNREAD:
        builder_unread(builder);
        break;
    case FLOW_PART:
        builder_part(builder, flow->part);
        break;
    case FLOW_EVENT:
        builder_event(builder, flow->code, flow->text);
        break;
    }
}

void flow_put(struct story *story, const struct flow *flow) {
    struct tape *tape = target(story);
    if (tape)
        tape_record(tape, story->reader->arena, flow, true);
    else
        build(story->reader, flow);
}

void flow_event(struct story *story, enum code code, const char *text) {
    struct flow flow = {.kind = FLOW_EVENT, .code = code, .text = text};
    flow_put(story, &flow);
}

void flow_play(struct story *story, struct tape *tape) {
    struct tape *onto = target(story);
    size_t count = tape->count;
    tape->count = 0;
    for (size_t i = 0; i < count; i++)
        if (onto)
            tape_record(onto, story->reader->arena, &tape->items[i], false);
        else
            build(story->reader, &tape->items[i]);
}

void story_fail(struct story *story, enum code code, const char *message) {
    struct error error = {.code = CODE_NONE};
    error_set(&error, code, story->reader->main_part, "%s", message);
    builder_fail(story->reader->builder, &error);
}
