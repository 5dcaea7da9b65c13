/* restated, magnitude, shifted, columns, labels_skeleton: reports as clerks spoil them, table by
 * table. Expectations follow DECISIONS §6. Indicators: 1.1-1 and 1.1-2 count tasks, 1.2
 * documents, 1.3.1-1 and -2 offices, 3.4.7.3-2 is money in đồng.
 */
#include "tests/unit/normalize/test_normalize.h"

#define MONEY                                                                                      \
    "3.4.7.3.|Hồ sơ thanh toán trực tuyến|||\n"                                            \
    "|- Số tiền được thanh toán trực tuyến|Đồng|45.670|\n"
/* The same row again, where a copy stands: behind other rows, without its STT. */
#define AGAIN(value)                                                                               \
    "1.3.|Kiểm tra CCHC|||\n"                                                                    \
    "|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|" value "|\n"
#define ISSUED(value) "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|" value "|\n"

static const char *status_of(const struct fixture *f, const char *indicator) {
    return status_word(observed(f, indicator)->status);
}

static void expect_words(const struct fixture *f, const char *indicator, const char *words) {
    for (size_t i = 0; i < f->report->finding_count; i++) {
        const struct finding *finding = &f->report->findings[i];
        if (finding->indicator && strcmp(finding->indicator, indicator) == 0 &&
            strstr(finding->message, words))
            return;
    }
    fail_msg("no finding about %s says \"%s\"", indicator, words);
}

static void paragraph(struct fixture *f, const char *text) {
    builder_paragraph(f->builder, NULL, NULL, text);
}

/* Reads one table with texts above and below it; the next reading begins anew. */
static const char *read_between(void **state, const char *above, const char *table,
                                const char *below, const char *indicator) {
    struct fixture *f = *state;
    finish(state);
    start(state);
    if (above)
        paragraph(f, above);
    add_table(f, table);
    if (below)
        paragraph(f, below);
    normalize(f);
    return status_of(f, indicator);
}

/* ---- magnitude ---- */

static void a_text_near_the_table_multiplies_its_money(void **state) {
    static const char *const texts[] = {
        "ĐVT: 1.000 đồng",
        "(ĐVT: 1000đ)",
        "Đơn vị tính: 10³ đồng",
        "Đơn vị tính tiền: triệu đồng",
        "Đvt: 1.000.000 đồng",
        "Số tiền tính bằng nghìn đồng.",
        "Tiền: trđ",
        "(x1.000 đồng)",
        "Ghi chú: số tiền tính theo đơn vị tỷ đồng",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(read_between(state, texts[i], HEADER PLAN TASKS("23") MONEY, NULL, "3.4.7.3-2"),
                   "review") != 0)
            fail_msg("above: %s", texts[i]);
        assert_string_equal(status_of(*state, "1.1-1"), "reported");
        if (strcmp(read_between(state, NULL, HEADER PLAN TASKS("23") MONEY, texts[i], "3.4.7.3-2"),
                   "review") != 0)
            fail_msg("below: %s", texts[i]);
    }
    expect_words(*state, "3.4.7.3-2", "45670 or 45670000000000");
}

static void sums_and_plain_units_near_the_table_multiply_nothing(void **state) {
    static const char *const texts[] = {"Kinh phí cải cách hành chính là 3 triệu đồng.",
                                        "ĐVT: đồng", "Đơn vị: Sở Tài chính", "Hồ sơ năm 1000"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(
                read_between(state, texts[i], HEADER PLAN TASKS("23") MONEY, texts[i], "3.4.7.3-2"),
                "reported") != 0)
            fail_msg("%s", texts[i]);
}

static void a_headings_row_multiplies_the_money_under_it(void **state) {
    assert_string_equal(
        read_between(state, NULL,
                     HEADER PLAN TASKS("23") "3.4.7.3.|Hồ sơ thanh toán trực tuyến|1.000 đồng||\n"
                                             "|- Số tiền được thanh toán trực tuyến|Đồng|45.670|\n",
                     NULL, "3.4.7.3-2"),
        "review");
}

