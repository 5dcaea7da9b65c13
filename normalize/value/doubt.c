#include "normalize/value/doubt.h"
#include "normalize/text/fold.h"
#include "normalize/prose/period.h"
#include "normalize/text/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A period begins with its year (SDMX 2.1). */
enum { YEAR_DIGITS = 4 };

static void hold_back(struct value_reading *reading, const char *why) {
    if (reading->status != STATUS_REPORTED)
        return;
    reading->status = STATUS_REVIEW;
    reading->message = why ? why : "Memory ran out while a doubt was told.";
}

/* ---- the period ---- */

/* A year holds its parts: "Năm 2022" over the column of a report on a part of 2022 is no other
 * period. */
static bool is_other_period(const char *header, const char *report) {
    if (!header || !report || strcmp(header, report) == 0)
        return false;
    size_t length = strlen(header);
    return strspn(header, "0123456789") < length || strncmp(header, report, length) != 0;
}

/* The period over a column; a part of a year that lacks its year is of the report's. */
static const char *header_period(const struct columns *columns, const struct ruleset *ruleset,
                                 int column, const char *report, struct arena *arena) {
    const char *header = columns->header[column];
    const char *year = report ? arena_strndup(arena, report, YEAR_DIGITS) : NULL;
    return *header ? period_of_header(ruleset, header, year, arena) : NULL;
}

/* The one column that is left when those of other periods are out; -1 when none or several are. */
static int column_of_period(const struct columns *columns, const struct ruleset *ruleset,
                            const char *period, struct arena *arena) {
    int left = -1, named = -1;
    unsigned left_count = 0, named_count = 0;
    for (unsigned i = 0; i < columns->rival_count; i++) {
        const char *own = header_period(columns, ruleset, columns->rivals[i], period, arena);
        if (is_other_period(own, period))
            continue;
        left = columns->rivals[i];
        left_count++;
        if (own && strcmp(own, period) == 0) {
            named = left;
            named_count++;
        }
    }
    return named_count == 1 ? named : left_count == 1 ? left : -1;
}

bool doubt_choose_columns(struct form_tables *tables, const struct ruleset *ruleset,
                          const char *period, struct arena *arena) {
    const struct columns *page = NULL;
    int column = -1;
    for (size_t i = 0; period && i < tables->line_count; i++) {
        struct form_line *line = &tables->lines[i];
        if (!line->value_uncertain || !line->columns->named || line->value_block != line->block)
            continue;
        if (line->columns != page) {
            page = line->columns;
            column = page->rival_count > 1 ? column_of_period(page, ruleset, period, arena) : -1;
        }
        if (column >= 0)
            form_take_value(line, column);
    }
    return !arena_failed(arena);
}

static void doubt_period(const struct doubts *d, const struct form_line *line,
                         struct value_reading *reading) {
    if (line->value_column >= COLUMNS_MAX || reading->status != STATUS_REPORTED)
        return;
    const char *own =
        header_period(line->columns, d->ruleset, (int)line->value_column, d->period, d->arena);
    const char *header = line->columns->header[line->value_column];
    bool unclear =
        d->period && !own && period_of_header_unclear(d->ruleset, header, d->period, d->arena);
    if (unclear || is_other_period(own, d->period))
        hold_back(reading,
                  arena_printf(d->arena, "The column is headed \"%s\", the report is on %s.",
                               header, d->period));
}

/* ---- the column ---- */

/* True when a cell that hangs over several rows covers another row of the form. */
static bool covers_others(const struct doubts *d, const struct form_line *line) {
    if (!line->value_shared)
        return false;
    uint32_t end = line->value->row + line->value->rowspan;
    for (size_t i = 0; i < d->tables->line_count; i++) {
        const struct form_line *other = &d->tables->lines[i];
        if (other->block == line->value_block && other->row > line->value_row && other->row < end &&
            d->line_rows[i] >= 0)
            return true;
    }
    return false;
}

/* True when a table stands in the place of the value. */
static bool holds_table(const struct doubts *d, const struct form_line *line) {
    for (size_t i = 0; i < d->document->block_count; i++) {
        const struct block *block = &d->document->blocks[i];
        if (block->type == BLOCK_TABLE && block->table.nested &&
            block->table.in == line->value_block->number &&
            block->table.in_row == line->value_row && block->table.in_column == line->value_column)
            return true;
    }
    return false;
}

