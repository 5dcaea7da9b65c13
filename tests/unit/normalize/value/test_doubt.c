/* doubt, label_sense and the choice between two copies of the form: values that a cell alone would
 * report, and a person would question. Expectations follow DECISIONS §1 to §3. Indicators: 1.1-1
 * and 1.1-2 count tasks, 1.2 documents, 3.4.6-1 to -3 are percentages, 3.4.7.3-2 is money in đồng,
 * 1.7 a code (0 = Không; 1 = Có). */
#include "tests/unit/normalize/test_normalize.h"

#define TITLE_Q3 "Báo cáo tình hình thực hiện công tác cải cách hành chính quý III năm 2022"
#define ONE_ROW_HEADER(value) "STT|Chỉ tiêu thống kê|Đơn vị tính|" value "\n"

static void expect_review(const struct fixture *f, const char *indicator, const char *words) {
    const struct observation *o = observed(f, indicator);
    assert_string_equal(status_word(o->status), "review");
    for (size_t i = 0; i < f->report->finding_count; i++) {
        const struct finding *finding = &f->report->findings[i];
        if (finding->indicator && strcmp(finding->indicator, indicator) == 0 &&
            strcmp(finding->check, "value-review") == 0) {
            if (!strstr(finding->message, words))
                fail_msg("%s: no %s", finding->message, words);
            return;
        }
    }
    fail_msg("no finding about %s", indicator);
}

/* ---- the unit ---- */

static void a_unit_that_multiplies_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f,
              HEADER PLAN TASKS("23") "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|nghìn văn bản|7|\n"
                                      "3.4.7.3.|Hồ sơ thanh toán trực tuyến|||\n"
                                      "|- Số lượng hồ sơ được thanh toán trực tuyến|Hồ sơ|5|\n"
                                      "|- Số tiền được thanh toán trực tuyến|Triệu đồng|12|\n");
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R3C3");
    expect_review(f, "1.2", "7 or 7000");
    expect_review(f, "3.4.7.3-2", "12 or 12000000");
}

static void a_unit_of_another_kind_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "|- Số nhiệm vụ đề ra trong kế hoạch|%|98|\n"
                             "|- Số nhiệm vụ đã hoàn thành|NV|15|\n"
                             "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Bản|7|\n");
    normalize(f);
    expect_review(f, "1.1-1", "the form's is \"Nhiệm vụ\"");
    expect_number(f, "1.1-2", 15, "t1!R4C3");
    expect_number(f, "1.2", 7, "t1!R5C3");
}

#define MONEY_ROW(unit) "|- Số tiền được thanh toán trực tuyến|" unit "|12|\n"

static void money_in_another_unit_needs_review(void **state) {
    static const char *const tables[] = {
        MONEY_ROW("1.000 đồng"),
        MONEY_ROW("Trđ"),
        MONEY_ROW("ĐVT: triệu đồng"),
        MONEY_ROW("USD"),
        ("|- Số tiền được thanh toán trực tuyến (triệu "
         "đồng)|Đồng|12|\n"),
        "|- Số tiền (triệu đồng) được thanh toán trực tuyến|Đồng|12|\n"};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        struct fixture *f = *state;
        char text[2000];
        snprintf(text, sizeof text, "%s%s",
                 HEADER PLAN TASKS("23") DONE("15")
                     PAPERS("7") "3.4.7.3.|Hồ sơ thanh toán trực tuyến|||\n"
                                 "|- Số lượng hồ sơ được thanh toán trực tuyến|Hồ sơ|5|\n",
                 tables[i]);
        add_table(f, text);
        normalize(f);
        expect_review(f, "3.4.7.3-2", "");
        if (i + 1 < sizeof tables / sizeof tables[0]) {
            finish(state);
            start(state);
        }
    }
}

static void a_unit_with_a_figure_or_of_tens_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "|- Số nhiệm vụ đề ra trong kế hoạch|1.000 nhiệm vụ|98|\n"
                             "|- Số nhiệm vụ đã hoàn thành (%)|Nhiệm vụ|15|\n"
                             "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Chục|7|\n");
    normalize(f);
    expect_review(f, "1.1-1", "1.000 nhiệm vụ");
    expect_review(f, "1.1-2", "The unit here is \"%\"");
    expect_review(f, "1.2", "7 or 70");
}

static void a_number_of_talks_is_no_code(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15")
                     PAPERS("7") "1.7.|Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng "
                                 "doanh nghiệp|Cuộc|1|\n");
    normalize(f);
    expect_review(f, "1.7", "The unit here is \"Cuộc\"");
}

