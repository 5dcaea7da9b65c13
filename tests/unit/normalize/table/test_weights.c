/* weights: the files in cases/, each case a form and a document of a few rows with what a careful
 * person reads there. cases/README.md says how a case is written.
 */
#include "extract/builder.h"
#include "normalize/table/match.h"
#include "normalize/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define CASES "tests/unit/normalize/table/cases/"
#define LINES_HEADER ". > STT | Chỉ tiêu | Đơn vị tính | Số liệu"
#define SPACES " \t"

enum { CASES_MAX = 200, FORM_ROWS_MAX = 40, CELLS_MAX = 12, EXPECTED_BYTES = 16 };

/* What is expected of a row of the document, and of the cell in [brackets] when it has one. */
struct expected {
    uint32_t table, row;
    const char *word;
    int value_column; /* -1: not asked */
};

struct test {
    struct ruleset rules; /* those of cchc-2021, with the case's rows for the form's */
    struct form_row rows[FORM_ROWS_MAX];
    struct arena *arena;
    struct builder *builder;
    struct document *document;
    uint32_t table_count, row_count; /* rows of the table that is open */
    bool in_form, in_table;
    struct expected *expected;
    size_t expected_count, expected_capacity;
    const char *caption, *score, *runner_up; /* NULL: not asked */
    struct pages pages;
    struct row_match *matches;
    int *line_rows;
};

static struct ruleset *base;

/* ---- reading a case ---- */

static char *trim(char *text) {
    text += strspn(text, SPACES);
    for (size_t length = strlen(text); length > 0 && strchr(SPACES, text[length - 1]);)
        text[--length] = '\0';
    return text;
}

/* Splits a line at its bars, in place. */
static size_t split(char *line, char **cells) {
    size_t count = 0;
    for (char *cell; (cell = strsep(&line, "|"));) {
        assert_true(count < CELLS_MAX);
        cells[count++] = trim(cell);
    }
    return count;
}

/* "STT | label | unit | heading": a row without STT belongs to the last one with. */
static void add_form_row(struct test *t, char *line) {
    char *cells[CELLS_MAX] = {"", "", "", ""};
    size_t count = split(line, cells), index = t->rules.row_count++;
    struct form_row *row = &t->rows[index];
    assert_true(index < FORM_ROWS_MAX);
    *row = (struct form_row){.id = arena_printf(t->arena, "%zu", index + 1),
                             .stt = cells[0],
                             .parent = -1,
                             .level = 1,
                             .label = cells[1],
                             .unit = count > 2 ? cells[2] : "",
                             .kind = count > 3 ? KIND_HEADING : KIND_COUNT};
    row->unit_key = fold_key(t->arena, row->unit);
    for (size_t i = index; !*row->stt && i-- > 0 && row->parent < 0;)
        row->parent = *t->rows[i].stt ? (int)i : -1;
}

static void close_table(struct test *t) {
    if (t->in_table)
        builder_table_close(t->builder);
    t->in_table = false;
}

static void open_table(struct test *t) {
    close_table(t);
    builder_table_open(t->builder, NULL, false);
    t->in_table = true;
    t->table_count++;
    t->row_count = 0;
}

static void add_cell(struct test *t, const char *text) {
    builder_cell_open(t->builder, 1, false);
    builder_paragraph(t->builder, NULL, NULL, text);
    builder_cell_close(t->builder);
}

/* Adds a row of these cells; a value's cell stands in brackets. */
static void add_row(struct test *t, const char *word, char **cells, size_t count) {
    struct expected row = {t->table_count, t->row_count++, word, -1};
    builder_row_open(t->builder, false, 0);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(cells[i]);
        bool marked = length > 1 && *cells[i] == '[' && cells[i][length - 1] == ']';
        if (marked)
            row.value_column = (int)i;
        add_cell(t, marked ? arena_strndup(t->arena, cells[i] + 1, length - 2) : cells[i]);
    }
    builder_row_close(t->builder);
    t->expected = arena_grow(t->arena, t->expected, t->expected_count, &t->expected_capacity,
                             sizeof *t->expected);
    assert_non_null(t->expected);
    t->expected[t->expected_count++] = row;
}