static void ask_about_blank(struct value_reading *reading, const char *why) {
    if (reading->status == STATUS_BLANK) {
        reading->status = STATUS_REVIEW;
        reading->message = why;
    }
}

static const char merged[] = "The value cell is merged over several rows of the form.";

static const char nested[] = "A table stands in the value cell.";

static void doubt_column(const struct doubts *d, const struct form_line *line,
                         struct value_reading *reading) {
    if (d->tables->copy)
        hold_back(reading, "The form stands in the document twice: which of them counts?");
    if (line->value_uncertain)
        hold_back(reading, "More than one column could be this period's.");
    if (covers_others(d, line))
        hold_back(reading, merged);
    if (line->value_above)
        ask_about_blank(reading, merged);
    if (holds_table(d, line)) {
        hold_back(reading, nested);
        ask_about_blank(reading, nested);
    }
    const struct cell *beside = line->unnamed;
    if (beside && line->value && strcmp(beside->text, line->value->text) != 0)
        hold_back(reading, arena_printf(d->arena, "Another column, headed \"%s\", holds \"%s\".",
                                        line->columns->header[beside->column], beside->text));
}

/* ---- the row ---- */

static void doubt_row(const struct doubts *d, const struct row_match *match,
                      const struct form_line *line, struct value_reading *reading) {
    bool both = match->second >= 0 && form_is_filled(d->tables->lines[match->line].value) &&
                form_is_filled(d->tables->lines[match->second].value);
    if (line->value_doubled || both)
        hold_back(reading, "The row is cut, and each part holds a value.");
    if (match->certain)
        return;
    const char *next = match->runner_up >= 0 ? d->ruleset->rows[match->runner_up].id : "none";
    hold_back(reading,
              arena_printf(d->arena,
                           "The row may be another indicator's (label %.2f alike, next %s).",
                           match->likeness, next));
}

/* ---- the unit ---- */

/* What a unit measures in; KIND_COUNT_OF_KINDS when it is none of the form's. */
static enum kind unit_kind(const struct ruleset *ruleset, const char *key) {
    if (words_is(ruleset, WORD_CURRENCY, key))
        return KIND_MONEY;
    for (size_t i = 0; i < ruleset->row_count; i++) {
        const struct form_row *row = &ruleset->rows[i];
        if (row->kind != KIND_HEADING && row->unit_key && strcmp(row->unit_key, key) == 0)
            return row->kind;
    }
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (ruleset->rows[i].kind == KIND_PERCENT && ruleset->rows[i].unit_key &&
            words_mean_unit(ruleset, ruleset->rows[i].unit_key, key))
            return KIND_PERCENT;
    return KIND_COUNT_OF_KINDS;
}

/* "triệu đồng", "nghìn", "nghìn hồ sơ": the factor, 0 when the unit is no multiple. */
static double multiple_of(const struct ruleset *ruleset, const char *key) {
    size_t length;
    double factor = words_multiple(ruleset, key, &length);
    const char *rest = key + (factor > 0 ? length + (key[length] == ' ') : 0);
    bool whole = !*rest || words_is(ruleset, WORD_CURRENCY, rest) || columns_is_unit(ruleset, rest);
    return factor > 0 && whole ? factor : 0;
}

static void ask_multiple(const struct doubts *d, const char *unit, double factor,
                         struct value_reading *reading) {
    if (reading->value != 0)
        hold_back(reading,
                  arena_printf(d->arena, "With the unit \"%s\", %.15g can mean %.15g or %.15g.",
                               unit, reading->value, reading->value, reading->value * factor));
}

static bool measures(enum kind kind) {
    return kind == KIND_COUNT || kind == KIND_MONEY;
}

/* The key without what introduces a unit: "ĐVT: triệu đồng" is "triệu đồng". */
static const char *without_caption(const struct doubts *d, const char *key) {
    size_t caption = words_prefix(d->ruleset, WORD_CAPTION, key);
    return caption && key[caption] ? key + caption + 1 : key;
}

