/* collector: what an RTF or DOC file holds, in the order it is read. A row's cells are described
 * before or behind them and a table's grid by all of its rows, so a table is kept until it ends.
 *
 * Text that is not seen on the colour of its cell is dropped when it is written. Events:
 * TEXT_HIDDEN. Levels: 0 is the text outside tables, 1 a table, 2 a table in a cell of it.
 * Ownership: the arena's. Units: twips for edges. Source: RTF 1.9.1, "Table Definitions", "Nested
 * tables".
 */
#ifndef CHITIEU_EXTRACT_WORD_COLLECTOR_H
#define CHITIEU_EXTRACT_WORD_COLLECTOR_H

#include "core/arena.h"
#include "extract/builder.h"
#include "extract/text/legacy.h"
#include "extract/text/looks.h"

/* Word itself nests 64 tables; reports two or three. */
enum { COLLECTOR_LEVELS = 64 };

struct collector;

struct collected_paragraph {
    const char *text, *number; /* number may be NULL */
    const struct text_span *spans;
    size_t span_count;
    struct font number_font;
    const struct look_span *looks; /* text whose colour has to be seen on that of its cell */
    size_t look_count;
};

/* The place of a row's cell in the table. */
struct cell_place {
    int32_t right; /* edge */
    color paper;   /* behind its text; unset or automatic: that of what it is in */
    bool merge_down, merge_right_first, merge_right;
};

/* A collector of its own: the body, a header, a note. NULL when memory is out. */
struct collector *collector_new(struct arena *arena, enum part part);

enum part collector_part(const struct collector *collector);

/* Changes the part: a note turns out to be an endnote after it has begun. */
void collector_set_part(struct collector *collector, enum part part);

/* Adds at a level: a paragraph, or an event about dropped text. Deeper tables end. */
void collector_paragraph(struct collector *collector, unsigned level,
                         const struct collected_paragraph *paragraph);
void collector_event(struct collector *collector, unsigned level, enum code code, const char *text);

/* Something here is no text: a picture, a drawn object, a field without result. */
void collector_object(struct collector *collector, unsigned level);

/* Ends the open cell, the open row (as described) of a level. */
void collector_cell(struct collector *collector, unsigned level);
void collector_row(struct collector *collector, unsigned level, const struct cell_place *cells,
                   size_t count, int32_t left, bool header);

/* Writes what was collected into the builder; nothing can be added any more. */
void collector_write(struct collector *collector, struct builder *builder);

#endif
