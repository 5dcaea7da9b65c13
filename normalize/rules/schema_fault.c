#include "normalize/rules/schema_fault.h"
#include "core/buffer.h"
#include "core/text/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* Room for the words and keys a message lists; the longest list has some 300 bytes. */
#define CHOICES_MAX ((size_t)4096)
/* Most keys or words of one place that one mistyped is compared with; the longest list has 19. */
enum { KEYS_MAX = 64 };

struct looking {
    const struct rule_file *file;
    yaml_document_t *document;
    struct error *error;
};

static void open_parser(yaml_parser_t *parser, const struct rule_file *file) {
    if (!yaml_parser_initialize(parser))
        return;
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)file->text, file->length);
}

/* ---- is it YAML? ---- */

static bool is_no_yaml(const yaml_parser_t *parser, const struct rule_file *file,
                       struct error *error) {
    if (parser->error == YAML_MEMORY_ERROR || parser->error == YAML_NO_ERROR)
        return error_set(error, CODE_NO_MEMORY, file->path, "The system has no memory left.");
    const char *context = parser->context ? parser->context : "";
    struct rule_spot spot = {parser->problem_mark.line + 1, parser->problem_mark.column + 1};
    return rule_file_refuse_at(file->path, spot, error,
                               "This is no YAML: %s%s%s. Look at the indentation, brackets and "
                               "quotes here and just above.",
                               context, *context ? ", " : "",
                               parser->problem ? parser->problem : "it cannot be read");
}

/* Reads the next document; *line is where it begins, 0 when there is none. */
static bool next_document(yaml_parser_t *parser, const struct rule_file *file, size_t *line,
                          struct error *error) {
    yaml_document_t document;
    *line = 0;
    if (!yaml_parser_load(parser, &document))
        return is_no_yaml(parser, file, error);
    if (yaml_document_get_root_node(&document))
        *line = document.start_mark.line + 1;
    yaml_document_delete(&document);
    return true;
}

bool schema_is_document(const struct rule_file *file, struct error *error) {
    yaml_parser_t parser = {0};
    size_t first = 0, second = 0;
    open_parser(&parser, file);
    bool done = next_document(&parser, file, &first, error);
    if (done && first == 0)
        done =
            rule_file_refuse(file->path, 0, error,
                             "The file is empty. A rule set needs all of its files; begin with a "
                             "copy of a working one.");
    if (done && first != 0)
        done = next_document(&parser, file, &second, error);
    if (done && second != 0)
        done =
            rule_file_refuse(file->path, second, error,
                             "A second document begins here, which would not be read. Put all into "
                             "one, without the line \"---\".");
    yaml_parser_delete(&parser);
    return done;
}

/* ---- nodes ---- */

static const char *scalar(const yaml_node_t *node) {
    return (const char *)node->data.scalar.value;
}

static struct rule_quote quote(const yaml_node_t *node) {
    return rule_file_quote(scalar(node), node->data.scalar.length);
}

static bool is_key(const yaml_node_t *node, const char *key, size_t length) {
    return node->type == YAML_SCALAR_NODE && node->data.scalar.length == length &&
           memcmp(scalar(node), key, length) == 0;
}

static size_t entry_count(const yaml_node_t *node) {
    return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
}

static size_t pair_count(const yaml_node_t *node) {
    return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
}

static yaml_node_t *key_of(const struct looking *l, const yaml_node_t *node, size_t pair) {
    return yaml_document_get_node(l->document, node->data.mapping.pairs.start[pair].key);
}

static yaml_node_t *value_of(const struct looking *l, const yaml_node_t *node, size_t pair) {
    return yaml_document_get_node(l->document, node->data.mapping.pairs.start[pair].value);
}

static yaml_node_t *entry_of(const struct looking *l, const yaml_node_t *node, size_t index) {
    return yaml_document_get_node(l->document, node->data.sequence.items.start[index]);
}

/* A fault takes the place of the one before it, which is told where all are wanted. */
#define FAULT(l, node, ...)                                                                        \
    ((void)rule_file_go_on((l)->file, (l)->error),                                                 \
     rule_file_refuse_at(                                                                          \
         (l)->file->path,                                                                          \
         (struct rule_spot){(node)->start_mark.line + 1, (node)->start_mark.column + 1},           \
         (l)->error, __VA_ARGS__))

/* Whether what stands behind a fault is looked at as well. */
static bool wants_more(const struct looking *l, bool fit) {
    return fit || l->file->faults;
}