/* Holds `key`, a unit that the document gives the value, against the row's. */
static void doubt_unit_key(const struct doubts *d, const struct form_row *row, const char *key,
                           struct value_reading *reading) {
    if (!*key || strcmp(key, row->unit_key) == 0 ||
        words_mean_unit(d->ruleset, row->unit_key, key) || row->kind == KIND_ENUM)
        return;
    double factor = multiple_of(d->ruleset, key);
    if (factor > 0 && measures(row->kind)) {
        ask_multiple(d, key, factor, reading);
        return;
    }
    enum kind kind = unit_kind(d->ruleset, key);
    bool differs = kind == KIND_PERCENT || kind == KIND_MONEY || row->kind == KIND_PERCENT ||
                   row->kind == KIND_MONEY;
    if (kind != KIND_COUNT_OF_KINDS && kind != row->kind && differs)
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        key, row->unit));
}

/* The code that a piece of a unit cell ("1 = Có") gives the label; -1 when it is not about it. */
static int code_in_piece(struct arena *arena, const char *piece, const char *label_key) {
    const char *digit = strpbrk(piece, "0123456789");
    if (!digit)
        return -1;
    char *end;
    long code = strtol(digit, &end, 10);
    const char *before = arena_strndup(arena, piece, (size_t)(digit - piece));
    const char *key = before ? fold_key(arena, before) : NULL;
    if (key && !*key)
        key = fold_key(arena, end);
    return key && strcmp(key, label_key) == 0 && code >= 0 && code < 100 ? (int)code : -1;
}

static void doubt_codes(const struct doubts *d, const struct form_row *row, const char *unit,
                        struct value_reading *reading) {
    if (strcmp(fold_key(d->arena, unit) ? fold_key(d->arena, unit) : "", row->unit_key) == 0)
        return;
    for (const char *at = unit; *at;) {
        size_t length = strcspn(at, ";,\n");
        const char *piece = arena_strndup(d->arena, at, length);
        for (size_t i = 0; piece && i < row->code_count; i++) {
            const char *label = fold_key(d->arena, row->codes[i].label);
            int code = label ? code_in_piece(d->arena, piece, label) : -1;
            if (code >= 0 && code != row->codes[i].code)
                hold_back(reading,
                          arena_printf(d->arena,
                                       "The unit here says \"%s\", the form's says \"%s\".", unit,
                                       row->unit));
        }
        at += length + (at[length] != '\0');
    }
}

static bool is_form_unit(const struct form_row *row, const struct ruleset *ruleset,
                         const char *key) {
    return strcmp(key, row->unit_key) == 0 || words_mean_unit(ruleset, row->unit_key, key) ||
           (row->kind == KIND_MONEY && words_is(ruleset, WORD_CURRENCY, key));
}

/* Money and percentages are measured in the form's unit or in another; a count's unit may be called
 * by any name, but with a figure in it ("1.000 hồ sơ") it multiplies. */
static bool may_multiply(const struct form_row *row, const char *unit) {
    return row->kind == KIND_MONEY || row->kind == KIND_PERCENT ||
           (strpbrk(unit, "0123456789") && !strpbrk(row->unit, "0123456789"));
}

/* Asks about a unit cell that says something the form does not know. */
static void doubt_strange_unit(const struct doubts *d, const struct form_row *row,
                               const struct form_line *line, const char *key,
                               struct value_reading *reading) {
    const char *unit = line->unit_text;
    bool says = *key || (*unit && !words_only_of(d->ruleset, WORD_BLANK, unit) && *unit != '"');
    if (says && !is_form_unit(row, d->ruleset, key) && may_multiply(row, unit))
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        unit, row->unit));
}

/* Asks about a code whose unit cell names what is counted ("Cuộc"), not the codes. */
static void doubt_counted_code(const struct doubts *d, const struct form_row *row,
                               const struct form_line *line, struct value_reading *reading) {
    const char *key = line->unit_key;
    bool codes = strpbrk(line->unit_text, "0123456789=:/") || strstr(row->unit_key, key);
    if (!codes)
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        line->unit_text, row->unit));
}

/* A unit in the last parentheses of the label ("Số tiền (triệu đồng) …"); "" when there is none. */
static const char *unit_in_label(const struct doubts *d, const struct form_row *row,
                                 const struct form_line *line) {
    const char *open = strrchr(line->text, '(');
    const char *inside = open ? arena_strndup(d->arena, open, strcspn(open, ")")) : NULL;
    const char *key = inside ? fold_key(d->arena, inside) : "";
    const char *label = key && *key ? fold_key(d->arena, row->label) : "";
    return key && label && !strstr(label, key) ? without_caption(d, key) : "";
}

