#include "normalize/authoring/draft.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/table/line.h"
#include "normalize/text/words.h"

#include <string.h>

/* A label this much alike one of the known form's takes its time and aggregate. */
#define LIKE_LIKENESS_MIN 0.9f
struct drafter {
    const struct document *document;
    const struct ruleset *like;
    struct arena *arena;
    struct draft *draft;
    size_t capacity;
    struct columns columns; /* of the page before, when there is one */
    bool has_columns;
    const char *prefix;   /* of the ids of this table: "B2." */
    const char *stt;      /* the last one met, with its prefix */
    unsigned stt_level;   /* its level */
    unsigned under_count; /* rows without STT under it */
};

static void add_note(struct drafter *d, struct draft_row *row, const char *note) {
    row->note = row->note ? arena_printf(d->arena, "%s %s", row->note, note) : note;
}

/* ---- units ---- */

/* "Có = 1" or "1 = Có" as a code with its label; false when it is neither. */
static bool read_code(struct drafter *d, const char *piece, const char **code) {
    const char *equals = strchr(piece, '=');
    if (!equals)
        return false;
    char *left = arena_strndup(d->arena, piece, (size_t)(equals - piece));
    const char *before = left ? fold_text(d->arena, left, true) : NULL;
    const char *after = fold_text(d->arena, equals + 1, true);
    if (!before || !after || !*before || !*after)
        return false;
    bool behind = strspn(after, "0123456789") == strlen(after);
    bool ahead = strspn(before, "0123456789") == strlen(before);
    if (behind == ahead)
        return false;
    *code = behind ? arena_printf(d->arena, "%s=%s", after, before)
                   : arena_printf(d->arena, "%s=%s", before, after);
    return *code != NULL;
}

/* All codes of a unit cell, "0=Không; 1=Có"; NULL when the cell is not a list of them. */
static const char *read_codes(struct drafter *d, const char *unit) {
    const char *codes = NULL;
    size_t count = 0;
    for (const char *at = unit; *at;) {
        size_t length = strcspn(at, ";,\n");
        const char *piece = arena_strndup(d->arena, at, length), *code;
        at += length + (at[length] != '\0');
        if (piece && piece[strspn(piece, " ")] == '\0')
            continue;
        if (!piece || !read_code(d, piece, &code))
            return NULL;
        codes = codes ? arena_printf(d->arena, "%s; %s", codes, code) : code;
        count++;
    }
    return count >= 2 ? codes : NULL;
}

static bool is_money(const struct ruleset *like, const char *key) {
    size_t length = 0;
    double factor = words_multiple(like, key, &length);
    const char *rest = key + (factor > 0 ? length + (key[length] == ' ') : 0);
    return words_is(like, WORD_CURRENCY, rest);
}

static void guess_kind(struct drafter *d, struct draft_row *row) {
    const char *key = fold_key(d->arena, row->unit);
    row->codes = read_codes(d, row->unit_lines);
    if (!key || !*row->unit)
        row->kind = KIND_HEADING;
    else if (row->codes)
        row->kind = KIND_ENUM;
    else if (strchr(row->unit, '%'))
        row->kind = KIND_PERCENT;
    else if (is_money(d->like, key))
        row->kind = KIND_MONEY;
    else
        row->kind = KIND_COUNT;
    row->codes = row->codes ? row->codes : "";
}

/* ---- time and aggregate ---- */

static const struct form_row *row_like(struct drafter *d, const struct draft_row *row) {
    float *likeness = arena_array(d->arena, d->like->row_count + 1, sizeof *likeness);
    const struct label *label = label_parse(d->like->labels, d->arena, row->label);
    const struct form_row *best = NULL;
    float most = LIKE_LIKENESS_MIN;
    if (!likeness || !label)
        return NULL;
    labels_compare(d->like->labels, label, likeness);
    for (size_t i = 0; i < d->like->row_count; i++) {
        if (likeness[i] >= most && d->like->rows[i].kind == row->kind) {
            most = likeness[i];
            best = &d->like->rows[i];
        }
    }
    return best;
}

/* What an aggregate of the kind usually is, where no row of the known form is like this one. */
static void guess_time(struct drafter *d, struct draft_row *row) {
    static const char *const times[] = {[KIND_HEADING] = "",
                                        [KIND_COUNT] = "flow",
                                        [KIND_PERCENT] = "ratio",
                                        [KIND_ENUM] = "state",
                                        [KIND_MONEY] = "flow"};
    const struct form_row *like = row->kind == KIND_HEADING ? NULL : row_like(d, row);
    row->time = like && like->time ? like->time : times[row->kind];
    row->aggregate = like && like->aggregate ? like->aggregate : "";
    row->time_guessed = row->kind != KIND_HEADING && !like;
}

/* ---- rows ---- */

static bool has_id(const struct drafter *d, const char *id) {
    for (size_t i = 0; i < d->draft->count; i++)
        if (strcmp(d->draft->rows[i].id, id) == 0)
            return true;
    return false;
}

