#include "extract/sheet/decode_cell.h"
#include "extract/text/decoder.h"
#include "extract/text/looks.h"
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

static const struct look_span *looks_of(struct arena *scratch, const char *shown,
                                        const struct cell_fonts *fonts) {
    struct look_span *looks = arena_array(scratch, fonts->run_count + 1, sizeof *looks);
    if (!looks)
        return NULL;
    for (size_t i = 0; i < fonts->run_count; i++) {
        const struct font_run *run = &fonts->runs[i];
        looks[i] = (struct look_span){.end = run->end,
                                      .ink = run->own_look ? run->ink : fonts->ink,
                                      .twips = run->own_look ? run->twips : fonts->twips};
    }
    looks[fonts->run_count] =
        (struct look_span){.end = strlen(shown), .ink = fonts->ink, .twips = fonts->twips};
    return looks;
}

static const char *struck_text(struct arena *scratch, const char *text) {
    struct buffer struck;
    buffer_init(&struck, SIZE_MAX); /* the text that goes in is within its limit */
    struck_append(text, strlen(text), true, &struck);
    const char *copy = struck.failed ? NULL : arena_strdup(scratch, buffer_text(&struck));
    buffer_free(&struck);
    return copy;
}

/* A run with a font of its own says itself whether it is struck. */
static bool is_struck(const struct cell_fonts *fonts) {
    for (size_t i = 0; fonts->struck && i < fonts->run_count; i++)
        if (fonts->runs[i].own)
            return false;
    return fonts->struck;
}

static void name_place(const struct cell_place *place, char at[PLACE_BYTES]) {
    snprintf(at, PLACE_BYTES, "t%u!R%uC%u", place->table, (unsigned)place->row,
             (unsigned)place->column);
}

static void report_unseen(const struct event_sink *sink, const struct cell_place *place,
                          const char *text) {
    char at[PLACE_BYTES];
    struct event_field field = {"text", text};
    struct event event = {.code = CODE_TEXT_HIDDEN, .at = at, .fields = &field, .field_count = 1};
    name_place(place, at);
    event_emit(sink, &event);
}

/* Most cells are in one colour that is seen. */
static bool is_plain(const struct cell_fonts *fonts) {
    return fonts->run_count == 0 &&
           visible_if_auto_is_black(fonts->ink, fonts->paper, fonts->twips) == VISIBLE;
}

/* What is seen of the shown text; false when memory is out. */
static bool read_looks(struct arena *scratch, const char *shown, const struct cell_fonts *fonts,
                       struct seen_text *seen) {
    const struct text_span *spans = spans_of(scratch, shown, fonts);
    size_t count = fonts->run_count + 1;
    *seen = (struct seen_text){.text = shown, .spans = spans, .span_count = count};
    if (!spans || is_plain(fonts))
        return spans != NULL;
    const struct looked_text looked = {.text = shown,
                                       .spans = spans,
                                       .span_count = count,
                                       .looks = looks_of(scratch, shown, fonts),
                                       .look_count = count,
                                       .paper = fonts->paper,
                                       .in_cell = true,
                                       .judge = visible_if_auto_is_black};
    return looked.looks && looks_read(&looked, scratch, seen);
}

static const char *decoded_text(struct builder *builder, struct arena *scratch,
                                const struct event_sink *sink, const struct cell_place *place,
                                const char *shown, const struct cell_fonts *fonts, bool *unseen) {
    struct decoder *decoder = builder_decoder(builder);
    struct decoded decoded;
    struct seen_text seen;
    arena_reset(scratch);
    if (!read_looks(scratch, shown, fonts, &seen) ||
        !decoder_text(decoder, seen.text, seen.spans, seen.span_count, &decoded))
        return NULL;
    *unseen = seen.dropped != NULL;
    if (seen.dropped)
        report_unseen(sink, place, seen.dropped);
    if (decoded.reading.words || decoded.reading.text) {
        char at[PLACE_BYTES];
        name_place(place, at);
        decoder_report(decoder, at, seen.text, &decoded);
    }
    return is_struck(fonts) ? struck_text(scratch, decoded.text) : decoded.text;
}

const char *decode_cell(struct builder *builder, struct arena *scratch,
                        const struct event_sink *sink, const struct cell_place *place,
                        const char *shown, const struct cell_fonts *fonts, bool *unseen) {
    const char *text = decoded_text(builder, scratch, sink, place, shown, fonts, unseen);
    if (!text)
        builder_fail_memory(builder, scratch);
    return text;
}
