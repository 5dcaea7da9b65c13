#include "pipeline/night/reason.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Every code that ends documents needs a sentence with what to do. */
static void every_failure_has_a_sentence(void **state) {
    (void)state;
    const char *otherwise = reason_sentence(CODE_NONE, LANGUAGE_ENGLISH);
    for (int code = 0; code < CODE_COUNT; code++) {
        if (code_grade((enum code)code) != GRADE_FAILED || code == CODE_DOCUMENT_FAILED ||
            code == CODE_RECORD_DAMAGED)
            continue;
        const char *sentence = reason_sentence((enum code)code, LANGUAGE_ENGLISH);
        if (strcmp(sentence, otherwise) == 0)
            fail_msg("%s has no sentence", code_word((enum code)code));
        assert_non_null(strchr(sentence, ';'));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failure_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
