/* normalize: whole small documents. Expectations follow DECISIONS §2 and §3. Of the form's 160 rows
 * 34 are headings, which leaves 126 indicators.
 */
#include "tests/unit/normalize/test_normalize.h"

/* Findings of a document without a head: no issuer, no period. */
enum { NO_HEAD = 2 };

/* ---- what is read ---- */

static void a_small_form_is_read(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "1.|Công tác chỉ đạo điều hành CCHC|||\n" PLAN TASKS("23") DONE("15")
                     PAPERS("-"));
    normalize(f);
    assert_string_equal(f->report->form, "cchc-2021");
    assert_string_equal(f->report->source.path, "a.docx");
    expect_number(f, "1.1-1", 23, "t1!R4C3");
    expect_number(f, "1.1-2", 15, "t1!R5C3");
    expect_status(f, "1.2", STATUS_BLANK, "-", "t1!R6C3");
    expect_status(f, "2.1", STATUS_MISSING, NULL, NULL);
    expect_rows(f, 3, 2, 2, 0, 0);
    expect_counts(f, 2, 0);
    assert_int_equal(f->events[CODE_VALUE_READ], 2);
    assert_int_equal(f->events[CODE_VALUE_REFUSED], 0);
    assert_int_equal(f->events[CODE_FORM_FOUND], 1);
    assert_int_equal(f->report->finding_count, 1 + NO_HEAD);
    expect_finding(f, "rows-missing", SEVERITY_WARNING, NULL, NULL,
                   "123 of the form's 126 indicators");
}

static void an_observation_records_its_source(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15"));
    normalize(f);
    assert_int_equal(f->report->observation_count, INDICATORS);
    const struct observation *o = &f->report->observations[0];
    assert_string_equal(o->indicator, "1.1-1");
    assert_string_equal(o->label, "Số nhiệm vụ đề ra trong kế hoạch");
    assert_string_equal(o->unit, "Nhiệm vụ");
    assert_string_equal(o->rule, "table");
    assert_true(o->has_score && o->score > 0.9 && o->score <= 1);
    assert_true(o->step_count > 0);
    const struct observation *missing = observed(f, "2.1");
    assert_null(missing->rule);
    assert_false(missing->has_value || missing->has_score || missing->step_count);
}

/* The whole form, each count with the number of its row: every number arrives where it belongs. */
static void the_whole_form_is_read(void **state) {
    struct fixture *f = *state;
    size_t counts = 0;
    char *text = calloc(1, 1 << 16), *end = text;
    end += sprintf(end, "STT|Chỉ tiêu thống kê|Đơn vị tính|Số liệu\n");
    for (size_t i = 0; i < f->rules->row_count; i++) {
        const struct form_row *row = &f->rules->rows[i];
        end += sprintf(end, "%s|%s|%s|", row->stt, row->label, row->unit);
        end += row->kind == KIND_COUNT ? sprintf(end, "%zu\n", i + 1) : sprintf(end, "\n");
    }
    for (char *at = text; *at; at++)
        if (*at == '/')
            *at = ' '; /* no paragraphs of their own */
    add_table(f, text);
    free(text);
    normalize(f);
    for (size_t i = 0; i < f->rules->row_count; i++) {
        char at[32];
        snprintf(at, sizeof at, "t1!R%zuC3", i + 1);
        if (f->rules->rows[i].kind == KIND_COUNT)
            expect_number(f, f->rules->rows[i].id, (double)(i + 1), at);
        else if (f->rules->rows[i].kind != KIND_HEADING)
            expect_status(f, f->rules->rows[i].id, STATUS_BLANK, "", at);
        counts += f->rules->rows[i].kind == KIND_COUNT;
    }
    expect_rows(f, INDICATORS, HEADINGS, 1, 0, 0);
    expect_counts(f, (uint32_t)counts, 0);
    assert_int_equal(finding_count(f, "rows-missing"), 0);
}

