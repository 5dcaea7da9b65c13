/* decimal: a number as the decimal digits a spreadsheet works with.
 *
 * Excel keeps and shows 15 significant digits and rounds those, half away from zero; rounding the
 * binary number instead shows 1.00 where Excel shows 1.01 for 1.005. So every format rounds a
 * struct decimal, never a double. Source: ECMA-376-1 §18.8.31; MS-XLS 2.5.342 (the IEEE number
 * behind it).
 */
#ifndef CHITIEU_EXTRACT_SHEET_DECIMAL_H
#define CHITIEU_EXTRACT_SHEET_DECIMAL_H

#include "core/buffer.h"

#include <stdint.h>

/* Digits that Excel keeps of a number. */
enum { DECIMAL_DIGITS = 15 };

/* 0.d1d2d3… × 10^exponent; zero has no digits and exponent 0. The first and last digit are never 0.
 */
struct decimal {
    char digits[DECIMAL_DIGITS]; /* '0' to '9' */
    int count;
    int exponent; /* when positive: how many digits are before the point */
};

/* The first 15 digits of a finite number that is not negative. */
struct decimal decimal_from_double(double magnitude);

/* Rounds to so many places after the point (negative: before it), half away from zero. */
void decimal_round(struct decimal *number, int places);

/* The digit that counts 10^power: '0' outside the digits kept. */
char decimal_digit(const struct decimal *number, int power);

/* Appends a whole number with at least `width` digits (at most 20), zeros in front. */
void decimal_put_integer(uint64_t integer, unsigned width, struct buffer *out);

/* Appends the number in General: at most 11 characters wide without its sign, else scientific.
 * `magnitude` is finite and not negative. */
void decimal_general(double magnitude, struct buffer *out);

#endif
