/* schema: the YAML files of a rule set as plain structs, loaded by libcyaml.
 *
 * Ownership: schema_free() frees what schema_load() gave. Strings are as in the file; folding and
 * compiling come later (ruleset.c). Errors: RULES with the line, what was found and what may stand
 * there (schema_fault.h).
 */
#ifndef CHITIEU_NORMALIZE_RULES_SCHEMA_H
#define CHITIEU_NORMALIZE_RULES_SCHEMA_H

#include "core/error.h"
#include "normalize/rules/rule_file.h"
#include "normalize/rules/ruleset.h"

struct yaml_column {
    enum column_role means;
    char **headers;
    unsigned headers_count;
};

struct yaml_period {
    char *pattern, *period;
};

struct yaml_head {
    enum head_field field;
    char **patterns;
    unsigned patterns_count;
};

enum form_example { EXAMPLE_HEADER, EXAMPLE_PERIOD, EXAMPLE_HEAD };

struct yaml_form_example {
    enum form_example of;
    char *text, *reads;
};

struct yaml_form {
    char *id, *title;
    struct yaml_column *columns;
    unsigned columns_count;
    struct yaml_period *periods;
    unsigned periods_count;
    struct yaml_head *head;
    unsigned head_count;
    struct yaml_form_example *examples;
    unsigned examples_count;
};

struct yaml_words {
    enum word_meaning means;
    char **words;
    unsigned words_count;
};

struct yaml_multiple {
    char *word;
    double factor;
};

struct yaml_unit {
    char *unit;
    char **words;
    unsigned words_count;
};

struct yaml_near {
    char *word, *label;
};

struct yaml_abbreviation {
    char *brief, *full;
};

struct yaml_numeral {
    char *word;
    enum numeral_use use;
    double value;
};

struct yaml_value_example {
    char *of, *text, *reads;
};

struct yaml_values {
    struct yaml_words *words;
    unsigned words_count;
    struct yaml_numeral *numerals;
    unsigned numerals_count;
    struct yaml_multiple *multiples;
    unsigned multiples_count;
    struct yaml_unit *units;
    unsigned units_count;
    struct yaml_near *near_labels;
    unsigned near_labels_count;
    struct yaml_abbreviation *abbreviations;
    unsigned abbreviations_count;
    struct yaml_value_example *examples;
    unsigned examples_count;
};

struct yaml_fragment {
    char *name, *pattern;
};

struct yaml_field {
    char *name, *value; /* value: a constant, may be NULL */
    char **words;       /* may be NULL */
    unsigned words_count;
    enum field_type type;
    enum carry carries;
};

struct yaml_named {
    char *name, *value;
};

struct yaml_example {
    char *text;
    struct yaml_named *fields;
    unsigned fields_count;
};

struct yaml_rule {
    char *id, *description, *pattern;
    char *also, *unless, *indicator;                          /* may be NULL */
    char *in_section, *not_in_section, *in_style, *in_column; /* may be NULL */
    enum part *in_part;                                       /* may be NULL */
    int priority;
    enum overlap overlap;
    char **needs; /* may be NULL */
    unsigned needs_count;
    struct yaml_field *fields;
    unsigned fields_count;
    struct yaml_example *examples;
    unsigned examples_count;
    char **counter_examples;
    unsigned counter_examples_count;
};

struct yaml_section {
    char *pattern;
    unsigned level;
    bool counted;
};

struct yaml_patterns {
    struct yaml_section *sections; /* may be NULL */
    unsigned sections_count;
    struct yaml_fragment *fragments;
    unsigned fragments_count;
    struct yaml_rule *rules;
    unsigned rules_count;
};

struct yaml_check {
    char *id, *left, *why; /* why may be NULL */
    enum relation relation;
    enum severity severity;
    char **right;
    unsigned right_count;
    double *least, *most; /* NULL when absent */
    char **holds, **fails;
    unsigned holds_count, fails_count;
};

struct yaml_history {
    char *id;
    enum history_relation relation;
    enum severity severity;
    double percent, least;
};

struct yaml_checks {
    struct yaml_check *checks;
    unsigned checks_count;
    struct yaml_history *history; /* may be NULL */
    unsigned history_count;
};

enum schema_file { SCHEMA_FORM, SCHEMA_VALUES, SCHEMA_PATTERNS, SCHEMA_CHECKS };

/* Loads a file of one of the four kinds; *data is the matching struct. */
MUST_USE bool schema_load(enum schema_file kind, const struct rule_file *file, void **data,
                          struct error *error);
/* The word of a field of the head in form.yaml: "signer-title". */
const char *schema_head_word(enum head_field field);

/* What such a file may hold, as libcyaml reads it. */
struct cyaml_schema_value;
const struct cyaml_schema_value *schema_table(enum schema_file kind);

void schema_free(enum schema_file kind, void *data);

#endif
