/* form, columns and rows: tables written as text, one row a line, cells divided by '|'; "<" joins
 * the cell to its left neighbour, "^" to the one above. Expectations follow DECISIONS §3, with rows
 * of cchc-2021.
 */
#include "normalize/table/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define CELLS_MAX 600
#define TABLES_MAX 4

struct fixture {
    struct ruleset *ruleset;
    struct arena *arena;
    struct block blocks[TABLES_MAX];
    struct document document;
    struct pages pages;
    struct row_match *matches;
    int *line_rows;
};

static int load(void **state) {
    static struct fixture fixture;
    struct error error = {0};
    if (!ruleset_load("rules/cchc-2021", &fixture.ruleset, &error)) {
        print_message("%s: %s\n", error.place, error.message);
        return -1;
    }
    *state = &fixture;
    return 0;
}

static int unload(void **state) {
    struct fixture *f = *state;
    ruleset_free(f->ruleset);
    return 0;
}

static int start(void **state) {
    struct fixture *f = *state;
    f->arena = arena_new(64 << 20);
    f->document = (struct document){.arena = f->arena, .blocks = f->blocks};
    return 0;
}

static int finish(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

static struct cell *cell_at(struct table *table, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < table->cell_count; i++) {
        struct cell *cell = &table->cells[i];
        if (row >= cell->row && row < cell->row + cell->rowspan && column >= cell->column &&
            column < cell->column + cell->colspan)
            return cell;
    }
    fail();
    return NULL;
}

static void add_cell(struct fixture *f, struct table *table, uint32_t row, uint32_t column,
                     const char *text, size_t length) {
    if (length == 1 && *text == '<') {
        cell_at(table, row, column - 1)->colspan++;
        return;
    }
    if (length == 1 && *text == '^') {
        struct cell *above = cell_at(table, row - 1, column);
        if (above->row + above->rowspan == row)
            above->rowspan++;
        return;
    }
    table->cells[table->cell_count++] =
        (struct cell){.row = row,
                      .column = column,
                      .rowspan = 1,
                      .colspan = 1,
                      .text = arena_strndup(f->arena, text, length)};
}

static void add_table(struct fixture *f, const char *text) {
    struct block *block = &f->blocks[f->document.block_count++];
    *block = (struct block){.type = BLOCK_TABLE, .number = (uint32_t)f->document.block_count};
    struct table *table = &block->table;
    table->cells = arena_array(f->arena, CELLS_MAX, sizeof *table->cells);
    uint32_t column = 0;
    while (*text) {
        size_t length = strcspn(text, "|\n");
        add_cell(f, table, table->rows, column++, text, length);
        table->columns = column > table->columns ? column : table->columns;
        text += length;
        if (*text == '\n') {
            table->rows++;
            column = 0;
        }
        text += *text != '\0';
    }
}

static void match(struct fixture *f) {
    static const struct event_sink no_events = {0};
    assert_true(pages_find(&f->document, f->ruleset, f->arena, &no_events, &f->pages));
    assert_true(
        match_rows(&f->pages, f->ruleset, f->arena, &no_events, &f->matches, &f->line_rows));
}

/* The value cell's text of an indicator; NULL when its row is missing, "" when the cell is empty.
 */
static const char *value_of(const struct fixture *f, const char *indicator) {
    const struct row_match *found = &f->matches[ruleset_row(f->ruleset, indicator)];
    if (found->line < 0)
        return NULL;
    const struct line *line = &f->pages.lines[found->line];
    if (found->second >= 0 && (!line->value || !*line->value->text))
        line = &f->pages.lines[found->second];
    return line->value ? line->value->text : "";
}

/* A missing row has no text to compare. */
static void assert_cell(const struct fixture *f, const char *indicator, const char *value) {
    const char *found = value_of(f, indicator);
    if (!found || strcmp(found, value) != 0)
        fail_msg("%s: %s, not %s", indicator, found ? found : "missing", value);
}

static bool certain(const struct fixture *f, const char *indicator) {
    return f->matches[ruleset_row(f->ruleset, indicator)].certain;
}

#define HEADER                                                                                     \
    "STT|Chỉ tiêu thống kê|Kết quả thống kê|<|Đơn vị thực hiện\n"             \
    "^|^|Đơn vị tính|Số liệu|^\n"
#define FIRST_ROWS                                                                                 \
    "1.|Công tác chỉ đạo điều hành CCHC|||\n"                                           \
    "1.1.|Kế hoạch CCHC|||Sở Nội vụ\n"                                                   \
    "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|\n"                          \
    "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|\n"                                    \
    "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|7|\n"

