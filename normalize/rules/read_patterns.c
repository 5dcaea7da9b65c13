/* patterns.yaml into the rule set: fragments are put in, patterns compiled, examples kept. */
#include "core/buffer.h"
#include "core/text/suggest.h"
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"
#include "normalize/text/fold.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Fragments may hold fragments; deeper than this they hold themselves. */
#define FRAGMENT_DEPTH_MAX 8
/* The longest expanded pattern, in bytes: the largest real one has some 4,000. */
#define EXPANDED_MAX ((size_t)256 * 1024)

struct loader {
    const struct rule_part *part;
    struct ruleset *ruleset;
    const struct yaml_node *fragments;
    const char *rule; /* the id of the rule being read */
};

#define FAULT(l, node, ...) node_refuse(node, (l)->part->error, __VA_ARGS__)

/* ---- fragments ---- */

/* The pattern of a fragment; NULL when there is none of this name. */
static const struct yaml_node *find_fragment(const struct loader *l, const char *name,
                                             size_t length) {
    for (size_t i = 0; i < l->fragments->count; i++) {
        const char *other = node_text(l->fragments->items[i], "name");
        if (strlen(other) == length && strncmp(other, name, length) == 0)
            return node_at(l->fragments->items[i], "pattern");
    }
    return NULL;
}

static bool unknown_fragment(const struct loader *l, const struct yaml_node *node, size_t offset,
                             struct quote name) {
    const char *near = NULL;
    unsigned nearest = UINT_MAX;
    for (size_t i = 0; i < l->fragments->count; i++) {
        const char *other = node_text(l->fragments->items[i], "name"), *meant;
        unsigned distance = suggest_distance(name.text, other);
        if (distance >= nearest || suggest_nearest(name.text, &other, 1, &meant, 1) == 0)
            continue;
        nearest = distance;
        near = other;
    }
    return node_refuse_within(node, offset, l->part->error,
                              "Rule %s: there is no fragment \"%s\". %s%s%sAdd it under fragments, "
                              "or correct the name.",
                              l->rule, name.text, near ? "Did you mean \"" : "", near ? near : "",
                              near ? "\"? " : "");
}

/* A use of a fragment, "%{NAME}", in a pattern. */
struct use {
    size_t before; /* bytes of the pattern in front of it */
    const char *name;
    size_t length;
    bool closed;
    const char *behind;
};

static bool next_use(const char *at, struct use *use) {
    const char *open = strstr(at, "%{");
    if (!open)
        return false;
    *use = (struct use){
        .before = (size_t)(open - at), .name = open + 2, .length = strcspn(open + 2, "}")};
    use->closed = use->name[use->length] == '}';
    use->behind = use->name + use->length + use->closed;
    return true;
}

/* Copies the pattern at a node, putting fragments in. */
static bool expand(const struct loader *l, const struct yaml_node *node,
                   const struct yaml_node *pattern, unsigned depth, struct buffer *out) {
    struct use use;
    const char *at = pattern->text;
    if (depth > FRAGMENT_DEPTH_MAX)
        return FAULT(l, node, "Rule %s: a fragment of its pattern holds itself. Write one out.",
                     l->rule);
    for (; next_use(at, &use); at = use.behind) {
        const struct yaml_node *fragment =
            use.closed ? find_fragment(l, use.name, use.length) : NULL;
        buffer_append(out, at, use.before);
        if (!fragment)
            return unknown_fragment(l, pattern, (size_t)(at - pattern->text) + use.before,
                                    quote_text(use.name, use.length));
        if (!expand(l, node, fragment, depth + 1, out))
            return false;
    }
    buffer_puts(out, at);
    return !out->failed ||
           FAULT(l, node, "Rule %s: the pattern with its fragments is too long. Shorten it.",
                 l->rule);
}

/* Where byte *left of an expanded pattern was typed: in the pattern, or in a fragment of it. NULL
 * when it lies behind a fragment, whose length is then taken off *left. */
