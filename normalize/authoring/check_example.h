/* check_example: a check on a report that is written out: "1.1-2 = 19, 1.1-1 = 22".
 *
 * Each piece is the id of a row of the check and its value, a number with a decimal point or a
 * fraction ("149/149", which is also its percentage); rows left out were not reported. In a
 * prose check "prose" is the value in the prose. Ownership: the caller's arena. Source: DESIGN §6.
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_CHECK_EXAMPLE_H
#define CHITIEU_NORMALIZE_AUTHORING_CHECK_EXAMPLE_H

#include "normalize/rules/ruleset.h"

struct check_trial {
    const char *wrong;   /* what is wrong with the text, which was then not tried; or NULL */
    const char *finding; /* the finding of the check when it failed, else NULL */
};

/* false when memory is out. */
MUST_USE bool check_try(const struct ruleset *ruleset, const struct check *check, const char *text,
                        struct arena *arena, struct check_trial *trial);

#endif
