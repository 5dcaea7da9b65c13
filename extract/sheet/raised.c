#include "extract/sheet/raised.h"

#include <string.h>

void raised_append(const char *text, size_t length, struct buffer *out) {
    static const char plain[] = "0123456789+-=()";
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                         "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾"};
    for (size_t i = 0; i < length; i++) {
        const char *found = text[i] ? strchr(plain, text[i]) : NULL;
        if (found)
            buffer_puts(out, raised[found - plain]);
        else
            buffer_putc(out, text[i]);
    }
}