static void a_unit_with_a_multiple_behind_it_is_asked_about(void **state) {
    assert_string_equal(
        read_between(state, NULL,
                     HEADER PLAN
                     "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ (nghìn)|23|\n" DONE("15"),
                     NULL, "1.1-1"),
        "review");
    assert_string_equal(status_of(*state, "1.1-2"), "reported");
}

static void a_value_that_names_its_currency_is_clear(void **state) {
    assert_string_equal(
        read_between(
            state, "ĐVT: 1.000 đồng",
            HEADER PLAN TASKS("23") "3.4.7.3.|Hồ sơ thanh toán trực tuyến|||\n"
                                    "|- Số tiền được thanh toán trực tuyến|Đồng|45.670.000 "
                                    "đồng|\n",
            NULL, "3.4.7.3-2"),
        "reported");
}

/* ---- restated ---- */

static void a_row_that_stands_twice_with_other_numbers_is_asked_about(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") ISSUED("7") AGAIN("9"));
    normalize(f);
    assert_string_equal(status_of(f, "1.1-1"), "reported");
    assert_string_equal(status_of(f, "1.2"), "review");
    expect_words(f, "1.2", "t1!R");
}

static void the_same_number_twice_is_no_doubt(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") ISSUED("7") AGAIN("07"));
    normalize(f);
    expect_number(f, "1.2", 7, "t1!R5C3");
}

static void the_filled_copy_of_a_blank_row_counts(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") ISSUED("") AGAIN("9"));
    normalize(f);
    assert_string_equal(status_of(f, "1.2"), "reported");
    assert_true(observed(f, "1.2")->value == 9);
}

static void a_table_of_corrections_behind_the_form_is_asked_about(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") ISSUED("7"));
    paragraph(f, "Số liệu điều chỉnh");
    add_table(f, "Nội dung|Số đúng\nSố văn bản chỉ đạo CCHC đã ban hành|9\n");
    normalize(f);
    assert_string_equal(status_of(f, "1.2"), "review");
    expect_words(f, "1.2", "\"9\" at t2!R1C1");
    expect_number(f, "1.1-1", 23, "t1!R3C3");
}

static void a_correction_beside_the_old_number_is_asked_about(void **state) {
    static const char *const headers[] = {"Số liệu cũ|Số liệu mới",
                                          "Số liệu|Số liệu sau điều chỉnh", "Trước|Sau"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct fixture *f = *state;
        char table[300];
        finish(state);
        start(state);
        add_table(f, HEADER PLAN TASKS("23") DONE("15") ISSUED("7"));
        snprintf(table, sizeof table, "Nội dung|%s\nSố văn bản chỉ đạo CCHC đã ban hành|7|52\n",
                 headers[i]);
        add_table(f, table);
        normalize(f);
        if (strcmp(status_of(f, "1.2"), "review") != 0)
            fail_msg("%s", headers[i]);
    }
}

/* ---- shifted ---- */

static void a_block_one_row_too_low_is_asked_about(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "1.3.|Kiểm tra CCHC|||\n"
                        "1.3.1.|Số cơ quan, đơn vị đã kiểm tra|||\n"
                        "|- Số sở, ngành đã kiểm tra|Cơ quan, đơn vị||\n"
                        "|- Số UBND cấp huyện đã kiểm tra|Cơ quan, đơn vị|14|\n"
                        "1.3.2.|Xử lý sau kiểm tra||15|\n"
                        "|- Số vấn đề phát hiện qua kiểm tra|Vấn đề||\n"
                        "|- Số vấn đề phát hiện đã xử lý xong|Vấn đề|16|\n"
                        "1.4.|Thực hiện đánh giá cán bộ, công chức, viên chức, người đứng đầu tham "
                        "gia giải quyết hồ sơ thủ tục hành chính theo Chỉ thị số 12/CT-UBND ngày "
                        "26/5/2017|Tháng|6|\n"
                        "1.5.|Thực hiện nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao||17|\n");
    normalize(f);
    assert_string_equal(status_of(f, "1.3.2-1"), "review");
    assert_string_equal(status_of(f, "1.3.2-2"), "review");
    assert_string_equal(status_of(f, "1.4"), "review");
    expect_words(f, "1.3.2-2", "a row too low or too high");
}

