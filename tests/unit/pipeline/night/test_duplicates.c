#include "pipeline/night/duplicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* More than the table has room for at first, with equal first digits, so that all meet at one
 * place. */
static void remembers_the_first_name(void **state) {
    (void)state;
    struct duplicates duplicates = {.arena = NULL};
    char hash[65], name[16];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 3000; i++) {
            snprintf(hash, sizeof hash, "%064d", i);
            snprintf(name, sizeof name, "%d-%d", round, i);
            const char *first = duplicates_first_name(&duplicates, hash, name);
            if (round == 0) {
                assert_null(first);
            } else {
                char expected[16];
                snprintf(expected, sizeof expected, "0-%d", i);
                assert_string_equal(first, expected);
            }
        }
    duplicates_free(&duplicates);
}

static void forgets(void **state) {
    (void)state;
    struct duplicates duplicates = {.arena = NULL};
    duplicates_forget(&duplicates, "aa");
    assert_null(duplicates_first_name(&duplicates, "aa", "one"));
    duplicates_forget(&duplicates, "aa");
    assert_null(duplicates_first_name(&duplicates, "aa", "two"));
    assert_string_equal(duplicates_first_name(&duplicates, "aa", "three"), "two");
    duplicates_free(&duplicates);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remembers_the_first_name),
        cmocka_unit_test(forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
