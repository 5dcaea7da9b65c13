/* record: the records of a BIFF stream, and their fields.
 *
 * A record too long for 8,224 bytes goes on in Continue records; a cursor reads on through them.
 * Reading past the end gives zeros and makes the cursor failed. Ownership: the stream's bytes stay
 * the caller's. Source: MS-XLS §2.1.4 (records), §2.5.293 and §2.5.294 (strings), §2.5.296 (their
 * continuation).
 */
#ifndef CHITIEU_EXTRACT_XLS_RECORD_H
#define CHITIEU_EXTRACT_XLS_RECORD_H

#include "core/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct stream {
    const unsigned char *bytes;
    size_t length;
};

/* A place in a record and its continuations. */
struct cursor {
    const struct stream *stream;
    unsigned type; /* of the record */
    size_t at;     /* in the stream */
    size_t left;   /* bytes of the record, or of the continuation, not read yet */
    bool failed;
};

/* Opens the record at `*offset` and moves the offset behind it; false at the stream's end.
 * Continuations come as records, too, but are reached by the cursor of the one they continue. */
bool record_next(const struct stream *stream, size_t *offset, struct cursor *cursor);

unsigned cursor_u8(struct cursor *cursor);
unsigned cursor_u16(struct cursor *cursor);
uint32_t cursor_u32(struct cursor *cursor);
double cursor_double(struct cursor *cursor);
void cursor_skip(struct cursor *cursor, size_t bytes);
/* Whether anything is left, here or in a continuation. */
bool cursor_more(struct cursor *cursor);

/* How strings are written. */
enum string_kind {
    STRING_WIDE_COUNT, /* BIFF8, two bytes of length */
    STRING_BYTE_COUNT  /* BIFF8, one */
};

/* A run of a rich string: its first character and the font's index. */
struct rich_run {
    unsigned first, font;
};
enum { RICH_RUNS_MAX = 4096 };

/* Appends a BIFF8 string as UTF-8; its runs, if any, into `runs` (RICH_RUNS_MAX of them), first
 * characters counted in UTF-16 units. */
void cursor_string(struct cursor *cursor, enum string_kind kind, struct buffer *out,
                   struct rich_run *runs, size_t *run_count);

/* Appends `count` bytes of a BIFF5 string, in this code page. */
void cursor_bytes(struct cursor *cursor, size_t count, unsigned code_page, struct buffer *out);

#endif
