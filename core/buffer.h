/* buffer: a byte string that grows up to a limit set at its start.
 *
 * Ownership: the buffer owns its bytes until buffer_free(). Text appended is copied. Failure: a
 * buffer over its limit, or out of memory, drops further appends and stays failed; check `failed`
 * once, at the end; buffer_error() tells memory from the limit. The bytes are always NUL-terminated.
 */
#ifndef CHITIEU_CORE_BUFFER_H
#define CHITIEU_CORE_BUFFER_H

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data;      /* NUL-terminated, or NULL while nothing was appended */
    size_t length;   /* bytes, without the NUL */
    size_t capacity; /* bytes allocated */
    size_t limit;    /* most bytes it may hold */
    bool failed;     /* the limit or memory ran out; the content is incomplete */
    bool no_memory;  /* it was memory */
};

void buffer_init(struct buffer *buffer, size_t limit);
void buffer_free(struct buffer *buffer);
/* Empties it and keeps the memory and the limit. One that failed for want of memory stays failed:
 * what it could not hold is lost, whether anybody asked in the meantime or not. */
void buffer_clear(struct buffer *buffer);
void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *text); /* NULL appends nothing */
void buffer_putc(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends one code point as UTF-8; surrogates and what is over U+10FFFF become U+FFFD. */
void buffer_put_code_point(struct buffer *buffer, unsigned code_point);

/* Appends text of a file for a terminal. Control characters could drive the terminal: tabs and the
 * line ends of Unicode become spaces, all others but line feeds U+FFFD. */
void buffer_put_printable(struct buffer *buffer, const char *text, size_t length);

/* Makes it failed, as when what belongs into it could not be made. */
void buffer_fail(struct buffer *buffer, bool no_memory);

/* Fills the error when the system had no memory for the bytes; what the limit means only the caller
 * knows, who fills it next (the first cause wins). Always returns false. */
bool buffer_error(const struct buffer *buffer, struct error *error, const char *place);

/* The content as a C string: "" when nothing was appended. */
const char *buffer_text(const struct buffer *buffer);

#endif
