#include "normalize/value.h"
#include "core/utf8.h"
#include "normalize/fold.h"
#include "normalize/number.h"
#include "normalize/words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A fraction and the percentage beside it say the same within this, in points: one decimal is usual. */
#define SAME_PERCENT 0.1
/* A percentage below 1 with this many decimals may be a share (0,985 for 98,5 %). */
#define SHARE_DECIMALS_MIN 2
/* A stored number this near to a whole one is whole: what sums of decimals leave over. */
#define WHOLE_TOLERANCE 1e-9
/* Digits that a double keeps of a product of two decimals. */
#define PRODUCT_DIGITS 13

/* A cell being read: its folded text, and the part of it not yet understood. */
struct cell_text {
    const struct ruleset *ruleset;
    const struct form_row *row;
    struct arena *arena;
    char *shown; /* folded, lines kept: for messages */
    char *text;  /* the same in lower case: what is left to be read */
    struct value_reading *out;
};

static void step(struct cell_text *c, const char *name) {
    if (c->out->step_count < VALUE_STEPS_MAX)
        c->out->steps[c->out->step_count++] = name;
}

static bool refuse(struct cell_text *c, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct cell_text *c, enum status status, const char *format, ...) {
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    c->out->status = status;
    c->out->message = arena_strdup(c->arena, message);
    return true;
}

static bool report(struct cell_text *c, double value) {
    c->out->status = STATUS_REPORTED;
    c->out->has_value = true;
    c->out->value = value;
    return true;
}

/* Review with the likelier reading kept. */
static bool review(struct cell_text *c, double value, const char *why) {
    c->out->has_value = true;
    c->out->value = value;
    return refuse(c, STATUS_REVIEW, "%s", why);
}

static bool has_code(const struct form_row *row, double value) {
    for (size_t i = 0; i < row->code_count; i++)
        if ((double)row->codes[i].code == value)
            return true;
    return false;
}

/* Rounds away what a binary product adds after the last decimal: 0.6834 × 100. */
static double tidy(double value) {
    char text[40];
    snprintf(text, sizeof text, "%.*g", PRODUCT_DIGITS, value);
    double tidied = value;
    sscanf(text, "%lf", &tidied);
    return tidied;
}

/* ---- numbers alone ---- */

static bool take_count(struct cell_text *c, const struct number *n) {
    if (n->negative)
        return refuse(c, STATUS_INVALID, "A count cannot be below zero.");
    if (n->can_whole) {
        step(c, n->grouped ? "grouping" : "number");
        return report(c, n->whole);
    }
    if (n->decimal == floor(n->decimal))
        return review(c, n->decimal, "A count is written with decimals; they are zero.");
    return refuse(c, STATUS_INVALID, "A count is a whole number; %g is not.", n->decimal);
}

static bool take_percent_value(struct cell_text *c, double value, unsigned decimals, bool sign) {
    if (value < 0)
        return refuse(c, STATUS_INVALID, "A percentage cannot be below zero.");
    if (value > 100)
        return refuse(c, STATUS_INVALID, "A percentage cannot be over 100; %g is.", value);
    if (!sign && value > 0 && value < 1 && decimals >= SHARE_DECIMALS_MIN) {
        char why[160];
        snprintf(why, sizeof why, "%g can mean %g %% or, as a share, %g %%.", value, value,
                 tidy(value * 100));
        return review(c, value, why);
    }
    return report(c, value);
}

static bool take_percent(struct cell_text *c, const struct number *n, bool sign) {
    if (n->negative)
        return refuse(c, STATUS_INVALID, "A percentage cannot be below zero.");
    if (n->can_decimal && n->can_whole) {
        char why[160];
        snprintf(why, sizeof why, "The number can mean %g or %g.", n->decimal, n->whole);
        return review(c, n->decimal, why);
    }
    if (n->can_decimal) {
        step(c, n->mark == ',' ? "decimal-comma" : "decimal-dot");
        return take_percent_value(c, n->decimal, n->decimals, sign);
    }
    step(c, n->grouped ? "grouping" : "number");
    return take_percent_value(c, n->whole, 0, sign);
}

