/* A pattern on its own examples, through the code that reads reports: one that fails on them would
 * fail on reports as well. */
#include "normalize/prose/mention.h"
#include "normalize/authoring/lint.h"

#include <stdint.h>
#include <string.h>

/* Room for one example and what is read from it; an example has some 200 bytes. */
#define EXAMPLE_BYTES_MAX ((size_t)4 << 20)

static const char *value_of(const struct mention_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0)
            return fields[i].value;
    return NULL;
}

static bool has_field(const struct pattern *pattern, const char *name) {
    for (size_t i = 0; i < pattern->field_count; i++)
        if (strcmp(pattern->fields[i].name, name) == 0)
            return true;
    return false;
}

struct trial {
    const struct rule_part *part;
    const struct pattern *pattern;
    size_t rule, example; /* indexes in patterns.yaml */
    const struct mention_field *fields;
    size_t field_count;
};

/* What the example says of a field is what was read. */
static bool check_field(const struct trial *t, const struct mention_field *wanted, size_t index) {
    const char *got = value_of(t->fields, t->field_count, wanted->name);
    if (got && strcmp(got, wanted->value) == 0)
        return true;
    struct node_name node =
        node_name("rules[%zu].examples[%zu].fields[%zu].value", t->rule, t->example, index);
    if (!has_field(t->pattern, wanted->name))
        return schema_refuse(
            t->part->file, node, t->part->error,
            "Rule %s: the example has a field \"%s\", the rule has none. Correct the "
            "name.",
            t->pattern->id, wanted->name);
    return schema_refuse(
        t->part->file, node, t->part->error,
        "Rule %s: in its example the field %s is read as \"%s\", not \"%s\". Correct "
        "the pattern or the example.",
        t->pattern->id, wanted->name, got ? got : "", wanted->value);
}

static bool check_example(const struct trial *t, const struct pattern_example *example) {
    if (!t->fields)
        return schema_refuse(t->part->file,
                             node_name("rules[%zu].examples[%zu].text", t->rule, t->example),
                             t->part->error,
                             "Rule %s does not find its own example \"%s\". Correct the pattern or "
                             "the example.",
                             t->pattern->id, rule_file_quote(example->text, SIZE_MAX).text);
    for (size_t i = 0; i < example->field_count; i++)
        if (!ruleset_goes_on(t->part, check_field(t, &example->fields[i], i)))
            return false;
    return true;
}

static bool check_counter_example(const struct trial *t, const struct pattern_example *example) {
    if (!t->fields)
        return true;
    return schema_refuse(t->part->file,
                         node_name("rules[%zu].counter_examples[%zu]", t->rule, t->example),
                         t->part->error,
                         "Rule %s finds its own counter-example \"%s\". Make the pattern narrower, "
                         "or give it an unless.",
                         t->pattern->id, rule_file_quote(example->text, SIZE_MAX).text);
}

/* Tries all of a rule's patterns on texts made of an example; only where all faults are wanted. */
static bool resist_example(const struct rule_part *part, const struct pattern *pattern, size_t rule,
                           const char *example) {
    const struct {
        const char *key;
        const struct regex *regex;
    } all[] = {{"pattern", pattern->regex}, {"also", pattern->also}, {"unless", pattern->unless}};
    for (size_t i = 0; part->file->faults && i < sizeof all / sizeof *all; i++)
        if (all[i].regex &&
            !ruleset_lint_pattern(part, node_name("rules[%zu].%s", rule, all[i].key),
                                  node_name("Rule %s, %s", pattern->id, all[i].key).text,
                                  all[i].regex, example))
            return false;
    return true;
}

/* Examples come first in a pattern, then counter-examples; the file counts each from 0. */
bool ruleset_try_examples(const struct rule_part *part, const struct pattern *pattern,
                          size_t rule) {
    struct arena *arena = arena_new(EXAMPLE_BYTES_MAX);
    bool done = arena || error_set(part->error, CODE_NO_MEMORY, part->file->path,
                                   "The system has no memory left.");
    size_t found = 0;
    for (size_t i = 0; done && i < pattern->example_count; i++) {
        const struct pattern_example *example = &pattern->examples[i];
        struct mention_field *fields;
        struct trial t = {.part = part, .pattern = pattern, .rule = rule};
        arena_reset(arena);
        if (!resist_example(part, pattern, rule, example->text)) {
            done = false; /* one text is enough */
            break;
        }
        if (!mention_try(part->ruleset, pattern, example->text, arena, &fields, &t.field_count)) {
            done = ruleset_too_large(part->file->path, part->error);
            break;
        }
        t.fields = fields;
        t.example = example->found ? i : i - found;
        found += example->found;
        done = ruleset_goes_on(part, example->found ? check_example(&t, example)
                                                    : check_counter_example(&t, example));
    }
    arena_free(arena);
    return done;
}
