#include "normalize/authoring/self_test.h"
#include "core/text/quote.h"
#include "normalize/authoring/check_example.h"
#include "normalize/prose/mention.h"
#include "normalize/rules/yaml_place.h"

#include <stdint.h>
#include <string.h>

static bool goes_on(const struct self_test *t, bool done) {
    return done || fault_go_on(t->faults, t->error);
}

static bool too_large(const struct self_test *t) {
    return error_set(t->error, CODE_RULES, t->ruleset->directory, "The rule set is too large.");
}

/* ---- patterns ---- */

/* What a pattern read in an example: fields NULL when it matched nothing. */
struct found {
    struct mention_field *fields;
    size_t count;
};

static const char *value_of(const struct found *found, const char *name) {
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->fields[i].name, name) == 0)
            return found->fields[i].value;
    return NULL;
}

static bool has_field(const struct pattern *pattern, const char *name) {
    for (size_t i = 0; i < pattern->field_count; i++)
        if (strcmp(pattern->fields[i].name, name) == 0)
            return true;
    return false;
}

/* The field that an example gives was read so. */
static bool check_field(const struct self_test *t, const struct pattern *pattern,
                        const struct found *found, const struct yaml_node *entry) {
    const char *name = node_text(entry, "name"), *got = value_of(found, name);
    const struct yaml_node *value = node_at(entry, "value");
    if (got && strcmp(got, value->text) == 0)
        return true;
    if (!has_field(pattern, name))
        return node_refuse(value, t->error,
                           "Rule %s: the example has a field \"%s\", the rule has none. Correct "
                           "the name.",
                           pattern->id, name);
    return node_refuse(value, t->error,
                       "Rule %s: in its example the field %s is read as \"%s\", not \"%s\". "
                       "Correct the pattern or the example.",
                       pattern->id, name, got ? got : "", value->text);
}

static bool check_example(const struct self_test *t, const struct pattern *pattern,
                          const struct pattern_example *example, const struct found *found) {
    const struct yaml_node *fields = node_list(example->node, "fields");
    if (!found->fields)
        return node_refuse(node_at(example->node, "text"), t->error,
                           "Rule %s does not find its own example \"%s\". Correct the pattern or "
                           "the example.",
                           pattern->id, quote_text(example->text, SIZE_MAX).text);
    for (size_t i = 0; i < fields->count; i++)
        if (!goes_on(t, check_field(t, pattern, found, fields->items[i])))
            return false;
    return true;
}

static bool check_counter_example(const struct self_test *t, const struct pattern *pattern,
                                  const struct pattern_example *example,
                                  const struct found *found) {
    return !found->fields ||
           node_refuse(example->node, t->error,
                       "Rule %s finds its own counter-example \"%s\". Make the pattern narrower, "
                       "or give it an unless.",
                       pattern->id, quote_text(example->text, SIZE_MAX).text);
}

bool self_test_pattern(const struct self_test *t, const struct pattern *pattern) {
    for (size_t i = 0; i < pattern->example_count; i++) {
        const struct pattern_example *example = &pattern->examples[i];
        struct found found;
        arena_reset(t->arena);
        if (!mention_try(t->ruleset, pattern, example->text, t->arena, &found.fields, &found.count))
            return too_large(t);
        if (!goes_on(t, (example->found ? check_example : check_counter_example)(t, pattern,
                                                                                 example, &found)))
            return false;
    }
    return true;
}

/* ---- checks ---- */

static bool check_report(const struct self_test *t, const struct check *check,
                         const struct yaml_node *text, bool holds) {
    struct check_trial trial;
    arena_reset(t->arena);
    if (!check_try(t->ruleset, check, text->text, t->arena, &trial))
        return too_large(t);
    if (trial.wrong)
        return node_refuse(text, t->error, "Check %s: in its example, %s", check->id, trial.wrong);
    if (holds == (trial.finding == NULL))
        return true;
    return node_refuse(text, t->error,
                       "Check %s %s in its example%s%s. Correct the check or the example.",
                       check->id, holds ? "fails" : "does not fail", holds ? ": " : "",
                       holds ? trial.finding : "");
}

static bool check_reports(const struct self_test *t, const struct check *check, const char *key) {
    const struct yaml_node *texts = node_list(check->node, key);
    for (size_t i = 0; i < texts->count; i++)
        if (!goes_on(t, check_report(t, check, texts->items[i], strcmp(key, "holds") == 0)))
            return false;
    return true;
}

/* Only a check that was read without fault can be tried. */
bool self_test_check(const struct self_test *t, const struct check *check) {
    bool whole =
        check->left >= 0 && (check->relation != RELATION_PROSE || t->ruleset->pattern_count > 0);
    for (size_t i = 0; i < check->right_count; i++)
        whole = whole && check->right[i] >= 0;
    return !whole || (check_reports(t, check, "holds") && check_reports(t, check, "fails"));
}

/* ---- a rule set ---- */

static bool test_all(const struct self_test *t) {
    bool done = true;
    for (size_t i = 0; done && i < t->ruleset->pattern_count; i++)
        done = self_test_pattern(t, &t->ruleset->patterns[i]);
    for (size_t i = 0; done && i < t->ruleset->check_count; i++)
        done = self_test_check(t, &t->ruleset->checks[i]);
    return done;
}

bool ruleset_load_tested(const char *directory, struct ruleset **ruleset, struct error *error) {
    if (!ruleset_load(directory, ruleset, error))
        return false;
    struct arena *arena = arena_new(SELF_TEST_BYTES);
    struct self_test t = {.ruleset = *ruleset, .arena = arena, .error = error};
    bool done = arena ? test_all(&t) : error_no_memory(error, directory);
    arena_free(arena);
    if (done)
        return true;
    ruleset_free(*ruleset);
    *ruleset = NULL;
    return false;
}
