/* lint: what rules check finds beyond what the loader refuses. */
#include "normalize/authoring/lint.h"
#include "normalize/rules/yaml_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* The place of a pattern in a file, and the pattern compiled. */
static const struct rule_file file = {.path = "patterns.yaml"};

static bool resists(const char *pattern, const char *example) {
    struct yaml_node node = {.file = &file, .text = pattern, .spot = {3, 7}};
    struct error error = {.code = CODE_NONE};
    struct regex *regex;
    assert_true(regex_new(pattern, 0, "", &regex, &error));
    bool fine = lint_backtracking(&node, "Rule x", regex, example, &error);
    regex_free(regex);
    assert_int_equal(error.code, fine ? CODE_NONE : CODE_RULES);
    assert_string_equal(error.place, fine ? "" : "patterns.yaml:3:7");
    assert_true(fine || strstr(error.message, "repetition within a repetition"));
    return fine;
}

static void plain_text_keeps_a_pattern_busy(void **state) {
    (void)state;
    assert_false(resists("^(a+)+$", NULL));
    assert_false(resists("^(\\w+ ?)+:$", NULL));
    assert_false(resists("^(a|aa)+$", NULL));
    assert_false(resists("^(\\d+,?)+;", NULL));
    assert_true(resists("^(\\w+ )*\\w+:$", NULL));
    assert_true(resists("được giao (\\d+) người", NULL));
}

/* The repetition stands behind words that only the example has. */
static void a_text_made_of_an_example_does(void **state) {
    (void)state;
    static const char pattern[] = "được giao ((nhiệm )*(vụ )*)*xong";
    assert_true(resists(pattern, NULL));
    assert_false(resists(pattern, "được giao nhiệm vụ xong"));
    assert_true(resists("được giao (nhiệm |vụ )*xong", "được giao nhiệm vụ xong"));
}

/* ---- warnings ---- */

struct kept {
    size_t count;
    struct error last;
};

static void keep(void *context, const struct error *fault, bool warning) {
    struct kept *kept = context;
    assert_true(warning);
    kept->count++;
    kept->last = *fault;
}

static void spaces_are(const char *pattern, size_t count, const char *place) {
    struct kept kept = {.count = 0};
    struct fault_sink sink = {.report = keep, .context = &kept};
    struct rule_file own = {.path = "a.yaml", .text = pattern, .length = strlen(pattern)};
    struct yaml_node node = {.file = &own, .text = pattern, .spot = {1, 1}};
    lint_spaces(&node, "Rule x", &sink);
    assert_int_equal(kept.count, count);
    assert_string_equal(kept.last.place, place);
}

static void a_space_between_words_means_nothing(void **state) {
    (void)state;
    spaces_are("phấn [ ] đấu", 0, "");
    spaces_are("phấn đấu", 1, "a.yaml:1:5");
    spaces_are("\\d đấu | [a b] | sẽ", 0, "");
    spaces_are("# phấn đấu\nsẽ làm", 1, "a.yaml:2:3");
}

/* Of three patterns the second is hidden by the first, and the third is shown by no example. */
static void a_header_pattern_needs_an_example(void **state) {
    (void)state;
    static const char *const patterns[] = {"^số liệu", "liệu kỳ", "^giá trị"};
    static const char *const warnings[] = {
        NULL, "an earlier pattern, which means value, decides \"Số liệu kỳ\"", "no example"};
    struct yaml_node nodes[3];
    struct column_pattern columns[3];
    struct file_example examples[] = {{.of = "header", .text = "Số liệu kỳ", .reads = "value"},
                                      {.of = "period", .text = "Giá trị", .reads = "nothing"}};
    struct ruleset ruleset = {
        .columns = columns, .column_count = 3, .form_examples = examples, .form_example_count = 2};
    struct arena *arena = arena_new(1 << 20);
    struct error error = {.code = CODE_NONE};
    for (size_t i = 0; i < 3; i++) {
        nodes[i] = (struct yaml_node){.file = &file, .text = patterns[i], .spot = {i + 1, 1}};
        columns[i] = (struct column_pattern){.role = COLUMN_VALUE, .node = &nodes[i]};
        assert_true(regex_new(patterns[i], 0, "", &columns[i].regex, &error));
    }
    for (size_t i = 0; i < 3; i++) {
        struct kept kept = {.count = 0};
        struct fault_sink sink = {.report = keep, .context = &kept};
        lint_header(&ruleset, &columns[i], arena, &sink);
        assert_int_equal(kept.count, warnings[i] != NULL);
        if (warnings[i] && !strstr(kept.last.message, warnings[i]))
            fail_msg("%s: %s", patterns[i], kept.last.message);
    }
    for (size_t i = 0; i < 3; i++)
        regex_free(columns[i].regex);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_keeps_a_pattern_busy),
        cmocka_unit_test(a_text_made_of_an_example_does),
        cmocka_unit_test(a_space_between_words_means_nothing),
        cmocka_unit_test(a_header_pattern_needs_an_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