static bool take_code(struct cell_text *c, const struct number *n) {
    if (n->negative || !n->can_whole || n->grouped || !has_code(c->row, n->whole))
        return refuse(c, STATUS_INVALID, "The number is none of the indicator's codes.");
    step(c, "code");
    return report(c, n->whole);
}

static bool take_money(struct cell_text *c, const struct number *n) {
    if (n->negative)
        return refuse(c, STATUS_INVALID, "A sum of money cannot be below zero here.");
    if (n->can_whole) {
        step(c, n->grouped ? "grouping" : "number");
        return report(c, n->whole);
    }
    if (n->decimal == floor(n->decimal) && n->decimals == 2) {
        step(c, "grouping");
        return report(c, n->decimal);
    }
    return review(c, n->decimal, "A sum in đồng with decimals: a word like triệu may be missing.");
}

static bool take_number(struct cell_text *c, const struct number *n) {
    switch (c->row->kind) {
    case KIND_PERCENT:
        return take_percent(c, n, false);
    case KIND_ENUM:
        return take_code(c, n);
    case KIND_MONEY:
        return take_money(c, n);
    default:
        return take_count(c, n);
    }
}

/* ---- what is stored in a sheet ---- */

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

/* Decimals a stored number needs, up to 6. */
static unsigned decimals_of(double value) {
    unsigned decimals = 0;
    while (decimals < 6 && fabs(value - round(value)) > 1e-7) {
        value *= 10;
        decimals++;
    }
    return decimals;
}

static bool read_stored(struct cell_text *c, const struct cell *cell) {
    double value = cell->value;
    bool percent = has_percent_format(cell);
    step(c, "stored");
    if (cell->date)
        return refuse(c, STATUS_INVALID,
                      "The sheet holds the date %s here; it may have been typed as a fraction.",
                      cell->date);
    if (c->row->kind == KIND_PERCENT) {
        if (percent)
            step(c, "percent-format");
        double points = percent ? tidy(value * 100) : value;
        return take_percent_value(c, points, decimals_of(points), percent);
    }
    if (percent)
        return refuse(c, STATUS_REVIEW, "The cell shows %s, but the indicator is no percentage.",
                      cell->text);
    double whole = round(value);
    bool is_whole = fabs(value - whole) <= WHOLE_TOLERANCE * fmax(1, fabs(value));
    if (value < 0)
        return refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (c->row->kind == KIND_MONEY)
        return is_whole ? report(c, whole)
                        : review(c, value, "A sum in đồng with decimals: a word may be missing.");
    if (!is_whole)
        return refuse(c, STATUS_INVALID, "The value is a whole number; %g is not.", value);
    if (c->row->kind == KIND_ENUM && !has_code(c->row, whole))
        return refuse(c, STATUS_INVALID, "The number is none of the indicator's codes.");
    return report(c, whole);
}

/* ---- marks behind a value ---- */

static bool is_raised(uint32_t c) {
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x208E);
}

/* Cuts the text before the first raised character when only such follow: a footnote's mark. */
static void drop_raised(struct cell_text *c) {
    char *cut = NULL;
    for (const char *at = c->text; *at;) {
        const char *here = at;
        uint32_t point = utf8_next(&at);
        if (!is_raised(point) && point != ' ')
            cut = NULL;
        else if (!cut && here > c->text)
            cut = c->text + (here - c->text);
    }
    if (cut && strlen(cut) > strspn(cut, " ")) {
        *cut = '\0';
        step(c, "mark");
    }
}

/* "12*", "12 (*)", "12.", "12;" → 12. */
static void drop_marks(struct cell_text *c) {
    size_t length = strlen(c->text), before = length;
    for (;;) {
        if (length > 1 && strchr(".;,:* \n", c->text[length - 1]))
            length--;
        else if (length > 3 && c->text[length - 1] == ')' && c->text[length - 2] == '*')
            length -= c->text[length - 3] == '(' ? 3 : 2;
        else
            break;
    }
    if (length < before) {
        c->text[length] = '\0';
        step(c, "mark");
    }
}

