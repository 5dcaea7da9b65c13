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

/* Merges of a hostile file overlap: the page ends all the same, and no text is lost from the record. */
static void overlapping_merges_end(void **state) {
    (void)state;
    struct builder *builder = start();
    struct document *document;
    struct error error = {0};
    struct buffer out;
    builder_table_open(builder, NULL, false);
    put(builder, 0, 0, "a");
    put(builder, 0, 1, "b");
    put(builder, 0, 2, "c");
    builder_sheet_merge(builder, 0, 0, 0, 2);
    builder_sheet_merge(builder, 0, 1, 1, 2);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_with_merged_cells),
        cmocka_unit_test(overlapping_merges_end),
        cmocka_unit_test(controls_are_not_shown),
        cmocka_unit_test(long_paragraphs_are_broken_at_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