static void one_number_beside_a_heading_is_no_block(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "1.1.|Kế hoạch CCHC||38|\n" TASKS("23") DONE("15") ISSUED("7"));
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R3C3");
    expect_number(f, "1.2", 7, "t1!R5C3");
}

/* ---- columns ---- */

#define WITH_COLUMN(header, a, b, c)                                                               \
    "STT|Chỉ tiêu thống kê|Đơn vị tính|Số liệu|" header "\n"                                       \
    "1.1.|Kế hoạch CCHC|||\n"                                                                  \
    "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|" a "\n"                                      \
    "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|" b "\n"                                             \
    "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|7|" c "\n"

static void a_column_of_something_else_puts_no_value_in_doubt(void **state) {
    assert_string_equal(
        read_between(state, NULL, WITH_COLUMN("Điểm chuẩn", "2", "4", "1"), NULL, "1.1-1"),
        "reported");
    assert_string_equal(read_between(state, NULL, WITH_COLUMN("Trang", "3", "3", "4"), NULL, "1.2"),
                        "reported");
}

static void a_column_that_states_values_again_puts_those_that_differ_in_doubt(void **state) {
    const char *table = WITH_COLUMN("Điều chỉnh", "24", "", "7");
    assert_string_equal(read_between(state, NULL, table, NULL, "1.1-1"), "review");
    assert_string_equal(status_of(*state, "1.1-2"), "reported");
    assert_string_equal(status_of(*state, "1.2"), "reported");
    /* Its header says nothing, but its numbers do. */
    table = WITH_COLUMN("Phòng Nội vụ", "24", "15", "7");
    assert_string_equal(read_between(state, NULL, table, NULL, "1.1-1"), "review");
}

static void a_column_of_a_part_is_not_the_whole(void **state) {
    static const char *const headers[] = {"Số liệu cấp xã", "Trong đó: nữ", "Số lượng nữ"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        char table[400];
        snprintf(table, sizeof table,
                 "STT|Chỉ tiêu thống kê|Đơn vị tính|%s\n1.1.|Kế hoạch CCHC||\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15\n",
                 headers[i]);
        if (strcmp(read_between(state, NULL, table, NULL, "1.1-1"), "review") != 0)
            fail_msg("%s", headers[i]);
    }
    assert_string_equal(
        read_between(state, NULL, WITH_COLUMN("Trong đó: nữ", "3", "2", "1"), NULL, "1.1-1"),
        "reported");
}

static void a_row_of_the_form_under_the_header_is_no_header(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu thống kê|Kết quả thống kê|<|Đơn vị thực hiện\n"
                 "^|^|Đơn vị tính|Số liệu|^\n"
                 "|Kế hoạch CCHC|||- Sở Nội vụ báo cáo kết quả thực hiện của tỉnh\n"
                 "|- Số nhiệm vụ đề ra trong kế hoạch||23|\n"
                 "|- Số nhiệm vụ đã hoàn thành||15|\n");
    normalize(f);
    assert_true(observed(f, "1.1-1")->value == 23);
    assert_true(observed(f, "1.1-2")->value == 15);
}

static void rows_that_number_the_columns_are_header(void **state) {
    static const char *const rows[] = {"(1)|(2)|(3)|(4)|(5)", "A|B|1|2|3", "8|9|10|11|12",
                                       "1|2|3|4=2+3|5 (=4+8)"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char table[600];
        snprintf(table, sizeof table, "%s%s\n%s", HEADER, rows[i], PLAN TASKS("23") DONE("15"));
        struct fixture *f = *state;
        read_between(state, NULL, table, NULL, "1.1-1");
        assert_string_equal(status_of(f, "1.1-1"), "reported");
        if (f->report->coverage.unmatched_values + f->report->coverage.unmatched_rows > 0)
            fail_msg("%s", rows[i]);
    }
}

static void a_value_in_the_stt_column_is_found(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "23|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ||\n" DONE("15"));
    normalize(f);
    assert_string_equal(status_of(f, "1.1-1"), "review");
    expect_words(f, "1.1-1", "\"23\" is in the row");
}

static void numbers_of_rows_in_the_stt_column_are_none(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "1|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ||\n"
                             "2|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|\n");
    normalize(f);
    assert_string_equal(status_of(f, "1.1-1"), "blank");
}