/* A row cut at a page's end, a repeated header, and a row without a label: each is counted. */
static void pages_are_one_form(void **state) {
    struct fixture *f = *state;
    add_table(f,
              HEADER "7.1.|Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0|Chưa = 0|1|Sở\n"
                     "7.4.|Triển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung|Chưa = 0||\n");
    add_table(f, HEADER "|(LGSP)|Hoàn thành = 2|2|báo cáo\n"
                        "7.5.|Công, trang thông tin điện tử|Công||Sở\n"
                        "||||tổng hợp, báo cáo\n"
                        "|- Cấp tỉnh|Chưa = 0 Có = 1|1|\n");
    normalize(f);
    expect_number(f, "7.1", 1, "t1!R2C3");
    expect_number(f, "7.4", 2, "t2!R2C3");
    expect_status(f, "7.5", STATUS_BLANK, "", "t2!R3C3");
    expect_number(f, "7.5-1", 1, "t2!R5C3");
    expect_rows(f, 4, 0, 4, 2, 0);
    expect_counts(f, 3, 0);
}

/* ---- values that wait, and values that are none ---- */

static void a_doubtful_value_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("khoảng 200") DONE("15"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "khoảng 200", "t1!R3C3");
    expect_finding(f, "value-review", SEVERITY_WARNING, "1.1-1", "t1!R3C3", "");
    expect_counts(f, 2, 0);
    assert_int_equal(f->events[CODE_VALUE_REFUSED], 1);
    assert_int_equal(f->events[CODE_VALUE_READ], 1);
}

static void two_numbers_in_a_cell_need_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("12/15") DONE("15"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "12\n15", "t1!R3C3");
    assert_int_equal(finding_count(f, "value-review"), 1);
}

static void a_word_is_no_value(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("Tốt") DONE("15"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_INVALID, "Tốt", "t1!R3C3");
    assert_false(observed(f, "1.1-1")->has_value);
    expect_finding(f, "value-invalid", SEVERITY_WARNING, "1.1-1", "t1!R3C3", "");
    expect_counts(f, 2, 0);
}

static void what_does_not_apply_is_recorded_without_a_finding(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("Không thuộc thẩm quyền") DONE("15"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_NOT_APPLICABLE, "Không thuộc thẩm quyền", "t1!R3C3");
    assert_int_equal(f->report->finding_count, 1 + NO_HEAD); /* rows-missing */
    expect_counts(f, 2, 0);
}

static void two_columns_of_years_need_review(void **state) {
    struct fixture *f = *state;
    add_table(f, "STT|Chỉ tiêu|ĐVT|Năm 2021|Năm 2020\n" PLAN TASKS("2|3") DONE("|7"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "2", "t1!R2C3");
    expect_status(f, "1.1-2", STATUS_REVIEW, "7", "t1!R3C4");
    assert_int_equal(finding_count(f, "value-review"), 2);
    assert_non_null(strstr(f->report->findings[NO_HEAD].message, "More than one column"));
}

static void a_value_over_two_rows_is_of_neither_for_sure(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("^") PAPERS("7"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "23", "t1!R3C3");
    expect_status(f, "1.1-2", STATUS_REVIEW, "", "t1!R4C3");
    expect_number(f, "1.2", 7, "t1!R5C3");
    assert_int_equal(finding_count(f, "value-review"), 2);
}

static void a_row_that_may_be_another_needs_review(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "2.|Cải cách thể chế|||\n"
                        "2.2.|Số VBQPPL chưa kiểm tra theo thẩm quyền|Văn bản|8|\n"
                        "2.3.|Số VBQPPL đã rà soát|Văn bản|7|\n");
    normalize(f);
    expect_status(f, "2.2", STATUS_REVIEW, "8", "t1!R3C3");
    expect_finding(f, "value-review", SEVERITY_WARNING, "2.2", "t1!R3C3",
                   "may be another indicator's");
    expect_number(f, "2.3", 7, "t1!R4C3");
}

