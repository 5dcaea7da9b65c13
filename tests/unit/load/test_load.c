/* load: what a report, a run, a form, an event and a failure become, and the same again. */
#include "tests/unit/load/test_reports.h"

/* ---- what is written ---- */

static void the_tables_are_those_of_the_design(void **state) {
    struct world *world = *state;
    static const char *const tables[][2] = {
        {"run", "run_id started_at finished_at host version rules_sha256 seen loaded unchanged "
                "review failed"},
        {"document", "document_id path format bytes received_at run_id status reason form_id "
                     "issuer unit_id number symbol issued_on period title signer supersedes"},
        {"indicator", "form_id indicator_id ordinal parent_id stt label unit kind aggregate "
                      "reporter"},
        {"observation", "document_id indicator_id status raw value numerator denominator unit at "
                        "rule score steps"},
        {"mention", "document_id ordinal rule at section text fields"},
        {"finding", "document_id ordinal check_id severity indicator_id at message"},
        {"event", "run_id ordinal time document_id stage level code at rule message detail"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[120];
        snprintf(sql, sizeof sql, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s')",
                 tables[i][0]);
        expect(world, sql, tables[i][1]);
    }
    expect(world, "SELECT count(*) FROM sqlite_master WHERE type = 'table'", "7");
    expect(world, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict", "7");
    expect(world, "PRAGMA user_version", "1");
}

static void a_report_becomes_its_rows(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_NEW);
    expect(world,
           "SELECT substr(document_id, 1, 2), path, format, bytes, received_at, run_id, status, "
           "reason, form_id, issuer, unit_id, number, symbol, issued_on, period, title, signer, "
           "supersedes FROM document",
           "aa|a.docx|docx|100|" NOW "|run-1|loaded|NULL|cchc-2021|Sở Xây dựng|sở xây dựng|02|"
           "BC-SXD|2021-06-30|2021-S1|Báo cáo|A|NULL");
    expect(world,
           "SELECT indicator_id, status, raw, value, numerator, denominator, unit, at, rule, "
           "score, steps FROM observation ORDER BY 1",
           "1.1-1|reported|23|23.0|NULL|NULL|Nhiệm vụ|t1!R5C3|table|0.98|"
           "[\"nfc\",\"a \\\"quoted\\\" step\"]\n"
           "1.1-2|blank||NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n"
           "1.2|missing|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL\n"
           "7.6.3-1|reported|149/149|100.0|149.0|149.0|%|NULL|NULL|NULL|NULL");
    expect(world, "SELECT ordinal, rule, at, text, fields FROM mention ORDER BY 1",
           "0|cited-document|p7+3-9|QĐ'12|{\"type\":\"Quyết định\",\"number\":\"12\"}\n"
           "1|plain|p8|\n|NULL");
    expect(world, "SELECT ordinal, check_id, severity, indicator_id, at, message FROM finding",
           "0|sum|warning|1.1-2|NULL|m\n1|page|note|NULL|t1|n");
}

static void a_value_keeps_every_bit(void **state) {
    struct world *world = *state;
    struct observation o = {
        .indicator = "1", .status = STATUS_REPORTED, .has_value = true, .value = 0.1 + 0.2};
    struct report report = make_report('a');
    report.observations = &o;
    report.observation_count = 1;
    load_it(world, &first_run, &report, NOW);
    expect(world, "SELECT value = 0.1 + 0.2, value = 0.3 FROM observation", "1|0");
}

static void a_run_records_how_it_ended(void **state) {
    struct world *world = *state;
    expect(world, "SELECT finished_at, seen FROM run", "NULL|NULL");
    struct run_counts counts = {.seen = 5, .loaded = 3, .unchanged = 1, .review = 2, .failed = 1};
    assert_true(load_run_finish(world->database, &first_run, &counts, LATER, &world->error));
    expect(world, "SELECT * FROM run",
           "run-1|2021-07-01T00:00:00.000Z|" LATER "|vm|0.1.0|rules-a|5|3|1|2|1");
    assert_false(load_run_start(world->database, &first_run, &world->error));
    assert_int_equal(world->error.code, CODE_DATABASE);
}

static void the_form_is_a_table_of_rows(void **state) {
    struct world *world = *state;
    struct form_row rows[] = {
        {.id = "1",
         .stt = "1.",
         .parent = -1,
         .label = "Công tác",
         .unit = "",
         .kind = KIND_HEADING},
        {.id = "1.1-1",
         .stt = "",
         .parent = 0,
         .label = "Số nhiệm vụ",
         .unit = "Nhiệm vụ",
         .kind = KIND_COUNT,
         .reporter = "Sở",
         .aggregate = "sum"},
    };
    struct ruleset rules = {.form = "f", .rows = rows, .row_count = 2};
    for (int again = 0; again < 2; again++) {
        assert_true(load_form(world->database, &rules, &world->error));
        expect(world, "SELECT * FROM indicator ORDER BY ordinal",
               "f|1|0|NULL|1.|Công tác|NULL|heading|NULL|NULL\n"
               "f|1.1-1|1|1|NULL|Số nhiệm vụ|Nhiệm vụ|count|sum|Sở");
    }
    rows[1].label = "Nhiệm vụ";
    rules.rows = &rows[1];
    rules.row_count = 1;
    rows[1].parent = -1;
    assert_true(load_form(world->database, &rules, &world->error));
    expect(world, "SELECT indicator_id, ordinal, parent_id, label FROM indicator ORDER BY 1",
           "1|0|NULL|Công tác\n1.1-1|0|NULL|Nhiệm vụ");
}

/* The register's id; else the names, so that the same name in two districts stays two bodies. */
static void the_body_is_the_registers_or_the_names(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    report.metadata.body = "u1";
    report.metadata.body_score = 1;
    load_it(world, &first_run, &report, NOW);
    report = make_report('b');
    report.metadata.issuer = "UBND xã Tân Lập";
    report.metadata.parent = "UBND huyện Đông";
    load_it(world, &first_run, &report, NOW);
    report = make_report('c');
    report.metadata.issuer = "UBND xã Tân Lập";
    report.metadata.parent = "UBND huyện Tây";
    load_it(world, &first_run, &report, NOW);
    report = make_report('d');
    report.metadata.issuer = NULL;
    report.metadata.parent = "UBND huyện Tây";
    load_it(world, &first_run, &report, NOW);
    expect(world, "SELECT unit_id, supersedes FROM document ORDER BY document_id",
           "u1|NULL\nubnd xã tân lập, ubnd huyện đông|NULL\n"
           "ubnd xã tân lập, ubnd huyện tây|NULL\nNULL|NULL");
}

static void an_event_is_a_row(void **state) {
    struct world *world = *state;
    struct event_field values[] = {{"raw", "x"}, {"none", NULL}};
    struct event event = {.code = CODE_VALUE_READ,
                          .stage = "normalize",
                          .document = "ab",
                          .at = "t1!R5C3",
                          .rule = "table",
                          .indicator = "1.1-1",
                          .message = "m",
                          .fields = values,
                          .field_count = 2};
    struct event bare = {.code = CODE_RUN_STARTED, .stage = "run"};
    assert_true(load_event(world->database, &first_run, 0, NOW, &event, &world->error));
    assert_true(load_event(world->database, &first_run, 1, LATER, &bare, &world->error));
    expect(world, "SELECT count(*) FROM event", "0"); /* others see it when it is committed */
    assert_true(load_commit(world->database, &world->error));
    expect(world, "SELECT * FROM event",
           "run-1|0|" NOW "|ab|normalize|note|value-read|t1!R5C3|table|m|"
           "{\"indicator\":\"1.1-1\",\"raw\":\"x\"}\n"
           "run-1|1|" LATER "|NULL|run|note|run-started|NULL|NULL|A run began.|NULL");
}

/* ---- the same again ---- */

static void the_same_again_writes_nothing(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    load_it(world, &first_run, &report, NOW);
    char *before = dump(world);
    start(world, &second_run);
    assert_int_equal(load_it(world, &second_run, &report, LATER), LOAD_UNCHANGED);
    char *after = dump(world);
    assert_string_equal(before, after);
    assert_non_null(strstr(after, "1.1-1|reported|23"));
    free(before);
    free(after);
}

static void new_rules_replace_the_rows(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    load_it(world, &first_run, &report, NOW);
    start(world, &new_rules);
    report.observation_count = 1;
    report.mention_count = 0;
    report.finding_count = 1;
    assert_int_equal(load_it(world, &new_rules, &report, LATER), LOAD_REPLACED);
    expect(world, "SELECT run_id, received_at FROM document", "run-3|" NOW);
    expect(world,
           "SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM mention), "
           "(SELECT count(*) FROM finding)",
           "1|0|1");
    assert_int_equal(load_it(world, &new_rules, &report, LATER), LOAD_UNCHANGED);
}

static void a_new_version_replaces_the_rows(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    struct run newer = second_run;
    newer.version = "0.2.0";
    load_it(world, &first_run, &report, NOW);
    start(world, &newer);
    assert_int_equal(load_it(world, &newer, &report, LATER), LOAD_REPLACED);
}

/* ---- failures of documents ---- */

static void a_failed_document_is_a_row_with_a_reason(void **state) {
    struct world *world = *state;
    assert_int_equal(fail_it(world, &first_run, 'f', "Remove the password."), LOAD_NEW);
    expect(world, "SELECT path, format, status, reason, form_id FROM document",
           "b.docx||failed|Remove the password.|NULL");
    start(world, &second_run);
    assert_int_equal(fail_it(world, &second_run, 'f', "Remove the password."), LOAD_UNCHANGED);
    expect(world, "SELECT run_id FROM document", "run-1");
    assert_int_equal(fail_it(world, &second_run, 'f', "Too large."), LOAD_REPLACED);
    expect(world, "SELECT run_id, reason FROM document", "run-2|Too large.");
}

static void a_document_that_failed_can_be_loaded_later(void **state) {
    struct world *world = *state;
    fail_it(world, &first_run, 'a', "Too large.");
    struct report report = make_report('a');
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_REPLACED);
    expect(world, "SELECT status, reason FROM document", "loaded|NULL");
}

