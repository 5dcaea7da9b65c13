/* utf8: well-formed sequences are those of the Unicode Standard, table 3-7 (RFC 3629 §4 has the
 * same). */
#include "core/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The first and the last character of each row of the table. */
static const struct {
    const char *bytes;
    uint32_t code_point;
} borders[] = {
    {"\x01", 0x01},
    {"\x7F", 0x7F},
    {"\xC2\x80", 0x80},
    {"\xDF\xBF", 0x7FF},
    {"\xE0\xA0\x80", 0x800},
    {"\xE0\xBF\xBF", 0xFFF},
    {"\xE1\x80\x80", 0x1000},
    {"\xEC\xBF\xBF", 0xCFFF},
    {"\xED\x80\x80", 0xD000},
    {"\xED\x9F\xBF", 0xD7FF},
    {"\xEE\x80\x80", 0xE000},
    {"\xEF\xBF\xBF", 0xFFFF},
    {"\xF0\x90\x80\x80", 0x10000},
    {"\xF0\xBF\xBF\xBF", 0x3FFFF},
    {"\xF1\x80\x80\x80", 0x40000},
    {"\xF3\xBF\xBF\xBF", 0xFFFFF},
    {"\xF4\x80\x80\x80", 0x100000},
    {"\xF4\x8F\xBF\xBF", 0x10FFFF},
};

static void borders_are_read_and_written(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(borders); i++) {
        const char *bytes = borders[i].bytes, *at = bytes;
        char written[5] = "";
        assert_int_equal(utf8_length(bytes), strlen(bytes));
        assert_int_equal(utf8_next(&at), borders[i].code_point);
        assert_ptr_equal(at, bytes + strlen(bytes));
        assert_int_equal(utf8_put(written, borders[i].code_point), strlen(bytes));
        assert_string_equal(written, bytes);
    }
}

static void what_is_ill_formed_has_no_length(void **state) {
    (void)state;
    const char *const wrong[] = {
        "\x80",
        "\xBF", /* continuations alone */
        "\xC0\x80",
        "\xC1\xBF", /* two bytes for what needs one */
        "\xE0\x80\x80",
        "\xE0\x9F\xBF", /* three for two */
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", /* four for three */
        "\xED\xA0\x80",
        "\xED\xBF\xBF", /* surrogates */
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", /* over U+10FFFF */
        "\xFE",
        "\xFF", /* never */
        "\xC3",
        "\xE1\xBA",
        "\xF0\x9F\x98", /* cut short by the end */
        "\xC3(",
        "\xE1(\xA5",
        "\xE1\xBA(",
        "\xF0\x9F\x98(",
        "\xC3\xC3", /* and by others */
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const char *at = wrong[i];
        assert_int_equal(utf8_length(wrong[i]), 0);
        assert_int_equal(utf8_next(&at), 0xFFFD);
        assert_ptr_equal(at, wrong[i] + 1);
    }
}

static void a_text_is_walked_to_its_end(void **state) {
    (void)state;
    const char *at = "Aấ\xE1\xBA!😀";
    const uint32_t expected[] = {'A', 0x1EA5, 0xFFFD, 0xFFFD, '!', 0x1F600, 0, 0};
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(utf8_next(&at), expected[i]);
    assert_int_equal(*at, '\0');
}

static void what_is_no_character_is_written_as_its_substitute(void **state) {
    (void)state;
    const uint32_t none[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < COUNT(none); i++) {
        char written[5] = "";
        assert_int_equal(utf8_put(written, none[i]), 3);
        assert_string_equal(written, "\xEF\xBF\xBD");
    }
    char nul[4] = "xxx";
    assert_int_equal(utf8_put(nul, 0), 1);
    assert_memory_equal(nul, "\0xx", 4);
}

static void code_points_are_counted(void **state) {
    (void)state;
    const char *text = "Số 7 ấ😀";
    assert_int_equal(utf8_count(text, 0), 0);
    assert_int_equal(utf8_count(text, 1), 1);
    assert_int_equal(utf8_count(text, 4), 2);
    assert_int_equal(utf8_count(text, strlen(text)), 7);
}

/* "aấb": bytes 0, 1 to 3, 4. */
static void a_head_ends_with_a_whole_character(void **state) {
    (void)state;
    const int heads[] = {0, 1, 1, 1, 4, 5, 5};
    for (int most = 0; most < (int)COUNT(heads); most++)
        assert_int_equal(utf8_head("aấb", most), heads[most]);
    assert_int_equal(utf8_head("", 5), 0);
    assert_int_equal(utf8_head("a\xFF\xFFz", 2), 2);
    assert_int_equal(utf8_head("a\xE1\xBA", 9), 3);
}

/* What snprintf() leaves of a text in a field of `size` bytes, ended whole. */
static void expect_end(const char *text, size_t size, const char *whole) {
    char field[32];
    size_t length = strlen(text) < size ? strlen(text) : size - 1;
    assert_true(size <= sizeof field);
    memcpy(field, text, length);
    field[length] = '\0';
    utf8_trim_partial(field, size);
    assert_string_equal(field, whole);
}

static void a_full_field_ends_with_a_whole_character(void **state) {
    (void)state;
    expect_end("aấb", 1, "");
    expect_end("aấb", 2, "a");
    expect_end("aấb", 3, "a");
    expect_end("aấb", 4, "a");
    expect_end("aấb", 5, "aấ");
    expect_end("aấb", 6, "aấb");
    expect_end("aấb", 20, "aấb");
    expect_end("", 1, "");
    expect_end("a😀", 5, "a");
    expect_end("a😀", 6, "a😀");
    expect_end("é", 2, "");
    expect_end("é", 3, "é");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_are_read_and_written),
        cmocka_unit_test(what_is_ill_formed_has_no_length),
        cmocka_unit_test(a_text_is_walked_to_its_end),
        cmocka_unit_test(what_is_no_character_is_written_as_its_substitute),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(a_head_ends_with_a_whole_character),
        cmocka_unit_test(a_full_field_ends_with_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
