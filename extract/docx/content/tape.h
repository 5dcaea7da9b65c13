/* tape: what comes out of a story, recorded to be played later: the text boxes of a paragraph, the
 * cells of a w:hMerge whose width is not known yet.
 *
 * Ownership: the arena given. When it is full it stays failed and is asked at the end.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_TAPE_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_TAPE_H

#include "core/error.h"
#include "extract/document.h"
#include "extract/text/legacy.h"

enum output_kind {
    OUTPUT_PARAGRAPH,
    OUTPUT_TABLE_OPEN,
    OUTPUT_TABLE_CLOSE,
    OUTPUT_ROW_OPEN,
    OUTPUT_ROW_CLOSE,
    OUTPUT_CELL_OPEN,
    OUTPUT_CELL_CLOSE,
    OUTPUT_OBJECT,
    OUTPUT_PART,
    OUTPUT_EVENT
};

/* One thing that comes out. Fields that its kind does not name are not looked at. */
struct output {
    enum output_kind kind;
    const char *style;             /* paragraph, or NULL */
    const char *number;            /* paragraph, or NULL */
    const char *text;              /* paragraph; event: the text it is about */
    const struct text_span *spans; /* paragraph: its fonts */
    size_t span_count;
    struct font number_font;
    uint32_t columns; /* row: empty columns before it; cell: its width */
    bool flag;        /* row: is a header; cell: continues the one above */
    enum part part;
    enum code code; /* event */
};

struct tape {
    struct output *items;
    size_t count, capacity;
};

/* Adds at the end. Strings and spans are copied when `copy`; those that come off a tape are in the
 * arena already. */
void tape_record(struct tape *tape, struct arena *arena, const struct output *output, bool copy);

#endif
