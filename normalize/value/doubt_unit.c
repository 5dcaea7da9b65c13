#include "normalize/value/doubt_inside.h"
#include "normalize/text/fold.h"
#include "normalize/text/words.h"

#include <stdlib.h>
#include <string.h>

/* The kind of values that a unit measures; KIND_COUNT_OF_KINDS when it is none of the form's units.
 */
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
static double multiple_of(const struct ruleset *ruleset, const char *unit_key, const char *key) {
    size_t length;
    double factor = words_multiple(ruleset, key, &length);
    const char *rest = key + (factor > 0 ? length + (key[length] == ' ') : 0);
    bool whole = !*rest || words_is(ruleset, WORD_CURRENCY, rest) ||
                 columns_is_unit(ruleset, rest) || words_mean_unit(ruleset, unit_key, rest);
    return factor > 0 && whole ? factor : 0;
}

static void doubt_multiple(const struct doubt_context *d, const char *unit, double factor,
                           struct value_reading *reading) {
    if (reading->value != 0)
        hold_back(reading,
                  arena_printf(d->arena, "With the unit \"%s\", %.15g can mean %.15g or %.15g.",
                               unit, reading->value, reading->value, reading->value * factor));
}

static bool is_amount(enum kind kind) {
    return kind == KIND_COUNT || kind == KIND_MONEY;
}

/* The key without what introduces a unit: "ĐVT: triệu đồng" is "triệu đồng". */
static const char *skip_caption(const struct doubt_context *d, const char *key) {
    size_t caption = words_prefix(d->ruleset, WORD_CAPTION, key);
    return caption && key[caption] ? key + caption + 1 : key;
}

/* Compares `key`, the unit in the document, with the row's. */
static void doubt_unit_key(const struct doubt_context *d, const struct form_row *row,
                           const char *key, struct value_reading *reading) {
    if (!*key || strcmp(key, row->unit_key) == 0 ||
        words_mean_unit(d->ruleset, row->unit_key, key) || row->kind == KIND_ENUM)
        return;
    double factor = multiple_of(d->ruleset, row->unit_key, key);
    if (factor > 0 && is_amount(row->kind)) {
        doubt_multiple(d, key, factor, reading);
        return;
    }
    enum kind kind = unit_kind(d->ruleset, key);
    bool differs = kind == KIND_PERCENT || kind == KIND_MONEY || row->kind == KIND_PERCENT ||
                   row->kind == KIND_MONEY;
    if (kind != KIND_COUNT_OF_KINDS && kind != row->kind && differs)
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        key, row->unit));
}

/* The code that a piece of a unit cell ("1 = Có") assigns to the label; -1 when the piece is not
 * about this label. */
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

static void doubt_codes(const struct doubt_context *d, const struct form_row *row, const char *unit,
                        struct value_reading *reading) {
    const char *key = fold_key(d->arena, unit);
    if (!key || strcmp(key, row->unit_key) == 0)
        return;
    for (const char *at = unit; *at;) {
        size_t length = strcspn(at, ";,\n");
        const char *piece = arena_strndup(d->arena, at, length);
        for (size_t i = 0; piece && i < row->code_count; i++) {
            const char *label = fold_key(d->arena, row->codes[i].label);
            int code = label ? code_in_piece(d->arena, piece, label) : -1;
            if (code >= 0 && code != row->codes[i].code)
                hold_back(reading,
                          arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                       unit, row->unit));
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

/* Doubts a value whose unit cell has content that is no unit of the form. */
static void doubt_unknown_unit(const struct doubt_context *d, const struct form_row *row,
                               const struct line *line, const char *key,
                               struct value_reading *reading) {
    const char *unit = line->unit_text;
    bool filled =
        *key || (*unit && !words_consist_of(d->ruleset, WORD_BLANK, unit) && *unit != '"');
    if (filled && !is_form_unit(row, d->ruleset, key) && may_multiply(row, unit))
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        unit, row->unit));
}

