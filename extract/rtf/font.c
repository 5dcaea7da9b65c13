#include "extract/rtf/font.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucnv.h>

enum { WESTERN = 1252, CHARSET_DEFAULT = 1, CHARSET_SYMBOL = 2 };

/* Windows character sets (the values of \fcharset) and their code pages; 0 and what is not listed
 * is Western European. */
static const struct {
    int charset;
    unsigned code_page;
} charsets[] = {{77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},  {136, 950},
                {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257},
                {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850}};

void fonts_free(struct rtf_fonts *fonts) {
    for (size_t i = 0; i < CONVERTERS_MAX && fonts->converters[i].converter; i++)
        ucnv_close(fonts->converters[i].converter);
}

static unsigned code_page_of(int charset) {
    if (charset < 0 || charset == CHARSET_DEFAULT)
        return 0;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (charsets[i].charset == charset)
            return charsets[i].code_page;
    return WESTERN;
}

void fonts_add(struct rtf_fonts *fonts, int32_t id, int charset, const char *name) {
    struct rtf_font *list =
        arena_grow(fonts->arena, fonts->list, fonts->count, &fonts->capacity, sizeof *list);
    if (!list)
        return;
    fonts->list = list;
    enum symbol_font symbols = symbol_font(name);
    list[fonts->count++] = (struct rtf_font){.id = id,
                                             .code_page = code_page_of(charset),
                                             .font = font_of_name(name),
                                             .symbols = symbols,
                                             .is_symbol = symbols || charset == CHARSET_SYMBOL};
}

struct rtf_font fonts_get(const struct rtf_fonts *fonts, int32_t id) {
    for (size_t i = 0; i < fonts->count; i++)
        if (fonts->list[i].id == id)
            return fonts->list[i];
    return (struct rtf_font){.id = id, .font = {ENCODING_UNICODE, false}};
}

static UConverter *open_converter(unsigned code_page) {
    enum { MACINTOSH = 10000, WINDOWS_FROM = 1250 };
    char name[32];
    UErrorCode status = U_ZERO_ERROR;
    if (code_page == MACINTOSH)
        snprintf(name, sizeof name, "macintosh");
    else
        snprintf(name, sizeof name, "%s%u", code_page < WINDOWS_FROM ? "cp" : "windows-",
                 code_page);
    UConverter *converter = ucnv_open(name, &status);
    if (U_SUCCESS(status) || status == U_MEMORY_ALLOCATION_ERROR)
        return converter;
    status = U_ZERO_ERROR;
    return ucnv_open("windows-1252", &status);
}

static UConverter *converter_of(struct rtf_fonts *fonts, unsigned code_page) {
    for (size_t i = 0; i < CONVERTERS_MAX; i++) {
        if (!fonts->converters[i].converter) {
            fonts->converters[i].code_page = code_page;
            fonts->converters[i].converter = open_converter(code_page);
        }
        if (fonts->converters[i].code_page == code_page)
            return fonts->converters[i].converter;
    }
    return fonts->converters[0].converter;
}

void fonts_convert(struct rtf_fonts *fonts, unsigned code_page, const char *bytes, size_t length,
                   struct buffer *out) {
    unsigned own = code_page ? code_page : fonts->code_page;
    const char *at = bytes, *end = bytes + length;
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    buffer_append(out, bytes, (size_t)(at - bytes));
    UConverter *converter = at < end ? converter_of(fonts, own ? own : WESTERN) : NULL;
    if (at < end && !converter)
        buffer_fail(out, true);
    while (converter && at < end) {
        UErrorCode status = U_ZERO_ERROR;
        UChar32 c = ucnv_getNextUChar(converter, &at, end, &status);
        buffer_put_code_point(out, U_SUCCESS(status) && c ? (unsigned)c : 0xFFFD);
    }
    if (converter)
        ucnv_reset(converter);
}
