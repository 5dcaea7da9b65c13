#include "normalize/authoring/check_rules.h"
#include "normalize/authoring/lint.h"
#include "normalize/authoring/self_test.h"
#include "normalize/rules/yaml_place.h"

#include <stdio.h>
#include <string.h>

/* ---- patterns ---- */

/* Whether some text keeps a pattern busy is reported; false when it does, or nothing can be said
 * any more (then with an error). */
static bool resists(const struct self_test *t, const struct yaml_node *node, const char *owner,
                    const struct regex *regex, const char *example) {
    if (!regex || lint_backtracking(node, owner, regex, example, t->error))
        return true;
    (void)fault_go_on(t->faults, t->error);
    return false;
}

static bool check_regex(const struct self_test *t, const struct pattern *pattern, const char *key,
                        const struct regex *regex, bool on_examples) {
    char owner[128];
    const struct yaml_node *node = node_at(pattern->node, key);
    if (!regex)
        return true;
    snprintf(owner, sizeof owner, "Rule %s, %s", pattern->id, key);
    lint_spaces(node, owner, t->faults);
    bool fine = resists(t, node, owner, regex, NULL);
    for (size_t i = 0; fine && on_examples && i < pattern->example_count; i++)
        fine = resists(t, node, owner, regex, pattern->examples[i].text);
    return fine;
}

/* The examples of a pattern that some text keeps busy would say nothing more. */
static bool check_pattern(const struct self_test *t, const struct pattern *pattern) {
    const struct {
        const char *key;
        const struct regex *regex;
        bool on_examples; /* runs over the same text as the examples */
    } all[] = {{"pattern", pattern->regex, true},
               {"also", pattern->also, true},
               {"unless", pattern->unless, true},
               {"in_section", pattern->section, false},
               {"not_in_section", pattern->not_section, false},
               {"in_style", pattern->style, false},
               {"in_column", pattern->column, false}};
    bool fine = true;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fine = check_regex(t, pattern, all[i].key, all[i].regex, all[i].on_examples) && fine;
    return !fine || self_test_pattern(t, pattern);
}

static void check_form(const struct self_test *t) {
    const struct ruleset *r = t->ruleset;
    for (size_t i = 0; i < r->column_count; i++) {
        const struct column_pattern *column = &r->columns[i];
        arena_reset(t->arena);
        if (resists(t, column->node, "Columns", column->regex, NULL) && column->regex)
            lint_header(r, column, t->arena, t->faults);
    }
    for (size_t i = 0; i < r->period_count; i++)
        (void)resists(t, r->periods[i].node, "Periods", r->periods[i].regex, NULL);
    for (size_t i = 0; i < r->head_count; i++)
        (void)resists(t, r->heads[i].node, "Head", r->heads[i].regex, NULL);
    for (size_t i = 0; i < r->section_count; i++)
        (void)resists(t, r->sections[i].node, "Section", r->sections[i].regex, NULL);
}

/* ---- checks ---- */

static void check_examples(const struct self_test *t, const struct check *check) {
    static const char *const keys[] = {"holds", "fails"};
    struct error warning = {.code = CODE_NONE};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (node_list(check->node, keys[i])->count > 0)
            continue;
        node_refuse(node_at(check->node, "id"), &warning,
                    "Check %s has no example of a report in which it %s. Add %s: [\"row = value, "
                    "…\"].",
                    check->id, keys[i], keys[i]);
        fault_warn(t->faults, &warning);
    }
}

/* ---- the rule set ---- */

static bool check_all(const struct self_test *t) {
    bool done = true;
    check_form(t);
    for (size_t i = 0; done && i < t->ruleset->pattern_count; i++)
        done = check_pattern(t, &t->ruleset->patterns[i]);
    for (size_t i = 0; done && i < t->ruleset->check_count; i++) {
        check_examples(t, &t->ruleset->checks[i]);
        done = self_test_check(t, &t->ruleset->checks[i]);
    }
    return done;
}

bool check_rules(const char *directory, struct fault_sink *faults, struct ruleset **ruleset,
                 struct error *error) {
    size_t before = faults->count;
    if (!ruleset_load_partly(directory, faults, ruleset, error))
        return false;
    struct arena *arena = arena_new(SELF_TEST_BYTES);
    struct self_test t = {.ruleset = *ruleset, .faults = faults, .arena = arena, .error = error};
    bool done = arena ? check_all(&t) : error_no_memory(error, directory);
    arena_free(arena);
    if (done && faults->count == before)
        return true;
    ruleset_free(*ruleset);
    *ruleset = NULL;
    return done;
}
