
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>

#include "tests/unit/load/test_load.h"

#define NOW "2021-07-01T01:00:00.000Z"
#define LATER "2021-07-02T01:00:00.000Z"

static const struct run second_run = {.run_id = "run-2",
                                      .started_at = "2021-07-02T00:00:00.000Z",
                                      .version = "0.1.0",
                                      .rules_sha256 = "rules-a"};
static const struct run new_rules = {.run_id = "run-3",
                                     .started_at = "2021-07-03T00:00:00.000Z",
                                     .version = "0.1.0",
                                     .rules_sha256 = "rules-b"};

static const char *steps[] = {"nfc", "a \"quoted\" step"};
static struct observation observations[] = {
    {.indicator = "1.1-1",
     .label = "Số nhiệm vụ",
     .unit = "Nhiệm vụ",
     .status = STATUS_REPORTED,
     .raw = "23",
     .has_value = true,
     .value = 23,
     .at = "t1!R5C3",
     .rule = "table",
     .has_score = true,
     .score = 0.98,
     .steps = steps,
     .step_count = 2},
    {.indicator = "7.6.3-1",
     .label = "Tỷ lệ",
     .unit = "%",
     .status = STATUS_REPORTED,
     .raw = "149/149",
     .has_value = true,
     .value = 100,
     .has_fraction = true,
     .numerator = 149,
     .denominator = 149},
    {.indicator = "1.1-2", .label = "B", .status = STATUS_BLANK, .raw = ""},
    {.indicator = "1.2", .label = "C", .status = STATUS_MISSING},
};
static struct mention_field fields[] = {{"type", "Quyết định"}, {"number", "12"}};
static struct mention mentions[] = {
    {.rule = "cited-document", .at = "p7+3-9", .text = "QĐ'12", .fields = fields, .field_count = 2},
    {.rule = "plain", .at = "p8", .text = "\n"},
};
static struct finding findings[] = {
    {.check = "sum", .severity = SEVERITY_WARNING, .indicator = "1.1-2", .message = "m"},
    {.check = "page", .severity = SEVERITY_NOTE, .at = "t1", .message = "n"},
};

static struct report make_report(char letter) {
    struct report report = {
        .form = "cchc-2021",
        .metadata = {.issuer = "Sở Xây dựng",
                     .number = "02",
                     .symbol = "BC-SXD",
                     .issued_on = "2021-06-30",
                     .title = "Báo cáo",
                     .period = "2021-S1",
                     .signer = "A"},
        .observations = observations,
        .observation_count = 4,
        .mentions = mentions,
        .mention_count = 2,
        .findings = findings,
        .finding_count = 2,
    };
    name_source(&report.source, "a.docx", letter);
    return report;
}

static enum load_result load_it(struct world *world, const struct run *run,
                                const struct report *report, const char *now) {
    enum load_result result = LOAD_NEW;
    if (!load_report(world->database, run, report, now, &result, &world->error) ||
        !load_commit(world->database, &world->error))
        fail_msg("%s", world->error.message);
    return result;
}

static void start(struct world *world, const struct run *run) {
    assert_true(load_run_start(world->database, run, &world->error));
}

/* What another program sees: the rows of a query, columns by |, rows by newline; null is NULL. */
static char *ask(const struct world *world, const char *sql) {
    sqlite3 *handle;
    sqlite3_stmt *statement;
    struct buffer out;
    buffer_init(&out, 1 << 20);
    assert_int_equal(sqlite3_open(world->path, &handle), SQLITE_OK);
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (out.length > 0)
            buffer_putc(&out, '\n');
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            buffer_printf(&out, "%s%s", i ? "|" : "", text ? text : "NULL");
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    char *text = strdup(buffer_text(&out));
    buffer_free(&out);
    return text;
}

static void expect(const struct world *world, const char *sql, const char *rows) {
    char *found = ask(world, sql);
    assert_string_equal(found, rows);
    free(found);
}

/* Every row that belongs to documents. */
static char *dump(const struct world *world) {
    static const char *const tables[] = {"document", "indicator", "observation", "mention",
                                         "finding"};
    struct buffer out;
    buffer_init(&out, 1 << 20);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[80];
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", tables[i]);
        char *rows = ask(world, sql);
        buffer_printf(&out, "%s:\n%s\n", tables[i], rows);
        free(rows);
    }
    char *text = strdup(buffer_text(&out));
    buffer_free(&out);
    return text;
}

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

