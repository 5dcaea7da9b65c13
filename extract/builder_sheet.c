#include "extract/builder_state.h"
#include "core/text/utf8.h"

#include <stdio.h>
#include <string.h>

/* A number format's code. A column of a sheet has one, so that the last cell's often serves. */
static const char *keep_format(struct builder *builder, struct open_table *table,
                               const char *format) {
    if (!format)
        return NULL;
    if (!table->format || strcmp(table->format, format) != 0)
        table->format = arena_strdup(builder->arena, format);
    return table->format;
}

void builder_sheet_cell(struct builder *builder, const struct cell *cell) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table ||
        !builder_on_grid(builder, cell->row, (uint64_t)cell->column + 1))
        return;
    struct cell *own = builder_add_cell(builder, table);
    if (!own)
        return;
    *own = *cell;
    own->rowspan = own->colspan = 1;
    table->row = own->row; /* for locations in errors */
    table->column = own->column;
    own->text = cell->text ? builder_keep(builder, cell->text) : "";
    own->format = keep_format(builder, table, cell->format);
    own->error = arena_strdup(builder->arena, cell->error);
    own->date = arena_strdup(builder->arena, cell->date);
    own->number = arena_strdup(builder->arena, cell->number);
    const struct cell *last = table->cell_count > 1 ? own - 1 : NULL;
    if (last && (last->row > own->row || (last->row == own->row && last->column >= own->column)))
        table->sorted = false;
    table->rows = own->row + 1 > table->rows ? own->row + 1 : table->rows;
    table->columns = own->column + 1 > table->columns ? own->column + 1 : table->columns;
    builder_memory_out(builder);
}

void builder_sheet_merge(struct builder *builder, uint32_t first_row, uint32_t first_column,
                         uint32_t last_row, uint32_t last_column) {
    struct open_table *table = builder->table;
    if (builder_failed(builder) || !table || first_row > last_row || first_column > last_column)
        return;
    if (table->merge_count >= builder->limits->cells) {
        error_set(&builder->error, CODE_LIMIT_CELLS, "",
                  "A sheet has more than %zu merged ranges (--max-cells).", builder->limits->cells);
        return;
    }
    table->merges = arena_grow(builder->arena, table->merges, table->merge_count,
                               &table->merge_capacity, sizeof *table->merges);
    if (table->merges)
        table->merges[table->merge_count++] =
            (struct merge){first_row, first_column, last_row, last_column};
    builder_memory_out(builder);
}

/* Two cells of a file at one place: neither is taken for the other, so both texts stay and no value
 * does. */
static void join_twin(struct builder *builder, struct open_table *table, struct cell *kept,
                      const struct cell *twin) {
    static const char message[] =
        "The file has two cells at this place; both texts were kept, and neither value.";
    if (cells_have_same_content(kept, twin) || cell_is_empty(twin))
        return;
    if (cell_is_empty(kept)) {
        *kept = *twin;
        return;
    }
    char place[64];
    char *both = arena_printf(builder->arena, "%s\n%s", kept->text, twin->text);
    const char *text = both ? builder_keep(builder, both) : NULL;
    *kept = (struct cell){.row = kept->row,
                          .column = kept->column,
                          .rowspan = 1,
                          .colspan = 1,
                          .hidden = kept->hidden && twin->hidden,
                          .text = text ? text : ""};
    table->row = kept->row; /* for the location */
    table->column = kept->column;
    builder_location(builder, place, sizeof place);
    event_note(builder->sink, CODE_REPAIRED, place, "%s", message);
    builder_warning(builder, CODE_REPAIRED, place, message);
}

void builder_join_twins(struct builder *builder, struct open_table *table) {
    size_t out = 0;
    for (size_t i = 0; i < table->cell_count && !builder_failed(builder); i++) {
        if (out > 0 && cells_share_place(&table->cells[out - 1], &table->cells[i]))
            join_twin(builder, table, &table->cells[out - 1], &table->cells[i]);
        else
            table->cells[out++] = table->cells[i];
    }
    table->cell_count = out;
}

/* Cells left out of one sheet that hold figures: whoever typed them may miss them. */
struct covered {
    size_t count;
    char place[64], text[64]; /* of the first */
};

static bool holds_figures(const struct cell *cell) {
    return cell->value_type != VALUE_NONE || strpbrk(cell->text, "0123456789");
}

/* What a cell holds, as far as there is room for it: a number may show nothing. */
static void write_content(const struct cell *cell, char *content, size_t size) {
    if (*cell->text || cell->value_type != VALUE_NUMBER)
        snprintf(content, size, "%.*s", utf8_head(cell->text, (int)size - 1), cell->text);
    else
        snprintf(content, size, "%.15g", cell->value);
}

static void report_covered(struct builder *builder, struct open_table *table,
                           const struct cell *cell, struct covered *covered) {
    char content[sizeof covered->text];
    bool nothing = !*cell->text || strcmp(cell->text, BUILDER_OBJECT) == 0; /* is reported */
    if (nothing && cell->value_type == VALUE_NONE)
        return;
    write_content(cell, content, sizeof content);
    table->row = cell->row; /* for the location */
    table->column = cell->column;
    builder_event(builder, CODE_CELL_COVERED, *cell->text ? cell->text : content);
    if (!holds_figures(cell) || covered->count++ > 0)
        return;
    builder_location(builder, covered->place, sizeof covered->place);
    memcpy(covered->text, content, sizeof content);
}

void builder_apply_merges(struct builder *builder, struct open_table *table) {
    struct covered covered = {.count = 0};
    size_t out = 0;
    if (table->merge_count == 0)
        return;
    if (!cells_merge(table->cells, table->cell_count, table->columns, table->merges,
                     table->merge_count)) {
        error_set(&builder->error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
        return;
    }
    for (size_t i = 0; i < table->cell_count; i++) {
        if (cell_is_covered(&table->cells[i]))
            report_covered(builder, table, &table->cells[i], &covered);
        else
            table->cells[out++] = table->cells[i];
    }
    table->cell_count = out;
    if (covered.count > 0)
        builder_warning(builder, CODE_CELL_COVERED, covered.place,
                        arena_printf(builder->arena,
                                     "Merged ranges cover %zu cell%s with figures that the page "
                                     "does not show; they were left out. The first holds \"%s\".",
                                     covered.count, covered.count == 1 ? "" : "s", covered.text));
}
