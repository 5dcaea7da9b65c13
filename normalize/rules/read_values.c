/* values.yaml into the rule set: words and units of value cells, folded for comparing. */
#include "normalize/rules/read.h"
#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"
#include "normalize/text/fold.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FAULT(part, node, ...) node_refuse(node, (part)->error, __VA_ARGS__)

/* ---- words ---- */

/* Meanings that decide a cell from its beginning: one word can have only one of them. */
static bool decides_cell(enum word_meaning meaning) {
    return meaning <= WORD_TICK;
}

static bool check_word(const struct rule_part *part, const struct word *word,
                       const struct yaml_node *node) {
    const struct ruleset *ruleset = part->ruleset;
    for (size_t i = 0; i < ruleset->word_count; i++) {
        const struct word *earlier = &ruleset->words[i];
        bool rivals = earlier->meaning == word->meaning ||
                      (decides_cell(earlier->meaning) && decides_cell(word->meaning));
        if (rivals && strcmp(earlier->text, word->text) == 0)
            return FAULT(part, node,
                         "The word \"%s\" is in this file twice, with the same meaning or with "
                         "meanings that exclude each other. Keep one.",
                         word->text);
    }
    return true;
}

/* Blank marks and links are looked for in text, in lower case; all else by key. */
static bool load_word(const struct rule_part *part, enum word_meaning meaning,
                      const struct yaml_node *node) {
    struct ruleset *ruleset = part->ruleset;
    struct word *word = &ruleset->words[ruleset->word_count];
    const char *folded = fold_text(ruleset->arena, node->text, true);
    *word = (struct word){.meaning = meaning,
                          .text = folded ? fold_lower(ruleset->arena, folded) : NULL,
                          .key = fold_key(ruleset->arena, node->text)};
    if (!word->text || !word->key || !ruleset_goes_on(part, check_word(part, word, node)))
        return false;
    ruleset->word_count++;
    return true;
}

static bool load_words(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *entries = node_list(values, "words");
    ruleset->words =
        arena_array(ruleset->arena, node_count_all(entries, "words"), sizeof *ruleset->words);
    for (size_t i = 0; ruleset->words && i < entries->count; i++) {
        const struct yaml_node *words = node_list(entries->items[i], "words");
        int meaning = schema_meaning(schema_word_meanings, entries->items[i], "means");
        for (size_t k = 0; k < words->count; k++)
            if (!load_word(part, (enum word_meaning)meaning, words->items[k]))
                return false;
    }
    return !arena_failed(ruleset->arena);
}

static bool check_numeral(const struct rule_part *part, const struct numeral *numeral,
                          const struct yaml_node *entry) {
    static const double least[] = {
        [NUMERAL_DIGIT] = 0, [NUMERAL_ADDS] = 10, [NUMERAL_MULTIPLIES] = 10};
    static const double most[] = {
        [NUMERAL_DIGIT] = 9, [NUMERAL_ADDS] = 10, [NUMERAL_MULTIPLIES] = 1e12};
    const struct yaml_node *value = node_at(entry, "value");
    if (numeral->use == NUMERAL_FILLS ||
        (numeral->value >= least[numeral->use] && numeral->value <= most[numeral->use]))
        return true;
    return FAULT(part, value ? value : entry,
                 "The value of \"%s\" is %g. It must be from %g to %g.", node_text(entry, "word"),
                 numeral->value, least[numeral->use], most[numeral->use]);
}

static bool load_numerals(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *entries = node_list(values, "numerals");
    ruleset->numerals = arena_array(ruleset->arena, entries->count, sizeof *ruleset->numerals);
    for (size_t i = 0; ruleset->numerals && i < entries->count; i++) {
        const struct yaml_node *entry = entries->items[i], *word = node_at(entry, "word");
        struct numeral fresh = {
            .key = fold_key(ruleset->arena, word->text),
            .use = (enum numeral_use)schema_meaning(schema_numeral_uses, entry, "use"),
            .value = node_number(entry, "value")};
        if (!ruleset_goes_on(part, check_numeral(part, &fresh, entry)))
            return false;
        for (size_t k = 0; fresh.key && k < i; k++)
            if (strcmp(ruleset->numerals[k].key, fresh.key) == 0)
                return FAULT(part, word, "The numeral \"%s\" is here twice. Keep one.", word->text);
        ruleset->numerals[ruleset->numeral_count++] = fresh;
    }
    return !arena_failed(ruleset->arena);
}

static bool load_multiples(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *entries = node_list(values, "multiples");
    ruleset->multiples = arena_array(ruleset->arena, entries->count, sizeof *ruleset->multiples);
    for (size_t i = 0; ruleset->multiples && i < entries->count; i++) {
        const struct yaml_node *entry = entries->items[i], *word = node_at(entry, "word");
        struct multiple fresh = {.key = fold_key(ruleset->arena, word->text),
                                 .factor = node_number(entry, "factor")};
        if (!isfinite(fresh.factor) || fresh.factor <= 0)
            return FAULT(part, node_at(entry, "factor"),
                         "The factor of \"%s\" is %g. It must be more than 0.", word->text,
                         fresh.factor);
        for (size_t k = 0; fresh.key && k < i; k++)
            if (strcmp(ruleset->multiples[k].key, fresh.key) == 0)
                return FAULT(part, word, "The multiple \"%s\" is here twice. Keep one.",
                             word->text);
        ruleset->multiples[ruleset->multiple_count++] = fresh;
    }
    return !arena_failed(ruleset->arena);
}

/* ---- units of measure ---- */

