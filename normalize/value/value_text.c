#include "normalize/value/value_cell.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/text/numeral.h"
#include "normalize/text/words.h"

#include <string.h>

/* ---- marks after a value ---- */

bool value_is_raised(uint32_t c) {
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x208E);
}

void value_drop_raised(struct cell_text *c) {
    char *cut = NULL;
    for (const char *at = c->text; *at;) {
        const char *here = at;
        uint32_t point = utf8_next(&at);
        if (!value_is_raised(point) && point != ' ')
            cut = NULL;
        else if (!cut && here > c->text)
            cut = c->text + (here - c->text);
    }
    if (cut && strlen(cut) > strspn(cut, " ")) {
        *cut = '\0';
        value_add_step(c, "mark");
    }
}

/* "12*", "12 (*)", "12.", "12;" → 12. */
static void drop_marks(struct cell_text *c) {
    size_t length = strlen(c->text), before = length;
    for (;;) {
        if (length > 1 && strchr(".;,:* \n", c->text[length - 1]))
            length--;
        else if (length > 3 && c->text[length - 1] == ')' && c->text[length - 2] == '*')
            length -= c->text[length - 3] == '(' ? 3 : 2;
        else
            break;
    }
    if (length < before) {
        c->text[length] = '\0';
        value_add_step(c, "mark");
    }
}

/* "12 (mười hai)": the words repeat the number. */
static bool repeats_number(const struct cell_text *c, const char *key) {
    struct number n;
    double words;
    const char *digit = number_find(c->text);
    return numeral_read_all(c->ruleset, key, &words) && digit && number_scan(digit, &n) &&
           ((n.can_whole && n.whole == words) || (n.can_decimal && n.decimal == words));
}

/* True when the words are those of a column that is never the value: "kỳ trước", "dự kiến". */
static bool names_other_column(const struct cell_text *c, const char *text) {
    for (size_t i = 0; i < c->ruleset->column_count; i++)
        if (c->ruleset->columns[i].role == COLUMN_OTHER_VALUE &&
            regex_matches(c->ruleset->columns[i].regex, text))
            return true;
    return false;
}

/* True for a remark that does not change the number: a pointer to a list, the unit or the number
 * again. */
static bool is_harmless(const struct cell_text *c, const char *remark, const char *key) {
    return (words_prefix(c->ruleset, WORD_REMARK, key) > 0 &&
            !words_contain(c->ruleset, WORD_RETRACT, key) && !names_other_column(c, remark)) ||
           repeats_number(c, key) || words_mean_unit(c->ruleset, c->row->unit_key, key);
}

/* "23 (có danh sách kèm theo)" → 23: a remark in parentheses without a digit, at the end. Any other
 * remark ("ước", "nghìn", "kỳ trước") may change what the number means: then the cell is decided.
 */
static bool drop_remark(struct cell_text *c, bool *settled) {
    char *open = strchr(c->text, '(');
    size_t length = strlen(c->text);
    if (!open || open == c->text || c->text[length - 1] != ')' || number_find(open))
        return false;
    const char *key = fold_key(c->arena, open);
    *settled = key && !is_harmless(c, open, key);
    if (*settled)
        return value_refuse(c, STATUS_REVIEW,
                            "The remark in parentheses may change what the number means: \"%s\".",
                            c->shown);
    while (open > c->text && strchr(" \n", open[-1]))
        open--;
    *open = '\0';
    value_add_step(c, "remark");
    return true;
}

/* ---- words without a number ---- */

static bool read_tick(struct cell_text *c) {
    if (c->row->kind == KIND_ENUM && c->row->code_count == 2)
        return value_refuse(c, STATUS_REVIEW, "A tick may mean yes; the form asks for a code.");
    return value_refuse(c, STATUS_INVALID, "A tick is not a number.");
}

