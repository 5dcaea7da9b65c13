#include "extract/sheet/decimal.h"
#include "extract/sheet/numfmt_code.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A run of placeholders being filled with digits. */
struct filler {
    const struct section *section;
    struct decimal number;
    struct buffer *out;
    int exponent; /* of the scientific form */
};

static void put_grouped(const struct filler *filler, int power) {
    buffer_putc(filler->out, decimal_digit(&filler->number, power));
    if (filler->section->grouping && power > 0 && power % 3 == 0)
        buffer_putc(filler->out, ',');
}

/* The digits that no placeholder was written for stand before the first one. */
static void put_surplus(const struct filler *filler) {
    int places = (int)filler->section->places[PLACE_INTEGER];
    for (int power = filler->number.exponent - 1; power >= places; power--)
        put_grouped(filler, power);
}

static void put_integer_place(const struct filler *filler, const struct token *token) {
    int power = (int)filler->section->places[PLACE_INTEGER] - 1 - (int)token->index;
    if (token->index == 0)
        put_surplus(filler);
    if (token->symbol == '0' || power < filler->number.exponent)
        put_grouped(filler, power);
    else if (token->symbol == '?')
        buffer_putc(filler->out, ' ');
}

static void put_decimal_place(const struct filler *filler, const struct token *token) {
    int place = (int)token->index + 1;
    if (token->symbol == '0' || place <= filler->number.count - filler->number.exponent)
        buffer_putc(filler->out, decimal_digit(&filler->number, -place));
    else if (token->symbol == '?')
        buffer_putc(filler->out, ' ');
}

/* Like an integer of its own, whose places are the exponent's. */
static void put_exponent_place(const struct filler *filler, const struct token *token) {
    int magnitude = abs(filler->exponent), places = (int)filler->section->places[PLACE_EXPONENT];
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%d", magnitude);
    int position = places - (int)token->index; /* counted from the right, from 1 */
    if (token->index == 0)
        for (int i = 0; i < length - places; i++)
            buffer_putc(filler->out, digits[i]);
    if (position <= length)
        buffer_putc(filler->out, digits[length - position]);
    else if (token->symbol != '#')
        buffer_putc(filler->out, token->symbol == '?' ? ' ' : '0');
}

static void put_placeholder(const struct filler *filler, const struct token *token) {
    static void (*const writers[PLACE_COUNT])(const struct filler *, const struct token *) = {
        [PLACE_INTEGER] = put_integer_place,
        [PLACE_DECIMAL] = put_decimal_place,
        [PLACE_EXPONENT] = put_exponent_place,
    };
    if (writers[token->place])
        writers[token->place](filler, token);
}

static void put_exponent_sign(const struct filler *filler, const struct token *token) {
    buffer_putc(filler->out, 'E');
    if (filler->exponent < 0)
        buffer_putc(filler->out, '-');
    else if (token->symbol == '+')
        buffer_putc(filler->out, '+');
}

static void put_tokens(const struct filler *filler) {
    const struct section *section = filler->section;
    for (size_t i = 0; i < section->token_count; i++) {
        const struct token *token = &section->tokens[i];
        switch (token->kind) {
        case TOKEN_LITERAL:
        case TOKEN_PERCENT:
            buffer_append(filler->out, token->text, token->length);
            break;
        case TOKEN_SPACE:
            buffer_putc(filler->out, ' ');
            break;
        case TOKEN_POINT:
            if (section->places[PLACE_INTEGER] == 0)
                put_surplus(filler);
            buffer_putc(filler->out, '.');
            break;
        case TOKEN_EXPONENT:
            put_exponent_sign(filler, token);
            break;
        case TOKEN_PLACEHOLDER:
            put_placeholder(filler, token);
            break;
        default:
            break;
        }
    }
}

static int floor_to(int number, int step) {
    int rest = number % step;
    return number - (rest < 0 ? rest + step : rest);
}

/* The mantissa has one to as many integer digits as there are places, the exponent is a multiple of
 * them: ##0.0E+0. */
static void make_scientific(struct filler *filler, int places) {
    int step = filler->section->places[PLACE_INTEGER] > 1
                   ? (int)filler->section->places[PLACE_INTEGER]
                   : 1;
    struct decimal *number = &filler->number;
    if (number->count > 0)
        filler->exponent = floor_to(number->exponent - 1, step);
    number->exponent -= filler->exponent;
    decimal_round(number, places);
    if (number->exponent > step) {
        filler->exponent += step;
        number->exponent -= step;
    }
}

static bool is_scientific(const struct section *section) {
    for (size_t i = 0; i < section->token_count; i++)
        if (section->tokens[i].kind == TOKEN_EXPONENT)
            return true;
    return false;
}

void numfmt_put_number(const struct section *section, double value, struct buffer *out) {
    struct filler filler = {
        .section = section, .number = decimal_from_double(fabs(value)), .out = out};
    int places = (int)section->places[PLACE_DECIMAL];
    if (filler.number.count > 0)
        filler.number.exponent += section->shift;
    if (is_scientific(section))
        make_scientific(&filler, places);
    else
        decimal_round(&filler.number, places);
    bool digits = section->places[PLACE_INTEGER] + section->places[PLACE_DECIMAL] > 0;
    if (value < 0 && !section->no_sign && (filler.number.count > 0 || !digits))
        buffer_putc(out, '-');
    put_tokens(&filler);
}