static void codes_turned_round_need_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15")
                     PAPERS("7") "1.7.|Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng "
                                 "doanh nghiệp|Không = 1/Có = 0|1|\n");
    normalize(f);
    expect_review(f, "1.7", "Không = 1");
}

static void codes_of_the_form_are_not(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15")
                     PAPERS("7") "1.7.|Tổ chức đối thoại của lãnh đạo với người dân, cộng đồng "
                                 "doanh nghiệp|Có = 1; Không = 0|1|\n");
    normalize(f);
    assert_int_equal(observed(f, "1.7")->status, STATUS_REPORTED);
}

static void a_unit_in_the_header_counts_for_all(void **state) {
    struct fixture *f = *state;
    add_table(f, ONE_ROW_HEADER("Số liệu (nghìn)") "1.1.|Kế hoạch CCHC||\n|- Số nhiệm vụ đề ra "
                                                   "trong kế hoạch|Nhiệm vụ|23\n"
                                                   "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|0\n");
    normalize(f);
    expect_review(f, "1.1-1", "23 or 23000");
    assert_int_equal(observed(f, "1.1-2")->status, STATUS_REPORTED); /* nothing is nothing */
}

static void a_unit_above_the_table_counts_for_money(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL, "ĐVT: triệu đồng");
    add_table(f, HEADER PLAN TASKS("23") "3.4.7.3.|Hồ sơ thanh toán trực tuyến|||\n"
                                         "|- Số lượng hồ sơ được thanh toán trực tuyến|Hồ sơ|5|\n"
                                         "|- Số tiền được thanh toán trực tuyến|Đồng|12|\n");
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R3C3");
    expect_review(f, "3.4.7.3-2", "12 or 12000000");
}

/* ---- the column ---- */

static void a_number_in_a_column_of_unknown_name_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu thống kê|Đơn vị tính|Số liệu|Sau rà soát\n"
                 "1.1.|Kế hoạch CCHC|||\n|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23|32\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15|15\n"
                 "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản|7|\n");
    normalize(f);
    expect_review(f, "1.1-1", "\"Sau rà soát\", holds \"32\"");
    expect_number(f, "1.1-2", 15, "t1!R3C3");
    expect_number(f, "1.2", 7, "t1!R4C3");
}

static void the_column_of_the_period_is_taken(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL, TITLE_Q3);
    add_table(f, "STT|Chỉ tiêu thống kê|Đơn vị tính|Quý II/2022|Quý III/2022\n"
                 "1.1.|Kế hoạch CCHC|||\n|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|1|23\n"
                 "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|2|15\n");
    normalize(f);
    assert_string_equal(f->report->metadata.period, "2022-Q3");
    expect_number(f, "1.1-1", 23, "t1!R2C4");
    expect_number(f, "1.1-2", 15, "t1!R3C4");
}

static void a_column_of_another_period_needs_review(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL, TITLE_Q3);
    add_table(f, ONE_ROW_HEADER("Số liệu quý II") "1.1.|Kế hoạch CCHC||\n|- Số nhiệm vụ đề ra "
                                                  "trong kế hoạch|Nhiệm vụ|23\n"
                                                  "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15\n");
    normalize(f);
    expect_review(f, "1.1-1", "2022-Q3");
}

static void a_column_of_no_one_period_needs_review(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL, TITLE_Q3);
    add_table(f, ONE_ROW_HEADER("Số liệu từ 01.01.2022 đến 30.6.2022") TASKS("23") DONE("15")
                     PAPERS("7"));
    normalize(f);
    expect_review(f, "1.1-1", "từ 01.01.2022 đến 30.6.2022");
}

static void a_column_under_another_period_is_not_this_ones(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu thống kê|Đơn vị tính|Cùng kỳ năm trước|<\n"
                 "^|^|^|Số liệu|Ghi chú\n" PLAN TASKS("23") DONE("15") PAPERS("7"));
    normalize(f);
    expect_review(f, "1.1-1", "More than one column");
}

static void another_header_applies_to_the_rows_below_it(void **state) {
    struct fixture *f = *state;
    add_table(f, ONE_ROW_HEADER("Số liệu") TASKS("23") DONE("15") ONE_ROW_HEADER("Kế hoạch")
                     PAPERS("7"));
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R1C3");
    expect_review(f, "1.2", "More than one column");
}