static bool read_zero_word(struct cell_text *c) {
    value_add_step(c, "word");
    if (c->row->kind == KIND_COUNT || c->row->kind == KIND_MONEY)
        return value_report(c, 0);
    if (c->row->kind == KIND_PERCENT)
        return value_refuse(c, STATUS_REVIEW,
                            "\"%s\" can mean 0 %% or that there was nothing to divide.", c->shown);
    return value_refuse(c, STATUS_REVIEW, "\"%s\" is not the label of any code.", c->shown);
}

/* The length of the key's first word. */
static size_t word_length(const char *key) {
    return strcspn(key, " ");
}

static bool contains_word(const char *key, const char *word, size_t length) {
    for (; *key; key += word_length(key), key += *key == ' ')
        if (word_length(key) == length && strncmp(key, word, length) == 0)
            return true;
    return false;
}

/* True when every word of the key is one of the indicator's label: "hồ sơ trực tuyến". */
static bool is_in_label(const struct cell_text *c, const char *key) {
    const char *label = fold_key(c->arena, c->row->label);
    for (; label && *key; key += word_length(key), key += *key == ' ')
        if (!contains_word(label, key, word_length(key)))
            return false;
    return label != NULL;
}

/* True for what may follow "Không phát sinh": nothing, the unit, what the indicator counts, or a
 * remark. */
static bool may_follow_not_occurred(const struct cell_text *c, const char *rest) {
    return !*rest || words_mean_unit(c->ruleset, c->row->unit_key, rest) ||
           (words_prefix(c->ruleset, WORD_REMARK, rest) > 0 && !names_other_column(c, c->text)) ||
           is_in_label(c, rest);
}

/* `rest`: the text after the words; "hồ sơ trễ hạn" would be only a part of what is counted. */
static bool read_not_occurred(struct cell_text *c, const char *rest) {
    value_add_step(c, "word");
    if (!may_follow_not_occurred(c, rest))
        return value_refuse(c, STATUS_REVIEW, "It is not clear what did not occur: \"%s\".",
                            c->shown);
    if (c->row->kind == KIND_COUNT || c->row->kind == KIND_MONEY)
        return value_report(c, 0);
    if (c->row->kind == KIND_PERCENT)
        return value_refuse(c, STATUS_NOT_APPLICABLE, "No case arose, so there is no percentage.");
    return value_refuse(c, STATUS_REVIEW, "\"%s\" is not the label of any code.", c->shown);
}

static bool read_words(struct cell_text *c, const char *key) {
    size_t not_occurred = words_prefix(c->ruleset, WORD_NOT_OCCURRED, key);
    size_t not_applicable = words_prefix(c->ruleset, WORD_NOT_APPLICABLE, key);
    if (words_is(c->ruleset, WORD_TICK, key))
        return read_tick(c);
    size_t zero = words_prefix(c->ruleset, WORD_ZERO, key);
    bool none_of_unit =
        zero && key[zero] && words_mean_unit(c->ruleset, c->row->unit_key, key + zero + 1);
    if (none_of_unit || words_is(c->ruleset, WORD_ZERO, key))
        return read_zero_word(c);
    double number;
    if (numeral_read_all(c->ruleset, key, &number))
        return value_refuse(c, STATUS_REVIEW, "A number in words: \"%s\".", c->shown);
    if (not_occurred > not_applicable)
        return read_not_occurred(c, key + not_occurred + (key[not_occurred] == ' '));
    if (not_applicable) {
        value_add_step(c, "word");
        return value_refuse(c, STATUS_NOT_APPLICABLE,
                            "The cell states that the indicator does not apply to the body.");
    }
    return value_refuse(c, STATUS_INVALID, "\"%s\" cannot be a value of this indicator.", c->shown);
}

/* ---- one number and words ---- */

/* Reads the text after a number, when it is the unit, a multiple or the currency. false when it is
 * none of these. */
