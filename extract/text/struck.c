#include "extract/text/struck.h"

static const char stroke[] = "\xCC\xB6"; /* U+0336 */

void struck_append(const char *text, size_t length, struct buffer *out) {
    for (size_t i = 0; i < length; i++) {
        buffer_putc(out, text[i]);
        if (text[i] >= '0' && text[i] <= '9')
            buffer_puts(out, stroke);
    }
}