/* Doubts a code whose unit cell names what is counted ("Cuộc"), not the codes. */
static void doubt_counted_code(const struct doubt_context *d, const struct form_row *row,
                               const struct line *line, struct value_reading *reading) {
    const char *key = line->unit_key;
    bool codes = strpbrk(line->unit_text, "0123456789=:/") || strstr(row->unit_key, key);
    if (!codes)
        hold_back(reading, arena_printf(d->arena, "The unit here is \"%s\", the form's is \"%s\".",
                                        line->unit_text, row->unit));
}

/* A unit in the last parentheses of the label ("Số tiền (triệu đồng) …"); "" when there is none. */
static const char *unit_in_label(const struct doubt_context *d, const struct form_row *row,
                                 const struct line *line) {
    const char *open = strrchr(line->text, '(');
    const char *inside = open ? arena_strndup(d->arena, open, strcspn(open, ")")) : NULL;
    const char *key = inside ? fold_key(d->arena, inside) : "";
    const char *label = key && *key ? fold_key(d->arena, row->label) : "";
    return key && label && !strstr(label, key) ? skip_caption(d, key) : "";
}

/* A unit in the value column's header ("Số liệu (nghìn đồng)") applies to every row under it. */
static const char *unit_in_header(const struct doubt_context *d, const struct line *line) {
    const char *header =
        line->value_column < COLUMNS_MAX ? line->columns->header[line->value_column] : "";
    const char *open = strrchr(header, '(');
    const char *key = open ? fold_key(d->arena, open) : "";
    if (!key)
        return "";
    return skip_caption(d, key);
}

/* A unit over many rows is the form's for some of them: only one that multiplies, or percent signs
 * over counts, raises a doubt. */
static void doubt_shared_unit(const struct doubt_context *d, const struct form_row *row,
                              const char *key, struct value_reading *reading) {
    bool money = row->kind == KIND_MONEY;
    double factor = multiple_of(d->ruleset, row->unit_key, key);
    size_t length;
    if (factor > 0 && words_multiple(d->ruleset, key, &length) > 0) {
        bool of_money = key[length] && words_is(d->ruleset, WORD_CURRENCY, key + length + 1);
        if (is_amount(row->kind) && (money || !of_money))
            doubt_multiple(d, key, factor, reading);
    } else if (is_amount(row->kind) && *key && unit_kind(d->ruleset, key) == KIND_PERCENT) {
        doubt_unit_key(d, row, key, reading);
    }
}

/* True when the cell itself names the currency or a multiple: text elsewhere changes
 * nothing. */
static bool names_its_unit(const struct value_reading *reading) {
    for (size_t i = 0; i < reading->step_count; i++)
        if (strcmp(reading->steps[i], "unit") == 0 || strcmp(reading->steps[i], "multiple") == 0)
            return true;
    return false;
}

/* Asks about money where something near the table multiplies it, and about any number whose own
 * unit cell does: "Hồ sơ (nghìn)". */
static void doubt_magnitude(const struct doubt_context *d, const struct form_row *row,
                            const struct line *line, struct value_reading *reading) {
    struct magnitude own;
    if (!is_amount(row->kind) || names_its_unit(reading))
        return;
    if (d->magnitude.text && (row->kind == KIND_MONEY || d->magnitude.everything))
        doubt_multiple(d, d->magnitude.text, d->magnitude.factor, reading);
    if (magnitude_read(d->ruleset, d->arena, line->unit_text, &own))
        doubt_multiple(d, line->unit_text, own.factor, reading);
}

void doubt_unit(const struct doubt_context *d, const struct form_row *row, const struct line *line,
                struct value_reading *reading) {
    if (row->kind == KIND_ENUM) {
        doubt_codes(d, row, line->unit_text, reading);
        doubt_counted_code(d, row, line, reading);
    } else {
        const char *key = skip_caption(d, line->unit_key);
        doubt_unit_key(d, row, key, reading);
        doubt_unknown_unit(d, row, line, key, reading);
        doubt_unit_key(d, row, unit_in_label(d, row, line), reading);
    }
    doubt_shared_unit(d, row, unit_in_header(d, line), reading);
    doubt_shared_unit(d, row, line->columns->caption, reading);
    doubt_magnitude(d, row, line, reading);
}