/* "23 (có danh sách kèm theo)" → 23: a remark in parentheses without a digit, at the end. */
static bool drop_remark(struct cell_text *c) {
    char *open = strchr(c->text, '(');
    size_t length = strlen(c->text);
    if (!open || open == c->text || c->text[length - 1] != ')' || number_find(open))
        return false;
    while (open > c->text && strchr(" \n", open[-1]))
        open--;
    *open = '\0';
    step(c, "remark");
    return true;
}

/* ---- percentages and fractions ---- */

/* "n / d" at the start of the text. */
static bool scan_fraction(const char *text, struct number *n, struct number *d, size_t *length) {
    if (!number_scan(text, n) || !n->can_whole || n->negative)
        return false;
    const char *at = text + n->length;
    at += strspn(at, " ");
    if (*at != '/')
        return false;
    at++;
    at += strspn(at, " ");
    if (!number_scan(at, d) || !d->can_whole || d->negative)
        return false;
    *length = (size_t)(at - text) + d->length;
    return true;
}

/* A percentage, with or without its sign, at the start of the text. */
static bool scan_percent(const char *text, double *value, bool *sign, size_t *length) {
    struct number n;
    if (!number_scan(text, &n) || n.negative)
        return false;
    *value = n.can_decimal ? n.decimal : n.whole;
    const char *at = text + n.length;
    size_t space = strspn(at, " ");
    *sign = at[space] == '%';
    *length = n.length + (*sign ? space + 1 : 0);
    return true;
}

/* What may stand between a fraction and its percentage: spaces, ( = , ; : and "đạt". Returns what follows. */
static const char *skip_link(const struct cell_text *c, const char *at) {
    for (;;) {
        const char *start = at;
        at += strspn(at, " (=,;:-\n");
        for (size_t i = 0; i < c->ruleset->word_count; i++) {
            const struct word *word = &c->ruleset->words[i];
            size_t length = strlen(word->text);
            if (word->meaning == WORD_ACHIEVED && length > 0 &&
                strncmp(at, word->text, length) == 0 && (at[length] == ' ' || word->text[0] == '='))
                at += length;
        }
        if (at == start)
            return at;
    }
}

static bool is_end(const char *at) {
    return at[strspn(at, " )\n")] == '\0';
}

static bool take_fraction(struct cell_text *c, const struct number *n, const struct number *d) {
    step(c, "fraction");
    if (c->row->kind == KIND_COUNT)
        return refuse(c, STATUS_REVIEW, "A count is given as %g/%g: which of the two is it?",
                      n->whole, d->whole);
    if (c->row->kind != KIND_PERCENT)
        return refuse(c, STATUS_INVALID, "A fraction is no value of this indicator.");
    if (d->whole == 0)
        return refuse(c, STATUS_REVIEW, "A share of nothing: %g/0.", n->whole);
    if (n->whole > d->whole)
        return refuse(c, STATUS_INVALID, "%g of %g is over 100 %%.", n->whole, d->whole);
    c->out->has_fraction = true;
    c->out->numerator = n->whole;
    c->out->denominator = d->whole;
    return report(c, 100 * n->whole / d->whole);
}

/* A fraction and a percentage that stand together. */
static bool take_both(struct cell_text *c, const struct number *n, const struct number *d,
                      double percent) {
    if (c->row->kind != KIND_PERCENT)
        return take_fraction(c, n, d);
    if (d->whole == 0 || n->whole > d->whole ||
        fabs(100 * n->whole / d->whole - percent) > SAME_PERCENT)
        return refuse(c, STATUS_REVIEW, "%g/%g is not %g %%.", n->whole, d->whole, percent);
    return take_fraction(c, n, d);
}

/* "149/149", "149/149 (100%)", "15/20, đạt 75%". false when the cell is none of these. */
static bool read_fraction_first(struct cell_text *c) {
    struct number n, d;
    size_t length, more;
    double percent;
    bool sign;
    if (!scan_fraction(c->text, &n, &d, &length))
        return false;
    const char *rest = c->text + length;
    if (is_end(rest))
        return take_fraction(c, &n, &d);
    rest = skip_link(c, rest);
    if (scan_percent(rest, &percent, &sign, &more) && sign && is_end(rest + more))
        return take_both(c, &n, &d, percent);
    return false;
}