/* "EXPECTED > cells", or "EXPECTED*TIMES > cells". */
static void read_row(struct test *t, char *line) {
    char *cells[CELLS_MAX], *rest = strchr(line, '>');
    if (!rest)
        fail_msg("no \">\" in: %s", line);
    *rest++ = '\0';
    char *word = strsep(&line, "*");
    long times = line ? strtol(line, NULL, 10) : 1;
    size_t count = split(rest, cells);
    for (word = trim(word); times > 0; times--)
        add_row(t, word, cells, count);
}

/* True when the line is a directive: what follows its word is left in *rest. */
static bool is_directive(char *line, const char *word, char **rest) {
    size_t length = strlen(word);
    if (strncmp(line, word, length) != 0 || (line[length] && line[length] != ' '))
        return false;
    *rest = trim(line + length);
    return true;
}

static void read_line(struct test *t, char *line) {
    char *rest;
    if (is_directive(line, "form", &rest)) {
        t->in_form = true;
    } else if (is_directive(line, "table", &rest) || is_directive(line, "lines", &rest)) {
        t->in_form = false;
        open_table(t);
        if (*line == 'l')
            read_row(t, arena_strdup(t->arena, LINES_HEADER));
    } else if (is_directive(line, "text", &rest)) {
        close_table(t);
        builder_paragraph(t->builder, NULL, NULL, rest);
    } else if (is_directive(line, "caption", &rest)) {
        t->caption = rest;
    } else if (is_directive(line, "score", &rest)) {
        t->score = rest;
    } else if (is_directive(line, "runner-up", &rest)) {
        t->runner_up = rest;
    } else if (t->in_form) {
        add_form_row(t, line);
    } else {
        read_row(t, line);
    }
}

/* ---- comparing ---- */

/* Index of the line that a row of a table is, -1 when it is none. */
static int line_of(const struct test *t, const struct expected *row) {
    for (size_t i = 0; i < t->pages.line_count; i++)
        if (t->pages.lines[i].block->number == row->table && t->pages.lines[i].row == row->row)
            return (int)i;
    return -1;
}

static bool is_rest(const struct test *t, const struct expected *row) {
    for (size_t i = 0; i < t->pages.rest_count; i++)
        if (t->pages.rests[i].block->number == row->table && t->pages.rests[i].row == row->row)
            return true;
    return false;
}

static bool is_in_form(const struct test *t, const struct expected *row) {
    for (size_t i = 0; i < t->document->block_count; i++) {
        const struct block *block = &t->document->blocks[i];
        if (block->type == BLOCK_TABLE && block->number == row->table)
            return pages_contain_row(t->pages.extents, i, row->row);
    }
    return false;
}

/* What was read of a row, in the words that expectations are written in. */
static void describe(const struct test *t, const struct expected *row, char *word) {
    int line = line_of(t, row);
    if (line < 0) {
        strcpy(word, is_rest(t, row) ? "+" : is_in_form(t, row) ? "." : "x");
        return;
    }
    int found = t->line_rows[line];
    if (found < 0) {
        strcpy(word, "-");
        return;
    }
    const struct row_match *match = &t->matches[found];
    bool waits = !match->certain || t->pages.lines[line].value_uncertain;
    if (match->second == line)
        strcpy(word, "+");
    else
        snprintf(word, EXPECTED_BYTES, "%d%s", found + 1, waits ? "?" : "");
}

static bool value_is_read(const struct test *t, const struct expected *row) {
    for (size_t i = 0; i < t->pages.line_count; i++) {
        const struct line *line = &t->pages.lines[i];
        if (t->line_rows[i] >= 0 && line_cell_is_filled(line->value) &&
            line->value_block->number == row->table && line->value_row == row->row &&
            (int)line->value_column == row->value_column)
            return true;
    }
    return false;
}

static void compare_row(const struct test *t, const struct expected *row) {
    char word[EXPECTED_BYTES];
    describe(t, row, word);
    if (strcmp(word, row->word) != 0)
        fail_msg("table %u, row %u: %s, not %s", row->table, row->row, word, row->word);
    if (row->value_column >= 0 && !value_is_read(t, row))
        fail_msg("table %u, row %u: the value in column %d is not read", row->table, row->row,
                 row->value_column);
}

