/* patterns.yaml into the rule set: fragments are put in, patterns compiled, examples kept and
 * tried. */
#include "core/buffer.h"
#include "core/text/suggest.h"
#include "normalize/text/fold.h"
#include "normalize/authoring/lint.h"
#include "normalize/rules/schema.h"

#include <limits.h>
#include <string.h>

/* Fragments may hold fragments; deeper than this they hold themselves. */
#define FRAGMENT_DEPTH_MAX 8
/* The longest expanded pattern, in bytes: the largest real one has some 4,000. */
#define EXPANDED_MAX ((size_t)256 * 1024)

struct loader {
    const struct rule_part *part;
    struct ruleset *ruleset;
    const struct yaml_patterns *yaml;
    size_t rule; /* index in the file of the rule being read */
};

#define FAULT(l, node, ...) schema_refuse((l)->part->file, node, (l)->part->error, __VA_ARGS__)

static const char *find_fragment(const struct loader *l, const char *name, size_t length) {
    for (size_t i = 0; i < l->yaml->fragments_count; i++)
        if (strlen(l->yaml->fragments[i].name) == length &&
            strncmp(l->yaml->fragments[i].name, name, length) == 0)
            return l->yaml->fragments[i].pattern;
    return NULL;
}

static bool unknown_fragment(const struct loader *l, const struct yaml_rule *rule,
                             struct node_name node, size_t offset, struct rule_quote name) {
    const char *near = NULL;
    unsigned nearest = UINT_MAX;
    for (size_t i = 0; i < l->yaml->fragments_count; i++) {
        const char *other = l->yaml->fragments[i].name, *meant;
        unsigned distance = suggest_distance(name.text, other);
        if (distance >= nearest || suggest_nearest(name.text, &other, 1, &meant, 1) == 0)
            continue;
        nearest = distance;
        near = other;
    }
    return schema_refuse_within(l->part->file, node, offset, l->part->error,
                                "Rule %s: there is no fragment \"%s\". %s%s%sAdd it under "
                                "fragments, or correct the name.",
                                rule->id, name.text, near ? "Did you mean \"" : "",
                                near ? near : "", near ? "\"? " : "");
}

/* Copies a pattern, putting fragments in for %{NAME}. */
static bool expand(const struct loader *l, const struct yaml_rule *rule, struct node_name node,
                   const char *pattern, unsigned depth, struct buffer *out) {
    if (depth > FRAGMENT_DEPTH_MAX)
        return FAULT(l, node, "Rule %s: a fragment of its pattern holds itself. Write one out.",
                     rule->id);
    for (const char *at = pattern;;) {
        const char *open = strstr(at, "%{");
        buffer_append(out, at, open ? (size_t)(open - at) : strlen(at));
        if (!open)
            break;
        size_t length = strcspn(open + 2, "}");
        const char *fragment = open[2 + length] ? find_fragment(l, open + 2, length) : NULL;
        if (!fragment)
            return unknown_fragment(l, rule, node, (size_t)(open - pattern),
                                    rule_file_quote(open + 2, length));
        if (!expand(l, rule, node, fragment, depth + 1, out))
            return false;
        at = open + 3 + length;
    }
    return !out->failed || FAULT(l, node,
                                 "Rule %s: the pattern with its fragments is too long. "
                                 "Shorten it.",
                                 rule->id);
}

/* Where a byte of an expanded pattern was typed: in the pattern, or in a fragment of it. */
struct origin {
    struct node_name node;
    const char *pattern; /* what stands there */
    size_t offset;
};

static size_t expanded_length(const struct loader *l, const char *pattern, unsigned depth);

/* Moves to the next fragment of a pattern: true with its name and how many bytes stand before. */
static bool next_fragment(const char *at, const char **name, size_t *length, size_t *before) {
    const char *open = strstr(at, "%{");
    if (!open)
        return false;
    *name = open + 2;
    *length = strcspn(*name, "}");
    *before = (size_t)(open - at);
    return true;
}