/* ---- does it fit? ---- */

static bool fits(const struct looking *l, const cyaml_schema_value_t *schema,
                 const yaml_node_t *node);

static const char *type_word(const yaml_node_t *node) {
    return node->type == YAML_SCALAR_NODE     ? "a text"
           : node->type == YAML_SEQUENCE_NODE ? "a list"
                                              : "keys with values";
}

static void choose(struct buffer *choices, const char *choice) {
    buffer_append(choices, ", ", choices->length ? 2 : 0);
    buffer_append(choices, choice, strlen(choice));
}

static void list_keys(const cyaml_schema_value_t *schema, struct buffer *keys) {
    buffer_init(keys, CHOICES_MAX);
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        choose(keys, field->key);
}

static const cyaml_schema_field_t *find_field(const cyaml_schema_value_t *schema,
                                              const yaml_node_t *key) {
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        if (is_key(key, field->key, strlen(field->key)))
            return field;
    return NULL;
}

static bool has_key(const struct looking *l, const yaml_node_t *node, const char *key,
                    size_t before) {
    for (size_t i = 0; i < before; i++)
        if (is_key(key_of(l, node, i), key, strlen(key)))
            return true;
    return false;
}

/* "did you mean" with the nearest key of the schema; nothing when none is near. */
static struct rule_quote meant_key(const cyaml_schema_value_t *schema, const char *word) {
    const char *names[KEYS_MAX], *near;
    size_t count = 0;
    struct rule_quote hint = {""};
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        if (count < KEYS_MAX)
            names[count++] = field->key;
    if (suggest_nearest(word, names, count, &near, 1) > 0)
        snprintf(hint.text, sizeof hint.text, "Did you mean \"%s\"? ", near);
    return hint;
}

static bool unknown_key(const struct looking *l, const cyaml_schema_value_t *schema,
                        const yaml_node_t *key, const char *keys) {
    struct rule_quote word = {""};
    if (key->type != YAML_SCALAR_NODE)
        return FAULT(l, key, "Here stands %s instead of a key. The keys are: %s.", type_word(key),
                     keys);
    word = quote(key);
    return FAULT(l, key, "The key \"%s\" is unknown here. %sThe keys are: %s.", word.text,
                 meant_key(schema, word.text).text, keys);
}

static bool pair_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                      const yaml_node_t *node, size_t pair, const char *keys) {
    const yaml_node_t *key = key_of(l, node, pair);
    const cyaml_schema_field_t *field = find_field(schema, key);
    if (!field)
        return unknown_key(l, schema, key, keys);
    if (has_key(l, node, field->key, pair))
        return FAULT(l, key, "The key \"%s\" stands here twice. Keep one.", field->key);
    return fits(l, &field->value, value_of(l, node, pair));
}

/* Whether an unknown key of the entry is this one, mistyped: then it is told already. */
static bool is_mistyped(const struct looking *l, const cyaml_schema_value_t *schema,
                        const yaml_node_t *node, const char *name) {
    for (size_t i = 0; i < pair_count(node); i++) {
        const yaml_node_t *key = key_of(l, node, i);
        const char *near;
        if (key->type == YAML_SCALAR_NODE && !find_field(schema, key) &&
            suggest_nearest(scalar(key), &name, 1, &near, 1) > 0)
            return true;
    }
    return false;
}

static bool lacks_nothing(const struct looking *l, const cyaml_schema_value_t *schema,
                          const yaml_node_t *node) {
    bool fit = true;
    for (const cyaml_schema_field_t *field = schema->mapping.fields;
         wants_more(l, fit) && field->key; field++)
        if (!(field->value.flags & CYAML_FLAG_OPTIONAL) &&
            !has_key(l, node, field->key, pair_count(node)) &&
            !is_mistyped(l, schema, node, field->key))
            fit = FAULT(l, node, "The entry that begins here lacks the key \"%s\". Add it.",
                        field->key);
    return fit;
}

static bool mapping_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                         const yaml_node_t *node) {
    struct buffer keys;
    bool fit = true, is_mapping = node->type == YAML_MAPPING_NODE;
    list_keys(schema, &keys);
    if (!is_mapping)
        fit = FAULT(l, node, "Here stands %s instead of an entry with the keys: %s.",
                    type_word(node), buffer_text(&keys));
    for (size_t i = 0; is_mapping && wants_more(l, fit) && i < pair_count(node); i++)
        fit = pair_fits(l, schema, node, i, buffer_text(&keys)) && fit;
    if (is_mapping && wants_more(l, fit))
        fit = lacks_nothing(l, schema, node) && fit;
    buffer_free(&keys);
    return fit;
}

