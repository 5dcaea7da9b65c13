/* quote: a text as a message quotes it: on one line, cut at a whole character where it is long.
 */
#ifndef CHITIEU_CORE_TEXT_QUOTE_H
#define CHITIEU_CORE_TEXT_QUOTE_H

#include <stddef.h>

struct quote {
    char text[96];
};

/* The first `length` bytes of a UTF-8 text, or less where it ends before. */
struct quote quote_text(const char *text, size_t length);

#endif
