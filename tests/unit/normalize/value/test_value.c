/* value: DECISIONS §2 as a table, against the rule set cchc-2021. Where that page allows two
 * outcomes, ours is stated.
 *
 * Indicators used: 1.2 a count in "Văn bản", 1.1-1 in "Nhiệm vụ", 3.2 in "Thủ tục", 3.4.6 in "Hồ
 * sơ", 4.1.1 in "Cơ quan, đơn vị", 3.4.6-1 a percentage, 3.4.7.3-2 money, 1.7 a code (0=Không;
 * 1=Có), 1.6-2 (0=Trực tuyến; 1=Phát phiếu; 2=Kết hợp), 7.1 (0=Chưa; 1=Hoàn thành), 7.2 (0=Chưa có;
 * 1=2 cấp; 2=3 cấp), 7.3 (0=Chưa; 1=Đang làm; 2=Hoàn thành).
 */
#include "normalize/value/value.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define COUNT "1.2"
#define PERCENT "3.4.6-1"
#define MONEY "3.4.7.3-2"
#define CODE "1.7"

#define REPORTED STATUS_REPORTED
#define BLANK STATUS_BLANK
#define ABSENT STATUS_NOT_APPLICABLE
#define INVALID STATUS_INVALID
#define REVIEW STATUS_REVIEW

struct expectation {
    const char *indicator, *text;
    enum status status;
    double value; /* when reported */
};

static int load(void **state) {
    struct ruleset *ruleset;
    struct error error = {0};
    if (!ruleset_load("rules/cchc-2021", &ruleset, &error)) {
        print_message("%s: %s\n", error.place, error.message);
        return -1;
    }
    *state = ruleset;
    return 0;
}

static int unload(void **state) {
    ruleset_free(*state);
    return 0;
}

static struct value_reading read_cell(const struct ruleset *ruleset, struct arena *arena,
                                      const char *indicator, const struct cell *cell) {
    struct value_reading reading;
    int row = ruleset_row(ruleset, indicator);
    assert_true(row >= 0);
    assert_true(value_read(ruleset, &ruleset->rows[row], cell, arena, &reading));
    return reading;
}

static void expect_all(void **state, const struct expectation *rows, size_t count) {
    struct arena *arena = arena_new(4 << 20);
    for (size_t i = 0; i < count; i++) {
        struct cell cell = {.text = rows[i].text};
        struct value_reading r = read_cell(*state, arena, rows[i].indicator, &cell);
        bool right =
            r.status == rows[i].status &&
            (r.status != REPORTED || (r.has_value && fabs(r.value - rows[i].value) < 1e-9));
        if (!right)
            fail_msg("%s \"%s\": got %s %g (%s)", rows[i].indicator, rows[i].text,
                     status_word(r.status), r.value, r.message ? r.message : "");
        assert_true(r.status == REPORTED || r.status == BLANK || r.message);
    }
    arena_free(arena);
}

#define EXPECT(rows) expect_all(state, rows, sizeof rows / sizeof rows[0])

static void nothing_is_blank(void **state) {
    static const struct expectation rows[] = {
        {COUNT, "", BLANK, 0},      {COUNT, "-", BLANK, 0},    {PERCENT, "–", BLANK, 0},
        {CODE, "—", BLANK, 0},      {MONEY, "--", BLANK, 0},   {COUNT, "…", BLANK, 0},
        {PERCENT, "...", BLANK, 0}, {CODE, ".....", BLANK, 0}, {COUNT, " \u00a0\n", BLANK, 0},
        {COUNT, "/", BLANK, 0},     {PERCENT, "//", BLANK, 0}, {MONEY, "\\", BLANK, 0},
    };
    EXPECT(rows);
    struct arena *arena = arena_new(1 << 16);
    assert_int_equal(read_cell(*state, arena, COUNT, NULL).status, BLANK);
    arena_free(arena);
}

static void counts(void **state) {
    static const struct expectation rows[] = {
        {COUNT, "7", REPORTED, 7},
        {COUNT, "07", REPORTED, 7},
        {COUNT, "0", REPORTED, 0},
        {COUNT, "00", REPORTED, 0},
        {COUNT, "1.234", REPORTED, 1234},
        {COUNT, "1,234", REPORTED, 1234},
        {COUNT, "1 234", REPORTED, 1234},
        {COUNT, "1\u00a0234", REPORTED, 1234},
        {COUNT, "1234", REPORTED, 1234},
        {COUNT, "98,5", INVALID, 0},
        {COUNT, "98.5", INVALID, 0},
        {COUNT, "98,5%", INVALID, 0},
        {COUNT, "100 %", INVALID, 0},
        {COUNT, "149/149", REVIEW, 0},
        {COUNT, "15 / 23", REVIEW, 0},
        {COUNT, "23/15", REVIEW, 0},
        {COUNT, "149/149 (100%)", REVIEW, 0},
        {COUNT, "-12", INVALID, 0},
        {COUNT, "１２", REPORTED, 12},
    };
    EXPECT(rows);
}

