#include "normalize/text/number.h"

#include <ctype.h>
#include <string.h>

/* More digits than this are an identifier, not a count: 15 is what a double holds exactly. */
#define DIGITS_MAX 15
#define GROUPS_MAX 8

struct groups {
    char digits[GROUPS_MAX][DIGITS_MAX + 1];
    size_t length[GROUPS_MAX];
    char mark[GROUPS_MAX]; /* the mark before the group */
    size_t count, digit_count;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A mark belongs to the number when digits follow; a space only when exactly three follow. */
static bool mark_continues(const char *at) {
    if (!(*at == '.' || *at == ',' || *at == ' ') || !is_digit(at[1]))
        return false;
    return *at != ' ' || (is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4]) &&
                          !isalpha((unsigned char)at[4]));
}

/* Splits at the marks. false when there are too many digits or groups. */
static bool split(const char *text, struct groups *groups, size_t *length) {
    const char *at = text;
    *groups = (struct groups){0};
    for (char mark = 0;;) {
        if (groups->count == GROUPS_MAX)
            return false;
        size_t n = 0;
        while (is_digit(at[n]))
            n++;
        groups->digit_count += n;
        if (n == 0 || groups->digit_count > DIGITS_MAX)
            return false;
        memcpy(groups->digits[groups->count], at, n);
        groups->length[groups->count] = n;
        groups->mark[groups->count++] = mark;
        at += n;
        bool spaced = *at == ' ';
        if (!mark_continues(at) || (spaced && groups->length[groups->count - 1] > 3))
            break;
        mark = *at++;
    }
    *length = (size_t)(at - text);
    return true;
}

/* True when groups [0, end) are one to three digits, then threes, with one kind of mark. */
static bool well_grouped(const struct groups *groups, size_t end) {
    if (end > 1 && (groups->length[0] > 3 || groups->digits[0][0] == '0'))
        return false;
    for (size_t i = 1; i < end; i++)
        if (groups->length[i] != 3 || groups->mark[i] != groups->mark[1])
            return false;
    return true;
}

static double joined_value(const struct groups *groups, size_t end) {
    double value = 0;
    for (size_t i = 0; i < end; i++)
        for (size_t k = 0; k < groups->length[i]; k++)
            value = value * 10 + (groups->digits[i][k] - '0');
    return value;
}

/* Both operands are exact in a double, so the quotient is the nearest double to the decimal. */
static double decimal_value(const struct groups *groups) {
    double power = 1;
    for (size_t i = 0; i < groups->length[groups->count - 1]; i++)
        power *= 10;
    return joined_value(groups, groups->count) / power;
}

bool number_scan(const char *text, struct number *number) {
    struct groups groups;
    *number = (struct number){0};
    size_t sign = strspn(text, "+-");
    if (sign > 1)
        return false;
    number->negative = *text == '-';
    if (!is_digit(text[sign]) || !split(text + sign, &groups, &number->length))
        return false;
    number->length += sign;
    size_t last = groups.count - 1;
    number->can_whole = well_grouped(&groups, groups.count);
    number->grouped = number->can_whole && groups.count > 1;
    number->whole = joined_value(&groups, groups.count);
    char mark = groups.mark[last];
    bool other_mark = last < 2 || groups.mark[last] != groups.mark[1];
    number->can_decimal = last > 0 && mark != ' ' && other_mark && well_grouped(&groups, last);
    if (number->can_decimal) {
        number->decimal = decimal_value(&groups);
        number->decimals = (unsigned)groups.length[last];
        number->mark = mark;
    }
    return number->can_whole || number->can_decimal;
}

const char *number_find(const char *text) {
    text += strcspn(text, "0123456789");
    return *text ? text : NULL;
}
