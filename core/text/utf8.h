/* utf8: code points in and out of UTF-8 (RFC 3629). */
#ifndef CHITIEU_CORE_TEXT_UTF8_H
#define CHITIEU_CORE_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the valid character at `text` (NUL-terminated), 1 to 4; 0 when the bytes are not UTF-8.
 */
size_t utf8_length(const char *text);

/* Reads one code point and moves on; an invalid byte becomes U+FFFD. 0 at the end, without moving.
 */
uint32_t utf8_next(const char **text);

/* Writes one code point, 1 to 4 bytes; surrogates and what is over U+10FFFF become U+FFFD. */
size_t utf8_put(char out[4], uint32_t code_point);

/* Code points in the first `length` bytes. */
size_t utf8_count(const char *text, size_t length);

/* Bytes of the whole characters in the first `most` bytes, or in the text when it is shorter: the
 * precision of a "%.*s". */
int utf8_head(const char *text, int most);

/* Cuts a text that filled its field of `size` bytes, as snprintf() leaves it, back to its last
 * whole character. */
void utf8_trim_partial(char *text, size_t size);

#endif
