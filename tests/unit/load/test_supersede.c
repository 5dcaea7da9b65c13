/* supersede: of a body's reports on one period, which replaces which. */
#include "tests/unit/load/test_reports.h"

static void load_dated(struct world *world, char letter, const char *issuer, const char *issued_on,
                       const char *received_at) {
    struct report report = make_report(letter);
    report.metadata.issuer = issuer;
    report.metadata.issued_on = issued_on;
    load_it(world, &first_run, &report, received_at);
}

static const char chain_sql[] = "SELECT substr(document_id, 1, 1), coalesce(substr(supersedes, 1, "
                                "1), '-') FROM document ORDER BY 1";

static void a_later_report_supersedes_the_earlier(void **state) {
    struct world *world = *state;
    load_dated(world, 'a', "Sở Xây dựng", "2021-06-30", NOW);
    load_dated(world, 'b', "SỞ XÂY  DỰNG", "2021-07-02", NOW);
    expect(world, chain_sql, "a|-\nb|a");
    expect(world, "SELECT count(*) FROM observation", "8"); /* the earlier stays */
}

static void the_order_of_loading_does_not_matter(void **state) {
    struct world *world = *state;
    load_dated(world, 'c', "Sở Xây dựng", "2021-07-03", NOW);
    load_dated(world, 'a', "Sở Xây dựng", "2021-06-30", NOW);
    load_dated(world, 'b', "Sở Xây dựng", NULL, "2021-07-02T05:00:00.000Z");
    expect(world, chain_sql, "a|-\nb|a\nc|b");
}

static void equal_days_go_by_the_hour_received(void **state) {
    struct world *world = *state;
    load_dated(world, 'a', "Sở Xây dựng", "2021-06-30", "2021-07-01T09:00:00.000Z");
    load_dated(world, 'b', "Sở Xây dựng", "2021-06-30", "2021-07-01T08:00:00.000Z");
    expect(world, chain_sql, "a|b\nb|-");
}

static void other_bodies_periods_and_forms_are_left_alone(void **state) {
    struct world *world = *state;
    load_dated(world, 'a', "Sở Xây dựng", "2021-06-30", NOW);
    load_dated(world, 'b', "Sở Y tế", "2021-07-02", NOW);
    load_dated(world, 'c', NULL, "2021-07-02", NOW);
    load_dated(world, 'd', NULL, "2021-07-03", NOW);
    struct report report = make_report('e');
    report.metadata.issued_on = "2021-07-05";
    report.metadata.period = "2021";
    load_it(world, &first_run, &report, NOW);
    report = make_report('f');
    report.metadata.issued_on = "2021-07-05";
    report.form = "other";
    load_it(world, &first_run, &report, NOW);
    fail_it(world, &first_run, '0', "Sở Xây dựng");
    expect(world, chain_sql, "0|-\na|-\nb|-\nc|-\nd|-\ne|-\nf|-");
}

static void a_report_read_anew_changes_its_chain(void **state) {
    struct world *world = *state;
    load_dated(world, 'a', "Sở Xây dựng", "2021-06-30", NOW);
    load_dated(world, 'b', "Sở Xây dựng", "2021-07-01", NOW);
    load_dated(world, 'c', "Sở Xây dựng", "2021-07-02", NOW);
    start(world, &new_rules);
    struct report report = make_report('b');
    report.metadata.issued_on = "2021-07-01";
    report.metadata.issuer = "Sở Y tế";
    load_it(world, &new_rules, &report, NOW);
    expect(world, chain_sql, "a|-\nb|-\nc|a");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_later_report_supersedes_the_earlier),
        TEST(the_order_of_loading_does_not_matter),
        TEST(equal_days_go_by_the_hour_received),
        TEST(other_bodies_periods_and_forms_are_left_alone),
        TEST(a_report_read_anew_changes_its_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
