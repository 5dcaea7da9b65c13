#include "extract/xls/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

enum { HEADER_BYTES = 4, RECORD_CONTINUE = 0x003C };

/* Flags of a BIFF8 string. */
enum { HIGH_BYTE = 1, EXTENDED = 4, RICH = 8 };

static unsigned u16_at(const struct stream *stream, size_t at) {
    return (unsigned)stream->bytes[at] | (unsigned)stream->bytes[at + 1] << 8;
}

/* Length of the record's data, cut at the stream's end. */
static size_t data_length(const struct stream *stream, size_t offset) {
    size_t length = u16_at(stream, offset + 2), rest = stream->length - offset - HEADER_BYTES;
    return length < rest ? length : rest;
}

bool record_next(const struct stream *stream, size_t *offset, struct cursor *cursor) {
    if (*offset > stream->length || stream->length - *offset < HEADER_BYTES)
        return false;
    *cursor = (struct cursor){.stream = stream,
                              .type = u16_at(stream, *offset),
                              .at = *offset + HEADER_BYTES,
                              .left = data_length(stream, *offset)};
    *offset = cursor->at + cursor->left;
    return true;
}

/* Goes over to the continuation behind what was read to its end; false when there is none. */
static bool continue_record(struct cursor *cursor) {
    struct cursor next;
    size_t offset = cursor->at;
    if (!record_next(cursor->stream, &offset, &next) || next.type != RECORD_CONTINUE)
        return false;
    cursor->at = next.at;
    cursor->left = next.left;
    return true;
}

bool cursor_more(struct cursor *cursor) {
    while (cursor->left == 0)
        if (cursor->failed || !continue_record(cursor))
            return false;
    return true;
}

unsigned cursor_u8(struct cursor *cursor) {
    if (!cursor_more(cursor)) {
        cursor->failed = true;
        return 0;
    }
    cursor->left--;
    return cursor->stream->bytes[cursor->at++];
}

unsigned cursor_u16(struct cursor *cursor) {
    unsigned low = cursor_u8(cursor);
    return low | cursor_u8(cursor) << 8;
}

uint32_t cursor_u32(struct cursor *cursor) {
    uint32_t low = cursor_u16(cursor);
    return low | (uint32_t)cursor_u16(cursor) << 16;
}

double cursor_double(struct cursor *cursor) {
    uint64_t bits = cursor_u32(cursor);
    bits |= (uint64_t)cursor_u32(cursor) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void cursor_skip(struct cursor *cursor, size_t bytes) {
    while (bytes > 0 && cursor_more(cursor)) {
        size_t step = bytes < cursor->left ? bytes : cursor->left;
        cursor->at += step;
        cursor->left -= step;
        bytes -= step;
    }
    cursor->failed = cursor->failed || bytes > 0;
}

/* ---- strings ---- */

/* Joins surrogates; a lone one becomes U+FFFD. */
static void put_unit(struct buffer *out, unsigned unit, unsigned *high) {
    if (*high && unit >= 0xDC00 && unit <= 0xDFFF) {
        buffer_put_code_point(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
        *high = 0;
        return;
    }
    if (*high)
        buffer_put_code_point(out, 0xFFFD);
    *high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (*high || unit == 0)
        return;
    buffer_put_code_point(out, unit >= 0xDC00 && unit <= 0xDFFF ? 0xFFFD : unit);
}

/* Characters that are cut by a continuation go on there behind a byte of flags of their own
 * (§2.5.296). */
static void put_characters(struct cursor *cursor, unsigned count, bool wide, struct buffer *out) {
    unsigned high = 0;
    for (; count > 0 && !cursor->failed && !out->failed; count--) {
        if (cursor->left == 0) {
            if (!cursor_more(cursor)) {
                cursor->failed = true;
                return;
            }
            wide = (cursor_u8(cursor) & HIGH_BYTE) != 0;
        }
        put_unit(out, wide ? cursor_u16(cursor) : cursor_u8(cursor), &high);
    }
    if (high)
        buffer_put_code_point(out, 0xFFFD);
}

void cursor_string(struct cursor *cursor, enum string_kind kind, struct buffer *out,
                   struct rich_run *runs, size_t *run_count) {
    unsigned count = kind == STRING_WIDE_COUNT ? cursor_u16(cursor) : cursor_u8(cursor);
    unsigned flags = cursor_u8(cursor);
    unsigned rich = flags & RICH ? cursor_u16(cursor) : 0;
    uint32_t extended = flags & EXTENDED ? cursor_u32(cursor) : 0;
    put_characters(cursor, count, (flags & HIGH_BYTE) != 0, out);
    size_t kept = 0;
    for (unsigned i = 0; i < rich && !cursor->failed; i++) {
        struct rich_run run = {.first = cursor_u16(cursor)};
        run.font = cursor_u16(cursor);
        if (runs && kept < RICH_RUNS_MAX)
            runs[kept++] = run;
    }
    cursor_skip(cursor, extended);
    if (run_count)
        *run_count = kept;
}

/* Code pages as CodePage has them; what ICU does not know is read as Western European. */
static UConverter *open_converter(unsigned code_page) {
    enum { MACINTOSH = 10000, MACINTOSH_OLD = 0x8000, WESTERN_OLD = 0x8001, UTF_16 = 1200 };
    char name[32];
    UErrorCode status = U_ZERO_ERROR;
    if (code_page == MACINTOSH || code_page == MACINTOSH_OLD)
        snprintf(name, sizeof name, "macintosh");
    else if (code_page == 0 || code_page == UTF_16 || code_page == WESTERN_OLD)
        snprintf(name, sizeof name, "windows-1252");
    else
        snprintf(name, sizeof name, "%s%u", code_page < 1000 ? "ibm-" : "windows-", code_page);
    UConverter *converter = ucnv_open(name, &status);
    if (U_SUCCESS(status) || status == U_MEMORY_ALLOCATION_ERROR)
        return converter;
    status = U_ZERO_ERROR;
    return ucnv_open("windows-1252", &status);
}

void cursor_bytes(struct cursor *cursor, size_t count, unsigned code_page, struct buffer *out) {
    struct buffer raw;
    buffer_init(&raw, count + 1);
    for (; count > 0 && !cursor->failed; count--)
        buffer_putc(&raw, (char)cursor_u8(cursor));
    UConverter *converter = open_converter(code_page);
    const char *from = buffer_text(&raw), *end = from + raw.length;
    while (converter && from < end) {
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c = ucnv_getNextUChar(converter, &from, end, &status);
        if (U_FAILURE(status))
            c = 0xFFFD;
        if (c != 0)
            buffer_put_code_point(out, (unsigned)c);
    }
    if (raw.failed || !converter)
        buffer_fail(out, true);
    ucnv_close(converter);
    buffer_free(&raw);
}
