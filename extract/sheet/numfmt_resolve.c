#include "extract/sheet/numfmt_code.h"

#include <string.h>

static bool section_has(const struct section *section, enum token_kind kind) {
    for (size_t i = 0; i < section->token_count; i++)
        if (section->tokens[i].kind == kind)
            return true;
    return false;
}

/* The next token from `i` in direction `step` that shows a part of a date, or NULL. */
static const struct token *neighbour(const struct section *section, size_t i, int step) {
    for (size_t n = i + (size_t)step; n < section->token_count; n += (size_t)step) {
        const struct token *token = &section->tokens[n];
        if (token->kind == TOKEN_DATE || token->kind == TOKEN_ELAPSED)
            return token;
    }
    return NULL;
}

static bool has_day_or_year(const struct section *section) {
    for (size_t i = 0; i < section->token_count; i++)
        if (section->tokens[i].kind == TOKEN_DATE && strchr("dye", section->tokens[i].symbol))
            return true;
    return false;
}

/* m is minutes right after hours or right before seconds; behind seconds where there is no date to
 * be a month of. */
static bool means_minutes(const struct section *section, size_t i) {
    const struct token *before = neighbour(section, i, -1);
    const struct token *after = neighbour(section, i, 1);
    if (section->tokens[i].count > 2)
        return false;
    return (before && before->symbol == 'h') || (after && after->symbol == 's') ||
           (before && before->symbol == 's' && !has_day_or_year(section));
}

/* Elapsed time counts all of it, so no larger unit may come before it: hh[mm] is no format. Behind
 * it and before it the same unit means the same: [h] "or" h. */
static bool resolve_elapsed(struct section *section, size_t i) {
    static const char units[] = "smhd"; /* from small to large */
    struct token *elapsed = &section->tokens[i];
    for (size_t n = 0; n < section->token_count; n++) {
        struct token *token = &section->tokens[n];
        char symbol = token->symbol == 'n' ? 'm' : token->symbol;
        if (token->kind != TOKEN_DATE)
            continue;
        if (symbol == elapsed->symbol) {
            token->kind = TOKEN_ELAPSED;
            token->symbol = symbol;
        } else if (n < i && strchr(units, symbol) &&
                   strchr(units, symbol) > strchr(units, elapsed->symbol)) {
            return false;
        }
    }
    return true;
}

/* .000 after seconds is their fraction. Returns the index of its last token. */
static size_t resolve_subseconds(struct section *section, size_t point) {
    size_t last = point;
    const struct token *before = neighbour(section, point, -1);
    while (last + 1 < section->token_count && section->tokens[last + 1].kind == TOKEN_PLACEHOLDER &&
           section->tokens[last + 1].symbol == '0')
        section->tokens[++last].kind = TOKEN_NONE;
    struct token *token = &section->tokens[point];
    token->kind = last > point && before && before->symbol == 's' ? TOKEN_SUBSECOND : TOKEN_LITERAL;
    token->count = (unsigned)(last - point);
    if (token->kind == TOKEN_SUBSECOND) {
        if (token->count > section->subseconds)
            section->subseconds = token->count;
        return last;
    }
    for (size_t i = point + 1; i <= last; i++)
        section->tokens[i].kind = TOKEN_LITERAL;
    return last;
}

/* False when the code is no date format after all: hh[mm]. */
static bool resolve_date(struct section *section) {
    bool understood = true;
    section->kind = SECTION_DATE;
    for (size_t i = 0; i < section->token_count; i++)
        if (section->tokens[i].kind == TOKEN_DATE && section->tokens[i].symbol == 'm' &&
            means_minutes(section, i))
            section->tokens[i].symbol = 'n';
    for (size_t i = 0; i < section->token_count; i++) {
        struct token *token = &section->tokens[i];
        switch (token->kind) {
        case TOKEN_POINT:
            i = resolve_subseconds(section, i);
            break;
        case TOKEN_DATE:
            section->shows_date = true;
            section->shows_time |= strchr("hns", token->symbol) != NULL;
            break;
        case TOKEN_ELAPSED:
            understood &= resolve_elapsed(section, i);
            section->shows_time = true;
            break;
        case TOKEN_HALF_DAY:
            section->shows_date = section->shows_time = true;
            break;
        case TOKEN_COMMA:
        case TOKEN_SLASH:
        case TOKEN_PERCENT:
        case TOKEN_PLACEHOLDER:
            token->kind = TOKEN_LITERAL;
            break;
        default:
            break;
        }
    }
    return understood;
}

static void number_placeholders(struct section *section, size_t first, size_t end,
                                enum place place) {
    for (size_t i = first; i < end; i++) {
        struct token *token = &section->tokens[i];
        if (token->kind != TOKEN_PLACEHOLDER)
            continue;
        token->place = place;
        token->index = section->places[place]++;
        section->zeros[place] |= token->symbol == '0';
        section->gaps[place] |= token->symbol == '?';
    }
}

static bool is_digit(const struct token *token) {
    return token->length == 1 && token->text[0] >= '0' && token->text[0] <= '9';
}

/* The digits after the slash when they are a number to divide by; returns the index behind them. */
static size_t resolve_fixed_denominator(struct section *section, size_t first) {
    enum { DENOMINATOR_MAX = 100000 }; /* Excel takes five digits */
    size_t i = first;
    if (i >= section->token_count || !is_digit(&section->tokens[i]) ||
        section->tokens[i].text[0] == '0')
        return first;
    for (; i < section->token_count && is_digit(&section->tokens[i]); i++) {
        if (section->fixed_denominator < DENOMINATOR_MAX)
            section->fixed_denominator =
                section->fixed_denominator * 10 + (unsigned)(section->tokens[i].text[0] - '0');
        section->tokens[i].kind = TOKEN_NONE;
    }
    section->tokens[first].kind = TOKEN_FIXED_DENOMINATOR;
    return i;
}

