#include "extract/sheet/numfmt.h"
#include "extract/sheet/decimal.h"
#include "extract/sheet/numfmt_code.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Excel takes codes of 255 characters; other writers a little more. A longer one is an attack on
 * the time it takes. */
enum { CODE_BYTES_MAX = 2048 };

static const char general_code[] = "General";

static bool compile(struct numfmt *format, const char *code) {
    size_t length = strlen(code);
    free(format->code);
    free(format->tokens);
    *format =
        (struct numfmt){.code = strdup(code), .tokens = calloc(length + 1, sizeof(struct token))};
    return format->code && format->tokens;
}

struct numfmt *numfmt_new(const char *code) {
    struct numfmt *format = calloc(1, sizeof *format);
    bool usable = code && *code && strlen(code) <= CODE_BYTES_MAX;
    if (!format)
        return NULL;
    bool made = compile(format, usable ? code : general_code);
    if (made && numfmt_parse(format))
        return format;
    if (made && compile(format, general_code) && numfmt_parse(format))
        return format;
    numfmt_free(format);
    return NULL;
}

void numfmt_free(struct numfmt *format) {
    if (!format)
        return;
    free(format->code);
    free(format->tokens);
    free(format);
}

/* ECMA-376-1 §18.8.30, as the English Excel shows them; 27 to 36 and 50 to 81 belong to East
 * Asian and Thai versions, which keep dates under some of these ids, so those are dates here
 * too. */
static const struct {
    unsigned first, last;
    const char *code;
} builtins[] = {
    {0, 0, "General"},
    {1, 1, "0"},
    {2, 2, "0.00"},
    {3, 3, "#,##0"},
    {4, 4, "#,##0.00"},
    {5, 5, "\"$\"#,##0_);\\(\"$\"#,##0\\)"},
    {6, 6, "\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)"},
    {7, 7, "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)"},
    {8, 8, "\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)"},
    {9, 9, "0%"},
    {10, 10, "0.00%"},
    {11, 11, "0.00E+00"},
    {12, 12, "# ?/?"},
    {13, 13, "# ?\?/?\?"},
    {14, 14, "m/d/yy"},
    {15, 15, "d-mmm-yy"},
    {16, 16, "d-mmm"},
    {17, 17, "mmm-yy"},
    {18, 18, "h:mm AM/PM"},
    {19, 19, "h:mm:ss AM/PM"},
    {20, 20, "h:mm"},
    {21, 21, "h:mm:ss"},
    {22, 22, "m/d/yy h:mm"},
    {23, 26, "General"},
    {27, 31, "m/d/yy"},
    {32, 35, "h:mm:ss"},
    {36, 36, "m/d/yy"},
    {37, 37, "#,##0_);\\(#,##0\\)"},
    {38, 38, "#,##0_);[Red]\\(#,##0\\)"},
    {39, 39, "#,##0.00_);\\(#,##0.00\\)"},
    {40, 40, "#,##0.00_);[Red]\\(#,##0.00\\)"},
    {41, 41, "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)"},
    {42, 42, "_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)"},
    {43, 43, "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)"},
    {44, 44, "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?\?_);_(@_)"},
    {45, 45, "mm:ss"},
    {46, 46, "[h]:mm:ss"},
    {47, 47, "mmss.0"},
    {48, 48, "##0.0E+0"},
    {49, 49, "@"},
    {50, 58, "m/d/yy"},
    {59, 59, "0"},
    {60, 60, "0.00"},
    {61, 61, "#,##0"},
    {62, 62, "#,##0.00"},
    {67, 67, "0%"},
    {68, 68, "0.00%"},
    {69, 69, "# ?/?"},
    {70, 70, "# ?\?/?\?"},
    {71, 72, "m/d/yy"},
    {73, 73, "d-mmm-yy"},
    {74, 74, "d-mmm"},
    {75, 75, "mmm-yy"},
    {76, 76, "h:mm"},
    {77, 77, "h:mm:ss"},
    {78, 78, "m/d/yy h:mm"},
    {79, 79, "mm:ss"},
    {80, 80, "[h]:mm:ss"},
    {81, 81, "mmss.0"},
};

