/* numeral: a count written in one of Word's number formats (ECMA-376-1 §17.18.59, ST_NumberFormat).
 *
 * Formats that Word's Vietnamese and English users meet are written as Word does; every other one
 * (of other scripts) falls back to decimal digits, so that a number is never lost.
 */
#ifndef CHITIEU_EXTRACT_WORD_NUMERAL_H
#define CHITIEU_EXTRACT_WORD_NUMERAL_H

#include "core/buffer.h"

#include <stdint.h>

struct numeral_format;

/* The format of this w:numFmt value ("upperRoman"); decimal for an unknown one and for NULL. */
const struct numeral_format *numeral_format(const char *name);

/* The format that w:isLgl turns every level into. */
const struct numeral_format *numeral_decimal(void);

/* True for "bullet": the level's text is a picture and holds no count. */
bool numeral_is_bullet(const struct numeral_format *format);

/* Appends `value`. `digits` is the least number of digits (for formats such as "001, 002"), or 0.
 */
void numeral_write(const struct numeral_format *format, int32_t value, unsigned digits,
                   struct buffer *out);

#endif
