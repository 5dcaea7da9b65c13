/* cells: what merged ranges leave of a sheet. Which cells a page shows was drawn by hand; a range
 * shows its first cell alone (ECMA-376-1 §18.3.1.55). */
#include "tests/unit/extract/test_builder.h"

#include <stdio.h>

enum { ROWS_MANY = 3000, COLUMNS_MANY = 300 };

static void open_sheet(struct made *m) {
    builder_table_open(m->builder, NULL, false);
}

static void merge(struct made *m, uint32_t row, uint32_t column, uint32_t last_row,
                  uint32_t last_column) {
    builder_sheet_merge(m->builder, row, column, last_row, last_column);
}

/* The sheet's cells as "R0C1 2x3 text", a space between them. */
static void expect_cells(struct made *m, const char *expected) {
    char cells[1024] = "";
    builder_table_close(m->builder);
    finish(m);
    const struct table *table = &m->document->blocks[0].table;
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        size_t used = strlen(cells);
        snprintf(cells + used, sizeof cells - used, "%sR%uC%u %ux%u %s", used ? " " : "", cell->row,
                 cell->column, cell->rowspan, cell->colspan, cell->text);
    }
    assert_string_equal(cells, expected);
}

/* One warning a sheet: how many, where the first is and what it holds. */
static void expect_warning(const struct made *m, const char *at, const char *part) {
    assert_int_equal(m->document->warning_count, 1);
    const struct warning *warning = &m->document->warnings[0];
    assert_string_equal(warning->code, "cell-covered");
    assert_string_equal(warning->at, at);
    if (!strstr(warning->message, part))
        fail_msg("\"%s\" is not in \"%s\"", part, warning->message);
}

static void covered_cells_go(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "a");
    put(m, 0, 1, "");
    put(m, 0, 2, "b");
    put(m, 1, 0, "x");
    put(m, 1, 1, "7");
    put(m, 2, 0, "c");
    merge(m, 0, 0, 1, 1);
    expect_cells(m, "R0C0 2x2 a R0C2 1x1 b R2C0 1x1 c");
    assert_int_equal(m->events, 2); /* none of the empty one */
    assert_int_equal(m->last_event, CODE_CELL_COVERED);
    expect_warning(m, "t1!R1C1", "cover 1 cell with figures");
    assert_ptr_equal(table_cell(&m->document->blocks[0].table, 1, 1),
                     &m->document->blocks[0].table.cells[0]);
}

static void words_alone_are_an_event_without_a_warning(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "UBND");
    put(m, 0, 1, "xã");
    merge(m, 0, 0, 0, 1);
    expect_cells(m, "R0C0 1x2 UBND");
    assert_int_equal(m->events, 1);
    assert_int_equal(m->document->warning_count, 0);
}

static void numbers_without_text_are_named(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put_number(m, 0, 0, 3, "3");
    put_number(m, 0, 1, 99.5, "");
    put_number(m, 0, 2, 5, "5");
    merge(m, 0, 0, 0, 2);
    expect_cells(m, "R0C0 1x3 3");
    expect_warning(m, "t1!R0C1",
                   "cover 2 cells with figures that the page does not show; they "
                   "were left out. The first holds \"99.5\".");
}

/* The first cell is empty, so the page shows nothing. */
static void an_empty_first_cell_covers_too(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "a");
    put(m, 1, 2, "12");
    put(m, 2, 1, "13");
    put(m, 3, 1, "b");
    merge(m, 1, 1, 2, 2);
    expect_cells(m, "R0C0 1x1 a R3C1 1x1 b");
    expect_warning(m, "t1!R1C2", "2 cells");
    assert_null(table_cell(&m->document->blocks[0].table, 2, 2));
}

