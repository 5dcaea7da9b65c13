#include "tests/unit/load/test_load.h"

#define NOW "2021-07-01T01:00:00.000Z"

static char *export_text(struct world *world, enum export_format format, const char *period) {
    char *text;
    size_t length;
    const struct export_choice choice = {.period = period};
    FILE *out = open_memstream(&text, &length);
    if (!load_export(world->database, format, &choice, out, &world->error))
        fail_msg("%s", world->error.message);
    fclose(out);
    return text;
}

static void expect(struct world *world, enum export_format format, const char *period,
                   const char *expected) {
    char *text = export_text(world, format, period);
    assert_string_equal(text, expected);
    free(text);
}

static void load_one(struct world *world, const char *path, char letter, const char *period,
                     struct observation *observations, size_t count) {
    enum load_result result;
    struct report report = {.form = "f",
                            .metadata = {.issuer = "Sở \"X\"", .symbol = "BC", .period = period},
                            .observations = observations,
                            .observation_count = count};
    name_source(&report.source, path, letter);
    assert_true(load_report(world->database, &first_run, &report, NOW, &result, &world->error));
}

static void load_rows(struct world *world) {
    static struct form_row rows[] = {
        {.id = "2",
         .stt = "2.",
         .parent = -1,
         .label = "Số, lượng",
         .unit = "",
         .kind = KIND_COUNT},
        {.id = "10", .stt = "10.", .parent = -1, .label = "B", .unit = "%", .kind = KIND_PERCENT}};
    static const struct ruleset rules = {.form = "f", .rows = rows, .row_count = 2};
    assert_true(load_form(world->database, &rules, &world->error));
}

#define HEADER                                                                                     \
    "path,document_id,form,period,issuer,number,symbol,indicator,label,unit,status,value,"         \
    "numerator,denominator,raw,at,rule,score,superseded_by\n"
#define TEN "aaaaaaaaaa"
#define ID TEN TEN TEN TEN TEN TEN "aaaa"

static struct observation two[] = {
    {.indicator = "10",
     .unit = "%",
     .status = STATUS_REPORTED,
     .raw = "149/149\r\nđạt \"đủ\"",
     .has_value = true,
     .value = 99.5,
     .has_fraction = true,
     .numerator = 149,
     .denominator = 150,
     .at = "t1!R5C3",
     .rule = "table",
     .has_score = true,
     .score = 0.1 + 0.2},
    {.indicator = "2", .status = STATUS_BLANK, .raw = ""},
};

static void an_empty_database_gives_the_header(void **state) {
    expect(*state, EXPORT_CSV, NULL, HEADER);
    expect(*state, EXPORT_JSONL, NULL, "");
}

static void csv_quotes_what_must_be_quoted(void **state) {
    struct world *world = *state;
    load_rows(world);
    load_one(world, "a,b.docx", 'a', "2021-S1", two, 2);
    /* Form order: 2 before 10. An empty cell is "", what is absent is nothing. */
    expect(world, EXPORT_CSV, NULL,
           HEADER "\"a,b.docx\"," ID ",f,2021-S1,\"Sở \"\"X\"\"\",,BC,2,\"Số, lượng\",,blank,,,,"
                  "\"\",,,,\n"
                  "\"a,b.docx\"," ID ",f,2021-S1,\"Sở \"\"X\"\"\",,BC,10,B,%,reported,99.5,149,150,"
                  "\"149/149\r\nđạt \"\"đủ\"\"\",t1!R5C3,table,0.30000000000000004,\n");
}

static void json_lines_have_the_same_keys(void **state) {
    struct world *world = *state;
    load_rows(world);
    load_one(world, "a.docx", 'a', "2021-S1", two, 2);
    expect(world, EXPORT_JSONL, NULL,
           "{\"path\":\"a.docx\",\"document_id\":\"" ID "\",\"form\":\"f\",\"period\":\"2021-S1\","
           "\"issuer\":\"Sở \\\"X\\\"\",\"symbol\":\"BC\",\"indicator\":\"2\","
           "\"label\":\"Số, lượng\",\"status\":\"blank\",\"raw\":\"\"}\n"
           "{\"path\":\"a.docx\",\"document_id\":\"" ID "\",\"form\":\"f\",\"period\":\"2021-S1\","
           "\"issuer\":\"Sở \\\"X\\\"\",\"symbol\":\"BC\",\"indicator\":\"10\",\"label\":\"B\","
           "\"unit\":\"%\",\"status\":\"reported\",\"value\":99.5,\"numerator\":149,"
           "\"denominator\":150,\"raw\":\"149/149\\r\\nđạt \\\"đủ\\\"\",\"at\":\"t1!R5C3\","
           "\"rule\":\"table\",\"score\":0.30000000000000004}\n");
}