static bool sequence_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                          const yaml_node_t *node) {
    bool is_list = node->type == YAML_SEQUENCE_NODE, fit = true;
    bool is_nothing = node->type == YAML_SCALAR_NODE && node->data.scalar.length == 0;
    if (is_nothing || (is_list && entry_count(node) < schema->sequence.min))
        return FAULT(l, node, "The list is empty. Give it an entry.");
    if (!is_list)
        return FAULT(l, node, "Here stands %s instead of a list. Write it as [%s].",
                     type_word(node), node->type == YAML_SCALAR_NODE ? quote(node).text : "…");
    if (entry_count(node) > schema->sequence.max)
        return FAULT(l, node, "The list has %zu entries; at most %u are read.", entry_count(node),
                     schema->sequence.max);
    for (size_t i = 0; wants_more(l, fit) && i < entry_count(node); i++)
        fit = fits(l, schema->sequence.entry, entry_of(l, node, i)) && fit;
    return fit;
}

static bool text_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                      const yaml_node_t *node) {
    size_t length = node->data.scalar.length;
    if (length < schema->string.min)
        return FAULT(l, node,
                     "The text is empty. Write it, or leave its key out where that may be.");
    if (length > schema->string.max)
        return FAULT(l, node, "The text has %zu bytes; at most %u are read.", length,
                     schema->string.max);
    return true;
}

static bool unknown_word(const struct looking *l, const cyaml_schema_value_t *schema,
                         const yaml_node_t *node) {
    const char *words[KEYS_MAX], *near;
    size_t count = 0;
    struct buffer choices;
    buffer_init(&choices, CHOICES_MAX);
    for (uint32_t i = 0; i < schema->enumeration.count; i++) {
        choose(&choices, schema->enumeration.strings[i].str);
        if (count < KEYS_MAX)
            words[count++] = schema->enumeration.strings[i].str;
    }
    bool meant = suggest_nearest(scalar(node), words, count, &near, 1) > 0;
    FAULT(l, node, "The word \"%s\" is unknown here. %s%s%sIt may be: %s.", quote(node).text,
          meant ? "Did you mean \"" : "", meant ? near : "", meant ? "\"? " : "",
          buffer_text(&choices));
    buffer_free(&choices);
    return false;
}

static bool word_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                      const yaml_node_t *node) {
    for (uint32_t i = 0; i < schema->enumeration.count; i++)
        if (strcmp(schema->enumeration.strings[i].str, scalar(node)) == 0)
            return true;
    return unknown_word(l, schema, node);
}

static bool number_fits(const struct looking *l, const yaml_node_t *node) {
    char *end;
    strtod(scalar(node), &end);
    return (end != scalar(node) && *end == '\0') ||
           FAULT(l, node, "Here stands \"%s\" instead of a number.", quote(node).text);
}

/* The schemas hold themselves nowhere, so their depth bounds this however a document's aliases run.
 */
static bool fits(const struct looking *l, const cyaml_schema_value_t *schema,
                 const yaml_node_t *node) {
    if (schema->type == CYAML_MAPPING)
        return mapping_fits(l, schema, node);
    if (schema->type == CYAML_SEQUENCE)
        return sequence_fits(l, schema, node);
    if (node->type != YAML_SCALAR_NODE)
        return FAULT(l, node, "Here stands %s instead of a text or number.", type_word(node));
    switch (schema->type) {
    case CYAML_STRING:
        return text_fits(l, schema, node);
    case CYAML_ENUM:
        return word_fits(l, schema, node);
    case CYAML_FLOAT:
        return number_fits(l, node);
    default:
        return true;
    }
}

bool schema_explain(const struct rule_file *file, const cyaml_schema_value_t *schema,
                    struct error *error) {
    yaml_parser_t parser = {0};
    yaml_document_t document = {0};
    open_parser(&parser, file);
    if (yaml_parser_load(&parser, &document)) {
        struct looking l = {.file = file, .document = &document, .error = error};
        const yaml_node_t *root = yaml_document_get_root_node(&document);
        if (root && fits(&l, schema, root))
            rule_file_refuse(file->path, 0, error, "The file does not fit its schema.");
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return error_set(error, CODE_NO_MEMORY, file->path, "The system has no memory left.");
}
