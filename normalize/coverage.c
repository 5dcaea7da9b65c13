#include "normalize/coverage.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"

#include <string.h>

static bool report_unmatched_value(struct work *w, const struct block *block,
                                   const struct cell *cell, const char *label) {
    w->report->coverage.unmatched_values++;
    char *at = line_cell_location(w->arena, block, cell->row, cell->column);
    if (!at)
        return false;
    return finding_add(&w->findings, "unmatched-value", SEVERITY_WARNING, NULL, at,
                       "\"%s\" is beside \"%s\", which takes no value in the form.", cell->text,
                       label);
}

static bool report_misplaced_value(struct work *w, const struct line *line, size_t row,
                                   const struct cell *cell, bool blank) {
    char *at = line_cell_location(w->arena, line->block, cell->row, cell->column);
    w->report->coverage.unmatched_values++;
    return at &&
           finding_add(
               &w->findings, "misplaced-value", SEVERITY_WARNING, w->ruleset->rows[row].id, at,
               blank ? "\"%s\" is in the row, but not in the value column, which is "
                       "blank."
                     : "\"%s\" is in the row beside its value, in a column that takes none.",
               cell->text);
}

/* Every number of an indicator's line where none belongs, the STT's column included. */
static bool report_misplaced_values(struct work *w, const struct line *line, size_t row,
                                    bool blank) {
    const struct pages *t = &w->pages;
    const struct table *table = &line->block->table;
    const struct cell *cell = line_misplaced_stt(t->lines, t->line_count, (size_t)(line - t->lines),
                                                 &w->ruleset->rows[row]);
    if (cell && !report_misplaced_value(w, line, row, cell, blank))
        return false;
    for (cell = line->misplaced; cell;
         cell = columns_misplaced_number(table, line->row, (int)cell->column, line->columns,
                                         w->ruleset, w->scratch))
        if (cell != line->value && !report_misplaced_value(w, line, row, cell, blank))
            return false;
    return !arena_failed(w->scratch);
}

/* Text after the form's last row of a block that does not begin with a digit is the page's foot: a
 * date, a signature. */
static bool is_foot(const struct work *w, const struct block *block, uint32_t row,
                    const struct cell *cell) {
    bool after = !pages_contain_row(w->pages.extents, (size_t)(block - w->document->blocks), row);
    return after && (!cell || number_find(cell->text) != cell->text);
}

/* The text after as many words as the key has. */
static const char *skip_key(const char *text, const char *key) {
    for (; *key; key += strcspn(key, " "), key += *key == ' ') {
        text += strspn(text, " -:,.");
        text += strcspn(text, " ");
    }
    return text + strspn(text, " -:,.");
}

/* Reports text that follows the form's label in its cell. */
static bool report_label_note(struct work *w, size_t row, const struct line *line) {
    const char *own = fold_key(w->scratch, w->ruleset->rows[row].label);
    const char *key = fold_key(w->scratch, line->text);
    if (!own || !key)
        return false;
    size_t length = strlen(own);
    if (!length || strncmp(key, own, length) != 0 || key[length] != ' ')
        return true;
    char *at = line_cell_location(w->arena, line->block, line->row, 0);
    return at && finding_add(&w->findings, "label-note", SEVERITY_NOTE, w->ruleset->rows[row].id,
                             at, "The label is followed by \"%s\".", skip_key(line->text, own));
}

/* Reports a number outside the value column of a line that matches no row of the form: its cells
 * may have shifted. */
static bool report_shifted_number(struct work *w, const struct line *line) {
    const struct cell *cell = line->misplaced;
    bool inside =
        pages_contain_row(w->pages.extents, (size_t)(line->block - w->document->blocks), line->row);
    return !cell || !inside || report_unmatched_value(w, line->block, cell, line->text);
}

static bool count_unmatched_lines(struct work *w) {
    for (size_t i = 0; i < w->pages.line_count; i++) {
        const struct line *line = &w->pages.lines[i];
        if (w->line_rows[i] >= 0 || is_foot(w, line->value_block, line->value_row, line->value))
            continue;
        w->report->coverage.unmatched_rows++;
        if (line_cell_has_content(w->ruleset, w->scratch, line->value)
                ? !report_unmatched_value(w, line->value_block, line->value, line->text)
                : !report_shifted_number(w, line))
            return false;
    }
    return true;
}

static bool count_row(struct work *w, size_t row) {
    const struct row_match *match = &w->matches[row];
    struct coverage *c = &w->report->coverage;
    if (match->line < 0)
        return true;
    c->continuation_rows += match->second >= 0;
    if (!report_label_note(w, row, &w->pages.lines[match->line]))
        return false;
    const struct line *line = match_value_line(&w->pages, match);
    if (w->ruleset->rows[row].kind != KIND_HEADING) {
        const struct observation *o = w->observation_of_row[row];
        bool blank = o->status == STATUS_BLANK || (o->status == STATUS_REVIEW && !*o->raw);
        c->indicator_rows++;
        c->observed_values += !blank;
        return report_misplaced_values(w, &w->pages.lines[match->line], row, blank) &&
               (match->second < 0 ||
                report_misplaced_values(w, &w->pages.lines[match->second], row, blank));
    }
    c->heading_rows++;
    if (!line_cell_has_content(w->ruleset, w->scratch, line->value))
        return true;
    return report_unmatched_value(w, line->value_block, line->value, w->ruleset->rows[row].label);
}

bool coverage_count(struct work *w) {
    struct coverage *c = &w->report->coverage;
    c->header_rows = w->pages.header_rows;
    for (size_t i = 0; i < w->pages.rest_count; i++) {
        const struct page_rest *rest = &w->pages.rests[i];
        c->continuation_rows += pages_contain_row(
            w->pages.extents, (size_t)(rest->block - w->document->blocks), rest->row);
    }
    for (size_t i = 0; i < w->ruleset->row_count; i++)
        if (!count_row(w, i))
            return false;
    for (size_t i = 0; i < w->pages.stray_count; i++) {
        const struct page_stray *stray = &w->pages.strays[i];
        if (line_cell_has_content(w->ruleset, w->scratch, stray->cell) &&
            !is_foot(w, stray->block, stray->cell->row, stray->cell) &&
            !report_unmatched_value(w, stray->block, stray->cell, ""))
            return false;
    }
    return count_unmatched_lines(w);
}
