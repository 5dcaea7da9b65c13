/* Allocations of loading a rule set fail, one at a time: the rules are then loaded all the same, or
 * there is no memory. They are never wrong or too large for it. */
#include "tests/unit/failing_memory.h"

#include "core/crash.h"
#include "normalize/rules/ruleset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#define RULES "rules/cchc-2021"

/* There are tens of thousands, and each loading takes its time: EVERY_ALLOCATION=1 tries them all.
 */
enum { TRIES = 60 };

static size_t load_once(size_t failing, bool *done, struct error *error) {
    struct ruleset *ruleset = NULL;
    *error = (struct error){.code = CODE_NONE};
    memory_fail(failing);
    *done = ruleset_load(RULES, &ruleset, error);
    size_t count = memory_stop();
    ruleset_free(ruleset);
    return count;
}

/* In a process of its own: the JIT compiler of PCRE2 10.42 runs over what it has no memory for. */
static bool survives(size_t failing) {
    int status = 1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct error error;
        bool done;
        crash_watch_memory();
        load_once(failing, &done, &error);
        if (!done && error.code != CODE_NO_MEMORY)
            print_error("%zu: %s: %s: %s\n", failing, code_word(error.code), error.place,
                        error.message);
        _exit(done || error.code == CODE_NO_MEMORY ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == EX_TEMPFAIL);
}

static void each_allocation(void **state) {
    (void)state;
    struct error error;
    bool done;
    size_t wrong = 0, count = load_once(0, &done, &error);
    assert_true(done);
    size_t step = getenv("EVERY_ALLOCATION") ? 1 : count / TRIES + 1;
    for (size_t i = 1; i <= count; i += step)
        wrong += !survives(i);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
