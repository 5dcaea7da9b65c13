#include "extract/word/collector.h"
#include "extract/word/decode_paragraph.h"

#include <stdlib.h>
#include <string.h>

/* Edges this near are one: programs round them differently (twips; a fiftieth of an inch). */
#define EDGE_TOLERANCE 28
/* Columns of a row; Word has at most 63. */
#define CELLS_MAX 1024

enum item_kind { ITEM_PARAGRAPH, ITEM_EVENT, ITEM_OBJECT, ITEM_TABLE };

struct row;
struct item {
    enum item_kind kind;
    struct collected_paragraph paragraph;
    enum code code;
    const char *text;
    struct row *rows; /* of a table */
    struct item *next;
};

struct items {
    struct item *first, *last;
};

struct kept_cell {
    struct items items;
    struct cell_place place;
};

struct row {
    struct kept_cell *cells;
    size_t count;
    int32_t left;
    bool header;
    struct row *next;
};

/* A table being read. */
struct level {
    struct row *first, *last;
    struct kept_cell *cells; /* of the open row */
    size_t cell_count, cell_capacity;
    struct items open; /* of the open cell */
};

struct collector {
    struct arena *arena;
    enum part part;
    struct items body;
    struct level levels[COLLECTOR_LEVELS]; /* [0] is the table at level 1 */
    unsigned depth;                        /* tables open */
};

struct collector *collector_new(struct arena *arena, enum part part) {
    struct collector *collector = arena_array(arena, 1, sizeof *collector);
    if (collector) {
        collector->arena = arena;
        collector->part = part;
    }
    return collector;
}

enum part collector_part(const struct collector *collector) {
    return collector->part;
}

void collector_set_part(struct collector *collector, enum part part) {
    collector->part = part;
}

static void append(struct items *items, struct item *item) {
    if (items->last)
        items->last->next = item;
    else
        items->first = item;
    items->last = item;
}

static struct item *new_item(struct collector *collector, enum item_kind kind) {
    struct item *item = arena_array(collector->arena, 1, sizeof *item);
    if (item)
        item->kind = kind;
    return item;
}

/* Where things of a level go. */
static struct items *target(struct collector *collector, unsigned level) {
    return level == 0 ? &collector->body : &collector->levels[level - 1].open;
}

/* A cell left open at a table's end is one all the same. */
static void close_leftovers(struct collector *collector, unsigned level) {
    struct level *table = &collector->levels[level - 1];
    if (table->open.first)
        collector_cell(collector, level);
    if (table->cell_count)
        collector_row(collector, level, NULL, 0, 0, false);
}

/* The innermost table ends and becomes an item of the level around it. */
static void end_table(struct collector *collector) {
    unsigned level = collector->depth;
    close_leftovers(collector, level);
    struct level *table = &collector->levels[level - 1];
    struct item *item = table->first ? new_item(collector, ITEM_TABLE) : NULL;
    if (item) {
        item->rows = table->first;
        append(target(collector, level - 1), item);
    }
    *table = (struct level){.first = NULL};
    collector->depth--;
}

/* Makes `level` the innermost one. */
static unsigned settle(struct collector *collector, unsigned level) {
    if (level > COLLECTOR_LEVELS)
        level = COLLECTOR_LEVELS;
    while (collector->depth > level)
        end_table(collector);
    while (collector->depth < level)
        collector->levels[collector->depth++] = (struct level){.first = NULL};
    return level;
}

void collector_paragraph(struct collector *collector, unsigned level,
                         const struct collected_paragraph *paragraph) {
    level = settle(collector, level);
    struct item *item = new_item(collector, ITEM_PARAGRAPH);
    if (!item)
        return;
    item->paragraph = *paragraph;
    append(target(collector, level), item);
}

void collector_event(struct collector *collector, unsigned level, enum code code,
                     const char *text) {
    level = settle(collector, level);
    struct item *item = new_item(collector, ITEM_EVENT);
    if (!item)
        return;
    item->code = code;
    item->text = text;
    append(target(collector, level), item);
}

void collector_object(struct collector *collector, unsigned level) {
    if (level == 0)
        return;
    level = settle(collector, level);
    struct item *item = new_item(collector, ITEM_OBJECT);
    if (item)
        append(target(collector, level), item);
}

void collector_cell(struct collector *collector, unsigned level) {
    level = settle(collector, level ? level : 1);
    struct level *table = &collector->levels[level - 1];
    if (table->cell_count >= CELLS_MAX)
        return;
    table->cells = arena_grow(collector->arena, table->cells, table->cell_count,
                              &table->cell_capacity, sizeof *table->cells);
    if (!table->cells)
        return;
    table->cells[table->cell_count++] = (struct kept_cell){.items = table->open};
    table->open = (struct items){.first = NULL};
}

static bool is_empty(const struct kept_cell *cell) {
    for (const struct item *item = cell->items.first; item; item = item->next)
        if (item->kind != ITEM_PARAGRAPH || *item->paragraph.text || item->paragraph.number)
            return false;
    return true;
}

/* Some programs end a row with a cell too many. */
static void drop_extra_cells(struct row *row, size_t described) {
    while (described > 0 && row->count > described && is_empty(&row->cells[row->count - 1]))
        row->count--;
}

/* Cells without description follow the last one that has one, each as wide as a usual column.
 */
static void place_cells(struct row *row, const struct cell_place *places, size_t count) {
    enum { USUAL_WIDTH = 1440 };
    int32_t edge = row->left;
    for (size_t i = 0; i < row->count; i++) {
        if (i < count)
            row->cells[i].place = places[i];
        else
            row->cells[i].place = (struct cell_place){.right = edge + USUAL_WIDTH};
        edge = row->cells[i].place.right;
    }
}

