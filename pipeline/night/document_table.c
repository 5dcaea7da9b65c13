#include "pipeline/night/document_table.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 11, TEXT_COLUMNS = 4, NUMBER_BYTES = 24, ISSUER_LEAST = 12, ISSUER_MOST = 40 };

static const char *const heads[COLUMNS] = {"document", "form",    "period",  "issuer",
                                           "reported", "blank",   "n/a",     "invalid",
                                           "review",   "missing", "findings"};

/* The statuses in the order of their columns, which follow the texts. */
static const enum status shown[] = {STATUS_REPORTED, STATUS_BLANK,  STATUS_NOT_APPLICABLE,
                                    STATUS_INVALID,  STATUS_REVIEW, STATUS_MISSING};

enum { SHOWN = sizeof shown / sizeof shown[0] };

static struct document_table_row *new_row(struct document_table *table) {
    if (!table->arena)
        table->arena = arena_new(DOCUMENT_TABLE_BYTES_MAX);
    struct document_table_row *rows =
        table->arena
            ? arena_grow(table->arena, table->rows, table->count, &table->capacity, sizeof *rows)
            : NULL;
    if (!rows)
        return NULL;
    table->rows = rows;
    rows[table->count] = (struct document_table_row){.path = NULL};
    return &rows[table->count++];
}

static const char *copy_text(struct document_table *table, const char *text) {
    const char *copy = arena_strdup(table->arena, text);
    return copy ? copy : "-";
}

void document_table_add_report(struct document_table *table, const char *path,
                               const struct report *report) {
    struct document_table_row *row = new_row(table);
    if (!row)
        return;
    row->path = copy_text(table, path);
    row->form = copy_text(table, report->form);
    row->period = copy_text(table, report->metadata.period);
    row->issuer = copy_text(table, report->metadata.issuer);
    row->findings = report->finding_count;
    for (size_t i = 0; i < report->observation_count; i++)
        row->statuses[report->observations[i].status]++;
}

void document_table_add_failure(struct document_table *table, const char *path,
                                const char *reason) {
    struct document_table_row *row = new_row(table);
    if (!row)
        return;
    row->path = copy_text(table, path);
    row->reason = copy_text(table, reason);
}

void document_table_add_known(struct document_table *table, const char *path,
                              const struct document_summary *known) {
    struct document_table_row *row = new_row(table);
    if (!row)
        return;
    row->path = copy_text(table, path);
    row->form = copy_text(table, known->form);
    row->period = copy_text(table, known->period);
    row->issuer = copy_text(table, known->issuer);
    row->findings = known->findings;
    row->statuses[STATUS_REPORTED] = known->reported;
    row->statuses[STATUS_BLANK] = known->blank;
    row->statuses[STATUS_NOT_APPLICABLE] = known->not_applicable;
    row->statuses[STATUS_INVALID] = known->invalid;
    row->statuses[STATUS_REVIEW] = known->review;
    row->statuses[STATUS_MISSING] = known->missing;
}

static const char *text_of(const struct document_table_row *row, size_t column) {
    const char *texts[TEXT_COLUMNS] = {row->path, row->form, row->period, row->issuer};
    return texts[column];
}

static size_t number_of(const struct document_table_row *row, size_t column) {
    size_t number = column - TEXT_COLUMNS;
    return number < SHOWN ? row->statuses[shown[number]] : row->findings;
}

static size_t columns_of(const char *text) {
    return utf8_count(text, strlen(text));
}

static void measure(const struct document_table *table, size_t widths[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++)
        widths[c] = strlen(heads[c]);
    for (size_t r = 0; r < table->count; r++) {
        const struct document_table_row *row = &table->rows[r];
        for (size_t c = 0; c < (row->reason ? 1 : TEXT_COLUMNS); c++) {
            size_t width = columns_of(text_of(row, c));
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    if (widths[TEXT_COLUMNS - 1] > ISSUER_MOST)
        widths[TEXT_COLUMNS - 1] = ISSUER_MOST;
}

/* Narrows the issuer's column when the table is wider than the terminal. */
static void fit_width(size_t widths[COLUMNS], unsigned width) {
    size_t all = 2 * (COLUMNS - 1), *issuer = &widths[TEXT_COLUMNS - 1];
    for (size_t c = 0; c < COLUMNS; c++)
        all += widths[c];
    if (width == 0 || all <= width)
        return;
    size_t over = all - width;
    *issuer = *issuer > over + ISSUER_LEAST ? *issuer - over : ISSUER_LEAST;
}

/* Puts the text in exactly `width` columns, cut with an ellipsis. */
static void put(struct buffer *out, const char *text, size_t width, bool right) {
    size_t columns = columns_of(text);
    if (columns > width) {
        const char *end = text;
        for (size_t i = 0; i + 1 < width; i++)
            utf8_next(&end);
        buffer_put_printable(out, text, (size_t)(end - text));
        buffer_puts(out, "…");
        return;
    }
    if (right)
        buffer_printf(out, "%*s", (int)(width - columns), "");
    buffer_put_printable(out, text, strlen(text));
    if (!right)
        buffer_printf(out, "%*s", (int)(width - columns), "");
}

static void put_heads(struct buffer *out, const size_t widths[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++) {
        put(out, heads[c], widths[c], c >= TEXT_COLUMNS);
        buffer_puts(out, c + 1 < COLUMNS ? "  " : "\n");
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        for (size_t i = 0; i < widths[c]; i++)
            buffer_puts(out, "─");
        buffer_puts(out, c + 1 < COLUMNS ? "  " : "\n");
    }
}

static void put_row(struct buffer *out, const struct document_table_row *row,
                    const size_t widths[COLUMNS]) {
    put(out, row->path, widths[0], false);
    if (row->reason) {
        buffer_puts(out, "  failed: ");
        buffer_put_printable(out, row->reason, strlen(row->reason));
        buffer_putc(out, '\n');
        return;
    }
    for (size_t c = 1; c < COLUMNS; c++) {
        char number[NUMBER_BYTES];
        buffer_puts(out, "  ");
        if (c >= TEXT_COLUMNS)
            snprintf(number, sizeof number, "%zu", number_of(row, c));
        put(out, c >= TEXT_COLUMNS ? number : text_of(row, c), widths[c], c >= TEXT_COLUMNS);
    }
    buffer_putc(out, '\n');
}

void document_table_print(const struct document_table *table, unsigned width, struct buffer *out) {
    if (table->count == 0) {
        buffer_puts(out, "No documents.\n");
        return;
    }
    size_t widths[COLUMNS];
    measure(table, widths);
    fit_width(widths, width);
    put_heads(out, widths);
    for (size_t r = 0; r < table->count; r++)
        put_row(out, &table->rows[r], widths);
}

void document_table_free(struct document_table *table) {
    arena_free(table->arena);
    *table = (struct document_table){.arena = NULL};
}
