/* values.yaml into the rule set: words and units of value cells, folded for comparing. */
#include "normalize/text/fold.h"
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- words ---- */

/* Meanings that answer for a cell from its beginning: one word can have only one of them. */
static bool speaks_for_cell(enum word_meaning meaning) {
    return meaning <= WORD_TICK;
}

static bool check_word(const struct rule_part *part, const struct word *word,
                       struct node_name node) {
    const struct ruleset *ruleset = part->ruleset;
    for (size_t i = 0; i < ruleset->word_count; i++) {
        const struct word *earlier = &ruleset->words[i];
        bool rivals = earlier->meaning == word->meaning ||
                      (speaks_for_cell(earlier->meaning) && speaks_for_cell(word->meaning));
        if (rivals && strcmp(earlier->text, word->text) == 0)
            return schema_refuse(part->file, node, part->error,
                                 "The word \"%s\" stands in this file twice, with meanings that "
                                 "exclude each other or the same one. Keep one.",
                                 word->text);
    }
    return true;
}

/* Blank marks and links are looked for in text, in lower case; all else by key. */
static bool load_words(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    size_t count = 0;
    for (size_t i = 0; i < yaml->words_count; i++)
        count += yaml->words[i].words_count;
    ruleset->words = arena_array(arena, count, sizeof *ruleset->words);
    for (size_t i = 0; ruleset->words && i < yaml->words_count; i++) {
        for (size_t k = 0; k < yaml->words[i].words_count; k++) {
            const char *text = yaml->words[i].words[k], *folded = fold_text(arena, text, true);
            struct word *word = &ruleset->words[ruleset->word_count];
            *word = (struct word){.meaning = yaml->words[i].means,
                                  .text = folded ? fold_lower(arena, folded) : NULL,
                                  .key = fold_key(arena, text)};
            if (!word->text || !word->key)
                return false;
            bool done = check_word(part, word, node_name("words[%zu].words[%zu]", i, k));
            if (!ruleset_goes_on(part, done))
                return false;
            ruleset->word_count++;
        }
    }
    return !arena_failed(arena);
}

static bool check_numeral(const struct rule_part *part, const struct yaml_values *yaml,
                          size_t index) {
    const struct yaml_numeral *own = &yaml->numerals[index];
    static const double least[] = {
        [NUMERAL_DIGIT] = 0, [NUMERAL_ADDS] = 10, [NUMERAL_MULTIPLIES] = 10};
    static const double most[] = {
        [NUMERAL_DIGIT] = 9, [NUMERAL_ADDS] = 10, [NUMERAL_MULTIPLIES] = 1e12};
    if (own->use == NUMERAL_FILLS ||
        (own->value >= least[own->use] && own->value <= most[own->use]))
        return true;
    return schema_refuse(part->file, node_name("numerals[%zu].value", index), part->error,
                         "The value of \"%s\" is %g. It must be from %g to %g.", own->word,
                         own->value, least[own->use], most[own->use]);
}

static bool load_numerals(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    ruleset->numerals =
        arena_array(ruleset->arena, yaml->numerals_count + 1, sizeof *ruleset->numerals);
    for (size_t i = 0; ruleset->numerals && i < yaml->numerals_count; i++) {
        const char *key = fold_key(ruleset->arena, yaml->numerals[i].word);
        if (!ruleset_goes_on(part, check_numeral(part, yaml, i)))
            return false;
        for (size_t k = 0; key && k < i; k++)
            if (strcmp(ruleset->numerals[k].key, key) == 0)
                return schema_refuse(part->file, node_name("numerals[%zu].word", i), part->error,
                                     "The numeral \"%s\" stands here twice. Keep one.",
                                     yaml->numerals[i].word);
        ruleset->numerals[ruleset->numeral_count++] = (struct numeral){
            .key = key, .use = yaml->numerals[i].use, .value = yaml->numerals[i].value};
    }
    return !arena_failed(ruleset->arena);
}

