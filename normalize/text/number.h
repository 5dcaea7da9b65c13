/* number: a number as people write it, with every reading it allows.
 *
 * "1.234" can be grouped (1234) or decimal (1.234); the caller, who knows what is counted, decides
 * which one applies. Pure functions over NUL-terminated folded text (fold_text). Source: DECISIONS
 * §2, DOMAIN "How values are written".
 */
#ifndef CHITIEU_NORMALIZE_TEXT_NUMBER_H
#define CHITIEU_NORMALIZE_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct number {
    size_t length; /* bytes of text */
    bool negative;
    bool can_whole; /* digits alone, or groups of three: `whole` is set */
    double whole;
    bool grouped;     /* with group marks */
    bool can_decimal; /* one decimal mark, perhaps after group marks: `decimal` is set */
    double decimal;
    unsigned decimals; /* digits after the decimal mark */
    char mark;         /* the decimal mark, or the single mark of an ambiguous number */
};

/* Scans a number at the start of `text`. false when there is none, or its marks make no number
 * ("1.2.34"). */
bool number_scan(const char *text, struct number *number);

/* The first digit at or after `text`; NULL when there is none. */
const char *number_find(const char *text);

#endif
