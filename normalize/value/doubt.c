#include "normalize/value/doubt_inside.h"
#include "normalize/prose/period.h"
#include "normalize/table/column_period.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/text/words.h"

#include <string.h>

/* ---- the period ---- */

static void doubt_period(const struct doubt_context *d, const struct line *line,
                         struct value_reading *reading) {
    if (line->value_column >= COLUMNS_MAX || reading->status != STATUS_REPORTED)
        return;
    const char *own =
        column_period(line->columns, d->ruleset, (int)line->value_column, d->period, d->arena);
    const char *header = line->columns->header[line->value_column];
    bool unclear =
        d->period && !own && period_of_header_unclear(d->ruleset, header, d->period, d->arena);
    if (unclear || column_period_differs(own, d->period))
        hold_back(reading,
                  arena_printf(d->arena, "The column is headed \"%s\", the report is on %s.",
                               header, d->period));
}

/* ---- the column ---- */

/* True when a cell merged over several rows covers another row of the form. */
static bool covers_other_rows(const struct doubt_context *d, const struct line *line) {
    if (!line->value_shared)
        return false;
    uint32_t end = line->value->row + line->value->rowspan;
    for (size_t i = 0; i < d->pages->line_count; i++) {
        const struct line *other = &d->pages->lines[i];
        if (other->block == line->value_block && other->row > line->value_row && other->row < end &&
            d->line_rows[i] >= 0)
            return true;
    }
    return false;
}

/* True when the value cell contains a table. */
static bool contains_table(const struct doubt_context *d, const struct line *line) {
    for (size_t i = 0; i < d->document->block_count; i++) {
        const struct block *block = &d->document->blocks[i];
        if (block->type == BLOCK_TABLE && block->table.nested &&
            block->table.in == line->value_block->number &&
            block->table.in_row == line->value_row && block->table.in_column == line->value_column)
            return true;
    }
    return false;
}

static const char merged[] = "The value cell is merged over several rows of the form.";

static const char nested[] = "The value cell contains a table.";

/* A number of the row where none belongs, the STT's column included; NULL when there is none. */
static const struct cell *odd_number(const struct doubt_context *d, const struct form_row *row,
                                     const struct line *line) {
    size_t index = (size_t)(line - d->pages->lines);
    return line->misplaced ? line->misplaced
                           : line_misplaced_stt(d->pages->lines, d->pages->line_count, index, row);
}

/* Asks where the row's note takes the value back: "đúng là 52", "sửa thành 12". */
static void doubt_note(const struct doubt_context *d, const struct line *line,
                       struct value_reading *reading) {
    int column = line->columns->of[COLUMN_NOTE];
    const struct cell *note = columns_cell_starting_at(&line->block->table, line->row, column);
    const char *key = note && number_find(note->text) ? fold_key(d->arena, note->text) : NULL;
    if (key && words_contain(d->ruleset, WORD_RESTATE, key))
        hold_back(reading, arena_printf(d->arena, "The note beside it says \"%s\".", note->text));
}

static void doubt_column(const struct doubt_context *d, const struct form_row *row,
                         const struct line *line, struct value_reading *reading) {
    if (d->pages->copy)
        hold_back(reading, "The document contains the form more than once: which copy counts?");
    if (line->value_uncertain)
        hold_back(reading, "More than one column could be this period's.");
    if (covers_other_rows(d, line))
        hold_back(reading, merged);
    if (line->value_above)
        hold_back_blank(reading, merged);
    if (contains_table(d, line)) {
        hold_back(reading, nested);
        hold_back_blank(reading, nested);
    }
    const struct cell *odd = odd_number(d, row, line);
    if (odd)
        hold_back_blank(reading, arena_printf(d->arena,
                                              "\"%s\" is in the row, but not in the value "
                                              "column, which is blank.",
                                              odd->text));
    doubt_note(d, line, reading);
    const struct cell *beside = line->unnamed;
    if (beside && line->value && strcmp(beside->text, line->value->text) != 0)
        hold_back(reading, arena_printf(d->arena, "Another column, headed \"%s\", holds \"%s\".",
                                        line->columns->header[beside->column], beside->text));
}

/* ---- the row ---- */

static void doubt_shift(const struct doubt_context *d, const struct line *line,
                        struct value_reading *reading) {
    static const char why[] =
        "A value is beside a heading, and the other end of this block is blank: its values may "
        "be a row too low or too high.";
    if (!d->shifted[line - d->pages->lines])
        return;
    hold_back(reading, why);
    hold_back_blank(reading, why);
}

static void doubt_row(const struct doubt_context *d, const struct row_match *match,
                      const struct line *line, struct value_reading *reading) {
    bool both = match->second >= 0 && line_cell_is_filled(d->pages->lines[match->line].value) &&
                line_cell_is_filled(d->pages->lines[match->second].value);
    if (line->value_doubled || both)
        hold_back(reading, "The row is cut in two, and each part has a value.");
    if (match->certain)
        return;
    const char *next = match->runner_up >= 0 ? d->ruleset->rows[match->runner_up].id : "none";
    hold_back(
        reading,
        arena_printf(d->arena,
                     "The row may be another indicator's (likeness of the label %.2f, next %s).",
                     match->likeness, next));
}

/* ---- other statements of the row ---- */

/* Whether another statement of the row leaves room for doubt: it holds something else. */
static bool differs(const struct doubt_context *d, const struct form_row *row,
                    const struct restatement *other, const struct value_reading *reading) {
    struct value_reading stated;
    if (!value_read(d->ruleset, row, other->cell, d->arena, &stated))
        return true;
    if (stated.status == STATUS_BLANK)
        return false;
    return !stated.has_value || stated.status != STATUS_REPORTED || !reading->has_value ||
           stated.value != reading->value;
}

static void doubt_restated(const struct doubt_context *d, const struct form_row *row,
                           struct value_reading *reading) {
    for (const struct restatement *other = d->restated; other; other = other->next) {
        if (!differs(d, row, other, reading))
            continue;
        const char *at =
            line_cell_location(d->arena, other->block, other->cell->row, other->cell->column);
        const char *why = arena_printf(d->arena, "The document states it again: \"%s\" at %s.",
                                       other->cell->text, at ? at : "");
        hold_back(reading, why);
        hold_back_blank(reading, why);
    }
}

/* ---- all of them ---- */

void doubt_value(const struct doubt_context *d, const struct form_row *row,
                 const struct row_match *match, const struct line *line,
                 struct value_reading *reading) {
    doubt_column(d, row, line, reading);
    doubt_row(d, match, line, reading);
    doubt_shift(d, line, reading);
    if (d->annex)
        hold_back(reading, d->annex);
    doubt_period(d, line, reading);
    doubt_unit(d, row, line, reading);
    doubt_restated(d, row, reading);
}
