#include "extract/docx/content/table.h"

#include "extract/docx/content/field.h"
#include "extract/docx/content/grid.h"
#include "extract/docx/content/outlet.h"
#include "extract/docx/content/paragraph.h"

void table_object(struct story *story) {
    if (!story->top->table || paragraph_drop_reason(story) != CODE_NONE)
        return;
    grid_ensure_current_cell(story);
    grid_put(story, OUTPUT_OBJECT);
}

void table_open(struct story *story) {
    paragraph_finish(story);
    struct open_table *table = story->free_tables;
    if (table)
        story->free_tables = table->outer;
    else
        table = arena_alloc(story->reader->arena, sizeof *table);
    if (!table) {
        builder_fail_memory(story->reader->builder, story->reader->arena);
        return;
    }
    *table = (struct open_table){.outer = story->top->table, .columns = 1};
    story->top->table = table;
}

void table_close(struct story *story) {
    struct open_table *table = story->top->table;
    if (!table)
        return;
    row_close(story);
    if (table->opened)
        grid_put(story, OUTPUT_TABLE_CLOSE);
    story->top->table = table->outer;
    table->outer = story->free_tables;
    story->free_tables = table;
}

void row_open(struct story *story) {
    struct open_table *table = story->top->table;
    if (!table)
        return;
    row_close(story);
    table->row = true;
    table->row_regions = table->cell_regions = 0;
}

static void suppress(struct level *level, enum code code) {
    if (level->suppressed++ > 0)
        return;
    level->suppressed_code = code;
    buffer_clear(&level->row_text);
}

void row_delete(struct story *story) {
    struct open_table *table = story->top->table;
    if (!table || !table->row || table->row_deleted || table->row_opened)
        return;
    table->row_deleted = true;
    suppress(story->top, CODE_ROW_DELETED);
}

void row_close(struct story *story) {
    struct level *level = story->top;
    struct open_table *table = level->table;
    if (!table || !table->row)
        return;
    cell_close(story);
    if (!level->suppressed) {
        grid_ensure_row(story, table);
        grid_flush_held(story, table);
        grid_put(story, OUTPUT_ROW_CLOSE);
    }
    if (table->row_deleted && --level->suppressed == 0)
        outlet_event(story, CODE_ROW_DELETED, buffer_text(&level->row_text));
    table->row = table->row_opened = table->row_deleted = table->row_header = false;
    table->skip_before = 0;
}

void cell_open(struct story *story) {
    struct open_table *table = story->top->table;
    if (!table)
        return;
    cell_close(story);
    table->row = table->cell = true;
    table->cell_regions = 0;
    table->cell_shade = COLOR_UNSET;
}

void cell_delete(struct story *story) {
    struct open_table *table = story->top->table;
    if (!table || !table->cell || table->cell_deleted || table->cell_opened)
        return;
    table->cell_deleted = true;
    suppress(story->top, CODE_TEXT_DELETED);
}

void cell_close(struct story *story) {
    struct level *level = story->top;
    struct open_table *table = level->table;
    if (!table || !table->cell)
        return;
    paragraph_finish(story);
    field_abandon(story);
    if (!level->suppressed) {
        grid_ensure_cell(story, table);
        if (!table->recording)
            grid_put(story, OUTPUT_CELL_CLOSE);
        table->recording = false;
    }
    if (table->cell_deleted)
        level->suppressed--;
    table->cell = table->cell_opened = table->cell_deleted = table->cell_continues = false;
    table->columns = 1;
    table->merge = MERGE_NONE;
}
