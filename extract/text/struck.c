#include "extract/text/struck.h"
#include "core/text/utf8.h"

static const char stroke[] = "\xCC\xB6"; /* U+0336 */

void struck_append(const char *text, size_t length, bool in_cell, struct buffer *out) {
    for (const char *at = text, *end = text + length; at < end && *at;) {
        const char *here = at;
        uint32_t code_point = utf8_next(&at);
        bool digit = code_point >= '0' && code_point <= '9';
        bool blank = code_point <= ' ' || code_point == 0xA0;
        buffer_append(out, here, (size_t)(at - here));
        if (digit || (in_cell && !blank))
            buffer_puts(out, stroke);
    }
}