static void halves_side_by_side_are_one_form(void **state) {
    struct fixture *f = *state;
    add_table(f,
              "STT|Chỉ tiêu thống kê|ĐVT|Số liệu|STT|Chỉ tiêu thống kê|ĐVT|Số liệu\n"
              "1.1.|Kế hoạch CCHC|||1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|7\n"
              "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|1.3.|Kiểm tra CCHC||\n"
              "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|1.3.1.|Số cơ quan, đơn vị đã kiểm tra||\n"
              "||||| - Số sở, ngành đã kiểm tra|Cơ quan, đơn vị|4\n");
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R2C3");
    expect_number(f, "1.1-2", 15, "t1!R3C3");
    expect_number(f, "1.2", 7, "t1!R1C7");
    expect_number(f, "1.3.1-1", 4, "t1!R4C7");
}

/* ---- labels ---- */

static void labels_without_marks_spaces_or_end_are_read(void **state) {
    static const char *const labels[] = {
        "So van ban chi dao CCHC da ban hanh", "Sốvănbản chỉđạo CCHC đãban hành",
        "S ố   v ă n   b ả n   c h ỉ   đ ạ o   C C H C   đ ã   b a n   h à n h",
        "Số văn bản chỉ đạo CCHC = 7"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char table[600];
        snprintf(table, sizeof table, "%s1.2.|%s|Văn bản|7|\n", HEADER PLAN TASKS("23") DONE("15"),
                 labels[i]);
        if (read_between(state, NULL, table, NULL, "1.2"), observed(*state, "1.2")->value != 7)
            fail_msg("%s", labels[i]);
    }
}

static void another_number_in_a_label_is_never_a_misread_letter(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23")
                     DONE("15") "|- Sô lượng hô sơ trựcc tuyến mức độ 5|Hồ sơ|99|\n");
    normalize(f);
    assert_string_equal(status_of(f, "3.4.7.1-1"), "missing");
    assert_string_equal(status_of(f, "3.4.7.1-2"), "missing");
}

/* ---- signs within a value ---- */

static void figures_that_were_not_read_forbid_a_value(void **state) {
    static const char *const values[] = {"98½%", "12 ½", "7①", "1Ⅳ", "٣", "5?"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char table[600];
        snprintf(table, sizeof table, "%s1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|%s|\n",
                 HEADER PLAN TASKS("23") DONE("15"), values[i]);
        if (strcmp(read_between(state, NULL, table, NULL, "1.2"), "reported") == 0)
            fail_msg("%s", values[i]);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)
        TEST(a_text_near_the_table_multiplies_its_money),
        TEST(sums_and_plain_units_near_the_table_multiply_nothing),
        TEST(a_headings_row_multiplies_the_money_under_it),
        TEST(a_unit_with_a_multiple_behind_it_is_asked_about),
        TEST(a_value_that_names_its_currency_is_clear),
        TEST(a_row_that_stands_twice_with_other_numbers_is_asked_about),
        TEST(the_same_number_twice_is_no_doubt),
        TEST(the_filled_copy_of_a_blank_row_counts),
        TEST(a_table_of_corrections_behind_the_form_is_asked_about),
        TEST(a_correction_beside_the_old_number_is_asked_about),
        TEST(a_block_one_row_too_low_is_asked_about),
        TEST(one_number_beside_a_heading_is_no_block),
        TEST(a_column_of_something_else_puts_no_value_in_doubt),
        TEST(a_column_that_states_values_again_puts_those_that_differ_in_doubt),
        TEST(a_column_of_a_part_is_not_the_whole),
        TEST(a_row_of_the_form_under_the_header_is_no_header),
        TEST(rows_that_number_the_columns_are_header),
        TEST(a_value_in_the_stt_column_is_found),
        TEST(numbers_of_rows_in_the_stt_column_are_none),
        TEST(halves_side_by_side_are_one_form),
        TEST(labels_without_marks_spaces_or_end_are_read),
        TEST(another_number_in_a_label_is_never_a_misread_letter),
        TEST(figures_that_were_not_read_forbid_a_value),
#undef TEST
    };
    return cmocka_run_group_tests(tests, load, unload);
}
