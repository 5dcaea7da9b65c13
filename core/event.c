#include "core/event.h"
#include "core/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* A sentence that quotes a cell; longer text is cut at a whole character. */
enum { MESSAGE_BYTES = 1024 };

bool event_wanted(const struct event_sink *sink) {
    return sink && sink->emit;
}

void event_emit(const struct event_sink *sink, const struct event *event) {
    if (!event_wanted(sink))
        return;
    struct event whole = *event;
    whole.stage = sink->stage;
    whole.document = sink->document;
    if (!whole.message)
        whole.message = code_sentence(whole.code);
    sink->emit(sink->context, &whole);
}

void event_note(const struct event_sink *sink, enum code code, const char *at, const char *format,
                ...) {
    if (!event_wanted(sink))
        return;
    char message[MESSAGE_BYTES];
    message[0] = '\0';
    if (format) {
        va_list args;
        va_start(args, format);
        vsnprintf(message, sizeof message, format, args);
        va_end(args);
        utf8_trim_partial(message, sizeof message);
    }
    event_emit(sink, &(struct event){.code = code, .at = at, .message = format ? message : NULL});
}
