/* numfmt_code: the compiled form of a number format code; shared by the files numfmt*.c only.
 *
 *   numfmt_parse    a code to sections of tokens
 *   numfmt_resolve  what the tokens of a section mean together
 *   numfmt_render   numbers and fractions
 *   numfmt_date     dates, times, elapsed time
 *   numfmt          which section shows a number
 *
 * A code has up to four sections of tokens. Tokens are views into the code's own copy. Ownership:
 * struct numfmt owns all.
 */
#ifndef CHITIEU_EXTRACT_SHEET_NUMFMT_CODE_H
#define CHITIEU_EXTRACT_SHEET_NUMFMT_CODE_H

#include "core/buffer.h"
#include "extract/text/color.h"

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_NONE,    /* resolved away: a comma that scales, a zero of a fixed denominator */
    TOKEN_LITERAL, /* text shown as it is */
    TOKEN_SPACE,   /* _x: a gap as wide as x */
    TOKEN_GENERAL,
    TOKEN_TEXT,        /* @ */
    TOKEN_PLACEHOLDER, /* 0 # ? (symbol), at `place` */
    TOKEN_POINT,
    TOKEN_COMMA,
    TOKEN_PERCENT,
    TOKEN_SLASH,
    TOKEN_EXPONENT,          /* E+ or E- (symbol is the sign) */
    TOKEN_FIXED_DENOMINATOR, /* # ?/16 */
    TOKEN_DATE,              /* symbol y m d h s e b g, `count` letters; n is m read as minutes */
    TOKEN_ELAPSED,           /* [h] [m] [s] */
    TOKEN_SUBSECOND,         /* .000: `count` digits */
    TOKEN_HALF_DAY,          /* AM/PM (count 2) or A/P (count 1, symbol A or a) */
};

enum place {
    PLACE_INTEGER,
    PLACE_DECIMAL,
    PLACE_EXPONENT,
    PLACE_NUMERATOR,
    PLACE_DENOMINATOR,
    PLACE_COUNT
};

struct token {
    enum token_kind kind;
    char symbol;
    enum place place;
    unsigned index; /* of a placeholder in its place, from the left */
    unsigned count;
    const char *text;
    size_t length;
};

enum section_kind {
    SECTION_NUMBER, /* also a section of literals only */
    SECTION_GENERAL,
    SECTION_FRACTION,
    SECTION_DATE,
    SECTION_TEXT,
};

enum comparison {
    COMPARE_NONE,
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_GT,
    COMPARE_GE,
    COMPARE_EQ,
    COMPARE_NE
};

struct section {
    enum section_kind kind;
    struct token *tokens;
    size_t token_count;
    enum comparison comparison; /* COMPARE_NONE: by sign, or whatever is left */
    double limit;
    color ink;           /* [White], [Color 2]; else unset */
    bool has_text;       /* holds @ */
    bool no_sign;        /* takes negative numbers only, so the code itself shows how they look */
    bool scientific;     /* has an exponent */
    bool exponent_plus;  /* which shows its + */
    bool vietnamese;     /* names of days and months */
    bool grouping;       /* thousands are set apart */
    bool shows_date;     /* year, month, day or time of day; if not, elapsed time alone */
    bool shows_time;     /* any of hours, minutes, seconds */
    unsigned subseconds; /* digits after the seconds */
    int shift;           /* power of ten by which the number is scaled: percents and commas */
    unsigned places[PLACE_COUNT]; /* placeholders of each place */
    bool zeros[PLACE_COUNT];      /* 0 is among them */
    bool gaps[PLACE_COUNT];       /* ? is among them */
    /* Of a fraction: the number to divide by, or 0, and where its parts lie in `tokens`. */
    unsigned fixed_denominator;
    size_t separator, numerator, fraction_end;
};

enum { SECTIONS_MAX = 4 };

struct numfmt {
    char *code;
    struct token *tokens;
    struct section sections[SECTIONS_MAX];
    unsigned section_count;
    unsigned number_sections;           /* of them, those for numbers */
    const struct section *text_section; /* for texts; NULL shows them as they are */
    bool general;                       /* nothing but General: the fast way */
};

/* Fills format->sections from format->code; format->tokens has room for a token a byte. false: not
 * understood. */
bool numfmt_parse(struct numfmt *format);

/* Gives the tokens of all sections their meaning: m as month or minute, a comma as group or scale,
 * a slash as fraction; and each section its kind. false: not understood. */
bool numfmt_resolve(struct numfmt *format);

/* Append the number as a section of its kind shows it. The minus sign is put unless the section's
 * code is for negative numbers, or nothing but zeros is shown. */
void numfmt_put_number(const struct section *section, double value, struct buffer *out);
void numfmt_put_fraction(const struct section *section, double value, struct buffer *out);

/* Appends a date; the serial may be negative. */
void numfmt_put_date(const struct section *section, double serial, bool date1904,
                     struct buffer *out);

/* What Excel shows for a number that has no place in the format: the column filled with #. */
void numfmt_put_overflow(struct buffer *out);

#endif
