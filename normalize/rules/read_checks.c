/* checks.yaml into the rule set: ids become rows, and what can never hold or never run is refused.
 */
#include "normalize/authoring/check_example.h"
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"

#include <math.h>
#include <string.h>

/* Finds the row a check names; false when the form has none of that id, or it is one that has no
 * number to compare. */
static bool find_row(const struct rule_part *part, const struct yaml_check *yaml, const char *id,
                     struct node_name node, int *row) {
    *row = ruleset_row(part->ruleset, id);
    if (*row < 0)
        return schema_refuse(
            part->file, node, part->error,
            "Check %s: the form has no row \"%s\". %sWrite an id of indicators.csv, in "
            "quotes if it is like a number.",
            yaml->id, id, ruleset_meant_row(part->ruleset, id).text);
    enum kind kind = part->ruleset->rows[*row].kind;
    if (kind == KIND_HEADING || kind == KIND_ENUM)
        return schema_refuse(
            part->file, node, part->error,
            "Check %s: row %s is of the kind %s and has no number to compare. Name a "
            "row of another kind.",
            yaml->id, id, kind_word(kind));
    return true;
}

/* A right side that another side repeats, or that counts something else than the left one. */
static bool check_side(const struct rule_part *part, const struct yaml_check *yaml,
                       const struct check *check, size_t side, struct node_name node) {
    const struct form_row *rows = part->ruleset->rows;
    int row = check->right[side];
    bool doubled = row == check->left;
    for (size_t i = 0; i < side; i++)
        doubled = doubled || check->right[i] == row;
    if (doubled)
        return schema_refuse(part->file, node, part->error,
                             "Check %s: row %s stands in it twice. Name every row once.", yaml->id,
                             rows[row].id);
    bool of_fraction =
        check->relation == RELATION_NUMERATOR || check->relation == RELATION_DENOMINATOR;
    if (!of_fraction && rows[row].kind != rows[check->left].kind)
        return schema_refuse(
            part->file, node, part->error,
            "Check %s: row %s is of the kind %s, row %s of the kind %s. Compare rows "
            "of one kind.",
            yaml->id, rows[row].id, kind_word(rows[row].kind), rows[check->left].id,
            kind_word(rows[check->left].kind));
    return true;
}

static bool load_right(const struct rule_part *part, const struct yaml_check *yaml,
                       struct check *check, size_t index) {
    check->right = arena_array(part->ruleset->arena, yaml->right_count, sizeof *check->right);
    if (!check->right)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < yaml->right_count; i++) {
        struct node_name node = node_name("checks[%zu].right[%zu]", index, i);
        bool done = find_row(part, yaml, yaml->right[i], node, &check->right[i]) &&
                    (check->left < 0 || check_side(part, yaml, check, i, node));
        if (!ruleset_goes_on(part, done))
            return false;
        check->right_count++;
    }
    return true;
}

static bool is_spoken_of(const struct ruleset *ruleset, const char *id) {
    for (size_t i = 0; i < ruleset->pattern_count; i++)
        if (ruleset->patterns[i].indicator && strcmp(ruleset->patterns[i].indicator, id) == 0)
            return true;
    return false;
}

