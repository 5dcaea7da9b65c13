/* Expectations are what Excel displays: its own CSV exports, and ECMA-376-1 §18.8.30 and §18.8.31.
 */
#include "extract/sheet/decimal.h"
#include "extract/sheet/parse_number.h"
#include "extract/sheet/serial_date.h"
#include "extract/sheet/numfmt.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct shown {
    const char *code;
    double value;
    const char *text;
};

static void render(const char *code, double value, bool date1904, struct buffer *out) {
    struct numfmt *format = numfmt_new(code);
    assert_non_null(format);
    buffer_clear(out);
    numfmt_number(format, value, date1904, out);
    numfmt_free(format);
}

static void check_rows(const struct shown *rows, size_t count, bool date1904) {
    struct buffer out;
    buffer_init(&out, 4096);
    for (size_t i = 0; i < count; i++) {
        render(rows[i].code, rows[i].value, date1904, &out);
        if (strcmp(buffer_text(&out), rows[i].text) != 0)
            fail_msg("%s of %.17g: \"%s\", not \"%s\"", rows[i].code, rows[i].value,
                     buffer_text(&out), rows[i].text);
    }
    buffer_free(&out);
}

#define CHECK(rows, date1904) check_rows(rows, sizeof(rows) / sizeof *(rows), date1904)

static void test_general(void **state) {
    (void)state;
    static const struct shown rows[] = {
        {"General", 0, "0"},
        {"General", 23, "23"},
        {"General", -1.2, "-1.2"},
        {"General", 0.1 + 0.2, "0.3"},
        {"General", 12345.6789, "12345.6789"},
        {"General", -12345.67891, "-12345.67891"},
        {"General", 1234567.891234, "1234567.891"},
        {"General", 1.0 / 3, "0.333333333"},
        {"General", 200.0 / 3, "66.66666667"},
        {"General", 12345678901.0, "12345678901"},
        {"General", 1234567890.5, "1234567891"},
        {"General", 99999999999.0, "99999999999"},
        {"General", 123456789012.0, "1.23457E+11"},
        {"General", 1e15, "1E+15"},
        {"General", 0.0001, "0.0001"},
        {"General", 0.00001, "0.00001"},
        {"General", 0.000012345678, "1.23457E-05"},
        {"General", 1e-10, "1E-10"},
        {"General", -1.5e300, "-1.5E+300"},
        {"General", 4.094705e231, "4.0947E+231"},
        {"General", 1.23456789e-99, "1.23457E-99"},
        {"General", 1.23456789e-100, "1.2346E-100"},
        {"General", 1.23456789e99, "1.23457E+99"},
        {"General", 1.23456789e100, "1.2346E+100"},
        {"GENERAL", 5, "5"},
        {"", 5, "5"},
        {"@", 12345.6789, "12345.6789"},
        {"[Blue]General", -7, "-7"},
        {"General\" hs\"", 7, "7 hs"},
    };
    CHECK(rows, false);
}

static void test_digits(void **state) {
    (void)state;
    static const struct shown rows[] = {
        {"0", 12345.6789, "12346"},
        {"0", -0.5, "-1"},
        {"0.000", -1.8e-16, "0.000"}, /* nothing but zeros has no sign */
        {"0%", -0.001, "0%"},
        {"0", 2.5, "3"},
        {"00", 2, "02"},
        {"00000", 123, "00123"},
        {"#", 0, ""},
        {"0.00", 1.005,
         "1.01"}, /* rounds the 15 digits, not the binary number 1.00499999999999989 */
        {"0.00", 2.675, "2.68"},
        {"0.0", 99.95, "100.0"},
        {"0.00", -12345.6789, "-12345.68"},
        {"#,##0", 12345.6789, "12,346"},
        {"#,##0", 999, "999"},
        {"#,##0.00", 1234567.5, "1,234,567.50"},
        {"#,##0;-#,##0", -1000, "-1,000"},
        {"0,000", 12, "0,012"},
        {"#.##", 0.5, ".5"},
        {"#.##", 1, "1."},
        {"0.0?", 1.5, "1.5 "},
        {"???", 5, "  5"},
        {".00", 12.5, "12.50"},
        {"#,", 12345678, "12346"},
        {"0.0,,", 12345678, "12.3"},
        {"[>999999]#.000,,\"M\";[>999]#.000,\"K\";#.000", 1234567, "1.235M"},
        {"[>999999]#.000,,\"M\";[>999]#.000,\"K\";#.000", 1500, "1.500K"},
        {"[>999999]#.000,,\"M\";[>999]#.000,\"K\";#.000", -1500, "-1500.000"},
        {"0%", 0.985, "99%"},
        {"0.0%", 0.985, "98.5%"},
        {"0%", 12345.6789, "1234568%"},
        {"0.00%", 12345.6789, "1234567.89%"},
        {"0.00E+00", 12345.6789, "1.23E+04"},
        {"0.00E+00", 0, "0.00E+00"},
        {"0.00E-00", 0.00012, "1.20E-04"},
        {"0.00E-00", 12000, "1.20E04"},
        {"|#.#|e+|#|", 123456.789, "|1.2|e|+5|"},
        {"#%E-#", 123456.789, "1%E5"},
        {"?,?\?\?\?\?\?\?\?\?", 1234567, "    1,234,567"},
        {"##0.0E+0", 12345.6789, "12.3E+3"},
        {"##0.0E+0", 1234.567, "1.2E+3"},
        {"##0.0E+0", 999.96, "1.0E+3"},
        {"0.0000000000000000", 0.1, "0.1000000000000000"},
        {"0", 123456789012345678.0, "123456789012346000"},
    };
    CHECK(rows, false);
}