static struct node_name fragment_node(const struct loader *l, const char *pattern) {
    for (size_t i = 0; i < l->yaml->fragments_count; i++)
        if (l->yaml->fragments[i].pattern == pattern)
            return node_name("fragments[%zu].pattern", i);
    return node_name("fragments");
}

/* Goes down into fragments until the byte is one that was typed. */
static struct origin origin_of(const struct loader *l, struct origin from, unsigned depth) {
    const char *at = from.pattern, *name;
    size_t length, before, left = from.offset;
    while (depth <= FRAGMENT_DEPTH_MAX && next_fragment(at, &name, &length, &before)) {
        const char *fragment = find_fragment(l, name, length);
        size_t own = fragment ? expanded_length(l, fragment, depth) : 0;
        if (left <= before)
            break;
        if (left < before + own)
            return origin_of(
                l, (struct origin){fragment_node(l, fragment), fragment, left - before}, depth + 1);
        left -= before + own;
        at = name + length + 1;
    }
    from.offset = (size_t)(at - from.pattern) + left;
    return from;
}

static size_t expanded_length(const struct loader *l, const char *pattern, unsigned depth) {
    const char *at = pattern, *name;
    size_t length, before, all = 0;
    while (depth <= FRAGMENT_DEPTH_MAX && next_fragment(at, &name, &length, &before)) {
        const char *fragment = find_fragment(l, name, length);
        all += before + (fragment ? expanded_length(l, fragment, depth + 1) : 0);
        at = name + length + 1;
    }
    return all + strlen(at);
}

/* Refuses an expanded pattern where its fault was typed. */
static bool refuse_pattern(const struct loader *l, struct origin origin, const char *owner,
                           const struct regex_fault *fault) {
    struct regex_fault own;
    origin.offset = fault->offset;
    origin = origin_of(l, origin, 0);
    /* A fragment with a parenthesis too many or too few spoils the pattern behind it. */
    for (size_t i = 0; fault->unbalanced && i < l->yaml->fragments_count; i++)
        if (regex_find_fault(l->yaml->fragments[i].pattern, REGEX_EXTENDED, &own) && own.unbalanced)
            return schema_refuse_within(
                l->part->file, node_name("fragments[%zu].pattern", i), own.offset, l->part->error,
                "Fragment %s: the pattern is wrong here: %s.", l->yaml->fragments[i].name, own.why);
    return schema_refuse_within(l->part->file, origin.node, origin.offset, l->part->error,
                                "%s: the pattern is wrong here: %s.", owner, fault->why);
}

/* The fault of an expanded pattern: where it was typed, when it is one of writing; else as it is.
 */
static bool explain_pattern(const struct loader *l, struct origin origin, const char *owner,
                            const char *expanded, unsigned flags, const struct error *why) {
    struct regex_fault fault;
    if (regex_find_fault(expanded, flags, &fault))
        return refuse_pattern(l, origin, owner, &fault);
    return error_set(l->part->error, why->code, why->place, "%s", why->message);
}

static bool compile(const struct loader *l, const struct yaml_rule *rule, const char *key,
                    const char *pattern, unsigned flags, struct regex **regex,
                    const char **source) {
    struct buffer expanded;
    struct error why = {.code = CODE_NONE};
    struct rule_part own = *l->part;
    own.error = &why;
    struct node_name node = node_name("rules[%zu].%s", l->rule, key);
    struct node_name owner = node_name("Rule %s, %s%s", rule->id, key,
                                       strstr(pattern, "%{") ? " with its fragments put in" : "");
    buffer_init(&expanded, EXPANDED_MAX);
    bool done = expand(l, rule, node, pattern, 0, &expanded) &&
                (ruleset_compile(&own, node, owner.text, buffer_text(&expanded),
                                 REGEX_EXTENDED | flags, regex) ||
                 explain_pattern(l, (struct origin){.node = node, .pattern = pattern}, owner.text,
                                 buffer_text(&expanded), REGEX_EXTENDED | flags, &why));
    if (done && l->part->file->faults)
        ruleset_lint_spaces(l->part, node, owner.text, pattern);
    *source = done ? arena_strdup(l->ruleset->arena, buffer_text(&expanded)) : NULL;
    buffer_free(&expanded);
    return done;
}

