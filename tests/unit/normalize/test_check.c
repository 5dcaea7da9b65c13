/* check: relations on observations made by hand; the checks are those of cchc-2021. */
#include "normalize/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct event_sink no_events = {0};

struct fixture {
    struct ruleset *ruleset;
    struct arena *arena;
    struct observation observations[200];
    const struct observation *by_row[200];
    struct finding_list findings;
};

static int load(void **state) {
    static struct fixture fixture;
    struct error error = {0};
    *state = &fixture;
    return ruleset_load("rules/cchc-2021", &fixture.ruleset, &error) ? 0 : -1;
}

static int unload(void **state) {
    struct fixture *f = *state;
    ruleset_free(f->ruleset);
    return 0;
}

static int start(void **state) {
    struct fixture *f = *state;
    f->arena = arena_new(1 << 20);
    f->findings = (struct finding_list){.arena = f->arena, .sink = &no_events};
    for (size_t i = 0; i < f->ruleset->row_count; i++) {
        f->observations[i] =
            (struct observation){.indicator = f->ruleset->rows[i].id, .status = STATUS_BLANK};
        f->by_row[i] = f->ruleset->rows[i].kind == KIND_HEADING ? NULL : &f->observations[i];
    }
    return 0;
}

static int finish(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

static void report(struct fixture *f, const char *id, double value) {
    struct observation *o = &f->observations[ruleset_row(f->ruleset, id)];
    o->status = STATUS_REPORTED;
    o->has_value = true;
    o->value = value;
    o->at = "t1!R0C0";
}

/* "ộ" has three bytes: wherever a long message is cut, it is valid text. */
static void a_long_finding_is_cut_at_a_whole_character(void **state) {
    struct fixture *f = *state;
    char text[2000];
    for (size_t lead = 0; lead < 3; lead++) {
        size_t length = lead;
        memset(text, 'x', lead);
        for (; length + 3 < sizeof text; length += 3)
            memcpy(text + length, "ộ", 3);
        text[length] = '\0';
        assert_true(finding_add(&f->findings, "long", SEVERITY_NOTE, NULL, NULL, "%s", text));
        const char *message = f->findings.items[lead].message;
        assert_memory_equal(message, text, strlen(message));
        assert_int_equal((strlen(message) - lead) % 3, 0);
    }
}

static void run(struct fixture *f, const struct mention *mentions, size_t count) {
    assert_true(check_report(f->ruleset, f->by_row, mentions, count, &f->findings));
}

static void sums_that_add_up_yield_no_finding(void **state) {
    struct fixture *f = *state;
    report(f, "3.2", 10);
    report(f, "3.2-1", 5);
    report(f, "3.2-2", 3);
    report(f, "3.2-3", 2);
    report(f, "1.1-1", 23);
    report(f, "1.1-2", 15);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0);
}

static void a_wrong_sum_names_its_numbers(void **state) {
    struct fixture *f = *state;
    report(f, "3.2", 11);
    report(f, "3.2-1", 5);
    report(f, "3.2-2", 3);
    report(f, "3.2-3", 2);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
    assert_string_equal(f->findings.items[0].check, "procedures-by-level");
    assert_string_equal(f->findings.items[0].indicator, "3.2");
    assert_string_equal(f->findings.items[0].message,
                        "3.2 (11) is not 3.2-1 (5) + 3.2-2 (3) + 3.2-3 (2).");
}

static void a_blank_part_makes_the_sum_a_lower_bound(void **state) {
    struct fixture *f = *state;
    report(f, "3.2", 11);
    report(f, "3.2-1", 5);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0);
    report(f, "3.2-2", 7);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
    assert_non_null(strstr(f->findings.items[0].message, "is less than"));
    assert_non_null(strstr(f->findings.items[0].message, "3.2-3 (not reported)"));
}

