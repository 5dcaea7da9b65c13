#include "extract/docx/content/tape.h"

#include <string.h>

void tape_record(struct tape *tape, struct arena *arena, const struct output *output, bool copy) {
    struct output *items =
        arena_grow(arena, tape->items, tape->count, &tape->capacity, sizeof *items);
    if (!items)
        return; /* the arena stays failed and is asked at the end */
    tape->items = items;
    struct output *item = &items[tape->count++];
    *item = *output;
    if (!copy)
        return;
    item->style = arena_strdup(arena, output->style);
    item->number = arena_strdup(arena, output->number);
    item->text = arena_strdup(arena, output->text);
    if (output->span_count) {
        struct text_span *spans = arena_array(arena, output->span_count, sizeof *spans);
        if (spans)
            memcpy(spans, output->spans, output->span_count * sizeof *spans);
        item->spans = spans;
        item->span_count = spans ? output->span_count : 0;
    }
}