static bool load_multiples(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    ruleset->multiples =
        arena_array(ruleset->arena, yaml->multiples_count, sizeof *ruleset->multiples);
    for (size_t i = 0; ruleset->multiples && i < yaml->multiples_count; i++) {
        const char *key = fold_key(ruleset->arena, yaml->multiples[i].word);
        double factor = yaml->multiples[i].factor;
        if (!isfinite(factor) || factor <= 0)
            return schema_refuse(part->file, node_name("multiples[%zu].factor", i), part->error,
                                 "The factor of \"%s\" is %g. It must be more than 0.",
                                 yaml->multiples[i].word, factor);
        for (size_t k = 0; key && k < i; k++)
            if (strcmp(ruleset->multiples[k].key, key) == 0)
                return schema_refuse(part->file, node_name("multiples[%zu].word", i), part->error,
                                     "The multiple \"%s\" stands here twice. Keep one.",
                                     yaml->multiples[i].word);
        ruleset->multiples[ruleset->multiple_count++] = (struct multiple){key, factor};
    }
    return !arena_failed(ruleset->arena);
}

/* ---- units ---- */

/* Every unit is one of the form's rows. */
static bool check_unit(const struct rule_part *part, const struct yaml_values *yaml, size_t index,
                       const char *key) {
    const struct ruleset *ruleset = part->ruleset;
    struct node_name node = node_name("units[%zu].unit", index);
    for (size_t i = 0; i < index; i++)
        if (strcmp(yaml->units[i].unit, yaml->units[index].unit) == 0)
            return schema_refuse(part->file, node, part->error,
                                 "The unit \"%s\" stands here twice. Put its words into one list.",
                                 yaml->units[index].unit);
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (strcmp(ruleset->rows[i].unit_key, key) == 0)
            return true;
    if (ruleset->row_count == 0)
        return true; /* indicators.csv is told to be wrong */
    return schema_refuse(part->file, node, part->error,
                         "The unit \"%s\" is that of no row. Write it as indicators.csv does.",
                         yaml->units[index].unit);
}

static bool has_unit(const struct ruleset *ruleset, const char *key) {
    for (size_t i = 0; i < ruleset->unit_word_count; i++)
        if (strcmp(ruleset->unit_words[i].unit_key, key) == 0)
            return true;
    return false;
}

static bool is_currency(const struct ruleset *ruleset, const char *key) {
    for (size_t i = 0; i < ruleset->word_count; i++)
        if (ruleset->words[i].meaning == WORD_CURRENCY && strcmp(ruleset->words[i].key, key) == 0)
            return true;
    return false;
}

/* Every row's unit is known here, so that one written wrongly is found. An enum's unit lists its
 * codes. */
static bool check_rows(const struct rule_part *part) {
    const struct ruleset *ruleset = part->ruleset;
    for (size_t i = 0; i < ruleset->row_count; i++) {
        const struct form_row *row = &ruleset->rows[i];
        bool known = row->kind == KIND_HEADING || row->kind == KIND_ENUM ||
                     (row->kind == KIND_MONEY ? is_currency(ruleset, row->unit_key)
                                              : has_unit(ruleset, row->unit_key));
        if (!known)
            rule_file_refuse(
                arena_printf(ruleset->arena, "%s/indicators.csv", ruleset->directory), row->line,
                part->error,
                "Row %s: the unit \"%s\" is unknown. Correct it, or add it to values.yaml under "
                "%s.",
                row->id, row->unit, row->kind == KIND_MONEY ? "means: currency" : "units");
        if (!ruleset_goes_on(part, known))
            return false;
    }
    return true;
}

static bool load_unit_words(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    size_t count = 0;
    for (size_t i = 0; i < yaml->units_count; i++)
        count += yaml->units[i].words_count;
    ruleset->unit_words = arena_array(arena, count, sizeof *ruleset->unit_words);
    for (size_t i = 0; ruleset->unit_words && i < yaml->units_count; i++) {
        const char *unit = fold_key(arena, yaml->units[i].unit);
        if (!unit || !ruleset_goes_on(part, check_unit(part, yaml, i, unit)))
            return false;
        for (size_t k = 0; k < yaml->units[i].words_count; k++)
            ruleset->unit_words[ruleset->unit_word_count++] = (struct unit_word){
                .unit_key = unit, .word_key = fold_key(arena, yaml->units[i].words[k])};
    }
    return !arena_failed(arena) && check_rows(part);
}

/* ---- pairs ---- */

