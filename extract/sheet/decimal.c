#include "extract/sheet/decimal.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/* General is 11 characters wide: 10 digits and a point, or 11 digits. */
enum {
    GENERAL_WIDTH = 11,
    GENERAL_FRACTION = 9,  /* places after "0." that fit */
    GENERAL_SMALLEST = -4, /* below 10^-4 only an exact number stays out of the scientific form */
    GENERAL_SCIENTIFIC =
        6, /* significant digits of the scientific form, one less with a long exponent */
};

/* Every whole number below is exact in a double and has at most 15 digits. */
static const double fifteen_digits = 1e15;

static void trim(struct decimal *number) {
    while (number->count > 0 && number->digits[number->count - 1] == '0')
        number->count--;
    if (number->count == 0)
        number->exponent = 0;
}

static struct decimal from_integer(uint64_t integer, int places) {
    char reversed[20];
    int length = 0;
    for (; integer > 0; integer /= 10)
        reversed[length++] = (char)('0' + integer % 10);
    struct decimal number = {.count = length, .exponent = length - places};
    for (int i = 0; i < length; i++)
        number.digits[i] = reversed[length - 1 - i];
    trim(&number);
    return number;
}

/* Most cells hold a whole number or one with a few decimals: n / 10^k is then the double itself,
 * and no two numbers of 15 digits share a double, so n has the digits. */
static bool from_few_places(double magnitude, struct decimal *number) {
    static const double scales[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    for (int places = 0; places < (int)(sizeof scales / sizeof *scales); places++) {
        double scaled = rint(magnitude * scales[places]);
        if (scaled >= fifteen_digits)
            return false;
        if (scaled / scales[places] == magnitude) {
            *number = from_integer((uint64_t)scaled, places);
            return true;
        }
    }
    return false;
}

/* Results of a division have 17 digits. Where a long double has 64 bits, a product with an exact
 * power of ten is off by less than a thousandth of the 15th digit, so it rounds right unless it
 * lies that near to a half. */
static bool from_long_double(double magnitude, struct decimal *number) {
#if LDBL_MANT_DIG >= 64
    enum { POWERS = 20 };
    static const long double powers[POWERS] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,
                                               1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
                                               1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L};
    int places = 0;
    while (places < POWERS && magnitude * powers[places] < 1e14L)
        places++;
    if (places == POWERS)
        return false;
    long double scaled = magnitude * powers[places], rounded = roundl(scaled);
    if (scaled >= 1e15L - 1 || fabsl(fabsl(scaled - rounded) - 0.5L) < 1e-3L)
        return false;
    *number = from_integer((uint64_t)rounded, places);
    return true;
#else
    (void)magnitude, (void)number;
    return false;
#endif
}

static struct decimal from_printed(double magnitude) {
    struct decimal number = {.count = 0};
    /* "d.dddde+x"; whatever the locale puts for the point is skipped. */
    char text[48];
    snprintf(text, sizeof text, "%.*e", DECIMAL_DIGITS - 1, magnitude);
    const char *at = text;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && number.count < DECIMAL_DIGITS)
            number.digits[number.count++] = *at;
    bool negative = *at == 'e' && at[1] == '-';
    for (; *at; at++)
        if (*at >= '0' && *at <= '9')
            number.exponent = number.exponent * 10 + (*at - '0');
    number.exponent = (negative ? -number.exponent : number.exponent) + 1;
    trim(&number);
    return number;
}

struct decimal decimal_from_double(double magnitude) {
    struct decimal number;
    if (from_few_places(magnitude, &number) || from_long_double(magnitude, &number))
        return number;
    return from_printed(magnitude);
}

void decimal_round(struct decimal *number, int places) {
    int keep = number->exponent + places;
    if (keep >= number->count)
        return;
    if (keep < 0) {
        *number = (struct decimal){.count = 0};
        return;
    }
    bool up = number->digits[keep] >= '5';
    number->count = keep;
    for (int i = keep - 1; up && i >= 0; i--) {
        up = number->digits[i] == '9';
        number->digits[i] = (char)(up ? '0' : number->digits[i] + 1);
    }
    if (up) { /* 9.99 became 10 */
        number->digits[0] = '1';
        number->count = 1;
        number->exponent++;
        return;
    }
    trim(number);
}

char decimal_digit(const struct decimal *number, int power) {
    int index = number->exponent - 1 - power;
    return index < 0 || index >= number->count ? '0' : number->digits[index];
}

static void put_fixed(const struct decimal *number, struct buffer *out) {
    for (int power = number->exponent > 0 ? number->exponent - 1 : 0; power >= 0; power--)
        buffer_putc(out, decimal_digit(number, power));
    int places = number->count - number->exponent;
    if (places > 0)
        buffer_putc(out, '.');
    for (int place = 1; place <= places; place++)
        buffer_putc(out, decimal_digit(number, -place));
}

static void put_scientific(struct decimal number, struct buffer *out) {
    bool long_exponent = number.exponent > 100 || number.exponent <= -99;
    decimal_round(&number, GENERAL_SCIENTIFIC - long_exponent - number.exponent);
    int power = number.exponent - 1;
    number.exponent = 1;
    put_fixed(&number, out);
    buffer_printf(out, "E%c%02d", power < 0 ? '-' : '+', power < 0 ? -power : power);
}

void decimal_put_integer(uint64_t integer, unsigned width, struct buffer *out) {
    enum { WIDTH_MAX = 20 };
    char text[WIDTH_MAX];
    size_t at = WIDTH_MAX;
    do {
        text[--at] = (char)('0' + integer % 10);
        integer /= 10;
    } while (integer > 0);
    while (WIDTH_MAX - at < width && at > 0)
        text[--at] = '0';
    buffer_append(out, text + at, WIDTH_MAX - at);
}

void decimal_general(double magnitude, struct buffer *out) {
    if (magnitude < 1e11 && magnitude == floor(magnitude)) {
        decimal_put_integer((uint64_t)magnitude, 1, out);
        return;
    }
    struct decimal number = decimal_from_double(magnitude);
    int power = number.exponent - 1;
    bool exact = number.count - number.exponent <= GENERAL_FRACTION;
    if (power < GENERAL_SMALLEST && !exact) {
        put_scientific(number, out);
        return;
    }
    struct decimal rounded = number;
    int places = power < 0 ? GENERAL_FRACTION : GENERAL_FRACTION - power;
    decimal_round(&rounded, places > 0 ? places : 0);
    if (rounded.exponent > GENERAL_WIDTH)
        put_scientific(number, out);
    else
        put_fixed(&rounded, out);
}
