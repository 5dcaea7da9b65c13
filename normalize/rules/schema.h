/* schema: what the YAML files of a rule set may contain: their keys, words and kinds of value.
 *
 * One set of tables for the loader, which compares every file with them before it looks into it,
 * and for the JSON Schemas that editors complete by (authoring/schema_json.h). Errors: RULES at
 * the line and column, with what was expected and what was found (schema_fit.c).
 */
#ifndef CHITIEU_NORMALIZE_RULES_SCHEMA_H
#define CHITIEU_NORMALIZE_RULES_SCHEMA_H

#include "normalize/rules/read.h"
#include "normalize/rules/yaml_tree.h"

/* A word of a closed list and what it means; a word of NULL ends the list. */
struct schema_word {
    const char *word;
    int meaning;
};

enum schema_type {
    SCHEMA_TEXT,
    SCHEMA_WORD,    /* one of `words` */
    SCHEMA_NUMBER,  /* 1000, 0.5 */
    SCHEMA_WHOLE,   /* 3, -1 */
    SCHEMA_TRUTH,   /* true, false */
    SCHEMA_TEXTS,   /* a list of texts */
    SCHEMA_ENTRIES, /* a list of mappings, each with `keys` */
};

/* A key of a mapping and what may be under it; a key of NULL ends the list. */
struct schema_key {
    const char *key;
    enum schema_type type;
    bool optional;
    bool may_be_empty; /* of a list: it may be written [] */
    const struct schema_word *words;
    const struct schema_key *keys;
};

enum schema_file { SCHEMA_FORM, SCHEMA_VALUES, SCHEMA_PATTERNS, SCHEMA_CHECKS };

/* Most entries of one list in a rule file: the largest real one has some 160. */
enum { SCHEMA_LIST_MAX = 10000 };

/* The keys of a file. */
const struct schema_key *schema_keys(enum schema_file kind);

/* Parses the part's file. *root is its mapping, which fits the schema: what must be there is there,
 * and of its kind. */
MUST_USE bool schema_read(enum schema_file kind, const struct rule_part *part,
                          const struct yaml_node **root);

/* Whether a node is a mapping with these keys, and what is under them fits. Where all faults are
 * wanted, reports every one but the last, which it leaves in the part's error. The tables hold
 * themselves nowhere, so their depth bounds this however the aliases of a file run. */
MUST_USE bool schema_fit(const struct rule_part *part, const struct schema_key *keys,
                         const struct yaml_node *node);

/* What the word under a key of a mapping that fits means; 0, the usual meaning, without one. */
int schema_meaning(const struct schema_word *words, const struct yaml_node *mapping,
                   const char *key);

/* Whether "true" is written under a key of a mapping that fits. */
bool schema_truth(const struct yaml_node *mapping, const char *key);

/* The word that means this: "signer-title"; "" when none does. */
const char *schema_word(const struct schema_word *words, int meaning);

extern const struct schema_word schema_column_roles[];  /* enum column_role */
extern const struct schema_word schema_head_fields[];   /* enum head_field */
extern const struct schema_word schema_word_meanings[]; /* enum word_meaning */
extern const struct schema_word schema_numeral_uses[];  /* enum numeral_use */
extern const struct schema_word schema_field_types[];   /* enum field_type */
extern const struct schema_word schema_carries[];       /* enum carry */
extern const struct schema_word schema_parts[];         /* enum part */
extern const struct schema_word schema_overlaps[];      /* enum overlap */
extern const struct schema_word schema_relations[];     /* enum relation */
extern const struct schema_word schema_histories[];     /* enum history_relation */
extern const struct schema_word schema_severities[];    /* enum severity */

#endif
