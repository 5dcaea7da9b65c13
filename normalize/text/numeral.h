/* numeral: numbers written in words ("mười hai", "hai trăm linh năm nghìn").
 *
 * The words and their values are data (values.yaml, `numerals`). A word below ten is a digit; one
 * that multiplies applies to the number before it, back to the last greater multiplier. Functions
 * take fold_key()ed text and are pure. Source: the grammar of Vietnamese cardinal numbers: digit,
 * ten, hundred, each followed by the remainder, in groups of a thousand.
 */
#ifndef CHITIEU_NORMALIZE_TEXT_NUMERAL_H
#define CHITIEU_NORMALIZE_TEXT_NUMERAL_H

#include "normalize/rules/ruleset.h"

/* Reads the numerals that the key begins with. Returns their length, 0 when it begins with none;
 * *value is NAN when they make no number ("hai ba"). */
size_t numeral_read(const struct ruleset *ruleset, const char *key, double *value);

/* True when the whole key is numerals, perhaps followed by a currency. */
bool numeral_read_all(const struct ruleset *ruleset, const char *key, double *value);

#endif
