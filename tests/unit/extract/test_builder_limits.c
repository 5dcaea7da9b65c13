/* builder: what is over a limit ends the document; the first failure stays. */
#include "tests/unit/extract/test_builder.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
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
