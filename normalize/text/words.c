#include "normalize/text/words.h"

#include <string.h>

bool words_is(const struct ruleset *ruleset, enum word_meaning meaning, const char *key) {
    for (size_t i = 0; i < ruleset->word_count; i++) {
        const struct word *word = &ruleset->words[i];
        if (word->meaning == meaning && *word->key && strcmp(word->key, key) == 0)
            return true;
    }
    return false;
}

/* Length of `word` when `key` begins with it and a word ends there, else 0. */
static size_t starts_with_word(const char *key, const char *word) {
    size_t length = strlen(word);
    if (length == 0 || strncmp(key, word, length) != 0)
        return 0;
    return key[length] == ' ' || key[length] == '\0' ? length : 0;
}

size_t words_prefix(const struct ruleset *ruleset, enum word_meaning meaning, const char *key) {
    size_t longest = 0;
    for (size_t i = 0; i < ruleset->word_count; i++) {
        const struct word *word = &ruleset->words[i];
        size_t length = word->meaning == meaning ? starts_with_word(key, word->key) : 0;
        longest = length > longest ? length : longest;
    }
    return longest;
}

bool words_contain(const struct ruleset *ruleset, enum word_meaning meaning, const char *key) {
    while (*key) {
        if (words_prefix(ruleset, meaning, key) > 0)
            return true;
        key += strcspn(key, " ");
        key += strspn(key, " ");
    }
    return false;
}

/* Length of a word of this meaning at the start of the text, 0 when none is. */
static size_t word_at(const struct ruleset *ruleset, enum word_meaning meaning, const char *text) {
    for (size_t i = 0; i < ruleset->word_count; i++) {
        const struct word *word = &ruleset->words[i];
        size_t length = word->meaning == meaning ? strlen(word->text) : 0;
        if (length > 0 && strncmp(text, word->text, length) == 0)
            return length;
    }
    return 0;
}

bool words_consist_of(const struct ruleset *ruleset, enum word_meaning meaning, const char *text) {
    bool any = false;
    while (*text) {
        size_t length = *text == ' ' || *text == '\n' ? 1 : word_at(ruleset, meaning, text);
        if (length == 0)
            return false;
        any |= *text != ' ' && *text != '\n';
        text += length;
    }
    return any;
}

static bool ends_with_word(const char *text, const char *word) {
    size_t length = strlen(text), tail = strlen(word);
    return tail > 0 && tail < length && strcmp(text + length - tail, word) == 0 &&
           text[length - tail - 1] == ' ';
}

bool words_mean_unit(const struct ruleset *ruleset, const char *unit_key, const char *key) {
    if (!*key || !*unit_key)
        return false;
    if (strcmp(unit_key, key) == 0 || ends_with_word(unit_key, key) ||
        starts_with_word(unit_key, key))
        return true;
    for (size_t i = 0; i < ruleset->unit_word_count; i++) {
        const struct unit_word *word = &ruleset->unit_words[i];
        if (strcmp(word->unit_key, unit_key) == 0 && strcmp(word->word_key, key) == 0)
            return true;
    }
    return false;
}

double words_multiple(const struct ruleset *ruleset, const char *key, size_t *length) {
    for (size_t i = 0; i < ruleset->multiple_count; i++) {
        *length = starts_with_word(key, ruleset->multiples[i].key);
        if (*length)
            return ruleset->multiples[i].factor;
    }
    return 0;
}