static void merges_may_come_before_cells_in_any_order(void **state) {
    struct made *m = *state;
    open_sheet(m);
    merge(m, 4, 0, 5, 0);
    merge(m, 0, 0, 1, 0);
    put(m, 5, 0, "5");
    put(m, 4, 0, "4");
    put(m, 1, 0, "1");
    put(m, 0, 0, "0");
    expect_cells(m, "R0C0 2x1 0 R4C0 2x1 4");
}

static void ranges_of_one_cell_or_none_change_nothing(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "1");
    put(m, 0, 1, "2");
    put(m, 1, 0, "3");
    merge(m, 0, 0, 0, 0);
    merge(m, 4, 4, 5, 5); /* where no cell is */
    merge(m, 1, 1, 0, 0); /* its last cell is before its first */
    merge(m, 1, 1, 1, 9);
    expect_cells(m, "R0C0 1x1 1 R0C1 1x1 2 R1C0 1x1 3");
    assert_int_equal(m->events, 0);
}

/* No program writes them, and each shows them otherwise: what one range covers is not taken for a
 * value. */
static void overlapping_ranges_cover_all_that_one_covers(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "a");
    put(m, 0, 1, "1"); /* first cell of the second, covered by the first */
    put(m, 0, 2, "2");
    put(m, 1, 1, "3");
    put(m, 2, 1, "b");
    merge(m, 0, 1, 1, 2);
    merge(m, 0, 0, 0, 1);
    expect_cells(m, "R0C0 1x2 a R2C1 1x1 b");
    expect_warning(m, "t1!R0C1", "3 cells");
}

static void of_ranges_with_one_first_cell_the_larger_counts(void **state) {
    struct made *m = *state;
    open_sheet(m);
    put(m, 0, 0, "a");
    put(m, 0, 2, "1");
    put(m, 2, 0, "2");
    merge(m, 0, 0, 0, 2);
    merge(m, 0, 0, 2, 0);
    merge(m, 0, 0, 0, 0);
    expect_cells(m, "R0C0 3x3 a");
}

static void a_range_ends_at_its_last_row_and_column(void **state) {
    struct made *m = *state;
    open_sheet(m);
    for (uint32_t row = 0; row < 4; row++)
        for (uint32_t column = 0; column < 4; column++)
            put(m, row, column, "x");
    merge(m, 1, 1, 2, 2);
    expect_cells(m, "R0C0 1x1 x R0C1 1x1 x R0C2 1x1 x R0C3 1x1 x R1C0 1x1 x R1C1 2x2 x "
                    "R1C3 1x1 x R2C0 1x1 x R2C3 1x1 x R3C0 1x1 x R3C1 1x1 x R3C2 1x1 x R3C3 1x1 x");
    assert_int_equal(m->events, 3);
}

/* A hostile sheet: every row begins as many merges as it has columns, each to the last corner. */
static void many_huge_ranges_cost_little(void **state) {
    struct made *m = *state;
    open_sheet(m);
    for (uint32_t row = 0; row < ROWS_MANY; row++)
        put(m, row, row % COLUMNS_MANY, "1");
    for (uint32_t row = 0; row < ROWS_MANY; row++)
        for (uint32_t column = 0; column < COLUMNS_MANY; column++)
            merge(m, row, column, TABLE_ROWS_MAX - 1, TABLE_COLUMNS_MAX - 1);
    expect_cells(m, "R0C0 1048576x16384 1");
    assert_int_equal(m->events, ROWS_MANY - 1);
    expect_warning(m, "t1!R1C1", "2999 cells");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(covered_cells_go),
        TEST(words_alone_are_an_event_without_a_warning),
        TEST(numbers_without_text_are_named),
        TEST(an_empty_first_cell_covers_too),
        TEST(merges_may_come_before_cells_in_any_order),
        TEST(ranges_of_one_cell_or_none_change_nothing),
        TEST(overlapping_ranges_cover_all_that_one_covers),
        TEST(of_ranges_with_one_first_cell_the_larger_counts),
        TEST(a_range_ends_at_its_last_row_and_column),
        TEST(many_huge_ranges_cost_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
