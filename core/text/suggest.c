#include "core/text/suggest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WORD_BYTES = 64, NEAR_ENOUGH = 2 };

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

static bool same_letter(char a, char b) {
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

unsigned suggest_distance(const char *one, const char *other) {
    size_t n = strnlen(one, WORD_BYTES - 1), m = strnlen(other, WORD_BYTES - 1);
    unsigned cost[WORD_BYTES][WORD_BYTES];
    for (size_t i = 0; i <= n; i++)
        cost[i][0] = (unsigned)i;
    for (size_t j = 0; j <= m; j++)
        cost[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 1; j <= m; j++) {
            unsigned changed = cost[i - 1][j - 1] + !same_letter(one[i - 1], other[j - 1]);
            cost[i][j] = smaller(changed, smaller(cost[i - 1][j], cost[i][j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && same_letter(one[i - 1], other[j - 2]) &&
                           same_letter(one[i - 2], other[j - 1]);
            if (swapped)
                cost[i][j] = smaller(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[n][m];
}

size_t suggest_nearest(const char *word, const char *const *candidates, size_t count,
                       const char **nearest, size_t most) {
    unsigned farthest = (unsigned)(strlen(word) / 3);
    if (farthest < NEAR_ENOUGH)
        farthest = NEAR_ENOUGH;
    size_t found = 0;
    for (unsigned distance = 0; distance <= farthest && found < most; distance++)
        for (size_t i = 0; i < count && found < most; i++)
            if (suggest_distance(word, candidates[i]) == distance)
                nearest[found++] = candidates[i];
    return found;
}
