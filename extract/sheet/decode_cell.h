/* decode_cell: a sheet cell's shown text decoded, whatever encoding its fonts imply.
 *
 * Ownership: what comes back lives until the builder's decoder is used again, or is the text
 * itself. Events: as decoder.h.
 */
#ifndef CHITIEU_EXTRACT_SHEET_DECODE_CELL_H
#define CHITIEU_EXTRACT_SHEET_DECODE_CELL_H

#include "core/arena.h"
#include "extract/builder.h"
#include "extract/sheet/string_table.h"

struct cell_fonts {
    struct font own;             /* the cell's */
    const struct font_run *runs; /* where they are not the cell's; may be NULL */
    size_t run_count;
    bool struck; /* the cell's font is struck through */
};

struct cell_place {
    unsigned table;
    uint32_t row, column;
};

/* `scratch` is emptied. NULL when memory is out, and the builder has failed. */
const char *decode_cell(struct builder *builder, struct arena *scratch,
                        const struct cell_place *place, const char *shown,
                        const struct cell_fonts *fonts);

#endif
