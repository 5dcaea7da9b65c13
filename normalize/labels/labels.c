#include "normalize/labels/labels_inside.h"
#include "normalize/rules/ruleset.h"
#include "normalize/table/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Places of the hash table: the form's rows hold some ten words each, most of them in other rows
 * too. */
enum { SLOTS_LEAST = 64, SLOTS_A_ROW = 32 };

/* Records that the row contains the word. */
static bool learn_word(struct labels *labels, const char *text, int row) {
    int *slot = labels_slot(labels, text);
    if (*slot < 0) {
        if (labels->word_count * 2 >= labels->slot_count)
            return true; /* the table is sized for any real form; further words stay unknown */
        struct vocabulary_word *words = arena_grow(labels->arena, labels->words, labels->word_count,
                                                   &labels->word_capacity, sizeof *words);
        if (!words)
            return false;
        labels->words = words;
        words[labels->word_count] = (struct vocabulary_word){.text = text};
        *slot = (int)labels->word_count++;
    }
    struct vocabulary_word *word = &labels->words[*slot];
    if (word->row_count > 0 && word->rows[word->row_count - 1] == row)
        return true;
    word->rows = arena_grow(labels->arena, word->rows, word->row_count, &word->row_capacity,
                            sizeof *word->rows);
    if (!word->rows)
        return false;
    word->rows[word->row_count++] = row;
    return true;
}

static bool learn_label(struct labels *labels, const char *text, int row) {
    struct variant variant;
    if (!labels_read_words(labels, labels->arena, text, 0, &variant))
        return false;
    for (size_t i = 0; i < variant.count; i++)
        if (!learn_word(labels, variant.words[i].text, row))
            return false;
    return true;
}

static bool learn_row(struct labels *labels, const struct form_row *row, int index) {
    if (!learn_label(labels, row->label, index))
        return false;
    for (size_t i = 0; i < row->wording_count; i++)
        if (!learn_label(labels, row->wordings[i], index))
            return false;
    return true;
}

static double lightest_of(const struct row_labels *row) {
    double lightest = HUGE_VAL;
    for (size_t i = 0; i < row->count; i++) {
        const struct label *label = &row->labels[i];
        double shortest = label->count ? label->variants[label->count - 1].weight : 0;
        lightest = shortest < lightest ? shortest : lightest;
    }
    return lightest;
}

static bool parse_form_label(struct labels *labels, const char *text, struct label *label) {
    if (!labels_read(labels, labels->arena, text, label))
        return false;
    label->skeleton = labels_skeleton(labels->arena, text);
    return label->skeleton != NULL;
}

static bool parse_row(struct labels *labels, const struct form_row *row, struct row_labels *out) {
    out->count = row->wording_count + 1;
    out->labels = arena_array(labels->arena, out->count, sizeof *out->labels);
    if (!out->labels || !parse_form_label(labels, row->label, &out->labels[0]))
        return false;
    for (size_t i = 0; i < row->wording_count; i++)
        if (!parse_form_label(labels, row->wordings[i], &out->labels[i + 1]))
            return false;
    out->lightest = lightest_of(out);
    return true;
}

static int compare_hashes(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static uint64_t hash_of(const char *skeleton) {
    return labels_hash(LABELS_HASH_START, skeleton);
}

static bool is_among(uint64_t hash, const uint64_t *hashes, size_t count) {
    return bsearch(&hash, hashes, count, sizeof *hashes, compare_hashes) != NULL;
}

/* Makes the index that labels_contain() searches. */
static bool index_labels(struct labels *labels) {
    size_t count = 0;
    for (size_t i = 0; i < labels->row_count; i++)
        count += labels->rows[i].count;
    labels->hashes = arena_array(labels->arena, count + 1, sizeof *labels->hashes);
    labels->skeletons = arena_array(labels->arena, count + 1, sizeof *labels->skeletons);
    if (!labels->hashes || !labels->skeletons)
        return false;
    for (size_t i = 0; i < labels->row_count; i++)
        for (size_t k = 0; k < labels->rows[i].count; k++) {
            const struct label *label = &labels->rows[i].labels[k];
            labels->skeletons[labels->hash_count] = hash_of(label->skeleton);
            labels->hashes[labels->hash_count++] = label->variants[0].hash;
        }
    qsort(labels->hashes, labels->hash_count, sizeof *labels->hashes, compare_hashes);
    qsort(labels->skeletons, labels->hash_count, sizeof *labels->skeletons, compare_hashes);
    return true;
}

bool labels_contain(const struct labels *labels, const struct label *label) {
    for (size_t v = 0; v < label->count; v++)
        if (is_among(label->variants[v].hash, labels->hashes, labels->hash_count))
            return true;
    return label->skeleton && *label->skeleton &&
           is_among(hash_of(label->skeleton), labels->skeletons, labels->hash_count);
}

/* Rare words weigh 1, a word in every row next to nothing. */
static void weigh_words(struct labels *labels) {
    double rows = (double)labels->row_count + 1;
    for (size_t i = 0; i < labels->word_count; i++) {
        double weight = log(rows / (double)labels->words[i].row_count) / log(rows);
        labels->words[i].weight = weight < WORD_WEIGHT_MIN ? WORD_WEIGHT_MIN : weight;
    }
}

struct labels *labels_build(struct arena *arena, const struct form_row *rows, size_t row_count,
                            const struct abbreviation *abbreviations, size_t abbreviation_count) {
    struct labels *labels = arena_alloc(arena, sizeof *labels);
    if (!labels)
        return NULL;
    *labels = (struct labels){.arena = arena,
                              .row_count = row_count,
                              .abbreviations = abbreviations,
                              .abbreviation_count = abbreviation_count};
    labels->slot_count = SLOTS_LEAST;
    while (labels->slot_count < row_count * SLOTS_A_ROW)
        labels->slot_count *= 2;
    labels->slots = arena_array(arena, labels->slot_count, sizeof *labels->slots);
    labels->rows = arena_array(arena, row_count, sizeof *labels->rows);
    if (!labels->slots || !labels->rows)
        return NULL;
    memset(labels->slots, 0xFF, labels->slot_count * sizeof *labels->slots);
    for (size_t i = 0; i < row_count; i++)
        if (!learn_row(labels, &rows[i], (int)i))
            return NULL;
    weigh_words(labels);
    for (size_t i = 0; i < row_count; i++)
        if (!parse_row(labels, &rows[i], &labels->rows[i]))
            return NULL;
    return index_labels(labels) ? labels : NULL;
}