/* A field is constant, or read from groups of the pattern. */
static bool check_field(const struct loader *l, const struct yaml_rule *rule,
                        const struct pattern *pattern, const struct yaml_field *field) {
    static const char *const date_groups[] = {"day", "month", "year"};
    struct node_name node = node_name("rules[%zu].fields[%zu].name", l->rule, pattern->field_count);
    for (size_t i = 0; i < pattern->field_count; i++)
        if (strcmp(pattern->fields[i].name, field->name) == 0)
            return FAULT(l, node, "Rule %s: the field \"%s\" stands in it twice. Keep one.",
                         rule->id, field->name);
    if ((field->type == FIELD_WORD) != (field->words_count > 0))
        return FAULT(l, node,
                     "Rule %s: the field \"%s\": words belong to the type word, which needs "
                     "them.",
                     rule->id, field->name);
    bool date = field->type == FIELD_DATE;
    for (size_t i = 0; !field->value && i < (date ? 3 : 1); i++) {
        const char *group = date ? date_groups[i] : field->name;
        if (!regex_group(pattern->regex, group))
            return FAULT(l, node,
                         "Rule %s: the field \"%s\" is read from the group \"%s\", which the "
                         "pattern lacks. Name it (?<%s>…).",
                         rule->id, field->name, group, group);
    }
    return true;
}

static bool load_fields(const struct loader *l, const struct yaml_rule *yaml,
                        struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    pattern->fields = arena_array(arena, yaml->fields_count, sizeof *pattern->fields);
    for (size_t i = 0; pattern->fields && i < yaml->fields_count; i++) {
        const struct yaml_field *field = &yaml->fields[i];
        if (!ruleset_goes_on(l->part, check_field(l, yaml, pattern, field)))
            return false;
        const char **words = arena_array(arena, field->words_count + 1, sizeof *words);
        for (size_t k = 0; words && k < field->words_count; k++)
            words[k] = arena_strdup(arena, field->words[k]);
        pattern->fields[pattern->field_count++] =
            (struct pattern_field){.words = words,
                                   .word_count = field->words_count,
                                   .name = arena_strdup(arena, field->name),
                                   .type = field->type,
                                   .carries = field->carries,
                                   .value = arena_strdup(arena, field->value)};
    }
    return !arena_failed(arena);
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
    return !arena_failed(arena);
}

static bool load_examples(const struct loader *l, const struct yaml_rule *yaml,
                          struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    size_t count = yaml->examples_count + yaml->counter_examples_count;
    pattern->examples = arena_array(arena, count, sizeof *pattern->examples);
    for (size_t i = 0; pattern->examples && i < yaml->examples_count; i++)
        if (!load_example(l, &yaml->examples[i], &pattern->examples[pattern->example_count++]))
            return false;
    for (size_t i = 0; pattern->examples && i < yaml->counter_examples_count; i++)
        pattern->examples[pattern->example_count++] =
            (struct pattern_example){.text = arena_strdup(arena, yaml->counter_examples[i])};
    return !arena_failed(arena);
}

static bool load_regexes(const struct loader *l, const struct yaml_rule *yaml,
                         struct pattern *pattern) {
    const char *unused;
    const struct {
        const char *key, *pattern;
        unsigned flags;
        struct regex **regex;
        const char **source;
    } all[] = {{"pattern", yaml->pattern, 0, &pattern->regex, &pattern->source},
               {"also", yaml->also, REGEX_ANCHORED, &pattern->also, &unused},
               {"unless", yaml->unless, 0, &pattern->unless, &unused}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        bool done = !all[i].pattern || compile(l, yaml, all[i].key, all[i].pattern, all[i].flags,
                                               all[i].regex, all[i].source);
        if (!ruleset_goes_on(l->part, done))
            return false;
    }
    return true;
}

