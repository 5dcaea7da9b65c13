#include "normalize/rules/read.h"
#include "core/text/suggest.h"
#include "normalize/rules/yaml_place.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

bool ruleset_goes_on(const struct rule_part *part, bool done) {
    return done || fault_go_on(part->faults, part->error);
}

bool ruleset_too_large(const char *path, struct error *error) {
    return error_set(error, CODE_RULES, path, "The rule set is too large.");
}

bool ruleset_compile(const struct yaml_node *node, const char *owner, const char *pattern,
                     unsigned flags, struct regex **regex, struct error *error) {
    struct regex_fault fault;
    struct error why = {0};
    *regex = NULL;
    if (!regex_new(pattern, flags, node->file->path, regex, &why)) {
        if (regex_find_fault(pattern, flags, &fault))
            return node_refuse_within(node, fault.offset, error,
                                      "%s: the pattern is wrong here: %s.", owner, fault.why);
        if (why.code != CODE_RULES)
            return error_set(error, why.code, why.place, "%s", why.message);
        return node_refuse(node, error, "%s: %s", owner, why.message);
    }
    if (!regex_matches(*regex, ""))
        return true;
    regex_free(*regex);
    *regex = NULL;
    return node_refuse(node, error,
                       "%s: the pattern matches the empty text, so it would match everywhere. "
                       "Make one of its pieces obligatory.",
                       owner);
}

const char **ruleset_split(struct arena *arena, const char *text, const char *separator,
                           size_t *count) {
    const char **parts = NULL;
    size_t capacity = 0;
    *count = 0;
    while (*text) {
        const char *end = strstr(text, separator);
        size_t length = end ? (size_t)(end - text) : strlen(text);
        const char *next = text + length + (end ? strlen(separator) : 0);
        while (length > 0 && *text == ' ')
            text++, length--;
        while (length > 0 && text[length - 1] == ' ')
            length--;
        if (length > 0) {
            parts = arena_grow(arena, parts, *count, &capacity, sizeof *parts);
            if (!parts)
                return NULL;
            parts[(*count)++] = arena_strndup(arena, text, length);
        }
        text = next;
    }
    return parts;
}

struct quote ruleset_meant_row(const struct ruleset *ruleset, const char *id) {
    struct quote hint = {""};
    unsigned nearest = UINT_MAX;
    for (size_t i = 0; i < ruleset->row_count; i++) {
        const char *other = ruleset->rows[i].id, *near;
        unsigned distance = suggest_distance(id, other);
        if (ruleset->rows[i].kind == KIND_HEADING || distance >= nearest ||
            suggest_nearest(id, &other, 1, &near, 1) == 0)
            continue;
        nearest = distance;
        snprintf(hint.text, sizeof hint.text, "Did you mean \"%s\"? ", other);
    }
    return hint;
}