static void compare(struct test *t) {
    static const struct event_sink no_events = {0};
    assert_true(pages_find(t->document, &t->rules, t->arena, &no_events, &t->pages));
    assert_true(match_rows(&t->pages, &t->rules, t->arena, &no_events, &t->matches, &t->line_rows));
    for (size_t i = 0; i < t->expected_count; i++)
        compare_row(t, &t->expected[i]);
    if (t->caption) {
        assert_true(t->pages.line_count > 0);
        assert_string_equal(t->pages.lines[0].columns->caption, t->caption);
    }
    if (t->runner_up) {
        int row = t->matches[0].runner_up;
        assert_string_equal(row < 0 ? "none" : t->rows[row].id, t->runner_up);
    }
    if (t->score) {
        char score[16];
        snprintf(score, sizeof score, "%.3f", t->matches[0].score);
        assert_string_equal(score, t->score);
    }
}

/* ---- the cases ---- */

static void run_case(void **state) {
    static struct test t;
    static const struct event_sink no_events = {0};
    const struct limits limits = limits_default();
    struct error error = {0};
    t = (struct test){.rules = *base, .arena = arena_new((size_t)1 << 30)};
    t.rules.rows = t.rows;
    t.rules.row_count = 0;
    t.builder = builder_new(&limits, &no_events);
    builder_source(t.builder, "a.docx", "", 1, "docx");
    char *text = arena_strdup(t.arena, *state);
    for (char *line; (line = strsep(&text, "\n"));)
        if (*(line = trim(line)) && *line != '#')
            read_line(&t, line);
    close_table(&t);
    assert_true(builder_finish(t.builder, &t.document, &error));
    t.rules.labels = labels_build(t.arena, t.rows, t.rules.row_count, base->abbreviations,
                                  base->abbreviation_count);
    assert_non_null(t.rules.labels);
    compare(&t);
    document_free(t.document);
    builder_free(t.builder);
    arena_free(t.arena);
}

static int load(void **state) {
    struct error error = {0};
    (void)state;
    bool loaded = ruleset_load("rules/cchc-2021", &base, &error);
    if (!loaded)
        print_message("%s: %s\n", error.place, error.message);
    return loaded ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    ruleset_free(base);
    return 0;
}

/* A whole file, from the arena; it must be there. */
static char *read_file(struct arena *arena, const char *path) {
    enum { BYTES_MAX = 1 << 18 };
    FILE *file = fopen(path, "r");
    char *text = arena_array(arena, BYTES_MAX, 1);
    size_t length = file && text ? fread(text, 1, BYTES_MAX - 1, file) : 0;
    if (length == 0) {
        fprintf(stderr, "no cases in %s\n", path);
        exit(1);
    }
    fclose(file);
    return text;
}

/* Adds the cases of a file: each begins with "== " and its name. */
static void add_cases(char *text, struct CMUnitTest *tests, size_t *count) {
    for (char *at = strstr(text, "\n== "); at; (*count)++) {
        char *name = at + strlen("\n== "), *body = name + strcspn(name, "\n");
        at = strstr(body, "\n== ");
        if (*body)
            *body++ = '\0';
        if (at)
            *at = '\0';
        if (*count == CASES_MAX)
            exit(1);
        tests[*count] =
            (struct CMUnitTest){.name = name, .test_func = run_case, .initial_state = body};
    }
}

int main(void) {
    static const char *const files[] = {CASES "points.txt", CASES "labels.txt", CASES "order.txt",
                                        CASES "pages.txt", CASES "columns.txt"};
    static struct CMUnitTest tests[CASES_MAX];
    struct arena *arena = arena_new(4 << 20);
    size_t count = 0;
    for (size_t i = 0; arena && i < sizeof files / sizeof files[0]; i++)
        add_cases(read_file(arena, files[i]), tests, &count);
    int failed = _cmocka_run_group_tests("weights", tests, count, load, unload);
    arena_free(arena);
    return failed;
}
