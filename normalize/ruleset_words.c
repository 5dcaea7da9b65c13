/* form.yaml, values.yaml and checks.yaml into the rule set. */
#include "normalize/fold.h"
#include "normalize/ruleset_form.h"
#include "normalize/schema.h"

#include <stdio.h>
#include <string.h>

/* ---- form.yaml ---- */

static bool compile(const char *path, const char *what, const char *pattern, struct regex **regex,
                    struct error *error) {
    char place[ERROR_PLACE_BYTES * 2];
    snprintf(place, sizeof place, "%s: %s", path, what);
    return regex_new(pattern, 0, place, regex, error);
}

static bool load_columns(struct ruleset *ruleset, const struct yaml_form *yaml, const char *path,
                         struct error *error) {
    size_t count = 0;
    for (size_t i = 0; i < yaml->columns_count; i++)
        count += yaml->columns[i].headers_count;
    ruleset->columns = arena_array(ruleset->arena, count, sizeof *ruleset->columns);
    if (!ruleset->columns)
        return ruleset_too_large(path, error);
    for (size_t i = 0; i < yaml->columns_count; i++) {
        for (size_t k = 0; k < yaml->columns[i].headers_count; k++) {
            struct column_pattern *column = &ruleset->columns[ruleset->column_count];
            column->role = yaml->columns[i].means;
            if (!compile(path, "columns", yaml->columns[i].headers[k], &column->regex, error))
                return false;
            ruleset->column_count++;
        }
    }
    return true;
}

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

static bool load_periods(struct ruleset *ruleset, const struct yaml_form *yaml, const char *path,
                         struct error *error) {
    ruleset->periods = arena_array(ruleset->arena, yaml->periods_count, sizeof *ruleset->periods);
    if (!ruleset->periods)
        return ruleset_too_large(path, error);
    for (size_t i = 0; i < yaml->periods_count; i++) {
        struct period_pattern *period = &ruleset->periods[i];
        period->template = arena_strdup(ruleset->arena, yaml->periods[i].period);
        period->use = use_of(yaml->periods[i].period);
        if (!compile(path, "periods", yaml->periods[i].pattern, &period->regex, error))
            return false;
        ruleset->period_count++;
    }
    return true;
}

static bool load_heads(struct ruleset *ruleset, const struct yaml_form *yaml, const char *path,
                       struct error *error) {
    size_t count = 0;
    for (size_t i = 0; i < yaml->head_count; i++)
        count += yaml->head[i].patterns_count;
    ruleset->heads = arena_array(ruleset->arena, count, sizeof *ruleset->heads);
    if (!ruleset->heads)
        return ruleset_too_large(path, error);
    for (size_t i = 0; i < yaml->head_count; i++) {
        for (size_t k = 0; k < yaml->head[i].patterns_count; k++) {
            struct head_pattern *head = &ruleset->heads[ruleset->head_count];
            head->field = yaml->head[i].field;
            if (!compile(path, "head", yaml->head[i].patterns[k], &head->regex, error))
                return false;
            ruleset->head_count++;
        }
    }
    return true;
}

bool ruleset_load_form(struct ruleset *ruleset, const struct rule_file *file, struct error *error) {
    const char *path = file->path;
    void *data;
    if (!schema_load(SCHEMA_FORM, file, &data, error))
        return false;
    const struct yaml_form *yaml = data;
    ruleset->form = arena_strdup(ruleset->arena, yaml->id);
    ruleset->title = arena_strdup(ruleset->arena, yaml->title);
    bool done = load_columns(ruleset, yaml, path, error) &&
                load_periods(ruleset, yaml, path, error) && load_heads(ruleset, yaml, path, error);
    schema_free(SCHEMA_FORM, data);
    return done;
}

/* ---- values.yaml ---- */

/* Blank marks and links are looked for in text, in lower case; all else by key. */
static bool load_words(struct ruleset *ruleset, const struct yaml_values *yaml) {
    struct arena *arena = ruleset->arena;
    size_t count = 0;
    for (size_t i = 0; i < yaml->words_count; i++)
        count += yaml->words[i].words_count;
    ruleset->words = arena_array(arena, count, sizeof *ruleset->words);
    for (size_t i = 0; ruleset->words && i < yaml->words_count; i++) {
        for (size_t k = 0; k < yaml->words[i].words_count; k++) {
            const char *text = yaml->words[i].words[k], *folded = fold_text(arena, text, true);
            struct word *word = &ruleset->words[ruleset->word_count++];
            *word = (struct word){.meaning = yaml->words[i].means,
                                  .text = folded ? fold_lower(arena, folded) : NULL,
                                  .key = fold_key(arena, text)};
        }
    }
    return !arena_failed(arena);
}

static bool load_multiples(struct ruleset *ruleset, const struct yaml_values *yaml) {
    ruleset->multiples =
        arena_array(ruleset->arena, yaml->multiples_count, sizeof *ruleset->multiples);
    for (size_t i = 0; ruleset->multiples && i < yaml->multiples_count; i++)
        ruleset->multiples[ruleset->multiple_count++] =
            (struct multiple){.key = fold_key(ruleset->arena, yaml->multiples[i].word),
                              .factor = yaml->multiples[i].factor};
    return !arena_failed(ruleset->arena);
}

