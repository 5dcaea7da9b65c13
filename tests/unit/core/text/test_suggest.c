#include "core/text/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void distance_counts_single_faults(void **state) {
    (void)state;
    assert_int_equal(suggest_distance("", ""), 0);
    assert_int_equal(suggest_distance("run", "run"), 0);
    assert_int_equal(suggest_distance("RUN", "run"), 0);
    assert_int_equal(suggest_distance("", "run"), 3);
    assert_int_equal(suggest_distance("rn", "run"), 1);
    assert_int_equal(suggest_distance("ruun", "run"), 1);
    assert_int_equal(suggest_distance("rum", "run"), 1);
    assert_int_equal(suggest_distance("rnu", "run"), 1);
    assert_int_equal(suggest_distance("kitten", "sitting"), 3);
}

static void long_words_are_cut_not_overrun(void **state) {
    (void)state;
    char long_word[301];
    memset(long_word, 'a', 300);
    long_word[300] = '\0';
    assert_int_equal(suggest_distance(long_word, long_word), 0);
    assert_int_equal(suggest_distance(long_word, ""), 63);
}

static const char *const commands[] = {"extract", "normalize", "load", "run", "explain", "export"};

static void nearest_comes_first(void **state) {
    (void)state;
    const char *near[3];
    assert_int_equal(suggest_nearest("exprot", commands, 6, near, 3), 1);
    assert_string_equal(near[0], "export");
    const char *const ids[] = {"1.1-2", "1.1-1", "1.2", "7.6.3-1"};
    assert_int_equal(suggest_nearest("1.1-1x", ids, 4, near, 3), 2);
    assert_string_equal(near[0], "1.1-1");
    assert_string_equal(near[1], "1.1-2");
}

static void far_words_are_not_suggested(void **state) {
    (void)state;
    const char *near[1];
    assert_int_equal(suggest_nearest("frobnicate", commands, 6, near, 1), 0);
}

static void no_more_than_asked(void **state) {
    (void)state;
    const char *const ids[] = {"1.1", "1.2", "1.3", "1.4"};
    const char *near[2];
    assert_int_equal(suggest_nearest("1.9", ids, 4, near, 2), 2);
    assert_string_equal(near[0], "1.1");
    assert_string_equal(near[1], "1.2");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_single_faults),
        cmocka_unit_test(long_words_are_cut_not_overrun),
        cmocka_unit_test(nearest_comes_first),
        cmocka_unit_test(far_words_are_not_suggested),
        cmocka_unit_test(no_more_than_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