static void a_page_is_read(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER FIRST_ROWS);
    match(f);
    assert_cell(f, "1.1-1", "23");
    assert_cell(f, "1.1-2", "15");
    assert_cell(f, "1.2", "7");
    assert_true(certain(f, "1.1-1") && certain(f, "1.2"));
    assert_null(value_of(f, "2.1"));
    assert_int_equal(f->pages.header_rows, 2);
}

static void other_periods_are_not_the_value(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu|ĐVT|Kỳ trước|Số liệu kỳ báo cáo|Lũy kế|Ghi chú\n"
                 "1.1.|Kế hoạch CCHC|||||\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|1|2|3|4\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|5|6|7|8\n");
    match(f);
    assert_cell(f, "1.1-1", "2");
    assert_cell(f, "1.1-2", "6");
    assert_false(f->pages.lines[0].value_uncertain);
}

static void two_columns_of_years_are_not_certain(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu|ĐVT|Năm 2021|Năm 2020\n"
                 "1.1.|Kế hoạch CCHC|||\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|2|3\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ||7\n");
    match(f);
    assert_cell(f, "1.1-1", "2");
    assert_cell(f, "1.1-2", "7"); /* not lost as blank */
    assert_true(f->pages.lines[1].value_uncertain);
}

static void a_column_no_header_names_is_not_certain(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu|ĐVT|Cùng kỳ|\n"
                 "1.1.|Kế hoạch CCHC|||\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|2|3\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|6|7\n");
    match(f);
    assert_true(f->pages.lines[1].value_uncertain);
    assert_non_null(value_of(f, "1.1-1"));
}

static void a_label_with_more_in_it_is_not_certain(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "2.|Cải cách thể chế|||\n"
                        "2.1.|Số VBQPPL đã ban hành/tham mưu ban hành được sửa đổi|Văn bản|9|\n"
                        "2.2.|Số VBQPPL chưa kiểm tra theo thẩm quyền|Văn bản|8|\n"
                        "2.3.|Số VBQPPL đã rà soátt|Văn bản|7|\n");
    match(f);
    assert_false(certain(f, "2.1")); /* added words */
    assert_false(certain(f, "2.2")); /* "chưa" for "đã" */
    assert_true(certain(f, "2.3"));  /* a slip of the pen */
}

static void columns_come_in_any_order(void **state) {
    struct fixture *f = *state;
    add_table(f, "Số liệu|Chỉ tiêu thống kê|STT|Đơn vị tính\n"
                 "|Kế hoạch CCHC|1.1.|\n"
                 "23|- Số nhiệm vụ đề ra trong kế hoạch||Nhiệm vụ\n"
                 "15|- Số nhiệm vụ đã hoàn thành||Nhiệm vụ\n");
    match(f);
    assert_cell(f, "1.1-1", "23");
}

static void two_figures_without_header_are_not_certain(void **state) {
    struct fixture *f = *state;
    add_table(f, FIRST_ROWS);
    match(f);
    assert_cell(f, "1.1-1", "23");
    assert_false(f->pages.lines[0].value_uncertain);
    finish(state);
    start(state);
    add_table(f, "1.1.|Kế hoạch CCHC|||\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|19\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|12\n");
    match(f);
    assert_true(f->pages.lines[0].value_uncertain);
}

static void pages_and_cut_rows_are_one_sequence(void **state) {
    struct fixture *f = *state;
    add_table(f,
              HEADER "7.1.|Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0|Chưa = 0|1|Sở\n"
                     "7.4.|Triển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung|Chưa = 0||\n");
    add_table(f, HEADER "|(LGSP)|Hoàn thành = 2|2|báo cáo\n"
                        "7.5.|Công/trang thông tin điện tử|Công/trang||Sở\n"
                        "||||tổng hợp, báo cáo\n"
                        "|- Cấp tỉnh|Chưa = 0 Có = 1|1|\n");
    match(f);
    assert_cell(f, "7.4", "2");
    assert_cell(f, "7.5-1", "1");
    assert_int_equal(f->pages.rest_count, 1);
    assert_true(certain(f, "7.5-1"));
}

static void twins_belong_to_their_section(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "7.5.|Công/trang thông tin điện tử|Công/trang||\n"
                        "|- Cấp huyện|Chưa = 0 Có = 1|0|\n"
                        "7.6.4.|Thư điện tử công vụ đang sử dụng. Trong đó:|||\n"
                        "|- Cấp tỉnh|Email|12|\n"
                        "|- Cấp xã|Email|40|\n");
    match(f);
    assert_cell(f, "7.5-2", "0");
    assert_null(value_of(f, "7.5-1"));
    assert_null(value_of(f, "7.6.2-1"));
    assert_cell(f, "7.6.4-1", "12");
    assert_cell(f, "7.6.4-3", "40");
    assert_null(value_of(f, "7.6.4-2"));
}