static bool read_unit_after(struct cell_text *c, const struct number *n, const char *key) {
    size_t length = 0;
    double factor = c->row->kind == KIND_MONEY || c->row->kind == KIND_COUNT
                        ? words_multiple(c->ruleset, key, &length)
                        : 0;
    const char *rest = key + length + (key[length] == ' ' ? 1 : 0);
    bool money = c->row->kind == KIND_MONEY;
    if (factor > 0 && money && (!*rest || words_is(c->ruleset, WORD_CURRENCY, rest)))
        return value_take_multiple(c, n, factor);
    if (factor > 0 && !money && words_mean_unit(c->ruleset, c->row->unit_key, rest))
        return value_take_multiple(c, n, factor);
    if (money && words_is(c->ruleset, WORD_CURRENCY, key)) {
        value_add_step(c, "unit");
        return value_take_money(c, n);
    }
    if (!words_mean_unit(c->ruleset, c->row->unit_key, key))
        return false;
    value_add_step(c, "unit");
    return value_take_number(c, n);
}

/* "05 văn bản": one number, then words. */
static bool read_number_first(struct cell_text *c) {
    struct number n;
    if (!number_scan(c->text, &n))
        return false;
    const char *rest = c->text + n.length;
    if (rest[strspn(rest, " \n")] == '\0')
        return value_take_number(c, &n);
    if (number_find(rest))
        return false;
    const char *key = fold_key(c->arena, rest);
    return key && *key && read_unit_after(c, &n, key);
}

/* "Tổng số 23 nhiệm vụ": words for a total, one number, then the unit. */
static bool read_total(struct cell_text *c) {
    const char *digit = number_find(c->text);
    struct number n;
    if (!digit || digit == c->text || !number_scan(digit, &n) || number_find(digit + n.length))
        return false;
    const char *before = arena_strndup(c->arena, c->text, (size_t)(digit - c->text));
    const char *key = before ? fold_key(c->arena, before) : NULL;
    const char *after = fold_key(c->arena, digit + n.length);
    if (!key || !after || !words_is(c->ruleset, WORD_TOTAL, key) || !*after)
        return false;
    value_add_step(c, "total");
    return read_unit_after(c, &n, after);
}

/* Numbers that no rule above could take. */
static bool refuse_numbers(struct cell_text *c, const char *key) {
    const char *digit = number_find(c->text);
    struct number n;
    if (!number_scan(digit, &n))
        return value_refuse(c, STATUS_INVALID, "\"%s\" is not written as a number.", c->shown);
    bool second = number_find(digit + n.length) != NULL;
    if (c->row->kind == KIND_ENUM)
        return value_refuse(c, STATUS_INVALID, "\"%s\" is not one of the codes.", c->shown);
    if (second)
        return value_refuse(c, STATUS_REVIEW, "The cell holds more than one number: \"%s\".",
                            c->shown);
    if (words_prefix(c->ruleset, WORD_APPROXIMATE, key) || digit != c->text)
        return value_refuse(c, STATUS_REVIEW,
                            "The number may be rough, a plan, a change or a reference: \"%s\".",
                            c->shown);
    return value_refuse(c, STATUS_REVIEW, "It is not clear what \"%s\" counts.", c->shown);
}

/* ---- the text ---- */

static bool is_negative(const char *text) {
    struct number n;
    return *text == '-' && number_scan(text, &n) && text[n.length] == '\0';
}

bool value_read_text(struct cell_text *c) {
    drop_marks(c);
    const char *key = fold_key(c->arena, c->text);
    if (!key)
        return false;
    if (c->row->kind == KIND_ENUM && value_read_code(c, key))
        return true;
    if (!number_find(c->text))
        return read_words(c, key);
    if (is_negative(c->text))
        return value_refuse(c, STATUS_INVALID, "The value cannot be below zero.");
    if (value_read_fraction(c) || value_read_percent(c) || read_number_first(c) || read_total(c))
        return true;
    bool settled;
    if (drop_remark(c, &settled))
        return settled || value_read_text(c);
    return refuse_numbers(c, key);
}