/* What a rule says of an indicator is a number in the field "value", which checks.yaml compares. */
static bool check_indicator(const struct loader *l, const struct yaml_rule *yaml) {
    struct node_name node = node_name("rules[%zu].indicator", l->rule);
    int row = yaml->indicator ? ruleset_row(l->ruleset, yaml->indicator) : 0;
    if (!yaml->indicator)
        return true;
    if (l->ruleset->row_count == 0)
        return true; /* indicators.csv is told to be wrong */
    if (row < 0)
        return FAULT(
            l, node, "Rule %s: the form has no row \"%s\". %sWrite an id of indicators.csv.",
            yaml->id, yaml->indicator, ruleset_meant_row(l->ruleset, yaml->indicator).text);
    if (l->ruleset->rows[row].kind == KIND_HEADING)
        return FAULT(l, node, "Rule %s: row %s is a heading and has no value. Name an indicator.",
                     yaml->id, yaml->indicator);
    for (size_t i = 0; i < yaml->fields_count; i++)
        if (strcmp(yaml->fields[i].name, "value") == 0 && yaml->fields[i].type >= FIELD_INTEGER)
            return true;
    return FAULT(l, node,
                 "Rule %s speaks of an indicator without a field \"value\" of the type integer, "
                 "decimal or percent. Add it.",
                 yaml->id);
}

static bool check_id(const struct loader *l, const struct yaml_rule *yaml) {
    for (size_t i = 0; i < l->ruleset->pattern_count; i++)
        if (strcmp(l->ruleset->patterns[i].id, yaml->id) == 0)
            return FAULT(l, node_name("rules[%zu].id", l->rule),
                         "Two rules have the id \"%s\". Give each its own.", yaml->id);
    return true;
}

/* Where the rule applies. */
static bool load_places(const struct loader *l, const struct yaml_rule *yaml,
                        struct pattern *pattern) {
    const struct {
        const char *key, *pattern;
        struct regex **regex;
    } places[] = {{"in_section", yaml->in_section, &pattern->section},
                  {"not_in_section", yaml->not_in_section, &pattern->not_section},
                  {"in_style", yaml->in_style, &pattern->style},
                  {"in_column", yaml->in_column, &pattern->column}};
    const char *source;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].pattern &&
            !ruleset_goes_on(l->part, compile(l, yaml, places[i].key, places[i].pattern, 0,
                                              places[i].regex, &source)))
            return false;
    return true;
}

/* An example that holds none of the texts shows that the rule needs too much. */
static bool check_needs(const struct loader *l, const struct yaml_rule *yaml,
                        const struct pattern *pattern) {
    for (size_t i = 0; pattern->need_count > 0 && i < yaml->examples_count; i++) {
        const char *folded = fold_text(l->ruleset->arena, yaml->examples[i].text, true);
        const char *lower = folded ? fold_lower(l->ruleset->arena, folded) : NULL;
        bool found = false;
        for (size_t k = 0; lower && k < pattern->need_count; k++)
            found = found || strstr(lower, pattern->needs[k]) != NULL;
        if (!found)
            return FAULT(l, node_name("rules[%zu].examples[%zu].text", l->rule, i),
                         "Rule %s: none of its needs stands in this example, so the rule would not "
                         "be tried. Add one to needs.",
                         yaml->id);
    }
    return true;
}

static bool load_needs(const struct loader *l, const struct yaml_rule *yaml,
                       struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    pattern->needs = arena_array(arena, yaml->needs_count + 1, sizeof *pattern->needs);
    for (size_t i = 0; pattern->needs && i < yaml->needs_count; i++) {
        const char *folded = fold_text(arena, yaml->needs[i], true);
        pattern->needs[pattern->need_count++] = folded ? fold_lower(arena, folded) : NULL;
    }
    return !arena_failed(arena) && ruleset_goes_on(l->part, check_needs(l, yaml, pattern));
}

