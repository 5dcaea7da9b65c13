/* A document to read on a terminal: paragraphs with their numbers, tables drawn with their merged
 * cells, ids in the margin. */
#include "core/text/utf8.h"
#include "extract/document.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* Tables wider than this are listed cell by cell: no terminal shows them side by side. */
#define DRAWN_COLUMNS_MAX 24
/* A column is not made narrower than this while others are wider. */
#define COLUMN_WIDTH_MIN 3
/* Rows and columns of a sheet past its last filled cell are not drawn; this bounds one that is
 * filled far apart. */
#define DRAWN_ROWS_MAX 20000

/* ---- text in columns of a terminal ---- */

static unsigned point_width(uint32_t c) {
    int type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static unsigned text_width(const char *text, size_t length) {
    unsigned width = 0;
    for (const char *at = text; at < text + length;)
        width += point_width(utf8_next(&at));
    return width;
}

/* One printed line of a text: bytes to print, and where the next one starts. Breaks at spaces where
 * it can. */
static size_t next_line(const char *text, unsigned width, const char **rest) {
    const char *at = text, *space = NULL;
    unsigned used = 0;
    while (*at && *at != '\n') {
        const char *here = at;
        uint32_t c = utf8_next(&at);
        if (c == ' ')
            space = here;
        used += point_width(c);
        if (used > width) {
            const char *end = space && space > text ? space : here > text ? here : at;
            *rest = end + (*end == ' ');
            return (size_t)(end - text);
        }
    }
    *rest = *at ? at + 1 : at;
    return (size_t)(at - text);
}

static unsigned longest_line(const char *text) {
    unsigned longest = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        unsigned width = text_width(text, length);
        longest = width > longest ? width : longest;
        text += length + (text[length] != '\0');
    }
    return longest;
}

static void pad(struct buffer *out, unsigned count) {
    for (; count > 0; count--)
        buffer_putc(out, ' ');
}

static void put_shown(struct buffer *out, const char *text) {
    if (text)
        buffer_put_printable(out, text, strlen(text));
}

/* An automatic number and the text behind it. */
static void put_numbered(struct buffer *out, const char *number, const char *text) {
    put_shown(out, number);
    buffer_puts(out, number && *text ? " " : "");
    put_shown(out, text);
}

/* ---- tables ---- */

struct drawing {
    const struct table *table;
    struct buffer *out;
    unsigned width[DRAWN_COLUMNS_MAX];
    const char *rest[DRAWN_COLUMNS_MAX]; /* what is left of the cell that begins in a column */
    uint32_t columns;
    struct buffer texts[DRAWN_COLUMNS_MAX]; /* number and text of the cells of one row */
};

/* The wished width of each column, from cells of one column. */
static void measure(struct drawing *d) {
    for (size_t i = 0; i < d->table->cell_count; i++) {
        const struct cell *cell = &d->table->cells[i];
        if (cell->colspan != 1 || cell->column >= d->columns)
            continue;
        unsigned wish = longest_line(cell->text);
        wish += cell->number ? text_width(cell->number, strlen(cell->number)) + 1 : 0;
        unsigned *width = &d->width[cell->column];
        *width = wish > *width ? wish : *width;
    }
}

/* Narrows the widest column until all fit. */
static void shrink(struct drawing *d, unsigned available) {
    for (;;) {
        unsigned total = 0, widest = 0;
        for (uint32_t c = 0; c < d->columns; c++) {
            total += d->width[c];
            widest = d->width[c] > d->width[widest] ? c : widest;
        }
        if (total <= available || d->width[widest] <= COLUMN_WIDTH_MIN)
            return;
        unsigned excess = total - available, cut = d->width[widest] / 4 + 1;
        d->width[widest] -= excess < cut ? excess : cut;
        if (d->width[widest] < COLUMN_WIDTH_MIN)
            d->width[widest] = COLUMN_WIDTH_MIN;
    }
}

static void fit_columns(struct drawing *d, unsigned width) {
    unsigned frame = d->columns * 3 + 1;
    measure(d);
    for (uint32_t c = 0; c < d->columns; c++)
        d->width[c] = d->width[c] < COLUMN_WIDTH_MIN ? COLUMN_WIDTH_MIN : d->width[c];
    shrink(d, width > frame ? width - frame : d->columns);
}

static unsigned span_width(const struct drawing *d, uint32_t column, uint32_t colspan) {
    unsigned width = 0;
    for (uint32_t c = column; c < column + colspan && c < d->columns; c++)
        width += d->width[c] + (c > column ? 3 : 0);
    return width;
}

/* True when the line above `row` is open at a column: one cell is on both sides of it. */
static bool runs_through(const struct drawing *d, uint32_t row, uint32_t column) {
    if (row == 0 || row >= d->table->rows)
        return false;
    const struct cell *above = table_cell(d->table, row - 1, column);
    return above && above == table_cell(d->table, row, column);
}

/* True when there is a vertical line left of a column in a row. */
static bool has_edge(const struct drawing *d, uint32_t row, uint32_t column) {
    if (column == 0 || column == d->columns)
        return true;
    if (row >= d->table->rows)
        return false;
    const struct cell *left = table_cell(d->table, row, column - 1);
    return !left || left != table_cell(d->table, row, column);
}