static bool load_unit_words(struct ruleset *ruleset, const struct yaml_values *yaml) {
    struct arena *arena = ruleset->arena;
    size_t count = 0;
    for (size_t i = 0; i < yaml->units_count; i++)
        count += yaml->units[i].words_count;
    ruleset->unit_words = arena_array(arena, count, sizeof *ruleset->unit_words);
    for (size_t i = 0; ruleset->unit_words && i < yaml->units_count; i++) {
        const char *unit = fold_key(arena, yaml->units[i].unit);
        for (size_t k = 0; k < yaml->units[i].words_count; k++)
            ruleset->unit_words[ruleset->unit_word_count++] = (struct unit_word){
                .unit_key = unit, .word_key = fold_key(arena, yaml->units[i].words[k])};
    }
    return !arena_failed(arena);
}

static bool load_pairs(struct ruleset *ruleset, const struct yaml_values *yaml) {
    struct arena *arena = ruleset->arena;
    ruleset->near_labels =
        arena_array(arena, yaml->near_labels_count, sizeof *ruleset->near_labels);
    ruleset->abbreviations =
        arena_array(arena, yaml->abbreviations_count, sizeof *ruleset->abbreviations);
    if (!ruleset->near_labels || !ruleset->abbreviations)
        return false;
    for (size_t i = 0; i < yaml->near_labels_count; i++)
        ruleset->near_labels[ruleset->near_label_count++] =
            (struct near_label){.word_key = fold_key(arena, yaml->near_labels[i].word),
                                .label_key = fold_key(arena, yaml->near_labels[i].label)};
    for (size_t i = 0; i < yaml->abbreviations_count; i++)
        ruleset->abbreviations[ruleset->abbreviation_count++] =
            (struct abbreviation){.short_key = fold_key(arena, yaml->abbreviations[i].brief),
                                  .long_key = fold_key(arena, yaml->abbreviations[i].full)};
    return !arena_failed(arena);
}

bool ruleset_load_values(struct ruleset *ruleset, const struct rule_file *file, struct error *error) {
    const char *path = file->path;
    void *data;
    if (!schema_load(SCHEMA_VALUES, file, &data, error))
        return false;
    bool done = load_words(ruleset, data) && load_multiples(ruleset, data) &&
                load_unit_words(ruleset, data) && load_pairs(ruleset, data);
    schema_free(SCHEMA_VALUES, data);
    return done || ruleset_too_large(path, error);
}

/* ---- checks.yaml ---- */

static int row_of(const struct ruleset *ruleset, const char *check, const char *id,
                  const char *path, struct error *error) {
    int row = ruleset_row(ruleset, id);
    char place[ERROR_PLACE_BYTES * 2];
    if (row >= 0)
        return row;
    snprintf(place, sizeof place, "%s: check %s", path, check);
    error_set(error, CODE_RULES, place, "The form has no row \"%s\"; see indicators.csv.", id);
    return -1;
}

static bool is_doubled(const struct ruleset *ruleset, const char *id) {
    for (size_t i = 0; i < ruleset->check_count; i++)
        if (strcmp(ruleset->checks[i].id, id) == 0)
            return true;
    return false;
}

static bool load_check(struct ruleset *ruleset, const struct yaml_check *yaml, const char *path,
                       struct error *error) {
    if (is_doubled(ruleset, yaml->id))
        return error_set(error, CODE_RULES, path, "Two checks have the id \"%s\".", yaml->id);
    struct check *check = &ruleset->checks[ruleset->check_count];
    *check = (struct check){.id = arena_strdup(ruleset->arena, yaml->id),
                            .relation = yaml->relation,
                            .severity = yaml->severity,
                            .why = arena_strdup(ruleset->arena, yaml->why),
                            .left = row_of(ruleset, yaml->id, yaml->left, path, error),
                            .right = arena_array(ruleset->arena, yaml->right_count, sizeof(int))};
    if (!check->right)
        return ruleset_too_large(path, error);
    for (size_t i = 0; i < yaml->right_count; i++)
        check->right[check->right_count++] = row_of(ruleset, yaml->id, yaml->right[i], path, error);
    if ((yaml->relation == RELATION_PROSE) != (yaml->right_count == 0))
        error_set(error, CODE_RULES, path, "Check \"%s\": only a prose check has no right side.",
                  yaml->id);
    ruleset->check_count++;
    return error->code == CODE_NONE;
}

bool ruleset_load_checks(struct ruleset *ruleset, const struct rule_file *file, struct error *error) {
    const char *path = file->path;
    void *data;
    if (!schema_load(SCHEMA_CHECKS, file, &data, error))
        return false;
    const struct yaml_checks *yaml = data;
    ruleset->checks = arena_array(ruleset->arena, yaml->checks_count, sizeof *ruleset->checks);
    bool done = ruleset->checks || ruleset_too_large(path, error);
    for (size_t i = 0; done && i < yaml->checks_count; i++)
        done = load_check(ruleset, &yaml->checks[i], path, error);
    schema_free(SCHEMA_CHECKS, data);
    return done;
}
