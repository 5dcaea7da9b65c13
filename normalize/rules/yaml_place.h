/* schema_place: where in a YAML file of the rule set something stands.
 *
 * A node is named by its way from the top: "rules[3].examples[0].text", indexes from 0. Within a
 * text the place of each of its bytes is found again, whatever way of writing the file uses (block,
 * quotes, plain), so that a fault in a pattern is shown where it was typed. Source: YAML 1.1 §8,
 * §9.
 */
#ifndef CHITIEU_NORMALIZE_RULES_YAML_PLACE_H
#define CHITIEU_NORMALIZE_RULES_YAML_PLACE_H

#include "normalize/rules/rule_file.h"

/* The name of a node. */
struct node_name {
    char text[96];
};
struct node_name node_name(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The place of byte `offset` of the text at a node; of the node itself when it is no text or has
 * not so many bytes; of the nearest one above when there is no such node. */
struct rule_spot schema_place(const struct rule_file *file, struct node_name node, size_t offset);

/* Refuses what stands at a node. Always returns false. */
bool schema_refuse(const struct rule_file *file, struct node_name node, struct error *error,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same of byte `offset` of the text there. */
bool schema_refuse_within(const struct rule_file *file, struct node_name node, size_t offset,
                          struct error *error, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
