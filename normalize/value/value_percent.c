#include "normalize/value/value_cell.h"

#include <math.h>
#include <string.h>

/* A fraction and the percentage beside it agree within this, in points: one decimal is usual. */
#define SAME_PERCENT 0.1
/* Years that a report of administrative reform can be about: the programme dates from 1994. */
#define YEAR_MIN 1990
#define YEAR_MAX 2099

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

/* Skips what may separate a fraction and its percentage: spaces, ( = , ; : and "đạt". Returns the
 * text that follows. */
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

/* "6/2021": as likely a month of a year as a share. */
static bool is_month(const struct number *n, const struct number *d) {
    return n->whole >= 1 && n->whole <= 12 && !n->grouped && !d->grouped && d->whole >= YEAR_MIN &&
           d->whole <= YEAR_MAX;
}

static bool take_fraction(struct cell_text *c, const struct number *n, const struct number *d) {
    value_add_step(c, "fraction");
    if (c->row->kind == KIND_COUNT)
        return value_refuse(c, STATUS_REVIEW, "A count is given as %g/%g: which of the two is it?",
                            n->whole, d->whole);
    if (c->row->kind != KIND_PERCENT)
        return value_refuse(c, STATUS_INVALID, "A fraction cannot be a value of this indicator.");
    if (d->whole == 0)
        return value_refuse(c, STATUS_REVIEW, "A share of nothing: %g/0.", n->whole);
    if (n->whole > d->whole)
        return value_refuse(c, STATUS_INVALID, "%g of %g is over 100 %%.", n->whole, d->whole);
    if (is_month(n, d))
        return value_refuse(c, STATUS_REVIEW, "%g/%g may be a month of that year, or %g of %g.",
                            n->whole, d->whole, n->whole, d->whole);
    c->out->has_fraction = true;
    c->out->numerator = n->whole;
    c->out->denominator = d->whole;
    return value_report(c, 100 * n->whole / d->whole);
}

/* A fraction and a percentage in one cell. */
static bool take_both(struct cell_text *c, const struct number *n, const struct number *d,
                      double percent) {
    if (c->row->kind != KIND_PERCENT)
        return take_fraction(c, n, d);
    if (d->whole == 0 || n->whole > d->whole ||
        fabs(100 * n->whole / d->whole - percent) > SAME_PERCENT)
        return value_refuse(c, STATUS_REVIEW, "%g/%g is not %g %%.", n->whole, d->whole, percent);
    return take_fraction(c, n, d);
}

/* "149/149", "149/149 (100%)", "15/20, đạt 75%". false when the cell is none of these. */
bool value_read_fraction(struct cell_text *c) {
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

/* A dash in front is a minus when the number follows at once, else it may be a bullet. */
static bool take_after_dash(struct cell_text *c, const char *number, double percent) {
    if (number[-1] == '-')
        return value_refuse(c, STATUS_INVALID, "A percentage cannot be below zero.");
    return value_review(c, percent, "There is a dash before the percentage: a bullet or a minus?");
}

/* "98,5%", "98,5% (197/200)", "đạt 98,5%". false when the cell is none of these. */
bool value_read_percent(struct cell_text *c) {
    struct number n, d, whole;
    size_t length, more;
    double percent;
    bool sign;
    const char *text = skip_link(c, c->text);
    if (!scan_percent(text, &percent, &sign, &length) || !sign || !number_scan(text, &whole))
        return false;
    const char *rest = text + length;
    if (memchr(c->text, '-', (size_t)(text - c->text)))
        return take_after_dash(c, text, percent);
    if (is_end(rest)) {
        value_add_step(c, "percent");
        if (c->row->kind == KIND_PERCENT)
            return value_take_percent(c, &whole, true);
        return value_refuse(c, STATUS_INVALID, "A percentage cannot be a value of this indicator.");
    }
    rest = skip_link(c, rest);
    if (scan_fraction(rest, &n, &d, &more) && is_end(rest + more))
        return take_both(c, &n, &d, percent);
    return false;
}
