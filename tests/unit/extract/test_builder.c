/* builder: ids, the grid of tables, texts, limits. Expected grids were drawn by hand. */
#include "extract/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct made {
    struct limits limits;
    struct event_sink sink;
    struct builder *builder;
    struct document *document;
    struct error error;
    size_t events;
    enum code last_event;
};

static void count_event(void *context, const struct event *event) {
    struct made *m = context;
    m->events++;
    m->last_event = event->code;
}

static int start(void **state) {
    struct made *m = calloc(1, sizeof *m);
    m->limits = limits_default();
    m->sink = (struct event_sink){.emit = count_event, .context = m};
    m->builder = builder_new(&m->limits, &m->sink);
    *state = m;
    return m->builder ? 0 : -1;
}

static int stop(void **state) {
    struct made *m = *state;
    document_free(m->document);
    builder_free(m->builder);
    free(m);
    return 0;
}

static void finish(struct made *m) {
    if (!builder_finish(m->builder, &m->document, &m->error))
        fail_msg("%s: %s", m->error.place, m->error.message);
}

static void expect_failure(struct made *m, enum code code, const char *place) {
    assert_true(builder_failed(m->builder));
    assert_false(builder_finish(m->builder, &m->document, &m->error));
    assert_string_equal(code_word(m->error.code), code_word(code));
    assert_string_equal(m->error.place, place);
    assert_null(m->document);
}

static void say(struct made *m, const char *text) {
    builder_paragraph(m->builder, NULL, NULL, text);
}

/* A cell with one paragraph. */
static void add(struct made *m, uint32_t colspan, bool continues, const char *text) {
    builder_cell_open(m->builder, colspan, continues);
    say(m, text);
    builder_cell_close(m->builder);
}

static void put(struct made *m, uint32_t row, uint32_t column, const char *text) {
    struct cell cell = {.row = row, .column = column, .text = text};
    builder_sheet_cell(m->builder, &cell);
}

static void put_number(struct made *m, uint32_t row, uint32_t column, double value,
                       const char *text) {
    struct cell cell = {
        .row = row, .column = column, .text = text, .value_type = VALUE_NUMBER, .value = value};
    builder_sheet_cell(m->builder, &cell);
}

static void expect_cell(const struct table *table, size_t n, uint32_t row, uint32_t column,
                        uint32_t rowspan, uint32_t colspan, const char *text) {
    assert_true(n < table->cell_count);
    const struct cell *cell = &table->cells[n];
    assert_string_equal(cell->text, text);
    assert_int_equal(cell->row, row);
    assert_int_equal(cell->column, column);
    assert_int_equal(cell->rowspan, rowspan);
    assert_int_equal(cell->colspan, colspan);
}

static void expect_size(const struct table *table, uint32_t rows, uint32_t columns, size_t cells) {
    assert_int_equal(table->rows, rows);
    assert_int_equal(table->columns, columns);
    assert_int_equal(table->cell_count, cells);
}

/* ---- facts and paragraphs ---- */

