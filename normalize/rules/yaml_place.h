/* yaml_place: where in a YAML file of the rule set a byte of a text was typed.
 *
 * The place of each byte of a text is found again, whatever way of writing the file uses (block,
 * quotes, plain), so that a fault in a pattern is shown where it was typed. Source: YAML 1.1 §8,
 * §9.
 */
#ifndef CHITIEU_NORMALIZE_RULES_YAML_PLACE_H
#define CHITIEU_NORMALIZE_RULES_YAML_PLACE_H

#include "normalize/rules/yaml_tree.h"

/* The place of byte `offset` of the text at a node; of the node itself when it is no text or has
 * not so many bytes. */
struct rule_spot node_spot(const struct yaml_node *node, size_t offset);

/* Fills the error with RULES at a node. Always returns false. */
bool node_refuse(const struct yaml_node *node, struct error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same at byte `offset` of the text there. */
bool node_refuse_within(const struct yaml_node *node, size_t offset, struct error *error,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
