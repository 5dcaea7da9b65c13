/* read: the parts of ruleset_load() that read one file each. Private to the loader.
 *
 * A part takes its file apart and checks it against itself and the parts read before: every error
 * has the file's line, what was found and what to do. Order: rows, form, values, register,
 * patterns, checks.
 */
#ifndef CHITIEU_NORMALIZE_RULES_READ_H
#define CHITIEU_NORMALIZE_RULES_READ_H

#include "core/text/quote.h"
#include "normalize/rules/rule_file.h"
#include "normalize/rules/ruleset.h"
#include "normalize/rules/yaml_tree.h"

struct rule_part {
    struct ruleset *ruleset;
    const struct rule_file *file;
    struct fault_sink *faults; /* NULL: the first fault ends the reading */
    struct error *error;
};

/* After a step of reading a file: true when it was done, or when its fault is reported and the rest
 * is to be read all the same (fault_go_on). */
MUST_USE bool ruleset_goes_on(const struct rule_part *part, bool done);

MUST_USE bool ruleset_load_rows(const struct rule_part *part);     /* indicators.csv */
MUST_USE bool ruleset_load_form(const struct rule_part *part);     /* form.yaml */
MUST_USE bool ruleset_load_values(const struct rule_part *part);   /* values.yaml */
MUST_USE bool ruleset_load_register(const struct rule_part *part); /* units.csv */
MUST_USE bool ruleset_load_patterns(const struct rule_part *part); /* patterns.yaml */
MUST_USE bool ruleset_load_checks(const struct rule_part *part);   /* checks.yaml */

/* Splits "a | b" into trimmed strings of the arena. */
const char **ruleset_split(struct arena *arena, const char *text, const char *separator,
                           size_t *count);

/* "Did you mean "1.1-2"? " with the nearest id of a row that has a value; "" when none is near. */
struct quote ruleset_meant_row(const struct ruleset *ruleset, const char *id);

/* Fills the error: the rules need more memory than a rule set may have. Always returns false. */
bool ruleset_too_large(const char *path, struct error *error);

/* Compiles the pattern written at a node; `owner` names it in errors ("Rule people-assigned"). A
 * pattern that matches even the empty text is refused, for it matches everywhere. */
MUST_USE bool ruleset_compile(const struct yaml_node *node, const char *owner, const char *pattern,
                              unsigned flags, struct regex **regex, struct error *error);

#endif