static void numbers_are_written_as_people_write_them(void **state) {
    struct world *world = *state;
    struct observation o[] = {
        {.indicator = "a", .status = STATUS_REPORTED, .has_value = true, .value = 3500000000.0},
        {.indicator = "b", .status = STATUS_REPORTED, .has_value = true, .value = 0},
        {.indicator = "c", .status = STATUS_REVIEW, .has_value = true, .value = 98.7},
    };
    load_one(world, "p", 'a', NULL, o, 3);
    /* The form is not known: by the indicator's name. */
    expect(world, EXPORT_CSV, NULL,
           HEADER "p," ID ",f,,\"Sở \"\"X\"\"\",,BC,a,,,reported,3500000000,,,,,,,\n"
                  "p," ID ",f,,\"Sở \"\"X\"\"\",,BC,b,,,reported,0,,,,,,,\n"
                  "p," ID ",f,,\"Sở \"\"X\"\"\",,BC,c,,,review,98.7,,,,,,,\n");
}

static size_t count_lines(struct world *world, const char *period) {
    char *text = export_text(world, EXPORT_JSONL, period);
    size_t lines = 0;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    free(text);
    return lines;
}

static void a_period_chooses_its_documents(void **state) {
    struct world *world = *state;
    load_rows(world);
    load_one(world, "b", 'b', "2021-S1", two, 2);
    load_one(world, "a", 'a', "2021", two, 1);
    load_one(world, "c", 'c', NULL, two, 1);
    assert_int_equal(count_lines(world, NULL), 4);
    assert_int_equal(count_lines(world, "2021-S1"), 2);
    assert_int_equal(count_lines(world, "2021"), 1);
    assert_int_equal(count_lines(world, "2022"), 0);
    char *text = export_text(world, EXPORT_CSV, NULL);
    assert_ptr_equal(strstr(text, HEADER "a,aaaa"), text); /* in path order */
    free(text);
}

/* The later report of a body and period counts; the earlier one is written only on request, and
 * marked. */
static void the_latest_report_counts(void **state) {
    struct world *world = *state;
    const struct export_choice all = {.superseded = true};
    char *text;
    size_t length;
    load_one(world, "v1", 'a', "2021-S1", two, 1);
    load_one(world, "v2", 'b', "2021-S1", two, 1);
    text = export_text(world, EXPORT_CSV, NULL);
    assert_null(strstr(text, "v1,"));
    assert_non_null(strstr(text, "v2,"));
    free(text);
    FILE *out = open_memstream(&text, &length);
    assert_true(load_export(world->database, EXPORT_JSONL, &all, out, &world->error));
    fclose(out);
    assert_non_null(strstr(text, "\"path\":\"v1\""));
    assert_non_null(strstr(text, "\"superseded_by\":\"bbbb"));
    assert_null(strstr(text, "\"superseded_by\":\"aaaa"));
    free(text);
}

static void failed_documents_are_left_out(void **state) {
    struct world *world = *state;
    struct source source;
    struct error reason = {.code = CODE_ENCRYPTED, .message = "m"};
    enum load_result result;
    name_source(&source, "f", 'f');
    assert_true(
        load_failure(world->database, &first_run, &source, &reason, NOW, &result, &world->error));
    assert_int_equal(count_lines(world, NULL), 0);
}

static void a_full_disk_is_an_error(void **state) {
    struct world *world = *state;
    load_one(world, "a", 'a', NULL, two, 2);
    const struct export_choice all = {.period = NULL};
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    assert_false(load_export(world->database, EXPORT_CSV, &all, full, &world->error));
    assert_int_equal(world->error.code, CODE_OUTPUT);
    assert_non_null(strstr(world->error.message, "No space left"));
    fclose(full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_start, world_end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_empty_database_gives_the_header), TEST(csv_quotes_what_must_be_quoted),
        TEST(json_lines_have_the_same_keys),      TEST(numbers_are_written_as_people_write_them),
        TEST(a_period_chooses_its_documents),     TEST(the_latest_report_counts),
        TEST(failed_documents_are_left_out),      TEST(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
