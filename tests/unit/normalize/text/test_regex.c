/* regex: what patterns of a rule set match, how a wrong one is refused, and that no match runs
 * away. Offsets were counted by hand; those of faults are pcre2test's. */
#include "normalize/text/regex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct regex *make(const char *pattern, unsigned flags) {
    struct regex *regex = NULL;
    struct error error = {0};
    if (!regex_new(pattern, flags, "rules: one", &regex, &error))
        fail_msg("%s: %s", pattern, error.message);
    return regex;
}

static bool matches(const char *pattern, unsigned flags, const char *subject) {
    struct regex *regex = make(pattern, flags);
    bool found = regex_matches(regex, subject);
    regex_free(regex);
    return found;
}

/* ---- what matches ---- */

static void case_does_not_count_unless_asked(void **state) {
    (void)state;
    assert_true(matches("quyết ĐỊNH", 0, "căn cứ Quyết định số 5"));
    assert_true(matches("Quyết định", REGEX_EXACT_CASE, "Quyết định"));
    assert_false(matches("Quyết định", REGEX_EXACT_CASE, "QUYẾT ĐỊNH"));
    assert_false(matches("quyết định", 0, "quyêt đinh"));
}

/* The subject is folded already (hoà is hòa there); the pattern may be written either way. */
static void tone_marks_are_placed_as_in_the_text(void **state) {
    (void)state;
    assert_true(matches("Khánh Hoà", 0, "tỉnh khánh hòa"));
    assert_true(matches("Khánh Hòa", 0, "tỉnh khánh hòa"));
    assert_true(matches("thuỷ lợi", 0, "thủy lợi"));
    assert_false(matches("hoá", 0, "hòa"));
}

static void a_text_typed_without_marks_is_found(void **state) {
    (void)state;
    assert_true(matches("^số liệu$", 0, "So lieu"));
    assert_true(matches("q(?:u[ýí]) (?:ii|2)", 0, "quy II nam 2022"));
    assert_true(matches("đơn vị tính", 0, "DON VI TINH"));
    assert_false(matches("số liệu", 0, "số lieu")); /* half typed with marks */
    assert_false(matches("số liệu", 0, "so lien"));
}

static void classes_know_vietnamese_letters(void **state) {
    (void)state;
    assert_true(matches("^\\w+$", 0, "Nghĩa"));
    assert_true(matches("\\bứng\\b", 0, "đáp ứng."));
    assert_false(matches("\\bứng\\b", 0, "đứng")); /* đ is a letter too */
    assert_true(matches("^.$", 0, "ấ"));
    assert_true(matches("^[À-ỹ]$", REGEX_EXACT_CASE, "ấ"));
}

static void flags_mean_what_they_say(void **state) {
    (void)state;
    assert_true(matches("a b # c", REGEX_EXTENDED, "ab"));
    assert_false(matches("a b", 0, "ab"));
    assert_true(matches("b", 0, "ab"));
    assert_false(matches("b", REGEX_ANCHORED, "ab"));
    assert_true(matches("A b", REGEX_EXTENDED | REGEX_ANCHORED | REGEX_EXACT_CASE, "Abc"));
    assert_false(matches("A b", REGEX_EXTENDED | REGEX_ANCHORED | REGEX_EXACT_CASE, "abc"));
}

static void what_is_no_utf8_does_not_match(void **state) {
    (void)state;
    assert_false(matches("a", 0, "a\xFF"));
}

/* ---- where ---- */

/* "số 12/QĐ": ố has three bytes, Đ two. */
static void groups_have_offsets_and_names(void **state) {
    (void)state;
    struct regex *regex = make("số (?<number>\\d+)(?<year>-\\d+)?/(?<symbol>\\w+)", 0);
    struct regex_match match;
    const char *subject = "a số 12/QĐ b";
    assert_int_equal(regex_search(regex, subject, strlen(subject), 0, &match), REGEX_MATCH);
    assert_int_equal(match.start[0], 2);
    assert_int_equal(match.end[0], 13);
    unsigned number = regex_group(regex, "number"), year = regex_group(regex, "year"),
             symbol = regex_group(regex, "symbol");
    assert_int_equal(number, 1);
    assert_int_equal(year, 2);
    assert_int_equal(symbol, 3);
    assert_int_equal(match.start[number], 7);
    assert_int_equal(match.end[number], 9);
    assert_true(match.start[year] > match.end[year]);
    assert_int_equal(match.start[symbol], 10);
    assert_int_equal(match.end[symbol], 13);
    assert_true(match.start[4] > match.end[4]);
    assert_true(match.start[REGEX_GROUPS - 1] > match.end[REGEX_GROUPS - 1]);
    assert_int_equal(regex_group(regex, "none"), 0);
    regex_free(regex);
}

static void names_are_walked(void **state) {
    (void)state;
    struct regex *regex = make("(?<b>x)(y)(?<a>z)", 0);
    bool seen[4] = {false};
    assert_int_equal(regex_name_count(regex), 2);
    for (size_t i = 0; i < 2; i++) {
        unsigned group;
        const char *name = regex_name(regex, i, &group);
        assert_in_range(group, 1, 3);
        assert_string_equal(name, group == 1 ? "b" : "a");
        seen[group] = true;
    }
    assert_true(seen[1] && seen[3] && !seen[2]);
    regex_free(regex);
}

