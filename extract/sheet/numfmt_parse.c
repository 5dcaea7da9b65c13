#include "extract/sheet/numfmt_code.h"

#include "extract/sheet/palette.h"
#include "extract/sheet/parse_number.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* LCID of Vietnamese (MS-LCID 2.2); the upper half of a tag's number names calendar and digits. */
enum { LCID_MASK = 0xFFFF, LCID_VIETNAMESE = 0x042A };

struct parser {
    const char *at;
    struct numfmt *format;
    struct section *section;
    bool failed;
};

static struct token *add(struct parser *parser, enum token_kind kind, const char *text,
                         size_t length) {
    struct token *token = &parser->section->tokens[parser->section->token_count++];
    *token = (struct token){.kind = kind, .symbol = *text, .text = text, .length = length};
    return token;
}

/* Bytes of the UTF-8 character at `text`, never past the end of the string. */
static size_t character_length(const char *text) {
    if (!*text)
        return 0;
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static size_t run_length(const char *text) {
    size_t length = 1;
    while (text[length] && (text[length] | 0x20) == (text[0] | 0x20))
        length++;
    return length;
}

static char lower(char letter) {
    return (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
}

/* Each reader below consumes one construct at parser->at and returns its length, or 0 when it is
 * not there. */

static size_t read_section_end(struct parser *parser) {
    struct numfmt *format = parser->format;
    if (*parser->at != ';')
        return 0;
    if (format->section_count == SECTIONS_MAX) {
        parser->failed = true;
        return 1;
    }
    struct token *next = parser->section->tokens + parser->section->token_count;
    parser->section = &format->sections[format->section_count++];
    parser->section->tokens = next;
    return 1;
}

static size_t read_quoted(struct parser *parser) {
    if (*parser->at != '"')
        return 0;
    size_t length = strcspn(parser->at + 1, "\"");
    if (length > 0)
        add(parser, TOKEN_LITERAL, parser->at + 1, length);
    return length + (parser->at[length + 1] ? 2 : 1);
}

static size_t read_escaped(struct parser *parser) {
    if (*parser->at != '\\' && *parser->at != '!')
        return 0;
    size_t length = character_length(parser->at + 1);
    if (length > 0)
        add(parser, TOKEN_LITERAL, parser->at + 1, length);
    return 1 + length;
}

static size_t read_padding(struct parser *parser) {
    if (*parser->at != '_')
        return 0;
    add(parser, TOKEN_SPACE, parser->at, 1);
    return 1 + character_length(parser->at + 1);
}

/* *x fills the column with x: nothing in a column that is just wide enough. */
static size_t read_fill(struct parser *parser) {
    return *parser->at == '*' ? 1 + character_length(parser->at + 1) : 0;
}

/* The number of a language, or its name: [$-42A], [$-vi-VN]. */
static bool names_vietnamese(const char *tag, size_t length) {
    static const char name[] = "vi";
    size_t letters = sizeof name - 1;
    bool named = length >= letters && strncasecmp(tag, name, letters) == 0;
    bool whole = named && (length == letters || tag[letters] == '-' || tag[letters] == ',');
    return whole || (strtoul(tag, NULL, 16) & LCID_MASK) == LCID_VIETNAMESE;
}

/* [$text-LCID] */
static void read_currency(struct parser *parser, const char *inside, size_t length) {
    size_t text = 0;
    while (text < length && inside[text] != '-')
        text++;
    if (text > 0)
        add(parser, TOKEN_LITERAL, inside, text);
    if (text < length && names_vietnamese(inside + text + 1, length - text - 1))
        parser->section->vietnamese = true;
}

/* [<=100] */
static void read_condition(struct parser *parser, const char *inside) {
    static const struct {
        const char *sign;
        enum comparison comparison;
    } signs[] = {{"<=", COMPARE_LE}, {"<>", COMPARE_NE}, {">=", COMPARE_GE},
                 {"<", COMPARE_LT},  {">", COMPARE_GT},  {"=", COMPARE_EQ}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].sign);
        double limit;
        if (strncmp(inside, signs[i].sign, length) != 0)
            continue;
        const char *number = inside + length + strspn(inside + length, " ");
        if (number_parse(number, strcspn(number, "] "), &limit)) {
            parser->section->comparison = signs[i].comparison;
            parser->section->limit = limit;
        }
        return;
    }
}

