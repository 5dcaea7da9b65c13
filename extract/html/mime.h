/* mime: the parts of a message, such as a web archive: their type, place and bytes.
 *
 * Parts within parts are in one list. Ownership: the arena's. Damage (a missing end, lines
 * that are no fields, letters that are not base64) is passed over as mail programs do. Errors:
 * LIMIT_ENTRIES, LIMIT_UNPACKED, LIMIT_MEMORY. Source: RFC 2045, RFC 2046 §5.1, RFC 2557.
 */
#ifndef CHITIEU_EXTRACT_HTML_MIME_H
#define CHITIEU_EXTRACT_HTML_MIME_H

#include "core/arena.h"
#include "core/error.h"
#include "core/limits.h"

struct mime_part {
    const char *type;     /* "text/html", in small letters */
    const char *charset;  /* or NULL */
    const char *location; /* Content-Location, or "" */
    const char *id;       /* Content-ID without angle brackets, or "" */
    const char *bytes;    /* decoded */
    size_t length;
    bool read; /* for the caller */
};

struct mime_message {
    struct mime_part *parts;
    size_t count, capacity;
    const char *start; /* the id of the root, or NULL */
};

MUST_USE bool mime_read(const char *bytes, size_t length, const struct limits *limits,
                        struct arena *arena, struct mime_message *message, struct error *error);

#endif
