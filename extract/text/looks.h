/* looks: the colours and sizes of a text's stretches, kept until the colour behind them is known: a
 * row says how its cells are shaded behind their text, and a shared string serves cells of any
 * shade.
 *
 * Ownership: the arena given. Units: stretches end at byte offsets; sizes in twips.
 */
#ifndef CHITIEU_EXTRACT_TEXT_LOOKS_H
#define CHITIEU_EXTRACT_TEXT_LOOKS_H

#include "core/arena.h"
#include "extract/text/spans.h"
#include "extract/text/visible.h"

/* The text from the last stretch's end up to `end`. */
struct look_span {
    size_t end;
    color ink;
    unsigned twips;
};

struct look_spans {
    struct look_span *list;
    size_t count, capacity;
};

/* The text from `start` to `end` has this colour and size. While no text has one, there are no
 * stretches. */
void look_spans_add(struct look_spans *spans, struct arena *arena, size_t start, size_t end,
                    color ink, unsigned twips);

struct looked_text {
    const char *text;
    const struct text_span *spans; /* its fonts; none: all of it is in an ordinary one */
    size_t span_count;
    const struct look_span *looks; /* all of it behind the last one can be read */
    size_t look_count;
    color paper;
    bool in_cell;
    /* visible() or visible_if_auto_is_black() */
    enum visibility (*judge)(color ink, color paper, unsigned twips);
};

struct seen_text {
    const char *text; /* what is seen, with the signs of visible.h */
    const struct text_span *spans;
    size_t span_count;
    const char *dropped; /* what is not seen; NULL when all is */
};

/* false when memory is out. */
MUST_USE bool looks_read(const struct looked_text *looked, struct arena *arena,
                         struct seen_text *seen);

#endif
