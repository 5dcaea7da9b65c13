#include "extract/text/meant.h"

enum { PLACE_BYTES = 64 };

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

const char *text_meant(struct builder *builder, struct arena *arena, const char *text,
                       const struct text_span *spans, size_t span_count) {
    struct decoder *decoder = builder_decoder(builder);
    struct decoded decoded;
    char place[PLACE_BYTES];
    if (!decoder_text(decoder, text, spans, span_count, &decoded))
        return NULL;
    if (decoded.reading.words || decoded.reading.text) {
        builder_location(builder, place, sizeof place);
        decoder_tell(decoder, place, text, &decoded);
    }
    return decoded.changed ? arena_strdup(arena, decoded.text) : text;
}
