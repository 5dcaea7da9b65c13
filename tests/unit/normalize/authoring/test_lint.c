/* What rules check finds beyond what the loader refuses, and where it says it is. Places are
 * counted by hand in the texts below; line 1 column 1 is the first character. */
#include "normalize/authoring/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* ---- sample ---- */

static void collect(void *context, const char *sample) {
    char *all = context;
    size_t length = strlen(all);
    snprintf(all + length, 400 - length, "%s%s", length ? "|" : "", sample);
}

static void samples_are(const char *pattern, const char *expected) {
    char all[400] = "";
    if (!sample_pattern(pattern, collect, all) || strcmp(all, expected) != 0)
        fail_msg("%s: \"%s\"", pattern, all);
}

static void simple_patterns_have_samples(void **state) {
    (void)state;
    samples_are("^ghi chú$", "ghi chú");
    samples_are("^(stt|s\\.t)$", "stt|s.t");
    samples_are("ab?c", "ac|abc");
    samples_are("(?:a|bc)d+", "ad|bcd");
    samples_are("a|b c", "a|b c");
    samples_are("^(tên )?(các )?x", "x|các x|tên x|tên các x");
    samples_are("n\\b.*\\d", "n1|na1");
    samples_are("(?<year>\\d)[a-z]", "1a");
}

static void others_have_none(void **state) {
    (void)state;
    char all[400] = "";
    assert_false(sample_pattern("\\p{Lu}x", collect, all));
    assert_false(sample_pattern("[^a]", collect, all));
    assert_false(sample_pattern("a{3,5}", collect, all));
    assert_false(sample_pattern("a?b?c?d?e?f?g?h?i?j?", collect, all)); /* 1,024 texts */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_patterns_have_samples),
        cmocka_unit_test(others_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