const char *numfmt_builtin(unsigned id) {
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (id >= builtins[i].first && id <= builtins[i].last)
            return builtins[i].code;
    return NULL;
}

static bool condition_holds(const struct section *section, double value) {
    switch (section->comparison) {
    case COMPARE_LT:
        return value < section->limit;
    case COMPARE_LE:
        return value <= section->limit;
    case COMPARE_GT:
        return value > section->limit;
    case COMPARE_GE:
        return value >= section->limit;
    case COMPARE_EQ:
        return value == section->limit;
    case COMPARE_NE:
        return value != section->limit;
    default:
        return true;
    }
}

/* The condition of a section that has none of its own: positive, negative, the rest. */
static bool section_applies(const struct numfmt *format, unsigned n, double value) {
    const struct section *sections = format->sections;
    bool last = n + 1 == format->number_sections;
    if (sections[n].comparison != COMPARE_NONE)
        return condition_holds(&sections[n], value);
    if (n == 0 && !last)
        return format->number_sections == 2 && sections[1].comparison == COMPARE_NONE ? value >= 0
                                                                                      : value > 0;
    return n == 1 && !last ? value < 0 : true;
}

/* The section that shows this number, or NULL when none takes it. */
static const struct section *section_of(const struct numfmt *format, double value) {
    const struct section *first = format->sections;
    if (format->number_sections == 1 && first->comparison == COMPARE_NONE)
        return first;
    for (unsigned n = 0; n < format->number_sections; n++)
        if (section_applies(format, n, value))
            return &format->sections[n];
    return NULL;
}

bool numfmt_is_date(const struct numfmt *format, double value) {
    const struct section *section = format->general ? NULL : section_of(format, value);
    return section && section->kind == SECTION_DATE && section->shows_date;
}

color numfmt_color(const struct numfmt *format, double value) {
    const struct section *section = isfinite(value) ? section_of(format, value) : NULL;
    return section ? section->ink : COLOR_UNSET;
}

color numfmt_text_color(const struct numfmt *format) {
    return format->text_section ? format->text_section->ink : COLOR_UNSET;
}

static void put_mixed(const struct section *section, double magnitude, const char *text,
                      struct buffer *out) {
    for (size_t i = 0; i < section->token_count; i++) {
        const struct token *token = &section->tokens[i];
        if (token->kind == TOKEN_SPACE)
            buffer_putc(out, ' ');
        else if (text && (token->kind == TOKEN_TEXT || token->kind == TOKEN_GENERAL))
            buffer_puts(out, text);
        else if (token->kind == TOKEN_GENERAL || token->kind == TOKEN_TEXT)
            decimal_general(magnitude, out);
        else if (token->kind != TOKEN_NONE)
            buffer_append(out, token->text, token->length);
    }
}

static void put_general(double value, struct buffer *out) {
    if (value < 0)
        buffer_putc(out, '-');
    decimal_general(fabs(value), out);
}

void numfmt_number(const struct numfmt *format, double value, bool date1904, struct buffer *out) {
    if (!isfinite(value)) {
        buffer_puts(out, "#NUM!");
        return;
    }
    if (format->general) {
        put_general(value, out);
        return;
    }
    const struct section *section = section_of(format, value);
    if (!section && format->number_sections == 1) { /* [>100]0 alone: Excel adds ;General */
        put_general(value, out);
        return;
    }
    if (!section) {
        numfmt_put_overflow(out);
        return;
    }
    if (section->kind == SECTION_DATE) {
        numfmt_put_date(section, value, date1904, out);
        return;
    }
    if (section->kind == SECTION_NUMBER) {
        numfmt_put_number(section, value, out);
        return;
    }
    if (section->kind == SECTION_FRACTION) {
        numfmt_put_fraction(section, value, out);
        return;
    }
    if (value < 0 && !section->no_sign)
        buffer_putc(out, '-');
    put_mixed(section, fabs(value), NULL, out);
}

void numfmt_text(const struct numfmt *format, const char *text, struct buffer *out) {
    if (format->text_section)
        put_mixed(format->text_section, 0, text, out);
    else
        buffer_puts(out, text);
}
