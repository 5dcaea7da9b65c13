#include "normalize/labels.h"
#include "core/utf8.h"
#include "normalize/fold.h"
#include "normalize/ruleset.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* A label longer than this is compared by its first words only: the form's longest has 36. */
#define WORDS_MAX 96
/* Whole, without parentheses, before the first separator, before the first dash. */
#define VARIANTS_MAX 4
/* Below this share of common weight a row is not compared word by word. */
#define SHARED_MIN 0.30
/* Once a row has the very label, others matter only where they come near. */
#define SHARED_MIN_BESIDE_EQUAL 0.6
/* A word that the form does not know weighs as a middling one. */
#define UNKNOWN_WEIGHT 0.5
/* What leaving a note out costs, so that a whole label beats one cut short. */
#define CUT_COST 0.02
/* A word left out changes a label's meaning less than one added. */
#define LEFT_OUT_SHARE 0.5
/* Numbers and codes in a label tell indicators apart: another number is another indicator. */
#define OTHER_NUMBER_MAX 0.5

struct label_word {
    int id; /* index in the vocabulary, -1 when the form does not know the word */
    bool number;
    uint8_t length; /* code points */
    double weight;
    const char *text;
};

struct variant {
    struct label_word *words;
    size_t count;
    double weight;
    uint64_t hash; /* of the joined words */
    double cost;   /* what was cut off */
};

struct label {
    struct variant variants[VARIANTS_MAX];
    size_t count;
};

struct vocabulary_word {
    const char *text;
    double weight;
    int *rows; /* rows that hold the word */
    size_t row_count, row_capacity;
};

struct row_labels {
    struct label *labels; /* the printed label, then the wordings */
    size_t count;
};

struct labels {
    struct arena *arena;
    struct vocabulary_word *words;
    size_t word_count, word_capacity;
    int *slots; /* hash table over words, -1 empty */
    size_t slot_count;
    struct row_labels *rows;
    size_t row_count;
    const struct abbreviation *abbreviations;
    size_t abbreviation_count;
};

static uint64_t hash_text(uint64_t hash, const char *text) {
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
    return hash;
}

static const uint64_t hash_start = 0xCBF29CE484222325u;

static int *find_slot(const struct labels *labels, const char *text) {
    size_t mask = labels->slot_count - 1;
    size_t slot = (size_t)hash_text(hash_start, text) & mask;
    while (labels->slots[slot] >= 0 && strcmp(labels->words[labels->slots[slot]].text, text) != 0)
        slot = (slot + 1) & mask;
    return &labels->slots[slot];
}

static bool is_number(const char *text) {
    for (; *text; text++)
        if (*text < '0' || *text > '9')
            return false;
    return true;
}

