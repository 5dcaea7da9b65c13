#include "normalize/rules/yaml_place.h"
#include "core/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The byte of the file that a place means. */
static size_t byte_of(const struct rule_file *file, struct rule_spot spot) {
    size_t at = 0;
    for (size_t line = 1; line < spot.line && at < file->length; line++)
        at += rule_file_line(file->text + at);
    for (size_t column = 1; column < spot.column && at < file->length; column++)
        at += utf8_length(file->text + at);
    return at;
}

/* A block: below its "|", every line is indented alike. */
static size_t byte_in_block(const struct rule_file *file, size_t start, const char *text,
                            size_t offset) {
    size_t at = start + rule_file_line(file->text + start), first = at;
    while (first < file->length &&
           strspn(file->text + first, " ") == strcspn(file->text + first, "\r\n"))
        first += rule_file_line(file->text + first);
    size_t indent = strspn(file->text + first, " ");
    const char *line = text;
    /* After the last line the file goes on with something else. */
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

struct rule_spot node_spot(const struct yaml_node *node, size_t offset) {
    if (offset == 0 || !node->text || offset > strlen(node->text))
        return node->spot;
    size_t start = byte_of(node->file, node->spot);
    return rule_file_place(node->file->text, (node->block ? byte_in_block : byte_in_line)(
                                                 node->file, start, node->text, offset));
}

bool node_refuse_within(const struct yaml_node *node, size_t offset, struct error *error,
                        const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse_at(node->file->path, node_spot(node, offset), error, "%s", message);
}

bool node_refuse(const struct yaml_node *node, struct error *error, const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse_at(node->file->path, node->spot, error, "%s", message);
}
