/* form.yaml into the rule set: what header cells mean, wordings of the period, places of the head
 * and foot. */
#include "normalize/authoring/lint.h"
#include "normalize/rules/schema.h"

#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

static bool has_role(const struct ruleset *ruleset, enum column_role role) {
    for (size_t i = 0; i < ruleset->column_count; i++)
        if (ruleset->columns[i].role == role)
            return true;
    return false;
}

static bool load_columns(const struct rule_part *part, const struct yaml_form *yaml) {
    struct ruleset *ruleset = part->ruleset;
    size_t count = 0;
    for (size_t i = 0; i < yaml->columns_count; i++)
        count += yaml->columns[i].headers_count;
    ruleset->columns = arena_array(ruleset->arena, count, sizeof *ruleset->columns);
    if (!ruleset->columns)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < yaml->columns_count; i++) {
        for (size_t k = 0; k < yaml->columns[i].headers_count; k++) {
            struct column_pattern *column = &ruleset->columns[ruleset->column_count];
            column->role = yaml->columns[i].means;
            bool done = ruleset_compile(part, node_name("columns[%zu].headers[%zu]", i, k),
                                        "Columns", yaml->columns[i].headers[k], 0, &column->regex);
            if (!ruleset_goes_on(part, done))
                return false;
            ruleset->column_count++;
            if (part->file->faults && column->regex)
                ruleset_lint_header(part, node_name("columns[%zu].headers[%zu]", i, k),
                                    yaml->columns[i].headers[k], ruleset->column_count - 1);
        }
    }
    if (has_role(ruleset, COLUMN_LABEL) && has_role(ruleset, COLUMN_VALUE))
        return true;
    return schema_refuse(part->file, node_name("columns"), part->error,
                         "No header means %s. A form needs headers that mean label and value.",
                         has_role(ruleset, COLUMN_LABEL) ? "value" : "label");
}

/* ---- periods ---- */

static enum period_use use_of(const char *period) {
    static const struct {
        const char *period;
        enum period_use use;
    } uses[] = {{"passed-over", PERIOD_PASSED_OVER},
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
                           size_t index) {
    struct node_name node = node_name("periods[%zu].period", index);
    if (period->use == PERIOD_PASSED_OVER || period->use == PERIOD_UNREADABLE)
        return true;
    for (const char *at = strchr(period->template, '{'); at; at = strchr(at + 1, '{')) {
        char name[32];
        size_t length = strcspn(at + 1, "}");
        snprintf(name, sizeof name, "%.*s", (int)length, at + 1);
        if (at[1 + length] != '}' ||
            (strcmp(name, "year") != 0 && !regex_group(period->regex, name)))
            return schema_refuse(part->file, node, part->error,
                                 "The period \"%s\" speaks of \"%s\", which is no group of its "
                                 "pattern. Name the group (?<%s>…), or correct the period.",
                                 period->template, name, name);
    }
    if (!strstr(period->template, "{year}"))
        return schema_refuse(part->file, node, part->error,
                             "The period \"%s\" has no {year}. Write it like {year}-Q1, or one of: "
                             "passed-over, unreadable.",
                             period->template);
    return true;
}

static bool load_periods(const struct rule_part *part, const struct yaml_form *yaml) {
    struct ruleset *ruleset = part->ruleset;
    ruleset->periods = arena_array(ruleset->arena, yaml->periods_count, sizeof *ruleset->periods);
    if (!ruleset->periods)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < yaml->periods_count; i++) {
        struct period_pattern *period = &ruleset->periods[i];
        period->template = arena_strdup(ruleset->arena, yaml->periods[i].period);
        period->use = use_of(yaml->periods[i].period);
        if (!period->template)
            return ruleset_too_large(part->file->path, part->error);
        ruleset->period_count++;
        bool done = ruleset_compile(part, node_name("periods[%zu].pattern", i), "Periods",
                                    yaml->periods[i].pattern, 0, &period->regex) &&
                    check_template(part, period, i);
        if (!ruleset_goes_on(part, done))
            return false;
    }
    return true;
}

/* ---- head ---- */

/* The groups without which a pattern of the field can say nothing. */
static bool check_groups(const struct rule_part *part, const struct head_pattern *head,
                         struct node_name node) {
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
            return schema_refuse(
                part->file, node, part->error,
                "Head: the pattern has no group \"%s\", which is what this field is "
                "read from. Name it (?<%s>…).",
                needs[i].group, needs[i].group);
    return true;
}

static bool load_heads(const struct rule_part *part, const struct yaml_form *yaml) {
    struct ruleset *ruleset = part->ruleset;
    size_t count = 0;
    for (size_t i = 0; i < yaml->head_count; i++)
        count += yaml->head[i].patterns_count;
    ruleset->heads = arena_array(ruleset->arena, count, sizeof *ruleset->heads);
    if (!ruleset->heads)
        return ruleset_too_large(part->file->path, part->error);
    for (size_t i = 0; i < yaml->head_count; i++) {
        for (size_t k = 0; k < yaml->head[i].patterns_count; k++) {
            struct node_name node = node_name("head[%zu].patterns[%zu]", i, k);
            struct head_pattern *head = &ruleset->heads[ruleset->head_count];
            head->field = yaml->head[i].field;
            ruleset->head_count++;
            bool done =
                ruleset_compile(part, node, "Head", yaml->head[i].patterns[k], 0, &head->regex) &&
                check_groups(part, head, node);
            if (!ruleset_goes_on(part, done))
                return false;
        }
    }
    return true;
}

/* ---- examples ---- */

static bool load_examples(const struct rule_part *part, const struct yaml_form *yaml) {
    static const char *const words[] = {
        [EXAMPLE_HEADER] = "header", [EXAMPLE_PERIOD] = "period", [EXAMPLE_HEAD] = "head"};
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    ruleset->form_examples =
        arena_array(arena, yaml->examples_count + 1, sizeof *ruleset->form_examples);
    for (size_t i = 0; ruleset->form_examples && i < yaml->examples_count; i++)
        ruleset->form_examples[ruleset->form_example_count++] =
            (struct file_example){.of = words[yaml->examples[i].of],
                                  .text = arena_strdup(arena, yaml->examples[i].text),
                                  .reads = arena_strdup(arena, yaml->examples[i].reads)};
    return !arena_failed(arena) || ruleset_too_large(part->file->path, part->error);
}

bool ruleset_load_form(const struct rule_part *part) {
    void *data;
    if (!schema_load(SCHEMA_FORM, part->file, &data, part->error))
        return false;
    const struct yaml_form *yaml = data;
    part->ruleset->form = arena_strdup(part->ruleset->arena, yaml->id);
    part->ruleset->title = arena_strdup(part->ruleset->arena, yaml->title);
    bool done = ruleset_goes_on(part, load_columns(part, yaml)) &&
                ruleset_goes_on(part, load_periods(part, yaml)) && load_heads(part, yaml) &&
                load_examples(part, yaml);
    schema_free(SCHEMA_FORM, data);
    return done;
}
