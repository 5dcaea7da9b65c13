#include "normalize/form.h"
#include "normalize/columns.h"
#include "normalize/fold.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A table without header is a page of the form when this share of its labels are the form's … */
#define KNOWN_SHARE_MIN 0.3
/* … and a table with the form's header when this share is: misspelt labels are not known to the
 * letter. */
#define KNOWN_SHARE_HEADER_MIN 0.12
/* Where few labels are known to the letter: so many of the first lines, this much alike, in this
 * share. */
#define ALIKE_LINES 60
#define ALIKE_MIN 0.7f
#define ALIKE_SHARE_MIN 0.5
/* A cut page may hold a row or two whose labels are both damaged: it needs the page before it. */
#define REST_ROWS_MAX 3
/* A table of more rows is a register or a log, not a form of some hundred rows, however often it is
 * cut or noted. */
#define FORM_ROWS_MAX 10000
/* A table that repeats this share of its labels from earlier pages is another copy of the form. */
#define COPY_SHARE_MIN 0.5
/* Labels shorter than this ("Cấp tỉnh") stand in the form more than once. */
#define COPY_WORDS_MIN 4
/* A table of fewer lines repeats some by chance: it may be the end of a page. */
#define COPY_LINES_MIN 5
/* A column's number as text (bytes). */
#define NUMBER_BYTES 24

/* One table that may be a page of the form. */
struct page {
    size_t block; /* index in the document */
    struct columns columns;
    size_t first_line, line_count;
    uint32_t header_rows, rest_rows;
    size_t known, repeated;
    struct form_line line_before; /* as it was: a page's first rows may go on with it */
};

struct finder {
    const struct document *document;
    const struct ruleset *ruleset;
    struct arena *arena;
    const struct event_sink *sink;
    struct form_tables *tables;
    size_t line_capacity, stray_capacity, rest_capacity;
    struct page last; /* the page before, when `has_last` */
    bool has_last;
    const char **seen; /* labels of the pages taken so far, for telling copies */
    size_t seen_count, seen_capacity;
};

bool form_holds(const struct form_extent *extents, size_t index, uint32_t row) {
    const struct form_extent *extent = &extents[index];
    return extent->is_form && row >= extent->first_row && row < extent->end_row;
}

