#include "normalize/schema_fault.h"
#include "core/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* Room for the words and keys a message lists; the longest list has some 300 bytes. */
#define CHOICES_MAX ((size_t)4096)

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
    return rule_file_refuse(
        file->path, parser->problem_mark.line + 1, error,
        "This is no YAML: %s%s%s (column %zu). Look at the indentation, brackets "
        "and quotes here and just above.",
        context, *context ? ", " : "", parser->problem ? parser->problem : "it cannot be read",
        parser->problem_mark.column + 1);
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

#define FAULT(l, node, ...)                                                                        \
    rule_file_refuse((l)->file->path, (node)->start_mark.line + 1, (l)->error, __VA_ARGS__)

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

static bool pair_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                      const yaml_node_t *node, size_t pair, const char *keys) {
    const yaml_node_t *key = key_of(l, node, pair);
    const cyaml_schema_field_t *field = find_field(schema, key);
    if (!field)
        return FAULT(l, key, "The key \"%s\" is unknown here. The keys are: %s.",
                     key->type == YAML_SCALAR_NODE ? quote(key).text : type_word(key), keys);
    if (has_key(l, node, field->key, pair))
        return FAULT(l, key, "The key \"%s\" stands here twice. Keep one.", field->key);
    return fits(l, &field->value, value_of(l, node, pair));
}

static bool mapping_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                         const yaml_node_t *node) {
    struct buffer keys;
    bool fit = true;
    list_keys(schema, &keys);
    if (node->type != YAML_MAPPING_NODE)
        fit = FAULT(l, node, "Here stands %s instead of an entry with the keys: %s.",
                    type_word(node), buffer_text(&keys));
    for (size_t i = 0; fit && i < pair_count(node); i++)
        fit = pair_fits(l, schema, node, i, buffer_text(&keys));
    for (const cyaml_schema_field_t *field = schema->mapping.fields; fit && field->key; field++)
        if (!(field->value.flags & CYAML_FLAG_OPTIONAL) &&
            !has_key(l, node, field->key, pair_count(node)))
            fit = FAULT(l, node, "The entry that begins here lacks the key \"%s\". Add it.",
                        field->key);
    buffer_free(&keys);
    return fit;
}

static bool sequence_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                          const yaml_node_t *node) {
    bool is_list = node->type == YAML_SEQUENCE_NODE;
    bool is_nothing = node->type == YAML_SCALAR_NODE && node->data.scalar.length == 0;
    if (is_nothing || (is_list && entry_count(node) < schema->sequence.min))
        return FAULT(l, node, "The list is empty. Give it an entry.");
    if (!is_list)
        return FAULT(l, node, "Here stands %s instead of a list. Write it as [%s].",
                     type_word(node), node->type == YAML_SCALAR_NODE ? quote(node).text : "…");
    if (entry_count(node) > schema->sequence.max)
        return FAULT(l, node, "The list has %zu entries; at most %u are read.", entry_count(node),
                     schema->sequence.max);
    for (size_t i = 0; i < entry_count(node); i++)
        if (!fits(l, schema->sequence.entry, entry_of(l, node, i)))
            return false;
    return true;
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

static bool word_fits(const struct looking *l, const cyaml_schema_value_t *schema,
                      const yaml_node_t *node) {
    struct buffer words;
    buffer_init(&words, CHOICES_MAX);
    bool fit = false;
    for (uint32_t i = 0; i < schema->enumeration.count; i++) {
        fit = fit || strcmp(schema->enumeration.strings[i].str, scalar(node)) == 0;
        choose(&words, schema->enumeration.strings[i].str);
    }
    if (!fit)
        FAULT(l, node, "The word \"%s\" is unknown here. It may be: %s.", quote(node).text,
              buffer_text(&words));
    buffer_free(&words);
    return fit;
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

/* ---- the place of a node ---- */

struct node_name node_name(const char *format, ...) {
    struct node_name name;
    va_list args;
    va_start(args, format);
    vsnprintf(name.text, sizeof name.text, format, args);
    va_end(args);
    return name;
}

/* One step of a way: "[3]", or "key" up to the next "." or "[". NULL when there is no such node. */
static yaml_node_t *step(const struct looking *l, const yaml_node_t *node, const char **way) {
    char *end;
    if (**way == '[') {
        size_t index = strtoul(*way + 1, &end, 10);
        *way = end + 1;
        bool is_there = node->type == YAML_SEQUENCE_NODE && index < entry_count(node);
        return is_there ? entry_of(l, node, index) : NULL;
    }
    *way += **way == '.';
    const char *key = *way;
    size_t length = strcspn(key, ".[");
    *way += length;
    for (size_t i = 0; node->type == YAML_MAPPING_NODE && i < pair_count(node); i++)
        if (is_key(key_of(l, node, i), key, length))
            return value_of(l, node, i);
    return NULL;
}

static size_t line_of(const struct rule_file *file, const char *way) {
    yaml_parser_t parser = {0};
    yaml_document_t document = {0};
    size_t line = 0;
    open_parser(&parser, file);
    if (yaml_parser_load(&parser, &document)) {
        struct looking l = {.file = file, .document = &document};
        const yaml_node_t *node = yaml_document_get_root_node(&document);
        for (; node; node = *way ? step(&l, node, &way) : NULL)
            line = node->start_mark.line + 1;
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return line;
}

bool schema_refuse(const struct rule_file *file, struct node_name node, struct error *error,
                   const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse(file->path, line_of(file, node.text), error, "%s", message);
}
