/* symbol: characters of the fonts that have an alphabet of their own.
 *
 * Word stores a character of such a font as U+F020 to U+F0FF, the byte of the font's own encoding
 * plus U+F000, in w:sym, in bullets and at times in plain text (ECMA-376-1 §17.3.3.30). This gives
 * the Unicode character that a reader sees.
 */
#ifndef CHITIEU_EXTRACT_WORD_SYMBOL_H
#define CHITIEU_EXTRACT_WORD_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

enum symbol_font {
    SYMBOL_FONT_NONE,
    SYMBOL_FONT_SYMBOL,
    SYMBOL_FONT_WINGDINGS,
    SYMBOL_FONT_WINGDINGS_2,
    SYMBOL_FONT_WINGDINGS_3,
    SYMBOL_FONT_WEBDINGS,
    SYMBOL_FONT_COUNT
};

/* The font of this name, without regard to ASCII case; SYMBOL_FONT_NONE for every other and for
 * NULL. */
enum symbol_font symbol_font(const char *name);

/* True for U+F020 to U+F0FF. */
bool symbol_is_private(uint32_t code_point);

/* The character shown for `code_point` in the font. A private one under no symbol font is read as
 * the Symbol font's, as Word does. What the tables do not know is given back as it is. */
uint32_t symbol_shown(enum symbol_font font, uint32_t code_point);

#endif
