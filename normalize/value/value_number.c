#include "normalize/value/value_cell.h"
#include "normalize/text/fold.h"
#include "normalize/text/numeral.h"
#include "normalize/text/words.h"

#include <math.h>
#include <stdio.h>

/* A typed percentage below 1 with this many decimals may be a share (0,985 for 98,5 %); one stored
 * in a sheet may be whatever it has (0.9 for 90 %). */
#define SHARE_DECIMALS_MIN 2
/* A stored number this near to a whole one is whole, whatever its size: what sums of decimals leave
 * over (DECISIONS §2: exact means within this). */
#define WHOLE_TOLERANCE 1e-6
/* Digits of a product of two decimals that a double keeps whatever the rounding (DBL_DIG). */
#define PRODUCT_DIGITS 15

/* Rounds away what a binary product adds after the last decimal: 0.6834 × 100. */
static double round_product(double value) {
    char text[40];
    snprintf(text, sizeof text, "%.*g", PRODUCT_DIGITS, value);
    double tidied = value;
    sscanf(text, "%lf", &tidied);
    return tidied;
}

/* True when this is one of the indicator's codes. */
static bool has_code(const struct form_row *row, double value) {
    for (size_t i = 0; i < row->code_count; i++)
        if ((double)row->codes[i].code == value)
            return true;
    return false;
}

/* ---- numbers in writing ---- */

static bool take_count(struct cell_text *c, const struct number *n) {
    if (n->negative)
        return value_refuse(c, STATUS_INVALID, "A count cannot be below zero.");
    if (n->can_whole) {
        value_add_step(c, n->grouped ? "grouping" : "number");
        return value_report(c, n->whole);
    }
    if (n->decimal == floor(n->decimal))
        return value_review(c, n->decimal, "A count is written with decimals, all of them zero.");
    return value_refuse(c, STATUS_INVALID, "A count is a whole number; %g is not.", n->decimal);
}

static bool take_percent_value(struct cell_text *c, double value, unsigned decimals, bool sign) {
    c->out->signed_percent = sign;
    if (value < 0)
        return value_refuse(c, STATUS_INVALID, "A percentage cannot be below zero.");
    if (value > 100)
        return value_refuse(c, STATUS_INVALID, "A percentage cannot be over 100; %g is.", value);
    if (!sign && value > 0 && value < 1 && decimals >= SHARE_DECIMALS_MIN) {
        char why[160];
        snprintf(why, sizeof why, "%g can mean %g %% or, as a share, %g %%.", value, value,
                 round_product(value * 100));
        return value_review(c, value, why);
    }
    return value_report(c, value);
}

bool value_take_percent(struct cell_text *c, const struct number *n, bool sign) {
    if (n->negative)
        return value_refuse(c, STATUS_INVALID, "A percentage cannot be below zero.");
    if (n->can_decimal && n->can_whole) {
        char why[160];
        snprintf(why, sizeof why, "The number can mean %g or %g.", n->decimal, n->whole);
        return value_review(c, n->decimal, why);
    }
    if (n->can_decimal) {
        value_add_step(c, n->mark == ',' ? "decimal-comma" : "decimal-dot");
        return take_percent_value(c, n->decimal, n->decimals, sign);
    }
    value_add_step(c, n->grouped ? "grouping" : "number");
    return take_percent_value(c, n->whole, 0, sign);
}

static bool take_code(struct cell_text *c, const struct number *n) {
    if (n->negative || !n->can_whole || n->grouped || !has_code(c->row, n->whole))
        return value_refuse(c, STATUS_INVALID, "The number is not one of the indicator's codes.");
    value_add_step(c, "code");
    return value_report(c, n->whole);
}

bool value_take_money(struct cell_text *c, const struct number *n) {
    if (n->negative)
        return value_refuse(c, STATUS_INVALID, "A sum of money cannot be below zero here.");
    if (n->can_whole) {
        value_add_step(c, n->grouped ? "grouping" : "number");
        return value_report(c, n->whole);
    }
    if (n->decimal == floor(n->decimal) && n->decimals == 2) {
        value_add_step(c, "grouping");
        return value_report(c, n->decimal);
    }
    return value_review(c, n->decimal,
                        "A sum in đồng with decimals: a word like triệu may be missing.");
}

bool value_take_number(struct cell_text *c, const struct number *n) {
    switch (c->row->kind) {
    case KIND_PERCENT:
        return value_take_percent(c, n, false);
    case KIND_ENUM:
        return take_code(c, n);
    case KIND_MONEY:
        return value_take_money(c, n);
    default:
        return take_count(c, n);
    }
}

/* "3,5 tỷ đồng", "250 triệu", "12.345.678 đồng". */
bool value_take_multiple(struct cell_text *c, const struct number *n, double factor) {
    if (n->negative)
        return value_refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (n->can_whole && n->can_decimal && n->mark == ',') {
        char why[200];
        snprintf(why, sizeof why, "The number before the multiple can mean %g or %g.", n->decimal,
                 n->whole);
        return value_review(c, n->decimal * factor, why);
    }
    value_add_step(c, "multiple");
    double value = round_product((n->can_whole ? n->whole : n->decimal) * factor);
    if (value != floor(value))
        return value_review(c, value, "The value is not whole.");
    return value_report(c, value);
}

/* ---- numbers stored in a sheet ---- */

static bool has_percent_format(const struct cell *cell) {
    bool quoted = false;
    for (const char *at = cell->format ? cell->format : ""; *at; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (*at == '\\' && at[1])
            at++;
        else if (*at == '%' && !quoted)
            return true;
    }
    return false;
}

unsigned value_decimals(double value) {
    unsigned decimals = 0;
    while (decimals < 6 && fabs(value - round(value)) > 1e-7) {
        value *= 10;
        decimals++;
    }
    return decimals;
}

/* True when the label speaks of a change ("đã cắt giảm"), which may be a percentage below 1. */
static bool may_be_small(const struct cell_text *c) {
    const char *label = fold_key(c->arena, c->row->label);
    return label && words_contain(c->ruleset, WORD_CHANGE, label);
}

/* The meaning of the stored number; value_compare_shown() checks what the sheet shows. */
bool value_take_stored(struct cell_text *c, const struct cell *cell) {
    double value = cell->value;
    bool percent = has_percent_format(cell);
    value_add_step(c, "stored");
    if (cell->date)
        return value_refuse(
            c, STATUS_INVALID,
            "The sheet holds the date %s here; it may have been typed as a fraction.", cell->date);
    if (c->row->kind == KIND_PERCENT) {
        if (percent)
            value_add_step(c, "percent-format");
        double points = percent ? round_product(value * 100) : value;
        return take_percent_value(
            c, points, may_be_small(c) ? value_decimals(points) : SHARE_DECIMALS_MIN, percent);
    }
    if (percent)
        return value_refuse(c, STATUS_REVIEW,
                            "The cell shows %s, but the indicator is not a percentage.",
                            cell->text);
    double whole = round(value);
    bool is_whole = fabs(value - whole) <= WHOLE_TOLERANCE;
    if (value < 0)
        return value_refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (c->row->kind == KIND_MONEY)
        return is_whole
                   ? value_report(c, whole)
                   : value_review(c, value, "A sum in đồng with decimals: a word may be missing.");
    if (!is_whole)
        return value_refuse(c, STATUS_INVALID, "The value is a whole number; %g is not.", value);
    if (c->row->kind == KIND_ENUM && !has_code(c->row, whole))
        return value_refuse(c, STATUS_INVALID, "The number is not one of the indicator's codes.");
    return value_report(c, whole);
}
