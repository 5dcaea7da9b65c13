#include "extract/text/script.h"
#include "core/text/utf8.h"

#include <string.h>

enum script script_of_word(const char *word) {
    if (word && strcmp(word, "superscript") == 0)
        return SCRIPT_RAISED;
    return word && strcmp(word, "subscript") == 0 ? SCRIPT_LOWERED : SCRIPT_NONE;
}

enum script script_of_shift(long half_points) {
    if (half_points >= SCRIPT_HALF_POINTS_MIN)
        return SCRIPT_RAISED;
    return half_points <= -SCRIPT_HALF_POINTS_MIN ? SCRIPT_LOWERED : SCRIPT_UNSET;
}

static uint32_t raised_form(uint32_t code_point) {
    static const struct {
        uint32_t plain, raised;
    } forms[] = {
        {'0', 0x2070},    {'1', 0x00B9}, {'2', 0x00B2}, {'3', 0x00B3}, {'4', 0x2074}, {'5', 0x2075},
        {'6', 0x2076},    {'7', 0x2077}, {'8', 0x2078}, {'9', 0x2079}, {'+', 0x207A}, {'-', 0x207B},
        {0x2212, 0x207B}, {'=', 0x207C}, {'(', 0x207D}, {')', 0x207E}, {'i', 0x2071}, {'n', 0x207F},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].plain == code_point)
            return forms[i].raised;
    return 0;
}

static uint32_t lowered_form(uint32_t code_point) {
    static const char signs[] = "+-=()";
    if (code_point >= '0' && code_point <= '9')
        return 0x2080 + code_point - '0';
    const char *sign = code_point && code_point < 0x80 ? strchr(signs, (int)code_point) : NULL;
    return sign ? 0x208A + (uint32_t)(sign - signs) : 0;
}

uint32_t script_form(enum script script, uint32_t code_point) {
    if (script == SCRIPT_RAISED)
        return raised_form(code_point);
    return script == SCRIPT_LOWERED ? lowered_form(code_point) : 0;
}

static bool is_letter(uint32_t code_point) {
    return code_point == 'i' || code_point == 'n';
}

bool script_forms_all(enum script script, const char *text, size_t length) {
    for (const char *at = text, *end = text + length; at < end && *at;) {
        uint32_t code_point = utf8_next(&at);
        if (is_letter(code_point) || !script_form(script, code_point))
            return false;
    }
    return true;
}

void script_append(enum script script, const char *text, size_t length, struct buffer *out) {
    for (const char *at = text, *end = text + length; at < end && *at;) {
        const char *here = at;
        uint32_t code_point = utf8_next(&at);
        uint32_t form = is_letter(code_point) ? 0 : script_form(script, code_point);
        char bytes[4];
        if (form)
            buffer_append(out, bytes, utf8_put(bytes, form));
        else
            buffer_append(out, here, (size_t)(at - here));
    }
}
