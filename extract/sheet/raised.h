/* raised: raised figures as superscript characters, so that 25 with a raised 1 never reads as 251.
 */
#ifndef CHITIEU_EXTRACT_SHEET_RAISED_H
#define CHITIEU_EXTRACT_SHEET_RAISED_H

#include "core/buffer.h"

/* Appends what has a superscript form in it (a footnote's number, a power, their signs and
 * brackets), all else as it is. */
void raised_append(const char *text, size_t length, struct buffer *out);

#endif