static void a_failure_takes_no_number_away(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    load_it(world, &first_run, &report, NOW);
    start(world, &new_rules);
    assert_int_equal(fail_it(world, &new_rules, 'a', "No memory."), LOAD_UNCHANGED);
    expect(world, "SELECT status, (SELECT count(*) FROM observation) FROM document", "loaded|4");
}

static void a_document_without_a_name_is_refused(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    enum load_result result;
    *report.source.sha256 = '\0';
    assert_false(load_report(world->database, &first_run, &report, NOW, &result, &world->error));
    assert_int_equal(world->error.code, CODE_RECORD_DAMAGED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_tables_are_those_of_the_design),
        TEST(a_report_becomes_its_rows),
        TEST(a_value_keeps_every_bit),
        TEST(a_run_records_how_it_ended),
        TEST(the_form_is_a_table_of_rows),
        TEST(the_body_is_the_registers_or_the_names),
        TEST(an_event_is_a_row),
        TEST(the_same_again_writes_nothing),
        TEST(new_rules_replace_the_rows),
        TEST(a_new_version_replaces_the_rows),
        TEST(a_failed_document_is_a_row_with_a_reason),
        TEST(a_document_that_failed_can_be_loaded_later),
        TEST(a_failure_takes_no_number_away),
        TEST(a_document_without_a_name_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
