#include "normalize/table/line.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/text/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *line_cell_location(struct arena *arena, const struct block *block, uint32_t row,
                         uint32_t column) {
    return arena_printf(arena, "t%u!R%uC%u", block->number, row, column);
}

/* "1.1." → "1.1"; "" when the text is no STT. Roman numerals of sections become digits. */
static const char *read_stt(struct arena *arena, const char *text) {
    static const char *const roman[] = {"I",  "II",  "III",  "IV", "V",
                                        "VI", "VII", "VIII", "IX", "X"};
    const char *folded = fold_text(arena, text, true);
    if (!folded)
        return NULL;
    size_t length = strlen(folded);
    while (length > 0 && strchr(".) ", folded[length - 1]))
        length--;
    for (size_t i = 0; i < sizeof roman / sizeof roman[0]; i++)
        if (strlen(roman[i]) == length && strncmp(folded, roman[i], length) == 0)
            return arena_printf(arena, "%zu", i + 1);
    if (length == 0 || strspn(folded, "0123456789.") < length || !isdigit((unsigned char)*folded))
        return "";
    return arena_strndup(arena, folded, length);
}

/* Skips one bullet: a sign, or "a)". Returns where the rest begins. */
static const char *skip_bullet(const char *text) {
    static const char *const signs[] = {"-",
                                        "+",
                                        "*",
                                        "•",
                                        "·",
                                        "▪",
                                        "■",
                                        "●",
                                        "◦",
                                        "‣",
                                        "–",
                                        "→",
                                        "\xEF\x82\xB7",
                                        "\xEF\x82\xA7",
                                        "\xEF\x80\xAD"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t length = strlen(signs[i]);
        if (strncmp(text, signs[i], length) == 0)
            return text + length + strspn(text + length, " ");
    }
    if (isalpha((unsigned char)text[0]) && (text[1] == ')' || text[1] == '.') && text[2] == ' ')
        return text + 3;
    if (text[0] == 'o' && text[1] == ' ')
        return text + 2;
    return text;
}

/* Length of an STT at the start of a label ("1.1. Kế hoạch"), 0 when there is none. */
static size_t stt_prefix(const char *text) {
    size_t length = strspn(text, "0123456789.");
    if (length == 0 || !isdigit((unsigned char)*text) || !memchr(text, '.', length))
        return length > 0 && text[length] == ')' && text[length + 1] == ' ' ? length + 1 : 0;
    if (text[length] == ')')
        length++;
    return text[length] == ' ' || isalpha((unsigned char)text[length]) ||
                   (unsigned char)text[length] >= 0x80
               ? length
               : 0;
}

/* Splits a label cell into STT, bullet and label. */
static bool read_label(struct arena *arena, const struct cell *cell, struct line *line) {
    const char *text = cell ? fold_text(arena, cell->text, true) : "";
    if (!text)
        return false;
    line->numbered = *line->stt != '\0';
    line->whole = text;
    if (cell && cell->number) {
        const char *stt = read_stt(arena, cell->number);
        line->bullet = stt && !*stt;
        if (stt && *stt && !*line->stt)
            line->stt = stt;
    }
    for (;;) {
        const char *rest = skip_bullet(text);
        line->bullet |= rest != text;
        size_t prefix = stt_prefix(rest);
        if (prefix && !*line->stt) {
            const char *stt = arena_strndup(arena, rest, prefix);
            line->stt = stt ? read_stt(arena, stt) : NULL;
            if (!line->stt)
                return false;
        }
        rest += prefix;
        rest += strspn(rest, " ");
        if (rest == text)
            break;
        text = rest;
    }
    line->text = text;
    return true;
}

static bool read_stt_cell(struct arena *arena, const struct cell *cell, struct line *line) {
    line->stt = "";
    if (!cell)
        return true;
    char *joined = arena_printf(arena, "%s%s", cell->number ? cell->number : "", cell->text);
    if (!joined)
        return false;
    line->stt = read_stt(arena, joined);
    line->bullet = line->stt && !*line->stt && *skip_bullet(joined) == '\0' && *joined;
    return line->stt != NULL;
}

/* "23": a whole number without a dot, which may be a value typed into the wrong column. */
static bool is_bare_number(const char *text) {
    text += strspn(text, " \n");
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && text[digits + strspn(text + digits, " \n")] == '\0';
}

static bool same_cell(const struct cell *a, const struct cell *b) {
    return a && a == b;
}

/* The value cell of a row in a column; NULL when the cell is also the label's, or is merged down
 * from a row above. */
static const struct cell *value_cell(const struct table *table, int column, uint32_t row,
                                     const struct cell *label) {
    const struct cell *cell = column < 0 ? NULL : table_cell(table, row, (uint32_t)column);
    return cell && cell->row == row && !same_cell(cell, label) ? cell : NULL;
}

bool line_cell_is_filled(const struct cell *cell) {
    return cell && (*cell->text || cell->value_type != VALUE_NONE);
}