static const struct yaml_node *find_origin(const struct loader *l, const struct yaml_node *pattern,
                                           unsigned depth, size_t *left, size_t *offset) {
    struct use use;
    const char *at = pattern->text;
    for (; depth <= FRAGMENT_DEPTH_MAX && next_use(at, &use) && *left > use.before;
         at = use.behind) {
        const struct yaml_node *fragment = find_fragment(l, use.name, use.length), *origin;
        *left -= use.before;
        origin = fragment ? find_origin(l, fragment, depth + 1, left, offset) : NULL;
        if (origin)
            return origin;
    }
    size_t length = strlen(at);
    if (depth > 0 && *left >= length) {
        *left -= length;
        return NULL;
    }
    *offset = (size_t)(at - pattern->text) + *left;
    return pattern;
}

/* ---- patterns ---- */

/* Refuses an expanded pattern where its fault was typed. */
static bool refuse_pattern(const struct loader *l, const struct yaml_node *node, const char *owner,
                           const struct regex_fault *fault) {
    struct regex_fault own;
    size_t left = fault->offset, offset = 0;
    /* A fragment with a parenthesis too many or too few spoils the pattern behind it. */
    for (size_t i = 0; fault->unbalanced && i < l->fragments->count; i++) {
        const struct yaml_node *pattern = node_at(l->fragments->items[i], "pattern");
        if (regex_find_fault(pattern->text, REGEX_EXTENDED, &own) && own.unbalanced)
            return node_refuse_within(pattern, own.offset, l->part->error,
                                      "Fragment %s: the pattern is wrong here: %s.",
                                      node_text(l->fragments->items[i], "name"), own.why);
    }
    const struct yaml_node *origin = find_origin(l, node, 0, &left, &offset);
    return node_refuse_within(origin, offset, l->part->error, "%s: the pattern is wrong here: %s.",
                              owner, fault->why);
}

/* Compiles an expanded pattern; a fault of writing is shown where it was typed. */
static bool compile_expanded(const struct loader *l, const struct yaml_node *node,
                             const char *owner, const char *expanded, unsigned flags,
                             struct regex **regex) {
    struct error why = {.code = CODE_NONE};
    struct regex_fault fault;
    if (ruleset_compile(node, owner, expanded, flags, regex, &why))
        return true;
    if (regex_find_fault(expanded, flags, &fault))
        return refuse_pattern(l, node, owner, &fault);
    return error_set(l->part->error, why.code, why.place, "%s", why.message);
}

/* Compiles the pattern under a key of a rule; without the key there is none. */
static bool compile(const struct loader *l, const struct yaml_node *rule, const char *key,
                    unsigned flags, struct regex **regex, const char **source) {
    const struct yaml_node *node = node_at(rule, key);
    struct buffer expanded;
    if (!node)
        return true;
    const char *owner = arena_printf(l->ruleset->arena, "Rule %s, %s%s", l->rule, key,
                                     strstr(node->text, "%{") ? " with its fragments put in" : "");
    buffer_init(&expanded, EXPANDED_MAX);
    bool done =
        owner && expand(l, node, node, 0, &expanded) &&
        compile_expanded(l, node, owner, buffer_text(&expanded), REGEX_EXTENDED | flags, regex);
    if (done && source)
        *source = arena_strdup(l->ruleset->arena, buffer_text(&expanded));
    buffer_free(&expanded);
    return done;
}

