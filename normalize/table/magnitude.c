#include "normalize/table/magnitude.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/text/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A longer text is prose, not a caption or a note (bytes). */
#define TEXT_BYTES_MAX 160
/* How far from a table a caption or a note may be: paragraphs above and below it, rows of a sheet
 * above its header and below its end. */
#define BLOCKS_NEAR 5
#define ROWS_NEAR 10
/* The least factor: "trăm đồng" is no unit that anybody reports in. */
#define FACTOR_LEAST 1000.0

/* ---- one text ---- */

/* The key's next word: digits and letters apart ("1000đ" is two). */
static size_t word_length(const char *at) {
    size_t digits = strspn(at, "0123456789");
    if (digits > 0)
        return digits;
    return strcspn(at, " 0123456789");
}

static const char *next_word(const char *at) {
    at += word_length(at);
    return at + strspn(at, " ");
}

/* "100", "1 000 000": a power of ten, its groups of three zeros, and what follows; 0 when the text
 * starts with none. */
static double read_power(const char *at, const char **rest) {
    if (*at != '1' || strspn(at + 1, "0") != word_length(at) - 1)
        return 0;
    double factor = strtod(at, NULL);
    for (at = next_word(at); word_length(at) == 3 && strncmp(at, "000", 3) == 0; at = next_word(at))
        factor *= 1000;
    *rest = at;
    return factor;
}

/* "1000", "1 000 000": the factor and what follows; 0 when it is no power of a thousand. */
static double read_figure(const char *at, const char **rest) {
    return (word_length(at) - 1) % 3 == 0 ? read_power(at, rest) : 0;
}

static size_t currency_length(const struct ruleset *ruleset, const char *at) {
    return words_prefix(ruleset, WORD_CURRENCY, at);
}

/* "nghìn", "triệu", and "trđ", "tỷđ" written as one word with the currency. */
static double read_word(const struct ruleset *ruleset, const char *at, const char **rest) {
    for (size_t i = 0; i < ruleset->multiple_count; i++) {
        size_t length = strlen(ruleset->multiples[i].key);
        if (strncmp(at, ruleset->multiples[i].key, length) != 0)
            continue;
        bool ends = at[length] == ' ' || at[length] == '\0';
        if (!ends && currency_length(ruleset, at + length) == 0)
            continue;
        *rest = at + length + strspn(at + length, " ");
        return ruleset->multiples[i].factor;
    }
    return 0;
}

/* Writes powers of ten out: "10³", "10⁶", "10^9" become "1000" and so on. */
static const char *write_out_powers(struct arena *arena, const char *text) {
    static const char *const written[] = {"10³", "10⁶", "10⁹", "10^3", "10^6", "10^9"};
    static const unsigned exponents[] = {3, 6, 9, 3, 6, 9};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        const char *found = strstr(text, written[i]);
        if (!found || (found > text && isdigit((unsigned char)found[-1])))
            continue;
        return arena_printf(arena, "%.*s1%.*s%s", (int)(found - text), text, (int)exponents[i],
                            "000000000", found + strlen(written[i]));
    }
    return text;
}

/* "x 100", "x1.000": a power of ten behind a sign of multiplication. */
static double read_times(const char *at, const char **rest) {
    if (*at != 'x' || !strchr(" 1", at[1]))
        return 0;
    at += 1 + strspn(at + 1, " ");
    double factor = read_power(at, rest);
    return factor > 1 ? factor : 0;
}

/* A factor that is large enough to be a unit, else 0. */
static double unit_factor(double factor) {
    return factor >= FACTOR_LEAST ? factor : 0;
}

/* What a multiple at `at` multiplies: money; where it ends the text, whatever is counted; and
 * everything near it behind a caption's word ("ĐVT: 1.000") or a sign of multiplication. */
static bool read_at(const struct ruleset *ruleset, const char *at, bool captioned,
                    struct magnitude *magnitude) {
    const char *rest = at;
    double factor = read_times(at, &rest);
    bool times = factor > 0, word = false;
    if (!times)
        factor = unit_factor(read_figure(at, &rest));
    if (factor <= 0) {
        factor = unit_factor(read_word(ruleset, at, &rest));
        word = factor > 0;
    }
    if (factor <= 1)
        return false;
    bool ends = !*rest;
    *magnitude = (struct magnitude){.factor = factor,
                                    .money = currency_length(ruleset, rest) > 0,
                                    .everything = ends && (times || captioned)};
    return magnitude->money || magnitude->everything || (ends && word);
}

