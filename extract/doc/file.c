#include "extract/doc/file.h"

#include <string.h>

/* Offsets in the FIB (§2.5.1 to §2.5.4). */
enum {
    FIB_MAGIC = 0xA5EC,
    FIB_MAGIC_6 = 0xA5DC,
    FIB_VERSION = 2,
    FIB_FLAGS = 10,
    FIB_TEXT_6 = 24, /* of Word 6: the FC of the text, and of its end */
    VERSION_6 = 101,
    VERSION_95_LAST = 105,
    VERSION_97 = 0x00C0,
    FLAG_COMPLEX = 0x0004,
    FLAG_ENCRYPTED = 0x0100,
    FLAG_TABLE_1 = 0x0200,
    PIECE_BYTES = 8
};

const struct doc_layout *doc_layout(const struct doc_file *file) {
    static const struct doc_layout layouts[2] = {{.lengths_at = 76,
                                                  .tables_at = 154,
                                                  .page_number_bytes = 4,
                                                  .paragraph_entry_bytes = 13,
                                                  .cell_bytes = 20,
                                                  .fonts_at = 4,
                                                  .font_charset_at = 4,
                                                  .font_name_at = 40,
                                                  .unit_bytes = 2,
                                                  .style_font_at = 16},
                                                 {.lengths_at = 52,
                                                  .tables_at = 88,
                                                  .page_number_bytes = 2,
                                                  .paragraph_entry_bytes = 7,
                                                  .cell_bytes = 10,
                                                  .fonts_at = 2,
                                                  .font_charset_at = 4,
                                                  .font_name_at = 6,
                                                  .unit_bytes = 1,
                                                  .style_font_at = 12}};
    return &layouts[file->word_6];
}

unsigned bytes_u8(const struct bytes *bytes, size_t at) {
    return at < bytes->length ? bytes->data[at] : 0;
}

unsigned bytes_u16(const struct bytes *bytes, size_t at) {
    return bytes_u8(bytes, at) | bytes_u8(bytes, at + 1) << 8;
}

uint32_t bytes_u32(const struct bytes *bytes, size_t at) {
    return bytes_u16(bytes, at) | (uint32_t)bytes_u16(bytes, at + 2) << 16;
}

int32_t bytes_i16(const struct bytes *bytes, size_t at) {
    unsigned value = bytes_u16(bytes, at);
    return value < 0x8000 ? (int32_t)value : (int32_t)value - 0x10000;
}

struct bytes bytes_part(const struct bytes *bytes, size_t at, size_t length) {
    if (at > bytes->length)
        return (struct bytes){.data = bytes->data, .length = 0};
    size_t rest = bytes->length - at;
    return (struct bytes){.data = bytes->data + at, .length = length < rest ? length : rest};
}

struct bytes doc_table(const struct doc_file *file, enum doc_table table, struct bytes *rest) {
    if (file->word_6 && table > TABLE_PIECES) { /* there were no such tables yet */
        if (rest)
            *rest = (struct bytes){.data = file->table.data, .length = 0};
        return (struct bytes){.data = file->table.data, .length = 0};
    }
    size_t at = doc_layout(file)->tables_at + (size_t)table * 8;
    uint32_t offset = bytes_u32(&file->main, at), length = bytes_u32(&file->main, at + 4);
    if (rest)
        *rest = bytes_part(&file->table, (size_t)offset + length, SIZE_MAX);
    return bytes_part(&file->table, offset, length);
}

/* ---- pieces ---- */

/* The piece table follows property lists that only complex files have. */
static struct bytes find_pieces(const struct doc_file *file) {
    enum { PROPERTIES = 1, PIECES = 2 };
    struct bytes clx = doc_table(file, TABLE_PIECES, NULL);
    size_t at = 0;
    while (bytes_u8(&clx, at) == PROPERTIES && at < clx.length)
        at += 3 + bytes_u16(&clx, at + 1);
    if (bytes_u8(&clx, at) != PIECES)
        return (struct bytes){.data = clx.data, .length = 0};
    return bytes_part(&clx, at + 5, bytes_u32(&clx, at + 1));
}

static void read_piece(const struct doc_file *file, const struct bytes *table, size_t count,
                       size_t i, struct piece *piece) {
    enum { COMPRESSED = 0x40000000 };
    uint32_t fc = bytes_u32(table, (count + 1) * 4 + i * PIECE_BYTES + 2);
    piece->first = bytes_u32(table, i * 4);
    piece->end = bytes_u32(table, i * 4 + 4);
    piece->compressed = (fc & COMPRESSED) != 0;
    piece->fc = piece->compressed ? (fc & ~(uint32_t)COMPRESSED) / 2 : fc;
    if (file->word_6)
        *piece = (struct piece){piece->first, piece->end, .fc = fc, .compressed = true};
}

/* A piece that claims more text than the stream holds is cut; one that runs backwards ends the
 * list. */
