/* checks.yaml into the rule set: ids become rows, and what can never hold or never run is refused.
 */
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"

#include <math.h>
#include <string.h>

#define FAULT(part, node, ...) node_refuse(node, (part)->error, __VA_ARGS__)

/* Finds the row a check names; false when the form has none of that id, or it is one that has no
 * number to compare. */
static bool find_row(const struct rule_part *part, const struct check *check,
                     const struct yaml_node *id, int *row) {
    *row = ruleset_row(part->ruleset, id->text);
    if (*row < 0)
        return FAULT(part, id,
                     "Check %s: the form has no row \"%s\". %sWrite an id of indicators.csv, in "
                     "quotes if it looks like a number.",
                     check->id, id->text, ruleset_meant_row(part->ruleset, id->text).text);
    enum kind kind = part->ruleset->rows[*row].kind;
    if (kind == KIND_HEADING || kind == KIND_ENUM)
        return FAULT(part, id,
                     "Check %s: row %s is of the kind %s and has no number to compare. Name a row "
                     "of another kind.",
                     check->id, id->text, kind_word(kind));
    return true;
}

/* A right side that another side repeats, or that counts something else than the left one. */
static bool check_side(const struct rule_part *part, const struct check *check, size_t side,
                       const struct yaml_node *node) {
    const struct form_row *rows = part->ruleset->rows;
    int row = check->right[side];
    bool doubled = row == check->left;
    for (size_t i = 0; i < side; i++)
        doubled = doubled || check->right[i] == row;
    if (doubled)
        return FAULT(part, node, "Check %s names row %s twice. Name every row once.", check->id,
                     rows[row].id);
    bool of_fraction =
        check->relation == RELATION_NUMERATOR || check->relation == RELATION_DENOMINATOR;
    if (!of_fraction && rows[row].kind != rows[check->left].kind)
        return FAULT(part, node,
                     "Check %s: row %s is of the kind %s, row %s of the kind %s. Compare rows of "
                     "one kind.",
                     check->id, rows[row].id, kind_word(rows[row].kind), rows[check->left].id,
                     kind_word(rows[check->left].kind));
    return true;
}

static bool load_right(const struct rule_part *part, struct check *check) {
    const struct yaml_node *right = node_list(check->node, "right");
    check->right = arena_array(part->ruleset->arena, right->count, sizeof *check->right);
    if (!check->right)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < right->count; i++) {
        bool done = find_row(part, check, right->items[i], &check->right[i]) &&
                    (check->left < 0 || check_side(part, check, i, right->items[i]));
        if (!ruleset_goes_on(part, done))
            return false;
        check->right_count++;
    }
    return true;
}

static bool has_rule(const struct ruleset *ruleset, const char *indicator) {
    for (size_t i = 0; i < ruleset->pattern_count; i++)
        if (ruleset->patterns[i].indicator &&
            strcmp(ruleset->patterns[i].indicator, indicator) == 0)
            return true;
    return false;
}

static bool check_bounds(const struct rule_part *part, const struct check *check,
                         const struct yaml_node *relation) {
    const struct yaml_node *least = node_at(check->node, "least");
    const struct yaml_node *most = node_at(check->node, "most");
    bool within = check->relation == RELATION_WITHIN;
    if (within ? !least || !most : least || most)
        return FAULT(part, relation,
                     "Check %s: \"least\" and \"most\" belong to the relation within, which needs "
                     "both.",
                     check->id);
    if (within && !(check->least <= check->most))
        return FAULT(part, least,
                     "Check %s: nothing is from %g to %g. Let \"least\" be the smaller "
                     "one.",
                     check->id, check->least, check->most);
    return true;
}

