#include "extract/document.h"
#include "core/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct document *document_new(size_t memory_limit) {
    struct arena *arena = limits_arena(memory_limit);
    struct document *document = arena ? arena_alloc(arena, sizeof *document) : NULL;
    if (!document) {
        arena_free(arena);
        return NULL;
    }
    document->arena = arena;
    document->source.path = "";
    document->source.format = "";
    return document;
}

void document_free(struct document *document) {
    if (document)
        arena_free(document->arena);
}

static const char *const part_words[PART_COUNT] = {"body",    "header",  "footer",  "footnote",
                                                   "endnote", "comment", "textbox", "sheet"};

const char *part_word(enum part part) {
    return part_words[part];
}

enum part part_from_word(const char *word) {
    for (int i = 0; i < PART_COUNT; i++)
        if (strcmp(part_words[i], word) == 0)
            return (enum part)i;
    return PART_COUNT;
}

void block_id(const struct block *block, char id[BLOCK_ID_BYTES]) {
    snprintf(id, BLOCK_ID_BYTES, "%c%u", block->type == BLOCK_TABLE ? 't' : 'p', block->number);
}

static int by_column(const void *a, const void *b) {
    const struct cell *left = *(const struct cell *const *)a;
    const struct cell *right = *(const struct cell *const *)b;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return (left->row > right->row) - (left->row < right->row);
}

static bool index_table(struct arena *arena, struct table *table) {
    size_t tall = 0;
    for (size_t i = 0; i < table->cell_count; i++)
        tall += table->cells[i].rowspan > 1;
    table->tall = arena_array(arena, tall, sizeof(struct cell *));
    if (!table->tall)
        return false;
    table->tall_count = 0;
    for (size_t i = 0; i < table->cell_count; i++)
        if (table->cells[i].rowspan > 1)
            table->tall[table->tall_count++] = &table->cells[i];
    qsort(table->tall, tall, sizeof(struct cell *), by_column);
    return true;
}

bool document_index(struct document *document) {
    for (size_t i = 0; i < document->block_count; i++) {
        struct block *block = &document->blocks[i];
        if (block->type == BLOCK_TABLE && !index_table(document->arena, &block->table))
            return false;
    }
    return true;
}

/* The last cell that begins in this row at or before this column. */
static const struct cell *cell_in_row(const struct table *table, uint32_t row, uint32_t column) {
    size_t low = 0, high = table->cell_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cell *cell = &table->cells[middle];
        if (cell->row < row || (cell->row == row && cell->column <= column))
            low = middle + 1;
        else
            high = middle;
    }
    const struct cell *cell = low ? &table->cells[low - 1] : NULL;
    return cell && cell->row == row ? cell : NULL;
}

/* Number of tall cells before (column, row] in their order. */
static size_t tall_until(const struct table *table, uint32_t row, uint32_t column) {
    size_t low = 0, high = table->tall_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cell *cell = table->tall[middle];
        if (cell->column < column || (cell->column == column && cell->row <= row))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The cell that hangs down over a place from a row above. */
static const struct cell *cell_from_above(const struct table *table, uint32_t row,
                                          uint32_t column) {
    for (uint32_t start = column;;) {
        size_t end = tall_until(table, row, start);
        if (end == 0)
            return NULL;
        const struct cell *cell = table->tall[end - 1];
        if (cell->row <= row && row - cell->row < cell->rowspan && column >= cell->column &&
            column - cell->column < cell->colspan)
            return cell;
        if (cell->column == 0)
            return NULL;
        start = cell->column - 1;
    }
}

const struct cell *table_cell(const struct table *table, uint32_t row, uint32_t column) {
    const struct cell *cell = cell_in_row(table, row, column);
    if (cell && column - cell->column < cell->colspan)
        return cell;
    return table->tall_count ? cell_from_above(table, row, column) : NULL;
}
