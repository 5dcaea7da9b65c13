#include "extract/html/page/table.h"

#include "extract/html/page/cell.h"
#include "extract/html/page/text.h"

#include <stdlib.h>
#include <string.h>

/* A table in a sheet's cell is text of the cell, a line each. */
static bool is_inner(const struct page *page) {
    return page->inner_tables > 0;
}

static bool is_table(const struct page *page) {
    return page->table && !is_inner(page);
}

static uint32_t count_of(page_attributes attributes, const char *name, long most) {
    const char *value = page_attribute(attributes, name);
    long count = value ? strtol(value, NULL, 10) : 1;
    return (uint32_t)(count < 1 ? 1 : count > most ? most : count);
}

/* HTML Standard §4.9.11: 0 reaches to the end of the row group. */
static bool reaches_to_end(page_attributes attributes) {
    const char *value = page_attribute(attributes, "rowspan");
    char *end = NULL;
    return value && strtol(value, &end, 10) == 0 && end != value;
}

/* ---- cells ---- */

static void close_cell(struct page *page) {
    if (!page->table->cell_open)
        return;
    page_end_block(page);
    page->output->cell_close(page->output->context);
    page->table->cell_open = false;
}

/* Cells that reach down cost work in every row, so they count as well. */
static bool open_cell(struct page *page, const struct page_cell *cell) {
    if (page->cells >= page->options->limits->cells) {
        page->cell_limit = true;
        return false;
    }
    page->cells++;
    page->output->cell_open(page->output->context, cell);
    page->table->cell_open = true;
    return true;
}

static bool reaches_here(const struct page_table *table, uint32_t column) {
    return column < table->columns && table->reaches[column].rows > 0;
}

/* The places of this row that cells from above reach into. */
static void pass_reaching(struct page *page) {
    struct page_table *table = page->table;
    while (reaches_here(table, table->column)) {
        struct reach *reach = &table->reaches[table->column];
        struct page_cell cell = {.row = table->row,
                                 .column = table->column,
                                 .rowspan = 1,
                                 .colspan = reach->width,
                                 .continues = true};
        reach->rows--;
        if (!open_cell(page, &cell))
            return;
        close_cell(page);
        table->column += cell.colspan;
    }
}

static bool make_room(struct page *page, uint32_t columns) {
    struct page_table *table = page->table;
    while (table->columns < columns) {
        struct reach *grown = arena_grow(page->arena, table->reaches, table->columns,
                                         &table->capacity, sizeof *grown);
        if (!grown)
            return false;
        table->reaches = grown;
        grown[table->columns++] = (struct reach){0};
    }
    return true;
}

/* A cell ends where one from above reaches in. */
static uint32_t free_width(const struct page_table *table, uint32_t wanted) {
    uint32_t width = 1;
    while (width < wanted && !reaches_here(table, table->column + width))
        width++;
    return width;
}

static bool column_is_hidden(const struct page_table *table, uint32_t column) {
    return column < table->described && table->hidden_columns[column];
}

static void begin_row(struct page *page, bool hidden) {
    struct page_table *table = page->table;
    page_end_row(page);
    table->row_open = true;
    table->row_hidden = hidden;
    table->column = 0;
    table->all_heads = true;
    page->output->row_open(page->output->context, table->head);
}

static void start_cell(struct page *page, page_attributes attributes, bool head) {
    struct page_table *table = page->table;
    if (!is_table(page)) {
        page_end_block(page);
        return;
    }
    page_end_block(page);
    if (!table->row_open)
        begin_row(page, false);
    close_cell(page);
    pass_reaching(page);
    table->all_heads = table->all_heads && head;
    uint32_t width = free_width(table, count_of(attributes, "colspan", COLSPAN_MAX));
    bool to_end = reaches_to_end(attributes);
    uint32_t rows = to_end ? ROWSPAN_MAX : count_of(attributes, "rowspan", ROWSPAN_MAX);
    if (page->cell_limit || !make_room(page, table->column + width))
        return;
    struct page_cell cell = {.row = table->row,
                             .column = table->column,
                             .rowspan = rows,
                             .colspan = width,
                             .hidden = table->row_hidden || column_is_hidden(table, table->column)};
    if (page->options->sheet) {
        cell.hidden = cell.hidden || page->own.hidden == FLAG_YES;
        cell.value = page_cell_value(page, attributes);
        cell.format = page_cell_format(page, attributes);
    }
    table->reaches[table->column] = (struct reach){rows - 1, width, to_end};
    table->column += width;
    open_cell(page, &cell);
}

