/* check: relations between a report's values, and between its prose and its table.
 *
 * A failed check is a finding; it never changes a value. Only reported values are compared; a part
 * that is blank makes a sum a lower bound. Source: DESIGN §6 (checks.yaml), DOMAIN "How values are
 * written".
 */
#ifndef CHITIEU_NORMALIZE_CHECK_H
#define CHITIEU_NORMALIZE_CHECK_H

#include "core/event.h"
#include "normalize/report.h"
#include "normalize/rules/ruleset.h"

/* A list of findings that grows in an arena. */
struct finding_list {
    struct arena *arena;
    const struct event_sink *sink;
    struct finding *items;
    size_t count, capacity;
};

/* Adds a finding and its CHECK_FAILED event. false when memory is out. */
MUST_USE bool finding_add(struct finding_list *list, const char *check, enum severity severity,
                          const char *indicator, const char *at, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Runs all checks of the rule set. `observation_of_row[row]` is the row's observation, NULL for
 * headings. false when memory is out. */
MUST_USE bool check_report(const struct ruleset *ruleset,
                           const struct observation *const *observation_of_row,
                           const struct mention *mentions, size_t mention_count,
                           struct finding_list *findings);

#endif