/* One name may occur in two branches. */
static void a_name_may_occur_twice(void **state) {
    (void)state;
    struct regex *regex = make("(?<n>a)|(?<n>b)", 0);
    assert_int_equal(regex_name_count(regex), 2);
    assert_true(regex_matches(regex, "b"));
    regex_free(regex);
}

static void a_search_begins_where_asked(void **state) {
    (void)state;
    struct regex *regex = make("a", 0), *anchored = make("a", REGEX_ANCHORED);
    struct regex *behind = make("(?<=b)a", 0);
    struct regex_match match;
    assert_int_equal(regex_search(regex, "aba", 3, 1, &match), REGEX_MATCH);
    assert_int_equal(match.start[0], 2);
    assert_int_equal(regex_search(regex, "aba", 2, 1, &match),
                     REGEX_NO_MATCH); /* not past its end */
    assert_int_equal(regex_search(regex, "aba", 3, 3, NULL), REGEX_NO_MATCH);
    assert_int_equal(regex_search(anchored, "aba", 3, 1, NULL), REGEX_NO_MATCH);
    assert_int_equal(regex_search(anchored, "aba", 3, 2, NULL), REGEX_MATCH);
    assert_int_equal(regex_search(behind, "aba", 3, 2, NULL),
                     REGEX_MATCH); /* what is before is seen */
    regex_free(regex);
    regex_free(anchored);
    regex_free(behind);
}

static void an_empty_match_is_one(void **state) {
    (void)state;
    struct regex *regex = make("x*", 0);
    struct regex_match match;
    assert_int_equal(regex_search(regex, "", 0, 0, &match), REGEX_MATCH);
    assert_int_equal(match.start[0], 0);
    assert_int_equal(match.end[0], 0);
    regex_free(regex);
}

/* ---- wrong patterns ---- */

static void expect_refused(const char *pattern, const char *message) {
    struct regex *regex = NULL;
    struct error error = {0};
    assert_false(regex_new(pattern, 0, "patterns.yaml: rule a", &regex, &error));
    assert_null(regex);
    assert_int_equal(error.code, CODE_RULES);
    assert_string_equal(error.place, "patterns.yaml: rule a");
    if (!strstr(error.message, message))
        fail_msg("%s: no %s", error.message, message);
}

static void a_fault_is_shown_where_it_is(void **state) {
    (void)state;
    expect_refused("(a", "wrong at its end, byte 2: missing closing parenthesis");
    expect_refused("a)", "line 1, column 2, byte 1: unmatched closing parenthesis; at \")\"");
    expect_refused("a\nbấ)c", "line 2, column 3, byte 6: unmatched closing parenthesis; at \")c\"");
    expect_refused("*a", "quantifier does not follow a repeatable item");
}

static void groups_are_counted(void **state) {
    (void)state;
    char pattern[4 * 40] = "";
    for (int i = 0; i < REGEX_GROUPS - 1; i++)
        strcat(pattern, "(a)");
    struct regex *most = make(pattern, 0);
    struct regex_match match;
    char subject[REGEX_GROUPS] = "";
    memset(subject, 'a', REGEX_GROUPS - 1);
    assert_int_equal(regex_search(most, subject, REGEX_GROUPS - 1, 0, &match), REGEX_MATCH);
    assert_int_equal(match.start[31], 30);
    assert_int_equal(match.end[31], 31);
    regex_free(most);
    strcat(pattern, "(a)");
    expect_refused(pattern, "The pattern has 32 groups; at most 31 can be used");
}

/* ---- limits ---- */

/* Each further letter doubles the ways to divide them: 2^40 for 40. */
static void a_runaway_pattern_is_stopped(void **state) {
    (void)state;
    struct regex *regex = make("^(?:a+)+$", 0);
    const char *subject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
    assert_int_equal(regex_search(regex, subject, strlen(subject), 0, NULL), REGEX_LIMIT);
    assert_false(regex_matches(regex, subject));
    regex_free(regex);
}

/* A page of 20,000 letters needs a step or two each, far below the limit: with or without JIT,
 * whose stack is small. */
static void a_long_text_is_no_runaway(void **state) {
    (void)state;
    enum { LONG = 20000 };
    char *subject = malloc(LONG + 1);
    assert_non_null(subject);
    memset(subject, 'b', LONG);
    subject[LONG] = '\0';
    struct regex *regex = make("^(?:(a)|b)*$", 0);
    assert_int_equal(regex_search(regex, subject, LONG, 0, NULL), REGEX_MATCH);
    regex_free(regex);
    free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_does_not_count_unless_asked),
        cmocka_unit_test(tone_marks_are_placed_as_in_the_text),
        cmocka_unit_test(a_text_typed_without_marks_is_found),
        cmocka_unit_test(classes_know_vietnamese_letters),
        cmocka_unit_test(flags_mean_what_they_say),
        cmocka_unit_test(what_is_no_utf8_does_not_match),
        cmocka_unit_test(groups_have_offsets_and_names),
        cmocka_unit_test(names_are_walked),
        cmocka_unit_test(a_name_may_occur_twice),
        cmocka_unit_test(a_search_begins_where_asked),
        cmocka_unit_test(an_empty_match_is_one),
        cmocka_unit_test(a_fault_is_shown_where_it_is),
        cmocka_unit_test(groups_are_counted),
        cmocka_unit_test(a_runaway_pattern_is_stopped),
        cmocka_unit_test(a_long_text_is_no_runaway),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
