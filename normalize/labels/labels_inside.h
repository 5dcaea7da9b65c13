/* labels_inside: the model of a form's labels, and a label as words of it; shared by the files
 * labels*.c only.
 *
 *     labels.c          the vocabulary: which words the form's rows contain, and their weights
 *     labels_words.c    looking a word up
 *     labels_read.c     a text as words, whole and without its notes
 *     labels_compare.c  how alike two labels are, word by word
 *     labels_skeleton.c the same letter by letter, for labels whose spaces or marks were lost
 *
 * Ownership: words are views into keys in the arena of the label. Units: weights from 0 to 1; costs
 * are sums of weights.
 */
#ifndef CHITIEU_NORMALIZE_LABELS_LABELS_INSIDE_H
#define CHITIEU_NORMALIZE_LABELS_LABELS_INSIDE_H

#include "core/error.h"
#include "normalize/labels/labels.h"

#include <stdint.h>

/* A label longer than this is compared by its first words only: the form's longest has 36. */
enum { LABEL_WORDS_MAX = 96 };

/* Whole, without parentheses, before the first separator, before the first dash. */
enum { LABEL_VARIANTS_MAX = 4 };

struct label_word {
    int id; /* index in the vocabulary, -1 when the form does not know the word */
    bool number;
    uint8_t length; /* code points */
    uint64_t
        letters; /* a bit for each letter, several letters a bit: words far apart differ here */
    double weight;
    const char *text;
};

struct variant {
    struct label_word *words;
    size_t count;
    double weight;
    uint64_t hash; /* of the joined words */
    double cost;   /* of leaving out what was cut off */
};

struct label {
    struct variant variants[LABEL_VARIANTS_MAX];
    size_t count;
    const char
        *skeleton; /* fold_skeleton(); NULL for one of the form's words only, which needs none */
    bool cut;      /* ends in "…" */
};

struct vocabulary_word {
    const char *text;
    double weight;
    int *rows; /* rows that contain the word */
    size_t row_count, row_capacity;
};

struct row_labels {
    struct label *labels; /* the printed label, then the wordings */
    size_t count;
    double lightest; /* the least weight that one of them has when cut shortest */
};

struct labels {
    struct arena *arena;
    struct vocabulary_word *words;
    size_t word_count, word_capacity;
    int *slots; /* hash table over words, -1 empty */
    size_t slot_count;
    struct row_labels *rows;
    size_t row_count;
    uint64_t *hashes;    /* of all whole labels and wordings, sorted */
    uint64_t *skeletons; /* the same of their skeletons */
    size_t hash_count;
    const struct abbreviation *abbreviations;
    size_t abbreviation_count;
};

/* ---- labels_words.c ---- */

/* FNV-1a over the text, carried on from `hash`, which begins as LABELS_HASH_START. */
#define LABELS_HASH_START 0xCBF29CE484222325u
uint64_t labels_hash(uint64_t hash, const char *text);

/* Where the word is in the hash table, or the empty place where it belongs. */
int *labels_slot(const struct labels *labels, const char *text);

/* Index of a word in the vocabulary, -1 when no row contains it. */
int labels_word_id(const struct labels *labels, const char *text);

/* ---- labels_skeleton.c ---- */

const char *labels_skeleton(struct arena *arena, const char *text);

/* True when the text ends in "…": the rest of the label was cut off. */
bool labels_is_cut(const char *text);

/* Raises likeness[row] of rows that a label with a skeleton is like, letter by letter. */
void labels_compare_skeletons(const struct labels *labels, const struct label *label,
                              float *likeness);

/* True when the label differs from the row's only in spaces, marks and signs. */
bool labels_same_skeleton(const struct labels *labels, const struct label *label, size_t row);

/* ---- labels_read.c ---- */

/* The words of a piece of text, abbreviations spelled out. `cost`: of what was cut off before.
 * false when memory is out. */
MUST_USE bool labels_read_words(const struct labels *labels, struct arena *arena, const char *text,
                                double cost, struct variant *variant);

/* A label's text as all its variants. false when memory is out. */
MUST_USE bool labels_read(const struct labels *labels, struct arena *arena, const char *text,
                          struct label *label);

#endif
