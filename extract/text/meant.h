/* meant: what the readers of text documents do with the fonts of a paragraph: gather them, and turn
 * its text into what was meant.
 *
 * Ownership: the arena given. Events: as decoder.h, at the place where a paragraph written now
 * would stand.
 */
#ifndef CHITIEU_EXTRACT_TEXT_MEANT_H
#define CHITIEU_EXTRACT_TEXT_MEANT_H

#include "extract/builder.h"
#include "extract/text/decoder.h"
#include "extract/text/script.h"

struct text_spans {
    struct text_span *list;
    size_t count, capacity;
};

/* The text up to `end` (bytes), from the last span's end on, stands in this font. */
void text_spans_add(struct text_spans *spans, struct arena *arena, size_t end, struct font font);

/* Appends raised or lowered text as script.h says, with its spans: forms are no letters of the
 * font's encoding. */
void text_spans_script(struct text_spans *spans, struct arena *arena, enum script script,
                       const char *text, size_t length, struct font font, struct buffer *out);

/* The text, decoded where its fonts stand for a legacy encoding; NULL when memory is out. */
const char *text_meant(struct builder *builder, struct arena *arena, const char *text,
                       const struct text_span *spans, size_t span_count);

#endif
