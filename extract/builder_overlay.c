#include "extract/builder_state.h"

#include <stdio.h>

void builder_sheet_overlay(struct builder *builder, uint32_t first_row, uint32_t first_column,
                           uint32_t last_row, uint32_t last_column, bool shows) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    if (table->overlay_count >= builder->limits->cells) {
        error_set(&builder->error, CODE_LIMIT_CELLS, "",
                  "A sheet has more than %zu drawings (--max-cells).", builder->limits->cells);
        return;
    }
    table->overlays = arena_grow(builder->arena, table->overlays, table->overlay_count,
                                 &table->overlay_capacity, sizeof *table->overlays);
    if (table->overlays)
        table->overlays[table->overlay_count++] =
            (struct overlay){first_row, first_column, last_row, last_column, shows};
    builder_memory_out(builder);
}

static bool lies_over_cells(const struct open_table *table, const struct overlay *overlay) {
    return overlay->first_row < table->rows && overlay->first_column < table->columns;
}

/* `count`: of the cells that are in order; new ones come behind them. */
static void mark_first_cell(struct builder *builder, struct open_table *table, size_t count,
                            const struct overlay *overlay) {
    struct cell *cell = cells_find(table->cells, count, overlay->first_row, overlay->first_column);
    if (cell && cell_is_empty(cell)) {
        cell->text = BUILDER_OBJECT;
        return;
    }
    struct cell *own = cell ? NULL : builder_add_cell(builder, table);
    if (own)
        *own = (struct cell){.row = overlay->first_row,
                             .column = overlay->first_column,
                             .rowspan = 1,
                             .colspan = 1,
                             .text = BUILDER_OBJECT};
}

static void report_overlay(struct builder *builder, struct open_table *table,
                           const struct overlay *overlay, bool first) {
    char place[64];
    table->row = overlay->first_row; /* for the location */
    table->column = overlay->first_column;
    builder_location(builder, place, sizeof place);
    event_note(builder->sink, CODE_CELLS_OVERLAID, place,
               "A picture or a drawing lies over the cells from here to R%uC%u; what it shows was "
               "not read.",
               (unsigned)overlay->last_row, (unsigned)overlay->last_column);
    if (first)
        builder_warning(builder, CODE_CELLS_OVERLAID, place,
                        "Pictures or drawings lie over cells, the first here; what they show was "
                        "not read, and what they cover may not be on the page.");
}

void builder_apply_overlays(struct builder *builder, struct open_table *table) {
    size_t count = table->cell_count;
    bool first = true;
    for (size_t i = 0; i < table->overlay_count && !builder_failed(builder); i++) {
        const struct overlay *overlay = &table->overlays[i];
        if (!lies_over_cells(table, overlay))
            continue;
        report_overlay(builder, table, overlay, first);
        first = false;
        if (overlay->shows)
            mark_first_cell(builder, table, count, overlay);
    }
    if (table->cell_count == count)
        return;
    cells_sort(table->cells, table->cell_count);
    builder_join_twins(builder, table);
}
