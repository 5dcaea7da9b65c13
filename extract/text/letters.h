/* letters: a text as an array of characters that know where they come from, while damage to it is
 * being undone (entities.c, misread_utf8.c): one character is put in the place of several.
 *
 * Units: offsets are bytes of the text as the file has it. Ownership: the caller's array.
 */
#ifndef CHITIEU_EXTRACT_TEXT_LETTERS_H
#define CHITIEU_EXTRACT_TEXT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct letter {
    uint32_t code_point;
    uint32_t start, end; /* what it is in the file */
    bool restored;       /* it is in the place of others */
    uint8_t lost_lead;   /* the first byte that is known of a letter whose last is lost (U+FFFD) */
};

struct letters {
    struct letter *list;
    size_t count;
};

/* Character references of HTML, named ones of HTML 4 and numeric ones, with their semicolon. Those
 * of figures, letters and controls of ASCII stay: no program writes them. Source: HTML Standard
 * §13.1.4; HTML 4.01 §24. */
void letters_restore_entities(struct letters *letters);

/* UTF-8 whose bytes were taken for Windows-1252, Windows-1258 or Latin-1: "Káº¿ hoáº¡ch" for "Kế
 * hoạch". A byte that Windows-1252 leaves open may be a C1 control, or lost: U+FFFD. Source: RFC
 * 3629 §4; the tables of Windows-1252 and Windows-1258. */
void letters_restore_utf8(struct letters *letters);

/* Letters of Vietnamese that a lost byte behind this first one can have ended: how many, and which.
 * Not in question are letters of other languages. */
enum { LOST_LETTERS_MAX = 5 };
size_t letters_lost(uint8_t lead, uint32_t candidates[LOST_LETTERS_MAX]);

/* Whether there may be something to restore in a text of UTF-8; cheap. */
bool letters_may_be_entities(const char *text);
bool letters_may_be_utf8(const char *text);

#endif
