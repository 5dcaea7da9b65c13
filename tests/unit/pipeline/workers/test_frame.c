#include "pipeline/workers/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void frames_are_taken_one_by_one(void **state) {
    (void)state;
    struct buffer bytes;
    struct frame frame;
    size_t at = 0;
    buffer_init(&bytes, 1000);
    frame_put(&bytes, FRAME_EVENT, "one", 3);
    frame_put(&bytes, FRAME_REPORT, "", 0);
    assert_int_equal(frame_take(&bytes, &at, &frame), FRAME_TAKEN);
    assert_int_equal(frame.kind, FRAME_EVENT);
    assert_int_equal(frame.length, 3);
    assert_memory_equal(frame.bytes, "one", 3);
    assert_int_equal(frame_take(&bytes, &at, &frame), FRAME_TAKEN);
    assert_int_equal(frame.kind, FRAME_REPORT);
    assert_int_equal(frame.length, 0);
    assert_int_equal(frame_take(&bytes, &at, &frame), FRAME_PARTIAL);
    assert_int_equal(at, bytes.length);
    buffer_free(&bytes);
}

/* A frame cut anywhere waits for the rest, and nothing is consumed. */
static void a_part_of_a_frame_waits(void **state) {
    (void)state;
    struct buffer whole, part;
    struct frame frame;
    buffer_init(&whole, 1000);
    frame_put(&whole, FRAME_FAILURE, "reason", 6);
    for (size_t length = 0; length < whole.length; length++) {
        size_t at = 0;
        buffer_init(&part, 1000);
        buffer_append(&part, whole.data, length);
        assert_int_equal(frame_take(&part, &at, &frame), FRAME_PARTIAL);
        assert_int_equal(at, 0);
        buffer_free(&part);
    }
    buffer_free(&whole);
}

static void what_is_no_frame_is_broken(void **state) {
    (void)state;
    const uint32_t heads[][2] = {
        {0, 0}, {5, 0}, {0x6E6F6E73, 4}, {FRAME_EVENT, 101}, {FRAME_EVENT, UINT32_MAX}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct buffer bytes;
        struct frame frame;
        size_t at = 0;
        buffer_init(&bytes, 100);
        buffer_append(&bytes, heads[i], sizeof heads[i]);
        assert_int_equal(frame_take(&bytes, &at, &frame), FRAME_BROKEN);
        buffer_free(&bytes);
    }
}

static void a_descriptor_travels_beside(void **state) {
    (void)state;
    int ends[2], ways[2], got;
    enum frame_kind kind;
    struct buffer bytes, body;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(pipe(ways), 0);
    buffer_init(&bytes, 1000);
    buffer_init(&body, 1000);
    frame_put(&bytes, FRAME_READ, "a.docx", 6);
    assert_true(frame_send(ends[0], &bytes, ways[0]));
    assert_true(frame_receive(ends[1], 100, &body, &kind, &got));
    assert_int_equal(kind, FRAME_READ);
    assert_string_equal(buffer_text(&body), "a.docx");
    assert_true(got >= 0 && got != ways[0]);
    char letter;
    assert_int_equal(write(ways[1], "x", 1), 1);
    assert_int_equal(read(got, &letter, 1), 1);
    assert_int_equal(letter, 'x');
    /* Too long for the receiver; then nothing more comes. */
    assert_true(frame_send(ends[0], &bytes, -1));
    assert_false(frame_receive(ends[1], 5, &body, &kind, &got));
    close(ends[0]);
    assert_false(frame_receive(ends[1], 100, &body, &kind, &got));
    buffer_free(&bytes);
    buffer_free(&body);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_taken_one_by_one),
        cmocka_unit_test(a_part_of_a_frame_waits),
        cmocka_unit_test(what_is_no_frame_is_broken),
        cmocka_unit_test(a_descriptor_travels_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