/* Fractions. */

struct fraction {
    double whole, numerator, denominator;
};

/* The fraction nearest to x with a denominator up to `most`: continued fraction, its last step cut
 * to fit. */
static void approximate(double x, double most, struct fraction *fraction) {
    enum { STEPS = 40 }; /* a double has no more than 38 partial quotients above 1 */
    double p0 = 0, q0 = 1, p1 = 1, q1 = 0, rest = x;
    for (int step = 0; step < STEPS; step++) {
        double quotient = floor(rest);
        if (quotient * q1 + q0 > most) {
            quotient = floor((most - q0) / q1);
            double p = quotient * p1 + p0, q = quotient * q1 + q0;
            if (fabs(x - p / q) < fabs(x - p1 / q1)) {
                p1 = p;
                q1 = q;
            }
            break;
        }
        double p = quotient * p1 + p0, q = quotient * q1 + q0;
        p0 = p1, q0 = q1, p1 = p, q1 = q;
        if (fabs(x - p1 / q1) <= x * 1e-15) /* 15 digits */
            break;
        rest = 1 / (rest - quotient);
    }
    fraction->numerator = p1;
    fraction->denominator = q1;
}

static struct fraction make_fraction(const struct section *section, double magnitude) {
    bool mixed = section->places[PLACE_INTEGER] > 0;
    struct fraction fraction = {.whole = mixed ? floor(magnitude) : 0};
    double part = magnitude - fraction.whole;
    if (section->fixed_denominator > 0) {
        fraction.denominator = section->fixed_denominator;
        fraction.numerator = floor(part * fraction.denominator + 0.5);
    } else {
        unsigned places = section->places[PLACE_DENOMINATOR];
        approximate(part, pow(10, places < 7 ? places : 7) - 1, &fraction);
    }
    if (mixed && fraction.numerator >= fraction.denominator) {
        fraction.whole++;
        fraction.numerator = 0;
    }
    return fraction;
}

/* A whole number into the places of `place`: numerators lean right, denominators left. */
static void put_whole(const struct section *section, const struct token *token, double whole,
                      struct buffer *out) {
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%.0f", whole);
    int places = (int)section->places[token->place], index = (int)token->index;
    bool left = token->place == PLACE_DENOMINATOR;
    int position = left ? index : index - (places - length);
    int first = left || index > 0 ? position : 0;
    int last = left && index == places - 1 ? length - 1 : position;
    bool hidden = token->place == PLACE_INTEGER && whole == 0;
    if (position < 0 || position >= length || hidden) {
        if (token->symbol == '?' || (token->symbol == '0' && left))
            buffer_putc(out, ' ');
        else if (token->symbol == '0')
            buffer_putc(out, '0');
        return;
    }
    for (int i = first; i <= last && i < length; i++)
        buffer_putc(out, digits[i]);
}

static void put_fraction_token(const struct section *section, const struct fraction *fraction,
                               const struct token *token, bool blank, struct buffer *out) {
    const double wholes[PLACE_COUNT] = {[PLACE_INTEGER] = fraction->whole,
                                        [PLACE_NUMERATOR] = fraction->numerator,
                                        [PLACE_DENOMINATOR] = fraction->denominator};
    switch (token->kind) {
    case TOKEN_LITERAL:
    case TOKEN_PERCENT:
        buffer_append(out, token->text, token->length);
        break;
    case TOKEN_SPACE:
        buffer_putc(out, ' ');
        break;
    case TOKEN_SLASH:
        buffer_putc(out, blank ? ' ' : '/');
        break;
    case TOKEN_FIXED_DENOMINATOR:
        for (int left = snprintf(NULL, 0, "%u", section->fixed_denominator); blank && left > 0;
             left--)
            buffer_putc(out, ' ');
        if (!blank)
            buffer_printf(out, "%u", section->fixed_denominator);
        break;
    case TOKEN_PLACEHOLDER:
        if (blank && token->place != PLACE_INTEGER)
            buffer_putc(out, ' ');
        else
            put_whole(section, token, wholes[token->place], out);
        break;
    default:
        break;
    }
}

void numfmt_put_fraction(const struct section *section, double value, struct buffer *out) {
    double magnitude = fabs(value);
    bool sign = value < 0 && !section->no_sign;
    if (magnitude >= 1e15) { /* no digit is left for a fraction */
        buffer_puts(out, sign ? "-" : "");
        decimal_general(magnitude, out);
        return;
    }
    struct fraction fraction = make_fraction(section, magnitude);
    bool blank = section->places[PLACE_INTEGER] > 0 && fraction.numerator == 0;
    if (sign && (fraction.whole > 0 || fraction.numerator > 0))
        buffer_putc(out, '-');
    for (size_t i = 0; i < section->token_count; i++) {
        const struct token *token = &section->tokens[i];
        bool zero = blank && fraction.whole == 0 && token->kind == TOKEN_PLACEHOLDER &&
                    token->place == PLACE_INTEGER &&
                    token->index + 1 == section->places[PLACE_INTEGER];
        if (zero) /* nothing at all is shown as 0 */
            buffer_putc(out, '0');
        else
            put_fraction_token(section, &fraction, token, blank, out);
    }
}