static bool read_pieces(struct doc_file *file, struct arena *arena) {
    struct bytes table = find_pieces(file);
    size_t count = table.length >= 4 ? (table.length - 4) / (4 + PIECE_BYTES) : 0;
    file->pieces = arena_array(arena, count + 1, sizeof *file->pieces);
    for (size_t i = 0; file->pieces && i < count; i++) {
        struct piece *piece = &file->pieces[file->piece_count];
        read_piece(file, &table, count, i, piece);
        uint32_t expected = file->piece_count ? piece[-1].end : 0;
        if (piece->first != expected || piece->end <= piece->first)
            break;
        size_t left = piece->fc < file->main.length ? file->main.length - piece->fc : 0;
        size_t units = piece->compressed ? left : left / 2;
        if (piece->end - piece->first > units)
            piece->end = piece->first + (uint32_t)units;
        file->piece_count += piece->end > piece->first;
    }
    return file->pieces != NULL;
}

/* A file of Word 6 that was not saved fast is one piece, and has no table of them. */
static bool read_text(struct doc_file *file, struct arena *arena) {
    if (!file->word_6 || bytes_u16(&file->main, FIB_FLAGS) & FLAG_COMPLEX)
        return read_pieces(file, arena);
    uint32_t first = bytes_u32(&file->main, FIB_TEXT_6);
    uint32_t end = bytes_u32(&file->main, FIB_TEXT_6 + 4);
    if (end > file->main.length)
        end = (uint32_t)file->main.length;
    file->pieces = arena_array(arena, 1, sizeof *file->pieces);
    if (file->pieces && first < end) {
        file->pieces[0] = (struct piece){0, end - first, .fc = first, .compressed = true};
        file->piece_count = 1;
    }
    return file->pieces != NULL;
}

uint32_t doc_file_text_end(const struct doc_file *file) {
    return file->piece_count ? file->pieces[file->piece_count - 1].end : 0;
}

/* §2.9.73: the bytes that are other characters than Latin-1's. */
static unsigned compressed_unit(unsigned byte) {
    static const uint16_t special[32] = {
        0x80,   0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x8E,   0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x9E,   0x0178};
    return byte >= 0x80 && byte < 0xA0 ? special[byte - 0x80] : byte;
}

unsigned piece_unit(const struct doc_file *file, const struct piece *piece, uint32_t cp,
                    uint32_t *fc) {
    uint32_t at = cp - piece->first;
    *fc = piece->fc + (piece->compressed ? at : at * 2);
    return piece->compressed ? compressed_unit(bytes_u8(&file->main, *fc))
                             : bytes_u16(&file->main, *fc);
}

/* ---- the file ---- */

static bool read_stream(const struct ole *ole, const char *name, struct buffer *buffer,
                        struct bytes *bytes, struct error *error) {
    if (!ole_read(ole, name, buffer, error))
        return false;
    *bytes = (struct bytes){.data = (const unsigned char *)buffer_text(buffer),
                            .length = buffer->length};
    return true;
}

static bool check_header(struct doc_file *file, struct error *error) {
    unsigned magic = bytes_u16(&file->main, 0), version = bytes_u16(&file->main, FIB_VERSION);
    file->word_6 = version >= VERSION_6 && version <= VERSION_95_LAST;
    if ((magic != FIB_MAGIC && magic != FIB_MAGIC_6) || (!file->word_6 && version < VERSION_97))
        return error_set(error, CODE_FORMAT_UNSUPPORTED, "WordDocument",
                         "The document is older than Word 6. Open it in Word, save it as .docx "
                         "and send it again.");
    if (bytes_u16(&file->main, FIB_FLAGS) & FLAG_ENCRYPTED)
        return error_set(
            error, CODE_ENCRYPTED, "WordDocument",
            "The file is protected by a password; remove the password and send it again.");
    return true;
}

/* Since Word 97 tables have a stream of their own, and long lists of properties another. */
static bool read_other_streams(struct doc_file *file, const struct ole *ole, struct error *error) {
    file->table = file->main;
    if (file->word_6)
        return true;
    bool one = (bytes_u16(&file->main, FIB_FLAGS) & FLAG_TABLE_1) != 0;
    if (!read_stream(ole, one ? "1Table" : "0Table", &file->table_stream, &file->table, error))
        return false;
    return !ole_has(ole, "Data") ||
           read_stream(ole, "Data", &file->data_stream, &file->data, error);
}

bool doc_file_open(struct doc_file *file, const struct ole *ole, struct arena *arena,
                   const struct limits *limits, struct error *error) {
    *file = (struct doc_file){.piece_count = 0};
    buffer_init(&file->main_stream, limits->part_bytes);
    buffer_init(&file->table_stream, limits->part_bytes);
    buffer_init(&file->data_stream, limits->part_bytes);
    if (!read_stream(ole, "WordDocument", &file->main_stream, &file->main, error) ||
        !check_header(file, error) || !read_other_streams(file, ole, error))
        return false;
    for (size_t i = 0; i < STORY_KINDS; i++)
        file->story_lengths[i] = bytes_u32(&file->main, doc_layout(file)->lengths_at + i * 4);
    return read_text(file, arena) || arena_error(arena, error, "WordDocument");
}

void doc_file_close(struct doc_file *file) {
    buffer_free(&file->main_stream);
    buffer_free(&file->table_stream);
    buffer_free(&file->data_stream);
}
