#include "extract/builder_state.h"

#include <string.h>

void builder_table_open(struct builder *builder, const char *name, bool hidden) {
    struct open_table *outer = builder->table;
    if (builder_failed(builder))
        return;
    struct block *block = builder_add_block(builder, BLOCK_TABLE);
    struct open_table *table = block ? arena_alloc(builder->arena, sizeof *table) : NULL;
    if (!table) {
        builder_memory_out(builder);
        return;
    }
    block->table = (struct table){.name = builder_keep_some(builder, name), .hidden = hidden};
    if (outer && outer->in_cell) {
        block->table.nested = true;
        block->table.in = builder->document->blocks[outer->block].number;
        block->table.in_row = outer->row;
        block->table.in_column = outer->column;
    }
    *table = (struct open_table){
        .outer = outer, .block = builder->document->block_count - 1, .sorted = true};
    buffer_init(&table->text, builder->limits->cell_text_bytes);
    builder->table = table;
}

void builder_row_open(struct builder *builder, bool header, uint32_t skip_before) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    table->header = header;
    table->column = skip_before;
}

void builder_row_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || !builder_on_grid(builder, table->row, 0))
        return;
    table->row++;
    table->rows = table->row;
    table->column = 0; /* for locations until the next row opens */
}

void builder_row_mark_header(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    for (size_t i = table->cell_count; i > 0 && table->cells[i - 1].row == table->row; i--)
        table->cells[i - 1].header = true;
}

void builder_cell_open(struct builder *builder, uint32_t colspan, bool continues) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    table->in_cell = true;
    table->continues = continues;
    table->has_object = false;
    table->colspan = colspan ? colspan : 1;
    table->number = NULL;
    table->newlines = 0;
    buffer_clear(&table->text);
}

/* The place that holds 1 + index of the last cell beginning at a column; NULL when memory is out.
 */
static size_t *start_at(struct builder *builder, struct open_table *table, uint32_t column) {
    if (column >= table->start_count) {
        uint32_t count = column < 32 ? 64 : column * 2;
        size_t *starts = arena_array(builder->arena, count, sizeof *starts);
        if (!starts) {
            builder_memory_out(builder);
            return NULL;
        }
        if (table->start_count)
            memcpy(starts, table->starts, table->start_count * sizeof *starts);
        table->starts = starts;
        table->start_count = count;
    }
    return &table->starts[column];
}

/* Makes the cell above one row taller; false when there is none to continue. */
static bool continue_above(struct builder *builder, struct open_table *table, const size_t *start) {
    struct cell *above = *start ? &table->cells[*start - 1] : NULL;
    if (!above || above->row + above->rowspan != table->row)
        return false;
    above->rowspan++;
    if (table->text.length > 0) {
        const char *number = table->number ? table->number : "";
        char *both =
            arena_printf(builder->arena, "%s%s%s%s%s", above->text, *above->text ? "\n" : "",
                         number, *number ? " " : "", buffer_text(&table->text));
        const char *text = both ? builder_keep(builder, both) : NULL;
        above->text = text ? text : "";
    }
    return true;
}

void builder_object(struct builder *builder) {
    if (builder->table)
        builder->table->has_object = true;
}

void builder_cell_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || !table->in_cell)
        return;
    table->in_cell = false;
    if (table->has_object && table->text.length == 0)
        buffer_puts(&table->text, BUILDER_OBJECT);
    builder_check_cell_text(builder);
    if (builder_failed(builder) ||
        !builder_on_grid(builder, table->row, (uint64_t)table->column + table->colspan))
        return;
    size_t *start = start_at(builder, table, table->column);
    if (!start)
        return;
    if (!table->continues || !continue_above(builder, table, start)) {
        struct cell *cell = builder_add_cell(builder, table);
        const char *text = cell ? builder_keep(builder, buffer_text(&table->text)) : NULL;
        if (!text)
            return;
        *cell = (struct cell){.row = table->row,
                              .column = table->column,
                              .rowspan = 1,
                              .colspan = table->colspan,
                              .header = table->header,
                              .number = table->number,
                              .text = text};
        *start = table->cell_count;
    }
    table->column += table->colspan;
    table->columns = table->column > table->columns ? table->column : table->columns;
    builder_memory_out(builder);
}

void builder_table_close(struct builder *builder) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table)
        return;
    if (!table->sorted) {
        cells_sort(table->cells, table->cell_count);
        builder_join_twins(builder, table);
    }
    builder_apply_overlays(builder, table);
    builder_apply_merges(builder, table);
    struct table *out = &builder->document->blocks[table->block].table;
    out->rows = table->rows;
    out->columns = table->columns;
    out->cells = table->cells;
    out->cell_count = table->cell_count;
    buffer_free(&table->text);
    builder->table = table->outer;
}