void collector_row(struct collector *collector, unsigned level, const struct cell_place *cells,
                   size_t count, int32_t left, bool header) {
    level = settle(collector, level ? level : 1);
    struct level *table = &collector->levels[level - 1];
    if (table->open.first)
        collector_cell(collector, level);
    struct row *row = table->cell_count ? arena_array(collector->arena, 1, sizeof *row) : NULL;
    if (!row)
        return;
    *row = (struct row){
        .cells = table->cells, .count = table->cell_count, .left = left, .header = header};
    drop_extra_cells(row, count);
    place_cells(row, cells, count);
    if (table->last)
        table->last->next = row;
    else
        table->first = row;
    table->last = row;
    table->cells = NULL;
    table->cell_count = table->cell_capacity = 0;
}

/* ---- writing ---- */

struct writer {
    struct collector *collector;
    struct builder *builder;
    color paper; /* behind the open cell */
    bool in_cell;
};

/* The paragraph's text as seen on the colour behind it; NULL when memory is out. */
static const char *seen_text(struct writer *w, const struct collected_paragraph *p) {
    const struct looked_text looked = {.text = p->text,
                                       .spans = p->spans,
                                       .span_count = p->span_count,
                                       .looks = p->looks,
                                       .look_count = p->look_count,
                                       .paper = w->paper,
                                       .in_cell = w->in_cell,
                                       .judge = visible};
    struct seen_text seen;
    if (!looks_read(&looked, w->collector->arena, &seen)) {
        builder_fail_memory(w->builder, w->collector->arena);
        return NULL;
    }
    if (seen.dropped)
        builder_event(w->builder, CODE_TEXT_HIDDEN, seen.dropped);
    return decode_paragraph(w->builder, w->collector->arena, seen.text, seen.spans,
                            seen.span_count);
}

static void write_paragraph(struct writer *w, const struct collected_paragraph *p) {
    const char *text = seen_text(w, p), *number = p->number;
    if (number) {
        const struct text_span whole = {.end = strlen(number), .font = p->number_font};
        number = decode_paragraph(w->builder, w->collector->arena, number, &whole, 1);
    }
    if (text)
        builder_paragraph(w->builder, NULL, number, text);
}

static int compare_edges(const void *left, const void *right) {
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

struct grid {
    int32_t *edges;
    size_t count;
};

/* The edges of all rows, near ones as one. */
static struct grid read_grid(struct arena *arena, const struct row *rows) {
    struct grid grid = {.count = 0};
    size_t total = 0;
    for (const struct row *row = rows; row; row = row->next)
        total += row->count + 1;
    int32_t *all = arena_array(arena, total, sizeof *all);
    size_t filled = 0;
    for (const struct row *row = rows; all && row; row = row->next) {
        all[filled++] = row->left;
        for (size_t i = 0; i < row->count; i++)
            all[filled++] = row->cells[i].place.right;
    }
    if (!all)
        return grid;
    qsort(all, filled, sizeof *all, compare_edges);
    for (size_t i = 0; i < filled; i++)
        if (grid.count == 0 || (int64_t)all[i] - all[grid.count - 1] > EDGE_TOLERANCE)
            all[grid.count++] = all[i];
    grid.edges = all;
    return grid;
}

static uint32_t column_of(const struct grid *grid, int32_t edge) {
    size_t low = 0, high = grid->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (grid->edges[middle] <= edge)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static void write_items(struct writer *w, const struct items *items);

/* A cell and those merged into it from its right; returns the index behind them. */
static size_t write_cell(struct writer *w, const struct grid *grid, const struct row *row, size_t i,
                         uint32_t *column) {
    const struct kept_cell *cell = &row->cells[i];
    size_t end = i + 1;
    while (cell->place.merge_right_first && end < row->count && row->cells[end].place.merge_right)
        end++;
    uint32_t right = column_of(grid, row->cells[end - 1].place.right);
    uint32_t span = right > *column ? right - *column : 1;
    struct writer inside = *w;
    inside.in_cell = true;
    if (cell->place.paper != COLOR_UNSET && cell->place.paper != COLOR_AUTO)
        inside.paper = cell->place.paper;
    builder_cell_open(w->builder, span, cell->place.merge_down);
    for (size_t k = i; k < end; k++)
        write_items(&inside, &row->cells[k].items);
    builder_cell_close(w->builder);
    *column += span;
    return end;
}

static void write_table(struct writer *w, const struct row *rows) {
    struct grid grid = read_grid(w->collector->arena, rows);
    if (!grid.edges)
        return;
    builder_table_open(w->builder, NULL, false);
    for (const struct row *row = rows; row && !builder_failed(w->builder); row = row->next) {
        uint32_t column = column_of(&grid, row->left);
        builder_row_open(w->builder, row->header, column);
        for (size_t i = 0; i < row->count;)
            i = write_cell(w, &grid, row, i, &column);
        builder_row_close(w->builder);
    }
    builder_table_close(w->builder);
}

/* Tables nest at most COLLECTOR_LEVELS deep. */
static void write_items(struct writer *w, const struct items *items) {
    for (const struct item *item = items->first; item && !builder_failed(w->builder);
         item = item->next) {
        if (item->kind == ITEM_PARAGRAPH)
            write_paragraph(w, &item->paragraph);
        else if (item->kind == ITEM_EVENT)
            builder_event(w->builder, item->code, item->text);
        else if (item->kind == ITEM_OBJECT)
            builder_object(w->builder);
        else
            write_table(w, item->rows);
    }
}

void collector_write(struct collector *collector, struct builder *builder) {
    struct writer w = {.collector = collector, .builder = builder};
    settle(collector, 0);
    builder_part(builder, collector->part);
    write_items(&w, &collector->body);
}
