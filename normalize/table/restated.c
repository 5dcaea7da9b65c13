#include "normalize/table/restated.h"
#include "normalize/labels/label_sense.h"
#include "normalize/text/number.h"

#include <string.h>

/* A label is a row's for certain when it is this much like it and this much more than like another.
 */
#define LIKENESS_LEAST 0.9f
#define LEAD_LEAST 0.05f
/* The weight of words that would make the label another one (labels_foreign_weight). */
#define FOREIGN_MAX 0.4
/* Rows of another table that are looked at: a table of corrections has a few. */
#define ASIDE_ROWS_MAX 1000
/* A shorter label ("Cấp tỉnh") occurs in tables of every kind. */
#define ASIDE_WORDS_LEAST 4

struct search {
    const struct document *document;
    const struct pages *pages;
    const struct ruleset *ruleset;
    struct row_match *matches;
    int *line_rows;
    struct arena *arena;
    float *likeness;         /* [rows]: of the label at hand */
    float *section_likeness; /* [rows]: of the nearest line with an STT above it */
    const struct restatement **all;
};

static bool add(struct search *s, size_t row, const struct block *block, const struct cell *cell) {
    struct restatement *own = arena_alloc(s->arena, sizeof *own);
    if (!own)
        return false;
    *own = (struct restatement){.block = block, .cell = cell, .next = s->all[row]};
    s->all[row] = own;
    return true;
}

static float best_likeness(const struct search *s) {
    float best = 0;
    for (size_t i = 0; i < s->ruleset->row_count; i++)
        best = s->likeness[i] > best ? s->likeness[i] : best;
    return best;
}

/* Whether the section above agrees: the row's parent, by its label. */
static bool is_in_section(const struct search *s, size_t row) {
    int parent = s->ruleset->rows[row].parent;
    return parent >= 0 && s->section_likeness[parent] >= LIKENESS_LEAST;
}

/* The one row that has the label; where several have it, the one whose section it is in. -1
 * when that settles nothing. */
static int row_of_label(const struct search *s) {
    float least = best_likeness(s) - LEAD_LEAST;
    int any = -1, placed = -1;
    unsigned count = 0, placed_count = 0;
    for (size_t i = 0; i < s->ruleset->row_count; i++) {
        if (s->likeness[i] < LIKENESS_LEAST || s->likeness[i] < least)
            continue;
        any = (int)i;
        count++;
        if (is_in_section(s, i)) {
            placed = (int)i;
            placed_count++;
        }
    }
    return count == 1 ? any : placed_count == 1 ? placed : -1;
}

static bool is_the_rows(const struct search *s, size_t row, const struct label *label,
                        const char *text) {
    return labels_foreign_weight(s->ruleset->labels, label, row) <= FOREIGN_MAX &&
           label_sense_matches(s->ruleset, &s->ruleset->rows[row], text, s->arena);
}

/* ---- numbers of a row ---- */

static bool is_number(const struct cell *cell) {
    struct number n;
    return cell->value_type == VALUE_NUMBER ||
           (number_scan(cell->text, &n) && !number_find(cell->text + n.length));
}

/* Whether the header, if there is one, gives the column another meaning than a value of this
 * period. */
static bool has_other_role(const struct columns *columns, uint32_t column) {
    if (!columns->named || column >= COLUMNS_MAX)
        return false;
    enum column_role role = columns->role[column];
    return role != COLUMN_VALUE && role != COLUMN_RESTATED_VALUE && role != COLUMN_ROLE_COUNT;
}

/* The numbers of a row behind its label, in columns that may be this period's value. */
static bool add_numbers(struct search *s, size_t row, const struct block *block, uint32_t table_row,
                        uint32_t label, const struct columns *columns) {
    const struct table *table = &block->table;
    for (uint32_t c = label + 1; c < table->columns && c < COLUMNS_MAX; c++) {
        const struct cell *cell = columns_cell_starting_at(table, table_row, (int)c);
        if (cell && is_number(cell) && !has_other_role(columns, c) && !add(s, row, block, cell))
            return false;
    }
    return true;
}

/* ---- lines of the form ---- */

static void read_section(struct search *s, size_t line) {
    memset(s->section_likeness, 0, s->ruleset->row_count * sizeof *s->section_likeness);
    while (line > 0 && !*s->pages->lines[line - 1].stt)
        line--;
    if (line > 0)
        labels_compare(s->ruleset->labels, s->pages->lines[line - 1].label, s->section_likeness);
}