void page_start_cell(struct page *page, page_attributes attributes) {
    start_cell(page, attributes, false);
}

void page_start_header(struct page *page, page_attributes attributes) {
    start_cell(page, attributes, true);
}

void page_end_cell(struct page *page) {
    page_end_block(page);
    if (is_table(page))
        close_cell(page);
}

/* ---- rows ---- */

void page_start_row(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_end_block(page);
    if (is_table(page))
        begin_row(page, page->options->sheet && page->own.hidden == FLAG_YES);
}

/* Whether a place behind the row's last cell is reached from above. */
static uint32_t last_reached(const struct page_table *table) {
    uint32_t last = table->columns;
    while (last > table->column && table->reaches[last - 1].rows == 0)
        last--;
    return last;
}

void page_end_row(struct page *page) {
    struct page_table *table = page->table;
    page_end_block(page);
    if (!is_table(page) || !table->row_open)
        return;
    close_cell(page);
    uint32_t last = last_reached(table);
    for (pass_reaching(page); table->column < last && !page->cell_limit; pass_reaching(page)) {
        struct page_cell empty = {
            .row = table->row, .column = table->column, .rowspan = 1, .colspan = 1};
        if (open_cell(page, &empty))
            close_cell(page);
        table->column++;
    }
    bool headed = table->head || (table->all_heads && table->column > 0 && !table->body_begun);
    table->body_begun |= !headed;
    if (headed && !table->head && page->output->row_mark_header)
        page->output->row_mark_header(page->output->context);
    page->output->row_close(page->output->context);
    table->row_open = false;
    table->row++;
}

/* ---- tables ---- */

void page_start_table(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_end_block(page);
    if (page->table && page->options->sheet) {
        page->inner_tables++;
        return;
    }
    struct page_table *table = arena_alloc(page->arena, sizeof *table);
    if (!table)
        return; /* the arena stays failed and is asked at the end */
    page->output->table_open(page->output->context);
    table->outer = page->table;
    page->table = table;
}

void page_end_table(struct page *page) {
    page_end_block(page);
    if (page->inner_tables > 0) {
        page->inner_tables--;
        return;
    }
    if (!page->table)
        return;
    page_end_row(page);
    page->output->table_close(page->output->context);
    page->table = page->table->outer;
}

/* Cells of a given height reach into the next group of rows as well: browsers end them with their
 * group (HTML Standard §4.9.12), but Word writes those merged across the header rows' end so. */
void page_start_group(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (!is_table(page))
        return;
    page_end_row(page);
    for (uint32_t i = 0; i < page->table->columns; i++)
        if (page->table->reaches[i].to_end)
            page->table->reaches[i].rows = 0;
}

void page_start_head(struct page *page, page_attributes attributes) {
    page_start_group(page, attributes);
    if (is_table(page))
        page->table->head = true;
}

void page_end_group(struct page *page) {
    if (!is_table(page))
        return;
    page_end_row(page);
    page->table->head = false;
}

/* Excel describes its columns before the rows. */
void page_start_column(struct page *page, page_attributes attributes) {
    struct page_table *table = page->table;
    if (!is_table(page))
        return;
    uint32_t count = count_of(attributes, "span", COLSPAN_MAX);
    for (uint32_t i = 0; i < count && table->described < TABLE_COLUMNS_MAX; i++) {
        bool *grown = arena_grow(page->arena, table->hidden_columns, table->described,
                                 &table->hidden_capacity, sizeof *grown);
        if (!grown)
            return;
        table->hidden_columns = grown;
        grown[table->described++] = page->own.hidden == FLAG_YES;
    }
}