/* Puts a word behind the others. */
static void add_word(const struct labels *labels, struct variant *variant, const char *text) {
    if (variant->count == WORDS_MAX)
        return;
    int id = labels->slots ? *find_slot(labels, text) : -1;
    struct label_word *word = &variant->words[variant->count++];
    size_t length = utf8_count(text, strlen(text));
    *word = (struct label_word){.id = id,
                                .number = is_number(text),
                                .length = (uint8_t)(length > 255 ? 255 : length),
                                .weight = id >= 0 ? labels->words[id].weight : UNKNOWN_WEIGHT,
                                .text = text};
    variant->weight += word->weight;
    variant->hash = hash_text(variant->hash, text);
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

/* The words of a piece of text, abbreviations spelled out. */
static bool variant_init(const struct labels *labels, struct arena *arena, const char *text,
                         double cost, struct variant *variant) {
    *variant = (struct variant){.hash = hash_start, .cost = cost};
    variant->words = arena_array(arena, WORDS_MAX, sizeof *variant->words);
    char *key = fold_key(arena, text);
    if (!variant->words || !key)
        return false;
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

/* The text without what stands in parentheses, or NULL when there are none (or memory is out). */
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

/* Where a note begins: after ". ", ":", ";" or " - "; NULL when there is none. */
static const char *note_start(const char *text, bool at_dash) {
    for (const char *at = text; *at; at++) {
        if (at == text)
            continue;
        if (at_dash && at[0] == ' ' && at[1] == '-' && at[2] == ' ')
            return at;
        if (!at_dash && (*at == ':' || *at == ';' || (*at == '.' && (at[1] == ' ' || !at[1]))))
            return at;
    }
    return NULL;
}

static bool add_variant(const struct labels *labels, struct arena *arena, struct label *label,
                        const char *text, double cost) {
    struct variant *variant = &label->variants[label->count];
    if (!variant_init(labels, arena, text, cost, variant))
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

static bool label_init(const struct labels *labels, struct arena *arena, const char *text,
                       struct label *label) {
    label->count = 0;
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

const struct label *label_parse(const struct labels *labels, struct arena *arena,
                                const char *text) {
    struct label *label = arena_alloc(arena, sizeof *label);
    return label && label_init(labels, arena, text, label) ? label : NULL;
}

size_t label_words(const struct label *label) {
    return label->count ? label->variants[0].count : 0;
}

static bool learn_word(struct labels *labels, const char *text, int row) {
    int *slot = find_slot(labels, text);
    if (*slot < 0) {
        if (labels->word_count * 2 >= labels->slot_count)
            return true; /* the table is sized for any real form; further words stay unknown */
        struct vocabulary_word *words =
            arena_grow(labels->arena, labels->words, labels->word_count, &labels->word_capacity,
                       sizeof *words);
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
    if (!variant_init(labels, labels->arena, text, 0, &variant))
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

static bool parse_row(struct labels *labels, const struct form_row *row, struct row_labels *out) {
    out->count = row->wording_count + 1;
    out->labels = arena_array(labels->arena, out->count, sizeof *out->labels);
    if (!out->labels || !label_init(labels, labels->arena, row->label, &out->labels[0]))
        return false;
    for (size_t i = 0; i < row->wording_count; i++)
        if (!label_init(labels, labels->arena, row->wordings[i], &out->labels[i + 1]))
            return false;
    return true;
}

/* Rare words weigh 1, a word in every row next to nothing. */
static void weigh_words(struct labels *labels) {
    double rows = (double)labels->row_count + 1;
    for (size_t i = 0; i < labels->word_count; i++) {
        double weight = log(rows / (double)labels->words[i].row_count) / log(rows);
        labels->words[i].weight = weight < 0.05 ? 0.05 : weight;
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
    labels->slot_count = 64;
    while (labels->slot_count < row_count * 32)
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
    return labels;
}

enum { LETTERS_MAX = 32 };

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* Letters changed, added, left out or swapped with their neighbour between two words; `most` + 1 when surely more. */
static unsigned word_distance(const char *a, const char *b, unsigned most) {
    uint32_t left[LETTERS_MAX], right[LETTERS_MAX];
    unsigned rows[3][LETTERS_MAX + 1], n = 0, m = 0;
    while (*a && n < LETTERS_MAX)
        left[n++] = utf8_next(&a);
    while (*b && m < LETTERS_MAX)
        right[m++] = utf8_next(&b);
    if ((n > m ? n - m : m - n) > most)
        return most + 1;
    for (unsigned j = 0; j <= m; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            unsigned change = last[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = smaller(change, smaller(last[j], row[j - 1]) + 1);
            bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if (swapped)
                row[j] = smaller(row[j], before[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

/* True when the document's word is the form's, misspelt: `distance` letters differ. */
static bool is_misspelt(const struct label_word *document, const struct label_word *form,
                        unsigned *distance) {
    if (document->id >= 0 || document->number || form->number)
        return false;
    unsigned most = form->length <= 3 ? 1 : 2;
    *distance = word_distance(document->text, form->text, most);
    return *distance <= most;
}

/* What reading the document's word as the form's costs. */
static double exchange_cost(const struct label_word *document, const struct label_word *form) {
    if (document->id >= 0 && document->id == form->id)
        return 0;
    double heavier = document->weight > form->weight ? document->weight : form->weight;
    unsigned distance;
    if (!is_misspelt(document, form, &distance))
        return 2 * heavier;
    return form->weight * (0.1 + 0.4 * (double)distance / (double)form->length);
}

/* How foreign the document's word is in place of the form's. */
static double exchange_foreign(const struct label_word *document, const struct label_word *form) {
    unsigned distance;
    if ((document->id >= 0 && document->id == form->id) || is_misspelt(document, form, &distance))
        return 0;
    return document->weight > form->weight ? document->weight : form->weight;
}

/* Least cost of turning one label into the other; a word left out costs `left_out_share` of its weight. */
static double word_edit_cost(const struct variant *document, const struct variant *form,
                             double (*exchange)(const struct label_word *, const struct label_word *),
                             double left_out_share) {
    double row[WORDS_MAX + 1];
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

bool labels_known(const struct labels *labels, const struct label *label) {
    for (size_t row = 0; row < labels->row_count; row++)
        for (size_t i = 0; i < labels->rows[row].count; i++)
            for (size_t v = 0; v < label->count; v++)
                if (label->variants[v].hash == labels->rows[row].labels[i].variants[0].hash)
                    return true;
    return false;
}

void labels_compare(const struct labels *labels, const struct label *label, float *likeness) {
    memset(likeness, 0, labels->row_count * sizeof *likeness);
    if (label->count == 0)
        return;
    double least = labels_known(labels, label) ? SHARED_MIN_BESIDE_EQUAL : SHARED_MIN;
    double unknown = shared_weights(labels, &label->variants[0], likeness);
    for (size_t row = 0; row < labels->row_count; row++) {
        double best = 0, common = (double)likeness[row] + unknown;
        for (size_t i = 0; i < labels->rows[row].count; i++) {
            const struct label *form = &labels->rows[row].labels[i];
            double shortest = form->count ? form->variants[form->count - 1].weight : 0;
            if (common < least * shortest)
                continue;
            double each = label_likeness(label, form);
            best = each > best ? each : best;
        }
        likeness[row] = (float)best;
    }
}

double labels_foreign(const struct labels *labels, const struct label *label, size_t row) {
    double least = label->count ? label->variants[0].weight : 0;
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