static void facts_are_kept(void **state) {
    struct made *m = *state;
    char path[] = "a.docx", sha256[SHA256_BYTES],
         title[] = "Ba\xCC\x81o"; /* a and a combining acute */
    sha256_of("", 0, sha256);
    builder_source(m->builder, path, sha256, 7, "docx");
    builder_properties(m->builder)->title = builder_strdup(m->builder, title);
    path[0] = title[0] = 'x';
    assert_null(builder_strdup(m->builder, NULL));
    finish(m);
    assert_string_equal(m->document->source.path, "a.docx");
    assert_string_equal(m->document->source.sha256,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_int_equal(m->document->source.bytes, 7);
    assert_string_equal(m->document->source.format, "docx");
    assert_string_equal(m->document->properties.title, "Báo");
    assert_null(m->document->properties.creator);
}

static void paragraphs_are_numbered_and_empty_ones_left_out(void **state) {
    struct made *m = *state;
    char style[] = "Heading 1";
    builder_paragraph(m->builder, style, "I.", "một");
    style[0] = 'x';
    say(m, "");
    builder_paragraph(m->builder, "Normal", "", "");
    builder_part(m->builder, PART_FOOTNOTE);
    builder_paragraph(m->builder, "", "-", "");
    say(m, "a\xCC\x81"); /* to NFC */
    finish(m);
    const struct block *blocks = m->document->blocks;
    assert_int_equal(m->document->block_count, 3);
    assert_int_equal(blocks[0].part, PART_BODY);
    assert_string_equal(blocks[0].paragraph.style, "Heading 1");
    assert_string_equal(blocks[0].paragraph.number, "I.");
    assert_int_equal(blocks[1].number, 2);
    assert_int_equal(blocks[1].part, PART_FOOTNOTE);
    assert_null(blocks[1].paragraph.style);
    assert_string_equal(blocks[1].paragraph.number, "-");
    assert_string_equal(blocks[1].paragraph.text, "");
    assert_null(blocks[2].paragraph.number);
    assert_string_equal(blocks[2].paragraph.text, "á");
}

static void expect_location(const struct made *m, const char *expected) {
    char place[32];
    builder_location(m->builder, place, sizeof place);
    assert_string_equal(place, expected);
}

static void locations_are_those_of_what_comes_next(void **state) {
    struct made *m = *state;
    expect_location(m, "p1");
    say(m, "một");
    expect_location(m, "p2");
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    add(m, 2, false, "a");
    builder_cell_open(m->builder, 1, false);
    expect_location(m, "t1!R0C2");
    builder_cell_close(m->builder);
    builder_row_close(m->builder);
    expect_location(m, "t1!R1C0");
    builder_table_close(m->builder);
    expect_location(m, "p2");
}

/* ---- the text of a cell ---- */

static void lines_of_a_cell_are_joined(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, true, 0);
    builder_cell_open(m->builder, 1, false);
    say(m, "");
    say(m, "một");
    say(m, "");
    say(m, "hai");
    say(m, "");
    builder_cell_close(m->builder);
    add(m, 1, false, "");
    builder_row_close(m->builder);
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 1, 2, 2);
    expect_cell(table, 0, 0, 0, 1, 1, "một\n\nhai");
    expect_cell(table, 1, 0, 1, 1, 1, "");
    assert_true(table->cells[0].header);
    assert_null(table->cells[0].number);
}

static void the_first_number_is_the_cells(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    builder_cell_open(m->builder, 1, false);
    builder_paragraph(m->builder, NULL, "1.", "một");
    builder_paragraph(m->builder, NULL, "2.", "hai");
    builder_paragraph(m->builder, NULL, "3.", "");
    builder_cell_close(m->builder);
    builder_cell_open(m->builder, 1, false);
    builder_paragraph(m->builder, NULL, "1.", "");
    builder_paragraph(m->builder, NULL, "2.", "");
    builder_cell_close(m->builder);
    builder_cell_open(m->builder, 1, false);
    say(m, "một");
    builder_paragraph(m->builder, NULL, "-", "hai");
    builder_cell_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    assert_string_equal(table->cells[0].number, "1.");
    assert_string_equal(table->cells[0].text, "một\n2. hai\n3.");
    assert_string_equal(table->cells[1].number, "1.");
    assert_string_equal(table->cells[1].text, "2.");
    assert_null(table->cells[2].number);
    assert_string_equal(table->cells[2].text, "một\n- hai");
}

/* ---- grids of word processing ---- */

/*      0   1   2   3
 *  0 | a     | b | c |     a spans 2
 *  1     | d | ↑ |         one column skipped; b hangs down
 *  2 | e | ↑         |     d hangs down, 3 wide on paper */
static void spans_make_the_grid(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, "bảng", true);
    builder_row_open(m->builder, true, 0);
    add(m, 2, false, "a");
    add(m, 1, false, "b");
    add(m, 0, false, "c"); /* a span of 0 is one of 1 */
    builder_row_close(m->builder);
    builder_row_open(m->builder, false, 1);
    add(m, 1, false, "d");
    add(m, 1, true, "");
    builder_row_close(m->builder);
    builder_row_open(m->builder, false, 0);
    add(m, 1, false, "e");
    add(m, 3, true, "d2");
    builder_row_close(m->builder);
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 3, 4, 5);
    expect_cell(table, 0, 0, 0, 1, 2, "a");
    expect_cell(table, 1, 0, 2, 2, 1, "b");
    expect_cell(table, 2, 0, 3, 1, 1, "c");
    expect_cell(table, 3, 1, 1, 2, 1, "d\nd2");
    expect_cell(table, 4, 2, 0, 1, 1, "e");
    assert_string_equal(table->name, "bảng");
    assert_true(table->hidden);
    assert_true(table->cells[2].header);
    assert_false(table->cells[3].header);
    assert_ptr_equal(table_cell(table, 2, 1), &table->cells[3]);
    assert_ptr_equal(table_cell(table, 1, 2), &table->cells[1]);
    assert_null(table_cell(table, 1, 0));
}