/* "98,5%", "98,5% (197/200)", "đạt 98,5%". false when the cell is none of these. */
static bool read_percent_first(struct cell_text *c) {
    struct number n, d, whole;
    size_t length, more;
    double percent;
    bool sign;
    const char *text = skip_link(c, c->text);
    if (!scan_percent(text, &percent, &sign, &length) || !sign || !number_scan(text, &whole))
        return false;
    const char *rest = text + length;
    if (is_end(rest)) {
        step(c, "percent");
        if (c->row->kind == KIND_PERCENT)
            return take_percent(c, &whole, true);
        return refuse(c, STATUS_INVALID, "A percentage is no value of this indicator.");
    }
    rest = skip_link(c, rest);
    if (scan_fraction(rest, &n, &d, &more) && is_end(rest + more))
        return take_both(c, &n, &d, percent);
    return false;
}

/* ---- codes in words ---- */

/* The code whose label has this key, -1 when none has. */
static int code_of_label(struct cell_text *c, const char *key) {
    for (size_t i = 0; i < c->row->code_count; i++) {
        const char *label = fold_key(c->arena, c->row->codes[i].label);
        if (label && strcmp(label, key) == 0)
            return (int)i;
    }
    return -1;
}

static bool read_near_label(struct cell_text *c, const char *key) {
    for (size_t i = 0; i < c->ruleset->near_label_count; i++) {
        const struct near_label *near = &c->ruleset->near_labels[i];
        int code = strcmp(near->word_key, key) == 0 ? code_of_label(c, near->label_key) : -1;
        if (code < 0)
            continue;
        char why[300];
        snprintf(why, sizeof why, "The cell's word is near the label \"%s\" of code %d, but not it.",
                 c->row->codes[code].label, c->row->codes[code].code);
        return review(c, c->row->codes[code].code, why);
    }
    return false;
}

static bool take_label_and_number(struct cell_text *c, int code, double number) {
    step(c, "code-label");
    if ((double)c->row->codes[code].code == number)
        return report(c, number);
    return refuse(c, STATUS_REVIEW, "\"%s\" is code %d, but the cell says %g.",
                  c->row->codes[code].label, c->row->codes[code].code, number);
}

/* "1 (Có)", "2 (3 cấp)": a number, then the label of a code. */
static bool read_number_and_label(struct cell_text *c, const char *key) {
    struct number n;
    if (!number_scan(key, &n) || !n.can_whole || key[n.length] != ' ')
        return false;
    int code = code_of_label(c, key + n.length + 1);
    return code >= 0 && take_label_and_number(c, code, n.whole);
}

/* "Có = 1", "3 cấp = 2": the label of a code, then a number. */
static bool read_label_and_number(struct cell_text *c, const char *key) {
    struct number n;
    const char *last = strrchr(key, ' ');
    if (!last || !number_scan(last + 1, &n) || !n.can_whole || last[1 + n.length])
        return false;
    const char *label = arena_strndup(c->arena, key, (size_t)(last - key));
    int code = label ? code_of_label(c, label) : -1;
    return code >= 0 && take_label_and_number(c, code, n.whole);
}

static bool read_code_words(struct cell_text *c, const char *key) {
    int code = code_of_label(c, key);
    if (code < 0) {
        size_t done = words_prefix(c->ruleset, WORD_DONE_PREFIX, key);
        code = done && key[done] ? code_of_label(c, key + done + 1) : -1;
    }
    if (code >= 0) {
        step(c, "code-label");
        return report(c, c->row->codes[code].code);
    }
    return read_near_label(c, key) || read_number_and_label(c, key) ||
           read_label_and_number(c, key);
}

/* ---- words ---- */

static bool read_tick(struct cell_text *c) {
    if (c->row->kind == KIND_ENUM && c->row->code_count == 2)
        return refuse(c, STATUS_REVIEW, "A tick may mean yes; the form asks for a code.");
    return refuse(c, STATUS_INVALID, "A tick is no number.");
}

