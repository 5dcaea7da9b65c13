#include "normalize/table/pages.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/table/weights.h"
#include "normalize/text/words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A column's number as text (bytes). */
#define NUMBER_BYTES 24

/* One table that may be a page of the form. */
struct page {
    size_t block; /* index in the document */
    struct columns columns;
    const struct columns *kept; /* the same, for its lines */
    size_t first_line, line_count, strays_before;
    uint32_t header_rows, rest_rows;
    size_t known, repeated;
    struct line line_before; /* as it was: a page's first rows may go on with it */
};

/* The form's pages in order. A document may contain the form twice: blank and filled in. */
struct sequence {
    struct pages pages;
    size_t line_capacity, stray_capacity, rest_capacity;
    const char **seen; /* labels of its pages, to recognise copies */
    size_t seen_count, seen_capacity;
    const struct block *first; /* its first table */
};

enum { COPIES = 2 };

struct finder {
    const struct document *document;
    const struct ruleset *ruleset;
    struct arena *arena;
    const struct event_sink *sink;
    struct sequence sequences[COPIES];
    struct sequence *current;  /* the one that pages are added to */
    const struct block *third; /* a page that repeats both, or NULL */
    struct page last;          /* the page before, when `has_last` */
    bool has_last, last_is_copy;
    struct page_extent *extents;
};

bool pages_contain_row(const struct page_extent *extents, size_t index, uint32_t row) {
    const struct page_extent *extent = &extents[index];
    return extent->is_form && row >= extent->first_row && row < extent->end_row;
}

static bool row_is_empty(const struct table *table, uint32_t row, uint32_t width) {
    for (uint32_t c = 0; c < width && c < COLUMNS_MAX; c++) {
        const struct cell *cell = columns_cell_starting_at(table, row, (int)c);
        if (line_cell_is_filled(cell) || (cell && cell->number))
            return false;
    }
    return true;
}

static bool add_stray(struct finder *f, const struct block *block, const struct cell *cell) {
    struct pages *t = &f->current->pages;
    t->strays = arena_grow(f->arena, t->strays, t->stray_count, &f->current->stray_capacity,
                           sizeof *t->strays);
    if (!t->strays)
        return false;
    t->strays[t->stray_count++] = (struct page_stray){.block = block, .cell = cell};
    return true;
}

static bool begins_with_figure(const struct cell *cell) {
    return cell && number_find(cell->text) == cell->text && *cell->text;
}

/* Joins a line to the row before it, whose rest it is. Its value becomes that row's when the row
 * has none, and is a stray otherwise; so is a number in another column when neither has a value. */
static bool join_to_last_line(struct finder *f, struct page *page, const struct line *rest) {
    struct pages *t = &f->current->pages;
    page->rest_rows++;
    t->rests =
        arena_grow(f->arena, t->rests, t->rest_count, &f->current->rest_capacity, sizeof *t->rests);
    if (!t->rests)
        return false;
    t->rests[t->rest_count++] = (struct page_rest){.block = rest->block, .row = rest->row};
    struct line *last = t->line_count ? &t->lines[t->line_count - 1] : NULL;
    if (!line_cell_is_filled(rest->value)) {
        bool misplaced = rest->misplaced && last && !line_cell_is_filled(last->value);
        return !misplaced || add_stray(f, rest->block, rest->misplaced);
    }
    if (!last || line_cell_is_filled(last->value)) {
        /* Text that does not begin with a digit may be the page's foot. */
        if (last)
            last->value_doubled |= begins_with_figure(rest->value);
        return add_stray(f, rest->block, rest->value);
    }
    last->value = rest->value;
    last->value_row = rest->value_row;
    last->value_column = rest->value_column;
    last->value_shared = rest->value_shared;
    last->value_block = rest->block;
    char *at = line_cell_location(f->arena, rest->block, rest->row, rest->value_column);
    event_note(f->sink, CODE_ROW_JOINED, at, NULL);
    return at != NULL;
}

static bool add_line(struct finder *f, struct page *page, const struct line *line) {
    struct pages *t = &f->current->pages;
    t->lines =
        arena_grow(f->arena, t->lines, t->line_count, &f->current->line_capacity, sizeof *t->lines);
    if (!t->lines)
        return false;
    t->lines[t->line_count++] = *line;
    page->line_count++;
    page->known += labels_contain(f->ruleset->labels, line->label);
    for (size_t i = 0; i < f->current->seen_count; i++) {
        if (label_word_count(line->label) >= COPY_WORDS_MIN &&
            strcmp(f->current->seen[i], line->text) == 0) {
            page->repeated++;
            break;
        }
    }
    return true;
}