static bool check_relation(const struct rule_part *part, const struct check *check) {
    const struct yaml_node *relation = node_at(check->node, "relation");
    const struct yaml_node *right = node_at(check->node, "right");
    const struct yaml_node *left = node_at(check->node, "left");
    bool prose = check->relation == RELATION_PROSE;
    if (prose && right)
        return FAULT(part, right, "Check %s: a prose check has no right side. Leave \"right\" out.",
                     check->id);
    if (!check_bounds(part, check, relation))
        return false;
    if (!prose && check->relation != RELATION_WITHIN && !right)
        return FAULT(part, relation,
                     "Check %s: this relation needs a right side. Add right: [row, …].", check->id);
    /* Where patterns.yaml could not be read at all, nothing can be said of it. */
    if (prose && part->ruleset->pattern_count > 0 && !has_rule(part->ruleset, left->text))
        return FAULT(part, left,
                     "Check %s: no rule of patterns.yaml has the indicator %s, so it would never "
                     "run. Add such a rule, or take the check out.",
                     check->id, left->text);
    return true;
}

static bool load_check(const struct rule_part *part, const struct yaml_node *entry) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *id = node_at(entry, "id");
    for (size_t i = 0; i < ruleset->check_count; i++)
        if (strcmp(ruleset->checks[i].id, id->text) == 0)
            return FAULT(part, id, "Two checks have the id \"%s\". Give each its own.", id->text);
    struct check *check = &ruleset->checks[ruleset->check_count++];
    *check = (struct check){
        .id = id->text,
        .relation = (enum relation)schema_meaning(schema_relations, entry, "relation"),
        .severity = (enum severity)schema_meaning(schema_severities, entry, "severity"),
        .least = node_number(entry, "least"),
        .most = node_number(entry, "most"),
        .why = node_text(entry, "why"),
        .node = entry};
    return find_row(part, check, node_at(entry, "left"), &check->left) &&
           ruleset_goes_on(part, check_relation(part, check)) && load_right(part, check);
}

/* ---- history ---- */

static bool check_history_id(const struct rule_part *part, const struct yaml_node *id) {
    const struct ruleset *ruleset = part->ruleset;
    bool known = false;
    for (size_t i = 0; i < ruleset->check_count; i++)
        known = known || strcmp(ruleset->checks[i].id, id->text) == 0;
    for (size_t i = 0; i < ruleset->history_count; i++)
        known = known || strcmp(ruleset->history[i].id, id->text) == 0;
    return !known || FAULT(part, id, "Two checks have the id \"%s\". Give each its own.", id->text);
}

static bool load_history(const struct rule_part *part, const struct yaml_node *entry) {
    struct history_check fresh = {
        .id = node_text(entry, "id"),
        .relation = (enum history_relation)schema_meaning(schema_histories, entry, "relation"),
        .severity = (enum severity)schema_meaning(schema_severities, entry, "severity"),
        .percent = node_number(entry, "percent"),
        .least = node_number(entry, "least")};
    if (!check_history_id(part, node_at(entry, "id")))
        return false;
    if (!(fresh.least >= 0) || !isfinite(fresh.least))
        return FAULT(part, node_at(entry, "least"),
                     "Check %s: \"least\" is %g. It must be 0 or more.", fresh.id, fresh.least);
    if (fresh.relation == HISTORY_STOCK && (!(fresh.percent > 0) || !isfinite(fresh.percent)))
        return FAULT(part, node_at(entry, "relation"),
                     "Check %s: a stock check needs a change to allow. Add percent: 50, or "
                     "another one above 0.",
                     fresh.id);
    part->ruleset->history[part->ruleset->history_count++] = fresh;
    return true;
}

bool ruleset_load_checks(const struct rule_part *part) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *root;
    if (!schema_read(SCHEMA_CHECKS, part, &root))
        return false;
    const struct yaml_node *checks = node_list(root, "checks");
    const struct yaml_node *history = node_list(root, "history");
    ruleset->checks = arena_array(ruleset->arena, checks->count, sizeof *ruleset->checks);
    ruleset->history = arena_array(ruleset->arena, history->count, sizeof *ruleset->history);
    if (!ruleset->checks || !ruleset->history)
        return ruleset_too_large(part->file->path, part->error);
    /* Without rows every check would be wrong, and indicators.csv is reported to be. */
    for (size_t i = 0; ruleset->row_count > 0 && i < checks->count; i++)
        if (!ruleset_goes_on(part, load_check(part, checks->items[i])))
            return false;
    for (size_t i = 0; i < history->count; i++)
        if (!ruleset_goes_on(part, load_history(part, history->items[i])))
            return false;
    return true;
}
