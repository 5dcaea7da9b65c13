/* labels: how alike a document's row label is to each label of the form.
 *
 * Words, not characters, are compared: a word edit distance in which a word weighs the more the
 * fewer rows of the form contain it, a misspelt word costs a part of its weight, and exchanging one
 * word of the form for another ("tỉnh" for "huyện", "3" for "4") costs double, because that makes a
 * different indicator. Abbreviations are spelled out on both sides. A label is compared as a whole
 * and without its notes: what follows ". ", ":", ";" or " - ", and text in parentheses.
 *
 * Ownership: the model lives in the rule set's arena, parsed labels in the caller's. Both are
 * immutable. Units: likeness from 0 (nothing in common) to 1 (equal after folding). Source: DESIGN
 * §7, DECISIONS §3.
 */
#ifndef CHITIEU_NORMALIZE_LABELS_LABELS_H
#define CHITIEU_NORMALIZE_LABELS_LABELS_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct labels;
struct label;
struct form_row;
struct abbreviation;

/* The model of a form's rows; NULL when memory is out. The rows must outlive it. */
struct labels *labels_build(struct arena *arena, const struct form_row *rows, size_t row_count,
                            const struct abbreviation *abbreviations, size_t abbreviation_count);

/* Parses a label (text as in the document, bullet and STT already taken off); NULL when memory is
 * out. */
const struct label *label_parse(const struct labels *labels, struct arena *arena, const char *text);

/* The likeness of a label to every row of the form, into likeness[row_count]. Rows that share too
 * little are 0. */
void labels_compare(const struct labels *labels, const struct label *label, float *likeness);

/* How much a label differs in meaning from a row's: the weights of its added and exchanged words,
 * and half the weights of the words it leaves out. Misspelt words and notes are not foreign. "…
 * được cắt giảm" after a label makes another indicator. */
double labels_foreign_weight(const struct labels *labels, const struct label *label, size_t row);

/* True when the label, whole or without notes, equals a row's after folding: a cheap sign that a
 * table is the form. */
bool labels_contain(const struct labels *labels, const struct label *label);

/* Number of words in the label. */
size_t label_word_count(const struct label *label);

#endif
