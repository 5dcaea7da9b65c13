#include "extract/text/encoding.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

/* The longest way to write a letter, in bytes. */
enum { LETTER_BYTES_MAX = 3 };
/* The longest font name looked at (bytes): Windows allows 31 characters. */
enum { NAME_BYTES_MAX = 128 };

struct letter {
    uint8_t bytes[LETTER_BYTES_MAX];
    uint8_t length;
    uint32_t code_point;
};

struct font_name {
    const char *pattern;
    enum encoding encoding;
    bool capitals;
};

#include "extract/text/encoding_tables.inc"

struct table {
    const char *word;
    const struct letter *letters; /* by first byte, longer ones first */
    const uint16_t *starts;       /* of each first byte, and the end */
    bool c1;
};

static const struct table tables[ENCODING_COUNT] = {
    [ENCODING_UNICODE] = {.word = "unicode"},
    [ENCODING_TCVN3] = {"tcvn3", tcvn3_letters, tcvn3_starts, false},
    [ENCODING_VNI] = {"vni", vni_letters, vni_starts, false},
    [ENCODING_VPS] = {"vps", vps_letters, vps_starts, true},
    [ENCODING_VISCII] = {"viscii", viscii_letters, viscii_starts, true},
    [ENCODING_BKHCM1] = {"bkhcm1", bkhcm1_letters, bkhcm1_starts, true},
    [ENCODING_BKHCM2] = {"bkhcm2", bkhcm2_letters, bkhcm2_starts, false},
    [ENCODING_VIETWAREX] = {"vietwarex", vietwarex_letters, vietwarex_starts, false},
    [ENCODING_DETECT] = {.word = "detect"},
    [ENCODING_UNREADABLE] = {.word = "unreadable"},
    [ENCODING_ENTITIES] = {.word = "html-entities"},
    [ENCODING_MISREAD] = {.word = "misread-utf8"},
};

const char *encoding_word(enum encoding encoding) {
    return tables[encoding].word;
}

bool encoding_uses_c1(enum encoding encoding) {
    return tables[encoding].c1;
}

/* The code points of cp1252 for 80 to 9F; 0 where it has none. */
static const uint16_t cp1252_c1[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* U+03BC replaces the micro sign where text went through a compatibility normalization. */
enum { GREEK_MU = 0x03BC, MICRO_SIGN = 0xB5, C1_FIRST = 0x80, NO_BYTE = 0x100 };

unsigned encoding_byte(uint32_t code_point) {
    if (code_point <= 0xFF)
        return code_point;
    if (code_point == GREEK_MU)
        return MICRO_SIGN;
    for (unsigned i = 0; i < sizeof cp1252_c1 / sizeof *cp1252_c1; i++)
        if (cp1252_c1[i] == code_point)
            return C1_FIRST + i;
    return NO_BYTE;
}

size_t encoding_letter(enum encoding encoding, const uint32_t *code_points, size_t count,
                       uint32_t *letter) {
    const struct table *table = &tables[encoding];
    unsigned bytes[LETTER_BYTES_MAX];
    size_t known = 0;
    while (table->letters && known < LETTER_BYTES_MAX && known < count &&
           (bytes[known] = encoding_byte(code_points[known])) != NO_BYTE)
        known++;
    if (known == 0)
        return 0;
    for (size_t i = table->starts[bytes[0]]; i < table->starts[bytes[0] + 1]; i++) {
        const struct letter *entry = &table->letters[i];
        size_t same = 1;
        while (same < entry->length && same < known && entry->bytes[same] == bytes[same])
            same++;
        if (same == entry->length) {
            *letter = entry->code_point;
            return same;
        }
    }
    return 0;
}

/* ---- fonts ---- */

/* Windows lists a font once for each code page it covers. */
static const char *const suffixes[] = {" ce", " cyr", " greek", " tur", " baltic", " (vietnamese)"};

static void drop_suffix(char *name) {
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t tail = strlen(suffixes[i]);
        if (length > tail && strcmp(name + length - tail, suffixes[i]) == 0) {
            name[length - tail] = '\0';
            return;
        }
    }
}

/* The name in lower case, without blanks around it; "" when it is longer than a font's can be. */
static void plain_name(const char *name, char plain[NAME_BYTES_MAX]) {
    name += strspn(name, " \t");
    size_t length = strlen(name);
    while (length > 0 && strchr(" \t", name[length - 1]))
        length--;
    if (length >= NAME_BYTES_MAX)
        length = 0;
    for (size_t i = 0; i < length; i++)
        plain[i] = (char)tolower((unsigned char)name[i]);
    plain[length] = '\0';
    drop_suffix(plain);
}

struct font font_of_name(const char *name) {
    char plain[NAME_BYTES_MAX];
    plain_name(name ? name : "", plain);
    for (size_t i = 0; *plain && i < sizeof font_names / sizeof *font_names; i++)
        if (fnmatch(font_names[i].pattern, plain, 0) == 0)
            return (struct font){font_names[i].encoding, font_names[i].capitals};
    return (struct font){ENCODING_UNICODE, false};
}