static void values_that_contradict_each_other_keep_their_status(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("14") DONE("15"));
    normalize(f);
    expect_number(f, "1.1-1", 14, "t1!R3C3");
    expect_number(f, "1.1-2", 15, "t1!R4C3");
    assert_int_equal(finding_count(f, "tasks-done-within-plan"), 1);
}

/* ---- numbers that no indicator takes ---- */

static void a_value_beside_a_heading_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER "1.|Công tác chỉ đạo điều hành CCHC||...|\n1.1.|Kế hoạch CCHC||38|\n" TASKS(
                     "23") DONE("15"));
    normalize(f);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R3C3",
                   "\"38\" is beside \"Kế hoạch CCHC\"");
    expect_counts(f, 2, 1);
    expect_rows(f, 2, 2, 2, 0, 0);
}

static void a_row_that_the_form_does_not_have_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f,
              HEADER PLAN TASKS("23") "|- Số camera giám sát tại Bộ phận một cửa|Camera|10|\n" DONE(
                  "15") PAPERS("7"));
    normalize(f);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R4C3",
                   "\"10\" is beside \"Số camera");
    expect_counts(f, 3, 1);
    expect_rows(f, 3, 1, 2, 0, 1);
}

static void a_row_without_a_value_is_only_counted(void **state) {
    struct fixture *f = *state;
    add_table(f,
              HEADER PLAN TASKS("23") "|- Số camera giám sát tại Bộ phận một cửa|Camera|-|\n" DONE(
                  "15") PAPERS("7"));
    normalize(f);
    assert_int_equal(finding_count(f, "unmatched-value"), 0);
    expect_counts(f, 3, 0);
    expect_rows(f, 3, 1, 2, 0, 1);
}

/* Place, date and signature follow the form's last row; a number there is reported all the same. */
static void a_figure_in_the_foot_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") DONE("15") "|Người lập biểu||Thủ trưởng|\n|Cộng||38|\n");
    normalize(f);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R6C3",
                   "\"38\" is beside \"Cộng\"");
    expect_counts(f, 2, 1);
    expect_rows(f, 2, 1, 2, 0, 1);
}

/* The rest of a row has a value, but the row has one of its own. */
static void a_second_value_of_a_row_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") "|||24|\n" DONE("15") PAPERS("7"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "23", "t1!R3C3");
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R4C3", "\"24\"");
    expect_counts(f, 3, 1);
    expect_rows(f, 3, 1, 2, 1, 0);
}

static void a_dash_in_the_rest_of_a_row_is_no_value(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("23") "|||-|\n" DONE("15") PAPERS("7"));
    normalize(f);
    assert_int_equal(finding_count(f, "unmatched-value"), 0);
    expect_counts(f, 3, 0);
}

/* Both halves of a row cut at a page's end have a value: the second is not lost. */
static void a_value_in_each_half_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER
              "7.1.|Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0|Chưa = 0|1|Sở\n"
              "7.4.|Triển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung|Chưa = 0|1|\n");
    add_table(f, HEADER "|(LGSP)|Hoàn thành = 2|2|báo cáo\n"
                        "7.5.|Công, trang thông tin điện tử|Công||Sở\n"
                        "|- Cấp tỉnh|Chưa = 0 Có = 1|1|\n");
    normalize(f);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t2!R2C3", "\"2\"");
    expect_counts(f, 3, 1);
}

static void a_number_in_the_wrong_column_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "|- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ||23\n" DONE("15"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_REVIEW, "", "t1!R3C3");
    expect_finding(f, "misplaced-value", SEVERITY_WARNING, "1.1-1", "t1!R3C4",
                   "\"23\" is in the row");
    expect_counts(f, 1, 1);
}