/* A lower part with nothing right above it is a cell of its own: its text is not lost, nor added to
 * a stranger. */
static void a_lower_part_without_an_upper_one_stands_alone(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    add(m, 1, true, "7");
    builder_row_close(m->builder);
    builder_row_open(m->builder, false, 1); /* the first column is left out */
    add(m, 1, false, "x");
    builder_row_close(m->builder);
    builder_row_open(m->builder, false, 0);
    add(m, 1, true, "8");
    builder_row_close(m->builder);
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 3, 2, 3);
    expect_cell(table, 0, 0, 0, 1, 1, "7");
    expect_cell(table, 1, 1, 1, 1, 1, "x");
    expect_cell(table, 2, 2, 0, 1, 1, "8");
}

static void a_nested_table_is_a_block_of_its_own(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 1);
    builder_cell_open(m->builder, 1, false);
    say(m, "trước");
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    add(m, 1, false, "trong");
    builder_row_close(m->builder);
    builder_table_close(m->builder);
    say(m, "sau");
    builder_cell_close(m->builder);
    builder_row_close(m->builder);
    builder_table_close(m->builder);
    say(m, "ngoài");
    finish(m);
    const struct block *blocks = m->document->blocks;
    assert_int_equal(m->document->block_count, 3);
    expect_size(&blocks[0].table, 1, 2, 1);
    expect_cell(&blocks[0].table, 0, 0, 1, 1, 1, "trước\nsau");
    assert_false(blocks[0].table.nested);
    assert_true(blocks[1].table.nested);
    assert_int_equal(blocks[1].table.in, 1);
    assert_int_equal(blocks[1].table.in_row, 0);
    assert_int_equal(blocks[1].table.in_column, 1);
    expect_cell(&blocks[1].table, 0, 0, 0, 1, 1, "trong");
    assert_string_equal(blocks[2].paragraph.text, "ngoài");
}

/* ---- sheets ---- */

static void cells_of_a_sheet_are_put_in_order(void **state) {
    struct made *m = *state;
    char text[] = "một", format[] = "0%";
    struct cell cell = {.row = 5,
                        .column = 2,
                        .hidden = true,
                        .text = text,
                        .format = format,
                        .value_type = VALUE_NUMBER,
                        .value = 0.5,
                        .date = "2021-06-30"};
    builder_table_open(m->builder, "Sheet1", false);
    builder_sheet_cell(m->builder, &cell);
    text[0] = format[0] = 'x';
    put(m, 2, 3, "c");
    put(m, 2, 1, "b");
    put(m, 0, 7, NULL);
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 6, 8, 4);
    expect_cell(table, 0, 0, 7, 1, 1, "");
    expect_cell(table, 1, 2, 1, 1, 1, "b");
    expect_cell(table, 2, 2, 3, 1, 1, "c");
    expect_cell(table, 3, 5, 2, 1, 1, "một");
    assert_true(table->cells[3].hidden);
    assert_int_equal(table->cells[3].value_type, VALUE_NUMBER);
    assert_true(table->cells[3].value == 0.5);
    assert_string_equal(table->cells[3].format, "0%");
    assert_string_equal(table->cells[3].date, "2021-06-30");
    assert_null(table->cells[1].format);
}

/* Under a merge empty cells go; what holds something stays, whatever the merge says. */
static void merges_drop_what_is_empty_only(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    put(m, 0, 0, "a");
    put(m, 0, 1, "");
    put(m, 0, 2, "");
    put(m, 1, 0, "");
    put(m, 1, 1, "7");
    put_number(m, 1, 2, 0, ""); /* a zero that is not shown */
    builder_sheet_merge(m->builder, 0, 0, 1, 1);
    builder_sheet_merge(m->builder, 4, 4, 5, 5); /* of no cell */
    builder_sheet_merge(m->builder, 1, 1, 0, 0); /* of no place */
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 2, 3, 4);
    expect_cell(table, 0, 0, 0, 2, 2, "a");
    expect_cell(table, 1, 0, 2, 1, 1, "");
    expect_cell(table, 2, 1, 1, 1, 1, "7");
    expect_cell(table, 3, 1, 2, 1, 1, "");
}

