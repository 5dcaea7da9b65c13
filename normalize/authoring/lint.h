/* lint: what is wrong in a rule although it can be read.
 *
 * A catastrophic pattern takes time that doubles with every letter of some text. It is found by
 * running it: on texts made of its examples, each broken off at a word that is then repeated, under
 * the limits reports are read under. That takes far longer than reading, so only `rules check` asks
 * for it. Source: pcre2perform(3).
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_LINT_H
#define CHITIEU_NORMALIZE_AUTHORING_LINT_H

#include "normalize/rules/ruleset.h"

/* Refuses a pattern that some text keeps busy beyond the match limit. `owner` names it in the
 * error, `node` is where it is written. `example` is what texts are made of; NULL: of digits,
 * letters and spaces alone. */
MUST_USE bool lint_backtracking(const struct yaml_node *node, const char *owner,
                                const struct regex *regex, const char *example,
                                struct error *error);

/* Warns of a space between two letters of an extended pattern, where it means nothing although it
 * was surely meant to. */
void lint_spaces(const struct yaml_node *node, const char *owner, struct fault_sink *faults);

/* Warns of a header pattern that decides none of the form's examples of headers: none matches it,
 * or an earlier pattern matches all that do. */
void lint_header(const struct ruleset *ruleset, const struct column_pattern *column,
                 struct arena *arena, struct fault_sink *faults);

#endif
