#include "extract/word/numeral.h"

#include <stdio.h>
#include <string.h>

enum {
    ROMAN_MAX = 32767, /* Word's own largest value of a list */
    LETTERS = 26,
    LETTERS_REPEATED = 30, /* §17.18.59: z is followed by aa, up to 30 times the letter */
    ENCLOSED_MAX = 20,     /* U+2460 to U+2473 and their kin */
    WORDS_MAX = 999999
};

struct numeral_format {
    const char *name;
    void (*write)(int32_t value, const void *detail, struct buffer *out);
    const void *detail;
    bool bullet;
};

static void write_decimal(int32_t value, const void *detail, struct buffer *out) {
    (void)detail;
    buffer_printf(out, "%d", value);
}

static void write_two_digits(int32_t value, const void *detail, struct buffer *out) {
    (void)detail;
    buffer_printf(out, "%02d", value);
}

static void write_nothing(int32_t value, const void *detail, struct buffer *out) {
    (void)value;
    (void)detail;
    (void)out;
}

static void write_hex(int32_t value, const void *detail, struct buffer *out) {
    (void)detail;
    buffer_printf(out, "%X", (unsigned)value);
}

static void write_dashes(int32_t value, const void *detail, struct buffer *out) {
    (void)detail;
    buffer_printf(out, "- %d -", value);
}

static const char *const roman_lower[] = {"m",  "cm", "d",  "cd", "c",  "xc", "l",
                                          "xl", "x",  "ix", "v",  "iv", "i"};
static const char *const roman_upper[] = {"M",  "CM", "D",  "CD", "C",  "XC", "L",
                                          "XL", "X",  "IX", "V",  "IV", "I"};

