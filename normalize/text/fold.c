#include "normalize/text/fold.h"
#include "core/text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Code points being folded. Folding never makes a text longer, so one array of the input's length
 * does. */
struct points {
    UChar32 *at;
    size_t *origin; /* which code point of the source each came from */
    size_t count;
};

/* Letters of other scripts that look like Latin ones (confusables of Unicode TR 39 that keyboards
 * produce). */
static const struct {
    UChar32 from, to;
} lookalikes[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
    {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
    {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BF, 'o'}, {0x03BD, 'v'}, {0x03C1, 'p'}, {0x03B9, 'i'},
    {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'},
    {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'},
    {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'},
    {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'},
    {0x0458, 'j'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x04BB, 'h'},
};

static UChar32 lookalike(UChar32 c) {
    if (c < 0x0391 || c > 0x051D)
        return 0;
    for (size_t i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++)
        if (lookalikes[i].from == c)
            return lookalikes[i].to;
    return 0;
}

static bool is_latin(UChar32 c) {
    return (c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF)) && u_isalpha(c);
}

/* Eth and African D are typed for đ on keyboards that lack it. */
static UChar32 fold_d(UChar32 c) {
    switch (c) {
    case 0x00F0:
    case 0x0256:
        return 0x0111;
    case 0x00D0:
    case 0x0189:
        return 0x0110;
    default:
        return c;
    }
}

/* Letters of the word at [from, to) that are another script's become Latin, when all of them can.
 */
static void fold_lookalikes(struct points *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (!is_latin(text->at[i]) && u_isalpha(text->at[i]) && !lookalike(text->at[i]))
            return;
    for (size_t i = from; i < to; i++) {
        UChar32 latin = lookalike(text->at[i]);
        if (latin)
            text->at[i] = latin;
    }
}

static void fold_words(struct points *text) {
    for (size_t i = 0; i < text->count;) {
        size_t end = i;
        bool foreign = false;
        while (end < text->count && u_isalpha(text->at[end])) {
            text->at[end] = fold_d(text->at[end]);
            foreign |= lookalike(text->at[end]) != 0;
            end++;
        }
        if (foreign)
            fold_lookalikes(text, i, end);
        i = end == i ? i + 1 : end;
    }
}

/* The tone mark of a letter (U+0300 0301 0303 0309 0323) and the letter without it; 0 when it has
 * none. */
static UChar32 split_tone(const UNormalizer2 *nfc, UChar32 letter, UChar32 *base) {
    static const UChar32 tones[] = {0x0300, 0x0301, 0x0303, 0x0309, 0x0323};
    UChar pair[8];
    UErrorCode status = U_ZERO_ERROR;
    *base = letter;
    if (letter < 0xC0)
        return 0;
    int32_t length = unorm2_getRawDecomposition(nfc, letter, pair, 8, &status);
    if (U_FAILURE(status) || length != 2)
        return 0;
    for (size_t i = 0; i < sizeof tones / sizeof tones[0]; i++) {
        if (pair[1] == tones[i]) {
            *base = pair[0];
            return tones[i];
        }
    }
    /* Letters with a dot below decompose with the other mark outermost: ậ = ạ + U+0302. */
    UChar32 inner, tone = split_tone(nfc, pair[0], &inner);
    UChar32 joined = tone ? unorm2_composePair(nfc, inner, pair[1]) : U_SENTINEL;
    if (joined < 0)
        return 0;
    *base = joined;
    return tone;
}

/* NFC cannot join a toned letter with a circumflex or breve typed after it (é + U+0302): join them.
 */
static void join_late_marks(const UNormalizer2 *nfc, struct points *text) {
    size_t out = 0;
    for (size_t i = 0; i < text->count; i++) {
        UChar32 c = text->at[i];
        if (out > 0 && (c == 0x0302 || c == 0x0306)) {
            UChar32 base, tone = split_tone(nfc, text->at[out - 1], &base);
            UChar32 shaped = tone ? unorm2_composePair(nfc, base, c) : U_SENTINEL;
            UChar32 whole = shaped >= 0 ? unorm2_composePair(nfc, shaped, tone) : U_SENTINEL;
            if (whole >= 0) {
                text->at[out - 1] = whole;
                continue;
            }
        }
        text->origin[out] = text->origin[i];
        text->at[out++] = c;
    }
    text->count = out;
}

/* hoà → hòa, khoẻ → khỏe, thuý → thúy: open syllables in oa, oe, uy carry the tone on the first
 * vowel. */
static void move_tones(const UNormalizer2 *nfc, struct points *text) {
    for (size_t i = 1; i < text->count; i++) {
        if (text->at[i] < 0xC0)
            continue;
        if (i + 1 < text->count && u_isalpha(text->at[i + 1]))
            continue;
        UChar32 first = text->at[i - 1], low = u_tolower(first);
        if (low != 'o' && low != 'u')
            continue;
        UChar32 base, tone = split_tone(nfc, text->at[i], &base);
        UChar32 low_base = u_tolower(base);
        bool open =
            (low == 'o' && (low_base == 'a' || low_base == 'e')) || (low == 'u' && low_base == 'y');
        bool after_q = low == 'u' && i >= 2 && u_tolower(text->at[i - 2]) == 'q';
        if (!tone || !open || after_q)
            continue;
        UChar32 toned = unorm2_composePair(nfc, first, tone);
        if (toned < 0)
            continue;
        text->at[i - 1] = toned;
        text->at[i] = base;
    }
}

static bool is_invisible(UChar32 c) {
    return c == 0x00AD || c == 0xFFFC || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

static bool is_newline(UChar32 c) {
    return c == '\n' || c == '\r' || c == 0x0085 || c == 0x2028 || c == 0x2029 || c == 0x0B ||
           c == 0x0C;
}

static UChar32 plain_sign(UChar32 c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63)
        return '-';
    if (c >= 0x2018 && c <= 0x201B)
        return '\'';
    if (c >= 0x201C && c <= 0x201F)
        return '"';
    if (c == 0x2044 || c == 0x2215)
        return '/';
    if (c == 0x20AB) /* the sign of đồng */
        return 0x0111;
    return c;
}

/* Spaces to one plain space, newlines to one '\n' (or a space), invisible characters away, ends
 * trimmed. */
static void fold_spaces(struct points *text, bool one_line) {
    size_t out = 0;
    UChar32 pending = 0;
    for (size_t i = 0; i < text->count; i++) {
        UChar32 c = text->at[i];
        if (is_invisible(c))
            continue;
        if (is_newline(c) || u_isUWhiteSpace(c)) {
            bool newline = is_newline(c) && !one_line;
            pending = newline || pending == '\n' ? '\n' : ' ';
            continue;
        }
        if (pending && out > 0) {
            text->origin[out] = text->origin[i] - 1;
            text->at[out++] = pending;
        }
        pending = 0;
        text->origin[out] = text->origin[i];
        text->at[out++] = plain_sign(c);
    }
    text->count = out;
}

/* The text as NFC code points, in memory the caller frees; count 0 and NULL when memory is out. */
static struct points read_points(const UNormalizer2 *nfc, const char *text) {
    struct points points = {0};
    size_t length = strlen(text);
    UErrorCode status = U_ZERO_ERROR;
    if (length > INT32_MAX / 8)
        return points;
    int32_t units = 0, capacity = (int32_t)length + 1;
    UChar *wide = malloc((size_t)capacity * sizeof *wide);
    /* NFC grows a text at most threefold in UTF-16 (Unicode FAQ on normalization). */
    UChar *normal = malloc((size_t)capacity * 3 * sizeof *normal);
    if (wide && normal)
        u_strFromUTF8WithSub(wide, capacity, &units, text, (int32_t)length, 0xFFFD, NULL, &status);
    int32_t normal_units = wide && normal && U_SUCCESS(status)
                               ? unorm2_normalize(nfc, wide, units, normal, capacity * 3, &status)
                               : 0;
    if (wide && normal && U_SUCCESS(status)) {
        points.at = malloc(((size_t)normal_units + 1) * sizeof *points.at);
        points.origin = malloc(((size_t)normal_units + 1) * sizeof *points.origin);
    }
    if (!points.origin) {
        free(points.at);
        points.at = NULL;
    }
    int32_t count = 0;
    if (points.at)
        u_strToUTF32WithSub(points.at, normal_units + 1, &count, normal, normal_units, 0xFFFD, NULL,
                            &status);
    points.count = (size_t)count;
    for (size_t i = 0; i < points.count; i++)
        points.origin[i] = i;
    free(wide);
    free(normal);
    return points;
}

static char *write_points(struct arena *arena, struct points *points) {
    if (!points->at)
        arena_fail_as(arena, NULL);
    char *out = points->at ? arena_alloc(arena, points->count * 4 + 1) : NULL;
    size_t length = 0;
    for (size_t i = 0; out && i < points->count; i++)
        length += utf8_put(out + length, (uint32_t)points->at[i]);
    free(points->at);
    free(points->origin);
    return out;
}

static const UNormalizer2 *nfc_instance(void) {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFCInstance(&status);
}

static struct points folded(const char *text, bool one_line) {
    const UNormalizer2 *nfc = nfc_instance();
    struct points points = read_points(nfc, text);
    if (!points.at)
        return points;
    fold_spaces(&points, one_line);
    join_late_marks(nfc, &points);
    fold_words(&points);
    move_tones(nfc, &points);
    return points;
}

char *fold_text(struct arena *arena, const char *text, bool one_line) {
    struct points points = folded(text, one_line);
    return write_points(arena, &points);
}

/* Origins byte by byte, as the text will be written. */
static size_t *byte_origins(struct arena *arena, const struct points *points) {
    size_t *origin = arena_array(arena, points->count * 4 + 1, sizeof *origin);
    size_t length = 0, end = points->count ? points->origin[points->count - 1] + 1 : 0;
    for (size_t i = 0; origin && i < points->count; i++) {
        char bytes[4];
        for (size_t k = utf8_put(bytes, (uint32_t)points->at[i]); k > 0; k--)
            origin[length++] = points->origin[i];
    }
    if (origin)
        origin[length] = end;
    return origin;
}

char *fold_text_mapped(struct arena *arena, const char *text, bool one_line, size_t **origin) {
    struct points points = folded(text, one_line);
    *origin = points.at ? byte_origins(arena, &points) : NULL;
    return write_points(arena, &points);
}

char *fold_tones(struct arena *arena, const char *text) {
    const UNormalizer2 *nfc = nfc_instance();
    struct points points = read_points(nfc, text);
    if (points.at)
        move_tones(nfc, &points);
    return write_points(arena, &points);
}

/* Maps case with ICU's simple mappings, the first letter apart from the rest. */
static char *cased(struct arena *arena, const char *text, UChar32 (*first)(UChar32),
                   UChar32 (*rest)(UChar32)) {
    /* A character of one byte takes at most three: a byte that is not UTF-8 becomes U+FFFD. */
    char *out = arena_alloc(arena, strlen(text) * 3 + 1);
    size_t length = 0;
    for (const char *at = text; out && *at;) {
        UChar32 c = (UChar32)utf8_next(&at);
        length += utf8_put(out + length, (uint32_t)(length ? rest(c) : first(c)));
    }
    return out;
}

char *fold_lower(struct arena *arena, const char *text) {
    return cased(arena, text, u_tolower, u_tolower);
}

char *fold_upper(struct arena *arena, const char *text) {
    return cased(arena, text, u_toupper, u_toupper);
}

char *fold_sentence(struct arena *arena, const char *text) {
    return cased(arena, text, u_toupper, u_tolower);
}

static bool is_vowel(UChar32 letter) {
    static const char vowels[] = "aeiouy";
    UChar decomposed[8];
    UErrorCode status = U_ZERO_ERROR;
    if (letter < 0x80)
        return strchr(vowels, letter) != NULL;
    int32_t length = unorm2_getDecomposition(nfc_instance(), letter, decomposed, 8, &status);
    return U_SUCCESS(status) && length > 0 && decomposed[0] < 0x80 &&
           strchr(vowels, decomposed[0]) != NULL;
}

/* kỹ → kĩ: y that is a syllable's only vowel, after its consonant. */
static UChar32 i_for_y(UChar32 letter) {
    static const UChar32 pairs[][2] = {{'y', 'i'},       {0x00FD, 0x00ED}, {0x1EF3, 0x00EC},
                                       {0x1EF5, 0x1ECB}, {0x1EF7, 0x1EC9}, {0x1EF9, 0x0129}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (pairs[i][0] == letter)
            return pairs[i][1];
    return letter;
}

static void fold_y(struct points *text) {
    for (size_t i = 1; i < text->count; i++) {
        UChar32 before = text->at[i - 1];
        bool ends = i + 1 == text->count || !u_isalpha(text->at[i + 1]);
        if (ends && u_isalpha(before) && !is_vowel(before))
            text->at[i] = i_for_y(text->at[i]);
    }
}

char *fold_key(struct arena *arena, const char *text) {
    struct points points = folded(text, true);
    if (!points.at)
        return write_points(arena, &points);
    size_t out = 0;
    bool space = false;
    for (size_t i = 0; i < points.count; i++) {
        UChar32 c = points.at[i];
        bool kept = u_isalpha(c) || u_isdigit(c) || c == '%' || c == '/' ||
                    u_charType(c) == U_NON_SPACING_MARK;
        if (!kept) {
            space = true;
            continue;
        }
        if (space && out > 0)
            points.at[out++] = ' ';
        space = false;
        points.at[out++] = u_tolower(c);
    }
    points.count = out;
    fold_y(&points);
    return write_points(arena, &points);
}

char *fold_without_spaces(struct arena *arena, const char *text) {
    char *copy = text ? arena_strdup(arena, text) : NULL, *out = copy;
    for (const char *at = copy; at && *at; at++)
        if (*at != ' ' && *at != '\n')
            *out++ = *at;
    if (out)
        *out = '\0';
    return copy;
}

/* The letter under its marks. */
static UChar32 base_letter(UChar32 c) {
    UChar decomposed[8];
    UErrorCode status = U_ZERO_ERROR;
    if (c < 0x80)
        return c;
    if (c == 0x0111 || c == 0x0110)
        return c == 0x0111 ? 'd' : 'D';
    int32_t length = unorm2_getDecomposition(nfc_instance(), c, decomposed, 8, &status);
    return U_SUCCESS(status) && length > 0 && decomposed[0] < 0x80 ? decomposed[0] : c;
}

char *fold_plain(struct arena *arena, const char *text) {
    return cased(arena, text, base_letter, base_letter);
}

bool fold_is_plain(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

char *fold_skeleton(struct arena *arena, const char *text) {
    char *lower = fold_lower(arena, text), *out = lower ? fold_plain(arena, lower) : NULL;
    char *to = out;
    for (const char *from = out; from && *from;) {
        const char *next = from;
        UChar32 c = (UChar32)utf8_next(&next);
        if (u_isalnum(c))
            while (from < next)
                *to++ = *from++;
        from = next;
    }
    if (out)
        *to = '\0';
    return out;
}
