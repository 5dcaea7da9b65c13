/* Reports made by hand and loaded into the database of test_load.h, and what another program then
 * sees in it. */
#ifndef CHITIEU_TESTS_LOAD_TEST_REPORTS_H
#define CHITIEU_TESTS_LOAD_TEST_REPORTS_H

#include "tests/unit/load/test_load.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_start, world_end)

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

static inline struct report make_report(char letter) {
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

static inline enum load_result load_it(struct world *world, const struct run *run,
                                       const struct report *report, const char *now) {
    enum load_result result = LOAD_NEW;
    if (!load_report(world->database, run, report, now, &result, &world->error) ||
        !load_commit(world->database, &world->error))
        fail_msg("%s", world->error.message);
    return result;
}

static inline void start(struct world *world, const struct run *run) {
    assert_true(load_run_start(world->database, run, &world->error));
}

/* What another program sees: the rows of a query, columns by |, rows by newline; null is NULL. */
static inline char *ask(const struct world *world, const char *sql) {
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

static inline void expect(const struct world *world, const char *sql, const char *rows) {
    char *found = ask(world, sql);
    assert_string_equal(found, rows);
    free(found);
}

/* Every row that belongs to documents. */
static inline char *dump(const struct world *world) {
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

/* Loads a file that could not be read. */
static inline enum load_result fail_it(struct world *world, const struct run *run, char letter,
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

#endif
