#include "extract/docx/content/tape.h"

#include <string.h>

void tape_record(struct tape *tape, struct arena *arena, const struct flow *flow, bool copy) {
    struct flow *items =
        arena_grow(arena, tape->items, tape->count, &tape->capacity, sizeof *items);
    if (!items)
        return; /* the arena stays failed and is asked at the end */
    tape->items = items;
    struct flow *item = &items[tape->count++];
    *item = *flow;
    if (!copy)
        return;
    item->style = arena_strdup(arena, flow->style);
    item->number = arena_strdup(arena, flow->number);
    item->text = arena_strdup(arena, flow->text);
    if (flow->span_count) {
        struct text_span *spans = arena_array(arena, flow->span_count, sizeof *spans);
        if (spans)
            memcpy(spans, flow->spans, flow->span_count * sizeof *spans);
        item->spans = spans;
        item->span_count = spans ? flow->span_count : 0;
    }
}
