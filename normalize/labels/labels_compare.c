#include "normalize/labels/labels_inside.h"
#include "core/text/utf8.h"
#include "normalize/table/weights.h"

#include <math.h>
#include <string.h>

/* ---- two words ---- */

/* A word is compared by its first letters; a Vietnamese syllable has at most seven. */
enum { LETTERS_MAX = 32 };

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* Letters changed, added, left out or swapped with their neighbour between two words. */
static unsigned word_distance(const char *a, const char *b) {
    uint32_t left[LETTERS_MAX], right[LETTERS_MAX];
    unsigned rows[3][LETTERS_MAX + 1], n = 0, m = 0;
    while (*a && n < LETTERS_MAX)
        left[n++] = utf8_next(&a);
    while (*b && m < LETTERS_MAX)
        right[m++] = utf8_next(&b);
    for (unsigned j = 0; j <= m; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            unsigned change = last[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = smaller(change, smaller(last[j], row[j - 1]) + 1);
            bool swapped =
                i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped)
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

/* True when the words surely differ in more than `most` letters: a letter changed turns at most two
 * bits. */
static bool are_far(const struct label_word *a, const struct label_word *b, unsigned most) {
    unsigned longer = a->length > b->length ? a->length - b->length : b->length - a->length;
    return longer > most || (unsigned)__builtin_popcountll(a->letters ^ b->letters) > 2 * most;
}

/* True when the document's word is the form's, misspelt: `distance` letters differ. */
static bool is_misspelt(const struct label_word *document, const struct label_word *form,
                        unsigned *distance) {
    if (document->id >= 0 || document->number || form->number)
        return false;
    unsigned most = form->length <= SHORT_WORD_LETTERS ? MISSPELT_SHORT_MAX : MISSPELT_LONG_MAX;
    if (are_far(document, form, most))
        return false;
    *distance = word_distance(document->text, form->text);
    return *distance <= most;
}

/* What reading the document's word as the form's costs; another word is one left out and one added,
 * which makes a different indicator ("tỉnh" for "huyện"). */
static double exchange_cost(const struct label_word *document, const struct label_word *form) {
    if (document->id >= 0 && document->id == form->id)
        return 0;
    unsigned distance;
    if (!is_misspelt(document, form, &distance))
        return HUGE_VAL;
    return form->weight *
           (MISSPELT_COST + MISSPELT_LETTERS_COST * (double)distance / (double)form->length);
}

/* How foreign the document's word is in place of the form's. */
static double exchange_foreign(const struct label_word *document, const struct label_word *form) {
    unsigned distance;
    if ((document->id >= 0 && document->id == form->id) || is_misspelt(document, form, &distance))
        return 0;
    return document->weight > form->weight ? document->weight : form->weight;
}

/* ---- two labels ---- */

/* Least cost of turning one label into the other; a word left out costs `left_out_share` of its
 * weight. */
static double word_edit_cost(const struct variant *document, const struct variant *form,
                             double (*exchange)(const struct label_word *,
                                                const struct label_word *),
                             double left_out_share) {
    double row[LABEL_WORDS_MAX + 1];
    row[0] = 0;
    for (size_t j = 0; j < form->count; j++)
        row[j + 1] = row[j] + form->words[j].weight * left_out_share;
    for (size_t i = 0; i < document->count; i++) {
        const struct label_word *word = &document->words[i];
        double diagonal = row[0];
        row[0] += word->weight;
        for (size_t j = 0; j < form->count; j++) {
            double best = diagonal + exchange(word, &form->words[j]);
            double added = row[j + 1] + word->weight;
            double left_out = row[j] + form->words[j].weight * left_out_share;
            diagonal = row[j + 1];
            best = added < best ? added : best;
            row[j + 1] = left_out < best ? left_out : best;
        }
    }
    return row[form->count];
}

/* True when the numbers in both, in order, are not the same. */
static bool other_numbers(const struct variant *a, const struct variant *b) {
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a->count && !a->words[i].number)
            i++;
        while (j < b->count && !b->words[j].number)
            j++;
        if (i == a->count || j == b->count)
            return (i == a->count) != (j == b->count);
        if (strcmp(a->words[i].text, b->words[j].text) != 0)
            return true;
    }
}

static double variant_likeness(const struct variant *document, const struct variant *form) {
    double cut = document->cost + form->cost;
    if (document->hash == form->hash)
        return 1 - cut;
    double longer = document->weight > form->weight ? document->weight : form->weight;
    if (longer <= 0)
        return 0;
    double likeness = 1 - word_edit_cost(document, form, exchange_cost, 1) / longer - cut;
    if (likeness > OTHER_NUMBER_MAX && other_numbers(document, form))
        likeness = OTHER_NUMBER_MAX;
    return likeness < 0 ? 0 : likeness;
}

static double label_likeness(const struct label *document, const struct label *form) {
    double best = 0;
    for (size_t i = 0; i < document->count; i++) {
        for (size_t j = 0; j < form->count; j++) {
            double likeness = variant_likeness(&document->variants[i], &form->variants[j]);
            best = likeness > best ? likeness : best;
        }
    }
    return best;
}

/* ---- a label and the form ---- */

/* The weight each row shares with the label; misspelt words count for every row. */
static double shared_weights(const struct labels *labels, const struct variant *variant,
                             float *shared) {
    double unknown = 0;
    for (size_t i = 0; i < variant->count; i++) {
        const struct label_word *word = &variant->words[i];
        if (word->id < 0) {
            unknown += word->weight;
            continue;
        }
        const struct vocabulary_word *known = &labels->words[word->id];
        for (size_t k = 0; k < known->row_count; k++)
            shared[known->rows[k]] += (float)known->weight;
    }
    return unknown;
}

static float row_likeness(const struct row_labels *row, const struct label *label) {
    double best = 0;
    for (size_t i = 0; i < row->count; i++) {
        double likeness = label_likeness(label, &row->labels[i]);
        best = likeness > best ? likeness : best;
    }
    return (float)best;
}

void labels_compare(const struct labels *labels, const struct label *label, float *likeness) {
    memset(likeness, 0, labels->row_count * sizeof *likeness);
    if (label->count == 0)
        return;
    double least = labels_contain(labels, label) ? SHARED_MIN_BESIDE_EQUAL : (double)LIKELY_MIN;
    double unknown = shared_weights(labels, &label->variants[0], likeness);
    for (size_t i = 0; i < labels->row_count; i++) {
        const struct row_labels *row = &labels->rows[i];
        bool likely = (double)likeness[i] + unknown >= least * row->lightest;
        likeness[i] = likely ? row_likeness(row, label) : 0;
    }
    if (label->skeleton)
        labels_compare_skeletons(labels, label, likeness);
}

double labels_foreign_weight(const struct labels *labels, const struct label *label, size_t row) {
    double least = label->count ? label->variants[0].weight : 0;
    if (labels_same_skeleton(labels, label, row))
        return 0;
    for (size_t i = 0; i < labels->rows[row].count; i++) {
        const struct label *form = &labels->rows[row].labels[i];
        for (size_t v = 0; v < label->count; v++) {
            for (size_t k = 0; k < form->count; k++) {
                const struct variant *own = &label->variants[v], *other = &form->variants[k];
                double foreign = own->hash == other->hash
                                     ? 0
                                     : word_edit_cost(own, other, exchange_foreign, LEFT_OUT_SHARE);
                least = foreign < least ? foreign : least;
            }
        }
    }
    return least;
}
