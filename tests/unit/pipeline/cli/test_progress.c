#include "pipeline/cli/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(struct progress progress, int64_t now, const char *name, unsigned width,
                   const char *line) {
    struct buffer out;
    setenv("LC_ALL", "en_GB.UTF-8", 1);
    buffer_init(&out, 4096);
    progress_compose(&progress, now, name, width, &out);
    assert_string_equal(buffer_text(&out), line);
    buffer_free(&out);
}

static void shows_how_far_it_is(void **state) {
    (void)state;
    struct progress p = {.all = 2000, .done = 500, .started = 1000};
    /* 500 in 10 s: 50 a second, 1500 in 30 s. */
    expect(p, 11000, "a.docx", 100, "500 of 2000  50/s  0:30 left  a.docx");
    p.failed = 3;
    expect(p, 11000, "a.docx", 100, "500 of 2000  50/s  0:30 left  3 failed  a.docx");
    /* 500 in 1000 s: 1500 take 3000 s. */
    expect(p, 1001000, "a", 100, "500 of 2000  0.5/s  50:00 left  3 failed  a");
    p.all = 100500;
    expect(p, 1001000, "a", 100, "500 of 100500  0.5/s  55:33:20 left  3 failed  a");
    p.done = 0;
    expect(p, 1000, "a", 100, "0 of 100500  3 failed  a");
}

static void stays_one_line(void **state) {
    (void)state;
    struct progress p = {.all = 9, .done = 0, .started = 0};
    expect(p, 0, "báo cáo quý.docx", 15, "0 of 9  báo cá…");
    expect(p, 0, "báo cáo", 15, "0 of 9  báo cáo");
    expect(p, 0, "\033[31m\r", 30, "0 of 9  \uFFFD[31m\uFFFD");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_how_far_it_is),
        cmocka_unit_test(stays_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
