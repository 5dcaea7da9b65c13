#include "extract/sheet/parse_number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    EXACT_DIGITS = 15, /* every whole number of 15 digits is a double */
    EXACT_POWER = 22,  /* so is every power of ten up to 10^22 */
    KEPT_DIGITS = 60,  /* what follows cannot turn the rounding of a number that people write */
    EXPONENT_MAX = 99999,
};

/* A number as written: digits × 10^exponent, without leading zeros. */
struct written {
    char digits[KEPT_DIGITS];
    int count;
    int exponent;
    bool negative;
};

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Takes the digits at `at`; behind the point each one lowers the exponent. */
static const char *take_digits(const char *at, const char *end, bool behind_point,
                               struct written *number) {
    for (; at < end && is_digit(*at); at++) {
        bool leading_zero = number->count == 0 && *at == '0';
        bool kept = number->count < KEPT_DIGITS;
        if (!leading_zero && kept)
            number->digits[number->count++] = *at;
        if (behind_point && (leading_zero || kept))
            number->exponent--;
        else if (!behind_point && !leading_zero && !kept)
            number->exponent++;
    }
    return at;
}

/* "E-7"; returns NULL when there are no digits. */
static const char *take_exponent(const char *at, const char *end, struct written *number) {
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end || !is_digit(*at))
        return NULL;
    int exponent = 0;
    for (; at < end && is_digit(*at); at++)
        if (exponent < EXPONENT_MAX)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    return at;
}

static bool take_number(const char *at, const char *end, struct written *number) {
    number->negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    const char *first = at;
    at = take_digits(at, end, false, number);
    bool digits = at > first;
    if (at < end && *at == '.') {
        first = ++at;
        at = take_digits(at, end, true, number);
        digits |= at > first;
    }
    if (digits && at < end && (*at == 'e' || *at == 'E'))
        at = take_exponent(at + 1, end, number);
    return digits && at == end;
}

/* One division or multiplication of exact numbers is correctly rounded. */
static bool convert_exact(const struct written *number, double *value) {
    static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (number->count > EXACT_DIGITS || number->exponent < -EXACT_POWER ||
        number->exponent > EXACT_POWER)
        return false;
    uint64_t integer = 0;
    for (int i = 0; i < number->count; i++)
        integer = integer * 10 + (uint64_t)(number->digits[i] - '0');
    *value = number->exponent < 0 ? (double)integer / powers[-number->exponent]
                                  : (double)integer * powers[number->exponent];
    return true;
}

/* strtod() knows the locale's point; written as whole digits and an exponent the number has none.
 */
static bool convert_any(const struct written *number, double *value) {
    char text[KEPT_DIGITS + 16];
    snprintf(text, sizeof text, "%.*se%d", number->count, number->digits, number->exponent);
    *value = strtod(text, NULL);
    return isfinite(*value);
}

bool number_parse(const char *text, size_t length, double *value) {
    const char *end = text + length;
    while (text < end && is_blank(*text))
        text++;
    while (end > text && is_blank(end[-1]))
        end--;
    struct written number = {.count = 0};
    double magnitude;
    if (!take_number(text, end, &number))
        return false;
    if (!convert_exact(&number, &magnitude) && !convert_any(&number, &magnitude))
        return false;
    *value = number.negative ? -magnitude : magnitude;
    return true;
}
