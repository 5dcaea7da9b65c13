#include "extract/docx/content/grid.h"

#include "extract/docx/content/outlet.h"

void grid_put(struct story *story, enum output_kind kind) {
    struct output output = {.kind = kind};
    outlet_put(story, &output);
}

void grid_ensure_cell(struct story *story, struct open_table *table) {
    table->cell = true; /* text beside the cells gets one of its own */
    if (table->cell_opened)
        return;
    grid_ensure_row(story, table);
    table->cell_opened = true;
    if (table->merge == MERGE_CONTINUED && table->held) {
        table->held_columns += table->columns;
        table->recording = true;
        return;
    }
    grid_flush_held(story, table);
    if (table->merge == MERGE_FIRST) {
        table->held = table->recording = true;
        table->held_columns = table->columns;
        table->held_continues = table->cell_continues;
        return;
    }
    struct output output = {
        .kind = OUTPUT_CELL_OPEN, .columns = table->columns, .flag = table->cell_continues};
    outlet_put(story, &output);
}

void grid_ensure_row(struct story *story, struct open_table *table) {
    if (!table->opened) {
        table->opened = true;
        if (table->outer)
            grid_ensure_cell(story, table->outer);
        grid_put(story, OUTPUT_TABLE_OPEN);
    }
    table->row = true;
    if (table->row_opened)
        return;
    table->row_opened = true;
    table->body_begun |= !table->row_header;
    struct output output = {.kind = OUTPUT_ROW_OPEN,
                            .columns = table->skip_before,
                            .flag = !table->body_begun}; /* §17.4.78: only rows at the top repeat */
    outlet_put(story, &output);
}

/* Writes the merged cell that has been waiting for its width. */
void grid_flush_held(struct story *story, struct open_table *table) {
    if (!table->held)
        return;
    table->held = table->recording = false;
    struct output output = {
        .kind = OUTPUT_CELL_OPEN, .columns = table->held_columns, .flag = table->held_continues};
    outlet_put(story, &output);
    outlet_play(story, &table->held_tape);
    grid_put(story, OUTPUT_CELL_CLOSE);
}

void grid_ensure_current_cell(struct story *story) {
    if (story->top->table && !story->top->suppressed)
        grid_ensure_cell(story, story->top->table);
}