static void counts_in_words(void **state) {
    static const struct expectation rows[] = {
        {COUNT, "Không", REPORTED, 0},
        {COUNT, "Không có.", REPORTED, 0},
        {COUNT, "Không phát sinh", REPORTED, 0},
        {COUNT, "Chưa phát sinh hồ sơ", REPORTED, 0},
        {COUNT, "Không phát sinh văn bản chỉ đạo", REPORTED, 0}, /* of the label */
        {COUNT, "Không phát sinh trong kỳ", REPORTED, 0},
        {COUNT, "Không phát sinh khó khăn", REVIEW, 0},
        {COUNT, "Không phát sinh hồ sơ trễ hạn", REVIEW, 0},
        {COUNT, "Không phát sinh so với kỳ trước", REVIEW, 0},
        {COUNT, "x", INVALID, 0},
        {COUNT, "X", INVALID, 0},
        {COUNT, "Có", INVALID, 0},
        {COUNT, "Tốt", INVALID, 0},
        {COUNT, "05 văn bản", REPORTED, 5},
        {"1.1-1", "23 Nhiệm vụ", REPORTED, 23},
        {"3.2", "12 TTHC", REPORTED, 12},
        {"3.4.6", "7 HS", REPORTED, 7},
        {"4.1.1", "12 đơn vị", REPORTED, 12},
        {"3.4.6", "5,65 nghìn hồ sơ", REPORTED, 5650},
        {"1.1-1", "Tổng số 23 nhiệm vụ", REPORTED, 23},
        {COUNT, "Không có văn bản", REPORTED, 0},
    };
    EXPECT(rows);
}

static void counts_with_marks_and_remarks(void **state) {
    static const struct expectation rows[] = {
        {COUNT, "12*", REPORTED, 12},
        {COUNT, "12 (*)", REPORTED, 12},
        {COUNT, "12.", REPORTED, 12},
        {COUNT, "12;", REPORTED, 12},
        {COUNT, "25¹", REPORTED, 25},
        {COUNT, "25⁽¹⁾", REPORTED, 25},
        {COUNT, "23 (có danh sách kèm theo)", REPORTED, 23},
        {COUNT, "23 (số liệu chính thức chưa có)", REVIEW, 0},
        {COUNT, "23 (trong kỳ, không gồm cấp xã)", REVIEW, 0},
        {COUNT, "23 (đã hoàn thành)", REPORTED, 23},
        {COUNT, "23 (bao gồm kỳ trước)", REVIEW, 0},
        {COUNT, "23 (tính đến quý trước)", REVIEW, 0},
        {COUNT, "☐ 23", REVIEW, 0},
        {COUNT, "23?", REVIEW, 0},
        {COUNT, "\u202E12\u202C", REVIEW, 0}, /* shown as 21 on the page */
        {COUNT, "12\t345", REVIEW, 0},
        {COUNT, "05 (năm)", REPORTED, 5},
        {COUNT, "5 (văn bản)", REPORTED, 5},
        {COUNT, "23 (chi tiết tại Phụ lục kèm theo)", REPORTED, 23},
        {COUNT, "12 (mười hai)", REPORTED, 12},
        {MONEY, "5.000.000 (năm triệu đồng)", REPORTED, 5000000},
    };
    EXPECT(rows);
}