/* [Red], [Color 3]; what is no colour is left out. */
static void read_color(struct parser *parser, const char *inside, size_t length) {
    static const char *const names[] = {"black", "white",  "red",     "green",
                                        "blue",  "yellow", "magenta", "cyan"};
    static const char numbered[] = "color";
    enum { FIRST = 8, LAST_NUMBER = 56 }; /* in the palette */
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncasecmp(inside, names[i], length) == 0)
            parser->section->ink = palette_color(FIRST + i);
    if (length <= strlen(numbered) || strncasecmp(inside, numbered, strlen(numbered)) != 0)
        return;
    unsigned long number = strtoul(inside + strlen(numbered), NULL, 10);
    if (number >= 1 && number <= LAST_NUMBER)
        parser->section->ink = palette_color((unsigned)number - 1 + FIRST);
}

/* [h] [mm] [$₫-42A] [>=100] [Red]: the last and all unknown ones show nothing. */
static size_t read_bracket(struct parser *parser) {
    if (*parser->at != '[')
        return 0;
    const char *inside = parser->at + 1;
    size_t length = strcspn(inside, "]");
    if (!inside[length]) {
        parser->failed = true;
        return 1 + length;
    }
    if (*inside == '$')
        read_currency(parser, inside + 1, length - 1);
    else if (*inside && strchr("<>=", *inside))
        read_condition(parser, inside);
    else if (length > 0 && strchr("hms", lower(*inside)) && run_length(inside) == length) {
        struct token *token = add(parser, TOKEN_ELAPSED, inside, length);
        token->symbol = lower(*inside);
        token->count = (unsigned)length;
    } else {
        read_color(parser, inside, length);
    }
    return length + 2;
}

static size_t read_general(struct parser *parser) {
    static const char word[] = "general";
    if (strncasecmp(parser->at, word, sizeof word - 1) != 0)
        return 0;
    add(parser, TOKEN_GENERAL, parser->at, sizeof word - 1);
    return sizeof word - 1;
}

static size_t read_half_day(struct parser *parser) {
    if (strncasecmp(parser->at, "am/pm", 5) == 0) {
        add(parser, TOKEN_HALF_DAY, parser->at, 5)->count = 2;
        return 5;
    }
    if (strncasecmp(parser->at, "a/p", 3) == 0) {
        add(parser, TOKEN_HALF_DAY, parser->at, 3)->count = 1;
        return 3;
    }
    return 0;
}

static size_t read_exponent(struct parser *parser) {
    const char *at = parser->at;
    if (lower(*at) != 'e' || (at[1] != '+' && at[1] != '-') || parser->section->token_count == 0)
        return 0;
    add(parser, TOKEN_EXPONENT, at, 2)->symbol = at[1];
    return 2;
}

static size_t read_date_letters(struct parser *parser) {
    if (!strchr("ymdhsebg", lower(*parser->at)))
        return 0;
    size_t length = run_length(parser->at);
    struct token *token = add(parser, TOKEN_DATE, parser->at, length);
    token->symbol = lower(*parser->at);
    token->count = (unsigned)length;
    /* B1 and B2 choose a calendar for what follows; the Gregorian one is shown. */
    if (token->symbol == 'b' && length == 1 && (parser->at[1] == '1' || parser->at[1] == '2')) {
        token->kind = TOKEN_NONE;
        length++;
    }
    return length;
}

static size_t read_sign(struct parser *parser) {
    static const struct {
        char sign;
        enum token_kind kind;
    } signs[] = {{'0', TOKEN_PLACEHOLDER}, {'#', TOKEN_PLACEHOLDER}, {'?', TOKEN_PLACEHOLDER},
                 {'.', TOKEN_POINT},       {',', TOKEN_COMMA},       {'%', TOKEN_PERCENT},
                 {'/', TOKEN_SLASH},       {'@', TOKEN_TEXT}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (*parser->at == signs[i].sign) {
            add(parser, signs[i].kind, parser->at, 1);
            return 1;
        }
    }
    return 0;
}

static size_t read_literal(struct parser *parser) {
    size_t length = character_length(parser->at);
    add(parser, TOKEN_LITERAL, parser->at, length);
    return length;
}

bool numfmt_parse(struct numfmt *format) {
    static size_t (*const readers[])(struct parser *) = {
        read_section_end, read_quoted,   read_escaped,  read_padding,      read_fill, read_bracket,
        read_general,     read_half_day, read_exponent, read_date_letters, read_sign, read_literal};
    struct parser parser = {.at = format->code, .format = format, .section = format->sections};
    format->section_count = 1;
    format->sections[0].tokens = format->tokens;
    while (*parser.at && !parser.failed) {
        size_t length = 0;
        for (size_t i = 0; length == 0; i++)
            length = readers[i](&parser);
        parser.at += length;
    }
    bool understood = numfmt_resolve(format);
    return understood && !parser.failed;
}