/* Two cells at one place are a fault of the file. Neither is taken for the other: both texts stay,
 * in the order of their bytes, no value does, and it is told. */
static void two_values_at_one_place_are_told(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    put_number(m, 3, 1, 15, "15");
    put(m, 4, 0, "sau");
    put_number(m, 3, 1, 12, "12");
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 5, 2, 2);
    expect_cell(table, 0, 3, 1, 1, 1, "12\n15");
    assert_int_equal(table->cells[0].value_type, VALUE_NONE);
    expect_cell(table, 1, 4, 0, 1, 1, "sau");
    assert_int_equal(m->document->warning_count, 1);
    assert_string_equal(m->document->warnings[0].code, "repaired");
    assert_string_equal(m->document->warnings[0].at, "t1!R3C1");
    assert_int_equal(m->events, 1);
    assert_int_equal(m->last_event, CODE_REPAIRED);
}

static void what_stands_twice_the_same_stands_once(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    put_number(m, 0, 0, 12, "12");
    put_number(m, 0, 0, 12, "12");
    put(m, 0, 0, "");
    put_number(m, 0, 0, 12, "12");
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    expect_size(table, 1, 1, 1);
    expect_cell(table, 0, 0, 0, 1, 1, "12");
    assert_int_equal(table->cells[0].value_type, VALUE_NUMBER);
    assert_true(table->cells[0].value == 12);
    assert_int_equal(m->document->warning_count, 0);
}

/* ---- warnings ---- */

static void a_part_can_be_left_out(void **state) {
    struct made *m = *state;
    struct error error = {0};
    error_set(&error, CODE_XML_DAMAGED, "/word/header1.xml", "Hỏng.");
    assert_true(builder_continue_without(m->builder, "/word/header1.xml", &error));
    assert_int_equal(error.code, CODE_NONE);
    assert_int_equal(m->last_event, CODE_PART_UNREADABLE);
    error_set(&error, CODE_LIMIT_RATIO, "/word/header2.xml", "Quá lớn.");
    assert_false(builder_continue_without(m->builder, "/word/header2.xml", &error));
    assert_int_equal(error.code, CODE_LIMIT_RATIO);
    assert_int_equal(m->events, 1);
    finish(m);
    assert_int_equal(m->document->warning_count, 1);
    assert_string_equal(m->document->warnings[0].code, "part-unreadable");
    assert_string_equal(m->document->warnings[0].message, "Hỏng.");
    assert_string_equal(m->document->warnings[0].at, "/word/header1.xml");
}

/* ---- limits ---- */

static void blocks_are_limited(void **state) {
    struct made *m = *state;
    m->limits.blocks = 2;
    say(m, "một");
    builder_table_open(m->builder, NULL, false);
    builder_table_close(m->builder);
    assert_false(builder_failed(m->builder));
    say(m, "hai");
    expect_failure(m, CODE_LIMIT_BLOCKS, "");
}

static void cells_are_limited(void **state) {
    struct made *m = *state;
    m->limits.cells = 2;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    add(m, 1, false, "a");
    add(m, 1, false, "b");
    assert_false(builder_failed(m->builder));
    add(m, 1, false, "c");
    expect_failure(m, CODE_LIMIT_CELLS, "t1!R0C2");
}

static void merges_are_limited_as_cells_are(void **state) {
    struct made *m = *state;
    m->limits.cells = 1;
    builder_table_open(m->builder, NULL, false);
    builder_sheet_merge(m->builder, 0, 0, 1, 1);
    assert_false(builder_failed(m->builder));
    builder_sheet_merge(m->builder, 0, 0, 1, 1);
    expect_failure(m, CODE_LIMIT_CELLS, "");
}

static void a_paragraph_is_limited(void **state) {
    struct made *m = *state;
    m->limits.cell_text_bytes = 4;
    say(m, "abcd");
    assert_false(builder_failed(m->builder));
    say(m, "abcde");
    expect_failure(m, CODE_LIMIT_TEXT, "p3");
}