static bool check_relation(const struct rule_part *part, const struct yaml_check *yaml,
                           size_t index) {
    bool prose = yaml->relation == RELATION_PROSE;
    if (prose && yaml->right_count > 0)
        return schema_refuse(part->file, node_name("checks[%zu].right", index), part->error,
                             "Check %s: a prose check has no right side. Leave \"right\" out.",
                             yaml->id);
    bool within = yaml->relation == RELATION_WITHIN;
    if (within != (yaml->least && yaml->most) || (!within && (yaml->least || yaml->most)))
        return schema_refuse(
            part->file, node_name("checks[%zu].relation", index), part->error,
            "Check %s: \"least\" and \"most\" belong to the relation within, and it "
            "needs both.",
            yaml->id);
    if (within && !(*yaml->least <= *yaml->most))
        return schema_refuse(
            part->file, node_name("checks[%zu].least", index), part->error,
            "Check %s: nothing is from %g to %g. Let \"least\" be the smaller one.", yaml->id,
            *yaml->least, *yaml->most);
    if (!prose && !within && yaml->right_count == 0)
        return schema_refuse(part->file, node_name("checks[%zu].relation", index), part->error,
                             "Check %s: this relation needs a right side. Add right: [row, …].",
                             yaml->id);
    /* Where patterns.yaml could not be read at all, nothing can be said of it. */
    if (prose && part->ruleset->pattern_count > 0 && !is_spoken_of(part->ruleset, yaml->left))
        return schema_refuse(part->file, node_name("checks[%zu].left", index), part->error,
                             "Check %s: no rule of patterns.yaml has the indicator %s, so it would "
                             "never run. Add such a rule, or take the check out.",
                             yaml->id, yaml->left);
    return true;
}

/* ---- examples ---- */

static const char **copy_texts(struct arena *arena, char **texts, size_t count) {
    const char **copies = arena_array(arena, count + 1, sizeof(const char *));
    for (size_t i = 0; copies && i < count; i++)
        copies[i] = arena_strdup(arena, texts[i]);
    return copies;
}

static bool load_examples(const struct rule_part *part, const struct yaml_check *yaml,
                          struct check *check) {
    struct arena *arena = part->ruleset->arena;
    check->holds = copy_texts(arena, yaml->holds, yaml->holds_count);
    check->fails = copy_texts(arena, yaml->fails, yaml->fails_count);
    check->holds_count = yaml->holds_count;
    check->fails_count = yaml->fails_count;
    return !arena_failed(arena) || ruleset_too_large(part->file->path, part->error);
}

static bool try_example(const struct rule_part *part, const struct check *check, const char *text,
                        bool holds, struct node_name node) {
    struct check_trial trial;
    if (!check_try(part->ruleset, check, text, part->ruleset->arena, &trial))
        return ruleset_too_large(part->file->path, part->error);
    if (trial.wrong)
        return schema_refuse(part->file, node, part->error, "Check %s: in its example, %s",
                             check->id, trial.wrong);
    if (holds == (trial.finding == NULL))
        return true;
    return schema_refuse(part->file, node, part->error,
                         "Check %s %s in its example%s%s. Correct the check or the example.",
                         check->id, holds ? "fails" : "does not fail", holds ? ": " : "",
                         holds ? trial.finding : "");
}

/* Only a check that was read without fault can be tried. */
static bool try_examples(const struct rule_part *part, const struct check *check, size_t index) {
    bool rules = check->relation != RELATION_PROSE || part->ruleset->pattern_count > 0;
    bool whole = part->try_examples && rules;
    for (size_t i = 0; i < check->right_count; i++)
        whole = whole && check->right[i] >= 0;
    for (size_t i = 0; whole && i < check->holds_count; i++)
        if (!ruleset_goes_on(part, try_example(part, check, check->holds[i], true,
                                               node_name("checks[%zu].holds[%zu]", index, i))))
            return false;
    for (size_t i = 0; whole && i < check->fails_count; i++)
        if (!ruleset_goes_on(part, try_example(part, check, check->fails[i], false,
                                               node_name("checks[%zu].fails[%zu]", index, i))))
            return false;
    if (check->holds_count > 0 && check->fails_count > 0)
        return true;
    schema_refuse(part->file, node_name("checks[%zu].id", index), part->error,
                  "Check %s has no example of a report in which it %s. Add %s: [\"row = value, "
                  "…\"].",
                  check->id, check->holds_count > 0 ? "fails" : "holds",
                  check->holds_count > 0 ? "fails" : "holds");
    rule_file_warn(part->file, part->error);
    return true;
}

