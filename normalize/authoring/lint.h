/* ruleset_lint: what is wrong in a rule although it can be read. Private to the loader, which asks
 * only where all faults are wanted (ruleset_check()): it takes far longer than reading.
 *
 * A catastrophic pattern takes time that doubles with every letter of some text. It is found by
 * running it: on texts made of its examples, each broken off at a word that is then repeated, under
 * the limits reports are read under. Source: pcre2perform(3).
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_LINT_H
#define CHITIEU_NORMALIZE_AUTHORING_LINT_H

#include "normalize/rules/read.h"

/* Refuses a pattern that some text keeps busy beyond the match limit. `example` is what texts are
 * made of; NULL: of digits, letters and spaces alone. */
MUST_USE bool ruleset_lint_pattern(const struct rule_part *part, struct node_name node,
                                   const char *owner, const struct regex *regex,
                                   const char *example);

/* Warns of a space between two letters of an extended pattern, where it means nothing although it
 * was surely meant to. */
void ruleset_lint_spaces(const struct rule_part *part, struct node_name node, const char *owner,
                         const char *pattern);

/* Warns of a header pattern that never decides, since an earlier one matches all that it does.
 * Patterns whose texts cannot be listed are not judged. */
void ruleset_lint_header(const struct rule_part *part, struct node_name node, const char *pattern,
                         size_t index);

#endif
