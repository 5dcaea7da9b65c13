/* charset: the bytes of a page as UTF-8.
 *
 * What decides, in this order: a byte order mark; what the envelope of a web archive declares; zero
 * bytes of UTF-16; the page's own meta element or XML declaration; else the bytes: valid UTF-8 is
 * UTF-8, anything else windows-1252. Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the
 * page declares: no text in a charset of single bytes looks so. Bytes that are no character become
 * U+FFFD. Source: HTML Standard §13.2.3; WHATWG Encoding Standard §4.2 (names).
 * Events: REPAIRED, with the charset's name.
 */
#ifndef CHITIEU_EXTRACT_HTML_CHARSET_H
#define CHITIEU_EXTRACT_HTML_CHARSET_H

#include "core/buffer.h"
#include "core/event.h"

/* Appends the page to `out`, without byte order mark and zeros. `declared` is the envelope's name,
 * or NULL; `part` names the page in events. */
void charset_to_utf8(const char *bytes, size_t length, const char *declared, const char *part,
                     const struct event_sink *sink, struct buffer *out);

/* As many of the first bytes as fit, as a string of ASCII letters to look for words in, also of
 * UTF-16; characters beyond ASCII are '?'. Takes no memory: a bid cannot say that there is none. */
void charset_peek(const unsigned char *bytes, size_t length, char *out, size_t size);

#endif