static void a_removed_row_passes_its_value_to_no_other(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "3.4.7.1.|Hồ sơ trực tuyến|||\n"
                        "|- Số lượng hồ sơ trực tuyến mức độ 4|Hồ sơ|5|\n"
                        "|- Số camera giám sát tại Bộ phận một cửa|Camera|10|\n"
                        "|- Tỷ lệ hồ sơ trực tuyến mức độ 3|%|80|\n");
    match(f);
    assert_null(value_of(f, "3.4.7.1-1"));
    assert_cell(f, "3.4.7.1-2", "5");
    assert_cell(f, "3.4.7.1-3", "80");
    assert_null(value_of(f, "3.4.7.1-4"));
    assert_int_equal(f->line_rows[2], -1);
}

static void moved_rows_keep_their_indicator(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "2.|Cải cách thể chế|||\n"
                        "2.3.|Số VBQPPL đã rà soát|Văn bản|3|\n"
                        "2.1.|Số VBQPPL đã ban hành/tham mưu ban hành|Văn bản|1|\n"
                        "2.2.|Số VBQPPL đã kiểm tra theo thẩm quyền|Văn bản|2|\n");
    match(f);
    assert_cell(f, "2.1", "1");
    assert_cell(f, "2.2", "2");
    assert_cell(f, "2.3", "3");
}

static void stt_and_notes_in_the_label_do_not_matter(void **state) {
    struct fixture *f = *state;
    add_table(f, "Chỉ tiêu thống kê|Đơn vị tính|Số liệu\n"
                 "1. Công tác chỉ đạo điều hành CCHC||\n"
                 "1.1 Kế hoạch CCHC - 02/QĐ-BQLKDL ngày 28/01/2021||\n"
                 "a) Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23\n"
                 "+ Số nhiệm vụ đã hoàn thành (kèm danh sách)|Nhiệm vụ|15\n");
    match(f);
    assert_cell(f, "1.1-1", "23");
    assert_cell(f, "1.1-2", "15");
    assert_non_null(value_of(f, "1.1"));
}

static void another_table_is_left_alone(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Nội dung|Đơn vị tính|Số liệu\n"
                 "1|Số lớp tập huấn|Lớp|5\n2|Số lượt người dự|Lượt|200\n3|Kinh phí|Đồng|1000\n");
    add_table(f, HEADER FIRST_ROWS);
    match(f);
    assert_false(f->pages.extents[0].is_form);
    assert_true(f->pages.extents[1].is_form);
    assert_cell(f, "1.2", "7");
}

/* Its first row has no label, like the rest of a row cut by a page's end: the form's last row must
 * not keep its value. */
static void a_table_that_is_not_a_page_yields_no_value(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "1.1.|Kế hoạch CCHC|||Sở Nội vụ\n"
                        "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|\n"
                        "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ||\n");
    add_table(f, "||Lớp|777|\n1|Số lớp tập huấn|Lớp|5|\n2|Số lượt người dự|Lượt|200|\n"
                 "3|Kinh phí|Đồng|1000|\n4|Số giảng viên|Người|3|\n");
    match(f);
    assert_false(f->pages.extents[1].is_form);
    assert_cell(f, "1.1-1", "23");
    assert_cell(f, "1.1-2", "");
}

static void a_second_copy_is_left_alone(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER FIRST_ROWS);
    add_table(f, HEADER FIRST_ROWS);
    match(f);
    assert_true(f->pages.extents[0].is_form);
    assert_true(f->pages.extents[1].is_form); /* its labels are no prose */
    assert_ptr_equal(f->pages.copy, &f->blocks[1]);
}

static void no_form_yields_no_lines(void **state) {
    struct fixture *f = *state;
    add_table(f,
              "UBND TỈNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/BC|ngày 1 tháng 2 năm 2021\n");
    match(f);
    assert_int_equal(f->pages.line_count, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_page_is_read),
        CASE(other_periods_are_not_the_value),
        CASE(two_columns_of_years_are_not_certain),
        CASE(a_column_no_header_names_is_not_certain),
        CASE(a_label_with_more_in_it_is_not_certain),
        CASE(columns_come_in_any_order),
        CASE(two_figures_without_header_are_not_certain),
        CASE(pages_and_cut_rows_are_one_sequence),
        CASE(twins_belong_to_their_section),
        CASE(a_removed_row_passes_its_value_to_no_other),
        CASE(moved_rows_keep_their_indicator),
        CASE(stt_and_notes_in_the_label_do_not_matter),
        CASE(another_table_is_left_alone),
        CASE(a_table_that_is_not_a_page_yields_no_value),
        CASE(a_second_copy_is_left_alone),
        CASE(no_form_yields_no_lines),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
