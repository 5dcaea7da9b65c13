/* suggest: the words nearest to a mistyped one.
 *
 * Distance counts letters put in, left out, changed or swapped with their neighbour (optimal string
 * alignment), without regard to ASCII case.
 *
 * Ownership: results point at the candidates' own strings.
 */
#ifndef CHITIEU_CORE_TEXT_SUGGEST_H
#define CHITIEU_CORE_TEXT_SUGGEST_H

#include <stddef.h>

/* Edit distance in bytes; words over 63 bytes are compared by their first 63. */
unsigned suggest_distance(const char *one, const char *other);

/* Puts up to `most` candidates that are near enough to be what was intended into `nearest`, best
 * first, and returns how many. Near enough: at most a third of the word's letters are wrong, or
 * two. */
size_t suggest_nearest(const char *word, const char *const *candidates, size_t count,
                       const char **nearest, size_t most);

#endif