static void what_needs_review(void **state) {
    static const struct expectation rows[] = {
        {COUNT, "12; 15", REVIEW, 0},
        {COUNT, "12 và 15", REVIEW, 0},
        {COUNT, "12 + 15", REVIEW, 0},
        {COUNT, "12 (15)", REVIEW, 0},
        {COUNT, "12\n15", REVIEW, 0},
        {COUNT, "05 kế hoạch, 03 công văn", REVIEW, 0},
        {COUNT, "khoảng 200", REVIEW, 0},
        {COUNT, "gần 3.750", REVIEW, 0},
        {COUNT, "trên 100", REVIEW, 0},
        {COUNT, "~200", REVIEW, 0},
        {COUNT, "> 200", REVIEW, 0},
        {COUNT, "ít nhất 20", REVIEW, 0},
        {COUNT, "Xem mục 3", REVIEW, 0},
        {COUNT, "Tăng 12 so với cùng kỳ", REVIEW, 0},
        {COUNT, "Dự kiến kiểm tra 05 đơn vị", REVIEW, 0},
        {COUNT, "02/QĐ-UBND ngày 28/01/2021", REVIEW, 0},
        {PERCENT, "khoảng 80%", REVIEW, 0},
        {MONEY, "khoảng 200 triệu", REVIEW, 0},
        {PERCENT, "12; 15", REVIEW, 0},
        {MONEY, "12; 15", REVIEW, 0},
        {COUNT, "12 người", REVIEW, 0}, /* people are no documents */
        {COUNT, "1\n234", REVIEW, 0},   /* lines are not groups */
        {COUNT, "hai mươi", REVIEW, 0},
        {PERCENT, "1.000", REVIEW, 0}, /* 1 or 1000? */
        {COUNT, "5 (ước)", REVIEW, 0},
        {COUNT, "5 (nghìn)", REVIEW, 0},
        {COUNT, "5 (kỳ trước)", REVIEW, 0},
        {COUNT, "8 (?)", REVIEW, 0},
        {COUNT, "12 (hai mươi)", REVIEW, 0}, /* the words are another number */
        {COUNT, "5 (đã hủy)", REVIEW, 0},
        {PERCENT, "6/2021", REVIEW, 0}, /* June, or 6 of 2021? */
        {PERCENT, "12 / 1999", REVIEW, 0},
    };
    EXPECT(rows);
}

static void percentages(void **state) {
    static const struct expectation rows[] = {
        {PERCENT, "7", REPORTED, 7},
        {PERCENT, "0", REPORTED, 0},
        {PERCENT, "98,5", REPORTED, 98.5},
        {PERCENT, "98.5", REPORTED, 98.5},
        {COUNT,
         "2\xCC\xB6"
         "3\xCC\xB6"
         "25",
         REVIEW, 0},
        {PERCENT, "9\xCC\xB6%", REVIEW, 0},
        {PERCENT, "-5%", INVALID, 0},
        {PERCENT, "-1,5 %", INVALID, 0},
        {PERCENT, "–5%", INVALID, 0},
        {PERCENT, "đạt -5%", INVALID, 0},
        {PERCENT, "- 98,5%", REVIEW, 98.5},
        {COUNT, "-5%", INVALID, 0},
        {PERCENT, "149/149 - 100%", REPORTED, 100},
        {PERCENT, "98,5%", REPORTED, 98.5},
        {PERCENT, "100 %", REPORTED, 100},
        {PERCENT, "９８％", REPORTED, 98},
        {PERCENT, "0,5", REPORTED, 0.5},
        {PERCENT, "0,985", REVIEW, 0},
        {PERCENT, "0,985%", REPORTED, 0.985},
        {PERCENT, "150%", INVALID, 0},
        {PERCENT, "101,7", INVALID, 0},
        {PERCENT, "-12", INVALID, 0},
        {PERCENT, "23/15", INVALID, 0},
        {PERCENT, "Không", REVIEW, 0},
        {PERCENT, "Không có", REVIEW, 0},
        {PERCENT, "Không phát sinh", ABSENT, 0},
        {PERCENT, "98,5%↑", REVIEW, 0},
        {PERCENT, "90%+", REVIEW, 0},
        {PERCENT, "15\u204420", REPORTED, 75}, /* a fraction's slash */
        {PERCENT, "x", INVALID, 0},
        {PERCENT, "Đạt", INVALID, 0},
        {PERCENT, "Đạt 98,5%", REPORTED, 98.5},
        {PERCENT, "149/149 (90%)", REVIEW, 0},
        {PERCENT, "0/0", REVIEW, 0},
        {PERCENT, "15 văn bản", REVIEW, 0},
    };
    EXPECT(rows);
}

