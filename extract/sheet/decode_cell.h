/* decode_cell: a sheet cell's shown text as seen on the page: decoded, whatever encoding its fonts
 * imply, without what its colour or size hides.
 *
 * Ownership: what comes back lives until the builder's decoder is used again, or is the text
 * itself. Events: as decoder.h, and TEXT_HIDDEN.
 */
#ifndef CHITIEU_EXTRACT_SHEET_DECODE_CELL_H
#define CHITIEU_EXTRACT_SHEET_DECODE_CELL_H

#include "core/arena.h"
#include "core/event.h"
#include "extract/builder.h"
#include "extract/sheet/string_table.h"

struct cell_fonts {
    struct font own;             /* the cell's */
    const struct font_run *runs; /* where they are not the cell's; may be NULL */
    size_t run_count;
    bool struck;      /* the cell's font is struck through */
    color ink, paper; /* the colour of the cell's font, or of its number format; of its filling */
    unsigned twips;   /* of the font; 0: the usual size */
};

struct cell_place {
    unsigned table;
    uint32_t row, column;
};

/* `scratch` is emptied. `*unseen`: some of the text is hidden, so that what the cell stores is not
 * what it shows. NULL when memory is out, and the builder has failed. */
const char *decode_cell(struct builder *builder, struct arena *scratch,
                        const struct event_sink *sink, const struct cell_place *place,
                        const char *shown, const struct cell_fonts *fonts, bool *unseen);

#endif
