#include "extract/word/decode_paragraph.h"

#include "extract/text/decoder.h"

enum { PLACE_BYTES = 64 };

const char *decode_paragraph(struct builder *builder, struct arena *arena, const char *text,
                             const struct text_span *spans, size_t span_count) {
    struct decoder *decoder = builder_decoder(builder);
    struct decoded decoded;
    char place[PLACE_BYTES];
    if (!decoder_text(decoder, text, spans, span_count, &decoded)) {
        builder_fail_memory(builder, arena);
        return NULL;
    }
    if (decoded.reading.words || decoded.reading.text) {
        builder_location(builder, place, sizeof place);
        decoder_report(decoder, place, text, &decoded);
    }
    const char *kept = decoded.changed ? arena_strdup(arena, decoded.text) : text;
    if (!kept)
        builder_fail_memory(builder, arena);
    return kept;
}