static void fractions_keep_both_numbers(void **state) {
    static const struct {
        const char *text;
        double numerator, denominator;
    } rows[] = {
        {"149/149", 149, 149},        {"15 / 23", 15, 23},           {"1.204/1.300", 1204, 1300},
        {"149/149 (100%)", 149, 149}, {"98,5% (197/200)", 197, 200}, {"15/20, đạt 75%", 15, 20},
        {"15/20 = 75%", 15, 20},      {"15/20 Đạt 75%", 15, 20},     {"13/2021", 13, 2021},
        {"6/1.990", 6, 1990},
    };
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cell cell = {.text = rows[i].text};
        struct value_reading r = read_cell(*state, arena, PERCENT, &cell);
        assert_int_equal(r.status, REPORTED);
        assert_true(r.has_fraction && r.numerator == rows[i].numerator &&
                    r.denominator == rows[i].denominator);
        assert_true(fabs(r.value - 100 * r.numerator / r.denominator) < 1e-9);
    }
    arena_free(arena);
}

static void codes(void **state) {
    static const struct expectation rows[] = {
        {CODE, "1", REPORTED, 1},           {CODE, "01", REPORTED, 1},
        {CODE, "0", REPORTED, 0},           {CODE, "7", INVALID, 0},
        {CODE, "Có", REPORTED, 1},          {CODE, "CÓ", REPORTED, 1},
        {CODE, "Không", REPORTED, 0},       {CODE, "Có = 1", REPORTED, 1},
        {CODE, "1 (Có)", REPORTED, 1},      {CODE, "0 (Có)", REVIEW, 0},
        {CODE, "Đã có", REPORTED, 1},       {CODE, "x", REVIEW, 0},
        {CODE, "98,5", INVALID, 0},         {CODE, "1/2", INVALID, 0},
        {CODE, "Tốt", INVALID, 0},          {CODE, "12; 15", INVALID, 0},
        {"7.1", "Hoàn thành", REPORTED, 1}, {"7.1", "Đã hoàn thành", REPORTED, 1},
        {"7.1", "Không", REVIEW, 0},        {"7.3", "Đang thực hiện", REVIEW, 0},
        {"7.3", "x", INVALID, 0},           {"7.2", "2 cấp", REPORTED, 1},
        {"7.2", "3 cấp", REPORTED, 2},      {"7.2", "2", REPORTED, 2},
        {"7.2", "2 (3 cấp)", REPORTED, 2},  {"7.2", "3 cấp = 2", REPORTED, 2},
        {"7.2", "1 (3 cấp)", REVIEW, 0},    {"1.6-2", "Trực tuyến và phát phiếu", REVIEW, 0},
        {"1.6-2", "Kết hợp", REPORTED, 2},  {"7.1", "Không phát sinh", REVIEW, 0},
        {CODE, "☐ Có", REVIEW, 0},          {CODE, "[ ] Có", REVIEW, 0},
        {CODE, "≠ Có", REVIEW, 0},          {CODE, "Có ✗", REVIEW, 0},
        {CODE, "Có?", REVIEW, 0},           {CODE, "✓ Có", REPORTED, 1},
        {CODE, "☒ Có", REPORTED, 1},        {"7.1", "Không thuộc thẩm quyền", ABSENT, 0},
    };
    EXPECT(rows);
}

static void money(void **state) {
    static const struct expectation rows[] = {
        {MONEY, "7", REPORTED, 7},
        {MONEY, "12.345.678", REPORTED, 12345678},
        {MONEY, "12.345.678 đồng", REPORTED, 12345678},
        {MONEY, "12.345.678 đ", REPORTED, 12345678},
        {MONEY, "12.345.678 VNĐ", REPORTED, 12345678},
        {MONEY, "3,5 tỷ đồng", REPORTED, 3.5e9},
        {MONEY, "3,5 tỷ", REPORTED, 3.5e9},
        {MONEY, "3.5 tỉ đồng", REPORTED, 3.5e9},
        {MONEY, "250 triệu đồng", REPORTED, 250e6},
        {MONEY, "1.234,5 triệu", REPORTED, 1234.5e6},
        {MONEY, "850 nghìn đồng", REPORTED, 850e3},
        {MONEY, "98,5", REVIEW, 0},
        {MONEY, "123.456.789.012,55 nghìn đồng", REPORTED, 123456789012550},
        {MONEY, "98,5%", INVALID, 0},
        {MONEY, "149/149", INVALID, 0},
        {MONEY, "Không", REPORTED, 0},
        {MONEY, "Không phát sinh", REPORTED, 0},
        {MONEY, "-12", INVALID, 0},
        {MONEY, "1,234 tỷ", REVIEW, 0},
        {MONEY, "2.000.000 tỷ", INVALID, 0}, /* more than the 15 digits a double keeps */
    };
    EXPECT(rows);
}

