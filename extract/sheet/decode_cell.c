#include "extract/sheet/decode_cell.h"
#include "extract/text/decoder.h"
#include "extract/text/struck.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PLACE_BYTES = 64 };

static const struct text_span *spans_of(struct arena *scratch, const char *shown,
                                        const struct cell_fonts *fonts) {
    struct text_span *spans = arena_array(scratch, fonts->run_count + 1, sizeof *spans);
    if (!spans)
        return NULL;
    for (size_t i = 0; i < fonts->run_count; i++) {
        const struct font_run *run = &fonts->runs[i];
        spans[i] = (struct text_span){.end = run->end, .font = run->own ? run->font : fonts->own};
    }
    spans[fonts->run_count] = (struct text_span){.end = strlen(shown), .font = fonts->own};
    return spans;
}

static const char *struck_text(struct arena *scratch, const char *text) {
    struct buffer struck;
    buffer_init(&struck, SIZE_MAX); /* the text that goes in is within its limit */
    struck_append(text, strlen(text), true, &struck);
    const char *copy = struck.failed ? NULL : arena_strdup(scratch, buffer_text(&struck));
    buffer_free(&struck);
    return copy;
}

static const char *decoded_text(struct builder *builder, struct arena *scratch,
                                const struct cell_place *place, const char *shown,
                                const struct cell_fonts *fonts) {
    struct decoder *decoder = builder_decoder(builder);
    struct decoded decoded;
    arena_reset(scratch);
    const struct text_span *spans = spans_of(scratch, shown, fonts);
    if (!spans || !decoder_text(decoder, shown, spans, fonts->run_count + 1, &decoded))
        return NULL;
    if (decoded.reading.words || decoded.reading.text) {
        char at[PLACE_BYTES];
        snprintf(at, sizeof at, "t%u!R%uC%u", place->table, (unsigned)place->row,
                 (unsigned)place->column);
        decoder_report(decoder, at, shown, &decoded);
    }
    return fonts->struck && fonts->run_count == 0 ? struck_text(scratch, decoded.text)
                                                  : decoded.text;
}

const char *decode_cell(struct builder *builder, struct arena *scratch,
                        const struct cell_place *place, const char *shown,
                        const struct cell_fonts *fonts) {
    const char *text = decoded_text(builder, scratch, place, shown, fonts);
    if (!text)
        builder_fail_memory(builder, scratch);
    return text;
}