static const struct draft_row *find_row(const struct drafter *d, const char *id) {
    for (size_t i = 0; i < d->draft->count; i++)
        if (strcmp(d->draft->rows[i].id, id) == 0)
            return &d->draft->rows[i];
    return NULL;
}

/* The nearest row above whose STT this one goes on with: "3.4" for "3.4.1". */
static const struct draft_row *parent_of(struct drafter *d, const char *id) {
    for (size_t length = strlen(id); length > 0; length--) {
        if (id[length - 1] != '.')
            continue;
        const char *above = arena_strndup(d->arena, id, length - 1);
        const struct draft_row *row = above ? find_row(d, above) : NULL;
        if (row)
            return row;
    }
    return NULL;
}

/* An id that no row has: letters behind one that is taken. */
static const char *free_id(struct drafter *d, struct draft_row *row, const char *id) {
    const char *free = id;
    for (char letter = 'b'; free && has_id(d, free) && letter <= 'z'; letter++)
        free = arena_printf(d->arena, "%s%c", id, letter);
    if (free != id)
        add_note(d, row, "The STT is in the form twice.");
    return free;
}

static void place_numbered(struct drafter *d, struct draft_row *row, const char *stt) {
    const char *id = arena_printf(d->arena, "%s%s", d->prefix, stt);
    row->id = id ? free_id(d, row, id) : NULL;
    const struct draft_row *parent = row->id ? parent_of(d, row->id) : NULL;
    row->parent = parent ? parent->id : "";
    row->level = parent ? parent->level + 1 : 1;
    d->stt = row->id;
    d->stt_level = row->level;
    d->under_count = 0;
}

static void place_bullet(struct drafter *d, struct draft_row *row) {
    const char *above = d->stt ? d->stt : "0";
    const char *id = arena_printf(d->arena, "%s-%u", above, ++d->under_count);
    row->id = id ? free_id(d, row, id) : NULL;
    row->parent = d->stt ? d->stt : "";
    row->level = d->stt ? d->stt_level + 1 : 1;
}

/* The STT as printed. */
static const char *printed_stt(struct drafter *d, const struct table *table,
                               const struct line *line) {
    const struct cell *cell =
        columns_cell_starting_at(table, line->row, line->columns->of[COLUMN_STT]);
    const char *text =
        cell && line->numbered
            ? arena_printf(d->arena, "%s%s", cell->number ? cell->number : "", cell->text)
            : arena_printf(d->arena, "%s.", line->stt);
    return text ? fold_text(d->arena, text, true) : NULL;
}

static const char *reporter_of(struct drafter *d, const struct table *table,
                               const struct line *line) {
    int column = line->columns->of[COLUMN_REPORTER];
    const struct cell *cell = column < 0 ? NULL : table_cell(table, line->row, (uint32_t)column);
    bool own = cell && cell->row == line->row; /* a merged one counts once */
    return own ? fold_text(d->arena, cell->text, true) : "";
}

static bool add_row(struct drafter *d, const struct block *block, const struct line *line) {
    struct draft *draft = d->draft;
    draft->rows =
        arena_grow(d->arena, draft->rows, draft->count, &d->capacity, sizeof *draft->rows);
    if (!draft->rows)
        return false;
    struct draft_row row = {.label = line->text,
                            .unit_lines = line->unit_text,
                            .reporter = reporter_of(d, &block->table, line),
                            .at = line_cell_location(d->arena, block, line->row, 0)};
    if (*line->stt) {
        place_numbered(d, &row, line->stt);
        row.stt = printed_stt(d, &block->table, line);
    } else {
        place_bullet(d, &row);
        row.stt = "";
    }
    if (!row.id || !row.stt || !row.reporter || !row.at)
        return false;
    draft->rows[draft->count++] = row;
    return !arena_failed(d->arena);
}

static const char *joined(struct drafter *d, const char *text, const char *between,
                          const char *rest) {
    if (!*rest)
        return text;
    return *text ? arena_printf(d->arena, "%s%s%s", text, between, rest) : rest;
}

/* A row that a page's end cut: its words go to the row before. */
static bool join_row(struct drafter *d, const struct table *table, const struct line *line) {
    struct draft_row *last = &d->draft->rows[d->draft->count - 1];
    const char *reporter = reporter_of(d, table, line);
    last->label = joined(d, last->label, " ", line->text);
    last->unit_lines = joined(d, last->unit_lines, "\n", line->unit_text);
    last->reporter = reporter ? joined(d, last->reporter, " ", reporter) : NULL;
    add_note(d, last, "The row is cut by a page's end and was joined.");
    return last->label && last->unit_lines && last->reporter;
}

static bool begins_small(struct drafter *d, const char *text) {
    const char *lower = fold_lower(d->arena, text), *upper = fold_upper(d->arena, text);
    if (!lower || !upper)
        return false;
    const char *own = text, *small = lower, *capital = upper;
    uint32_t first = utf8_next(&own);
    return first == utf8_next(&small) && first != utf8_next(&capital);
}