/* The line end between two paragraphs counts. */
static void the_text_of_a_cell_is_limited(void **state) {
    struct made *m = *state;
    m->limits.cell_text_bytes = 4;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 0);
    builder_cell_open(m->builder, 1, false);
    say(m, "ab");
    say(m, "c");
    builder_cell_close(m->builder);
    assert_false(builder_failed(m->builder));
    builder_cell_open(m->builder, 1, false);
    say(m, "ab");
    say(m, "cd");
    expect_failure(m, CODE_LIMIT_TEXT, "t1!R0C1");
}

static void all_text_is_limited(void **state) {
    struct made *m = *state;
    m->limits.text_bytes = 6;
    say(m, "abcd");
    say(m, "ef");
    assert_false(builder_failed(m->builder));
    say(m, "g");
    expect_failure(m, CODE_LIMIT_TEXT, "");
}

static void memory_is_limited(void **state) {
    struct made *m = *state;
    builder_free(m->builder);
    m->limits.memory_bytes = 1 << 14;
    m->builder = builder_new(&m->limits, &m->sink);
    for (int i = 0; i < 10000 && !builder_failed(m->builder); i++)
        say(m, "một đoạn văn");
    expect_failure(m, CODE_LIMIT_MEMORY, "");
}

/* TABLE_COLUMNS_MAX columns are the most; a span may not wrap round. */
static void a_table_is_no_wider_than_a_sheet(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    builder_row_open(m->builder, false, 16383);
    add(m, 1, false, "a");
    assert_false(builder_failed(m->builder));
    builder_row_close(m->builder);
    builder_row_open(m->builder, false, 1);
    add(m, UINT32_MAX, false, "b");
    expect_failure(m, CODE_LIMIT_CELLS, "t1!R1C1");
}

static void a_sheet_ends_at_its_last_cell(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    put(m, 1048575, 16383, "a");
    assert_false(builder_failed(m->builder));
    put(m, 1048576, 0, "b");
    expect_failure(m, CODE_LIMIT_CELLS, "t1!R1048575C16383");
}

/* Rows without cells are rows all the same: a record of more could not be read back. */
static void a_table_is_no_longer_than_a_sheet(void **state) {
    struct made *m = *state;
    builder_table_open(m->builder, NULL, false);
    for (uint32_t row = 0; row < 1048576; row++) {
        builder_row_open(m->builder, false, 0);
        builder_row_close(m->builder);
    }
    assert_false(builder_failed(m->builder));
    builder_row_open(m->builder, false, 0);
    builder_row_close(m->builder);
    expect_failure(m, CODE_LIMIT_CELLS, "t1!R1048576C0");
}

static void the_first_failure_stays(void **state) {
    struct made *m = *state;
    struct error error = {.code = CODE_XML_DAMAGED, .place = "/a.xml"},
                 later = {.code = CODE_LIMIT_DEPTH};
    builder_fail(m->builder, &error);
    builder_fail(m->builder, &later);
    say(m, "một");
    builder_table_open(m->builder, NULL, false);
    put(m, 0, 0, "a");
    builder_sheet_merge(m->builder, 0, 0, 1, 1);
    builder_warning(m->builder, CODE_REPAIRED, NULL, "Sửa.");
    assert_null(builder_strdup(m->builder, "a"));
    builder_table_close(m->builder);
    expect_failure(m, CODE_XML_DAMAGED, "/a.xml");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(facts_are_kept),
        TEST(paragraphs_are_numbered_and_empty_ones_left_out),
        TEST(locations_are_those_of_what_comes_next),
        TEST(lines_of_a_cell_are_joined),
        TEST(the_first_number_is_the_cells),
        TEST(spans_make_the_grid),
        TEST(a_lower_part_without_an_upper_one_stands_alone),
        TEST(a_nested_table_is_a_block_of_its_own),
        TEST(cells_of_a_sheet_are_put_in_order),
        TEST(merges_drop_what_is_empty_only),
        TEST(two_values_at_one_place_are_told),
        TEST(what_stands_twice_the_same_stands_once),
        TEST(a_part_can_be_left_out),
        TEST(blocks_are_limited),
        TEST(cells_are_limited),
        TEST(merges_are_limited_as_cells_are),
        TEST(a_paragraph_is_limited),
        TEST(the_text_of_a_cell_is_limited),
        TEST(all_text_is_limited),
        TEST(memory_is_limited),
        TEST(a_table_is_no_wider_than_a_sheet),
        TEST(a_sheet_ends_at_its_last_cell),
        TEST(a_table_is_no_longer_than_a_sheet),
        TEST(the_first_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
