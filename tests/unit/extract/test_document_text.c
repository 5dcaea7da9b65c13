/* document_text: the page drawn for a terminal. Expected pages were drawn by hand. */
#include "extract/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct event_sink nobody = {0};

static struct builder *start(void) {
    static struct limits limits;
    limits = limits_default();
    struct builder *builder = builder_new(&limits, &nobody);
    assert_non_null(builder);
    builder_source(builder, "a.xlsx", "", 1, "xlsx");
    return builder;
}

static void expect(struct builder *builder, unsigned width, const char *page) {
    struct document *document;
    struct error error = {0};
    struct buffer out;
    buffer_init(&out, 1 << 20);
    assert_true(builder_finish(builder, &document, &error));
    document_to_text(document, width, &out);
    assert_string_equal(buffer_text(&out), page);
    buffer_free(&out);
    document_free(document);
    builder_free(builder);
}

static void put(struct builder *builder, uint32_t row, uint32_t column, const char *text) {
    struct cell cell = {.row = row, .column = column, .rowspan = 1, .colspan = 1, .text = text};
    builder_sheet_cell(builder, &cell);
}

static void a_table_with_merged_cells(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, "Số liệu", false);
    put(builder, 0, 0, "Chỉ tiêu");
    put(builder, 0, 1, "Kết quả");
    put(builder, 1, 1, "ĐVT");
    put(builder, 1, 2, "Số");
    builder_sheet_merge(builder, 0, 0, 1, 0);
    builder_sheet_merge(builder, 0, 1, 0, 2);
    builder_table_close(builder);
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "t1     \"Số liệu\" 2 rows, 3 columns\n"
           "┌──────────┬───────────┐\n"
           "│ Chỉ tiêu │ Kết quả   │\n"
           "│          ├─────┬─────┤\n"
           "│          │ ĐVT │ Số  │\n"
           "└──────────┴─────┴─────┘\n");
}

/* Merges of a hostile file overlap: the page ends all the same, and the first cells of both are in
 * the record. */
static void overlapping_merges_end(void **state) {
    (void)state;
    struct builder *builder = start();
    struct document *document;
    struct error error = {0};
    struct buffer out;
    builder_table_open(builder, NULL, false);
    put(builder, 0, 1, "a");
    put(builder, 1, 0, "b");
    put(builder, 2, 2, "c");
    builder_sheet_merge(builder, 0, 1, 2, 1);
    builder_sheet_merge(builder, 1, 0, 1, 2);
    builder_table_close(builder);
    assert_true(builder_finish(builder, &document, &error));
    assert_int_equal(document->blocks[0].table.cell_count, 3);
    buffer_init(&out, 1 << 16);
    document_to_text(document, 80, &out);
    assert_non_null(strstr(buffer_text(&out), "a"));
    assert_false(out.failed);
    buffer_free(&out);
    document_free(document);
    builder_free(builder);
}

/* Escape sequences of a file do not reach the terminal. */
static void controls_are_not_shown(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_paragraph(builder, NULL, "1.", "a\x1B[2Jb\tc");
    expect(builder, 60, "a.xlsx (xlsx)\np1     1. a\xEF\xBF\xBD[2Jb c\n");
}

static void long_paragraphs_are_broken_at_spaces(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_paragraph(builder, NULL, NULL, "Ủy ban nhân dân tỉnh Khánh Hòa báo cáo");
    expect(builder, 30, "a.xlsx (xlsx)\np1     Ủy ban nhân dân tỉnh\n       Khánh Hòa báo cáo\n");
}

/* Parts have a heading when they change; the body has none when it comes first. */
static void parts_are_told_apart(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_paragraph(builder, NULL, NULL, "một");
    builder_part(builder, PART_HEADER);
    builder_paragraph(builder, NULL, NULL, "hai");
    builder_paragraph(builder, NULL, NULL, "ba");
    builder_part(builder, PART_BODY);
    builder_paragraph(builder, NULL, NULL, "bốn");
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "p1     một\n"
           "\n-- header --\n"
           "p2     hai\n"
           "p3     ba\n"
           "\n-- body --\n"
           "p4     bốn\n");
}

static void a_first_part_that_is_not_the_body_is_named(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_part(builder, PART_TEXTBOX);
    builder_paragraph(builder, NULL, "-", "");
    expect(builder, 60, "a.xlsx (xlsx)\n\n-- textbox --\np1     -\n");
}

static void warnings_stand_at_the_end(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_warning(builder, CODE_REPAIRED, "p1", "Sửa\x1B.");
    builder_warning(builder, CODE_REPAIRED, NULL, "Bỏ.");
    builder_paragraph(builder, NULL, NULL, "một");
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "p1     một\n"
           "\nwarning: Sửa\xEF\xBF\xBD. at p1\n"
           "\nwarning: Bỏ.\n");
}