static void a_part_is_at_most_the_whole(void **state) {
    struct fixture *f = *state;
    report(f, "1.1-1", 15);
    report(f, "1.1-2", 23);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
    assert_string_equal(f->findings.items[0].check, "tasks-done-within-plan");
}

static void a_whole_is_at_least_its_parts(void **state) {
    struct fixture *f = *state;
    report(f, "1.5-1", 28);
    report(f, "1.5-2", 22);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0); /* the late ones are blank: 28 >= 22 holds */
    report(f, "1.5-3", 7);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
}

static void a_value_stays_within_bounds(void **state) {
    struct fixture *f = *state;
    report(f, "1.4", 12);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0);
    report(f, "1.4", 13);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
    assert_string_equal(f->findings.items[0].message,
                        "1.4 (13) is not from 0 to 12: the row counts the months of the period");
}

static void a_sum_stays_within_bounds(void **state) {
    struct fixture *f = *state;
    report(f, "7.6.3-1", 60);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0); /* the other one is blank */
    report(f, "7.6.3-2", 40);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0);
    report(f, "7.6.3-2", 50);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 1);
    assert_string_equal(
        f->findings.items[0].message,
        "7.6.3-1 (60) + 7.6.3-2 (50) is 110, not from 0 to 100: a document is sent in one of the "
        "two ways");
}

static void report_fraction(struct fixture *f, const char *id, double numerator,
                            double denominator) {
    report(f, id, 100 * numerator / denominator);
    struct observation *o = &f->observations[ruleset_row(f->ruleset, id)];
    o->has_fraction = true;
    o->numerator = numerator;
    o->denominator = denominator;
}

static void a_fraction_is_of_the_rows_it_names(void **state) {
    struct fixture *f = *state;
    report(f, "7.6.3", 149);
    report(f, "3.4.7.1-1", 20);
    report_fraction(f, "7.6.3-1", 149, 149);
    report_fraction(f, "3.4.7.1-3", 20, 25);
    report_fraction(f, "3.4.7.1-4", 5, 25); /* 3.4.7.1-2 is blank */
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 0);
    report(f, "7.6.3", 150);
    report(f, "3.4.7.1-1", 21);
    run(f, NULL, 0);
    assert_int_equal(f->findings.count, 2);
    assert_string_equal(f->findings.items[0].message,
                        "3.4.7.1-3 is 20/25, but its numerator is 3.4.7.1-1 (21).");
    assert_string_equal(f->findings.items[1].message,
                        "7.6.3-1 is 149/149, but its denominator is 7.6.3 (150).");
}

static void prose_is_compared_with_the_table(void **state) {
    struct fixture *f = *state;
    struct mention_field fields[] = {{"value", "42"}};
    struct mention mention = {.rule = "people-assigned",
                              .at = "p41+12-92",
                              .text = "giao với tổng số 42 người",
                              .fields = fields,
                              .field_count = 1};
    run(f, &mention, 1);
    assert_int_equal(f->findings.count, 1); /* blank in the table */
    assert_string_equal(f->findings.items[0].indicator, "4.3-1");
    assert_string_equal(f->findings.items[0].at, "p41+12-92");
    assert_non_null(strstr(f->findings.items[0].message, "42"));
    report(f, "4.3-1", 42);
    f->findings.count = 0;
    run(f, &mention, 1);
    assert_int_equal(f->findings.count, 0);
    report(f, "4.3-1", 40);
    run(f, &mention, 1);
    assert_int_equal(f->findings.count, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_long_finding_is_cut_at_a_whole_character),
        CASE(sums_that_add_up_yield_no_finding),
        CASE(a_wrong_sum_names_its_numbers),
        CASE(a_blank_part_makes_the_sum_a_lower_bound),
        CASE(a_part_is_at_most_the_whole),
        CASE(a_whole_is_at_least_its_parts),
        CASE(a_value_stays_within_bounds),
        CASE(a_sum_stays_within_bounds),
        CASE(a_fraction_is_of_the_rows_it_names),
        CASE(prose_is_compared_with_the_table),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