bool line_cell_has_content(const struct ruleset *ruleset, struct arena *arena,
                           const struct cell *cell) {
    if (!cell)
        return false;
    if (cell->value_type != VALUE_NONE)
        return true;
    const char *text = fold_text(arena, cell->text, false);
    return text && *text && !words_consist_of(ruleset, WORD_BLANK, text);
}

void line_set_value_column(struct line *line, int column) {
    const struct table *table = &line->block->table;
    const struct cell *label =
        table_cell(table, line->row, (uint32_t)line->columns->of[COLUMN_LABEL]);
    line->value = value_cell(table, column, line->row, label);
    line->value_column = (uint32_t)column;
    line->value_shared = line->value && line->value->rowspan > 1;
    line->value_uncertain = false;
}

/* Where the column is not certain, takes the first rival that is filled: its value will be under
 * review, so that none is lost. */
static void read_value(const struct block *block, const struct columns *columns, uint32_t row,
                       const struct cell *label, struct line *line) {
    const struct table *table = &block->table;
    int column = columns->of[COLUMN_VALUE];
    const struct cell *cell = value_cell(table, column, row, label);
    for (unsigned i = 0; i < columns->rival_count && !line_cell_is_filled(cell); i++) {
        const struct cell *rival = value_cell(table, columns->rivals[i], row, label);
        cell = line_cell_is_filled(rival) ? rival : cell;
    }
    line->value = cell;
    line->value_block = block;
    line->value_row = row;
    line->value_column = cell ? cell->column : column < 0 ? 0 : (uint32_t)column;
    line->value_shared = cell && cell->rowspan > 1;
    const struct cell *above = column < 0 ? NULL : table_cell(table, row, (uint32_t)column);
    bool merged = above && above->row < row && above->row >= columns->first_row;
    line->value_above = merged && line_cell_is_filled(above) ? above : NULL;
}

/* "Số văn bản đã ban hành: 33", "… = 33": the value may have been typed behind the label. */
static const struct cell *number_in_label(const struct ruleset *ruleset, struct arena *arena,
                                          const struct cell *label) {
    const char *colon = label ? strrchr(label->text, ':') : NULL;
    const char *equals = label ? strrchr(label->text, '=') : NULL;
    const char *mark = equals > colon ? equals : colon;
    if (!mark)
        return NULL;
    const char *digit = mark + 1 + strspn(mark + 1, " ");
    struct number n;
    if (!number_scan(digit, &n) || number_find(digit + n.length))
        return NULL;
    const char *key = fold_key(arena, digit + n.length);
    return key && (!*key || columns_is_unit(ruleset, key)) ? label : NULL;
}

bool line_read(const struct ruleset *ruleset, struct arena *arena, const struct block *block,
               const struct columns *columns, uint32_t row, struct line *line) {
    const struct table *table = &block->table;
    *line = (struct line){.block = block,
                          .columns = columns,
                          .row = row,
                          .stt = "",
                          .text = "",
                          .unit_key = "",
                          .unit_text = "",
                          .value_uncertain = !columns->value_certain};
    int label_column = columns->of[COLUMN_LABEL], stt_column = columns->of[COLUMN_STT];
    const struct cell *label = table_cell(table, row, (uint32_t)label_column);
    if (label && label->row != row)
        label = NULL;
    const struct cell *stt = columns_cell_starting_at(table, row, stt_column);
    if (same_cell(stt, label) || stt_column == label_column)
        stt = NULL;
    if (!read_stt_cell(arena, stt, line) || !read_label(arena, label, line))
        return false;
    line->stt_number = stt && !stt->number && is_bare_number(stt->text) ? stt : NULL;
    const struct cell *unit = columns_cell_starting_at(table, row, columns->of[COLUMN_UNIT]);
    if (unit && !same_cell(unit, label)) {
        line->unit_key = fold_key(arena, unit->text);
        line->unit_text = fold_text(arena, unit->text, false);
    }
    read_value(block, columns, row, label, line);
    line->misplaced = columns_misplaced_number(table, row, -1, columns, ruleset, arena);
    if (!line->misplaced)
        line->misplaced = number_in_label(ruleset, arena, label);
    line->unnamed = columns_unnamed_number(table, row, columns);
    line->label = label_parse(ruleset->labels, arena, line->text);
    return line->label && line->unit_key && line->unit_text;
}

/* Whether a line's STT is `number`. */
static bool counts(const struct line *line, long number) {
    return line->stt_number && strtol(line->stt_number->text, NULL, 10) == number;
}

const struct cell *line_misplaced_stt(const struct line *lines, size_t count, size_t index,
                                      const struct form_row *row) {
    const struct line *line = &lines[index];
    if (!line->stt_number)
        return NULL;
    size_t length = strlen(line->stt);
    bool own = strncmp(row->stt, line->stt, length) == 0 &&
               (row->stt[length] == '\0' || strcmp(row->stt + length, ".") == 0);
    long number = strtol(line->stt_number->text, NULL, 10);
    bool counting = (index > 0 && counts(&lines[index - 1], number - 1)) ||
                    (index + 1 < count && counts(&lines[index + 1], number + 1));
    return own || counting ? NULL : line->stt_number;
}
