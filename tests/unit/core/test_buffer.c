#include "core/buffer.h"
#include "core/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void appending_keeps_the_text_terminated(void **state) {
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_puts(&buffer, NULL);
    buffer_puts(&buffer, "Báo");
    buffer_putc(&buffer, ' ');
    buffer_append(&buffer, "cáoxyz", 4);
    buffer_printf(&buffer, " %d/%s", 51, "BC");
    assert_string_equal(buffer_text(&buffer), "Báo cáo 51/BC");
    assert_int_equal(buffer.length, strlen("Báo cáo 51/BC"));
    buffer_clear(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_putc(&buffer, '\0');
    assert_int_equal(buffer.length, 1);
    buffer_free(&buffer);
    assert_null(buffer.data);
}

static void the_limit_is_exact_and_the_failure_sticks(void **state) {
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 5);
    buffer_puts(&buffer, "12345");
    assert_false(buffer.failed);
    buffer_puts(&buffer, "");
    assert_false(buffer.failed);
    buffer_putc(&buffer, '6');
    assert_true(buffer.failed);
    assert_string_equal(buffer_text(&buffer), "12345");
    buffer_clear(&buffer);
    assert_false(buffer.failed);
    buffer_puts(&buffer, "123456"); /* all or nothing */
    assert_true(buffer.failed);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_putc(&buffer, '1');
    assert_int_equal(buffer.length, 0);
    buffer_free(&buffer);
}

static void printing_over_the_limit_writes_nothing(void **state) {
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 5);
    buffer_printf(&buffer, "%d", 123456);
    assert_true(buffer.failed);
    assert_int_equal(buffer.length, 0);
    buffer_free(&buffer);
}

static void it_grows_through_many_sizes(void **state) {
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 100000);
    for (int i = 0; i < 100000; i++)
        buffer_putc(&buffer, (char)('a' + i % 26));
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    buffer_free(&buffer);
}

static void code_points_become_utf8(void **state) {
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 1000);
    /* RFC 3629 §3: the first and last of each length; a surrogate; one past the end. */
    const unsigned points[] = {0x7F,    0x80,     0x7FF,  0x800,   0xFFFF,
                               0x10000, 0x10FFFF, 0xD800, 0x110000};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        buffer_put_code_point(&buffer, points[i]);
    assert_string_equal(buffer_text(&buffer),
                        "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80"
                        "\xF4\x8F\xBF\xBF\xEF\xBF\xBD\xEF\xBF\xBD");
    buffer_free(&buffer);
}

static void control_characters_are_not_shown(void **state) {
    (void)state;
    static const char text[] = "a\tb\x1B[31m\x7F\xC2\x9B\xE2\x80\xA8\nộ";
    struct buffer buffer;
    buffer_init(&buffer, 100);
    buffer_put_printable(&buffer, text, sizeof text - 1);
    assert_string_equal(buffer_text(&buffer), "a b\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD \nộ");
    buffer_free(&buffer);
}

static void a_head_ends_with_a_whole_character(void **state) {
    (void)state;
    assert_int_equal(utf8_head("ab", 5), 2);
    assert_int_equal(utf8_head("ab", 1), 1);
    assert_int_equal(utf8_head("a\xE1\xBB\x99", 4), 4);
    assert_int_equal(utf8_head("a\xE1\xBB\x99", 3), 1);
    assert_int_equal(utf8_head("\xE1\xBB\x99", 2), 0);
    assert_int_equal(utf8_head("\xFF\xFF\xFF", 2), 2);
}

static void only_valid_utf8_has_a_length(void **state) {
    (void)state;
    assert_int_equal(utf8_length("a"), 1);
    assert_int_equal(utf8_length("\xC3\xA9"), 2);
    assert_int_equal(utf8_length("\xE1\xBB\x99"), 3);
    assert_int_equal(utf8_length("\xF0\x9F\x98\x8A"), 4);
    /* A lone continuation, overlong forms, a surrogate, past U+10FFFF, cut short. */
    static const char *const wrong[] = {"\x80",         "\xC0\x80",         "\xC1\xBF",
                                        "\xE0\x9F\xBF", "\xED\xA0\x80",     "\xF0\x8F\xBF\xBF",
                                        "\xF5\x80",     "\xF4\x90\x80\x80", "\xE1\xBB",
                                        "\xC3"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(utf8_length(wrong[i]), 0);
}

static void reading_goes_on_behind_a_wrong_byte(void **state) {
    (void)state;
    const char *at = "a\xE1\xBBộ";
    assert_int_equal(utf8_next(&at), 'a');
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), 0xFFFD);
    assert_int_equal(utf8_next(&at), 0x1ED9);
    assert_int_equal(utf8_next(&at), 0);
    assert_int_equal(utf8_next(&at), 0);
    assert_int_equal(utf8_count("Nội vụ", strlen("Nội vụ")), 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appending_keeps_the_text_terminated),
        cmocka_unit_test(the_limit_is_exact_and_the_failure_sticks),
        cmocka_unit_test(printing_over_the_limit_writes_nothing),
        cmocka_unit_test(it_grows_through_many_sizes),
        cmocka_unit_test(code_points_become_utf8),
        cmocka_unit_test(control_characters_are_not_shown),
        cmocka_unit_test(a_head_ends_with_a_whole_character),
        cmocka_unit_test(only_valid_utf8_has_a_length),
        cmocka_unit_test(reading_goes_on_behind_a_wrong_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
