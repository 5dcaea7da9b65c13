#include "normalize/rules/yaml_place.h"
#include "core/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct node_name node_name(const char *format, ...) {
    struct node_name name;
    va_list args;
    va_start(args, format);
    vsnprintf(name.text, sizeof name.text, format, args);
    va_end(args);
    return name;
}

/* ---- the node ---- */

static bool is_key(const yaml_node_t *node, const char *key, size_t length) {
    return node->type == YAML_SCALAR_NODE && node->data.scalar.length == length &&
           memcmp(node->data.scalar.value, key, length) == 0;
}

static yaml_node_t *entry_of(yaml_document_t *document, const yaml_node_t *node, size_t index) {
    const yaml_node_item_t *items = node->data.sequence.items.start;
    size_t count = (size_t)(node->data.sequence.items.top - items);
    return index < count ? yaml_document_get_node(document, items[index]) : NULL;
}

static yaml_node_t *value_of(yaml_document_t *document, const yaml_node_t *node, const char *key,
                             size_t length) {
    const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    for (; pair < node->data.mapping.pairs.top; pair++)
        if (is_key(yaml_document_get_node(document, pair->key), key, length))
            return yaml_document_get_node(document, pair->value);
    return NULL;
}

/* One step of a way: "[3]", or "key" up to the next "." or "[". NULL when there is no such node. */
static yaml_node_t *step(yaml_document_t *document, const yaml_node_t *node, const char **way) {
    if (**way == '[') {
        char *end;
        size_t index = strtoul(*way + 1, &end, 10);
        *way = end + 1;
        return node->type == YAML_SEQUENCE_NODE ? entry_of(document, node, index) : NULL;
    }
    *way += **way == '.';
    const char *key = *way;
    size_t length = strcspn(key, ".[");
    *way += length;
    return node->type == YAML_MAPPING_NODE ? value_of(document, node, key, length) : NULL;
}

/* ---- a byte of its text ---- */

/* The byte of the file that a mark of libyaml means; marks count lines and characters from 0. */
static size_t byte_of(const struct rule_file *file, yaml_mark_t mark) {
    size_t at = 0;
    for (size_t line = 0; line < mark.line && at < file->length; line++)
        at += rule_file_line(file->text + at);
    for (size_t column = 0; column < mark.column && at < file->length; column++)
        at += utf8_length(file->text + at);
    return at;
}

/* A block: below its "|", every line stands behind the same indentation. */
static size_t byte_in_block(const struct rule_file *file, size_t start, const char *text,
                            size_t offset) {
    size_t at = start + rule_file_line(file->text + start), first = at;
    while (first < file->length &&
           strspn(file->text + first, " ") == strcspn(file->text + first, "\r\n"))
        first += rule_file_line(file->text + first);
    size_t indent = strspn(file->text + first, " ");
    const char *line = text;
    /* Behind the last line the file goes on with something else. */
    offset -= offset > 0 && !text[offset] && text[offset - 1] == '\n';
    for (const char *c = text; c < text + offset; c++) {
        if (*c != '\n')
            continue;
        at += rule_file_line(file->text + at);
        line = c + 1;
    }
    return at + indent + (size_t)(text + offset - line);
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* What one character of the text took to write: "''" within quotes, an escape, a broken line. */
static size_t written(const struct rule_file *file, size_t at, char quote, char c) {
    const char *text = file->text + at;
    if (quote == '\'' && text[0] == '\'' && text[1] == '\'')
        return 2;
    if (quote == '"' && text[0] == '\\' && text[1])
        return text[1] == 'x' ? 4 : text[1] == 'u' ? 6 : text[1] == 'U' ? 10 : 2;
    if (is_space(c) && is_space(text[0]) && c != text[0]) {
        size_t length = 0;
        while (is_space(text[length]))
            length++;
        return length;
    }
    return utf8_length(text);
}

static size_t byte_in_line(const struct rule_file *file, size_t start, const char *text,
                           size_t offset) {
    char quote = file->text[start] == '\'' || file->text[start] == '"' ? file->text[start] : '\0';
    size_t at = start + (quote != '\0');
    for (size_t i = 0; i < offset && text[i] && at < file->length; i += utf8_length(text + i))
        at += written(file, at, quote, text[i]);
    return at < file->length ? at : start;
}

static struct rule_spot spot_of(const struct rule_file *file, size_t byte) {
    struct rule_spot spot = {.line = 1, .column = 1};
    size_t at = 0, length;
    while ((length = rule_file_line(file->text + at)) > 0 && at + length <= byte) {
        at += length;
        spot.line++;
    }
    for (; at < byte; at += utf8_length(file->text + at))
        spot.column++;
    return spot;
}

static struct rule_spot place_of(const struct rule_file *file, const yaml_node_t *node,
                                 size_t offset) {
    size_t start = byte_of(file, node->start_mark);
    if (node->type != YAML_SCALAR_NODE || offset > node->data.scalar.length)
        return spot_of(file, start);
    const char *text = (const char *)node->data.scalar.value;
    yaml_scalar_style_t style = node->data.scalar.style;
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
        return spot_of(file, offset ? byte_in_block(file, start, text, offset) : start);
    return spot_of(file, offset ? byte_in_line(file, start, text, offset) : start);
}

struct rule_spot schema_place(const struct rule_file *file, struct node_name name, size_t offset) {
    yaml_parser_t parser;
    yaml_document_t document;
    struct rule_spot spot = {0};
    if (!yaml_parser_initialize(&parser))
        return spot;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->text, file->length);
    if (yaml_parser_load(&parser, &document)) {
        const char *way = name.text;
        const yaml_node_t *node = yaml_document_get_root_node(&document), *next = node;
        while (next && *way) {
            next = step(&document, node, &way);
            node = next ? next : node;
        }
        if (node)
            spot = place_of(file, node, next ? offset : 0);
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return spot;
}

/* ---- refusing ---- */

bool schema_refuse_within(const struct rule_file *file, struct node_name node, size_t offset,
                          struct error *error, const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse_at(file->path, schema_place(file, node, offset), error, "%s", message);
}

bool schema_refuse(const struct rule_file *file, struct node_name node, struct error *error,
                   const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return schema_refuse_within(file, node, 0, error, "%s", message);
}