static bool read_zero_word(struct cell_text *c) {
    step(c, "word");
    if (c->row->kind == KIND_COUNT || c->row->kind == KIND_MONEY)
        return report(c, 0);
    return refuse(c, STATUS_REVIEW, c->row->kind == KIND_PERCENT
                                        ? "\"%s\" can mean 0 %% or that there was nothing to divide."
                                        : "\"%s\" is the label of none of the codes.",
                  c->shown);
}

static bool read_not_occurred(struct cell_text *c) {
    step(c, "word");
    if (c->row->kind == KIND_COUNT || c->row->kind == KIND_MONEY)
        return report(c, 0);
    if (c->row->kind == KIND_PERCENT)
        return refuse(c, STATUS_NOT_APPLICABLE, "No case arose, so there is no percentage.");
    return refuse(c, STATUS_REVIEW, "\"%s\" is the label of none of the codes.", c->shown);
}

static bool read_words(struct cell_text *c, const char *key) {
    size_t not_occurred = words_prefix(c->ruleset, WORD_NOT_OCCURRED, key);
    size_t not_applicable = words_prefix(c->ruleset, WORD_NOT_APPLICABLE, key);
    if (words_is(c->ruleset, WORD_TICK, key))
        return read_tick(c);
    size_t zero = words_prefix(c->ruleset, WORD_ZERO, key);
    bool none_of_unit =
        zero && key[zero] && words_mean_unit(c->ruleset, c->row->unit_key, key + zero + 1);
    if (none_of_unit || words_is(c->ruleset, WORD_ZERO, key))
        return read_zero_word(c);
    if (words_all(c->ruleset, WORD_NUMBER, key))
        return refuse(c, STATUS_REVIEW, "A number in words: \"%s\".", c->shown);
    if (not_occurred > not_applicable)
        return read_not_occurred(c);
    if (not_applicable) {
        step(c, "word");
        return refuse(c, STATUS_NOT_APPLICABLE, "The cell says that this does not concern the unit.");
    }
    return refuse(c, STATUS_INVALID, "\"%s\" is no value of this indicator.", c->shown);
}

/* ---- a number and words ---- */

/* "3,5 tỷ đồng", "250 triệu", "12.345.678 đồng". */
static bool take_multiple(struct cell_text *c, const struct number *n, double factor) {
    if (n->negative)
        return refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (n->can_whole && n->can_decimal && n->mark == ',') {
        char why[200];
        snprintf(why, sizeof why, "The number before the multiple can mean %g or %g.", n->decimal,
                 n->whole);
        return review(c, n->decimal * factor, why);
    }
    step(c, "multiple");
    double value = tidy((n->can_whole ? n->whole : n->decimal) * factor);
    if (value != floor(value))
        return review(c, value, "The value is not whole.");
    return report(c, value);
}

/* What stands behind a number, when it is the unit, a multiple or the currency. false when it is none of these. */
static bool read_unit_behind(struct cell_text *c, const struct number *n, const char *key) {
    size_t length = 0;
    double factor = c->row->kind == KIND_MONEY || c->row->kind == KIND_COUNT
                        ? words_multiple(c->ruleset, key, &length)
                        : 0;
    const char *rest = key + length + (key[length] == ' ' ? 1 : 0);
    bool money = c->row->kind == KIND_MONEY;
    if (factor > 0 && money && (!*rest || words_is(c->ruleset, WORD_CURRENCY, rest)))
        return take_multiple(c, n, factor);
    if (factor > 0 && !money && words_mean_unit(c->ruleset, c->row->unit_key, rest))
        return take_multiple(c, n, factor);
    if (money && words_is(c->ruleset, WORD_CURRENCY, key)) {
        step(c, "unit");
        return take_money(c, n);
    }
    if (!words_mean_unit(c->ruleset, c->row->unit_key, key))
        return false;
    step(c, "unit");
    return take_number(c, n);
}