static void a_run_tells_how_it_ended(void **state) {
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

/* The register's id; else the names, so that the same name in two districts stays two units. */
static void the_unit_is_the_registers_or_the_names(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    report.metadata.unit = "u1";
    report.metadata.unit_score = 1;
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

static enum load_result fail_it(struct world *world, const struct run *run, char letter,
                                const char *message) {
    enum load_result result = LOAD_NEW;
    struct source source;
    struct error reason = {.code = CODE_ENCRYPTED};
    name_source(&source, "b.docx", letter);
    source.format = NULL; /* not known yet */
    strcpy(reason.message, message);
    assert_true(load_failure(world->database, run, &source, &reason, NOW, &result, &world->error));
    assert_true(load_commit(world->database, &world->error));
    return result;
}

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

/* ---- which report counts ---- */

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

static void other_units_periods_and_forms_are_left_alone(void **state) {
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

/* ---- kills, locks, rights ---- */

static void half_a_load_leaves_nothing(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    struct observation twice[] = {observations[0], observations[0]}; /* the second breaks the key */
    enum load_result result;
    load_it(world, &first_run, &report, NOW);
    char *before = dump(world);
    start(world, &new_rules);
    report.observations = twice;
    report.observation_count = 2;
    assert_false(load_report(world->database, &new_rules, &report, NOW, &result, &world->error));
    assert_int_equal(world->error.code, CODE_DATABASE);
    char *after = dump(world);
    assert_string_equal(before, after);
    free(before);
    free(after);
    world->error.code = CODE_NONE;
    report = make_report('b'); /* and the handle goes on */
    assert_int_equal(load_it(world, &new_rules, &report, NOW), LOAD_NEW);
}

/* Loads in a child that is killed without closing anything. */
static void load_and_die(struct world *world, const struct report *report, bool commit) {
    pid_t child = fork();
    if (child == 0) {
        struct database *database;
        enum load_result result;
        struct error error = {.code = CODE_NONE};
        bool done = database_open(world->path, &database, &error) &&
                    load_report(database, &first_run, report, NOW, &result, &error) &&
                    (!commit || load_commit(database, &error));
        if (done)
            kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void what_is_committed_survives_a_kill(void **state) {
    struct world *world = *state;
    struct report report = make_report('a'), other = make_report('b');
    database_close(world->database);
    world->database = NULL;
    load_and_die(world, &report, true);
    load_and_die(world, &other, false);
    open_world(world);
    expect(world, "SELECT path, (SELECT count(*) FROM observation) FROM document", "a.docx|4");
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_UNCHANGED);
    assert_int_equal(load_it(world, &first_run, &other, NOW), LOAD_NEW);
}

static void a_locked_database_is_told_apart(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    enum load_result result;
    sqlite3 *other;
    assert_int_equal(sqlite3_open(world->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    world->database->backend->wait(world->database->connection, 20);
    assert_false(load_report(world->database, &first_run, &report, NOW, &result, &world->error));
    assert_int_equal(world->error.code, CODE_DATABASE_BUSY);
    assert_string_equal(world->error.place, world->path);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    world->error.code = CODE_NONE;
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_NEW);
    sqlite3_close(other);
}

static void a_reader_holds_nobody_up(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    sqlite3 *other;
    assert_int_equal(sqlite3_open(world->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN; SELECT * FROM document", NULL, NULL, NULL),
                     SQLITE_OK);
    world->database->backend->wait(world->database->connection, 20);
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_NEW);
    sqlite3_close(other);
}

/* Root may write everything: give that up for a moment. */
static void a_database_that_may_not_be_written(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    struct database *database = NULL;
    enum load_result result;
    const uid_t nobody = 65534;
    assert_int_equal(chmod(world->path, 0444), 0);
    if (geteuid() == 0)
        assert_int_equal(seteuid(nobody), 0);
    bool done = database_open(world->path, &database, &world->error) &&
                load_report(database, &first_run, &report, NOW, &result, &world->error);
    database_close(database);
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_false(done);
    assert_int_equal(world->error.code, CODE_DATABASE);
    assert_non_null(strstr(world->error.message, "the right to write"));
    expect(world, "SELECT count(*) FROM document", "0");
}

/* ---- opening ---- */

static void refuse_url(const char *url, enum code code, const char *said) {
    struct database *database = NULL;
    struct error error = {.code = CODE_NONE};
    assert_false(database_open(url, &database, &error));
    assert_null(database);
    assert_int_equal(error.code, code);
    assert_non_null(strstr(error.message, said));
    assert_null(strstr(error.place, "secret"));
}

static void urls_that_are_not_spoken_are_named(void **state) {
    struct world *world = *state;
    char path[ROOM + 40];
    refuse_url("postgresql://chitieu:secret@db/x", CODE_DATABASE, "PostgreSQL");
    refuse_url("postgres://chitieu:secret@db/x", CODE_DATABASE, "sqlite:PATH");
    refuse_url("mysql://u:secret@db/x", CODE_DATABASE, "sqlite:PATH");
    refuse_url("sqlite:", CODE_DATABASE, "empty");
    refuse_url("", CODE_DATABASE, "empty");
    snprintf(path, sizeof path, "%s/none/x.db", world->folder);
    refuse_url(path, CODE_DATABASE, "folder exists");
    snprintf(path, sizeof path, "%s/text", world->folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("no database ", file);
    fclose(file);
    refuse_url(path, CODE_DATABASE, "something else");
}

static void a_url_and_a_path_are_the_same_file(void **state) {
    struct world *world = *state;
    struct database *database;
    char url[ROOM + 40];
    struct report report = make_report('a');
    load_it(world, &first_run, &report, NOW);
    snprintf(url, sizeof url, "sqlite:%s", world->path);
    assert_true(database_open(url, &database, &world->error));
    enum load_result result;
    assert_true(load_report(database, &first_run, &report, NOW, &result, &world->error));
    assert_int_equal(result, LOAD_UNCHANGED);
    database_close(database);
}

static void newer_and_foreign_tables_are_refused(void **state) {
    struct world *world = *state;
    sqlite3 *other;
    char path[ROOM + 40];
    snprintf(path, sizeof path, "%s/newer.db", world->folder);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    sqlite3_exec(other, "PRAGMA user_version = 2", NULL, NULL, NULL);
    sqlite3_close(other);
    refuse_url(path, CODE_DATABASE, "newer");
    snprintf(path, sizeof path, "%s/foreign.db", world->folder);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    sqlite3_exec(other, "CREATE TABLE document(x)", NULL, NULL, NULL);
    sqlite3_close(other);
    refuse_url(path, CODE_DATABASE, "already exists");
}

enum { MAKERS = 8 };

static void programs_that_make_it_at_once_agree(void **state) {
    struct world *world = *state;
    char path[ROOM + 40];
    pid_t children[MAKERS];
    snprintf(path, sizeof path, "%s/shared.db", world->folder);
    for (int i = 0; i < MAKERS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct database *database;
            struct error error = {.code = CODE_NONE};
            bool opened = database_open(path, &database, &error);
            if (opened)
                database_close(database);
            else
                fprintf(stderr, "%s\n", error.message);
            _exit(opened ? 0 : 1);
        }
    }
    for (int i = 0; i < MAKERS; i++) {
        int status;
        waitpid(children[i], &status, 0);
        assert_int_equal(status, 0);
    }
}

/* ---- summary ---- */

static void note_summary(void *context, const struct document_summary *s) {
    buffer_printf(context, "%s %s %s %s %s %s: %d %d %d %d %d %d, %d\n", s->path, s->status,
                  s->reason ? s->reason : "-", s->form ? s->form : "-", s->period ? s->period : "-",
                  s->issuer ? s->issuer : "-", (int)s->reported, (int)s->blank, (int)s->review,
                  (int)s->invalid, (int)s->not_applicable, (int)s->missing, (int)s->findings);
}

static void the_summary_counts_by_status(void **state) {
    struct world *world = *state;
    struct buffer out;
    struct observation all[] = {
        {.indicator = "1", .status = STATUS_REVIEW},
        {.indicator = "2", .status = STATUS_INVALID},
        {.indicator = "3", .status = STATUS_INVALID},
        {.indicator = "4", .status = STATUS_NOT_APPLICABLE},
    };
    struct report report = make_report('a'), other = make_report('b');
    other.source.path = "A.docx";
    other.observations = all;
    other.finding_count = 0;
    load_it(world, &first_run, &report, NOW);
    load_it(world, &first_run, &other, NOW);
    fail_it(world, &first_run, 'c', "Why.");
    buffer_init(&out, 10000);
    assert_true(load_summary(world->database, note_summary, &out, &world->error));
    assert_string_equal(buffer_text(&out),
                        "A.docx loaded - cchc-2021 2021-S1 Sở Xây dựng: 0 0 1 2 1 0, 0\n"
                        "a.docx loaded - cchc-2021 2021-S1 Sở Xây dựng: 2 1 0 0 0 1, 2\n"
                        "b.docx failed Why. - - -: 0 0 0 0 0 0, 0\n");
    buffer_free(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_start, world_end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_tables_are_those_of_the_design),
        TEST(a_report_becomes_its_rows),
        TEST(a_value_keeps_every_bit),
        TEST(a_run_tells_how_it_ended),
        TEST(the_form_is_a_table_of_rows),
        TEST(the_unit_is_the_registers_or_the_names),
        TEST(an_event_is_a_row),
        TEST(the_same_again_writes_nothing),
        TEST(new_rules_replace_the_rows),
        TEST(a_new_version_replaces_the_rows),
        TEST(a_failed_document_is_a_row_with_a_reason),
        TEST(a_document_that_failed_can_be_loaded_later),
        TEST(a_failure_takes_no_number_away),
        TEST(a_document_without_a_name_is_refused),
        TEST(a_later_report_supersedes_the_earlier),
        TEST(the_order_of_loading_does_not_matter),
        TEST(equal_days_go_by_the_hour_received),
        TEST(other_units_periods_and_forms_are_left_alone),
        TEST(a_report_read_anew_changes_its_chain),
        TEST(half_a_load_leaves_nothing),
        TEST(what_is_committed_survives_a_kill),
        TEST(a_locked_database_is_told_apart),
        TEST(a_reader_holds_nobody_up),
        TEST(a_database_that_may_not_be_written),
        TEST(urls_that_are_not_spoken_are_named),
        TEST(a_url_and_a_path_are_the_same_file),
        TEST(newer_and_foreign_tables_are_refused),
        TEST(programs_that_make_it_at_once_agree),
        TEST(the_summary_counts_by_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
