#include "extract/text/looks.h"

#include <stdint.h>
#include <string.h>

static void add(struct look_spans *spans, struct arena *arena, size_t end, color ink,
                unsigned twips) {
    struct look_span *last = spans->count ? &spans->list[spans->count - 1] : NULL;
    if (last && last->ink == ink && last->twips == twips) {
        last->end = end;
        return;
    }
    struct look_span *list =
        arena_grow(arena, spans->list, spans->count, &spans->capacity, sizeof *list);
    if (!list)
        return; /* the arena stays failed and is asked at the end */
    spans->list = list;
    list[spans->count++] = (struct look_span){.end = end, .ink = ink, .twips = twips};
}

void look_spans_add(struct look_spans *spans, struct arena *arena, size_t start, size_t end,
                    color ink, unsigned twips) {
    if (spans->count == 0 && !color_is_rgb(ink) && twips == 0)
        return;
    if (spans->count == 0 && start > 0)
        add(spans, arena, start, COLOR_UNSET, 0);
    add(spans, arena, end, ink, twips);
}

struct writer {
    const struct looked_text *looked;
    struct arena *arena;
    struct sight sight;
    struct buffer text, dropped;
    struct text_spans spans;
};

static enum visibility judged(const struct writer *w, size_t look) {
    const struct looked_text *looked = w->looked;
    if (look >= looked->look_count)
        return VISIBLE;
    return looked->judge(looked->looks[look].ink, looked->paper, looked->looks[look].twips);
}

static void write_piece(struct writer *w, size_t look, size_t span, size_t start, size_t end) {
    static const struct font ordinary = {ENCODING_UNICODE, false};
    const struct looked_text *looked = w->looked;
    const char *piece = looked->text + start;
    size_t length = end - start;
    enum visibility visibility = judged(w, look);
    if (!sight_admits(&w->sight, visibility, piece, length)) {
        buffer_append(&w->dropped, piece, length);
        return;
    }
    sight_prepare(&w->sight, visibility, looked->in_cell, piece, length, &w->text);
    buffer_append(&w->text, piece, length);
    struct font font = span < looked->span_count ? looked->spans[span].font : ordinary;
    if (looked->span_count)
        text_spans_add(&w->spans, w->arena, w->text.length, font);
}

static void write_pieces(struct writer *w) {
    const struct looked_text *looked = w->looked;
    size_t length = strlen(looked->text), look = 0, span = 0;
    for (size_t start = 0, end; start < length; start = end) {
        while (look < looked->look_count && looked->looks[look].end <= start)
            look++;
        while (span < looked->span_count && looked->spans[span].end <= start)
            span++;
        end = length;
        if (look < looked->look_count && looked->looks[look].end < end)
            end = looked->looks[look].end;
        if (span < looked->span_count && looked->spans[span].end < end)
            end = looked->spans[span].end;
        write_piece(w, look, span, start, end);
    }
}

static bool is_all_visible(const struct writer *w) {
    for (size_t i = 0; i < w->looked->look_count; i++)
        if (judged(w, i) != VISIBLE)
            return false;
    return true;
}

bool looks_read(const struct looked_text *looked, struct arena *arena, struct seen_text *seen) {
    struct writer w = {.looked = looked, .arena = arena};
    *seen = (struct seen_text){
        .text = looked->text, .spans = looked->spans, .span_count = looked->span_count};
    if (is_all_visible(&w))
        return true;
    buffer_init(&w.text, SIZE_MAX); /* the text that goes in is within its limit */
    buffer_init(&w.dropped, SIZE_MAX);
    write_pieces(&w);
    seen->text = arena_strdup(arena, buffer_text(&w.text));
    seen->spans = w.spans.list;
    seen->span_count = w.spans.count;
    seen->dropped = w.dropped.length ? arena_strdup(arena, buffer_text(&w.dropped)) : NULL;
    bool read = seen->text && !w.text.failed && !w.dropped.failed && !arena_failed(arena);
    buffer_free(&w.text);
    buffer_free(&w.dropped);
    return read;
}
