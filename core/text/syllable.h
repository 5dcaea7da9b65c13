/* syllable: the written Vietnamese syllable: onset, rhyme, tone.
 *
 * A syllable is valid when its onset and its rhyme exist, fit each other as spelling has them (k,
 * gh, ngh before e, ê, i, y only; c, g, ng not), and its tone fits its end (c, ch, p and t take
 * only the acute and the dot). The tone is written where the spelling has it, on either vowel of
 * oa, oe and uy (hòa, hoà). Letters are NFC code points of either case. Nothing is allocated.
 * Source: the closed system of onsets and rhymes of the standard spelling, with the few rhymes of
 * common loan words (oong, êng).
 */
#ifndef CHITIEU_CORE_TEXT_SYLLABLE_H
#define CHITIEU_CORE_TEXT_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tone { TONE_LEVEL, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

/* The longest syllable, in letters: nghiêng. */
enum { SYLLABLE_LETTERS_MAX = 7 };

bool syllable_is_valid(const uint32_t *letters, size_t count);

/* A letter of either case without its tone, in lower case: ố and Ố → ô. Other code points stay as
 * they are. */
uint32_t syllable_letter(uint32_t code_point, enum tone *tone);

/* Whether only Unicode has the letter: ă đ ơ ư and all that no 8-bit Latin alphabet holds; á, ê and
 * ô are also French. */
bool syllable_is_unicode_letter(uint32_t code_point);

#endif
