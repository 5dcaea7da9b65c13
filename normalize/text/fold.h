/* fold: text made comparable. The document's text itself is never changed.
 *
 * Ownership: results are in the caller's arena. Units: input UTF-8, any normalization form. Source:
 * DECISIONS §1 (what does not matter); encodings README §4 (tone placement, dashes, lookalikes).
 */
#ifndef CHITIEU_NORMALIZE_TEXT_FOLD_H
#define CHITIEU_NORMALIZE_TEXT_FOLD_H

#include "core/arena.h"
#include "core/buffer.h"

/* Text cleaned for reading, case kept: NFC, invisible characters dropped, every space (and newline
 * when `one_line`) a plain one, full-width forms narrow, lookalike letters Latin within Latin
 * words, dashes "-", plain quotes, tone marks in the older place (hoà → hòa, thuý → thúy). Runs of
 * spaces are one; outer ones are dropped. */
char *fold_text(struct arena *arena, const char *text, bool one_line);

/* fold_text(), with origins: (*origin)[i] is the code point of the source that byte i of the result
 * came from, for i up to and including the result's length. The source should be in NFC, as a
 * document's text is; else origins are near, not exact. */
char *fold_text_mapped(struct arena *arena, const char *text, bool one_line, size_t **origin);

/* The comparison key: fold_text, lower case, i for y after a consonant at a word's end (kỹ = kĩ),
 * punctuation other than % and / a space, single spaces. Digits and letters with their marks stay.
 */
char *fold_key(struct arena *arena, const char *text);

/* The text in lower case, changing nothing else. */
char *fold_lower(struct arena *arena, const char *text);
char *fold_upper(struct arena *arena, const char *text); /* the same in capitals */

/* The text with its first letter capital and the rest in lower case. */
char *fold_sentence(struct arena *arena, const char *text);

/* Puts the tone marks of a text in the older place, changing nothing else. NFC in and out. */
char *fold_tones(struct arena *arena, const char *text);

/* The text without tone and vowel marks, đ as d: "đầu năm" is "dau nam". NFC in. */
char *fold_plain(struct arena *arena, const char *text);

/* Whether a text has no letter beyond ASCII: typed without marks, if it is Vietnamese at all. */
bool fold_is_plain(const char *text, size_t length);

/* The letters and digits of fold_plain(), in lower case and without anything between: what is left
 * of a text however its spaces and marks were lost. */
char *fold_skeleton(struct arena *arena, const char *text);

/* The text without its spaces; NULL for NULL, or when memory is out. */
char *fold_without_spaces(struct arena *arena, const char *text);

#endif
