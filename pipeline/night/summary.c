#include "pipeline/night/summary.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 11, TEXT_COLUMNS = 4, NUMBER_BYTES = 24, ISSUER_LEAST = 12, ISSUER_MOST = 40 };

static const char *const heads[COLUMNS] = {"document", "form",    "period",  "issuer",
                                           "reported", "blank",   "n/a",     "invalid",
                                           "review",   "missing", "findings"};

/* The statuses in the order of the columns behind the texts. */
static const enum status shown[] = {STATUS_REPORTED, STATUS_BLANK,  STATUS_NOT_APPLICABLE,
                                    STATUS_INVALID,  STATUS_REVIEW, STATUS_MISSING};

enum { SHOWN = sizeof shown / sizeof shown[0] };

static struct summary_row *new_row(struct summary *summary) {
    if (!summary->arena)
        summary->arena = arena_new(SUMMARY_BYTES_MAX);
    struct summary_row *rows = summary->arena
                                   ? arena_grow(summary->arena, summary->rows, summary->count,
                                                &summary->capacity, sizeof *rows)
                                   : NULL;
    if (!rows)
        return NULL;
    summary->rows = rows;
    rows[summary->count] = (struct summary_row){.path = NULL};
    return &rows[summary->count++];
}

static const char *keep(struct summary *summary, const char *text) {
    const char *copy = arena_strdup(summary->arena, text);
    return copy ? copy : "-";
}

void summary_report(struct summary *summary, const char *path, const struct report *report) {
    struct summary_row *row = new_row(summary);
    if (!row)
        return;
    row->path = keep(summary, path);
    row->form = keep(summary, report->form);
    row->period = keep(summary, report->metadata.period);
    row->issuer = keep(summary, report->metadata.issuer);
    row->findings = report->finding_count;
    for (size_t i = 0; i < report->observation_count; i++)
        row->statuses[report->observations[i].status]++;
}

void summary_failure(struct summary *summary, const char *path, const char *reason) {
    struct summary_row *row = new_row(summary);
    if (!row)
        return;
    row->path = keep(summary, path);
    row->reason = keep(summary, reason);
}

void summary_known(struct summary *summary, const char *path,
                   const struct document_summary *known) {
    struct summary_row *row = new_row(summary);
    if (!row)
        return;
    row->path = keep(summary, path);
    row->form = keep(summary, known->form);
    row->period = keep(summary, known->period);
    row->issuer = keep(summary, known->issuer);
    row->findings = known->findings;
    row->statuses[STATUS_REPORTED] = known->reported;
    row->statuses[STATUS_BLANK] = known->blank;
    row->statuses[STATUS_NOT_APPLICABLE] = known->not_applicable;
    row->statuses[STATUS_INVALID] = known->invalid;
    row->statuses[STATUS_REVIEW] = known->review;
    row->statuses[STATUS_MISSING] = known->missing;
}

static const char *text_of(const struct summary_row *row, size_t column) {
    const char *texts[TEXT_COLUMNS] = {row->path, row->form, row->period, row->issuer};
    return texts[column];
}

static size_t number_of(const struct summary_row *row, size_t column) {
    size_t number = column - TEXT_COLUMNS;
    return number < SHOWN ? row->statuses[shown[number]] : row->findings;
}

static size_t columns_of(const char *text) {
    return utf8_count(text, strlen(text));
}

static void measure(const struct summary *summary, size_t widths[COLUMNS]) {
    for (size_t c = 0; c < COLUMNS; c++)
        widths[c] = strlen(heads[c]);
    for (size_t r = 0; r < summary->count; r++) {
        const struct summary_row *row = &summary->rows[r];
        for (size_t c = 0; c < (row->reason ? 1 : TEXT_COLUMNS); c++) {
            size_t width = columns_of(text_of(row, c));
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    if (widths[TEXT_COLUMNS - 1] > ISSUER_MOST)
        widths[TEXT_COLUMNS - 1] = ISSUER_MOST;
}

/* The issuer gives way when the table is wider than the terminal. */
static void fit(size_t widths[COLUMNS], unsigned width) {
    size_t all = 2 * (COLUMNS - 1), *issuer = &widths[TEXT_COLUMNS - 1];
    for (size_t c = 0; c < COLUMNS; c++)
        all += widths[c];
    if (width == 0 || all <= width)
        return;
    size_t over = all - width;
    *issuer = *issuer > over + ISSUER_LEAST ? *issuer - over : ISSUER_LEAST;
}

/* The text in exactly `width` columns, cut with an ellipsis; nothing is put behind the last one. */
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

static void put_row(struct buffer *out, const struct summary_row *row,
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

void summary_print(const struct summary *summary, unsigned width, struct buffer *out) {
    if (summary->count == 0) {
        buffer_puts(out, "No documents.\n");
        return;
    }
    size_t widths[COLUMNS];
    measure(summary, widths);
    fit(widths, width);
    put_heads(out, widths);
    for (size_t r = 0; r < summary->count; r++)
        put_row(out, &summary->rows[r], widths);
}

void summary_free(struct summary *summary) {
    arena_free(summary->arena);
    *summary = (struct summary){.arena = NULL};
}