static void not_applicable_is_its_own_answer(void **state) {
    static const char *const words[] = {
        "Không thực hiện",        "Không báo cáo",
        "Không thuộc thẩm quyền", "Không có thẩm quyền",
        "Không áp dụng",          "Không thuộc đối tượng báo cáo",
        "Đơn vị không báo cáo",   "Đơn vị sự nghiệp không báo cáo",
        "Không thực hiện TTHC.",
    };
    static const char *const indicators[] = {COUNT, PERCENT, MONEY, "7.1"};
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        for (size_t k = 0; k < 4; k++) {
            struct cell cell = {.text = words[i]};
            struct value_reading r = read_cell(*state, arena, indicators[k], &cell);
            if (r.status != ABSENT)
                fail_msg("%s \"%s\": %s", indicators[k], words[i], status_word(r.status));
        }
    }
    arena_free(arena);
}

static void stored_numbers(void **state) {
    struct arena *arena = arena_new(1 << 20);
    static const struct {
        const char *indicator, *format;
        double stored;
        const char *shown;
        enum status status;
        double value;
    } rows[] = {
        {COUNT, NULL, 1234, "1234", REPORTED, 1234},
        {COUNT, "0\" văn bản\"", 5, "5 văn bản", REPORTED, 5},
        {COUNT, "0.0", 2.6, "2.6", INVALID, 0},
        {COUNT, "0%", 23, "2300%", REVIEW, 0},
        {COUNT, NULL, -3, "-3", INVALID, 0},
        {PERCENT, "0.0%", 0.985, "98.5%", REPORTED, 98.5},
        {PERCENT, "0%", 0.6834, "68%", REPORTED, 68.34}, /* unrounded */
        {PERCENT, "0%", 1.5, "150%", INVALID, 0},
        {PERCENT, NULL, 98.5, "98.5", REPORTED, 98.5},
        {PERCENT, NULL, 0.985, "0.985", REVIEW, 0},
        {PERCENT, "0\"%\"", 98.5, "99%", REPORTED, 98.5}, /* a quoted sign is text */
        {MONEY, "#,##0", 12345678, "12,345,678", REPORTED, 12345678},
        {MONEY, "#,##0", 2500000000.5, "2,500,000,001", REVIEW,
         0}, /* however large, a half is a half */
        {COUNT, NULL, 600000000.4, "600000000.4", INVALID, 0},
        {COUNT, NULL, 22.9999999, "22.9999999", REPORTED,
         23}, /* what a sum of decimals leaves over */
        {COUNT, NULL, 999999999999999, "1E+15", REPORTED, 999999999999999},
        {COUNT, NULL, 1e15, "1E+15", INVALID, 0}, /* a double keeps 15 digits */
        {MONEY, NULL, 1e288, "1E+288", INVALID, 0},
        {CODE, NULL, 1, "1", REPORTED, 1},
        {CODE, NULL, 7, "7", INVALID, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cell cell = {.text = rows[i].shown,
                            .value_type = VALUE_NUMBER,
                            .value = rows[i].stored,
                            .format = rows[i].format};
        struct value_reading r = read_cell(*state, arena, rows[i].indicator, &cell);
        if (r.status != rows[i].status || (r.status == REPORTED && r.value != rows[i].value))
            fail_msg("row %zu: %s %.17g", i, status_word(r.status), r.value);
    }
    arena_free(arena);
}

/* A word that the number format prints changes nothing (DECISIONS §1), unless it multiplies. */
static void formats_that_print_words(void **state) {
    struct arena *arena = arena_new(1 << 20);
    static const struct {
        const char *indicator, *format, *shown;
        enum status status;
    } rows[] = {
        {COUNT, "0\" văn bản\"", "5 văn bản", REPORTED},
        {PERCENT, "0.0\"%\"", "5.0%", REPORTED},
        {COUNT, "0\" nghìn\"", "5 nghìn", REVIEW},
        {COUNT, "0\" trăm\"", "5 trăm", REVIEW},
        {MONEY, "0\" triệu đồng\"", "5 triệu đồng", REVIEW},
        {MONEY, "0\" đồng\"", "5 đồng", REPORTED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cell cell = {.text = rows[i].shown,
                            .value_type = VALUE_NUMBER,
                            .value = 5,
                            .format = rows[i].format};
        struct value_reading r = read_cell(*state, arena, rows[i].indicator, &cell);
        if (r.status != rows[i].status || (r.status == REPORTED && r.value != 5))
            fail_msg("%s: %s %g", rows[i].shown, status_word(r.status), r.value);
    }
    arena_free(arena);
}

/* A format that shows something else than the stored number needs review; one that rounds does not.
 */
static void shown_otherwise(void **state) {
    struct arena *arena = arena_new(1 << 20);
    static const struct {
        const char *indicator, *format;
        double stored;
        const char *shown;
        enum status status;
        double value;
    } rows[] = {
        {COUNT, ";;;", 23, "", REVIEW, 0},
        {COUNT, "#,##0,", 23000, "23", REVIEW, 0},
        {COUNT, "-0", 23, "-23", REVIEW, 0},
        {COUNT, "(0)", 23, "(23)", REVIEW, 0},
        {COUNT, "00-00", 23, "00-23", REVIEW, 0},
        {COUNT, "0\"25\"", 23, "2325", REVIEW, 0},
        {COUNT, "\"khoảng \"0", 23, "khoảng 23", REVIEW, 0},
        {COUNT, "0\" (ước)\"", 23, "23 (ước)", REVIEW, 0},
        {COUNT, "0\" %\"", 23, "23 %", REVIEW, 0},
        {COUNT, "0;0;\"-\"", 0, "-", REPORTED, 0},
        {COUNT, "0;0;", 0, "", REVIEW, 0}, /* the page shows nothing, and nothing is no zero */
        {COUNT, NULL, 0, "", REVIEW, 0},   /* of a sheet that shows no zeros */
        {PERCENT, NULL, 0, "", REVIEW, 0},
        {COUNT, NULL, 0, "0", REPORTED, 0},
        {COUNT, "0.00", 23, "23.00", REPORTED, 23},
        {COUNT, "000", 23, "023", REPORTED, 23},
        {COUNT, "0.00E+00", 23, "2.30E+01", REPORTED, 23},
        {COUNT, "0\".\"000", 1234, "1.234", REPORTED, 1234},
        {PERCENT, "0", 98.46, "98", REPORTED, 98.46},
        {PERCENT, "0\"‰\"", 98.5, "99‰", REVIEW, 0},
        {MONEY, "[$$-409]#,##0", 500, "$500", REVIEW, 0},
        {MONEY, "#,##0 [$₫-42A]", 500, "500 ₫", REPORTED, 500},
        {MONEY, "0.0,,\" triệu\"", 12500000, "12.5 triệu", REPORTED, 12500000},
        {CODE, "\"Có\";;\"Không\"", 1, "Có", REPORTED, 1},
        {CODE, "\"Không\"", 1, "Không", REVIEW, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct cell cell = {.text = rows[i].shown,
                            .value_type = VALUE_NUMBER,
                            .value = rows[i].stored,
                            .format = rows[i].format};
        struct value_reading r = read_cell(*state, arena, rows[i].indicator, &cell);
        if (r.status != rows[i].status || (r.status == REPORTED && r.value != rows[i].value))
            fail_msg("%s: %s %.17g", rows[i].shown, status_word(r.status), r.value);
    }
    arena_free(arena);
}

static void what_a_sheet_cannot_mean(void **state) {
    struct arena *arena = arena_new(1 << 16);
    struct cell error = {.text = "#DIV/0!", .value_type = VALUE_ERROR, .error = "#DIV/0!"};
    struct cell lost = {.text = "", .value_type = VALUE_UNCALCULATED};
    struct cell date = {
        .text = "5/12", .value_type = VALUE_NUMBER, .value = 44535, .date = "2021-12-05"};
    struct cell truth = {.text = "TRUE", .value_type = VALUE_BOOLEAN, .value = 1};
    assert_int_equal(read_cell(*state, arena, COUNT, &error).status, INVALID);
    assert_int_equal(read_cell(*state, arena, COUNT, &lost).status, INVALID);
    assert_int_equal(read_cell(*state, arena, PERCENT, &date).status, INVALID);
    assert_int_equal(read_cell(*state, arena, CODE, &truth).status, INVALID);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_blank),
        cmocka_unit_test(counts),
        cmocka_unit_test(counts_in_words),
        cmocka_unit_test(counts_with_marks_and_remarks),
        cmocka_unit_test(what_needs_review),
        cmocka_unit_test(percentages),
        cmocka_unit_test(fractions_keep_both_numbers),
        cmocka_unit_test(codes),
        cmocka_unit_test(money),
        cmocka_unit_test(not_applicable_is_its_own_answer),
        cmocka_unit_test(stored_numbers),
        cmocka_unit_test(shown_otherwise),
        cmocka_unit_test(formats_that_print_words),
        cmocka_unit_test(what_a_sheet_cannot_mean),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
