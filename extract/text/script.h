/* script: raised and lowered figures as Unicode's own superscripts and subscripts, so that 25 with
 * a raised or lowered 1 never reads as 251.
 *
 * Ownership: the caller's buffer. Source: Unicode, block Superscripts and Subscripts; how far text
 * is raised counts when it is at least SCRIPT_HALF_POINTS_MIN: less is typography.
 */
#ifndef CHITIEU_EXTRACT_TEXT_SCRIPT_H
#define CHITIEU_EXTRACT_TEXT_SCRIPT_H

#include "core/buffer.h"

#include <stdint.h>

/* UNSET leaves it to what is inherited; NONE puts the text on the line.
 */
enum script { SCRIPT_UNSET, SCRIPT_NONE, SCRIPT_RAISED, SCRIPT_LOWERED };

/* Half points (2 pt): text that is moved up or down by as much is a script. */
enum { SCRIPT_HALF_POINTS_MIN = 4 };

/* The meaning of w:vertAlign and vertAlign: "superscript", "subscript"; anything else is NONE. */
enum script script_of_word(const char *word);

/* The meaning of moving text up (or down, below zero); UNSET when it is too little. */
enum script script_of_shift(long half_points);

/* The form that Unicode has for a character, or 0. */
uint32_t script_form(enum script script, uint32_t code_point);

/* Whether every character has its form: then the text is of no legacy encoding any more, whatever
 * its font (the form of 1 is a letter of TCVN3). */
bool script_forms_all(enum script script, const char *text, size_t length);

/* Appends figures, signs and brackets in their form, all else as it is. */
void script_append(enum script script, const char *text, size_t length, struct buffer *out);

#endif