/* A unit in the value column's header ("Số liệu (nghìn đồng)") speaks for every row under it. */
static const char *unit_in_header(const struct doubts *d, const struct form_line *line) {
    const char *header =
        line->value_column < COLUMNS_MAX ? line->columns->header[line->value_column] : "";
    const char *open = strrchr(header, '(');
    const char *key = open ? fold_key(d->arena, open) : "";
    if (!key)
        return "";
    return without_caption(d, key);
}

/* A unit over many rows is the form's for some of them: only one that multiplies, or percent signs
 * over counts, raises a doubt. */
static void doubt_shared_unit(const struct doubts *d, const struct form_row *row, const char *key,
                              struct value_reading *reading) {
    bool money = row->kind == KIND_MONEY;
    double factor = multiple_of(d->ruleset, key);
    size_t length;
    if (factor > 0 && words_multiple(d->ruleset, key, &length) > 0) {
        bool of_money = key[length] && words_is(d->ruleset, WORD_CURRENCY, key + length + 1);
        if (measures(row->kind) && (money || !of_money))
            ask_multiple(d, key, factor, reading);
    } else if (measures(row->kind) && *key && unit_kind(d->ruleset, key) == KIND_PERCENT) {
        doubt_unit_key(d, row, key, reading);
    }
}

static void doubt_unit(const struct doubts *d, const struct form_row *row,
                       const struct form_line *line, struct value_reading *reading) {
    if (row->kind == KIND_ENUM) {
        doubt_codes(d, row, line->unit_text, reading);
        doubt_counted_code(d, row, line, reading);
    } else {
        const char *key = without_caption(d, line->unit_key);
        doubt_unit_key(d, row, key, reading);
        doubt_strange_unit(d, row, line, key, reading);
        doubt_unit_key(d, row, unit_in_label(d, row, line), reading);
    }
    doubt_shared_unit(d, row, unit_in_header(d, line), reading);
    doubt_shared_unit(d, row, line->columns->caption, reading);
}

void doubt_value(const struct doubts *d, const struct form_row *row, const struct row_match *match,
                 const struct form_line *line, struct value_reading *reading) {
    doubt_column(d, line, reading);
    doubt_row(d, match, line, reading);
    doubt_period(d, line, reading);
    doubt_unit(d, row, line, reading);
}

/* ---- shares ---- */

/* A percentage that stands alone, without a sign. */
static bool is_bare_percent(const struct row_reading *r) {
    return r->row->kind == KIND_PERCENT && r->value.has_value && !r->value.has_fraction &&
           !r->value.signed_percent && r->value.value > 0;
}

/* Percentages that are judged together. */
struct group {
    size_t bare, below, over; /* all; those under and over 1 */
    bool doubted;             /* one is held back as a share already */
};

static void count_percent(struct group *group, const struct value_reading *reading) {
    group->bare++;
    group->below += reading->value < 1;
    group->over += reading->value > 1;
    group->doubted |= reading->value < 1 && reading->status == STATUS_REVIEW;
}

static bool may_be_shares(const struct group *group) {
    return group->doubted || (group->bare > 1 && group->below > 0 && group->over == 0);
}

/* The bare percentages under the same row of the form as `index`. */
static struct group siblings(const struct row_reading *readings, size_t count, size_t index) {
    struct group group = {0};
    for (size_t i = 0; i < count; i++)
        if (is_bare_percent(&readings[i]) && readings[i].row->parent == readings[index].row->parent)
            count_percent(&group, &readings[i].value);
    return group;
}

void doubt_shares(struct row_reading *readings, size_t count) {
    struct group all = {0};
    for (size_t i = 0; i < count; i++)
        if (is_bare_percent(&readings[i]))
            count_percent(&all, &readings[i].value);
    all.doubted = false; /* speaks for its neighbours only */
    for (size_t i = 0; all.below > 0 && i < count; i++) {
        if (!is_bare_percent(&readings[i]) || readings[i].value.value > 1)
            continue;
        struct group near = siblings(readings, count, i);
        if (may_be_shares(&all) || may_be_shares(&near))
            hold_back(&readings[i].value, "Percentages beside it may be shares of 1: so may this.");
    }
}
