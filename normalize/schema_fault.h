/* schema_fault: where in a YAML file of the rule set a fault is, and what it is, in words for
 * whoever edits the file.
 *
 * libcyaml fills structs and stops at what does not fit, but its log is written for programmers and
 * the structs know no lines. So the file is taken apart by libyaml as well, and looked at again
 * when something is wrong. A node is named by its way from the top: "rules[3].examples[0].text",
 * indexes from 0. Errors: RULES with the place "file:line".
 */
#ifndef CHITIEU_NORMALIZE_SCHEMA_FAULT_H
#define CHITIEU_NORMALIZE_SCHEMA_FAULT_H

#include "normalize/rule_file.h"

#include <cyaml/cyaml.h>

/* Whether the file is YAML, and one document with something in it. */
MUST_USE bool schema_is_document(const struct rule_file *file, struct error *error);

/* Fills the error with the first place where the file does not fit the schema. Always returns
 * false. */
bool schema_explain(const struct rule_file *file, const cyaml_schema_value_t *schema,
                    struct error *error);

/* The name of a node. */
struct node_name {
    char text[96];
};
struct node_name node_name(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Refuses what stands at a node, or at the nearest one above it when there is none. Always returns
 * false. */
bool schema_refuse(const struct rule_file *file, struct node_name node, struct error *error,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