static void a_page_goes_on_with_the_last_header(void **state) {
    struct fixture *f = *state;
    add_table(f, ONE_ROW_HEADER("Số liệu") TASKS("23") ONE_ROW_HEADER("Kế hoạch") DONE("15"));
    add_table(f, PAPERS("7") "1.5.|Thực hiện nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao||\n"
                             "|- Tổng số nhiệm vụ được giao|Nhiệm vụ|30|\n");
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R1C3");
    expect_review(f, "1.2", "More than one column");
}

static void a_year_that_holds_the_period_is_not(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL, TITLE_Q3);
    add_table(f, ONE_ROW_HEADER("Số liệu năm 2022") "1.1.|Kế hoạch CCHC||\n|- Số nhiệm vụ đề ra "
                                                    "trong kế hoạch|Nhiệm vụ|23\n"
                                                    "|- Số nhiệm vụ đã hoàn thành|Nhiệm vụ|15\n");
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R2C3");
}

static void open_cell_with(struct builder *builder, const char *text) {
    builder_cell_open(builder, 1, false);
    builder_paragraph(builder, NULL, NULL, text);
}

static void a_table_in_the_value_cell_needs_review(void **state) {
    static const char *const texts[] = {"2.3.", "Số VBQPPL đã rà soát", "Văn bản", "", ""};
    enum { VALUE_COLUMN = 3 };
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") PAPERS(""));
    builder_table_open(f->builder, NULL, false);
    builder_row_open(f->builder, false, 0);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        open_cell_with(f->builder, texts[i]);
        if (i == VALUE_COLUMN)
            add_table(f, "33\n");
        builder_cell_close(f->builder);
    }
    builder_row_close(f->builder);
    builder_table_close(f->builder);
    normalize(f);
    expect_review(f, "2.3", "The value cell contains a table");
}

static void what_is_no_text_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("\xEF\xBF\xBC") DONE("15") PAPERS("7"));
    normalize(f);
    expect_review(f, "1.1-1", "not text");
}

/* U+FFFC stands before text that is pale or small (extract/text/visible.h). */
static void what_can_hardly_be_seen_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("\xEF\xBF\xBC"
                                   "121") DONE("15") PAPERS("2"
                                                            "\xEF\xBF\xBC"
                                                            "7"));
    normalize(f);
    expect_review(f, "1.1-1", "hardly be seen");
    expect_review(f, "1.2", "hardly be seen");
}

/* ---- a value typed elsewhere ---- */

static void a_value_behind_the_label_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "|- Số nhiệm vụ đề ra trong kế hoạch: 33|Nhiệm vụ||\n" DONE("15")
                     PAPERS("7"));
    normalize(f);
    expect_finding(f, "misplaced-value", SEVERITY_WARNING, "1.1-1", "t1!R3C1", ": 33");
}

static void a_value_with_its_unit_in_the_unit_column_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23")
                     DONE("15") "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|33 văn bản||\n");
    normalize(f);
    expect_finding(f, "misplaced-value", SEVERITY_WARNING, "1.2", "t1!R5C2", "33 văn bản");
}

static void a_value_behind_the_unit_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23")
                     DONE("15") "1.2.|Số văn bản chỉ đạo CCHC đã ban hành|Văn bản: 33||\n");
    normalize(f);
    expect_finding(f, "misplaced-value", SEVERITY_WARNING, "1.2", "t1!R5C2", "Văn bản: 33");
}

/* ---- shares ---- */

#define PERCENTS(a, b, c)                                                                          \
    HEADER "3.4.6.|Kết quả giải quyết TTHC|Hồ sơ|5|\n"                                  \
           "|- Tỷ lệ hồ sơ TTHC do các sở, ngành tiếp nhận được giải quyết đúng hạn|%|" a "|\n"    \
           "|- Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận được giải quyết đúng hạn|%|" b "|\n"   \
           "|- Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn|%|" c "|\n"

static const char *const percents[] = {"3.4.6-1", "3.4.6-2", "3.4.6-3"};

static void expect_percents(const struct fixture *f, const char *status) {
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(status_word(observed(f, percents[i])->status), status);
}

static void percentages_below_one_may_be_shares(void **state) {
    struct fixture *f = *state;
    add_table(f, PERCENTS("0,9", "1", "0,5"));
    normalize(f);
    expect_percents(f, "review");
}

static void a_sign_or_a_neighbour_settles_percentages(void **state) {
    struct fixture *f = *state;
    add_table(f, PERCENTS("0,9", "98", "0,5%"));
    normalize(f);
    expect_percents(f, "reported");
}

