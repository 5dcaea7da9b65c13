#include "normalize/labels/labels_inside.h"
#include "normalize/rules/ruleset.h"
#include "normalize/table/weights.h"
#include "normalize/text/fold.h"

#include <stdlib.h>
#include <string.h>

/* A skeleton that is the row's: surer than a misspelt label, less than the label itself. */
#define SKELETON_LIKENESS 0.95f
/* In fewer letters, one of them makes another word. */
#define LETTERS_LEAST 12
/* The beginning of a label that was cut off with "…" is the row's, from as many letters on. */
#define CUT_LIKENESS 0.85f
/* Letters that are read wrong (OCR): the least share that must be right, and what it is worth.
 * Below the likeness at which STT and unit may vouch for a label. */
#define MISREAD_SHARE_LEAST 0.75f
#define MISREAD_WORTH 0.8f
/* Longer skeletons are not compared letter by letter: the form's longest has 150. */
enum { SKELETON_LETTERS_MAX = 240 };

const char *labels_skeleton(struct arena *arena, const char *text) {
    return fold_skeleton(arena, text);
}

bool labels_is_cut(const char *text) {
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return (length > 3 && strncmp(text + length - 3, "…", 3) == 0) ||
           (length > 3 && strncmp(text + length - 3, "...", 3) == 0);
}

/* Letters changed, added or left out between two skeletons; `most` + 1 when they are more. */
static size_t distance(const char *a, size_t n, const char *b, size_t m, size_t most) {
    size_t row[SKELETON_LETTERS_MAX + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0], least = i;
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t shorter = row[j - 1] < row[j] ? row[j - 1] : row[j];
            row[j] = change < shorter + 1 ? change : shorter + 1;
            least = row[j] < least ? row[j] : least;
        }
        if (least > most)
            return most + 1;
    }
    return row[m];
}

/* Numbers distinguish indicators: figures are never taken for misread. */
static bool same_figures(const char *a, const char *b) {
    static const char figures[] = "0123456789";
    for (;; a++, b++) {
        a += strcspn(a, figures);
        b += strcspn(b, figures);
        if (*a != *b || !*a)
            return *a == *b;
    }
}

/* The share of letters that two skeletons have in common; 0 when it is too small. */
static float letters_alike(const char *document, const char *form) {
    size_t n = strlen(document), m = strlen(form), longer = n > m ? n : m;
    size_t most = (size_t)((float)longer * (1 - MISREAD_SHARE_LEAST));
    if (n < LETTERS_LEAST || longer > SKELETON_LETTERS_MAX || longer - (n < m ? n : m) > most ||
        !same_figures(document, form))
        return 0;
    size_t apart = distance(document, n, form, m, most);
    return apart > most ? 0 : 1 - (float)apart / (float)longer;
}

/* Raises likeness[row] to that of the row's best label or wording. */
static void raise_likeness(const struct labels *labels, const struct label *label, float *likeness,
                           float (*measure)(const struct label *document, const char *form)) {
    for (size_t i = 0; i < labels->row_count; i++)
        for (size_t k = 0; k < labels->rows[i].count; k++) {
            float own = measure(label, labels->rows[i].labels[k].skeleton);
            likeness[i] = own > likeness[i] ? own : likeness[i];
        }
}

static float same_letters(const struct label *document, const char *form) {
    return strcmp(document->skeleton, form) == 0 ? SKELETON_LIKENESS : 0;
}

static float damaged_letters(const struct label *document, const char *form) {
    size_t length = strlen(document->skeleton);
    if (document->cut && length >= LETTERS_LEAST && strncmp(document->skeleton, form, length) == 0)
        return CUT_LIKENESS;
    return letters_alike(document->skeleton, form) * MISREAD_WORTH;
}

/* Letters count only where words do not: a label that is a row's word by word, but for a misspelt
 * one, is left as it is. */
void labels_compare_skeletons(const struct labels *labels, const struct label *label,
                              float *likeness) {
    raise_likeness(labels, label, likeness, same_letters);
    for (size_t i = 0; i < labels->row_count; i++)
        if (likeness[i] >= LIKENESS_MIN)
            return;
    raise_likeness(labels, label, likeness, damaged_letters);
}

bool labels_same_skeleton(const struct labels *labels, const struct label *label, size_t row) {
    for (size_t k = 0; label->skeleton && k < labels->rows[row].count; k++)
        if (strcmp(label->skeleton, labels->rows[row].labels[k].skeleton) == 0)
            return true;
    return false;
}
