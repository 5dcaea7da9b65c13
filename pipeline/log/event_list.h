/* event_list: copies of events, in order, to be used after their emission.
 *
 * Ownership: everything is in an arena of its own, which event_list_clear() frees. A zeroed struct
 * is an empty list. Failure: without memory an event is lost and `failed` set.
 */
#ifndef CHITIEU_PIPELINE_LOG_EVENT_LIST_H
#define CHITIEU_PIPELINE_LOG_EVENT_LIST_H

#include "core/arena.h"
#include "core/event.h"

struct event_list_item {
    struct event event;
    char time[32];
};

struct event_list {
    struct arena *arena;
    struct event_list_item *items;
    size_t count, capacity;
    bool failed;
};

/* Appends a copy of the event; `time` may be NULL. */
void event_list_add(struct event_list *list, const struct event *event, const char *time);

void event_list_clear(struct event_list *list);

#endif