char *form_location(struct arena *arena, const struct block *block, uint32_t row, uint32_t column) {
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

/* Takes STT and bullets off a label, into the line. */
static bool read_label(struct finder *f, const struct cell *cell, struct form_line *line) {
    const char *text = cell ? fold_text(f->arena, cell->text, true) : "";
    if (!text)
        return false;
    line->numbered = *line->stt != '\0';
    line->whole = text;
    if (cell && cell->number) {
        const char *stt = read_stt(f->arena, cell->number);
        line->bullet = stt && !*stt;
        if (stt && *stt && !*line->stt)
            line->stt = stt;
    }
    for (;;) {
        const char *rest = skip_bullet(text);
        line->bullet |= rest != text;
        size_t prefix = stt_prefix(rest);
        if (prefix && !*line->stt) {
            const char *stt = arena_strndup(f->arena, rest, prefix);
            line->stt = stt ? read_stt(f->arena, stt) : NULL;
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

static bool read_stt_cell(struct finder *f, const struct cell *cell, struct form_line *line) {
    line->stt = "";
    if (!cell)
        return true;
    char *joined = arena_printf(f->arena, "%s%s", cell->number ? cell->number : "", cell->text);
    if (!joined)
        return false;
    line->stt = read_stt(f->arena, joined);
    line->bullet = line->stt && !*line->stt && *skip_bullet(joined) == '\0' && *joined;
    return line->stt != NULL;
}

static bool same_cell(const struct cell *a, const struct cell *b) {
    return a && a == b;
}

/* The cell of a row in a column that could be the value's. One that also is the label's, or hangs
 * down from a row above, is not. */
static const struct cell *value_cell(const struct table *table, int column, uint32_t row,
                                     const struct cell *label) {
    const struct cell *cell = column < 0 ? NULL : table_cell(table, row, (uint32_t)column);
    return cell && cell->row == row && !same_cell(cell, label) ? cell : NULL;
}

bool form_is_filled(const struct cell *cell) {
    return cell && (*cell->text || cell->value_type != VALUE_NONE);
}

/* Where the column is not certain, the first rival that is filled: its value will wait for a
 * person, and none is lost. */
static void read_value(const struct block *block, const struct columns *columns, uint32_t row,
                       const struct cell *label, struct form_line *line) {
    const struct table *table = &block->table;
    int column = columns->of[COLUMN_VALUE];
    const struct cell *cell = value_cell(table, column, row, label);
    for (unsigned i = 0; i < columns->rival_count && !form_is_filled(cell); i++) {
        const struct cell *rival = value_cell(table, columns->rivals[i], row, label);
        cell = form_is_filled(rival) ? rival : cell;
    }
    line->value = cell;
    line->value_block = block;
    line->value_row = row;
    line->value_column = cell ? cell->column : column < 0 ? 0 : (uint32_t)column;
    line->value_shared = cell && cell->rowspan > 1;
}

/* One row of a page as a line; every text that does not fit stays with its cell. */
static bool read_line(struct finder *f, const struct block *block, const struct columns *columns,
                      uint32_t row, struct form_line *line) {
    const struct table *table = &block->table;
    *line = (struct form_line){.block = block,
                               .row = row,
                               .stt = "",
                               .text = "",
                               .unit_key = "",
                               .value_uncertain = !columns->value_certain};
    int label_column = columns->of[COLUMN_LABEL], stt_column = columns->of[COLUMN_STT];
    const struct cell *label = table_cell(table, row, (uint32_t)label_column);
    if (label && label->row != row)
        label = NULL;
    const struct cell *stt = columns_own_cell(table, row, stt_column);
    if (same_cell(stt, label) || stt_column == label_column)
        stt = NULL;
    if (!read_stt_cell(f, stt, line) || !read_label(f, label, line))
        return false;
    const struct cell *unit = columns_own_cell(table, row, columns->of[COLUMN_UNIT]);
    if (unit && !same_cell(unit, label))
        line->unit_key = fold_key(f->arena, unit->text);
    read_value(block, columns, row, label, line);
    line->elsewhere = columns_odd_number(table, row, columns);
    line->label = label_parse(f->ruleset->labels, f->arena, line->text);
    return line->label && line->unit_key;
}

static bool row_is_empty(const struct table *table, uint32_t row, uint32_t width) {
    for (uint32_t c = 0; c < width && c < COLUMNS_MAX; c++) {
        const struct cell *cell = columns_own_cell(table, row, (int)c);
        if (form_is_filled(cell) || (cell && cell->number))
            return false;
    }
    return true;
}

static bool add_stray(struct finder *f, const struct block *block, const struct cell *cell) {
    struct form_tables *t = f->tables;
    t->strays =
        arena_grow(f->arena, t->strays, t->stray_count, &f->stray_capacity, sizeof *t->strays);
    if (!t->strays)
        return false;
    t->strays[t->stray_count++] = (struct form_stray){.block = block, .cell = cell};
    return true;
}

/* The rest of the row before: its value moves there when that one has none, and is a stray
 * otherwise; so is a number in another column when neither has a value. */
static bool join_to_last(struct finder *f, struct page *page, const struct form_line *rest) {
    struct form_tables *t = f->tables;
    page->rest_rows++;
    t->rests = arena_grow(f->arena, t->rests, t->rest_count, &f->rest_capacity, sizeof *t->rests);
    if (!t->rests)
        return false;
    t->rests[t->rest_count++] = (struct form_rest){.block = rest->block, .row = rest->row};
    struct form_line *last = t->line_count ? &t->lines[t->line_count - 1] : NULL;
    if (!form_is_filled(rest->value)) {
        bool misplaced = rest->elsewhere && last && !form_is_filled(last->value);
        return !misplaced || add_stray(f, rest->block, rest->elsewhere);
    }
    if (!last || form_is_filled(last->value))
        return add_stray(f, rest->block, rest->value);
    last->value = rest->value;
    last->value_row = rest->value_row;
    last->value_column = rest->value_column;
    last->value_shared = rest->value_shared;
    last->value_block = rest->block;
    char *at = form_location(f->arena, rest->block, rest->row, rest->value_column);
    event_note(f->sink, CODE_ROW_JOINED, at, NULL);
    return at != NULL;
}

static bool add_line(struct finder *f, struct page *page, const struct form_line *line) {
    struct form_tables *t = f->tables;
    t->lines = arena_grow(f->arena, t->lines, t->line_count, &f->line_capacity, sizeof *t->lines);
    if (!t->lines)
        return false;
    t->lines[t->line_count++] = *line;
    page->line_count++;
    page->known += labels_known(f->ruleset->labels, line->label);
    for (size_t i = 0; i < f->seen_count; i++) {
        if (label_words(line->label) >= COPY_WORDS_MIN && strcmp(f->seen[i], line->text) == 0) {
            page->repeated++;
            break;
        }
    }
    return true;
}

static bool read_rows(struct finder *f, struct page *page) {
    const struct block *block = &f->document->blocks[page->block];
    const struct table *table = &block->table;
    page->header_rows = page->columns.header_rows;
    for (uint32_t row = page->columns.first_row; row < table->rows; row++) {
        if (row_is_empty(table, row, page->columns.width))
            continue;
        if (columns_header_again(table, row, f->ruleset, f->arena, &page->columns)) {
            page->header_rows++;
            continue;
        }
        struct form_line line;
        if (!read_line(f, block, &page->columns, row, &line))
            return false;
        bool rest = !*line.text && !*line.stt;
        if (rest ? !join_to_last(f, page, &line) : !add_line(f, page, &line))
            return false;
    }
    return true;
}

/* Gives up the lines of a table that turned out not to be a page, and what it gave to the line
 * before. */
static void drop_page(struct finder *f, const struct page *page, size_t strays) {
    if (page->first_line > 0)
        f->tables->lines[page->first_line - 1] = page->line_before;
    f->tables->line_count = page->first_line;
    f->tables->stray_count = strays;
    f->tables->rest_count -= page->rest_rows;
}

static bool choose_columns(struct finder *f, const struct table *table, struct columns *columns) {
    if (columns_from_header(table, f->ruleset, f->arena, columns))
        return true;
    if (f->has_last && f->last.columns.width == table->columns) {
        *columns = f->last.columns;
        columns->from_header = false;
        columns->first_row = columns->header_rows = 0;
        return true;
    }
    return columns_from_content(table, f->ruleset, f->arena, columns);
}

/* The share of a page's first labels that are like the form's, however misspelt. */
static double alike_share(const struct finder *f, const struct page *page, float *likeness) {
    size_t looked_at = page->line_count < ALIKE_LINES ? page->line_count : ALIKE_LINES, alike = 0;
    for (size_t i = 0; i < looked_at; i++) {
        const struct form_line *line = &f->tables->lines[page->first_line + i];
        labels_compare(f->ruleset->labels, line->label, likeness);
        for (size_t row = 0; row < f->ruleset->row_count; row++) {
            if (likeness[row] >= ALIKE_MIN) {
                alike++;
                break;
            }
        }
    }
    return (double)alike / (double)looked_at;
}

static bool is_page(const struct finder *f, const struct page *page) {
    if (page->line_count == 0)
        return f->has_last && page->rest_rows > 0 && page->columns.from_header;
    double share = (double)page->known / (double)page->line_count;
    float *likeness = arena_array(f->arena, f->ruleset->row_count, sizeof *likeness);
    if (share < KNOWN_SHARE_MIN && likeness && alike_share(f, page, likeness) >= ALIKE_SHARE_MIN)
        return true;
    if (page->columns.from_header && page->columns.of[COLUMN_VALUE] >= 0 && page->known > 0 &&
        share >= KNOWN_SHARE_HEADER_MIN)
        return true;
    if (page->known >= 2 && share >= KNOWN_SHARE_MIN)
        return true;
    return f->has_last && page->line_count <= REST_ROWS_MAX &&
           page->columns.width == f->last.columns.width && page->columns.of[COLUMN_VALUE] >= 0;
}

static bool remember_labels(struct finder *f, const struct page *page) {
    for (size_t i = 0; i < page->line_count; i++) {
        f->seen = arena_grow(f->arena, f->seen, f->seen_count, &f->seen_capacity, sizeof *f->seen);
        if (!f->seen)
            return false;
        f->seen[f->seen_count++] = f->tables->lines[page->first_line + i].text;
    }
    return true;
}

static void tell_columns(const struct finder *f, const struct page *page) {
    char place[BLOCK_ID_BYTES], text[COLUMN_ROLE_COUNT][NUMBER_BYTES];
    struct event_field fields[COLUMN_ROLE_COUNT];
    size_t count = 0;
    block_id(&f->document->blocks[page->block], place);
    for (size_t r = 0; r < COLUMN_ROLE_COUNT; r++) {
        if (page->columns.of[r] < 0)
            continue;
        snprintf(text[count], sizeof text[count], "%d", page->columns.of[r]);
        fields[count] = (struct event_field){column_role_word((enum column_role)r), text[count]};
        count++;
    }
    event_emit(f->sink, &(struct event){.code = CODE_COLUMN_CHOSEN,
                                        .at = place,
                                        .message = page->columns.from_header
                                                       ? "The header names the columns."
                                                       : "What stands in the columns, or the table "
                                                         "before, names them.",
                                        .fields = fields,
                                        .field_count = count});
}

static bool take_page(struct finder *f, const struct page *page) {
    struct form_tables *t = f->tables;
    t->extents[page->block] =
        (struct form_extent){.is_form = true,
                             .first_row = page->columns.first_row - page->columns.header_rows,
                             .end_row = f->document->blocks[page->block].table.rows};
    t->header_rows += page->header_rows;
    f->last = *page;
    f->has_last = true;
    if (event_wanted(f->sink))
        tell_columns(f, page);
    return remember_labels(f, page);
}

static bool try_table(struct finder *f, size_t index) {
    const struct block *block = &f->document->blocks[index];
    struct page page = {.block = index, .first_line = f->tables->line_count};
    size_t strays = f->tables->stray_count;
    if (page.first_line > 0)
        page.line_before = f->tables->lines[page.first_line - 1];
    char place[BLOCK_ID_BYTES];
    block_id(block, place);
    if (block->table.rows > FORM_ROWS_MAX) {
        event_note(f->sink, CODE_TABLE_IGNORED, place, "The table has %u rows, more than any form.",
                   block->table.rows);
        return true;
    }
    if (!choose_columns(f, &block->table, &page.columns)) {
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "The table has no column of the form's labels.");
        return !arena_failed(f->arena);
    }
    if (!read_rows(f, &page))
        return false;
    if (!is_page(f, &page)) {
        drop_page(f, &page, strays);
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "%zu of %zu row labels are the form's: too few.", page.known, page.line_count);
        return true;
    }
    if (page.line_count >= COPY_LINES_MIN &&
        (double)page.repeated > COPY_SHARE_MIN * (double)page.known) {
        drop_page(f, &page, strays);
        f->tables->copy = f->tables->copy ? f->tables->copy : block;
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "The table repeats rows of the form read before.");
        return true;
    }
    return take_page(f, &page);
}

bool form_find(const struct document *document, const struct ruleset *ruleset, struct arena *arena,
               const struct event_sink *sink, struct form_tables *tables) {
    struct finder f = {
        .document = document, .ruleset = ruleset, .arena = arena, .sink = sink, .tables = tables};
    *tables = (struct form_tables){0};
    tables->extents = arena_array(arena, document->block_count + 1, sizeof *tables->extents);
    if (!tables->extents)
        return false;
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->type != BLOCK_TABLE || block->table.hidden || block->part == PART_COMMENT)
            continue;
        if (!try_table(&f, i))
            return false;
    }
    return true;
}
