/* builder: ids, texts, the grid of tables. Expected grids were drawn by hand. */
#include "tests/unit/extract/test_builder.h"

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
        TEST(two_values_at_one_place_are_told),
        TEST(what_stands_twice_the_same_stands_once),
        TEST(a_part_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
