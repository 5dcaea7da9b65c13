/* self_test: the patterns and checks of a rule set on their own examples, through the code that
 * reads reports. What fails on them would fail on reports as well, so no report is read by a rule
 * set whose examples do not hold.
 *
 * Each pattern is tried alone; examples.h tries them among all rules and explains what it finds.
 * Errors: RULES at the example. Source: DESIGN §6 ("Every pattern and check carries examples").
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_SELF_TEST_H
#define CHITIEU_NORMALIZE_AUTHORING_SELF_TEST_H

#include "normalize/rules/ruleset.h"

/* Loads the rule set in `directory` and tries its examples. */
MUST_USE bool ruleset_load_tested(const char *directory, struct ruleset **ruleset,
                                  struct error *error);

/* What a self-test needs; the arena is used as scratch. */
struct self_test {
    const struct ruleset *ruleset;
    struct fault_sink *faults; /* NULL: the first fault ends it */
    struct arena *arena;
    struct error *error;
};

/* Room for one example and what is read from it; an example has some 200 bytes. */
#define SELF_TEST_BYTES ((size_t)4 << 20)

/* false at the first fault, or when it cannot be tried. */
MUST_USE bool self_test_pattern(const struct self_test *test, const struct pattern *pattern);
MUST_USE bool self_test_check(const struct self_test *test, const struct check *check);

#endif
