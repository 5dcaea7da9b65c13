/* examples: the examples of a rule set, run through the code that reads reports.
 *
 * A rule of patterns.yaml is tried among all rules, as in a report: an example that an earlier rule
 * takes is a failed one. Ownership: the caller's arena; texts may be views into the rule set.
 * Source: DESIGN §6 ("Every pattern and check carries examples").
 */
#ifndef CHITIEU_NORMALIZE_AUTHORING_EXAMPLES_H
#define CHITIEU_NORMALIZE_AUTHORING_EXAMPLES_H

#include "normalize/rules/ruleset.h"

/* A field that the example gives; `found` is NULL when nothing was read. */
struct trial_field {
    const char *name, *expected, *found;
};

struct trial {
    const char
        *kind; /* "rule", "check"; "header", "period", "head" or "value" of the other files */
    const char *owner; /* its id; of the other files the kind, of a value cell the row */
    const char *text;
    bool wanted; /* an example; false: a counter-example */
    bool passed;
    const char *found; /* what of the text the rule matched, or NULL */
    const char *note;  /* why it failed, beyond the fields; or NULL */
    struct trial_field *fields;
    size_t field_count;
    const char *file; /* of the rule set, in which the example is */
    struct rule_spot spot;
};

struct trials {
    struct trial *items;
    size_t count, capacity;
};

/* Tries every example of a rule set that ruleset_load() loaded, in the order of the files. Errors:
 * NO_MEMORY. */
MUST_USE bool ruleset_try_all(const struct ruleset *ruleset, struct arena *arena,
                              struct trials *trials, struct error *error);

#endif