/* The crossing of lines left of a column, above a row: bits up, down, left, right. */
static const char *crossing(bool up, bool down, bool left, bool right) {
    static const char *const signs[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                          "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    return signs[(up ? 1 : 0) | (down ? 2 : 0) | (left ? 4 : 0) | (right ? 8 : 0)];
}

static void draw_line(const struct drawing *d, uint32_t row) {
    for (uint32_t c = 0; c <= d->columns; c++) {
        bool left = c > 0 && !runs_through(d, row, c - 1);
        bool right = c < d->columns && !runs_through(d, row, c);
        bool up = row > 0 && has_edge(d, row - 1, c);
        bool down = row < d->table->rows && has_edge(d, row, c);
        buffer_puts(d->out, crossing(up, down, left, right));
        for (unsigned i = 0; c < d->columns && i < d->width[c] + 2; i++)
            buffer_puts(d->out, right ? "─" : " ");
    }
    buffer_putc(d->out, '\n');
}

/* Columns from `column` on that are one cell of the row: where merges of a hostile sheet overlap,
 * cells still follow one another. */
static uint32_t columns_of(const struct drawing *d, uint32_t row, uint32_t column) {
    const struct cell *cell = table_cell(d->table, row, column);
    return cell ? cell->column + cell->colspan - column : 1;
}

/* Prints the next line of each cell of a row; false when all are empty. */
static bool draw_text_line(struct drawing *d, uint32_t row, bool first) {
    bool any = first;
    for (uint32_t c = 0; c < d->columns; c++)
        any |= *d->rest[c] != '\0';
    if (!any)
        return false;
    for (uint32_t c = 0; c < d->columns;) {
        uint32_t span = columns_of(d, row, c);
        unsigned width = span_width(d, c, span);
        const char *text = d->rest[c];
        size_t length = next_line(text, width, &d->rest[c]);
        buffer_puts(d->out, "│ ");
        buffer_append(d->out, text, length);
        pad(d->out, width - text_width(text, length) + 1);
        c += span;
    }
    buffer_puts(d->out, "│\n");
    return true;
}

static void draw_row(struct drawing *d, uint32_t row) {
    for (uint32_t c = 0; c < d->columns; c++)
        d->rest[c] = "";
    for (uint32_t c = 0; c < d->columns; c += columns_of(d, row, c)) {
        const struct cell *cell = table_cell(d->table, row, c);
        buffer_clear(&d->texts[c]);
        if (cell && cell->row == row && cell->column == c)
            put_numbered(&d->texts[c], cell->number, cell->text);
        d->rest[c] = buffer_text(&d->texts[c]);
    }
    for (bool first = true; draw_text_line(d, row, first); first = false) {
    }
}

static void draw_table(const struct table *table, unsigned width, struct buffer *out) {
    struct drawing d = {.table = table, .out = out, .columns = table->columns};
    for (uint32_t c = 0; c < d.columns; c++)
        buffer_init(&d.texts[c], out->limit);
    fit_columns(&d, width);
    for (uint32_t row = 0; row < table->rows; row++) {
        draw_line(&d, row);
        draw_row(&d, row);
    }
    if (table->rows)
        draw_line(&d, table->rows);
    for (uint32_t c = 0; c < d.columns; c++)
        buffer_free(&d.texts[c]);
}

static void list_cells(const struct table *table, struct buffer *out) {
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        buffer_printf(out, "  R%uC%u  ", cell->row, cell->column);
        put_numbered(out, cell->number, cell->text);
        buffer_putc(out, '\n');
    }
}

/* ---- blocks ---- */

static void print_paragraph(const struct paragraph *paragraph, const char *id, unsigned width,
                            struct buffer *out) {
    struct buffer whole;
    unsigned margin = 7, room = width > margin + 20 ? width - margin : 20;
    buffer_init(&whole, out->limit);
    put_numbered(&whole, paragraph->number, paragraph->text);
    const char *rest = buffer_text(&whole);
    for (bool first = true; first || *rest; first = false) {
        const char *text = rest;
        size_t length = next_line(text, room, &rest);
        buffer_printf(out, "%-*s", (int)margin, first ? id : "");
        buffer_append(out, text, length);
        buffer_putc(out, '\n');
    }
    buffer_free(&whole);
}

static void print_table(const struct block *block, const char *id, unsigned width,
                        struct buffer *out) {
    const struct table *table = &block->table;
    buffer_printf(out, "%-7s", id);
    if (table->name) {
        buffer_putc(out, '"');
        put_shown(out, table->name);
        buffer_puts(out, "\" ");
    }
    buffer_printf(out, "%u rows, %u columns%s", table->rows, table->columns,
                  table->hidden ? ", hidden" : "");
    if (table->nested)
        buffer_printf(out, ", in t%u!R%uC%u", table->in, table->in_row, table->in_column);
    buffer_putc(out, '\n');
    if (table->columns > DRAWN_COLUMNS_MAX || table->rows > DRAWN_ROWS_MAX)
        list_cells(table, out);
    else
        draw_table(table, width, out);
}

static void print_warning(const struct warning *warning, struct buffer *out) {
    buffer_puts(out, "\nwarning: ");
    put_shown(out, warning->message);
    buffer_puts(out, warning->at ? " at " : "");
    put_shown(out, warning->at);
    buffer_putc(out, '\n');
}

void document_to_text(const struct document *document, unsigned width, struct buffer *out) {
    enum part part = PART_COUNT;
    put_shown(out, document->source.path);
    buffer_printf(out, " (%s)\n", document->source.format);
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        char id[BLOCK_ID_BYTES];
        block_id(block, id);
        if (block->part != part && (part != PART_COUNT || block->part != PART_BODY))
            buffer_printf(out, "\n-- %s --\n", part_word(block->part));
        part = block->part;
        if (block->type == BLOCK_TABLE)
            print_table(block, id, width, out);
        else
            print_paragraph(&block->paragraph, id, width, out);
    }
    for (size_t i = 0; i < document->warning_count; i++)
        print_warning(&document->warnings[i], out);
}
