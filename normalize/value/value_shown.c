#include "normalize/value/value_cell.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/text/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* Half of the last decimal shown, and what binary numbers leave over. */
#define ROUNDED_HALF 0.5
#define ROUNDED_SLACK 1e-6

/* True when `shown` is the value rounded to the decimals shown. */
static bool is_rounded(double shown, unsigned decimals, double value) {
    return fabs(shown - value) <= ROUNDED_HALF * pow(10, -(double)decimals) + ROUNDED_SLACK;
}

static bool equals_value(const struct number *n, double value) {
    double sign = n->negative ? -1 : 1;
    return (n->can_whole && is_rounded(sign * n->whole, 0, value)) ||
           (n->can_decimal && is_rounded(sign * n->decimal, n->decimals, value));
}

/* "E+03": the number is written with a power of ten, rounded as the format has it. */
static bool is_power(const char *rest) {
    if (*rest != 'e' || !strchr("+-", rest[1]))
        return false;
    size_t digits = strspn(rest + 1, "+-0123456789");
    return digits > 1 && rest[1 + digits] == '\0';
}

/* The text is a number and nothing else, and equals the value. */
static bool shows_number(const struct cell_text *c, const char *text) {
    struct number n;
    if (!number_scan(text, &n))
        return false;
    const char *rest = text + n.length;
    rest += strspn(rest, " ");
    if (is_power(rest))
        return true;
    rest += *rest == '%' && c->row->kind == KIND_PERCENT;
    return *rest == '\0' && equals_value(&n, c->out->value);
}

/* True when the text, read as if it had been typed, is the value. */
static bool reads_as_value(const struct cell_text *c, char *shown, char *text) {
    struct value_reading trial = {.status = STATUS_BLANK};
    struct cell_text typed = {.ruleset = c->ruleset,
                              .row = c->row,
                              .arena = c->arena,
                              .shown = shown,
                              .text = text,
                              .out = &trial};
    return value_read_text(&typed) && trial.status == STATUS_REPORTED &&
           is_rounded(trial.value, value_decimals(trial.value), c->out->value);
}

/* True when a format prints figures that are not the number's: 0".5", #,##0\\0. */
static bool adds_figures(const char *format) {
    bool quoted = false;
    for (const char *at = format; *at; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (*at == '\\' && at[1] && !quoted)
            at++;
        else if (!quoted)
            continue;
        if (isdigit((unsigned char)*at))
            return true;
    }
    return false;
}

bool value_compare_shown(struct cell_text *c, const struct cell *cell) {
    if (c->out->status != STATUS_REPORTED)
        return true;
    if (cell->format && adds_figures(cell->format))
        return value_refuse(c, STATUS_REVIEW,
                            "The sheet stores %.15g; its format adds figures: \"%s\".",
                            c->out->value, cell->text);
    char *shown = fold_text(c->arena, cell->text, true);
    char *text = shown ? fold_lower(c->arena, shown) : NULL;
    if (!text)
        return false;
    bool dash = *text && words_consist_of(c->ruleset, WORD_BLANK, text);
    if (dash ? c->out->value == 0
             : *text && (shows_number(c, text) || reads_as_value(c, shown, text)))
        return true;
    return value_refuse(c, STATUS_REVIEW,
                        "The sheet stores %.15g and shows \"%s\": which of the two is right?",
                        c->out->value, cell->text);
}
