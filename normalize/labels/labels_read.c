#include "normalize/labels/labels_inside.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/rules/ruleset.h"
#include "normalize/table/weights.h"

#include <string.h>

/* ---- words ---- */

static bool is_number(const char *text) {
    for (; *text; text++)
        if (*text < '0' || *text > '9')
            return false;
    return true;
}

static uint64_t letters_of(const char *text) {
    uint64_t letters = 0;
    while (*text)
        letters |= (uint64_t)1 << (utf8_next(&text) % 61);
    return letters;
}

/* Appends a word. */
static void add_word(const struct labels *labels, struct variant *variant, const char *text) {
    if (variant->count == LABEL_WORDS_MAX)
        return;
    int id = labels_word_id(labels, text);
    struct label_word *word = &variant->words[variant->count++];
    size_t length = utf8_count(text, strlen(text));
    *word = (struct label_word){.id = id,
                                .number = is_number(text),
                                .length = (uint8_t)(length > 255 ? 255 : length),
                                .letters = letters_of(text),
                                .weight = id >= 0 ? labels->words[id].weight : UNKNOWN_WEIGHT,
                                .text = text};
    variant->weight += word->weight;
    variant->hash = labels_hash(variant->hash, text);
}

/* Splits a key in place and adds its words. */
static void add_key(const struct labels *labels, struct variant *variant, char *key) {
    char *rest = key;
    for (char *word; (word = strtok_r(rest, " /", &rest));)
        add_word(labels, variant, word);
}

static const char *long_form(const struct labels *labels, const char *word) {
    for (size_t i = 0; i < labels->abbreviation_count; i++)
        if (strcmp(labels->abbreviations[i].short_key, word) == 0)
            return labels->abbreviations[i].long_key;
    return NULL;
}

/* Collects the words of a key, split in place, in variant->words. */
static bool collect_words(const struct labels *labels, struct arena *arena, char *key,
                          struct variant *variant) {
    char *rest = key;
    for (char *word; (word = strtok_r(rest, " /", &rest));) {
        const char *longer = long_form(labels, word);
        if (!longer) {
            add_word(labels, variant, word);
            continue;
        }
        char *copy = arena_strdup(arena, longer);
        if (!copy)
            return false;
        add_key(labels, variant, copy);
    }
    return true;
}

bool labels_read_words(const struct labels *labels, struct arena *arena, const char *text,
                       double cost, struct variant *variant) {
    /* Every text cell of a workbook may be read this way: the arena holds only the words there are.
     */
    struct label_word words[LABEL_WORDS_MAX];
    *variant = (struct variant){.words = words, .hash = LABELS_HASH_START, .cost = cost};
    char *key = fold_key(arena, text);
    bool read = key && collect_words(labels, arena, key, variant);
    variant->words = arena_array(arena, variant->count, sizeof *words);
    if (!read || !variant->words)
        return false;
    memcpy(variant->words, words, variant->count * sizeof *words);
    return true;
}

/* ---- variants ---- */

/* The text without parentheses and their content, or NULL when there are none (or memory is out).
 */
static char *without_parentheses(struct arena *arena, const char *text) {
    if (!strchr(text, '('))
        return NULL;
    char *out = arena_strdup(arena, text), *to = out;
    int depth = 0;
    for (const char *from = text; out && *from; from++) {
        if (*from == '(')
            depth++;
        if (depth == 0)
            *to++ = *from;
        if (*from == ')' && depth > 0)
            depth--;
    }
    if (out)
        *to = '\0';
    return out;
}

/* Where a note begins: after ". ", ":", ";", "=" or " - "; NULL when there is none. */
static const char *note_start(const char *text, bool at_dash) {
    for (const char *at = text; *at; at++) {
        if (at == text)
            continue;
        if (at_dash && at[0] == ' ' && at[1] == '-' && at[2] == ' ')
            return at;
        if (!at_dash &&
            (*at == ':' || *at == ';' || *at == '=' || (*at == '.' && (at[1] == ' ' || !at[1]))))
            return at;
    }
    return NULL;
}

static bool add_variant(const struct labels *labels, struct arena *arena, struct label *label,
                        const char *text, double cost) {
    struct variant *variant = &label->variants[label->count];
    if (!labels_read_words(labels, arena, text, cost, variant))
        return false;
    for (size_t i = 0; i < label->count; i++)
        if (label->variants[i].hash == variant->hash)
            return true;
    if (variant->count > 0)
        label->count++;
    return true;
}

static bool add_cut(const struct labels *labels, struct arena *arena, struct label *label,
                    const char *text, bool at_dash, double cost) {
    const char *end = note_start(text, at_dash);
    if (!end)
        return true;
    char *head = arena_strndup(arena, text, (size_t)(end - text));
    return head && add_variant(labels, arena, label, head, cost);
}

bool labels_read(const struct labels *labels, struct arena *arena, const char *text,
                 struct label *label) {
    *label = (struct label){.count = 0};
    if (!add_variant(labels, arena, label, text, 0))
        return false;
    const char *plain = without_parentheses(arena, text);
    if (plain && !add_variant(labels, arena, label, plain, CUT_COST))
        return false;
    if (arena_failed(arena))
        return false;
    if (!plain)
        plain = text;
    return add_cut(labels, arena, label, plain, false, CUT_COST) &&
           add_cut(labels, arena, label, plain, true, CUT_COST);
}

static bool has_unknown_word(const struct label *label) {
    for (size_t i = 0; label->count > 0 && i < label->variants[0].count; i++)
        if (label->variants[0].words[i].id < 0)
            return true;
    return false;
}

const struct label *label_parse(const struct labels *labels, struct arena *arena,
                                const char *text) {
    struct label *label = arena_alloc(arena, sizeof *label);
    if (!label || !labels_read(labels, arena, text, label))
        return NULL;
    label->cut = labels_is_cut(text);
    if (!label->cut && !has_unknown_word(label))
        return label;
    label->skeleton = labels_skeleton(arena, text);
    return label->skeleton ? label : NULL;
}

size_t label_word_count(const struct label *label) {
    return label->count ? label->variants[0].count : 0;
}
