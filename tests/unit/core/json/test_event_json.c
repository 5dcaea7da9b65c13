#include "core/json/event_json.h"

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

static void every_key_is_in_its_order(void **state) {
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

/* ---- in ---- */

struct received {
    int count;
    struct buffer line;
};

/* Writes the event that came in, to compare it with the one that went out. */
static void collect_event(void *context, const struct event *event) {
    struct received *received = context;
    received->count++;
    event_to_json(event, NULL, NULL, &received->line);
}

static bool read_line(const char *line, struct received *received) {
    struct event_sink sink = {.emit = collect_event, .context = received};
    struct error error = {.code = CODE_NONE};
    *received = (struct received){.count = 0};
    buffer_init(&received->line, 10000);
    bool good = event_from_json(line, strlen(line), &sink, &error);
    assert_int_equal(good, error.code == CODE_NONE);
    assert_int_equal(good, received->count);
    return good;
}

static void what_was_written_is_read_back(void **state) {
    (void)state;
    static const char line[] =
        "{\"document\":\"ab\",\"stage\":\"extract\",\"level\":\"warning\",\"code\":\"repaired\","
        "\"at\":\"t1!R5C3\",\"rule\":\"r\",\"indicator\":\"1.1-1\",\"message\":\"m\","
        "\"detail\":{\"before\":\"1\",\"after\":\"2\"}}";
    struct received received;
    assert_true(read_line(line, &received));
    assert_string_equal(buffer_text(&received.line), line);
    buffer_free(&received.line);
}

static void what_is_no_event_is_refused(void **state) {
    (void)state;
    static const char *const lines[] = {
        "",
        "[]",
        "{",
        "{}",
        "{\"stage\":\"extract\",\"message\":\"m\"}",
        "{\"stage\":\"extract\",\"code\":\"no-such\",\"message\":\"m\"}",
        "{\"stage\":\"elsewhere\",\"code\":\"repaired\",\"message\":\"m\"}",
        "{\"stage\":\"extract\",\"code\":\"repaired\"}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":1}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":\"m\",\"at\":[]}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":\"m\\u0000n\"}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":\"m\",\"detail\":[]}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":\"m\",\"detail\":{\"a\":1}}",
        "{\"stage\":\"extract\",\"code\":\"repaired\",\"message\":\"m\"} x",
        "{\"code\":\"repaired\",\"code\":\"repaired\",\"stage\":\"extract\",\"message\":\"m\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct received received;
        if (read_line(lines[i], &received))
            fail_msg("taken: %s", lines[i]);
        buffer_free(&received.line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_in_its_order),
        cmocka_unit_test(what_is_not_there_has_no_key),
        cmocka_unit_test(the_level_follows_from_the_code),
        cmocka_unit_test(bytes_that_are_no_text_become_a_mark),
        cmocka_unit_test(what_was_written_is_read_back),
        cmocka_unit_test(what_is_no_event_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
