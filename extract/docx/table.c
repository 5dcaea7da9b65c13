#include "extract/docx/story.h"

/* A table, row or cell is told to the flow only when its content comes or it ends: by then its
 * properties are known, and what is deleted is never told. */

static void put(struct story *story, enum flow_kind kind) {
    struct flow flow = {.kind = kind};
    flow_put(story, &flow);
}

static void flush_held(struct story *story, struct open_table *table);
static void ensure_row(struct story *story, struct open_table *table);

static void ensure_cell(struct story *story, struct open_table *table) {
    table->cell = true; /* text that stands beside the cells gets one of its own */
    if (table->cell_opened)
        return;
    ensure_row(story, table);
    table->cell_opened = true;
    if (table->merge == MERGE_CONTINUED && table->held) {
        table->held_columns += table->columns;
        table->recording = true;
        return;
    }
    flush_held(story, table);
    if (table->merge == MERGE_FIRST) {
        table->held = table->recording = true;
        table->held_columns = table->columns;
        table->held_continues = table->cell_continues;
        return;
    }
    struct flow flow = {
        .kind = FLOW_CELL_OPEN, .columns = table->columns, .flag = table->cell_continues};
    flow_put(story, &flow);
}

static void ensure_row(struct story *story, struct open_table *table) {
    if (!table->opened) {
        table->opened = true;
        if (table->outer)
            ensure_cell(story, table->outer);
        put(story, FLOW_TABLE_OPEN);
    }
    table->row = true;
    if (table->row_opened)
        return;
    table->row_opened = true;
    table->body_begun |= !table->row_header;
    struct flow flow = {.kind = FLOW_ROW_OPEN,
                        .columns = table->skip_before,
                        .flag = !table->body_begun}; /* §17.4.78: only rows at the top repeat */
    flow_put(story, &flow);
}

/* Writes the merged cell that has been waiting for its width. */
static void flush_held(struct story *story, struct open_table *table) {
    if (!table->held)
        return;
    table->held = table->recording = false;
    struct flow flow = {
        .kind = FLOW_CELL_OPEN, .columns = table->held_columns, .flag = table->held_continues};
    flow_put(story, &flow);
    flow_play(story, &table->held_tape);
    put(story, FLOW_CELL_CLOSE);
}

void table_ensure_cell(struct story *story) {
    if (story->top->table && !story->top->suppressed)
        ensure_cell(story, story->top->table);
}

void table_unread(struct story *story) {
    if (!story->top->table || paragraph_fate(story) != CODE_NONE)
        return;
    table_ensure_cell(story);
    put(story, FLOW_UNREAD);
}

void table_open(struct story *story) {
    paragraph_settle(story);
    struct open_table *table = story->free_tables;
    if (table)
        story->free_tables = table->outer;
    else
        table = arena_alloc(story->reader->arena, sizeof *table);
    if (!table) {
        story_fail(story, CODE_LIMIT_MEMORY,
                   "The tables need more memory than --max-memory-bytes.");
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
        put(story, FLOW_TABLE_CLOSE);
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
        ensure_row(story, table);
        flush_held(story, table);
        put(story, FLOW_ROW_CLOSE);
    }
    if (table->row_deleted && --level->suppressed == 0)
        flow_event(story, CODE_ROW_DELETED, buffer_text(&level->row_text));
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
    paragraph_settle(story);
    field_abandon(story);
    if (!level->suppressed) {
        ensure_cell(story, table);
        if (!table->recording)
            put(story, FLOW_CELL_CLOSE);
        table->recording = false;
    }
    if (table->cell_deleted)
        level->suppressed--;
    table->cell = table->cell_opened = table->cell_deleted = table->cell_continues = false;
    table->columns = 1;
    table->merge = MERGE_NONE;
}