static bool says(const struct search *s, const struct cell *cell) {
    return line_cell_has_content(s->ruleset, s->arena, cell);
}

/* Matches the row to the filled copy of a blank line. */
static void take_filled(struct search *s, size_t row, size_t line) {
    struct row_match *match = &s->matches[row];
    s->line_rows[match->line] = -1;
    match->line = (int)line;
    s->line_rows[line] = (int)row;
}

/* A line that no row took, or one whose row is not certain, may have the label of another. */
static bool look_at_line(struct search *s, size_t line) {
    const struct line *own = &s->pages->lines[line];
    int own_row = s->line_rows[line];
    if ((own_row >= 0 && s->matches[own_row].certain) || !says(s, own->value))
        return true;
    labels_compare(s->ruleset->labels, own->label, s->likeness);
    read_section(s, line);
    int row = row_of_label(s);
    if (row < 0 || row == own_row || s->matches[row].line < 0 ||
        !is_the_rows(s, (size_t)row, own->label, own->text))
        return true;
    const struct row_match *match = &s->matches[row];
    if (own_row < 0 && match->second < 0 && !says(s, s->pages->lines[match->line].value)) {
        take_filled(s, (size_t)row, line);
        return true;
    }
    return add(s, (size_t)row, own->value_block, own->value) &&
           add_numbers(s, (size_t)row, own->block, own->row,
                       (uint32_t)own->columns->of[COLUMN_LABEL], own->columns);
}

/* ---- other tables ---- */

static bool look_at_cell(struct search *s, const struct block *block, size_t index,
                         const struct columns *columns) {
    const char *text = block->table.cells[index].text;
    const struct label *label = label_parse(s->ruleset->labels, s->arena, text);
    if (!label)
        return false;
    if (label_word_count(label) < ASIDE_WORDS_LEAST || !labels_contain(s->ruleset->labels, label))
        return true;
    labels_compare(s->ruleset->labels, label, s->likeness);
    int row = row_of_label(s);
    if (row < 0 || s->ruleset->rows[row].kind == KIND_HEADING)
        return true;
    return add_numbers(s, (size_t)row, block, block->table.cells[index].row,
                       block->table.cells[index].column, columns);
}

static bool look_at_table(struct search *s, size_t index) {
    const struct block *block = &s->document->blocks[index];
    const struct page_extent *extent = &s->pages->extents[index];
    struct columns columns;
    if (extent->is_form || !columns_from_header(&block->table, s->ruleset, s->arena, &columns))
        columns = (struct columns){.named = false};
    memset(s->section_likeness, 0, s->ruleset->row_count * sizeof *s->section_likeness);
    for (size_t i = 0; i < block->table.cell_count; i++) {
        const struct cell *cell = &block->table.cells[i];
        if (cell->row >= ASIDE_ROWS_MAX)
            break;
        if (!*cell->text || pages_contain_row(s->pages->extents, index, cell->row))
            continue;
        if (!look_at_cell(s, block, i, &columns))
            return false;
    }
    return !arena_failed(s->arena);
}

const struct restatement **restated_find(const struct document *document, const struct pages *pages,
                                         const struct ruleset *ruleset, struct row_match *matches,
                                         int *line_rows, struct arena *arena) {
    struct search s = {.document = document,
                       .pages = pages,
                       .ruleset = ruleset,
                       .matches = matches,
                       .line_rows = line_rows,
                       .arena = arena};
    s.likeness = arena_array(arena, ruleset->row_count + 1, sizeof *s.likeness);
    s.section_likeness = arena_array(arena, ruleset->row_count + 1, sizeof *s.section_likeness);
    s.all = arena_array(arena, ruleset->row_count + 1, sizeof *s.all);
    if (!s.likeness || !s.section_likeness || !s.all)
        return NULL;
    for (size_t i = 0; i < pages->line_count; i++)
        if (!look_at_line(&s, i))
            return NULL;
    for (size_t b = 0; b < document->block_count; b++) {
        const struct block *block = &document->blocks[b];
        if (block->type == BLOCK_TABLE && !block->table.hidden && block->part != PART_COMMENT &&
            !look_at_table(&s, b))
            return NULL;
    }
    return s.all;
}
