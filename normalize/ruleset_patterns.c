/* patterns.yaml into the rule set: fragments are put in, patterns compiled, examples kept. */
#include "core/buffer.h"
#include "normalize/ruleset_form.h"
#include "normalize/schema.h"

#include <stdio.h>
#include <string.h>

/* Fragments may hold fragments; deeper than this they hold themselves. */
#define FRAGMENT_DEPTH_MAX 8
/* The longest expanded pattern, in bytes: the largest real one has some 4,000. */
#define EXPANDED_MAX ((size_t)256 * 1024)

struct loader {
    struct ruleset *ruleset;
    const struct yaml_patterns *yaml;
    const char *path;
    struct error *error;
};

static bool fault(const struct loader *l, const char *rule, const char *why, const char *text) {
    char place[ERROR_PLACE_BYTES * 2];
    snprintf(place, sizeof place, "%s: rule %s", l->path, rule);
    return error_set(l->error, CODE_RULES, place, "%s \"%s\".", why, text);
}

static const char *find_fragment(const struct loader *l, const char *name, size_t length) {
    for (size_t i = 0; i < l->yaml->fragments_count; i++)
        if (strlen(l->yaml->fragments[i].name) == length &&
            strncmp(l->yaml->fragments[i].name, name, length) == 0)
            return l->yaml->fragments[i].pattern;
    return NULL;
}

/* Copies a pattern, putting fragments in for %{NAME}. */
static bool expand(const struct loader *l, const char *rule, const char *pattern, unsigned depth,
                   struct buffer *out) {
    if (depth > FRAGMENT_DEPTH_MAX)
        return fault(l, rule, "A fragment holds itself:", pattern);
    for (const char *at = pattern;;) {
        const char *open = strstr(at, "%{");
        buffer_append(out, at, open ? (size_t)(open - at) : strlen(at));
        if (!open)
            break;
        size_t length = strcspn(open + 2, "}");
        const char *fragment = open[2 + length] ? find_fragment(l, open + 2, length) : NULL;
        if (!fragment)
            return fault(l, rule, "There is no such fragment:", open);
        if (!expand(l, rule, fragment, depth + 1, out))
            return false;
        at = open + 3 + length;
    }
    return !out->failed || fault(l, rule, "The pattern is too long:", "");
}

static bool compile(const struct loader *l, const char *rule, const char *pattern, unsigned flags,
                    struct regex **regex) {
    struct buffer expanded;
    char place[ERROR_PLACE_BYTES * 2];
    buffer_init(&expanded, EXPANDED_MAX);
    snprintf(place, sizeof place, "%s: rule %s", l->path, rule);
    bool done = expand(l, rule, pattern, 0, &expanded) &&
                regex_new(buffer_text(&expanded), REGEX_EXTENDED | flags, place, regex, l->error);
    buffer_free(&expanded);
    return done;
}

static bool load_fields(const struct loader *l, const struct yaml_rule *yaml,
                        struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    pattern->fields = arena_array(arena, yaml->fields_count, sizeof *pattern->fields);
    for (size_t i = 0; pattern->fields && i < yaml->fields_count; i++) {
        const struct yaml_field *field = &yaml->fields[i];
        if (!field->value && field->type != FIELD_DATE && !regex_group(pattern->regex, field->name))
            return fault(l, yaml->id, "The pattern has no group of this name:", field->name);
        pattern->fields[pattern->field_count++] =
            (struct pattern_field){.name = arena_strdup(arena, field->name),
                                   .type = field->type,
                                   .carries = field->carries,
                                   .value = arena_strdup(arena, field->value)};
    }
    return pattern->fields != NULL;
}

static bool load_example(const struct loader *l, const struct yaml_example *yaml,
                         struct pattern_example *example) {
    struct arena *arena = l->ruleset->arena;
    *example = (struct pattern_example){.text = arena_strdup(arena, yaml->text), .found = true};
    example->fields = arena_array(arena, yaml->fields_count, sizeof *example->fields);
    for (size_t i = 0; example->fields && i < yaml->fields_count; i++)
        example->fields[example->field_count++] =
            (struct mention_field){.name = arena_strdup(arena, yaml->fields[i].name),
                                   .value = arena_strdup(arena, yaml->fields[i].value)};
    return example->fields != NULL;
}

static bool load_examples(const struct loader *l, const struct yaml_rule *yaml,
                          struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    size_t count = yaml->examples_count + yaml->counter_examples_count;
    if (yaml->examples_count == 0 || yaml->counter_examples_count == 0)
        return fault(l, yaml->id, "A rule needs examples and counter_examples:", yaml->id);
    pattern->examples = arena_array(arena, count, sizeof *pattern->examples);
    for (size_t i = 0; pattern->examples && i < yaml->examples_count; i++)
        if (!load_example(l, &yaml->examples[i], &pattern->examples[pattern->example_count++]))
            return false;
    for (size_t i = 0; pattern->examples && i < yaml->counter_examples_count; i++)
        pattern->examples[pattern->example_count++] =
            (struct pattern_example){.text = arena_strdup(arena, yaml->counter_examples[i])};
    return pattern->examples != NULL;
}

static bool load_rule(const struct loader *l, const struct yaml_rule *yaml) {
    struct ruleset *ruleset = l->ruleset;
    for (size_t i = 0; i < ruleset->pattern_count; i++)
        if (strcmp(ruleset->patterns[i].id, yaml->id) == 0)
            return fault(l, yaml->id, "Two rules have the id", yaml->id);
    if (yaml->indicator && ruleset_row(ruleset, yaml->indicator) < 0)
        return fault(l, yaml->id, "The form has no row", yaml->indicator);
    struct pattern *pattern = &ruleset->patterns[ruleset->pattern_count];
    *pattern = (struct pattern){.id = arena_strdup(ruleset->arena, yaml->id),
                                .description = arena_strdup(ruleset->arena, yaml->description),
                                .indicator = arena_strdup(ruleset->arena, yaml->indicator)};
    if (!compile(l, yaml->id, yaml->pattern, 0, &pattern->regex))
        return false;
    ruleset->pattern_count++;
    if (yaml->also && !compile(l, yaml->id, yaml->also, REGEX_ANCHORED, &pattern->also))
        return false;
    if (yaml->unless && !compile(l, yaml->id, yaml->unless, 0, &pattern->unless))
        return false;
    return load_fields(l, yaml, pattern) && load_examples(l, yaml, pattern);
}

bool ruleset_load_patterns(struct ruleset *ruleset, const struct rule_file *file, struct error *error) {
    const char *path = file->path;
    void *data;
    if (!schema_load(SCHEMA_PATTERNS, file, &data, error))
        return false;
    struct loader l = {.ruleset = ruleset, .yaml = data, .path = path, .error = error};
    ruleset->patterns = arena_array(ruleset->arena, l.yaml->rules_count, sizeof *ruleset->patterns);
    bool done = ruleset->patterns != NULL;
    for (size_t i = 0; done && i < l.yaml->rules_count; i++)
        done = load_rule(&l, &l.yaml->rules[i]);
    schema_free(SCHEMA_PATTERNS, data);
    return done || ruleset_too_large(path, error);
}
