/* history and period_range: reports of one body over several periods, loaded in every order. */
#include "load/period_range.h"
#include "tests/unit/load/test_load.h"

static struct form_row rows[] = {
    {.id = "s", .parent = -1, .label = "Số đơn vị", .kind = KIND_COUNT, .time = "stock"},
    {.id = "f", .parent = -1, .label = "Số văn bản", .kind = KIND_COUNT, .time = "flow"},
    {.id = "r", .parent = -1, .label = "Tỷ lệ", .kind = KIND_PERCENT, .time = "ratio"},
};
static struct history_check checks[] = {
    {.id = "again", .relation = HISTORY_SAME, .severity = SEVERITY_WARNING, .least = 2},
    {.id = "stock",
     .relation = HISTORY_STOCK,
     .severity = SEVERITY_NOTE,
     .percent = 50,
     .least = 10},
    {.id = "part", .relation = HISTORY_CUMULATIVE, .severity = SEVERITY_WARNING, .least = 1},
};
static const struct ruleset rules = {
    .form = "form", .rows = rows, .row_count = 3, .history = checks, .history_count = 3};

/* One report: a letter for its bytes, its period, and the values of s, f, r; below zero: blank. */
struct past {
    char letter;
    const char *period, *issuer;
    double values[3];
};

static void load_past(struct world *world, const struct past *past, const char *now) {
    struct observation observations[3];
    enum load_result result;
    for (size_t i = 0; i < 3; i++)
        observations[i] =
            (struct observation){.indicator = rows[i].id,
                                 .status = past->values[i] < 0 ? STATUS_BLANK : STATUS_REPORTED,
                                 .has_value = past->values[i] >= 0,
                                 .value = past->values[i],
                                 .at = "t1!R1C1"};
    struct report report = {
        .form = "form",
        .metadata = {.issuer = past->issuer ? past->issuer : "Sở Xây dựng", .period = past->period},
        .observations = observations,
        .observation_count = 3};
    name_source(&report.source, past->period, past->letter);
    if (!load_report(world->database, &first_run, &report, now, &result, &world->error) ||
        !load_commit(world->database, &world->error))
        fail_msg("%s", world->error.message);
}

/* All findings, "period check indicator" a line, in order. */
static char *findings(struct world *world) {
    static char text[2000];
    sqlite3 *connection;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(world->path, &connection), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(
                         connection,
                         "SELECT d.period, f.check_id, ifnull(f.indicator_id, '-') FROM finding f "
                         "JOIN document d USING (document_id) ORDER BY 1, 2, 3",
                         -1, &statement, NULL),
                     SQLITE_OK);
    text[0] = '\0';
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < 3; i++) {
            strcat(text, (const char *)sqlite3_column_text(statement, i));
            strcat(text, i < 2 ? " " : "\n");
        }
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return text;
}

static void expect_message(struct world *world, const char *check, const char *expected) {
    sqlite3 *connection;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(world->path, &connection), SQLITE_OK);
    sqlite3_prepare_v2(connection, "SELECT message FROM finding WHERE check_id = ?", -1, &statement,
                       NULL);
    sqlite3_bind_text(statement, 1, check, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), expected);
    sqlite3_finalize(statement);
    sqlite3_close(connection);
}

/* Loads them in every order of three (or fewer), each time into a new database. */
static void expect_in_any_order(const struct past *pasts, size_t count, const char *expected) {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t o = 0; o < 6; o++) {
        void *state;
        assert_int_equal(world_start(&state), 0);
        struct world *world = state;
        assert_true(load_form(world->database, &rules, &world->error));
        for (size_t i = 0; i < 3; i++)
            if ((size_t)orders[o][i] < count)
                load_past(world, &pasts[orders[o][i]], "2021-07-01T01:00:00.000Z");
        assert_string_equal(findings(world), expected);
        world_end(&state);
    }
}

static void figures_sent_again(void **state) {
    (void)state;
    const struct past same[] = {{'a', "2021-Q1", NULL, {5, 7, 100}},
                                {'b', "2021-Q2", NULL, {5, 7, 100}},
                                {'c', "2021-Q3", NULL, {5, 8, 100}}};
    expect_in_any_order(same, 3, "2021-Q2 again -\n");
    const struct past few[] = {{'a', "2021-Q1", NULL, {5, 0, -1}},
                               {'b', "2021-Q2", NULL, {5, 0, -1}}};
    expect_in_any_order(few, 2, "");
    const struct past others[] = {{'a', "2021-Q1", NULL, {5, 7, 100}},
                                  {'b', "2021-Q2", "Sở Y tế", {5, 7, 100}}};
    expect_in_any_order(others, 2, "");
}

static void a_stock_that_jumps(void **state) {
    (void)state;
    const struct past pasts[] = {{'a', "2021-S1", NULL, {40, 1, -1}},
                                 {'b', "2021-S2", NULL, {61, 1, -1}},
                                 {'c', "2022-S1", NULL, {60, 1, -1}}};
    expect_in_any_order(pasts, 3, "2021-S2 stock s\n");
    /* by less than 10, or by half and no more */
    const struct past little[] = {{'a', "2021", NULL, {4, 1, -1}},
                                  {'b', "2022", NULL, {13, 1, -1}},
                                  {'c', "2023", NULL, {13, 9, -1}}};
    expect_in_any_order(little, 3, "");
    const struct past half[] = {{'a', "2021", NULL, {40, 1, -1}}, {'b', "2022", NULL, {60, 1, -1}}};
    expect_in_any_order(half, 2, "");
}

