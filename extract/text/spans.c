#include "extract/text/spans.h"
#include "core/text/utf8.h"

void text_spans_add(struct text_spans *spans, struct arena *arena, size_t end, struct font font) {
    struct text_span *last = spans->count ? &spans->list[spans->count - 1] : NULL;
    if (last && last->font.encoding == font.encoding && last->font.capitals == font.capitals) {
        last->end = end;
        return;
    }
    struct text_span *list =
        arena_grow(arena, spans->list, spans->count, &spans->capacity, sizeof *list);
    if (!list)
        return; /* the arena stays failed and is asked at the end */
    spans->list = list;
    list[spans->count++] = (struct text_span){.end = end, .font = font};
}

void text_spans_script(struct text_spans *spans, struct arena *arena, enum script script,
                       const char *text, size_t length, struct font font, struct buffer *out) {
    static const struct font unicode = {ENCODING_UNICODE, false};
    for (const char *at = text, *end = text + length; at < end && *at;) {
        const char *here = at;
        utf8_next(&at);
        size_t one = (size_t)(at - here);
        script_append(script, here, one, out);
        text_spans_add(spans, arena, out->length,
                       script_forms_all(script, here, one) ? unicode : font);
    }
}
