/* file: the parts of a DOC file: its header (FIB), its streams, the pieces of its text.
 *
 * Positions: a CP counts characters of the document, an FC is a byte of the main stream. Reading
 * outside a stream gives zeros. Word 6 and 95 are read by the same path, from other places.
 * Ownership: doc_file_close(). Source: MS-DOC §2.5 (Fib), §2.8.35 (PlcPcd), §2.9.73 (FcCompressed),
 * §2.9.178 (Pcd).
 */
#ifndef CHITIEU_EXTRACT_DOC_FILE_H
#define CHITIEU_EXTRACT_DOC_FILE_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "core/limits.h"
#include "extract/ole/ole.h"

#include <stdint.h>

struct bytes {
    const unsigned char *data;
    size_t length;
};

unsigned bytes_u8(const struct bytes *bytes, size_t at);
unsigned bytes_u16(const struct bytes *bytes, size_t at);
uint32_t bytes_u32(const struct bytes *bytes, size_t at);
int32_t bytes_i16(const struct bytes *bytes, size_t at);

/* The part of `bytes` from `at` on, cut at its end. */
struct bytes bytes_part(const struct bytes *bytes, size_t at, size_t length);

/* A stretch of text as it lies in the main stream. */
struct piece {
    uint32_t first, end; /* CPs */
    uint32_t fc;
    bool compressed; /* a byte a character */
};

/* Tables of the header, by their index in FibRgFcLcb97. */
enum doc_table {
    TABLE_STYLES = 1,
    TABLE_CHARACTERS = 12,
    TABLE_PARAGRAPHS = 13,
    TABLE_FONTS = 15,
    TABLE_PIECES = 33,
    TABLE_LISTS = 73,
    TABLE_LIST_USES = 74
};

/* The stories of a document, one behind the other in CPs. */
enum story_kind {
    STORY_BODY,
    STORY_FOOTNOTES,
    STORY_HEADERS,
    STORY_MACROS,
    STORY_COMMENTS,
    STORY_ENDNOTES,
    STORY_TEXT_BOXES,
    STORY_HEADER_BOXES,
    STORY_KINDS
};

struct doc_file {
    bool word_6; /* or 95: everything is in the main stream, a byte a character */
    struct buffer main_stream, table_stream, data_stream;
    struct bytes main, table, data;
    uint32_t story_lengths[STORY_KINDS];
    struct piece *pieces;
    size_t piece_count;
};

/* Where the versions of the format lay the same things (offsets and sizes in bytes). */
struct doc_layout {
    size_t lengths_at, tables_at; /* in the header */
    size_t page_number_bytes, paragraph_entry_bytes;
    size_t cell_bytes; /* of a cell in a row's description */
    size_t fonts_at;   /* in the table of fonts */
    size_t font_charset_at, font_name_at, unit_bytes;
    size_t style_font_at;
};

const struct doc_layout *doc_layout(const struct doc_file *file);

/* doc_file_close() is due either way. */
MUST_USE bool doc_file_open(struct doc_file *file, const struct ole *ole, struct arena *arena,
                            const struct limits *limits, struct error *error);
void doc_file_close(struct doc_file *file);

/* A table of the header, in the table stream; `rest` is what follows it there. */
struct bytes doc_table(const struct doc_file *file, enum doc_table table, struct bytes *rest);

/* The CP behind the last one that is in the file: less than the stories need when pieces are lost.
 */
uint32_t doc_file_text_end(const struct doc_file *file);

/* The UTF-16 unit at a CP of a piece, and where it lies. */
unsigned piece_unit(const struct doc_file *file, const struct piece *piece, uint32_t cp,
                    uint32_t *fc);

#endif