bool magnitude_read(const struct ruleset *ruleset, struct arena *arena, const char *text,
                    struct magnitude *magnitude) {
    *magnitude = (struct magnitude){.text = NULL};
    if (!*text || strlen(text) > TEXT_BYTES_MAX)
        return false;
    const char *folded = fold_text(arena, text, true);
    const char *plain = folded ? write_out_powers(arena, folded) : NULL;
    const char *key = plain ? fold_key(arena, plain) : NULL;
    bool behind_number = false, captioned = key && words_prefix(ruleset, WORD_CAPTION, key) > 0;
    for (const char *at = key ? key : ""; *at; at = next_word(at)) {
        if (!behind_number && read_at(ruleset, at, captioned, magnitude)) {
            magnitude->text = folded;
            return true;
        }
        behind_number = isdigit((unsigned char)*at);
    }
    return false;
}

/* ---- near a table ---- */

struct search {
    const struct document *document;
    const struct pages *pages;
    const struct ruleset *ruleset;
    struct arena *arena;
    struct magnitude found;
};

/* Takes a text that multiplies money; one without a currency only where it is a caption or a sign
 * of multiplication ("nghìn" alone may be anything). */
static bool look_at(struct search *s, const char *text) {
    struct magnitude own;
    if (!magnitude_read(s->ruleset, s->arena, text, &own) || !(own.money || own.everything))
        return false;
    s->found = own;
    return true;
}

static bool is_form(const struct search *s, size_t index) {
    return s->pages->extents[index].is_form;
}

/* Paragraphs from a table on, up or down, to the next table. */
static bool look_beside(struct search *s, size_t index, int step) {
    for (int i = 1; i <= BLOCKS_NEAR; i++) {
        size_t other = index + (size_t)(step * i);
        if (other >= s->document->block_count || s->document->blocks[other].type != BLOCK_PARAGRAPH)
            return false;
        if (look_at(s, s->document->blocks[other].paragraph.text))
            return true;
    }
    return false;
}

/* Rows of a sheet around the form, and its header. */
static bool look_around(struct search *s, size_t index) {
    const struct table *table = &s->document->blocks[index].table;
    const struct page_extent *extent = &s->pages->extents[index];
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        bool above = cell->row < extent->first_row && cell->row + ROWS_NEAR >= extent->first_row;
        bool below = cell->row >= extent->end_row && cell->row < extent->end_row + ROWS_NEAR;
        if ((above || below) && look_at(s, cell->text))
            return true;
    }
    return false;
}

/* Text of every page, or taken out of the text, may be about the table wherever it is.
 */
static bool is_everywhere(const struct block *block) {
    return block->type == BLOCK_PARAGRAPH &&
           (block->part == PART_HEADER || block->part == PART_FOOTER ||
            block->part == PART_FOOTNOTE || block->part == PART_ENDNOTE ||
            block->part == PART_TEXTBOX);
}

static bool look_at_blocks(struct search *s) {
    for (size_t i = 0; i < s->document->block_count; i++) {
        const struct block *block = &s->document->blocks[i];
        if (is_everywhere(block) ? look_at(s, block->paragraph.text)
                                 : is_form(s, i) && (look_around(s, i) || look_beside(s, i, -1) ||
                                                     look_beside(s, i, 1)))
            return true;
    }
    return false;
}

/* The header over the columns, once a page. */
static bool look_at_header(struct search *s, const struct line *line) {
    for (size_t c = 0; c < COLUMNS_MAX; c++)
        if (line->columns->header[c] && look_at(s, line->columns->header[c]))
            return true;
    return false;
}

/* A heading's row may speak for the rows under it, and so may one without a value that the form
 * does not have; any other row speaks for itself. */
static bool look_at_row(struct search *s, const struct line *line) {
    const struct table *table = &line->block->table;
    for (size_t i = 0; i < table->cell_count && table->cells[i].row <= line->row; i++)
        if (table->cells[i].row == line->row && look_at(s, table->cells[i].text))
            return true;
    return false;
}

static bool look_at_lines(struct search *s, const int *line_rows) {
    const struct columns *seen = NULL;
    for (size_t i = 0; i < s->pages->line_count; i++) {
        const struct line *line = &s->pages->lines[i];
        int row = line_rows[i];
        if (line->columns != seen && look_at_header(s, line))
            return true;
        seen = line->columns;
        bool heading = row < 0 ? !line_cell_is_filled(line->value)
                               : s->ruleset->rows[row].kind == KIND_HEADING;
        if (heading && look_at_row(s, line))
            return true;
    }
    return false;
}

struct magnitude magnitude_near(const struct document *document, const struct pages *pages,
                                const struct ruleset *ruleset, const int *line_rows,
                                struct arena *arena) {
    struct search s = {.document = document, .pages = pages, .ruleset = ruleset, .arena = arena};
    if (!look_at_blocks(&s) && !look_at_lines(&s, line_rows))
        s.found.text = NULL;
    return s.found;
}
