/* spans: the fonts of a paragraph's text, gathered while it is read.
 *
 * Ownership: the arena given. Units: spans end at byte offsets.
 */
#ifndef CHITIEU_EXTRACT_TEXT_SPANS_H
#define CHITIEU_EXTRACT_TEXT_SPANS_H

#include "core/buffer.h"
#include "extract/text/legacy.h"
#include "extract/text/script.h"

struct text_spans {
    struct text_span *list;
    size_t count, capacity;
};

/* The text up to `end` (bytes), from the last span's end on, has this font. */
void text_spans_add(struct text_spans *spans, struct arena *arena, size_t end, struct font font);

/* Appends raised or lowered text as script.h says, with its spans: such forms are no letters of the
 * font's encoding. */
void text_spans_script(struct text_spans *spans, struct arena *arena, enum script script,
                       const char *text, size_t length, struct font font, struct buffer *out);

#endif