/* Sets the page's caption when the text is one. */
static bool read_caption(struct finder *f, const char *text, struct page *page) {
    if (strlen(text) > CAPTION_BYTES_MAX)
        return true;
    const char *key = fold_key(f->arena, text);
    size_t length = key ? words_prefix(f->ruleset, WORD_CAPTION, key) : 0;
    if (length > 0 && key[length])
        page->columns.caption = key + length + 1;
    return key != NULL;
}

/* Looks for "Đơn vị tính: nghìn đồng" right above the table and in the rows above its header. */
static bool find_caption(struct finder *f, struct page *page) {
    page->columns.caption = "";
    const struct block *block = &f->document->blocks[page->block];
    for (size_t back = 1; back <= CAPTION_BLOCKS && back <= page->block; back++) {
        const struct block *above = block - back;
        if (above->type != BLOCK_PARAGRAPH)
            break;
        if (!read_caption(f, above->paragraph.text, page))
            return false;
    }
    uint32_t header = page->columns.first_row - page->columns.header_rows;
    for (size_t i = 0; i < block->table.cell_count; i++) {
        const struct cell *cell = &block->table.cells[i];
        if (cell->row >= header)
            break;
        if (cell->row + CAPTION_ROWS >= header && !read_caption(f, cell->text, page))
            return false;
    }
    return true;
}

/* Reads the header row at `*row` below the first; another header than that counts for the rows
 * below, and `*row` is its last row then. */
static bool read_next_header(struct finder *f, struct page *page, uint32_t *row) {
    const struct table *table = &f->document->blocks[page->block].table;
    struct columns *next = arena_array(f->arena, 1, sizeof *next);
    if (!next)
        return false;
    page->header_rows++;
    if (columns_from_next_header(table, *row, f->ruleset, f->arena, page->kept, next)) {
        page->header_rows += next->header_rows - 1;
        *row = next->first_row - 1;
        page->kept = next;
    }
    return !arena_failed(f->arena);
}

/* A line without label and STT is the rest of the row before, unless an empty row separates the
 * two: then it is the page's foot. */
static bool read_rows(struct finder *f, struct page *page) {
    const struct block *block = &f->document->blocks[page->block];
    const struct table *table = &block->table;
    struct columns *kept = arena_array(f->arena, 1, sizeof *kept);
    if (!kept || !find_caption(f, page))
        return false;
    *kept = page->columns;
    page->kept = kept;
    page->header_rows = page->columns.header_rows;
    bool gap = false;
    for (uint32_t row = page->columns.first_row; row < table->rows; row++) {
        if (row_is_empty(table, row, page->columns.width)) {
            gap = true;
            continue;
        }
        if (columns_repeats_header(table, row, f->ruleset, f->arena, page->kept)) {
            if (!read_next_header(f, page, &row))
                return false;
            gap = false; /* between pages in one table */
            continue;
        }
        struct line line;
        if (!line_read(f->ruleset, f->arena, block, page->kept, row, &line))
            return false;
        bool rest = !*line.text && !*line.stt;
        if (rest && gap && !begins_with_figure(line.value)) {
            if (line_cell_is_filled(line.value) && !add_stray(f, block, line.value))
                return false;
            continue;
        }
        if (rest ? !join_to_last_line(f, page, &line) : !add_line(f, page, &line))
            return false;
        gap = false;
    }
    return true;
}

/* Removes the lines of a table that turned out not to be a page, and restores the line before it.
 */
static void drop_page(struct finder *f, const struct page *page) {
    if (page->first_line > 0)
        f->current->pages.lines[page->first_line - 1] = page->line_before;
    f->current->pages.line_count = page->first_line;
    f->current->pages.stray_count = page->strays_before;
    f->current->pages.rest_count -= page->rest_rows;
}

static bool choose_columns(struct finder *f, const struct table *table, struct columns *columns) {
    if (columns_from_header(table, f->ruleset, f->arena, columns))
        return true;
    if (f->has_last && f->last.columns.width == table->columns) {
        *columns = *f->last.kept; /* of its last header */
        columns->from_header = false;
        columns->first_row = columns->header_rows = 0;
        return true;
    }
    return columns_from_content(table, f->ruleset, f->arena, columns);
}

