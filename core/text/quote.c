#include "core/text/quote.h"
#include "core/text/utf8.h"

#include <string.h>

struct quote quote_text(const char *text, size_t length) {
    static const char more[] = "…";
    struct quote quote = {""};
    size_t room = sizeof quote.text - sizeof more, at = 0;
    size_t most = length < room ? length : room;
    for (size_t step; text[at] && (step = utf8_length(text + at)) > 0 && at + step <= most;)
        at += step;
    for (size_t i = 0; i < at; i++)
        quote.text[i] = text[i] == '\n' || text[i] == '\r' ? ' ' : text[i];
    if (at < length && text[at])
        memcpy(quote.text + at, more, sizeof more);
    return quote;
}