static void test_literals_and_sections(void **state) {
    (void)state;
    static const struct shown rows[] = {
        {"0\" văn bản\"", 5, "5 văn bản"},
        {"#,##0\\ \"tỷ\"", 3500, "3,500 tỷ"},
        {"#,##0.00\\ [$₫-42A]", 1234.5, "1,234.50 ₫"},
        {"[$$-409]#,##0.00", -1.2, "-$1.20"},
        {"\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)", -1.2, "($1.20)"},
        {"_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?\?_);_(@_)", 12.3, " $12.30 "},
        {"_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?\?_);_(@_)", 0, " $-   "},
        {"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5551234, "555-1234"},
        {"[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 2125551234, "(212) 555-1234"},
        {"000\\-00\\-0000", 12345678, "012-34-5678"},
        {"\"TRUE\";\"TRUE\";\"FALSE\"", 0, "FALSE"},
        {"\"TRUE\";\"TRUE\";\"FALSE\"", -1, "TRUE"},
        {"0;;", -5, ""},
        {";;;", 5, ""},
        {"0;(0)", 0, "0"},
        {"[=0]?;0%", -0.5, "-50%"},
        {"[Red][<-25]General;[Blue][>25]General;[Green]General;General\\ ", -26, "26"},
        {"[Red][<-25]General;[Blue][>25]General;[Green]General;General\\ ", -25, "-25"},
        {"[>=0]0;\"âm \"0", -3, "âm 3"},
        {"[>100]0", 5, "5"},
        {"0 đ", 7, "7 đ"},
        {"0;0;0;0;0", 1.5, "1.5"}, /* five sections are no format */
        {"[h", 1.5, "1.5"},
    };
    CHECK(rows, false);
}

static void test_overflow(void **state) {
    (void)state;
    static const struct shown rows[] = {{"m/d/yy", -1, NULL},
                                        {"h:mm", -0.5, NULL},
                                        {"yyyy", 2958466, NULL},
                                        {"[<1]0;[>5]0", 3, NULL}};
    struct buffer out;
    buffer_init(&out, 4096);
    for (size_t i = 0; i < 4; i++) {
        render(rows[i].code, rows[i].value, false, &out);
        assert_int_equal(out.length, 255);
        assert_int_equal(strspn(buffer_text(&out), "#"), 255);
    }
    buffer_free(&out);
}

static void test_fractions(void **state) {
    (void)state;
    static const struct shown rows[] = {
        {"# ?/?", 12345.6789, "12345 2/3"},
        {"# ?\?/?\?", 12345.6789, "12345 55/81"},
        /* The last convergent that fits: 0.3 is 1/3 and then 3/10, 0.456 is 1/2, 5/11, 26/57. */
        {"# ?/?", 12.3, "12 1/3"},
        {"# ?\?/?\?", 12.3, "12  3/10"},
        {"# ?/?", -123.456, "-123 1/2"},
        {"# ?\?/?\?", -123.456, "-123 26/57"},
        {"# ?\?\?/?\?\?", 1234.567, "1234  55/97 "},
        {"# ?/?", 0.94, "1    "},
        {"# ?/?", 12345678.9, "12345679    "},
        {"# ?/?", -0.01, "-0    "},
        {"# ?/4", -0.12, "-0    "},
        {"# ?/?", -0.5, "- 1/2"},
        {"# ?/?", 3, "3    "},
        {"# ?/?", 0, "0    "},
        {"?/?", 1.5, "3/2"},
        {"# ?\?/16", 2.25, "2  4/16"},
        {"# #/#", 3, "3"},
        {"# #/#", 0.75, "3/4"},
        {"# ?\?/?\?", 0.25, "  1/4 "},
        {"#\\:#=/=?", 1, "1      "},
        {"0\\:0=/=#", 0, "0:0=/=1"},
        {"#\\:0=/=#", 0, "0=/=1"},
        {"?\\:0=/=#", 0.75, "  3=/=4"},
        {"#\\:? ?0#/000", 23.75, "2:3  03/004"},
    };
    CHECK(rows, false);
}

static void test_dates(void **state) {
    (void)state;
    static const struct shown rows[] = {
        {"m/d/yy", 12345.6789, "10/18/33"},
        {"d-mmm-yy", 12345.6789, "18-Oct-33"},
        {"mmm-yy", 12345.6789, "Oct-33"},
        {"h:mm AM/PM", 12345.6789, "4:17 PM"},
        {"h:mm:ss AM/PM", 12345.6789, "4:17:37 PM"},
        {"h:mm", 12345.6789, "16:17"},
        {"m/d/yy h:mm", 12345.6789, "10/18/33 16:17"},
        {"mm:ss", 12345.6789, "17:37"},
        {"mmss.0", 12345.6789, "1737.0"},
        {"[h]:mm:ss", 12345.6789, "296296:17:37"},
        {"[mm]:ss", 0.5, "720:00"},
        {"[ss].00", 0.0001, "08.64"},
        {"[h]", -123.456, "-2962"},
        {"[s]", -1234.5678, "-106666658"},
        {"hh[mm]", 12.3, "12.3"},
        {"s:m\" @ hour \"[hh]", 3.14159, "53:23 @ hour 75"},
        {"[h]\" (\"h\") \"mm:ss", 3.14159, "75 (75) 23:53"},
        {"hh:mm:ss mm/dd/yyyy", 44377.5, "12:00:00 06/30/2021"},
        {"dd/mm/yyyy", 44377, "30/06/2021"},
        {"dd.mm.yyyy", 44377, "30.06.2021"},
        {"\"ngày\" dd \"tháng\" mm \"năm\" yyyy", 44377, "ngày 30 tháng 06 năm 2021"},
        {"[$-42A]dddd, dd mmmm yyyy", 44377, "Thứ Tư, 30 Tháng Sáu 2021"},
        {"[$-vi-VN]dddd, dd mmmm yyyy", 44377, "Thứ Tư, 30 Tháng Sáu 2021"},
        {"[$-vi-VN,1]mmm", 44377, "Thg6"},
        {"[$-101042A]ddd", 44377, "T4"},
        {"[$-vie]ddd", 44377, "Wed"},
        {"[$-en-US]ddd", 44377, "Wed"},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 1, "Sunday, January 01, 1900"},
        {"m/d/yyyy", 0, "1/0/1900"},
        {"m/d/yyyy", 59, "2/28/1900"},
        {"m/d/yyyy", 60, "2/29/1900"},
        {"m/d/yyyy", 61, "3/1/1900"},
        {"m/d/yyyy", 2958465, "12/31/9999"},
        {"mmmmm", 44377, "J"},
        {"ddd", 44377, "Wed"},
        {"h:mm:ss", 0.99999999, "0:00:00"},
        {"m/d/yyyy h:mm:ss", 44377.999999, "7/1/2021 0:00:00"},
        {"h a/p", 0.75, "6 p"},
        {"h:mm AM/PM", 0, "12:00 AM"},
        {"yyyy\\-mm\\-dd\\Thh:mm", 44377.5, "2021-06-30T12:00"},
        {"ss.000", 0.0000115856, "01.001"},
    };
    CHECK(rows, false);
    static const struct shown rows1904[] = {{"m/d/yyyy", 0, "1/1/1904"},
                                            {"m/d/yyyy", 42915, "6/30/2021"},
                                            {"[h]:mm", 1.5, "36:00"},
                                            {"h:mm", -0.25, "-6:00"}};
    CHECK(rows1904, true);
}

static void test_is_date(void **state) {
    (void)state;
    static const struct {
        const char *code;
        double value;
        bool date;
    } rows[] = {{"m/d/yy", 1, true},
                {"General", 1, false},
                {"0.00", 1, false},
                {"[h]:mm", 1, true},
                {"[h]", 1, false},
                {"0\" d\"", 1, false},
                {"d/m;@", 1, true},
                {"0;d/m", 1, false},
                {"0;d/m", -1, true},
                {"[Red]0", 1, false},
                {"0.00E+00", 1, false},
                {"[$-409]mmm", 1, true},
                {"_(\"$\"* #,##0_)", 1, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct numfmt *format = numfmt_new(rows[i].code);
        if (numfmt_is_date(format, rows[i].value) != rows[i].date)
            fail_msg("%s", rows[i].code);
        numfmt_free(format);
    }
}

static void test_iso_date(void **state) {
    (void)state;
    char iso[32];
    assert_true(serial_iso_date(44377, false, iso));
    assert_string_equal(iso, "2021-06-30");
    assert_true(serial_iso_date(44377.604166666664, false, iso));
    assert_string_equal(iso, "2021-06-30T14:30:00");
    assert_true(serial_iso_date(1, false, iso));
    assert_string_equal(iso, "1900-01-01");
    assert_true(serial_iso_date(42915, true, iso));
    assert_string_equal(iso, "2021-06-30");
    assert_false(serial_iso_date(60, false, iso)); /* 29 February 1900 never was */
    assert_false(serial_iso_date(0.5, false, iso));
    assert_false(serial_iso_date(-1, false, iso));
    assert_false(serial_iso_date(3e6, false, iso));
    assert_false(serial_iso_date(NAN, false, iso));
}

static void test_text(void **state) {
    (void)state;
    static const struct {
        const char *code, *text, *shown;
    } rows[] = {{"General", "Không", "Không"},
                {"@", "01", "01"},
                {"0", "x", "x"},
                {"\"Số \"@", "5", "Số 5"},
                {"0;0;0;\"(\"@\")\"", "a", "(a)"},
                {";;;", "a", ""},
                {"d/m;@", "a", "a"},
                {"_(@_)", "a", " a "},
                {"0;0;0;General\\ ", "a", "a "}};
    struct buffer out;
    buffer_init(&out, 4096);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct numfmt *format = numfmt_new(rows[i].code);
        buffer_clear(&out);
        numfmt_text(format, rows[i].text, &out);
        assert_string_equal(buffer_text(&out), rows[i].shown);
        numfmt_free(format);
    }
    buffer_free(&out);
}

static void test_builtin(void **state) {
    (void)state;
    assert_string_equal(numfmt_builtin(0), "General");
    assert_string_equal(numfmt_builtin(9), "0%");
    assert_string_equal(numfmt_builtin(14), "m/d/yy");
    assert_string_equal(numfmt_builtin(49), "@");
    assert_null(numfmt_builtin(63));
    assert_null(numfmt_builtin(164));
}

static void test_number_parse(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
    } rows[] = {{"0", 0},
                {"-12", -12},
                {"0.5", 0.5},
                {" 98.5\n", 98.5},
                {"1.5E-7", 1.5e-7},
                {"1e+3", 1000},
                {".5", 0.5},
                {"5.", 5},
                {"0.30000000000000004", 0.30000000000000004},
                {"123456789012345678901234567890", 123456789012345678901234567890.0},
                {"0.000000000000000000000000001", 1e-27},
                {"1.7976931348623157e308", 1.7976931348623157e308}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = 7;
        assert_true(number_parse(rows[i].text, strlen(rows[i].text), &value));
        assert_memory_equal(&value, &rows[i].value, sizeof value);
    }
    static const char *const wrong[] = {"",  " ", "1,5",  "1 5",   "abc", "1e",
                                        "-", ".", "0x10", "1e999", "NaN", "INF"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double value = 7;
        if (number_parse(wrong[i], strlen(wrong[i]), &value) || value < 7)
            fail_msg("%s", wrong[i]);
    }
}

static void test_decimal(void **state) {
    (void)state;
    struct decimal number = decimal_from_double(1234.5678);
    assert_int_equal(number.count, 8);
    assert_int_equal(number.exponent, 4);
    assert_int_equal(decimal_digit(&number, 3), '1');
    assert_int_equal(decimal_digit(&number, -4), '8');
    assert_int_equal(decimal_digit(&number, -5), '0');
    decimal_round(&number, -2);
    assert_int_equal(decimal_digit(&number, 2), '2');
    assert_int_equal(decimal_digit(&number, 1), '0');
    number = decimal_from_double(9.996);
    decimal_round(&number, 2);
    assert_int_equal(number.exponent, 2);
    assert_int_equal(number.count, 1);
    number = decimal_from_double(0.04);
    decimal_round(&number, 1);
    assert_int_equal(number.count, 0);
    number = decimal_from_double(0.05);
    decimal_round(&number, 1);
    assert_int_equal(decimal_digit(&number, -1), '1');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_general),
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_literals_and_sections),
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_is_date),
        cmocka_unit_test(test_iso_date),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_number_parse),
        cmocka_unit_test(test_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
