/* form.yaml into the rule set: what header cells mean, wordings of the period, places of the head
 * and foot. */
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"

#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

static bool has_role(const struct ruleset *ruleset, enum column_role role) {
    for (size_t i = 0; i < ruleset->column_count; i++)
        if (ruleset->columns[i].role == role)
            return true;
    return false;
}

static bool load_header(const struct rule_part *part, enum column_role role,
                        const struct yaml_node *header) {
    struct ruleset *ruleset = part->ruleset;
    struct column_pattern *column = &ruleset->columns[ruleset->column_count];
    *column = (struct column_pattern){.role = role, .node = header};
    if (!ruleset_goes_on(
            part, ruleset_compile(header, "Columns", header->text, 0, &column->regex, part->error)))
        return false;
    ruleset->column_count++;
    return true;
}

static bool load_columns(const struct rule_part *part, const struct yaml_node *form) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *columns = node_list(form, "columns");
    ruleset->columns =
        arena_array(ruleset->arena, node_count_all(columns, "headers"), sizeof *ruleset->columns);
    if (!ruleset->columns)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < columns->count; i++) {
        const struct yaml_node *headers = node_list(columns->items[i], "headers");
        int role = schema_meaning(schema_column_roles, columns->items[i], "means");
        for (size_t k = 0; k < headers->count; k++)
            if (!load_header(part, (enum column_role)role, headers->items[k]))
                return false;
    }
    if (has_role(ruleset, COLUMN_LABEL) && has_role(ruleset, COLUMN_VALUE))
        return true;
    return node_refuse(columns, part->error,
                       "No header means %s. A form needs headers that mean label and value.",
                       has_role(ruleset, COLUMN_LABEL) ? "value" : "label");
}

/* ---- periods ---- */

static enum period_use use_of(const char *period) {
    static const struct {
        const char *period;
        enum period_use use;
    } uses[] = {{"part-word", PERIOD_PART_WORD},
                {"passed-over", PERIOD_PASSED_OVER},
                {"unreadable", PERIOD_UNREADABLE},
                {"{year}", PERIOD_YEAR}};
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (strcmp(uses[i].period, period) == 0)
            return uses[i].use;
    return PERIOD_WRITTEN;
}

/* Every "{name}" is a group of the pattern, and the year, which may come from elsewhere in the
 * title, is among them. */
static bool check_template(const struct rule_part *part, const struct period_pattern *period,
                           const struct yaml_node *node) {
    if (period->use == PERIOD_PART_WORD || period->use == PERIOD_PASSED_OVER ||
        period->use == PERIOD_UNREADABLE)
        return true;
    for (const char *at = strchr(period->template, '{'); at; at = strchr(at + 1, '{')) {
        char name[32];
        size_t length = strcspn(at + 1, "}");
        snprintf(name, sizeof name, "%.*s", (int)length, at + 1);
        if (at[1 + length] != '}' ||
            (strcmp(name, "year") != 0 && !regex_group(period->regex, name)))
            return node_refuse(node, part->error,
                               "The period \"%s\" uses \"%s\", which is not a group in its "
                               "pattern. Name the group (?<%s>…), or correct the period.",
                               period->template, name, name);
    }
    if (!strstr(period->template, "{year}"))
        return node_refuse(node, part->error,
                           "The period \"%s\" has no {year}. Write it like {year}-Q1, or one of: "
                           "passed-over, unreadable.",
                           period->template);
    return true;
}

static bool load_period(const struct rule_part *part, const struct yaml_node *entry) {
    struct period_pattern *period = &part->ruleset->periods[part->ruleset->period_count++];
    const struct yaml_node *pattern = node_at(entry, "pattern"),
                           *written = node_at(entry, "period");
    *period = (struct period_pattern){
        .use = use_of(written->text), .template = written->text, .node = pattern};
    return ruleset_compile(pattern, "Periods", pattern->text, 0, &period->regex, part->error) &&
           check_template(part, period, written);
}

static bool load_periods(const struct rule_part *part, const struct yaml_node *form) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *periods = node_list(form, "periods");
    ruleset->periods = arena_array(ruleset->arena, periods->count, sizeof *ruleset->periods);
    if (!ruleset->periods)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < periods->count; i++)
        if (!ruleset_goes_on(part, load_period(part, periods->items[i])))
            return false;
    return true;
}

/* ---- head ---- */

/* The groups that the field is read from. */
static bool check_groups(const struct rule_part *part, const struct head_pattern *head) {
    static const struct {
        enum head_field field;
        const char *group;
    } needs[] = {
        {HEAD_NUMBER, "symbol"},       {HEAD_ANNEX, "symbol"},  {HEAD_DATE, "day"},
        {HEAD_DATE, "month"},          {HEAD_DATE, "year"},     {HEAD_ISSUER, "issuer"},
        {HEAD_ANNEX_ISSUER, "issuer"}, {HEAD_SIGNER, "signer"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (needs[i].field == head->field && !regex_group(head->regex, needs[i].group))
            return node_refuse(head->node, part->error,
                               "Head: the pattern has no group \"%s\", which is what this field "
                               "is read from. Name it (?<%s>…).",
                               needs[i].group, needs[i].group);
    return true;
}

static bool load_head(const struct rule_part *part, enum head_field field,
                      const struct yaml_node *pattern) {
    struct head_pattern *head = &part->ruleset->heads[part->ruleset->head_count++];
    *head = (struct head_pattern){.field = field, .node = pattern};
    return ruleset_compile(pattern, "Head", pattern->text, 0, &head->regex, part->error) &&
           check_groups(part, head);
}

static bool load_heads(const struct rule_part *part, const struct yaml_node *form) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *heads = node_list(form, "head");
    ruleset->heads =
        arena_array(ruleset->arena, node_count_all(heads, "patterns"), sizeof *ruleset->heads);
    if (!ruleset->heads)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < heads->count; i++) {
        const struct yaml_node *patterns = node_list(heads->items[i], "patterns");
        int field = schema_meaning(schema_head_fields, heads->items[i], "field");
        for (size_t k = 0; k < patterns->count; k++)
            if (!ruleset_goes_on(part, load_head(part, (enum head_field)field, patterns->items[k])))
                return false;
    }
    return true;
}

/* ---- examples ---- */

static bool load_examples(const struct rule_part *part, const struct yaml_node *form) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *examples = node_list(form, "examples");
    ruleset->form_examples =
        arena_array(ruleset->arena, examples->count, sizeof *ruleset->form_examples);
    for (size_t i = 0; ruleset->form_examples && i < examples->count; i++)
        ruleset->form_examples[ruleset->form_example_count++] =
            (struct file_example){.of = node_text(examples->items[i], "of"),
                                  .text = node_text(examples->items[i], "text"),
                                  .reads = node_text(examples->items[i], "reads"),
                                  .node = examples->items[i]};
    return ruleset->form_examples || ruleset_too_large(part->file->path, part->error);
}

bool ruleset_load_form(const struct rule_part *part) {
    const struct yaml_node *form;
    if (!schema_read(SCHEMA_FORM, part, &form))
        return false;
    part->ruleset->form = node_text(form, "id");
    part->ruleset->title = node_text(form, "title");
    return ruleset_goes_on(part, load_columns(part, form)) &&
           ruleset_goes_on(part, load_periods(part, form)) && load_heads(part, form) &&
           load_examples(part, form);
}
