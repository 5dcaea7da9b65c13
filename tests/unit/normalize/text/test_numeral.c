/* numeral: numbers in words, against the rule set cchc-2021. */
#include "normalize/text/numeral.h"
#include "normalize/text/fold.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static int load(void **state) {
    struct ruleset *ruleset;
    struct error error = {0};
    if (!ruleset_load("rules/cchc-2021", &ruleset, &error))
        return -1;
    *state = ruleset;
    return 0;
}

static int unload(void **state) {
    ruleset_free(*state);
    return 0;
}

static void numbers_in_words(void **state) {
    static const struct {
        const char *words;
        double value;
    } rows[] = {
        {"năm", 5},
        {"mười", 10},
        {"mười hai", 12},
        {"mười lăm", 15},
        {"hai mươi", 20},
        {"hai mươi mốt", 21},
        {"Ba mươi tư", 34},
        {"một trăm", 100},
        {"một trăm linh năm", 105},
        {"hai trăm lẻ bảy", 207},
        {"ba trăm mười hai", 312},
        {"một nghìn hai trăm ba mươi tư", 1234},
        {"mười hai nghìn", 12000},
        {"hai mươi triệu năm trăm nghìn", 20500000},
        {"ba tỷ hai trăm triệu", 3200000000},
        {"nghìn", 1000},
        {"năm triệu đồng", 5000000},
    };
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = -1;
        if (!numeral_read_all(*state, fold_key(arena, rows[i].words), &value) ||
            value != rows[i].value)
            fail_msg("%s: %g", rows[i].words, value);
    }
    arena_free(arena);
}

static void words_that_are_no_number(void **state) {
    struct arena *arena = arena_new(1 << 20);
    double value;
    assert_false(numeral_read_all(*state, "", &value));
    assert_false(numeral_read_all(*state, fold_key(arena, "văn bản"), &value));
    assert_false(numeral_read_all(*state, fold_key(arena, "hai văn bản"), &value));
    assert_int_equal(numeral_read(*state, fold_key(arena, "hai văn bản"), &value), 3);
    assert_true(value == 2);
    assert_true(numeral_read_all(*state, fold_key(arena, "hai ba"), &value) && isnan(value));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_words),
        cmocka_unit_test(words_that_are_no_number),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