/* ---- labels ---- */

static void another_number_in_the_label_makes_another_row(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER
              "6.1.|Số đơn vị SNCL đã thực hiện tự chủ 100% chi thường xuyên và chi đầu tư "
              "(lũy kế đến thời điểm báo cáo)|Cơ quan, đơn vị|4|\n"
              "6.2.|Số đơn vị SNCL đã thực hiện tự chủ 50% chi thường xuyên (lũy kế đến thời "
              "điểm báo cáo)|Cơ quan, đơn vị|5|\n"
              "6.3.|Số đơn vị SNCL đã thực hiện tự chủ một phần chi thường xuyên (trong kỳ báo "
              "cáo)|Cơ quan, đơn vị|6|\n"
              "6.4.|Số đơn vị SNCL do nhà nước đảm bảo 100% chi thường xuyên|Cơ quan, đơn "
              "vị|7|\n");
    normalize(f);
    assert_int_equal(observed(f, "6.1")->status, STATUS_REPORTED);
    assert_int_equal(observed(f, "6.2")->status, STATUS_REVIEW);
    assert_int_equal(observed(f, "6.3")->status, STATUS_REVIEW);
    assert_int_equal(observed(f, "6.4")->status, STATUS_REPORTED); /* a note left out */
}

/* ---- two copies ---- */

#define COPY(a, b, c)                                                                              \
    HEADER "1.|Công tác chỉ đạo điều hành CCHC|||\n" PLAN TASKS(a) DONE(b) PAPERS(c)

static void the_filled_copy_is_read(void **state) {
    struct fixture *f = *state;
    add_table(f, COPY("", "-", "…"));
    builder_paragraph(f->builder, NULL, NULL, "Phụ lục");
    add_table(f, COPY("23", "15", "7"));
    normalize(f);
    expect_number(f, "1.1-1", 23, "t2!R4C3");
    assert_int_equal(finding_count(f, "form-twice"), 0);
}

static void a_blank_copy_behind_is_left_alone(void **state) {
    struct fixture *f = *state;
    add_table(f, COPY("23", "15", "7"));
    builder_paragraph(f->builder, NULL, NULL, "Phụ lục");
    add_table(f, COPY("", "", ""));
    normalize(f);
    expect_number(f, "1.1-1", 23, "t1!R4C3");
    assert_int_equal(finding_count(f, "form-twice"), 0);
}

static void a_third_copy_is_not_chosen_in_silence(void **state) {
    struct fixture *f = *state;
    add_table(f, COPY("", "", ""));
    add_table(f, COPY("23", "15", "7"));
    add_table(f, COPY("24", "16", "8"));
    normalize(f);
    assert_int_equal(observed(f, "1.1-1")->status, STATUS_REVIEW);
    assert_int_equal(finding_count(f, "form-twice"), 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_unit_that_multiplies_needs_review),
        CASE(a_unit_of_another_kind_needs_review),
        CASE(money_in_another_unit_needs_review),
        CASE(a_unit_with_a_figure_or_of_tens_needs_review),
        CASE(a_number_of_talks_is_no_code),
        CASE(codes_turned_round_need_review),
        CASE(codes_of_the_form_are_not),
        CASE(a_unit_in_the_header_counts_for_all),
        CASE(a_unit_above_the_table_counts_for_money),
        CASE(a_number_in_a_column_of_unknown_name_needs_review),
        CASE(the_column_of_the_period_is_taken),
        CASE(a_column_of_another_period_needs_review),
        CASE(a_column_of_no_one_period_needs_review),
        CASE(a_column_under_another_period_is_not_this_ones),
        CASE(another_header_applies_to_the_rows_below_it),
        CASE(a_page_goes_on_with_the_last_header),
        CASE(a_year_that_holds_the_period_is_not),
        CASE(a_table_in_the_value_cell_needs_review),
        CASE(what_is_no_text_needs_review),
        CASE(what_can_hardly_be_seen_needs_review),
        CASE(a_value_behind_the_label_is_reported),
        CASE(a_value_with_its_unit_in_the_unit_column_is_reported),
        CASE(a_value_behind_the_unit_is_reported),
        CASE(percentages_below_one_may_be_shares),
        CASE(a_sign_or_a_neighbour_settles_percentages),
        CASE(another_number_in_the_label_makes_another_row),
        CASE(the_filled_copy_is_read),
        CASE(a_blank_copy_behind_is_left_alone),
        CASE(a_third_copy_is_not_chosen_in_silence),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