/* The share of a page's first labels that are like the form's, however misspelt. */
static double alike_share(const struct finder *f, const struct page *page, float *likeness) {
    size_t looked_at = page->line_count < PAGE_ALIKE_LINES ? page->line_count : PAGE_ALIKE_LINES,
           alike = 0;
    for (size_t i = 0; i < looked_at; i++) {
        const struct line *line = &f->current->pages.lines[page->first_line + i];
        labels_compare(f->ruleset->labels, line->label, likeness);
        for (size_t row = 0; row < f->ruleset->row_count; row++) {
            if (likeness[row] >= PAGE_ALIKE_MIN) {
                alike++;
                break;
            }
        }
    }
    return (double)alike / (double)looked_at;
}

/* Labels broken over two rows: this many pairs of lines are a label of the form only together. */
static size_t joined_labels(const struct finder *f, const struct page *page) {
    size_t joined = 0;
    for (size_t i = 0; i + 1 < page->line_count; i++) {
        const struct line *line = &f->current->pages.lines[page->first_line + i];
        if (line[1].numbered || line[1].bullet || labels_contain(f->ruleset->labels, line->label))
            continue;
        char *text = arena_printf(f->arena, "%s %s", line->text, line[1].whole);
        const struct label *label = text ? label_parse(f->ruleset->labels, f->arena, text) : NULL;
        joined += label && labels_contain(f->ruleset->labels, label);
    }
    return joined;
}

static bool is_page(const struct finder *f, const struct page *page) {
    if (page->line_count == 0)
        return f->has_last && page->rest_rows > 0 && page->columns.from_header;
    double share = (double)page->known / (double)page->line_count;
    if (share < PAGE_KNOWN_SHARE_MIN && page->columns.from_header) {
        size_t joined = joined_labels(f, page);
        if ((double)(page->known + joined) >=
            PAGE_KNOWN_SHARE_MIN * (double)(page->line_count - joined))
            return joined > 0;
    }
    float *likeness = arena_array(f->arena, f->ruleset->row_count, sizeof *likeness);
    if (share < PAGE_KNOWN_SHARE_MIN && likeness &&
        alike_share(f, page, likeness) >= PAGE_ALIKE_SHARE_MIN)
        return true;
    if (page->columns.from_header && page->columns.of[COLUMN_VALUE] >= 0 && page->known > 0 &&
        share >= PAGE_HEADER_KNOWN_SHARE_MIN)
        return true;
    if (page->known >= PAGE_KNOWN_MIN && share >= PAGE_KNOWN_SHARE_MIN)
        return true;
    return f->has_last && page->line_count <= PAGE_REST_LINES_MAX &&
           page->columns.width == f->last.columns.width && page->columns.of[COLUMN_VALUE] >= 0;
}

static bool remember_labels(struct finder *f, const struct page *page) {
    for (size_t i = 0; i < page->line_count; i++) {
        f->current->seen = arena_grow(f->arena, f->current->seen, f->current->seen_count,
                                      &f->current->seen_capacity, sizeof *f->current->seen);
        if (!f->current->seen)
            return false;
        f->current->seen[f->current->seen_count++] =
            f->current->pages.lines[page->first_line + i].text;
    }
    return true;
}

static void emit_columns(const struct finder *f, const struct page *page) {
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
    event_emit(
        f->sink,
        &(struct event){
            .code = CODE_COLUMN_CHOSEN,
            .at = place,
            .message =
                page->columns.from_header
                    ? "The header names the columns."
                    : "The cells of the columns, or the table before, show what each column is.",
            .fields = fields,
            .field_count = count});
}

static bool accept_page(struct finder *f, const struct page *page) {
    struct pages *t = &f->current->pages;
    f->extents[page->block] =
        (struct page_extent){.is_form = true,
                             .first_row = page->columns.first_row - page->columns.header_rows,
                             .end_row = f->document->blocks[page->block].table.rows};
    t->header_rows += page->header_rows;
    f->last = *page;
    f->has_last = true;
    if (event_wanted(f->sink))
        emit_columns(f, page);
    return remember_labels(f, page);
}

static struct page new_page(const struct finder *f, size_t index, const struct columns *columns) {
    const struct pages *t = &f->current->pages;
    struct page page = {.block = index,
                        .columns = *columns,
                        .first_line = t->line_count,
                        .strays_before = t->stray_count};
    if (t->line_count > 0)
        page.line_before = t->lines[t->line_count - 1];
    return page;
}

static bool is_copy(const struct page *page) {
    return page->line_count >= COPY_LINES_MIN &&
           (double)page->repeated > COPY_SHARE_MIN * (double)page->known;
}

