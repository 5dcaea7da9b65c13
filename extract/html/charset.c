#include "extract/html/charset.h"
#include "core/text/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

enum {
    NAME_BYTES = 64,
    LOOKED_THROUGH =
        65536,         /* where a page declares its charset; Word does within the first 1,024 */
    LINE_OF_ZEROS = 64 /* bytes in which UTF-16 shows */
};

/* ---- the charset that the page declares ---- */

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr("-_:.", c) != NULL;
}

/* The name behind `word`, '=' and a quote. */
static bool name_behind(const char *at, const char *end, const char *word, char name[NAME_BYTES]) {
    size_t length = strlen(word), count = 0;
    for (; (size_t)(end - at) > length; at++) {
        const char *value = at + length;
        if (strncasecmp(at, word, length) != 0)
            continue;
        while (value < end && strchr(" \t\r\n", *value))
            value++;
        if (value == end || *value++ != '=')
            continue;
        while (value < end && *value && strchr(" \t\r\n\"'", *value))
            value++;
        while (value < end && *value && is_name_char(*value) && count < NAME_BYTES - 1)
            name[count++] = *value++;
        name[count] = '\0';
        return count > 0;
    }
    return false;
}

/* In a meta element or the XML declaration. */
static bool find_declared(const char *bytes, size_t length, char name[NAME_BYTES]) {
    const char *end = bytes + (length < LOOKED_THROUGH ? length : LOOKED_THROUGH);
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            return false;
        bool xml = close - at > 5 && strncasecmp(at, "<?xml", 5) == 0;
        bool meta = close - at > 5 && strncasecmp(at, "<meta", 5) == 0;
        if ((xml && name_behind(at, close, "encoding", name)) ||
            (meta && name_behind(at, close, "charset", name)))
            return true;
    }
    return false;
}

/* ---- the charset that the bytes suggest ---- */

static bool is_utf8(const char *bytes, size_t length, bool *beyond_ascii) {
    size_t i = 0;
    *beyond_ascii = false;
    while (i < length) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x80) {
            i++;
            continue;
        }
        char whole[5] = "";
        size_t rest = length - i;
        memcpy(whole, bytes + i, rest < 4 ? rest : 4);
        size_t step = utf8_length(whole);
        if (step == 0)
            return false;
        *beyond_ascii = true;
        i += step;
    }
    return true;
}

/* UTF-16 without a mark: markup with a zero beside nearly every letter. */
static const char *utf16_by_zeros(const char *bytes, size_t length) {
    size_t even = 0, odd = 0, looked = length < LINE_OF_ZEROS ? length : LINE_OF_ZEROS;
    for (size_t i = 0; i + 1 < looked; i += 2) {
        even += bytes[i] == 0;
        odd += bytes[i + 1] == 0;
    }
    if (looked < 8)
        return NULL;
    if (odd * 3 > looked && even == 0)
        return "UTF-16LE";
    return even * 3 > looked && odd == 0 ? "UTF-16BE" : NULL;
}

static const char *by_mark(const char *bytes, size_t length, size_t *mark) {
    static const struct {
        const char *mark;
        size_t length;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"}, {"\xFF\xFE", 2, "UTF-16LE"}, {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *mark = marks[i].length;
            return marks[i].name;
        }
    return NULL;
}

/* ---- conversion ---- */

static const char western[] = "windows-1252";

/* Names that pages use for what Windows reads as its own Western code page. */
static const char *usual(const char *name) {
    static const char *const westerns[] = {"iso-8859-1",     "iso8859-1",   "latin1", "l1",
                                           "us-ascii",       "ascii",       "x-ansi", "ansi",
                                           "x-user-defined", "windows1252", "cp1252"};
    for (size_t i = 0; i < sizeof westerns / sizeof *westerns; i++)
        if (strcasecmp(name, westerns[i]) == 0)
            return western;
    /* A page whose name could be read cannot be in UTF-16. */
    return strncasecmp(name, "utf-16", strlen("utf-16")) == 0 ? "UTF-8" : name;
}

