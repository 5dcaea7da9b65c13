#include "normalize/prose/lines.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"

#include <string.h>
#include <unicode/uchar.h>

/* A table of more cells that is not the form is data, without head or foot. */
#define PROSE_CELLS_MAX 20000
/* Spaces that split a line into columns, as a head typed without table or tabs has them. */
#define COLUMN_SPACES_MIN 4

struct line_collector {
    struct arena *arena;
    struct prose_lines *prose;
    size_t capacity;
    bool after_form;
};

static bool add_line(struct line_collector *w, const struct prose_line *like, const char *text) {
    if (!text)
        return false;
    if (!*text)
        return true;
    struct prose_lines *p = w->prose;
    p->lines = arena_grow(w->arena, p->lines, p->count, &w->capacity, sizeof *p->lines);
    if (!p->lines)
        return false;
    p->lines[p->count] = *like;
    p->lines[p->count].text = text;
    p->lines[p->count++].after_form = w->after_form;
    return true;
}

/* Whether a column's text begins here: "Bình An, ngày …" does, "/BC-SNV" and "tháng 6" after a
 * blank to fill in do not. */
static bool begins_column(const char *text) {
    return u_isUUppercase((UChar32)utf8_next(&text));
}

/* A run of spaces as wide as a tab was typed for one: no sentence has so many. */
static void mark_columns(char *text) {
    for (char *at = strchr(text, ' '); at; at = strchr(at + strspn(at, " "), ' '))
        if (strspn(at, " ") >= COLUMN_SPACES_MIN && begins_column(at + strspn(at, " ")))
            *at = '\t';
}

/* Splits the line at tabs; a single piece has no column. */
static bool add_columns(struct line_collector *w, const struct prose_line *like, char *text) {
    struct prose_line piece = *like;
    mark_columns(text);
    char *rest = text, *first = strtok_r(text, "\t", &rest);
    char *next = first ? strtok_r(NULL, "\t", &rest) : NULL;
    piece.column = next ? 0 : PROSE_LINE_ALONE;
    for (char *at = first; at; at = next, next = at ? strtok_r(NULL, "\t", &rest) : NULL) {
        char *folded = fold_text(w->arena, at, true);
        if (!folded || !add_line(w, &piece, folded))
            return false;
        piece.column++;
    }
    return true;
}

static bool add_text(struct line_collector *w, const struct prose_line *like, const char *number,
                     const char *text) {
    char *whole =
        number ? arena_printf(w->arena, "%s %s", number, text) : arena_strdup(w->arena, text);
    if (!whole || !like->at)
        return false;
    for (char *line = whole; line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        bool added = like->in_table ? add_line(w, like, fold_text(w->arena, line, true))
                                    : add_columns(w, like, line);
        if (!added)
            return false;
        line = end ? end + 1 : NULL;
    }
    return true;
}

static bool add_table(struct line_collector *w, const struct document *document, size_t index,
                      const struct page_extent *extents) {
    const struct block *block = &document->blocks[index];
    if (!extents[index].is_form && block->table.cell_count > PROSE_CELLS_MAX)
        return true;
    for (size_t i = 0; i < block->table.cell_count; i++) {
        const struct cell *cell = &block->table.cells[i];
        if (pages_contain_row(extents, index, cell->row)) {
            w->after_form = true;
            continue;
        }
        struct prose_line like = {.block = index,
                                  .in_table = true,
                                  .column = cell->column,
                                  .date = cell->date,
                                  .at =
                                      line_cell_location(w->arena, block, cell->row, cell->column)};
        if (*cell->text && !add_text(w, &like, cell->number, cell->text))
            return false;
    }
    return true;
}

static bool is_prose(const struct block *block) {
    bool hidden = block->type == BLOCK_TABLE && block->table.hidden;
    return !hidden && block->part != PART_COMMENT && block->part != PART_FOOTNOTE &&
           block->part != PART_ENDNOTE && block->part != PART_HEADER && block->part != PART_FOOTER;
}

bool prose_lines_read(const struct document *document, const struct page_extent *extents,
                      struct arena *arena, struct prose_lines *prose) {
    struct line_collector w = {.arena = arena, .prose = prose};
    *prose = (struct prose_lines){0};
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (!is_prose(block))
            continue;
        if (block->type == BLOCK_TABLE) {
            if (!add_table(&w, document, i, extents))
                return false;
            continue;
        }
        char id[BLOCK_ID_BYTES];
        block_id(block, id);
        struct prose_line like = {.block = i, .at = arena_strdup(arena, id)};
        if (!add_text(&w, &like, block->paragraph.number, block->paragraph.text))
            return false;
    }
    return true;
}

bool prose_lines_same_column(const struct prose_line *a, const struct prose_line *b) {
    if (a->in_table != b->in_table)
        return false;
    if (a->in_table)
        return a->block == b->block && a->column == b->column;
    return a->column == b->column || a->column == PROSE_LINE_ALONE || b->column == PROSE_LINE_ALONE;
}

long prose_lines_below(const struct prose_lines *prose, size_t i) {
    const struct prose_line *line = &prose->lines[i];
    for (size_t k = i + 1; k < prose->count; k++) {
        const struct prose_line *next = &prose->lines[k];
        bool ends = line->in_table ? next->block != line->block : next->in_table;
        if (ends)
            return -1;
        if (prose_lines_same_column(line, next))
            return (long)k;
    }
    return -1;
}