static bool load_regexes(const struct loader *l, const struct yaml_node *rule,
                         struct pattern *pattern) {
    const struct {
        const char *key;
        unsigned flags;
        struct regex **regex;
        const char **source;
    } all[] = {{"pattern", 0, &pattern->regex, &pattern->source},
               {"also", REGEX_ANCHORED, &pattern->also, NULL},
               {"unless", 0, &pattern->unless, NULL},
               {"in_section", 0, &pattern->section, NULL},
               {"not_in_section", 0, &pattern->not_section, NULL},
               {"in_style", 0, &pattern->style, NULL},
               {"in_column", 0, &pattern->column, NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!ruleset_goes_on(
                l->part, compile(l, rule, all[i].key, all[i].flags, all[i].regex, all[i].source)))
            return false;
    return true;
}

/* ---- fields ---- */

/* A field is constant, or read from groups of the pattern. */
static bool check_groups(const struct loader *l, const struct pattern *pattern,
                         const struct pattern_field *field, const struct yaml_node *name) {
    static const char *const date_groups[] = {"day", "month", "year"};
    bool date = field->type == FIELD_DATE;
    for (size_t i = 0; !field->value && i < (date ? 3 : 1); i++) {
        const char *group = date ? date_groups[i] : field->name;
        if (!regex_group(pattern->regex, group))
            return FAULT(l, name,
                         "Rule %s: the field \"%s\" is read from the group \"%s\", which the "
                         "pattern lacks. Name it (?<%s>…).",
                         l->rule, field->name, group, group);
    }
    return true;
}

static bool check_field(const struct loader *l, const struct pattern *pattern,
                        const struct pattern_field *field, const struct yaml_node *name) {
    for (size_t i = 0; i < pattern->field_count; i++)
        if (strcmp(pattern->fields[i].name, field->name) == 0)
            return FAULT(l, name, "Rule %s has the field \"%s\" twice. Keep one.", l->rule,
                         field->name);
    if ((field->type == FIELD_WORD) != (field->word_count > 0))
        return FAULT(l, name,
                     "Rule %s: the field \"%s\": words belong to the type word, which needs them.",
                     l->rule, field->name);
    return check_groups(l, pattern, field, name);
}

static bool load_field(const struct loader *l, const struct yaml_node *entry,
                       struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    const struct yaml_node *words = node_list(entry, "words");
    struct pattern_field fresh = {
        .name = node_text(entry, "name"),
        .type = (enum field_type)schema_meaning(schema_field_types, entry, "type"),
        .carries = (enum carry)schema_meaning(schema_carries, entry, "carries"),
        .value = node_text(entry, "value"),
        .words = arena_array(arena, words->count, sizeof(const char *))};
    for (size_t i = 0; fresh.words && i < words->count; i++)
        fresh.words[fresh.word_count++] = words->items[i]->text;
    if (!fresh.words || !check_field(l, pattern, &fresh, node_at(entry, "name")))
        return false;
    pattern->fields[pattern->field_count++] = fresh;
    return true;
}

static bool load_fields(const struct loader *l, const struct yaml_node *rule,
                        struct pattern *pattern) {
    const struct yaml_node *fields = node_list(rule, "fields");
    pattern->fields = arena_array(l->ruleset->arena, fields->count, sizeof *pattern->fields);
    for (size_t i = 0; pattern->fields && i < fields->count; i++)
        if (!ruleset_goes_on(l->part, load_field(l, fields->items[i], pattern)))
            return false;
    return pattern->fields != NULL;
}

/* ---- examples ---- */

static bool load_example(const struct loader *l, const struct yaml_node *entry,
                         struct pattern_example *example) {
    const struct yaml_node *fields = node_list(entry, "fields"), *text = node_at(entry, "text");
    *example = (struct pattern_example){.text = text->text, .found = true, .node = entry};
    example->fields = arena_array(l->ruleset->arena, fields->count, sizeof *example->fields);
    for (size_t i = 0; example->fields && i < fields->count; i++)
        example->fields[example->field_count++] =
            (struct mention_field){.name = node_text(fields->items[i], "name"),
                                   .value = node_text(fields->items[i], "value")};
    return example->fields != NULL;
}

static bool load_examples(const struct loader *l, const struct yaml_node *rule,
                          struct pattern *pattern) {
    const struct yaml_node *examples = node_list(rule, "examples");
    const struct yaml_node *counter = node_list(rule, "counter_examples");
    pattern->examples =
        arena_array(l->ruleset->arena, examples->count + counter->count, sizeof *pattern->examples);
    for (size_t i = 0; pattern->examples && i < examples->count; i++)
        if (!load_example(l, examples->items[i], &pattern->examples[pattern->example_count++]))
            return false;
    for (size_t i = 0; pattern->examples && i < counter->count; i++)
        pattern->examples[pattern->example_count++] =
            (struct pattern_example){.text = counter->items[i]->text, .node = counter->items[i]};
    return pattern->examples != NULL;
}

/* ---- needs ---- */

/* An example that holds none of the texts shows that the rule needs too much. */
static bool check_needs(const struct loader *l, const struct pattern *pattern,
                        const struct yaml_node *examples) {
    for (size_t i = 0; pattern->need_count > 0 && i < examples->count; i++) {
        const struct yaml_node *text = node_at(examples->items[i], "text");
        const char *folded = fold_text(l->ruleset->arena, text->text, true);
        const char *lower = folded ? fold_lower(l->ruleset->arena, folded) : NULL;
        bool found = false;
        for (size_t k = 0; lower && k < pattern->need_count; k++)
            found = found || strstr(lower, pattern->needs[k]) != NULL;
        if (!found)
            return FAULT(l, text,
                         "Rule %s: this example contains none of its needs, so the rule would not "
                         "be tried. Add one to needs.",
                         l->rule);
    }
    return true;
}

static bool load_needs(const struct loader *l, const struct yaml_node *rule,
                       struct pattern *pattern) {
    struct arena *arena = l->ruleset->arena;
    const struct yaml_node *needs = node_list(rule, "needs");
    pattern->needs = arena_array(arena, needs->count, sizeof *pattern->needs);
    for (size_t i = 0; pattern->needs && i < needs->count; i++) {
        const char *folded = fold_text(arena, needs->items[i]->text, true);
        pattern->needs[pattern->need_count++] = folded ? fold_lower(arena, folded) : NULL;
    }
    return !arena_failed(arena) &&
           ruleset_goes_on(l->part, check_needs(l, pattern, node_list(rule, "examples")));
}

/* ---- rules ---- */

static bool has_number(const struct yaml_node *rule) {
    const struct yaml_node *fields = node_list(rule, "fields");
    for (size_t i = 0; i < fields->count; i++)
        if (strcmp(node_text(fields->items[i], "name"), "value") == 0 &&
            schema_meaning(schema_field_types, fields->items[i], "type") >= FIELD_INTEGER)
            return true;
    return false;
}

/* What a rule says of an indicator is a number in the field "value", which checks.yaml compares. */
static bool check_indicator(const struct loader *l, const struct yaml_node *rule) {
    const struct yaml_node *id = node_at(rule, "indicator");
    if (!id || l->ruleset->row_count == 0)
        return true; /* without rows indicators.csv is reported to be wrong */
    int row = ruleset_row(l->ruleset, id->text);
    if (row < 0)
        return FAULT(l, id, "Rule %s: the form has no row \"%s\". %sWrite an id of indicators.csv.",
                     l->rule, id->text, ruleset_meant_row(l->ruleset, id->text).text);
    if (l->ruleset->rows[row].kind == KIND_HEADING)
        return FAULT(l, id, "Rule %s: row %s is a heading and has no value. Name an indicator.",
                     l->rule, id->text);
    return has_number(rule) ||
           FAULT(l, id,
                 "Rule %s names an indicator but has no field \"value\" of the type integer, "
                 "decimal or percent. Add it.",
                 l->rule);
}

static bool check_id(const struct loader *l, const struct yaml_node *id) {
    for (size_t i = 0; i < l->ruleset->pattern_count; i++)
        if (strcmp(l->ruleset->patterns[i].id, id->text) == 0)
            return FAULT(l, id, "Two rules have the id \"%s\". Give each its own.", id->text);
    return true;
}

static bool load_rule(const struct loader *l, const struct yaml_node *rule) {
    struct ruleset *ruleset = l->ruleset;
    const struct yaml_node *part = node_at(rule, "in_part"), *priority = node_at(rule, "priority");
    if (!ruleset_goes_on(l->part, check_id(l, node_at(rule, "id"))) ||
        !ruleset_goes_on(l->part, check_indicator(l, rule)))
        return false;
    /* Counted before it is whole, so that what is compiled of it is freed with the rule set. */
    struct pattern *pattern = &ruleset->patterns[ruleset->pattern_count++];
    *pattern = (struct pattern){
        .id = l->rule,
        .description = node_text(rule, "description"),
        .node = rule,
        .indicator = node_text(rule, "indicator"),
        .priority = priority ? (int)strtol(priority->text, NULL, 10) : 0,
        .overlap = (enum overlap)schema_meaning(schema_overlaps, rule, "overlap"),
        .part = part ? (enum part)schema_meaning(schema_parts, rule, "in_part") : PART_COUNT};
    if (!load_regexes(l, rule, pattern) || !load_needs(l, rule, pattern))
        return false;
    if (!pattern->regex)
        return true; /* its fault is reported; fields and examples need it */
    return load_fields(l, rule, pattern) && load_examples(l, rule, pattern);
}

/* ---- the file ---- */

static bool check_fragments(const struct loader *l) {
    for (size_t i = 0; i < l->fragments->count; i++) {
        const struct yaml_node *name = node_at(l->fragments->items[i], "name");
        for (size_t k = 0; k < i; k++)
            if (strcmp(node_text(l->fragments->items[k], "name"), name->text) == 0)
                return FAULT(l, name, "Two fragments have the name \"%s\". Give each its own.",
                             name->text);
    }
    return true;
}

static bool load_section(const struct loader *l, const struct yaml_node *entry) {
    enum { LEVELS_MAX = 12 };
    struct section_pattern *section = &l->ruleset->sections[l->ruleset->section_count++];
    const struct yaml_node *pattern = node_at(entry, "pattern");
    double level = node_number(entry, "level");
    *section = (struct section_pattern){.counted = schema_truth(entry, "counted"), .node = pattern};
    if (level < 1 || level > LEVELS_MAX)
        return FAULT(l, node_at(entry, "level"), "The level is %g. It must be from 1 to %d.", level,
                     LEVELS_MAX);
    section->level = (unsigned)level;
    if (!ruleset_compile(pattern, "Section", pattern->text, 0, &section->regex, l->part->error))
        return false;
    return regex_group(section->regex, "mark") ||
           FAULT(l, pattern,
                 "The pattern of a section lacks the group \"mark\". Name it (?<mark>…).");
}

static bool load_sections(const struct loader *l, const struct yaml_node *sections) {
    struct ruleset *ruleset = l->ruleset;
    ruleset->sections = arena_array(ruleset->arena, sections->count, sizeof *ruleset->sections);
    for (size_t i = 0; ruleset->sections && i < sections->count; i++)
        if (!ruleset_goes_on(l->part, load_section(l, sections->items[i])))
            return false;
    return ruleset->sections != NULL;
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
    const struct yaml_node *root;
    if (!schema_read(SCHEMA_PATTERNS, part, &root))
        return false;
    struct loader l = {.part = part, .ruleset = ruleset, .fragments = node_list(root, "fragments")};
    const struct yaml_node *rules = node_list(root, "rules");
    ruleset->patterns = arena_array(ruleset->arena, rules->count, sizeof *ruleset->patterns);
    bool done =
        ruleset->patterns && check_fragments(&l) && load_sections(&l, node_list(root, "sections"));
    for (size_t i = 0; done && i < rules->count; i++) {
        l.rule = node_text(rules->items[i], "id");
        done = ruleset_goes_on(part, load_rule(&l, rules->items[i]));
    }
    sort_by_priority(ruleset);
    return done || ruleset_too_large(part->file->path, part->error);
}
