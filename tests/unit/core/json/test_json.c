#include "core/json/json.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct buffer out;
static struct json json;

static int fresh(void **state) {
    (void)state;
    buffer_init(&out, 100000);
    json = (struct json){.out = &out};
    return 0;
}

static int done(void **state) {
    (void)state;
    buffer_free(&out);
    return 0;
}

static void commas_stand_where_they_must(void **state) {
    (void)state;
    json_object_open(&json);
    json_key(&json, "a");
    json_array_open(&json);
    json_array_close(&json);
    json_key(&json, "b");
    json_array_open(&json);
    json_put_integer(&json, -1);
    json_put_boolean(&json, false);
    json_object_open(&json);
    json_object_close(&json);
    json_object_open(&json);
    json_key_string(&json, "c", "d");
    json_object_close(&json);
    json_array_close(&json);
    json_key_integer(&json, "e", INT64_MIN);
    json_object_close(&json);
    assert_string_equal(buffer_text(&out),
                        "{\"a\":[],\"b\":[-1,false,{},{\"c\":\"d\"}],\"e\":-9223372036854775808}");
}

static void what_is_absent_is_not_written(void **state) {
    (void)state;
    json_object_open(&json);
    json_key_string(&json, "none", NULL);
    json_key_true(&json, "no", false);
    json_key_true(&json, "yes", true);
    json_key_string(&json, "empty", "");
    json_object_close(&json);
    assert_string_equal(buffer_text(&out), "{\"yes\":true,\"empty\":\"\"}");
}

static void expect_text(const char *text, const char *written) {
    buffer_clear(&out);
    json.comma = false;
    json_put_string(&json, text);
    assert_string_equal(buffer_text(&out), written);
}

/* RFC 8259 §7. */
static void strings_are_escaped(void **state) {
    (void)state;
    expect_text("Sở \"Nội\" vụ \\ /", "\"Sở \\\"Nội\\\" vụ \\\\ /\"");
    expect_text("\b\f\n\r\t\x01\x1F\x7F", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7F\"");
    expect_text("😊", "\"😊\"");
}

static void bytes_that_are_no_utf8_are_replaced(void **state) {
    (void)state;
    expect_text("a\xFFz", "\"a\xEF\xBF\xBDz\"");
    expect_text("\xE1\xBB", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void expect_number(double value, const char *written) {
    buffer_clear(&out);
    json.comma = false;
    json_put_number(&json, value);
    assert_string_equal(buffer_text(&out), written);
}

static void numbers_are_the_shortest_that_read_back(void **state) {
    (void)state;
    expect_number(0, "0");
    expect_number(23, "23");
    expect_number(98.5, "98.5");
    expect_number(0.1, "0.1");
    expect_number(0.1 + 0.2, "0.30000000000000004");
    expect_number(-1.5e-7, "-1.5e-07");
    expect_number(12345678000, "12345678000");
    expect_number(9007199254740993.0, "9007199254740992");
    expect_number(NAN, "null");
    expect_number(INFINITY, "null");
}

static void every_number_reads_back_the_same(void **state) {
    (void)state;
    uint64_t bits = 88172645463325252u; /* xorshift64, any seed */
    for (int i = 0; i < 20000; i++) {
        double value;
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        buffer_clear(&out);
        json.comma = false;
        json_put_number(&json, value);
        json_t *read = json_loads(buffer_text(&out), JSON_DECODE_ANY, NULL);
        assert_non_null(read);
        assert_true(json_number_value(read) == value);
        json_decref(read);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(commas_stand_where_they_must, fresh, done),
        cmocka_unit_test_setup_teardown(what_is_absent_is_not_written, fresh, done),
        cmocka_unit_test_setup_teardown(strings_are_escaped, fresh, done),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_utf8_are_replaced, fresh, done),
        cmocka_unit_test_setup_teardown(numbers_are_the_shortest_that_read_back, fresh, done),
        cmocka_unit_test_setup_teardown(every_number_reads_back_the_same, fresh, done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