/* True for the rest of a page that was cut off the copy. */
static bool continues_copy(const struct finder *f, const struct page *page) {
    return f->has_last && f->last_is_copy && page->line_count < COPY_LINES_MIN &&
           !page->columns.from_header;
}

/* Reads a page that repeats the form into the second sequence. */
static bool accept_copy(struct finder *f, size_t index, const struct columns *columns) {
    const struct block *block = &f->document->blocks[index];
    char place[BLOCK_ID_BYTES];
    f->current = &f->sequences[1];
    struct page page = new_page(f, index, columns);
    if (!read_rows(f, &page))
        return false;
    block_id(block, place);
    if (is_copy(&page)) {
        drop_page(f, &page);
        f->third = f->third ? f->third : block;
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "The table repeats rows of the two copies of the form read before.");
        return true;
    }
    f->current->first = f->current->first ? f->current->first : block;
    f->last_is_copy = true;
    return accept_page(f, &page);
}

static bool try_columns(struct finder *f, size_t index, const struct columns *columns,
                        const char *place) {
    f->current = &f->sequences[0];
    struct page page = new_page(f, index, columns);
    if (!read_rows(f, &page))
        return false;
    if (!is_page(f, &page)) {
        drop_page(f, &page);
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "%zu of %zu row labels are the form's: too few.", page.known, page.line_count);
        return true;
    }
    if (is_copy(&page) || continues_copy(f, &page)) {
        drop_page(f, &page);
        return accept_copy(f, index, columns);
    }
    f->last_is_copy = false;
    return accept_page(f, &page);
}

static bool try_table(struct finder *f, size_t index) {
    const struct block *block = &f->document->blocks[index];
    struct columns columns;
    char place[BLOCK_ID_BYTES];
    block_id(block, place);
    if (block->table.rows > PAGE_ROWS_MAX) {
        event_note(f->sink, CODE_TABLE_IGNORED, place, "The table has %u rows, more than any form.",
                   block->table.rows);
        return true;
    }
    if (!choose_columns(f, &block->table, &columns)) {
        event_note(f->sink, CODE_TABLE_IGNORED, place,
                   "The table has no column of the form's labels.");
        return !arena_failed(f->arena);
    }
    while (try_columns(f, index, &columns, place)) {
        struct columns next;
        if (!f->extents[index].is_form || !columns.next_half ||
            !columns_of_next_half(&block->table, f->ruleset, f->arena, &columns, &next))
            return !arena_failed(f->arena);
        columns = next;
    }
    return false;
}

static bool has_content(struct finder *f, const struct pages *t) {
    for (size_t i = 0; i < t->line_count; i++)
        if (line_cell_has_content(f->ruleset, f->arena, t->lines[i].value))
            return true;
    for (size_t i = 0; i < t->stray_count; i++)
        if (line_cell_has_content(f->ruleset, f->arena, t->strays[i].cell))
            return true;
    return false;
}

/* Of a blank and a filled copy of the form the filled one is the report's; between two filled ones
 * a person decides. */
static void choose_sequence(struct finder *f, struct pages *pages) {
    const struct sequence *first = &f->sequences[0], *second = &f->sequences[1];
    bool repeated = second->pages.line_count > 0, second_filled = has_content(f, &second->pages);
    bool take_second = second_filled && !has_content(f, &first->pages);
    char place[BLOCK_ID_BYTES];
    *pages = take_second ? second->pages : first->pages;
    pages->extents = f->extents;
    pages->copy = f->third ? f->third : second_filled && !take_second ? second->first : NULL;
    if (!repeated || pages->copy)
        return;
    block_id(second->first, place);
    event_note(f->sink, CODE_TABLE_IGNORED, place,
               take_second ? "An earlier copy of the form is blank: this table is read instead."
                           : "The table is a blank copy of the form read before.");
}

bool pages_find(const struct document *document, const struct ruleset *ruleset, struct arena *arena,
                const struct event_sink *sink, struct pages *pages) {
    struct finder f = {.document = document, .ruleset = ruleset, .arena = arena, .sink = sink};
    *pages = (struct pages){0};
    f.extents = arena_array(arena, document->block_count + 1, sizeof *f.extents);
    if (!f.extents)
        return false;
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->type != BLOCK_TABLE || block->table.hidden || block->part == PART_COMMENT)
            continue;
        if (!try_table(&f, i))
            return false;
    }
    choose_sequence(&f, pages);
    return !arena_failed(arena);
}
