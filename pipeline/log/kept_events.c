#include "pipeline/log/kept_events.h"
#include "pipeline/limits.h"

#include <stdio.h>

static bool copy_fields(struct arena *arena, struct event *event) {
    struct event_field *fields = arena_array(arena, event->field_count, sizeof *fields);
    for (size_t i = 0; fields && i < event->field_count; i++)
        fields[i] = (struct event_field){.name = arena_strdup(arena, event->fields[i].name),
                                         .text = arena_strdup(arena, event->fields[i].text)};
    event->fields = fields;
    return fields != NULL;
}

static bool copy(struct arena *arena, struct event *event) {
    event->stage = arena_strdup(arena, event->stage);
    event->document = arena_strdup(arena, event->document);
    event->at = arena_strdup(arena, event->at);
    event->rule = arena_strdup(arena, event->rule);
    event->indicator = arena_strdup(arena, event->indicator);
    event->message = arena_strdup(arena, event->message);
    return copy_fields(arena, event) && !arena_failed(arena);
}

void kept_add(struct kept_events *kept, const struct event *event, const char *time) {
    if (!kept->arena)
        kept->arena = arena_new(KEPT_BYTES_MAX);
    struct kept_event *items = kept->arena ? arena_grow(kept->arena, kept->items, kept->count,
                                                        &kept->capacity, sizeof *kept->items)
                                           : NULL;
    struct kept_event item = {.event = *event};
    if (!items || !copy(kept->arena, &item.event)) {
        kept->failed = true;
        return;
    }
    snprintf(item.time, sizeof item.time, "%s", time ? time : "");
    kept->items = items;
    kept->items[kept->count++] = item;
}

void kept_clear(struct kept_events *kept) {
    arena_free(kept->arena);
    *kept = (struct kept_events){.arena = NULL};
}