static void a_sum_below_that_of_a_part(void **state) {
    (void)state;
    const struct past pasts[] = {{'a', "2021-S1", NULL, {1, 15, -1}},
                                 {'b', "2021-01-01/P9M", NULL, {1, 10, -1}},
                                 {'c', "2021", NULL, {1, 20, -1}}};
    expect_in_any_order(pasts, 3, "2021-01-01/P9M part f\n");
    /* the second half does not begin with the first */
    const struct past halves[] = {{'a', "2021-S1", NULL, {1, 15, -1}},
                                  {'b', "2021-S2", NULL, {1, 10, -1}}};
    expect_in_any_order(halves, 2, "");
}

static void the_numbers_are_in_the_sentence(void **state) {
    struct world *world = *state;
    const struct past pasts[] = {{'a', "2021-S1", NULL, {10, 15, -1}},
                                 {'b', "2021", NULL, {30, 10, -1}}};
    assert_true(load_form(world->database, &rules, &world->error));
    load_past(world, &pasts[0], "2021-07-01T01:00:00.000Z");
    load_past(world, &pasts[1], "2022-01-01T01:00:00.000Z");
    expect_message(world, "stock",
                   "s is 30 and was 10 in 2021-S1; a stock seldom changes by "
                   "more than 50 %.");
    expect_message(world, "part",
                   "f is 10 in 2021, but was already 15 in 2021-S1, which is a part of it.");
}

/* A corrected report on the period before changes the findings of the later one. */
static void a_corrected_report_clears_its_findings(void **state) {
    struct world *world = *state;
    const struct past pasts[] = {{'a', "2021-S1", NULL, {40, 15, -1}},
                                 {'b', "2021", NULL, {100, 10, -1}},
                                 {'c', "2021-S1", NULL, {90, 9, -1}}};
    assert_true(load_form(world->database, &rules, &world->error));
    load_past(world, &pasts[0], "2021-07-01T01:00:00.000Z");
    load_past(world, &pasts[1], "2022-01-01T01:00:00.000Z");
    assert_string_equal(findings(world), "2021 part f\n2021 stock s\n");
    load_past(world, &pasts[2], "2022-01-02T01:00:00.000Z");
    assert_string_equal(findings(world), "");
}

/* The values that a correction leaves out are reported for the report that counts, whatever the
 * number of reports in between. */
static void values_that_a_correction_leaves_out(void **state) {
    struct world *world = *state;
    const struct past pasts[] = {{'a', "2021-S1", NULL, {5, 7, 100}},
                                 {'b', "2021-S1", NULL, {-1, 9, -1}},
                                 {'c', "2021-S1", NULL, {6, 9, -1}},
                                 {'d', "2021-S1", NULL, {6, 9, 98}}};
    assert_true(load_form(world->database, &rules, &world->error));
    load_past(world, &pasts[0], "2021-07-01T01:00:00.000Z");
    assert_string_equal(findings(world), "");
    load_past(world, &pasts[1], "2021-07-02T01:00:00.000Z");
    assert_string_equal(findings(world), "2021-S1 values-withdrawn -\n");
    expect_message(world, "values-withdrawn",
                   "A report that this one replaces gave 2 values that this one does not: "
                   "s, r.");
    load_past(world, &pasts[2], "2021-07-03T01:00:00.000Z");
    assert_string_equal(findings(world), "2021-S1 values-withdrawn -\n");
    expect_message(world, "values-withdrawn",
                   "A report that this one replaces gave 1 value that this one does not: r.");
    load_past(world, &pasts[3], "2021-07-04T01:00:00.000Z");
    assert_string_equal(findings(world), "");
}

static void periods_are_ranges_of_months(void **state) {
    (void)state;
    static const struct {
        const char *period;
        int start, months;
    } rows_of[] = {{"2021", 24252, 12},          {"2021-S2", 24258, 6},
                   {"2021-Q3", 24258, 3},        {"2021-12", 24263, 1},
                   {"2021-01-01/P9M", 24252, 9}, {"2021-02-01/P11M", 24253, 11}};
    for (size_t i = 0; i < sizeof rows_of / sizeof rows_of[0]; i++) {
        struct period_range range;
        assert_true(period_range_read(rows_of[i].period, &range));
        assert_int_equal(range.start, rows_of[i].start);
        assert_int_equal(range.end, rows_of[i].start + rows_of[i].months);
    }
    static const char *const none[] = {"", "21", "2021-S3", "2021-Q0", "2021-13", "2021-Q12", "x"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        struct period_range range;
        assert_false(period_range_read(none[i], &range));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_start, world_end)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_sent_again),
        cmocka_unit_test(a_stock_that_jumps),
        cmocka_unit_test(a_sum_below_that_of_a_part),
        TEST(the_numbers_are_in_the_sentence),
        TEST(values_that_a_correction_leaves_out),
        TEST(a_corrected_report_clears_its_findings),
        cmocka_unit_test(periods_are_ranges_of_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