static size_t convert(const char *name, const char *bytes, size_t length, struct buffer *out) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    const char *at = bytes, *end = bytes + length;
    size_t damaged = 0;
    while (converter && at < end && !out->failed) {
        status = U_ZERO_ERROR;
        UChar32 c = ucnv_getNextUChar(converter, &at, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR)
            break;
        bool good = U_SUCCESS(status) && c != 0xFFFD;
        damaged += !good;
        if (!good || c != 0)
            buffer_put_code_point(out, good ? (unsigned)c : 0xFFFD);
    }
    if (converter)
        ucnv_close(converter);
    else
        buffer_fail(out, true);
    return damaged;
}

/* Without its zeros, which libxml2 ends at. */
static void copy(const char *bytes, size_t length, struct buffer *out) {
    const char *end = bytes + length;
    while (bytes < end) {
        const char *zero = memchr(bytes, '\0', (size_t)(end - bytes));
        const char *stop = zero ? zero : end;
        buffer_append(out, bytes, (size_t)(stop - bytes));
        bytes = zero ? zero + 1 : end;
    }
}

static bool is_known(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    if (converter)
        ucnv_close(converter);
    return U_SUCCESS(status) || status == U_MEMORY_ALLOCATION_ERROR;
}

/* Reports what was done instead of what the page declares. */
static void report(const struct event_sink *sink, const char *part, const char *name,
                   const char *message) {
    struct event_field field = {"charset", name};
    event_emit(sink, &(struct event){.code = CODE_REPAIRED,
                                     .at = *part ? part : NULL,
                                     .message = message,
                                     .fields = &field,
                                     .field_count = 1});
}

static const char *choose(const char *bytes, size_t length, const char *stated, const char *part,
                          const struct event_sink *sink) {
    bool beyond_ascii = false, utf8 = is_utf8(bytes, length, &beyond_ascii);
    const char *name = *stated ? usual(stated) : NULL;
    if (name && !is_known(name)) {
        report(sink, part, stated,
               "The page declares an unknown charset; its bytes decided instead.");
        name = NULL;
    }
    if (name && strcasecmp(name, "utf-8") != 0 && utf8 && beyond_ascii) {
        report(sink, part, stated, "The page declares another charset, but its bytes are UTF-8.");
        return "UTF-8";
    }
    if (!name && !utf8)
        report(sink, part, western, "The page declares no charset; it was read as this one.");
    return name ? name : utf8 ? "UTF-8" : western;
}

void charset_to_utf8(const char *bytes, size_t length, const char *declared, const char *part,
                     const struct event_sink *sink, struct buffer *out) {
    char stated[NAME_BYTES] = "";
    size_t mark = 0;
    const char *name = by_mark(bytes, length, &mark);
    bytes += mark;
    length -= mark;
    if (!name)
        name = utf16_by_zeros(bytes, length);
    if (!name) {
        if (declared && *declared)
            snprintf(stated, sizeof stated, "%s", declared);
        else
            find_declared(bytes, length, stated);
        name = choose(bytes, length, stated, part, sink);
    }
    bool beyond_ascii;
    if (strcasecmp(name, "UTF-8") == 0 && is_utf8(bytes, length, &beyond_ascii))
        copy(bytes, length, out);
    else if (convert(name, bytes, length, out) > 0)
        report(sink, part, name,
               "Some bytes of the page are not valid in this charset; they are shown as U+FFFD.");
}

void charset_peek(const unsigned char *bytes, size_t length, char *out, size_t size) {
    size_t mark = 0, count = 0;
    const char *name = by_mark((const char *)bytes, length, &mark);
    if (!name || mark == 2) {
        const char *wide = name ? name : utf16_by_zeros((const char *)bytes, length);
        size_t step = wide ? 2 : 1, low = wide && strcmp(wide, "UTF-16BE") == 0 ? 1 : 0;
        for (size_t i = mark; i + step <= length && count + 1 < size; i += step) {
            bool ascii = bytes[i + low] < 0x80 && (step == 1 || bytes[i + 1 - low] == 0);
            out[count++] = ascii && bytes[i + low] ? (char)bytes[i + low] : '?';
        }
        out[count] = '\0';
        return;
    }
    for (size_t i = mark; i < length && count + 1 < size; i++)
        out[count++] = bytes[i] && bytes[i] < 0x80 ? (char)bytes[i] : '?';
    out[count] = '\0';
}