/* The first row of a page that has neither STT nor bullet goes on with the row before when it
 * begins with a small letter. */
static bool goes_on(struct drafter *d, const struct line *line, bool first) {
    if (d->draft->count == 0)
        return false;
    if (!*line->text)
        return true;
    return first && !*line->stt && !line->bullet && begins_small(d, line->text);
}

static bool read_page(struct drafter *d, const struct block *block, const struct columns *columns) {
    const struct table *table = &block->table;
    bool first = true;
    for (uint32_t row = columns->first_row; row < table->rows; row++) {
        struct line line;
        if (columns_repeats_header(table, row, d->like, d->arena, columns)) {
            first = true;
            continue;
        }
        if (!line_read(d->like, d->arena, block, columns, row, &line))
            return false;
        const char *reporter = reporter_of(d, table, &line);
        if (!reporter)
            return false;
        if (!*line.text && !*line.stt && !*line.unit_text && !*reporter)
            continue;
        if (goes_on(d, &line, first) ? !join_row(d, table, &line) : !add_row(d, block, &line))
            return false;
        first = false;
    }
    return true;
}

/* ---- tables ---- */

/* A table whose first STT was met before counts from 1 again. */
static bool counts_again(struct drafter *d, const struct block *block,
                         const struct columns *columns, bool *again) {
    *again = false;
    for (uint32_t row = columns->first_row; row < block->table.rows; row++) {
        struct line line;
        if (!line_read(d->like, d->arena, block, columns, row, &line))
            return false;
        if (!*line.stt)
            continue;
        *again = has_id(d, line.stt) && !strchr(line.stt, '.');
        return true;
    }
    return true;
}

static const char *text_above(const struct drafter *d, size_t index) {
    for (size_t i = index; i > 0; i--) {
        const struct block *block = &d->document->blocks[i - 1];
        if (block->type != BLOCK_PARAGRAPH)
            break;
        if (*block->paragraph.text)
            return fold_text(d->arena, block->paragraph.text, true);
    }
    return "";
}

static bool choose_columns(struct drafter *d, const struct table *table, struct columns *columns) {
    if (columns_from_header(table, d->like, d->arena, columns))
        return columns->of[COLUMN_UNIT] >= 0 || columns->of[COLUMN_VALUE] >= 0;
    if (!d->has_columns || d->columns.width != table->columns)
        return false;
    *columns = d->columns;
    columns->first_row = columns->header_rows = 0;
    columns->from_header = false;
    return true;
}

static bool try_table(struct drafter *d, size_t index) {
    const struct block *block = &d->document->blocks[index];
    struct columns *columns = arena_array(d->arena, 1, sizeof *columns);
    bool again;
    if (!columns)
        return false;
    if (!choose_columns(d, &block->table, columns))
        return !arena_failed(d->arena);
    if (!counts_again(d, block, columns, &again))
        return false;
    d->draft->tables++;
    if (again) {
        d->prefix = arena_printf(d->arena, "B%u.", d->draft->tables);
        d->stt = NULL;
        d->under_count = 0;
    }
    if (d->draft->count == 0)
        d->draft->title = text_above(d, index);
    d->columns = *columns;
    d->has_columns = true;
    return d->prefix && d->draft->title && read_page(d, block, columns);
}

/* A heading has rows under it; any other row without unit may be one that lost it. */
static void note_heading(struct drafter *d, size_t index) {
    struct draft_row *row = &d->draft->rows[index];
    bool has_rows = index + 1 < d->draft->count && row[1].level > row->level;
    if (row->kind == KIND_HEADING && !has_rows)
        add_note(d, row, "It has neither a unit nor rows under it: is it a heading?");
}

/* When all pieces of the rows are together. */
static bool finish(struct drafter *d) {
    for (size_t i = 0; i < d->draft->count; i++) {
        struct draft_row *row = &d->draft->rows[i];
        row->unit = fold_text(d->arena, row->unit_lines, true);
        if (!row->unit)
            return false;
        guess_kind(d, row);
        guess_time(d, row);
        note_heading(d, i);
    }
    return !arena_failed(d->arena);
}

bool draft_read(const struct document *document, const struct ruleset *like, struct arena *arena,
                struct draft *draft) {
    struct drafter d = {
        .document = document, .like = like, .arena = arena, .draft = draft, .prefix = ""};
    *draft = (struct draft){.title = ""};
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->type != BLOCK_TABLE || block->table.hidden || block->part == PART_COMMENT)
            continue;
        if (!try_table(&d, i))
            return false;
    }
    return finish(&d);
}

bool draft_has_parts(const struct ruleset *like, const struct draft_row *row, struct arena *arena) {
    const char *key = fold_key(arena, row->label);
    for (const char *at = key; at && *at;) {
        if (words_is(like, WORD_PARTS, at))
            return true;
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    return false;
}
