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

/* The digits that no placeholder was written for come before the first one. */
static void put_surplus(const struct filler *filler) {
    int places = (int)filler->section->places[PLACE_INTEGER];
    for (int power = filler->number.exponent - 1; power >= places; power--)
        put_grouped(filler, power);
}

static void put_integer_place(const struct filler *filler, const struct token *token) {
    int power = (int)filler->section->places[PLACE_INTEGER] - 1 - (int)token->index;
    if (token->index == 0)
        put_surplus(filler);
    bool scientific_zero = filler->section->scientific && filler->number.count == 0;
    if (token->symbol == '0' || power < filler->number.exponent || scientific_zero)
        put_grouped(filler, power);
    else if (token->symbol == '?') /* as wide as the digit and its comma would be */
        buffer_puts(filler->out,
                    filler->section->grouping && power > 0 && power % 3 == 0 ? "  " : " ");
}

static void put_decimal_place(const struct filler *filler, const struct token *token) {
    int place = (int)token->index + 1;
    if (token->symbol == '0' || place <= filler->number.count - filler->number.exponent)
        buffer_putc(filler->out, decimal_digit(&filler->number, -place));
    else if (token->symbol == '?')
        buffer_putc(filler->out, ' ');
}

/* Like an integer of its own, whose places are the exponent's; the sign comes right before its
 * digits. */
