/* font: the font table of an RTF file, and the text that a font's bytes are.
 *
 * Ownership: fonts_free(). Source: RTF 1.9.1, "Font Table" (\fcharset), "Unicode RTF".
 */
#ifndef CHITIEU_EXTRACT_RTF_FONT_H
#define CHITIEU_EXTRACT_RTF_FONT_H

#include "core/arena.h"
#include "core/buffer.h"
#include "extract/word/symbol.h"
#include "extract/text/encoding.h"

/* Code pages one file uses. */
enum { CONVERTERS_MAX = 16 };

struct rtf_font {
    int32_t id;
    unsigned code_page; /* 0: the file's */
    struct font font;
    enum symbol_font symbols;
    bool is_symbol; /* its bytes are an alphabet of its own */
};

struct rtf_fonts {
    struct arena *arena;
    struct rtf_font *list;
    size_t count, capacity;
    unsigned code_page; /* of the file */
    struct {
        unsigned code_page;
        void *converter;
    } converters[CONVERTERS_MAX];
};

void fonts_free(struct rtf_fonts *fonts);

/* Adds a font; `charset` is -1 when none was given. */
void fonts_add(struct rtf_fonts *fonts, int32_t id, int charset, const char *name);

/* The font of this number; an ordinary one when there is none. */
struct rtf_font fonts_get(const struct rtf_fonts *fonts, int32_t id);

/* Appends bytes in a code page as UTF-8. */
void fonts_convert(struct rtf_fonts *fonts, unsigned code_page, const char *bytes, size_t length,
                   struct buffer *out);

#endif