static bool load_rule(const struct loader *l, const struct yaml_rule *yaml) {
    struct ruleset *ruleset = l->ruleset;
    if (!ruleset_goes_on(l->part, check_id(l, yaml)) ||
        !ruleset_goes_on(l->part, check_indicator(l, yaml)))
        return false;
    /* Counted before it is whole, so that what is compiled of it is freed with the rule set. */
    struct pattern *pattern = &ruleset->patterns[ruleset->pattern_count++];
    *pattern = (struct pattern){.id = arena_strdup(ruleset->arena, yaml->id),
                                .description = arena_strdup(ruleset->arena, yaml->description),
                                .indicator = arena_strdup(ruleset->arena, yaml->indicator),
                                .priority = yaml->priority,
                                .order = l->rule,
                                .overlap = yaml->overlap,
                                .part = yaml->in_part ? *yaml->in_part : PART_COUNT};
    if (arena_failed(ruleset->arena) || !load_regexes(l, yaml, pattern) ||
        !load_places(l, yaml, pattern) || !load_needs(l, yaml, pattern))
        return false;
    if (!pattern->regex)
        return true; /* its fault is told; fields and examples are read with it */
    return load_fields(l, yaml, pattern) && load_examples(l, yaml, pattern) &&
           (!l->part->try_examples || ruleset_try_examples(l->part, pattern, l->rule));
}

static bool check_fragments(const struct loader *l) {
    const struct yaml_fragment *fragments = l->yaml->fragments;
    for (size_t i = 0; i < l->yaml->fragments_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(fragments[k].name, fragments[i].name) == 0)
                return FAULT(l, node_name("fragments[%zu].name", i),
                             "Two fragments have the name \"%s\". Give each its own.",
                             fragments[i].name);
    return true;
}

static bool load_section(const struct loader *l, size_t index) {
    enum { LEVELS_MAX = 12 };
    const struct yaml_section *yaml = &l->yaml->sections[index];
    struct section_pattern *section = &l->ruleset->sections[l->ruleset->section_count++];
    *section = (struct section_pattern){.level = yaml->level, .counted = yaml->counted};
    struct node_name node = node_name("sections[%zu].pattern", index);
    if (yaml->level < 1 || yaml->level > LEVELS_MAX)
        return FAULT(l, node_name("sections[%zu].level", index),
                     "The level is %u. It must be from 1 to %d.", yaml->level, LEVELS_MAX);
    if (!ruleset_compile(l->part, node, "Section", yaml->pattern, 0, &section->regex))
        return false;
    return regex_group(section->regex, "mark") ||
           FAULT(l, node, "The pattern of a section lacks the group \"mark\". Name it (?<mark>…).");
}

static bool load_sections(const struct loader *l) {
    struct ruleset *ruleset = l->ruleset;
    ruleset->sections =
        arena_array(ruleset->arena, l->yaml->sections_count + 1, sizeof *ruleset->sections);
    if (!ruleset->sections)
        return false;
    for (size_t i = 0; i < l->yaml->sections_count; i++)
        if (!ruleset_goes_on(l->part, load_section(l, i)))
            return false;
    return true;
}

/* Stable, so that rules of one priority stay in file order. */
static void sort_by_priority(struct ruleset *ruleset) {
    struct pattern *patterns = ruleset->patterns;
    for (size_t i = 1; i < ruleset->pattern_count; i++) {
        struct pattern own = patterns[i];
        size_t k = i;
        for (; k > 0 && patterns[k - 1].priority < own.priority; k--)
            patterns[k] = patterns[k - 1];
        patterns[k] = own;
    }
}

bool ruleset_load_patterns(const struct rule_part *part) {
    struct ruleset *ruleset = part->ruleset;
    void *data;
    if (!schema_load(SCHEMA_PATTERNS, part->file, &data, part->error))
        return false;
    struct loader l = {.part = part, .ruleset = ruleset, .yaml = data};
    ruleset->patterns = arena_array(ruleset->arena, l.yaml->rules_count, sizeof *ruleset->patterns);
    bool done = ruleset->patterns && check_fragments(&l) && load_sections(&l);
    for (; done && l.rule < l.yaml->rules_count; l.rule++)
        done = ruleset_goes_on(part, load_rule(&l, &l.yaml->rules[l.rule]));
    sort_by_priority(ruleset);
    schema_free(SCHEMA_PATTERNS, data);
    return done || ruleset_too_large(part->file->path, part->error);
}