static void put_exponent_place(const struct filler *filler, const struct token *token) {
    int magnitude = abs(filler->exponent), places = (int)filler->section->places[PLACE_EXPONENT];
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%d", magnitude);
    int position = places - (int)token->index; /* counted from the right, from 1 */
    if (token->index == 0) {
        if (filler->exponent < 0)
            buffer_putc(filler->out, '-');
        else if (filler->section->exponent_plus)
            buffer_putc(filler->out, '+');
        for (int i = 0; i < length - places; i++)
            buffer_putc(filler->out, digits[i]);
    }
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
            buffer_append(filler->out, token->text, 1);
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

void numfmt_put_number(const struct section *section, double value, struct buffer *out) {
    struct filler filler = {
        .section = section, .number = decimal_from_double(fabs(value)), .out = out};
    int places = (int)section->places[PLACE_DECIMAL];
    if (section->scientific) { /* percent signs and commas change nothing there */
        make_scientific(&filler, places);
    } else {
        filler.number.exponent += filler.number.count > 0 ? section->shift : 0;
        decimal_round(&filler.number, places);
    }
    bool digits = section->places[PLACE_INTEGER] + section->places[PLACE_DECIMAL] > 0;
    if (value < 0 && !section->no_sign && (filler.number.count > 0 || !digits))
        buffer_putc(out, '-');
    put_tokens(&filler);
}

/* Fractions. */

struct fraction {
    double whole, numerator, denominator;
};

/* The last convergent of x's continued fraction with a denominator up to `most`. A nearer fraction
 * may lie between it and the next one, but Excel shows 12.3 as 12 1/3, not as 12 2/7. */
static void approximate(double x, double most, struct fraction *fraction) {
    enum { STEPS = 40 }; /* a double has no more than 38 partial quotients above 1 */
    double p0 = 0, q0 = 1, p1 = 1, q1 = 0, rest = x;
    for (int step = 0; step < STEPS; step++) {
        double quotient = floor(rest);
        double p = quotient * p1 + p0, q = quotient * q1 + q0;
        if (q > most)
            break;
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

/* Whether a part of the fraction is written, leaves a gap of its width, or nothing. */
enum presence { SHOWN, BLANK, DROPPED };

struct fraction_writer {
    const struct section *section;
    struct fraction fraction;
    enum presence separator, rest; /* between integer and numerator; numerator to denominator */
    bool zero;                     /* the integer is shown even as 0 */
    struct buffer *out;
};

/* A fraction of nothing disappears, and so does the separator behind an integer that is not shown;
 * where ? asks for columns, both leave their width. */
static void decide_presence(struct fraction_writer *writer) {
    const struct section *section = writer->section;
    const bool *gaps = section->gaps;
    bool mixed = section->places[PLACE_INTEGER] > 0;
    bool nothing = writer->fraction.numerator == 0;
    if (mixed && nothing && !section->zeros[PLACE_NUMERATOR]) {
        bool wide = gaps[PLACE_INTEGER] || gaps[PLACE_NUMERATOR] || gaps[PLACE_DENOMINATOR];
        writer->separator = writer->rest = wide ? BLANK : DROPPED;
        writer->zero = true;
    } else if (mixed && writer->fraction.whole == 0 && !section->zeros[PLACE_INTEGER]) {
        writer->zero = nothing && gaps[PLACE_INTEGER];
        if (!writer->zero)
            writer->separator = gaps[PLACE_INTEGER] || gaps[PLACE_NUMERATOR] ? BLANK : DROPPED;
    }
}

/* Fills a placeholder from a whole number: leaning right, or left where the denominator has no
 * zeros in front. */
static void put_whole(const struct fraction_writer *writer, const struct token *token,
                      double whole) {
    const struct section *section = writer->section;
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%.0f", whole);
    int places = (int)section->places[token->place], index = (int)token->index;
    bool left = token->place == PLACE_DENOMINATOR && !section->zeros[PLACE_DENOMINATOR];
    int position = left ? index : index - (places - length);
    bool hidden = token->place == PLACE_INTEGER && whole == 0 && !writer->zero;
    if (position < 0 || position >= length || hidden) {
        if (token->symbol != '#')
            buffer_putc(writer->out, token->symbol == '0' ? '0' : ' ');
        return;
    }
    for (int i = index == 0 ? 0 : position; i < position; i++)
        buffer_putc(writer->out, digits[i]);
    buffer_putc(writer->out, digits[position]);
    if (left && index == places - 1)
        buffer_puts(writer->out, digits + position + 1);
}

static void put_fraction_token(const struct fraction_writer *writer, const struct token *token) {
    const double wholes[PLACE_COUNT] = {[PLACE_INTEGER] = writer->fraction.whole,
                                        [PLACE_NUMERATOR] = writer->fraction.numerator,
                                        [PLACE_DENOMINATOR] = writer->fraction.denominator};
    switch (token->kind) {
    case TOKEN_LITERAL:
    case TOKEN_PERCENT:
    case TOKEN_SLASH:
        buffer_append(writer->out, token->text, token->length);
        break;
    case TOKEN_SPACE:
        buffer_putc(writer->out, ' ');
        break;
    case TOKEN_FIXED_DENOMINATOR:
        decimal_put_integer(writer->section->fixed_denominator, 1, writer->out);
        break;
    case TOKEN_PLACEHOLDER:
        put_whole(writer, token, wholes[token->place]);
        break;
    default:
        break;
    }
}

static enum presence presence_of(const struct fraction_writer *writer, size_t token) {
    const struct section *section = writer->section;
    if (token < section->separator || token >= section->fraction_end)
        return SHOWN;
    return token < section->numerator ? writer->separator : writer->rest;
}

void numfmt_put_fraction(const struct section *section, double value, struct buffer *out) {
    double magnitude = fabs(value);
    bool sign = value < 0 && !section->no_sign;
    struct fraction_writer writer = {.section = section, .out = out};
    if (magnitude >= 1e15) { /* no digit is left for a fraction */
        buffer_puts(out, sign ? "-" : "");
        decimal_general(magnitude, out);
        return;
    }
    writer.fraction = make_fraction(section, magnitude);
    decide_presence(&writer);
    if (sign) /* unlike a decimal number, a fraction that rounds to nothing keeps it */
        buffer_putc(out, '-');
    for (size_t i = 0; i < section->token_count; i++) {
        enum presence presence = presence_of(&writer, i);
        if (presence == SHOWN)
            put_fraction_token(&writer, &section->tokens[i]);
        else if (presence == BLANK)
            buffer_putc(out, ' ');
    }
}
