/* event: the audit stream. Every decision that changed, dropped or refused data is one event.
 *
 * A stage is handed a sink and emits; it neither knows the time nor the run, which the sink's owner
 * adds (DESIGN §4). Strings of an event live only during the call; a sink that keeps them copies
 * them.
 */
#ifndef CHITIEU_CORE_EVENT_H
#define CHITIEU_CORE_EVENT_H

#include "core/error.h"

#include <stddef.h>

/* One value that an event is about: name and text, e.g. {"before", "149/149"}. */
struct event_field {
    const char *name;
    const char *text;
};

struct event {
    enum code code;
    const char *stage;     /* "extract", "normalize", "load", "run"; filled by event_emit */
    const char *document;  /* sha256, or NULL; filled by event_emit */
    const char *at;        /* a location (DESIGN §4), or NULL */
    const char *rule;      /* the rule or check that decided, or NULL */
    const char *indicator; /* the indicator it is about, or NULL */
    const char *message;   /* one sentence, or NULL for the code's own */
    const struct event_field *fields;
    size_t field_count;
};

/* Where a stage's events go. `emit` may be NULL: events are dropped. */
struct event_sink {
    void (*emit)(void *context, const struct event *event);
    void *context;
    const char *stage;
    const char *document;
};

/* Completes the event with the sink's stage and document and passes it to the sink. */
void event_emit(const struct event_sink *sink, const struct event *event);

/* True when the sink takes events: lets a stage skip composing messages that would be dropped. */
bool event_wanted(const struct event_sink *sink);

/* Shorthand for an event without fields. `format` may be NULL. */
void event_note(const struct event_sink *sink, enum code code, const char *at, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

#endif
