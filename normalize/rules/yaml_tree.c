#include "normalize/rules/yaml_tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static bool out_of_memory(const struct rule_file *file, struct error *error) {
    return error_no_memory(error, file->path);
}

static bool not_yaml(const yaml_parser_t *parser, const struct rule_file *file,
                     struct error *error) {
    if (parser->error == YAML_MEMORY_ERROR || parser->error == YAML_NO_ERROR)
        return out_of_memory(file, error);
    const char *context = parser->context ? parser->context : "";
    struct rule_spot spot = {parser->problem_mark.line + 1, parser->problem_mark.column + 1};
    return rule_file_refuse_at(file->path, spot, error,
                               "The file is not valid YAML here: %s%s%s. Check the indentation, "
                               "brackets and quotes here and just above.",
                               context, *context ? ", " : "",
                               parser->problem ? parser->problem : "it cannot be parsed");
}

/* ---- the nodes of a document ---- */

/* libyaml numbers the nodes of a document from 1; they are copied in that order. */
static const struct yaml_node *node_of(const struct yaml_node *nodes, int number) {
    return &nodes[number - 1];
}

static void copy_list(const yaml_node_t *from, const struct yaml_node *nodes, struct arena *arena,
                      struct yaml_node *to) {
    const yaml_node_item_t *items = from->data.sequence.items.start;
    size_t count = (size_t)(from->data.sequence.items.top - items);
    to->items = arena_array(arena, count, sizeof *to->items);
    for (size_t i = 0; to->items && i < count; i++)
        to->items[to->count++] = node_of(nodes, items[i]);
}

static void copy_mapping(const yaml_node_t *from, const struct yaml_node *nodes,
                         struct arena *arena, struct yaml_node *to) {
    const yaml_node_pair_t *pairs = from->data.mapping.pairs.start;
    size_t count = (size_t)(from->data.mapping.pairs.top - pairs);
    to->keys = arena_array(arena, count, sizeof *to->keys);
    to->items = arena_array(arena, count, sizeof *to->items);
    for (size_t i = 0; to->keys && to->items && i < count; i++) {
        to->keys[i] = node_of(nodes, pairs[i].key);
        to->items[to->count++] = node_of(nodes, pairs[i].value);
    }
}

static void copy_node(const yaml_node_t *from, const struct yaml_node *nodes, struct arena *arena,
                      struct yaml_node *to) {
    yaml_scalar_style_t style = from->data.scalar.style;
    to->spot = (struct rule_spot){from->start_mark.line + 1, from->start_mark.column + 1};
    switch (from->type) {
    case YAML_SEQUENCE_NODE:
        to->kind = NODE_LIST;
        copy_list(from, nodes, arena, to);
        break;
    case YAML_MAPPING_NODE:
        to->kind = NODE_MAPPING;
        copy_mapping(from, nodes, arena, to);
        break;
    default:
        to->kind = NODE_TEXT;
        to->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
        to->text = arena_strdup(arena, (const char *)from->data.scalar.value);
    }
}

static bool copy_document(const yaml_document_t *document, const struct rule_file *file,
                          struct arena *arena, const struct yaml_node **root, struct error *error) {
    size_t count = (size_t)(document->nodes.top - document->nodes.start);
    struct yaml_node *nodes = arena_array(arena, count, sizeof *nodes);
    for (size_t i = 0; nodes && i < count; i++) {
        nodes[i].file = file;
        copy_node(&document->nodes.start[i], nodes, arena, &nodes[i]);
    }
    *root = nodes; /* the first node */
    return !arena_failed(arena) ||
           rule_file_refuse(file->path, 0, error, "The rule set is too large.");
}

/* ---- the file ---- */

static bool parse_first(yaml_parser_t *parser, const struct rule_file *file, struct arena *arena,
                        const struct yaml_node **root, struct error *error) {
    yaml_document_t document;
    if (!yaml_parser_load(parser, &document))
        return not_yaml(parser, file, error);
    bool done = document.nodes.top > document.nodes.start
                    ? copy_document(&document, file, arena, root, error)
                    : rule_file_refuse(file->path, 0, error,
                                       "The file is empty. A rule set needs all of its files; "
                                       "begin with a copy of a working one.");
    yaml_document_delete(&document);
    return done;
}

static bool is_only_one(yaml_parser_t *parser, const struct rule_file *file, struct error *error) {
    yaml_document_t document;
    if (!yaml_parser_load(parser, &document))
        return not_yaml(parser, file, error);
    bool more = document.nodes.top > document.nodes.start;
    size_t line = document.start_mark.line + 1;
    yaml_document_delete(&document);
    return !more || rule_file_refuse(file->path, line, error,
                                     "A second document begins here, which would be ignored. Put "
                                     "all into one, without the line \"---\".");
}

bool yaml_tree_parse(const struct rule_file *file, struct arena *arena,
                     const struct yaml_node **root, struct error *error) {
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return out_of_memory(file, error);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->text, file->length);
    bool done = parse_first(&parser, file, arena, root, error) && is_only_one(&parser, file, error);
    yaml_parser_delete(&parser);
    return done;
}

/* ---- access ---- */

const struct yaml_node *node_at(const struct yaml_node *mapping, const char *key) {
    for (size_t i = 0; mapping->keys && i < mapping->count; i++)
        if (mapping->keys[i]->text && strcmp(mapping->keys[i]->text, key) == 0)
            return mapping->items[i];
    return NULL;
}

const char *node_text(const struct yaml_node *mapping, const char *key) {
    const struct yaml_node *node = node_at(mapping, key);
    return node ? node->text : NULL;
}

const struct yaml_node *node_list(const struct yaml_node *mapping, const char *key) {
    static const struct yaml_node empty = {.kind = NODE_LIST};
    const struct yaml_node *node = node_at(mapping, key);
    return node && node->kind == NODE_LIST ? node : &empty;
}

size_t node_count_all(const struct yaml_node *list, const char *key) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += node_list(list->items[i], key)->count;
    return count;
}

double node_number(const struct yaml_node *mapping, const char *key) {
    const char *text = node_text(mapping, key);
    return text ? strtod(text, NULL) : 0;
}