static bool is_unit_of_row(const struct ruleset *ruleset, const char *key) {
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (strcmp(ruleset->rows[i].unit_key, key) == 0)
            return true;
    return ruleset->row_count == 0; /* indicators.csv is reported to be wrong */
}

/* Every unit is one of the form's rows. */
static bool check_unit(const struct rule_part *part, const struct yaml_node *units, size_t index,
                       const char *key) {
    const struct yaml_node *unit = node_at(units->items[index], "unit");
    for (size_t i = 0; i < index; i++)
        if (strcmp(node_text(units->items[i], "unit"), unit->text) == 0)
            return FAULT(part, unit, "The unit \"%s\" is here twice. Put its words into one list.",
                         unit->text);
    return is_unit_of_row(part->ruleset, key) ||
           FAULT(part, unit, "No row has the unit \"%s\". Write it as indicators.csv does.",
                 unit->text);
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

static bool load_unit_words(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    const struct yaml_node *units = node_list(values, "units");
    ruleset->unit_words =
        arena_array(arena, node_count_all(units, "words"), sizeof *ruleset->unit_words);
    for (size_t i = 0; ruleset->unit_words && i < units->count; i++) {
        const struct yaml_node *words = node_list(units->items[i], "words");
        const char *unit = fold_key(arena, node_text(units->items[i], "unit"));
        if (!unit || !ruleset_goes_on(part, check_unit(part, units, i, unit)))
            return false;
        for (size_t k = 0; k < words->count; k++)
            ruleset->unit_words[ruleset->unit_word_count++] = (struct unit_word){
                .unit_key = unit, .word_key = fold_key(arena, words->items[k]->text)};
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
    return ruleset->row_count == 0;
}

static bool load_near_labels(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    const struct yaml_node *entries = node_list(values, "near_labels");
    ruleset->near_labels = arena_array(arena, entries->count, sizeof *ruleset->near_labels);
    for (size_t i = 0; ruleset->near_labels && i < entries->count; i++) {
        const struct yaml_node *label = node_at(entries->items[i], "label");
        struct near_label near = {.word_key = fold_key(arena, node_text(entries->items[i], "word")),
                                  .label_key = fold_key(arena, label->text)};
        if (near.label_key && !is_code_label(ruleset, arena, near.label_key))
            return FAULT(part, label,
                         "No row has a code with the label \"%s\". Write it as in the column codes "
                         "of indicators.csv.",
                         label->text);
        ruleset->near_labels[ruleset->near_label_count++] = near;
    }
    return !arena_failed(arena);
}

static bool load_abbreviations(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    struct arena *arena = ruleset->arena;
    const struct yaml_node *entries = node_list(values, "abbreviations");
    ruleset->abbreviations = arena_array(arena, entries->count, sizeof *ruleset->abbreviations);
    for (size_t i = 0; ruleset->abbreviations && i < entries->count; i++) {
        const struct yaml_node *brief = node_at(entries->items[i], "short");
        struct abbreviation fresh = {.short_key = fold_key(arena, brief->text),
                                     .long_key =
                                         fold_key(arena, node_text(entries->items[i], "long"))};
        for (size_t k = 0; fresh.short_key && k < i; k++)
            if (strcmp(ruleset->abbreviations[k].short_key, fresh.short_key) == 0)
                return FAULT(part, brief,
                             "The abbreviation \"%s\" is here twice. It can be written out in one "
                             "way only.",
                             brief->text);
        ruleset->abbreviations[ruleset->abbreviation_count++] = fresh;
    }
    return !arena_failed(arena);
}

/* ---- examples ---- */

static bool check_example(const struct rule_part *part, const struct yaml_node *id) {
    int row = ruleset_row(part->ruleset, id->text);
    if (part->ruleset->row_count == 0)
        return true; /* indicators.csv is reported to be wrong */
    if (row < 0)
        return FAULT(part, id, "The form has no row \"%s\". %sWrite an id of indicators.csv.",
                     id->text, ruleset_meant_row(part->ruleset, id->text).text);
    return part->ruleset->rows[row].kind != KIND_HEADING ||
           FAULT(part, id, "Row %s is a heading and has no value. Name an indicator.", id->text);
}

static bool load_examples(const struct rule_part *part, const struct yaml_node *values) {
    struct ruleset *ruleset = part->ruleset;
    const struct yaml_node *examples = node_list(values, "examples");
    ruleset->value_examples =
        arena_array(ruleset->arena, examples->count, sizeof *ruleset->value_examples);
    for (size_t i = 0; ruleset->value_examples && i < examples->count; i++) {
        const struct yaml_node *example = examples->items[i];
        if (!ruleset_goes_on(part, check_example(part, node_at(example, "of"))))
            return false;
        ruleset->value_examples[ruleset->value_example_count++] =
            (struct file_example){.of = node_text(example, "of"),
                                  .text = node_text(example, "text"),
                                  .reads = node_text(example, "reads"),
                                  .node = example};
    }
    return !arena_failed(ruleset->arena);
}

bool ruleset_load_values(const struct rule_part *part) {
    static bool (*const lists[])(const struct rule_part *, const struct yaml_node *) = {
        load_words,       load_numerals,      load_multiples, load_unit_words,
        load_near_labels, load_abbreviations, load_examples,
    };
    const struct yaml_node *values;
    if (!schema_read(SCHEMA_VALUES, part, &values))
        return false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!ruleset_goes_on(part, lists[i](part, values)))
            return ruleset_too_large(part->file->path, part->error);
    return true;
}
