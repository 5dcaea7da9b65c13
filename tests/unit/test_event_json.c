#include "core/event_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const struct event *event, const char *time, const char *run, const char *text) {
    struct buffer out;
    buffer_init(&out, 10000);
    event_to_json(event, time, run, &out);
    assert_string_equal(buffer_text(&out), text);
    buffer_free(&out);
}

static void every_key_stands_in_its_order(void **state) {
    (void)state;
    const struct event_field fields[] = {{"before", "149/149"}, {"unread", NULL}, {"after", "100"}};
    expect(&(struct event){.code = CODE_VALUE_READ,
                           .stage = "normalize",
                           .document = "ab12",
                           .at = "t1!R5C3",
                           .rule = "table",
                           .indicator = "7.6.3-1",
                           .message = "đọc \"x\"\n",
                           .fields = fields,
                           .field_count = 3},
           "2021-06-30T02:03:04.567Z", "r1",
           "{\"time\":\"2021-06-30T02:03:04.567Z\",\"run\":\"r1\",\"document\":\"ab12\","
           "\"stage\":\"normalize\",\"level\":\"note\",\"code\":\"value-read\",\"at\":\"t1!R5C3\","
           "\"rule\":\"table\",\"indicator\":\"7.6.3-1\",\"message\":\"đọc \\\"x\\\"\\n\","
           "\"detail\":{\"before\":\"149/149\",\"after\":\"100\"}}");
}

static void what_is_not_there_has_no_key(void **state) {
    (void)state;
    expect(&(struct event){.code = CODE_RUN_STARTED, .stage = "run"}, NULL, NULL,
           "{\"stage\":\"run\",\"level\":\"note\",\"code\":\"run-started\","
           "\"message\":\"A run began.\"}");
}

static void the_level_follows_from_the_code(void **state) {
    (void)state;
    expect(&(struct event){.code = CODE_REPAIRED, .message = "m"}, NULL, NULL,
           "{\"level\":\"warning\",\"code\":\"repaired\",\"message\":\"m\"}");
    expect(&(struct event){.code = CODE_DOCUMENT_FAILED, .message = "m"}, NULL, NULL,
           "{\"level\":\"error\",\"code\":\"document-failed\",\"message\":\"m\"}");
    expect(&(struct event){.code = CODE_DATABASE, .message = "m"}, NULL, NULL,
           "{\"level\":\"fatal\",\"code\":\"database\",\"message\":\"m\"}");
}

static void bytes_that_are_no_text_become_a_mark(void **state) {
    (void)state;
    expect(&(struct event){.code = CODE_REPAIRED, .message = "a\xFFz\x01"}, NULL, NULL,
           "{\"level\":\"warning\",\"code\":\"repaired\",\"message\":\"a\xEF\xBF\xBDz\\u0001\"}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_stands_in_its_order),
        cmocka_unit_test(what_is_not_there_has_no_key),
        cmocka_unit_test(the_level_follows_from_the_code),
        cmocka_unit_test(bytes_that_are_no_text_become_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