/* # ?/?: true when there are placeholders before the slash and something to divide by behind it. */
static bool resolve_fraction(struct section *section) {
    size_t slash = 0, count = section->token_count;
    while (slash < count && section->tokens[slash].kind != TOKEN_SLASH)
        slash++;
    size_t end = slash;
    while (end > 0 && section->tokens[end - 1].kind != TOKEN_PLACEHOLDER)
        end--;
    size_t start = end;
    while (start > 0 && section->tokens[start - 1].kind == TOKEN_PLACEHOLDER)
        start--;
    if (slash == count || start == end)
        return false;
    size_t behind = slash + 1;
    while (behind < count && section->tokens[behind].kind == TOKEN_LITERAL &&
           !is_digit(&section->tokens[behind]))
        behind++;
    section->fraction_end = resolve_fixed_denominator(section, behind);
    number_placeholders(section, behind, count, PLACE_DENOMINATOR);
    if (section->fixed_denominator == 0 && section->places[PLACE_DENOMINATOR] == 0)
        return false;
    number_placeholders(section, 0, start, PLACE_INTEGER);
    number_placeholders(section, start, end, PLACE_NUMERATOR);
    for (size_t i = 0; i < count; i++) {
        if (section->tokens[i].kind != TOKEN_PLACEHOLDER)
            continue;
        if (i < start)
            section->separator = i + 1;
        else if (i >= behind)
            section->fraction_end = i + 1;
    }
    section->numerator = start;
    section->kind = SECTION_FRACTION;
    return true;
}

/* A comma between integer placeholders groups; behind the last placeholder it divides by a
 * thousand. */
static void resolve_comma(struct section *section, size_t comma) {
    bool before = false, after = false, in_integer = true;
    for (size_t i = 0; i < section->token_count; i++) {
        const struct token *token = &section->tokens[i];
        if (token->kind == TOKEN_POINT || token->kind == TOKEN_EXPONENT)
            in_integer = false;
        if (token->kind != TOKEN_PLACEHOLDER)
            continue;
        before |= i < comma;
        after |= i > comma && in_integer;
    }
    section->tokens[comma].kind = before ? TOKEN_NONE : TOKEN_LITERAL;
    if (before && after)
        section->grouping = true;
    else if (before)
        section->shift -= 3;
}

static void resolve_number(struct section *section) {
    enum place place = PLACE_INTEGER;
    section->kind = SECTION_NUMBER;
    for (size_t i = 0; i < section->token_count; i++) {
        struct token *token = &section->tokens[i];
        switch (token->kind) {
        case TOKEN_COMMA:
            resolve_comma(section, i);
            break;
        case TOKEN_PERCENT:
            section->shift += 2;
            break;
        case TOKEN_POINT:
            if (place == PLACE_INTEGER)
                place = PLACE_DECIMAL;
            else
                token->kind = TOKEN_LITERAL;
            break;
        case TOKEN_EXPONENT:
            place = PLACE_EXPONENT;
            section->scientific = true;
            section->exponent_plus = token->symbol == '+';
            break;
        case TOKEN_SLASH:
            token->kind = TOKEN_LITERAL;
            break;
        case TOKEN_PLACEHOLDER:
            number_placeholders(section, i, i + 1, place);
            break;
        default:
            break;
        }
    }
}

static bool resolve_section(struct section *section) {
    section->has_text = section_has(section, TOKEN_TEXT);
    if (section_has(section, TOKEN_DATE) || section_has(section, TOKEN_ELAPSED) ||
        section_has(section, TOKEN_HALF_DAY))
        return resolve_date(section);
    if (section_has(section, TOKEN_GENERAL))
        section->kind = SECTION_GENERAL;
    else if (section->has_text)
        section->kind = SECTION_TEXT;
    else if (!section_has(section, TOKEN_SLASH) || !resolve_fraction(section))
        resolve_number(section);
    return true;
}

/* Whether every number that meets the condition is negative. */
static bool only_negative(enum comparison comparison, double limit) {
    switch (comparison) {
    case COMPARE_LT:
        return limit <= 0;
    case COMPARE_LE:
    case COMPARE_EQ:
        return limit < 0;
    default:
        return false;
    }
}

/* Which sections are for numbers, which is for text, and which of them leave the minus sign to the
 * code. */
static void resolve_sections(struct numfmt *format) {
    struct section *sections = format->sections, *last = &sections[format->section_count - 1];
    if (format->section_count == SECTIONS_MAX || last->has_text)
        format->text_section = last;
    format->number_sections = format->section_count;
    if (format->text_section && format->section_count > 1)
        format->number_sections--;
    for (unsigned i = 0; i < format->number_sections; i++)
        sections[i].no_sign = only_negative(sections[i].comparison, sections[i].limit);
    bool rest = sections[1].comparison == COMPARE_NONE && format->number_sections > 1;
    enum comparison first = sections[0].comparison;
    if (rest && (first == COMPARE_NONE || format->number_sections > 2 ||
                 ((first == COMPARE_GE || first == COMPARE_GT) && sections[0].limit <= 0)))
        sections[1].no_sign = true;
    format->general = format->section_count == 1 && sections[0].token_count == 1 &&
                      sections[0].kind == SECTION_GENERAL && sections[0].comparison == COMPARE_NONE;
}

bool numfmt_resolve(struct numfmt *format) {
    bool understood = true;
    for (unsigned i = 0; i < format->section_count; i++)
        understood &= resolve_section(&format->sections[i]);
    resolve_sections(format);
    return understood;
}
