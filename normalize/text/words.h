/* words: finds words of the lists in values.yaml in folded text.
 *
 * All functions take fold_key()ed text (words_consist_of takes folded text) and are pure. Source:
 * DECISIONS §2.
 */
#ifndef CHITIEU_NORMALIZE_TEXT_WORDS_H
#define CHITIEU_NORMALIZE_TEXT_WORDS_H

#include "normalize/rules/ruleset.h"

/* True when the key is a word of this meaning. */
bool words_is(const struct ruleset *ruleset, enum word_meaning meaning, const char *key);

/* Length of the longest word of this meaning that the key begins with, at a word's end; 0 when none
 * does. */
size_t words_prefix(const struct ruleset *ruleset, enum word_meaning meaning, const char *key);

/* True when a word of this meaning occurs anywhere in the key. */
bool words_contain(const struct ruleset *ruleset, enum word_meaning meaning, const char *key);

/* True when the text is made of nothing but (repeated) words of this meaning: "...", "- -". */
bool words_consist_of(const struct ruleset *ruleset, enum word_meaning meaning, const char *text);

/* True when the key means the form unit: the unit itself, its other words, or the end of its name
 * ("đơn vị" of "cơ quan, đơn vị"). */
bool words_mean_unit(const struct ruleset *ruleset, const char *unit_key, const char *key);

/* The factor of a multiple at the start of the key ("triệu đồng" → 1e6) and its length; 0 when
 * there is none. */
double words_multiple(const struct ruleset *ruleset, const char *key, size_t *length);

#endif
