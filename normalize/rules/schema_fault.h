/* schema_fault: where in a YAML file of the rule set a fault is, and what it is, in words for
 * whoever edits the file.
 *
 * libcyaml fills structs and stops at what does not fit, but its log is written for programmers and
 * the structs know no lines. So the file is taken apart by libyaml as well, and looked at again
 * when something is wrong. Errors: RULES with the place "file:line:column".
 */
#ifndef CHITIEU_NORMALIZE_RULES_SCHEMA_FAULT_H
#define CHITIEU_NORMALIZE_RULES_SCHEMA_FAULT_H

#include "normalize/rules/yaml_place.h"

#include <cyaml/cyaml.h>

/* Whether the file is YAML, and one document with something in it. */
MUST_USE bool schema_is_document(const struct rule_file *file, struct error *error);

/* Fills the error with the first place where the file does not fit the schema; where all faults are
 * wanted (file->faults), tells of every one but the last, which it leaves in the error. Always
 * returns false. */
bool schema_explain(const struct rule_file *file, const cyaml_schema_value_t *schema,
                    struct error *error);

#endif