/* The same where the page cuts the row, in either half. */
static void a_number_in_the_wrong_column_of_a_cut_row_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER
              "7.1.|Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0|Chưa = 0|1|Sở\n"
              "7.4.|Triển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung|Chưa = 0||2\n");
    add_table(f, HEADER "|(LGSP)|Hoàn thành = 2||1\n"
                        "7.5.|Công, trang thông tin điện tử|Công||Sở\n"
                        "|- Cấp tỉnh|Chưa = 0 Có = 1|1|\n");
    normalize(f);
    assert_string_equal(status_word(observed(f, "7.4")->status), "review");
    assert_int_equal(finding_count(f, "misplaced-value"), 2);
    expect_counts(f, 2, 2);
}

/* A row without a label is the rest of the one before it, also where its number is in the wrong
 * column. */
static void a_number_in_the_wrong_column_of_a_rest_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN TASKS("") "||||24\n" DONE("15") "||||38\n" PAPERS("7"));
    normalize(f);
    expect_status(f, "1.1-1", STATUS_BLANK, "", "t1!R3C3");
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R4C4", "\"24\"");
    expect_counts(f, 2, 1); /* 38 is beside a value, as other columns' numbers are */
}

static void put_row(struct fixture *f, uint32_t row, const char *const texts[4]) {
    for (uint32_t column = 0; column < 4; column++)
        builder_sheet_cell(f->builder,
                           &(struct cell){.row = row, .column = column, .text = texts[column]});
}

/* A value that a sheet does not show is one all the same: the next row's is not the same row's. */
static void a_value_not_shown_does_not_take_the_next_row(void **state) {
    struct fixture *f = *state;
    const char *const rows[][4] = {
        {"STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"},
        {"7.1.", "Cập nhật Kiến trúc chính quyền điện tử phiên bản 2.0", "Chưa = 0", "1"},
        {"7.4.", "Triển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung", "Chưa = 0", ""},
        {"", "(LGSP)", "Hoàn thành = 2", "2"},
        {"7.5.", "Cổng/trang thông tin điện tử", "Cổng", ""},
        {"", "- Cấp tỉnh", "Chưa = 0 Có = 1", "1"},
    };
    struct cell hidden = {
        .row = 2, .column = 3, .text = "", .value_type = VALUE_NUMBER, .value = 1};
    builder_table_open(f->builder, "Sheet1", false);
    for (uint32_t row = 0; row < sizeof rows / sizeof *rows; row++)
        put_row(f, row, rows[row]);
    builder_sheet_cell(f->builder, &hidden); /* in the place of the empty cell there */
    builder_table_close(f->builder);
    normalize(f);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R3C3", "\"2\"");
}

/* ---- the form as a whole ---- */

/* A row that lost its first cell: all others are one column to the left. */
static void a_number_in_a_row_of_moved_cells_is_reported(void **state) {
    struct fixture *f = *state;
    add_table(f, HEADER PLAN "- Số nhiệm vụ đề ra trong kế hoạch|Nhiệm vụ|23||\n" DONE("15")
                     PAPERS("7"));
    normalize(f);
    assert_int_equal(observed(f, "1.1-1")->status, STATUS_MISSING);
    expect_finding(f, "unmatched-value", SEVERITY_WARNING, NULL, "t1!R3C2", "23");
}

static void a_second_copy_makes_every_value_need_review(void **state) {
    struct fixture *f = *state;
    const char *form =
        HEADER "1.|Công tác chỉ đạo điều hành CCHC|||\n" PLAN TASKS("23") DONE("15") PAPERS("7");
    add_table(f, form);
    add_table(f, form);
    normalize(f);
    expect_finding(f, "form-twice", SEVERITY_ERROR, NULL, "t2!R0C0", "more than once");
    expect_status(f, "1.1-1", STATUS_REVIEW, "23", "t1!R4C3");
    expect_status(f, "1.2", STATUS_REVIEW, "7", "t1!R6C3");
    assert_int_equal(finding_count(f, "value-review"), 3);
    expect_rows(f, 3, 2, 2, 0, 0);
}

