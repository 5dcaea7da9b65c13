#include "normalize/text/numeral.h"
#include "normalize/text/words.h"

#include <math.h>
#include <string.h>

/* Words that multiply by less than this count within a group of three digits. */
#define GROUP 1000

/* A number while its words are read: whole groups, the group being read, its last digit. */
struct sum {
    double groups, group;
    int digit; /* -1: none waits for its place */
    bool broken;
};

static const struct numeral *numeral_at(const struct ruleset *ruleset, const char *key,
                                        size_t *length) {
    *length = strcspn(key, " ");
    for (size_t i = 0; i < ruleset->numeral_count; i++) {
        const struct numeral *numeral = &ruleset->numerals[i];
        if (strlen(numeral->key) == *length && strncmp(numeral->key, key, *length) == 0)
            return numeral;
    }
    return NULL;
}

static void add_digit(struct sum *sum, int digit) {
    sum->broken |= sum->digit >= 0;
    sum->digit = digit;
}

/* "hai mươi", "trăm" alone is one hundred. */
static void multiply(struct sum *sum, double by) {
    double digit = sum->digit >= 0 ? sum->digit : 0;
    if (by < GROUP) {
        sum->group += (sum->digit >= 0 ? digit : 1) * by;
    } else {
        double group = sum->group + digit;
        sum->groups += (group > 0 ? group : 1) * by;
        sum->group = 0;
    }
    sum->digit = -1;
}

static void add(struct sum *sum, const struct numeral *numeral) {
    switch (numeral->use) {
    case NUMERAL_DIGIT:
        add_digit(sum, (int)numeral->value);
        break;
    case NUMERAL_ADDS:
        sum->broken |= sum->digit >= 0;
        sum->group += numeral->value;
        sum->digit = -1;
        break;
    case NUMERAL_MULTIPLIES:
        multiply(sum, numeral->value);
        break;
    case NUMERAL_FILLS:
        break;
    }
}

size_t numeral_read(const struct ruleset *ruleset, const char *key, double *value) {
    struct sum sum = {.digit = -1};
    size_t at = 0, end = 0, length;
    for (const struct numeral *numeral; (numeral = numeral_at(ruleset, key + at, &length));) {
        add(&sum, numeral);
        end = at + length;
        if (!key[end])
            break;
        at = end + 1;
    }
    double total = sum.groups + sum.group + (sum.digit >= 0 ? sum.digit : 0);
    *value = sum.broken ? (double)NAN : total;
    return end;
}

bool numeral_read_all(const struct ruleset *ruleset, const char *key, double *value) {
    size_t length = numeral_read(ruleset, key, value);
    return length > 0 && (!key[length] || words_is(ruleset, WORD_CURRENCY, key + length + 1));
}
