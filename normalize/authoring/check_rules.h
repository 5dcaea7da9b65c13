/* check_rules: everything that is wrong in a rule set, for `rules check`.
 *
 * Reads it as far as it can be read, lints what was read (lint.h) and tries its examples
 * (self_test.h). Faults come in no order; each has its place.
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_CHECK_RULES_H
#define CHITIEU_NORMALIZE_AUTHORING_CHECK_RULES_H

#include "normalize/rules/ruleset.h"

/* Reports every fault and warning. *ruleset is NULL when there was a fault. false, with an error,
 * only when the work could not be done: a file that is not there or memory that is not. */
MUST_USE bool check_rules(const char *directory, struct fault_sink *faults,
                          struct ruleset **ruleset, struct error *error);

#endif