static bool is_code_label(const struct ruleset *ruleset, struct arena *arena, const char *key) {
    for (size_t i = 0; i < ruleset->row_count; i++) {
        const struct form_row *row = &ruleset->rows[i];
        for (size_t k = 0; k < row->code_count; k++) {
            const char *label = fold_key(arena, row->codes[k].label);
            if (label && strcmp(label, key) == 0)
                return true;
        }
    }
    return false;
}

static bool load_near_labels(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    ruleset->near_labels =
        arena_array(arena, yaml->near_labels_count, sizeof *ruleset->near_labels);
    for (size_t i = 0; ruleset->near_labels && i < yaml->near_labels_count; i++) {
        struct near_label near = {.word_key = fold_key(arena, yaml->near_labels[i].word),
                                  .label_key = fold_key(arena, yaml->near_labels[i].label)};
        if (near.label_key && ruleset->row_count > 0 &&
            !is_code_label(ruleset, arena, near.label_key))
            return schema_refuse(
                part->file, node_name("near_labels[%zu].label", i), part->error,
                "No row has a code with the label \"%s\". Write it as in the column "
                "codes of indicators.csv.",
                yaml->near_labels[i].label);
        ruleset->near_labels[ruleset->near_label_count++] = near;
    }
    return !arena_failed(arena);
}

static bool load_abbreviations(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    ruleset->abbreviations =
        arena_array(arena, yaml->abbreviations_count, sizeof *ruleset->abbreviations);
    for (size_t i = 0; ruleset->abbreviations && i < yaml->abbreviations_count; i++) {
        struct abbreviation fresh = {.short_key = fold_key(arena, yaml->abbreviations[i].brief),
                                     .long_key = fold_key(arena, yaml->abbreviations[i].full)};
        for (size_t k = 0; fresh.short_key && k < i; k++)
            if (strcmp(ruleset->abbreviations[k].short_key, fresh.short_key) == 0)
                return schema_refuse(part->file, node_name("abbreviations[%zu].short", i),
                                     part->error,
                                     "The abbreviation \"%s\" stands here twice. It can be written "
                                     "out in one way only.",
                                     yaml->abbreviations[i].brief);
        ruleset->abbreviations[ruleset->abbreviation_count++] = fresh;
    }
    return !arena_failed(arena);
}

/* ---- examples ---- */

static bool check_example(const struct rule_part *part, const char *id, size_t index) {
    struct node_name node = node_name("examples[%zu].of", index);
    int row = ruleset_row(part->ruleset, id);
    if (part->ruleset->row_count == 0)
        return true; /* indicators.csv is told to be wrong */
    if (row < 0)
        return schema_refuse(part->file, node, part->error,
                             "The form has no row \"%s\". %sWrite an id of indicators.csv.", id,
                             ruleset_meant_row(part->ruleset, id).text);
    return part->ruleset->rows[row].kind != KIND_HEADING ||
           schema_refuse(part->file, node, part->error,
                         "Row %s is a heading and has no value. Name an indicator.", id);
}

static bool load_examples(const struct rule_part *part, const struct yaml_values *yaml) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    ruleset->value_examples =
        arena_array(arena, yaml->examples_count + 1, sizeof *ruleset->value_examples);
    for (size_t i = 0; ruleset->value_examples && i < yaml->examples_count; i++) {
        const struct yaml_value_example *example = &yaml->examples[i];
        if (!ruleset_goes_on(part, check_example(part, example->of, i)))
            return false;
        ruleset->value_examples[ruleset->value_example_count++] =
            (struct file_example){.of = arena_strdup(arena, example->of),
                                  .text = arena_strdup(arena, example->text),
                                  .reads = arena_strdup(arena, example->reads)};
    }
    return !arena_failed(arena);
}

bool ruleset_load_values(const struct rule_part *part) {
    static bool (*const lists[])(const struct rule_part *, const struct yaml_values *) = {
        load_words,       load_numerals,      load_multiples, load_unit_words,
        load_near_labels, load_abbreviations, load_examples,
    };
    void *data;
    if (!schema_load(SCHEMA_VALUES, part->file, &data, part->error))
        return false;
    bool done = true;
    for (size_t i = 0; done && i < sizeof lists / sizeof *lists; i++)
        done = ruleset_goes_on(part, lists[i](part, data));
    schema_free(SCHEMA_VALUES, data);
    return done || ruleset_too_large(part->file->path, part->error);
}
