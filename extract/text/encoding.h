/* encoding: letters of the 8-bit Vietnamese encodings, and the fonts that imply them.
 *
 * Word and Excel keep such text as the code points that cp1252 gives its bytes; bytes that cp1252
 * leaves open come as C1 controls. Both forms are known. The tables are made from encodings/ and
 * fonts.tsv when the program is built. Nothing is allocated. Source: encodings/README.md.
 */
#ifndef CHITIEU_EXTRACT_TEXT_ENCODING_H
#define CHITIEU_EXTRACT_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encoding {
    ENCODING_UNICODE, /* also: a font that implies nothing */
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODING_VPS,
    ENCODING_VISCII,
    ENCODING_BKHCM1,
    ENCODING_BKHCM2,
    ENCODING_VIETWAREX,
    ENCODING_DETECT,     /* some 8-bit encoding */
    ENCODING_UNREADABLE, /* one whose letters are not known */
    ENCODING_ENTITIES,   /* damage.h: of no font; Unicode written as HTML entities, ... */
    ENCODING_MISREAD,    /* ... or as the bytes of its UTF-8 */
    ENCODING_COUNT
};

/* What a font's name implies of the text under it. */
struct font {
    enum encoding encoding;
    bool capitals; /* small letters are shown as capitals */
};

/* Blanks around the name, its case and the suffix of a code page ("VNI-Times CE") do not matter.
 * NULL is an ordinary font. */
struct font font_of_name(const char *name);

/* "tcvn3". */
const char *encoding_word(enum encoding encoding);

/* The byte of Windows-1252 that is shown as this character, with the C1 controls for those it
 * leaves open; 0x100 when none is. */
unsigned encoding_byte(uint32_t code_point);

/* Whether an encoding uses the bytes 80 to 9F, which are punctuation in cp1252. */
bool encoding_uses_c1(enum encoding encoding);

/* The letter that the code points begin with, and how many it takes (the longest way of writing
 * one); 0 when none does. */
size_t encoding_letter(enum encoding encoding, const uint32_t *code_points, size_t count,
                       uint32_t *letter);

#endif
