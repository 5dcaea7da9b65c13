/* collector: what an RTF or DOC file holds, in the order it is read. A row's cells are described
 * before or behind them and a table's grid by all of its rows, so a table is kept until it ends.
 *
 * Levels: 0 is the text outside tables, 1 a table, 2 a table in a cell of it. Ownership: the
 * arena's. Units: twips for edges. Source: RTF 1.9.1, "Table Definitions", "Nested tables".
 */
#ifndef CHITIEU_EXTRACT_WORD_COLLECTOR_H
#define CHITIEU_EXTRACT_WORD_COLLECTOR_H

#include "core/arena.h"
#include "extract/builder.h"
#include "extract/text/legacy.h"

/* Word itself nests 64 tables; reports two or three. */
enum { FLOW_LEVELS = 64 };

struct word_flow;

struct flow_paragraph {
    const char *text, *number; /* number may be NULL */
    const struct text_span *spans;
    size_t span_count;
    struct font number_font;
};

/* How a cell of a row stands in the table. */
struct cell_place {
    int32_t right; /* edge */
    bool merge_down_first, merge_down, merge_right_first, merge_right;
};

/* A flow of its own: the body, a header, a note. NULL when memory is out. */
struct word_flow *word_flow_new(struct arena *arena, enum part part);

enum part word_flow_part(const struct word_flow *flow);

/* What a flow is may be said behind its beginning: a note turns out to be an endnote. */
void word_flow_is(struct word_flow *flow, enum part part);

/* Adds at a level: a paragraph, or an event about dropped text. Deeper tables end. */
void word_flow_paragraph(struct word_flow *flow, unsigned level,
                         const struct flow_paragraph *paragraph);
void word_flow_event(struct word_flow *flow, unsigned level, enum code code, const char *text);

/* Something that is no text stands here: a picture, a drawn object, a field without result. */
void word_flow_unread(struct word_flow *flow, unsigned level);

/* Ends the open cell, the open row (as described) of a level. */
void word_flow_cell(struct word_flow *flow, unsigned level);
void word_flow_row(struct word_flow *flow, unsigned level, const struct cell_place *cells,
                   size_t count, int32_t left, bool header);

/* Writes the flow out; nothing can be added any more. */
void word_flow_write(struct word_flow *flow, struct builder *builder);

#endif
