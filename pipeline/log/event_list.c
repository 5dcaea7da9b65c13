#include "pipeline/log/event_list.h"
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

void event_list_add(struct event_list *list, const struct event *event, const char *time) {
    if (!list->arena)
        list->arena = arena_new(EVENT_LIST_BYTES_MAX);
    struct event_list_item *items = list->arena ? arena_grow(list->arena, list->items, list->count,
                                                             &list->capacity, sizeof *list->items)
                                                : NULL;
    struct event_list_item item = {.event = *event};
    if (!items || !copy(list->arena, &item.event)) {
        list->failed = true;
        return;
    }
    snprintf(item.time, sizeof item.time, "%s", time ? time : "");
    list->items = items;
    list->items[list->count++] = item;
}

void event_list_clear(struct event_list *list) {
    arena_free(list->arena);
    *list = (struct event_list){.arena = NULL};
}