static void write_roman(int32_t value, const void *detail, struct buffer *out) {
    static const int32_t worth[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    const char *const *signs = detail;
    if (value < 1 || value > ROMAN_MAX) {
        write_decimal(value, NULL, out);
        return;
    }
    for (size_t i = 0; value > 0; i++)
        for (; value >= worth[i]; value -= worth[i])
            buffer_puts(out, signs[i]);
}

/* a to z, aa to zz, aaa …; detail is the first letter. */
static void write_letter(int32_t value, const void *detail, struct buffer *out) {
    if (value < 1) {
        write_decimal(value, NULL, out);
        return;
    }
    int32_t index = (value - 1) % (LETTERS * LETTERS_REPEATED);
    char letter = (char)(*(const char *)detail + index % LETTERS);
    for (int32_t i = 0; i <= index / LETTERS; i++)
        buffer_putc(out, letter);
}

/* detail is the code point of 1. */
static void write_enclosed(int32_t value, const void *detail, struct buffer *out) {
    if (value < 1 || value > ENCLOSED_MAX)
        write_decimal(value, NULL, out);
    else
        buffer_put_code_point(out, *(const unsigned *)detail + (unsigned)value - 1);
}

static void write_full_width(int32_t value, const void *detail, struct buffer *out) {
    static const unsigned full_width_zero = 0xFF10;
    (void)detail;
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%d", value);
    for (int i = 0; i < length; i++)
        if (digits[i] == '-')
            buffer_putc(out, '-');
        else
            buffer_put_code_point(out, full_width_zero + (unsigned)(digits[i] - '0'));
}

/* * † ‡ §, then each twice, three times … */
static void write_chicago(int32_t value, const void *detail, struct buffer *out) {
    static const char *const marks[] = {"*", "†", "‡", "§"};
    (void)detail;
    if (value < 1 || value > LETTERS * LETTERS_REPEATED) {
        write_decimal(value, NULL, out);
        return;
    }
    for (int32_t i = 0; i <= (value - 1) / 4; i++)
        buffer_puts(out, marks[(value - 1) % 4]);
}

static void write_ordinal(int32_t value, const void *detail, struct buffer *out) {
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    (void)detail;
    int32_t tens = value % 100, ones = value % 10;
    bool regular = ones < 1 || ones > 3 || (tens >= 11 && tens <= 13);
    buffer_printf(out, "%d%s", value, endings[regular ? 0 : ones]);
}

static const char *const english_ones[] = {
    "",         "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const english_ordinal_ones[] = {
    "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
static const char *const english_tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                           "fifty", "sixty", "seventy", "eighty", "ninety"};
static const char *const english_ordinal_tens[] = {
    "",         "",         "twentieth",  "thirtieth", "fortieth",
    "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"};

/* 1 to 999 in words; the last word is an ordinal when asked. */
static void write_english_hundreds(int32_t value, bool ordinal, struct buffer *out) {
    if (value >= 100) {
        buffer_puts(out, english_ones[value / 100]);
        buffer_puts(out, value % 100 || !ordinal ? " hundred" : " hundredth");
        value %= 100;
        if (value)
            buffer_putc(out, ' ');
    }
    if (value >= 20) {
        bool round = value % 10 == 0;
        buffer_puts(out,
                    ordinal && round ? english_ordinal_tens[value / 10] : english_tens[value / 10]);
        value %= 10;
        if (value)
            buffer_putc(out, '-');
    }
    buffer_puts(out, ordinal ? english_ordinal_ones[value] : english_ones[value]);
}

/* detail: NULL for "Twenty-one", else "Twenty-first". */
static void write_english(int32_t value, const void *detail, struct buffer *out) {
    if (value < 1 || value > WORDS_MAX) {
        write_decimal(value, NULL, out);
        return;
    }
    size_t first = out->length;
    if (value >= 1000) {
        write_english_hundreds(value / 1000, false, out);
        buffer_puts(out, value % 1000 || !detail ? " thousand" : " thousandth");
        value %= 1000;
        if (value)
            buffer_putc(out, ' ');
    }
    if (value)
        write_english_hundreds(value, detail != NULL, out);
    if (!out->failed && out->length > first)
        out->data[first] = (char)(out->data[first] - 'a' + 'A');
}

/* Below 100: "mười lăm", "hai mươi mốt". */
static void write_vietnamese_tens(int32_t value, struct buffer *out) {
    static const char *const ones[] = {"không", "một", "hai", "ba",  "bốn",
                                       "năm",   "sáu", "bảy", "tám", "chín"};
    int32_t tens = value / 10, rest = value % 10;
    if (tens == 1)
        buffer_puts(out, "mười");
    else if (tens > 1)
        buffer_printf(out, "%s mươi", ones[tens]);
    if (tens && !rest)
        return;
    if (tens)
        buffer_putc(out, ' ');
    if (tens > 1 && rest == 1)
        buffer_puts(out, "mốt");
    else if (tens && rest == 5)
        buffer_puts(out, "lăm");
    else
        buffer_puts(out, ones[rest]);
}

static void write_vietnamese(int32_t value, const void *detail, struct buffer *out) {
    (void)detail;
    if (value < 0 || value > 999) {
        write_decimal(value, NULL, out);
        return;
    }
    if (value >= 100) {
        write_vietnamese_tens(value / 100, out);
        buffer_puts(out, " trăm");
        value %= 100;
        if (!value)
            return;
        buffer_puts(out, value < 10 ? " linh " : " ");
    }
    write_vietnamese_tens(value, out);
}

static const unsigned circled_one = 0x2460, parenthesized_one = 0x2474, full_stop_one = 0x2488;

static const struct numeral_format formats[] = {
    {"decimal", write_decimal, NULL, false},
    {"bullet", write_nothing, NULL, true},
    {"none", write_nothing, NULL, false},
    {"decimalZero", write_two_digits, NULL, false},
    {"upperRoman", write_roman, roman_upper, false},
    {"lowerRoman", write_roman, roman_lower, false},
    {"upperLetter", write_letter, "A", false},
    {"lowerLetter", write_letter, "a", false},
    {"ordinal", write_ordinal, NULL, false},
    {"cardinalText", write_english, NULL, false},
    {"ordinalText", write_english, "ordinal", false},
    {"hex", write_hex, NULL, false},
    {"chicago", write_chicago, NULL, false},
    {"numberInDash", write_dashes, NULL, false},
    {"decimalFullWidth", write_full_width, NULL, false},
    {"decimalFullWidth2", write_full_width, NULL, false},
    {"decimalEnclosedCircle", write_enclosed, &circled_one, false},
    {"decimalEnclosedCircleChinese", write_enclosed, &circled_one, false},
    {"decimalEnclosedParen", write_enclosed, &parenthesized_one, false},
    {"decimalEnclosedFullstop", write_enclosed, &full_stop_one, false},
    {"vietnameseCounting", write_vietnamese, NULL, false},
};

const struct numeral_format *numeral_format(const char *name) {
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return &formats[0];
}

const struct numeral_format *numeral_decimal(void) {
    return &formats[0];
}

bool numeral_is_bullet(const struct numeral_format *format) {
    return format->bullet;
}

void numeral_write(const struct numeral_format *format, int32_t value, unsigned digits,
                   struct buffer *out) {
    if (digits > 0 && format->write == write_decimal)
        buffer_printf(out, "%0*d", (int)digits, value);
    else
        format->write(value, format->detail, out);
}
