#include "normalize/value/value_cell.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/text/words.h"

#include <string.h>
#include <unicode/uchar.h>

/* U+FFFC takes the place of a picture or object, and stands before text that can hardly be seen
 * (extract/document.h). */
static const char object[] = "\xEF\xBF\xBC";

/* U+0336 follows each digit that is struck through (extract/text/struck.h). */
static const char struck[] = "\xCC\xB6";

/* A box that is not ticked: the text beside it was not chosen. */
static bool has_empty_box(const char *text) {
    static const char *const boxes[] = {"\u2610", "\u25A1", "\u25FB", "\u274F",
                                        "[ ]",    "[]",     "( )",    "()"};
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++)
        if (strstr(text, boxes[i]))
            return true;
    return false;
}

/* Signs that leave a value as it is: equals, ticks, ticked boxes. */
static bool is_plain_sign(uint32_t c) {
    return c == '=' || c == 0x2713 || c == 0x2714 || c == 0x221A || c == 0x2611 || c == 0x2612;
}

/* A sign that was not read and may change a value: an arrow, a cross, a question mark ("≠", "+");
 * a vulgar fraction, a Roman or circled figure, a figure of another script or of a font of symbols.
 */
static bool is_odd_sign(uint32_t c) {
    switch (u_charType((UChar32)c)) {
    case U_MATH_SYMBOL:
    case U_OTHER_SYMBOL:
        return !is_plain_sign(c);
    case U_OTHER_NUMBER:
    case U_LETTER_NUMBER:
    case U_PRIVATE_USE_CHAR:
        return !value_is_raised(c);
    case U_DECIMAL_DIGIT_NUMBER:
        return c > '9';
    default:
        return c == '?';
    }
}

/* A mark that makes the page show digits in another order than the text has. */
static bool is_order_override(uint32_t c) {
    return c == 0x202D || c == 0x202E;
}

static bool contains(const char *text, bool (*is)(uint32_t c)) {
    while (*text)
        if (is(utf8_next(&text)))
            return true;
    return false;
}

static bool review_signs(struct cell_text *c, const char *text) {
    bool odd = contains(c->shown, is_odd_sign) || contains(text, is_order_override);
    return c->out->status != STATUS_REPORTED || !odd ||
           value_refuse(c, STATUS_REVIEW, "A sign beside the value may change it: \"%s\".",
                        c->shown);
}

/* Digits on both sides of a tab are apart on the page. */
static bool is_split_by_tab(const char *text) {
    const char *tab = strchr(text, '\t');
    const char *first = number_find(text);
    return tab && first && first < tab && number_find(tab);
}

bool value_read(const struct ruleset *ruleset, const struct form_row *row, const struct cell *cell,
                struct arena *arena, struct value_reading *reading) {
    *reading = (struct value_reading){.status = STATUS_BLANK};
    struct cell_text c = {.ruleset = ruleset, .row = row, .arena = arena, .out = reading};
    if (!cell)
        return true;
    if (cell->value_type == VALUE_ERROR)
        return value_refuse(&c, STATUS_INVALID, "The sheet shows the error %s.", cell->error);
    if (cell->value_type == VALUE_UNCALCULATED)
        return value_refuse(&c, STATUS_INVALID, "The cell's formula has no stored result.");
    if (cell->value_type == VALUE_BOOLEAN)
        return value_refuse(&c, STATUS_INVALID, "The cell holds %s, not a number.",
                            cell->value != 0 ? "TRUE" : "FALSE");
    if (strstr(cell->text, struck))
        return value_refuse(&c, STATUS_REVIEW, "Figures of the cell are struck through: \"%s\".",
                            cell->text);
    if (strcmp(cell->text, object) == 0)
        return value_refuse(&c, STATUS_REVIEW,
                            "The cell contains a picture, an object or a field, not text.");
    if (strstr(cell->text, object))
        return value_refuse(&c, STATUS_REVIEW,
                            "Something in the cell can hardly be seen, or is not text: \"%s\".",
                            cell->text);
    if (!*cell->text && cell->number && number_find(cell->number))
        return value_refuse(&c, STATUS_REVIEW, "The cell shows the automatic number \"%s\".",
                            cell->number);
    if (cell->value_type == VALUE_NUMBER)
        return value_take_stored(&c, cell) && value_compare_shown(&c, cell);
    if (has_empty_box(cell->text))
        return value_refuse(&c, STATUS_REVIEW, "A box in the cell is not ticked: \"%s\".",
                            cell->text);
    if (is_split_by_tab(cell->text))
        return value_refuse(&c, STATUS_REVIEW, "A tab separates the figures of the cell: \"%s\".",
                            cell->text);
    c.shown = fold_text(arena, cell->text, false);
    c.text = c.shown ? fold_lower(arena, c.shown) : NULL;
    if (!c.text)
        return false;
    if (!*c.text || words_consist_of(ruleset, WORD_BLANK, c.text) ||
        words_consist_of(ruleset, WORD_SLASH, c.text))
        return true;
    if (strcmp(c.shown, cell->text) != 0)
        value_add_step(&c, "fold");
    value_drop_raised(&c);
    bool read = value_read_text(&c) && review_signs(&c, cell->text);
    return read && !arena_failed(arena);
}