static void a_document_without_the_form_is_a_report_all_the_same(void **state) {
    struct fixture *f = *state;
    builder_paragraph(f->builder, NULL, NULL,
                      "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/3/2021 của UBND tỉnh.");
    add_table(
        f,
        "STT|Nội dung|Đơn vị tính|Số liệu\n1|Số lớp tập huấn|Lớp|5\n2|Số lượt người dự|Lượt|200\n");
    normalize(f);
    assert_null(f->report->form);
    assert_int_equal(f->report->observation_count, 0);
    assert_int_equal(f->report->finding_count, 1 + NO_HEAD);
    expect_finding(f, "form-not-found", SEVERITY_ERROR, NULL, NULL, "cchc-2021");
    expect_rows(f, 0, 0, 0, 0, 0);
    expect_counts(f, 0, 0);
    assert_int_equal(f->events[CODE_FORM_NOT_FOUND], 1);
    assert_int_equal(f->report->mention_count, 1);
    assert_string_equal(f->report->mentions[0].rule, "cited-document");
}

/* The same document yields the same bytes. */
static void a_report_can_be_made_again(void **state) {
    struct fixture *f = *state;
    const struct normalize_options options = normalize_options_default();
    struct report *again;
    struct error error = {0};
    struct buffer first, second;
    add_table(f, HEADER PLAN TASKS("khoảng 200") DONE("15"));
    normalize(f);
    assert_true(normalize_document(f->document, f->rules, &options, &f->no_events, &again, &error));
    buffer_init(&first, 1 << 20);
    buffer_init(&second, 1 << 20);
    report_to_json(f->report, &first);
    report_to_json(again, &second);
    assert_string_equal(buffer_text(&first), buffer_text(&second));
    buffer_free(&first);
    buffer_free(&second);
    report_free(again);
}

static void memory_is_limited(void **state) {
    struct fixture *f = *state;
    const struct normalize_options options = {.memory_bytes = 4096};
    struct report *report = NULL;
    struct error error = {0};
    add_table(f, HEADER PLAN TASKS("23") DONE("15"));
    assert_true(builder_finish(f->builder, &f->document, &error));
    assert_false(
        normalize_document(f->document, f->rules, &options, &f->no_events, &report, &error));
    assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    assert_string_equal(error.place, "a.docx");
    assert_null(report);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_small_form_is_read),
        CASE(an_observation_records_its_source),
        CASE(the_whole_form_is_read),
        CASE(pages_are_one_form),
        CASE(a_doubtful_value_needs_review),
        CASE(two_numbers_in_a_cell_need_review),
        CASE(a_word_is_no_value),
        CASE(what_does_not_apply_is_recorded_without_a_finding),
        CASE(two_columns_of_years_need_review),
        CASE(a_value_over_two_rows_is_of_neither_for_sure),
        CASE(a_row_that_may_be_another_needs_review),
        CASE(values_that_contradict_each_other_keep_their_status),
        CASE(a_value_beside_a_heading_is_reported),
        CASE(a_row_that_the_form_does_not_have_is_reported),
        CASE(a_row_without_a_value_is_only_counted),
        CASE(a_figure_in_the_foot_is_reported),
        CASE(a_second_value_of_a_row_is_reported),
        CASE(a_dash_in_the_rest_of_a_row_is_no_value),
        CASE(a_value_in_each_half_is_reported),
        CASE(a_number_in_the_wrong_column_is_reported),
        CASE(a_number_in_the_wrong_column_of_a_cut_row_is_reported),
        CASE(a_number_in_the_wrong_column_of_a_rest_is_reported),
        CASE(a_value_not_shown_does_not_take_the_next_row),
        CASE(a_number_in_a_row_of_moved_cells_is_reported),
        CASE(a_second_copy_makes_every_value_need_review),
        CASE(a_document_without_the_form_is_a_report_all_the_same),
        CASE(a_report_can_be_made_again),
        CASE(memory_is_limited),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
