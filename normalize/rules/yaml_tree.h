/* yaml_tree: a YAML file of a rule set, parsed once by libyaml into nodes that know their place.
 *
 * Ownership: nodes and texts live in the caller's arena and are immutable. An alias is the node it
 * stands for, so one node may be reached in several ways, even from below itself; readers follow a
 * schema, whose depth is bounded. Units: lines and columns from 1, columns in characters. Errors:
 * RULES when the file is not valid YAML, empty, or holds a second document. Source: YAML 1.1.
 */
#ifndef CHITIEU_NORMALIZE_RULES_YAML_TREE_H
#define CHITIEU_NORMALIZE_RULES_YAML_TREE_H

#include "core/arena.h"
#include "normalize/rules/rule_file.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAPPING };

struct yaml_node {
    const struct rule_file *file;
    enum node_kind kind;
    struct rule_spot spot;          /* of its first character */
    const char *text;               /* NUL-terminated; NULL when it is not a text */
    bool block;                     /* a text written as a block, below "|" or ">" */
    const struct yaml_node **keys;  /* of a mapping, as written */
    const struct yaml_node **items; /* the entries of a list, the values of a mapping */
    size_t count;
};

/* The root of the one document in the file, which must live as long as the nodes. */
MUST_USE bool yaml_tree_parse(const struct rule_file *file, struct arena *arena,
                              const struct yaml_node **root, struct error *error);

/* The value under a key of a mapping; NULL when there is none, or when it is no mapping. */
const struct yaml_node *node_at(const struct yaml_node *mapping, const char *key);

/* The text under a key; NULL when there is none. */
const char *node_text(const struct yaml_node *mapping, const char *key);

/* The list under a key; an empty one when there is none. */
const struct yaml_node *node_list(const struct yaml_node *mapping, const char *key);

/* How many entries the lists under a key of all the mappings in a list have together. */
size_t node_count_all(const struct yaml_node *list, const char *key);

/* The number under a key; 0 when there is none. */
double node_number(const struct yaml_node *mapping, const char *key);

#endif
