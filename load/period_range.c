#include "load/period_range.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { MONTHS = 12 };

/* The forms of a period, 0 for any digit: `n` digits at `at` are the number of the half-year,
 * quarter or month. */
static const struct {
    const char *shape;
    int at, n;     /* of that number; n = 0: the period is the whole year */
    int months;    /* of one half-year, quarter or month */
    int length_at; /* of a length in months; 0: there is none, `months` is the length */
} shapes[] = {
    {"0000", 0, 0, MONTHS, 0}, {"0000-S0", 6, 1, 6, 0},         {"0000-Q0", 6, 1, 3, 0},
    {"0000-00", 5, 2, 1, 0},   {"0000-00-01/P0M", 5, 2, 1, 12}, {"0000-00-01/P00M", 5, 2, 1, 12},
};

static bool has_shape(const char *text, const char *shape) {
    for (; *shape; text++, shape++)
        if (*shape == '0' ? !isdigit((unsigned char)*text) : *shape != *text)
            return false;
    return !*text;
}

static int number_at(const char *text, int digits) {
    int number = 0;
    for (int i = 0; digits > 0 ? i < digits : isdigit((unsigned char)text[i]) != 0; i++)
        number = number * 10 + text[i] - '0';
    return number;
}

bool period_range_read(const char *period, struct period_range *range) {
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (!has_shape(period, shapes[i].shape))
            continue;
        int part = shapes[i].n ? number_at(period + shapes[i].at, shapes[i].n) : 1;
        int length =
            shapes[i].length_at ? number_at(period + shapes[i].length_at, 0) : shapes[i].months;
        range->start = number_at(period, 4) * MONTHS + (part - 1) * shapes[i].months;
        range->end = range->start + length;
        return part >= 1 && part <= MONTHS / shapes[i].months && length >= 1;
    }
    return false;
}