/* Under the margin of 7 columns stay 23 of 30, and never fewer than 20. */
static void a_word_longer_than_the_line_is_cut(void **state) {
    (void)state;
    for (unsigned width = 27; width > 0; width -= 9) {
        struct builder *builder = start();
        builder_paragraph(builder, NULL, NULL, "abcdefghijklmnopqrstuvwxyz");
        expect(builder, width, "a.xlsx (xlsx)\np1     abcdefghijklmnopqrst\n       uvwxyz\n");
    }
    struct builder *builder = start();
    builder_paragraph(builder, NULL, NULL, "abcdefghijklmnopqrstuvwxyz");
    expect(builder, 30, "a.xlsx (xlsx)\np1     abcdefghijklmnopqrstuvw\n       xyz\n");
}

static void lines_of_a_paragraph_stay_lines(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_paragraph(builder, NULL, NULL, "một\n\nhai");
    expect(builder, 60, "a.xlsx (xlsx)\np1     một\n       \n       hai\n");
}

/* Of 20 columns the frame takes 7: 17 and 3 wide are narrowed to 10 and 3. */
static void a_table_too_wide_is_narrowed(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, NULL, false);
    put(builder, 0, 0, "Chỉ tiêu thống kê");
    put(builder, 0, 1, "12");
    builder_table_close(builder);
    expect(builder, 20,
           "a.xlsx (xlsx)\n"
           "t1     1 rows, 2 columns\n"
           "┌────────────┬─────┐\n"
           "│ Chỉ tiêu   │ 12  │\n"
           "│ thống kê   │     │\n"
           "└────────────┴─────┘\n");
}

/* Wide characters take two columns, marks that combine none (UAX #11). */
static void columns_are_counted_as_shown(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, NULL, false);
    put(builder, 0, 0, "中文表");
    put(builder, 1, 0, "x\xCC\xA3y\nz");
    builder_table_close(builder);
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "t1     2 rows, 1 columns\n"
           "┌────────┐\n"
           "│ 中文表 │\n"
           "├────────┤\n"
           "│ x\xCC\xA3y     │\n"
           "│ z      │\n"
           "└────────┘\n");
}

static void an_empty_place_is_drawn_empty(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, NULL, true);
    put(builder, 0, 1, "b");
    put(builder, 1, 0, "a");
    builder_table_close(builder);
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "t1     2 rows, 2 columns, hidden\n"
           "┌─────┬─────┐\n"
           "│     │ b   │\n"
           "├─────┼─────┤\n"
           "│ a   │     │\n"
           "└─────┴─────┘\n");
}

static void a_nested_table_tells_its_place(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, NULL, false);
    builder_row_open(builder, false, 1);
    builder_cell_open(builder, 1, false);
    builder_paragraph(builder, NULL, "1.1.", "Kế hoạch");
    builder_table_open(builder, NULL, false);
    builder_table_close(builder);
    builder_cell_close(builder);
    builder_row_close(builder);
    builder_table_close(builder);
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "t1     1 rows, 2 columns\n"
           "┌─────┬───────────────┐\n"
           "│     │ 1.1. Kế hoạch │\n"
           "└─────┴───────────────┘\n"
           "t2     0 rows, 0 columns, in t1!R0C1\n");
}

static void a_table_of_many_columns_is_listed(void **state) {
    (void)state;
    struct builder *builder = start();
    builder_table_open(builder, "a\x1B", false);
    put(builder, 0, 0, "một");
    put(builder, 2, 24, "hai\x1B");
    builder_table_close(builder);
    expect(builder, 60,
           "a.xlsx (xlsx)\n"
           "t1     \"a\xEF\xBF\xBD\" 3 rows, 25 columns\n"
           "  R0C0  một\n"
           "  R2C24  hai\xEF\xBF\xBD\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_with_merged_cells),
        cmocka_unit_test(overlapping_merges_end),
        cmocka_unit_test(controls_are_not_shown),
        cmocka_unit_test(long_paragraphs_are_broken_at_spaces),
        cmocka_unit_test(parts_are_told_apart),
        cmocka_unit_test(a_first_part_that_is_not_the_body_is_named),
        cmocka_unit_test(warnings_stand_at_the_end),
        cmocka_unit_test(a_word_longer_than_the_line_is_cut),
        cmocka_unit_test(lines_of_a_paragraph_stay_lines),
        cmocka_unit_test(a_table_too_wide_is_narrowed),
        cmocka_unit_test(columns_are_counted_as_shown),
        cmocka_unit_test(an_empty_place_is_drawn_empty),
        cmocka_unit_test(a_nested_table_tells_its_place),
        cmocka_unit_test(a_table_of_many_columns_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
