/* document_summary: a document with its counts by status. */
#include "tests/unit/load/test_reports.h"

static void print_summary(void *context, const struct document_summary *s) {
    buffer_printf(context, "%s %s %s: %d %d %d %d %d %d, %d\n", s->form ? s->form : "-",
                  s->period ? s->period : "-", s->issuer ? s->issuer : "-", (int)s->reported,
                  (int)s->blank, (int)s->review, (int)s->invalid, (int)s->not_applicable,
                  (int)s->missing, (int)s->findings);
}

static void expect_summary(struct world *world, const struct source *source, const char *line) {
    struct buffer out;
    buffer_init(&out, 10000);
    assert_true(
        load_document_summary(world->database, source->sha256, print_summary, &out, &world->error));
    assert_string_equal(buffer_text(&out), line);
    buffer_free(&out);
}

static void the_summary_counts_by_status(void **state) {
    struct world *world = *state;
    struct observation all[] = {
        {.indicator = "1", .status = STATUS_REVIEW},
        {.indicator = "2", .status = STATUS_INVALID},
        {.indicator = "3", .status = STATUS_INVALID},
        {.indicator = "4", .status = STATUS_NOT_APPLICABLE},
    };
    struct report report = make_report('a'), other = make_report('b'), absent = make_report('d');
    struct source failed;
    name_source(&failed, "c.docx", 'c');
    other.observations = all;
    other.finding_count = 0;
    load_it(world, &first_run, &report, NOW);
    load_it(world, &first_run, &other, NOW);
    fail_it(world, &first_run, 'c', "Why.");
    expect_summary(world, &report.source, "cchc-2021 2021-S1 Sở Xây dựng: 2 1 0 0 0 1, 2\n");
    expect_summary(world, &other.source, "cchc-2021 2021-S1 Sở Xây dựng: 0 0 1 2 1 0, 0\n");
    expect_summary(world, &failed, "- - -: 0 0 0 0 0 0, 0\n");
    expect_summary(world, &absent.source, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_summary_counts_by_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
