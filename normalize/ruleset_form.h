/* ruleset_form: the parts of ruleset_load() that read one kind of file each. Private to the loader. */
#ifndef CHITIEU_NORMALIZE_RULESET_FORM_H
#define CHITIEU_NORMALIZE_RULESET_FORM_H

#include "normalize/rule_file.h"
#include "normalize/ruleset.h"

/* Each reads its file of ruleset->directory into the rule set. */
MUST_USE bool ruleset_load_rows(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);
MUST_USE bool ruleset_load_units(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);
MUST_USE bool ruleset_load_form(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);
MUST_USE bool ruleset_load_values(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);
MUST_USE bool ruleset_load_patterns(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);
MUST_USE bool ruleset_load_checks(struct ruleset *ruleset, const struct rule_file *file,
                               struct error *error);

/* Splits "a | b" into trimmed strings of the arena. */
const char **ruleset_split(struct arena *arena, const char *text, const char *separator,
                           size_t *count);

/* Fills the error: the rules need more memory than a rule set may have. Always returns false. */
bool ruleset_too_large(const char *path, struct error *error);

#endif
