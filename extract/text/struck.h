/* struck: figures that are struck through, as a reader sees them.
 *
 * Clerks strike out an old figure and type the new one behind it: "23" struck and "25" must never
 * read as 2325. A combining stroke (U+0336) behind each struck digit keeps both in the text and
 * keeps anyone from reading a number in them. In a table's cell words are struck as well, since
 * "Không" is a value; in prose they stay as they are, so that it can be searched.
 */
#ifndef CHITIEU_EXTRACT_TEXT_STRUCK_H
#define CHITIEU_EXTRACT_TEXT_STRUCK_H

#include "core/buffer.h"

/* Appends the text with its digits struck, and with `in_cell` its letters too. */
void struck_append(const char *text, size_t length, bool in_cell, struct buffer *out);

#endif