static bool load_check(const struct rule_part *part, const struct yaml_check *yaml, size_t index) {
    struct ruleset *ruleset = part->ruleset;
    for (size_t i = 0; i < ruleset->check_count; i++)
        if (strcmp(ruleset->checks[i].id, yaml->id) == 0)
            return schema_refuse(part->file, node_name("checks[%zu].id", index), part->error,
                                 "Two checks have the id \"%s\". Give each its own.", yaml->id);
    struct check *check = &ruleset->checks[ruleset->check_count++];
    *check = (struct check){.id = arena_strdup(ruleset->arena, yaml->id),
                            .relation = yaml->relation,
                            .severity = yaml->severity,
                            .least = yaml->least ? *yaml->least : 0,
                            .most = yaml->most ? *yaml->most : 0,
                            .why = arena_strdup(ruleset->arena, yaml->why)};
    if (!check->id || (yaml->why && !check->why))
        return ruleset_too_large(part->file->path, part->error);
    bool left =
        find_row(part, yaml, yaml->left, node_name("checks[%zu].left", index), &check->left);
    if (!left)
        return false;
    return ruleset_goes_on(part, check_relation(part, yaml, index)) &&
           load_right(part, yaml, check, index) && load_examples(part, yaml, check) &&
           try_examples(part, check, index);
}

static bool load_history(const struct rule_part *part, const struct yaml_history *yaml,
                         size_t index) {
    struct ruleset *ruleset = part->ruleset;
    bool known = false;
    for (size_t i = 0; i < ruleset->check_count; i++)
        known = known || strcmp(ruleset->checks[i].id, yaml->id) == 0;
    for (size_t i = 0; i < index; i++)
        known = known || (ruleset->history[i].id && strcmp(ruleset->history[i].id, yaml->id) == 0);
    if (known)
        return schema_refuse(part->file, node_name("history[%zu].id", index), part->error,
                             "Two checks have the id \"%s\". Give each its own.", yaml->id);
    if (!(yaml->least >= 0) || !isfinite(yaml->least))
        return schema_refuse(part->file, node_name("history[%zu].least", index), part->error,
                             "Check %s: \"least\" is %g. It must be 0 or more.", yaml->id,
                             yaml->least);
    bool stock = yaml->relation == HISTORY_STOCK;
    if (stock && (!(yaml->percent > 0) || !isfinite(yaml->percent)))
        return schema_refuse(part->file, node_name("history[%zu].relation", index), part->error,
                             "Check %s: a stock check needs a change to allow. Add percent: 50, or "
                             "another one above 0.",
                             yaml->id);
    ruleset->history[index] = (struct history_check){.id = arena_strdup(ruleset->arena, yaml->id),
                                                     .relation = yaml->relation,
                                                     .severity = yaml->severity,
                                                     .percent = yaml->percent,
                                                     .least = yaml->least};
    return ruleset->history[index].id || ruleset_too_large(part->file->path, part->error);
}

static bool load_histories(const struct rule_part *part, const struct yaml_checks *yaml) {
    struct ruleset *ruleset = part->ruleset;
    ruleset->history =
        arena_array(ruleset->arena, yaml->history_count + 1, sizeof *ruleset->history);
    if (!ruleset->history)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < yaml->history_count; i++) {
        ruleset->history_count++;
        if (!ruleset_goes_on(part, load_history(part, &yaml->history[i], i)))
            return false;
    }
    return true;
}

bool ruleset_load_checks(const struct rule_part *part) {
    struct ruleset *ruleset = part->ruleset;
    void *data;
    if (!schema_load(SCHEMA_CHECKS, part->file, &data, part->error))
        return false;
    const struct yaml_checks *yaml = data;
    ruleset->checks = arena_array(ruleset->arena, yaml->checks_count, sizeof *ruleset->checks);
    bool done = ruleset->checks || ruleset_too_large(part->file->path, part->error);
    /* Without rows every check would be wrong, and indicators.csv is told to be. */
    for (size_t i = 0; done && ruleset->row_count > 0 && i < yaml->checks_count; i++) {
        done = ruleset_goes_on(part, load_check(part, &yaml->checks[i], i));
    }
    done = done && load_histories(part, yaml);
    schema_free(SCHEMA_CHECKS, data);
    return done;
}
