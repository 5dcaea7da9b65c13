/* Every allocation of normalizing a report fails once: the report is then the same as ever, or
 * there is none for want of memory; under each limit it is the same, or the limit is the reason. */
#include "tests/unit/failing_memory.h"

#include "extract/extract.h"
#include "normalize/normalize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define RECORD_BYTES_MAX ((size_t)16 << 20)
/* All of them take minutes: EVERY_ALLOCATION=1 in the environment. */
enum { STEP = 61 };

struct setting {
    struct ruleset *ruleset;
    struct document *document;
    struct buffer undisturbed; /* the report as JSON */
};

struct outcome {
    bool done;
    struct error error;
    struct buffer record;
};

static size_t normalize_once(const struct setting *setting, size_t failing, size_t memory_bytes,
                             struct outcome *outcome) {
    const struct normalize_options options = {.memory_bytes = memory_bytes};
    struct report *report = NULL;
    *outcome = (struct outcome){.done = false};
    buffer_init(&outcome->record, RECORD_BYTES_MAX);
    memory_fail(failing);
    outcome->done = normalize_document(setting->document, setting->ruleset, &options, NULL, &report,
                                       &outcome->error);
    size_t count = memory_stop();
    if (outcome->done)
        report_to_json(report, &outcome->record);
    if (outcome->done)
        report_free(report);
    return count;
}

static bool is_right(const struct setting *setting, size_t at, struct outcome *outcome,
                     enum code code) {
    bool right = outcome->done ? strcmp(buffer_text(&outcome->record),
                                        buffer_text(&setting->undisturbed)) == 0
                               : outcome->error.code == code;
    if (!right)
        print_error("%zu: %s: %s\n", at,
                    outcome->done ? "another report" : code_word(outcome->error.code),
                    outcome->error.message);
    buffer_free(&outcome->record);
    return right;
}

static int set_up(void **state) {
    static struct setting setting;
    struct error error = {.code = CODE_NONE};
    struct outcome first;
    const struct extract_options options = extract_options_default();
    assert_true(ruleset_load("rules/cchc-2021", &setting.ruleset, &error));
    assert_true(extract_file("samples/ubnd-xa-dong-mai-2022-9t.xlsx", &options, NULL,
                             &setting.document, &error));
    normalize_once(&setting, 0, normalize_options_default().memory_bytes, &first);
    assert_true(first.done);
    setting.undisturbed = first.record;
    *state = &setting;
    return 0;
}

static int tear_down(void **state) {
    struct setting *setting = *state;
    buffer_free(&setting->undisturbed);
    document_free(setting->document);
    ruleset_free(setting->ruleset);
    return 0;
}

static void each_allocation(void **state) {
    struct setting *setting = *state;
    struct outcome outcome;
    size_t wrong = 0, most = normalize_options_default().memory_bytes;
    size_t count = normalize_once(setting, 0, most, &outcome);
    assert_true(is_right(setting, 0, &outcome, CODE_NONE));
    assert_true(count > 0);
    for (size_t i = 1; i <= count; i += getenv("EVERY_ALLOCATION") ? 1 : STEP) {
        normalize_once(setting, i, most, &outcome);
        wrong += !is_right(setting, i, &outcome, CODE_NO_MEMORY);
    }
    print_message("%zu allocations\n", count);
    assert_int_equal(wrong, 0);
}

static void each_limit(void **state) {
    struct setting *setting = *state;
    struct outcome outcome = {.done = false};
    size_t wrong = 0, refused = 0;
    for (size_t limit = 4096; !outcome.done; limit += limit / 4) {
        normalize_once(setting, 0, limit, &outcome);
        wrong += !is_right(setting, limit, &outcome, CODE_LIMIT_MEMORY);
        refused += !outcome.done;
    }
    assert_int_equal(wrong, 0);
    assert_true(refused > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_allocation),
        cmocka_unit_test(each_limit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
