/* kept: events copied to outlive their emission, in order.
 *
 * Ownership: everything is in an arena of its own; kept_clear() frees it. A zeroed struct is empty.
 * Failure: out of memory an event is lost and `failed` set.
 */
#ifndef CHITIEU_PIPELINE_LOG_KEPT_EVENTS_H
#define CHITIEU_PIPELINE_LOG_KEPT_EVENTS_H

#include "core/arena.h"
#include "core/event.h"

struct kept_event {
    struct event event;
    char time[32];
};

struct kept_events {
    struct arena *arena;
    struct kept_event *items;
    size_t count, capacity;
    bool failed;
};

/* Keeps a copy of the event; `time` may be NULL. */
void kept_add(struct kept_events *kept, const struct event *event, const char *time);

void kept_clear(struct kept_events *kept);

#endif