/* "05 văn bản": one number, then words. */
static bool read_number_first(struct cell_text *c) {
    struct number n;
    if (!number_scan(c->text, &n))
        return false;
    const char *rest = c->text + n.length;
    if (rest[strspn(rest, " \n")] == '\0')
        return take_number(c, &n);
    if (number_find(rest))
        return false;
    const char *key = fold_key(c->arena, rest);
    return key && *key && read_unit_behind(c, &n, key);
}

/* "Tổng số 23 nhiệm vụ": words for a total, one number, the unit right behind it. */
static bool read_total(struct cell_text *c) {
    const char *digit = number_find(c->text);
    struct number n;
    if (!digit || digit == c->text || !number_scan(digit, &n) || number_find(digit + n.length))
        return false;
    const char *before = arena_strndup(c->arena, c->text, (size_t)(digit - c->text));
    const char *key = before ? fold_key(c->arena, before) : NULL;
    const char *behind = fold_key(c->arena, digit + n.length);
    if (!key || !behind || !words_is(c->ruleset, WORD_TOTAL, key) || !*behind)
        return false;
    step(c, "total");
    return read_unit_behind(c, &n, behind);
}

/* Numbers that no rule above could take. */
static bool refuse_numbers(struct cell_text *c, const char *key) {
    const char *digit = number_find(c->text);
    struct number n;
    if (!number_scan(digit, &n))
        return refuse(c, STATUS_INVALID, "\"%s\" is not written as a number.", c->shown);
    bool second = number_find(digit + n.length) != NULL;
    if (c->row->kind == KIND_ENUM)
        return refuse(c, STATUS_INVALID, "\"%s\" is not one of the codes.", c->shown);
    if (second)
        return refuse(c, STATUS_REVIEW, "The cell holds more than one number: \"%s\".", c->shown);
    if (words_prefix(c->ruleset, WORD_APPROXIMATE, key) || digit != c->text)
        return refuse(c, STATUS_REVIEW,
                      "The number may be rough, a plan, a change or a reference: \"%s\".", c->shown);
    return refuse(c, STATUS_REVIEW, "It is not clear what \"%s\" counts.", c->shown);
}

static bool is_negative(const char *text) {
    struct number n;
    return *text == '-' && number_scan(text, &n) && text[n.length] == '\0';
}

static bool read_text(struct cell_text *c) {
    const char *key = fold_key(c->arena, c->text);
    if (!key)
        return false;
    if (c->row->kind == KIND_ENUM && read_code_words(c, key))
        return true;
    if (!number_find(c->text))
        return read_words(c, key);
    if (is_negative(c->text))
        return refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (read_fraction_first(c) || read_percent_first(c) || read_number_first(c) || read_total(c))
        return true;
    if (drop_remark(c))
        return read_text(c);
    return refuse_numbers(c, key);
}

bool value_read(const struct ruleset *ruleset, const struct form_row *row, const struct cell *cell,
                struct arena *arena, struct value_reading *reading) {
    *reading = (struct value_reading){.status = STATUS_BLANK};
    struct cell_text c = {.ruleset = ruleset, .row = row, .arena = arena, .out = reading};
    if (!cell)
        return true;
    if (cell->value_type == VALUE_ERROR)
        return refuse(&c, STATUS_INVALID, "The sheet shows the error %s.", cell->error);
    if (cell->value_type == VALUE_UNCALCULATED)
        return refuse(&c, STATUS_INVALID, "The cell's formula has no stored result.");
    if (cell->value_type == VALUE_BOOLEAN)
        return refuse(&c, STATUS_INVALID, "The cell holds %s, not a number.",
                      cell->value != 0 ? "TRUE" : "FALSE");
    if (cell->value_type == VALUE_NUMBER)
        return read_stored(&c, cell);
    c.shown = fold_text(arena, cell->text, false);
    c.text = c.shown ? fold_lower(arena, c.shown) : NULL;
    if (!c.text)
        return false;
    if (!*c.text || words_only_of(ruleset, WORD_BLANK, c.text) ||
        words_only_of(ruleset, WORD_SLASH, c.text))
        return true;
    if (strcmp(c.shown, cell->text) != 0)
        step(&c, "fold");
    drop_raised(&c);
    drop_marks(&c);
    bool read = read_text(&c);
    return read && !arena_failed(arena);
}
