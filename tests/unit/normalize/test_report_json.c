#include "normalize/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MEMORY = 1 << 20 };

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SOURCE                                                                                     \
    "\"source\":{\"path\":\"a.docx\",\"sha256\":\"" SHA "\",\"bytes\":46718,\"format\":\"docx\"}"
#define COVERAGE                                                                                   \
    "\"coverage\":{\"rows\":{\"indicator\":126,\"heading\":34,\"header\":26,\"continuation\":9,"   \
    "\"unmatched\":0},\"values\":{\"observed\":8,\"unmatched\":0}}"
#define HEAD "{\"schema\":\"chitieu.report/1\"," SOURCE ","

/* DESIGN §4, every key there is, in its order. */
static const char full_line[] = HEAD
    "\"form\":\"cchc-2021\","
    "\"report\":{\"issuer\":\"Ban Quản lý\",\"number\":\"02\",\"symbol\":\"BC-BQLKDL\","
    "\"issued_on\":\"2021-06-30\",\"place\":\"Cam Ranh\",\"title\":\"Công tác \\\"CCHC\\\"\","
    "\"period\":\"2021-S1\",\"signer\":\"Nguyễn Văn A\",\"signer_title\":\"TRƯỞNG BAN\","
    "\"recipients\":[\"Sở Nội vụ\",\"Lưu: VT\"]},"
    "\"observations\":["
    "{\"indicator\":\"1.1-1\",\"label\":\"Số nhiệm vụ\",\"unit\":\"Nhiệm "
    "vụ\",\"status\":\"reported\","
    "\"raw\":\"23\",\"value\":23,\"at\":\"t1!R5C3\",\"rule\":\"table\",\"score\":0.98,"
    "\"steps\":[\"nfc\",\"number\"]},"
    "{\"indicator\":\"7.6.3-1\",\"label\":\"Tỷ lệ\",\"unit\":\"%\",\"status\":\"review\","
    "\"raw\":\"149/149\\n\",\"value\":100,\"numerator\":149,\"denominator\":149,\"at\":\"t9!R1C3\","
    "\"rule\":\"table\",\"score\":1},"
    "{\"indicator\":\"a\",\"label\":\"A\",\"status\":\"blank\",\"raw\":\"\",\"at\":\"t1!R6C3\"},"
    "{\"indicator\":\"b\",\"label\":\"B\",\"status\":\"not-applicable\",\"raw\":\"x\"},"
    "{\"indicator\":\"c\",\"label\":\"C\",\"status\":\"invalid\",\"raw\":\"nhiều\"},"
    "{\"indicator\":\"d\",\"label\":\"D\",\"status\":\"missing\"},"
    "{\"indicator\":\"e\",\"label\":\"E\",\"status\":\"reported\",\"raw\":\"98,5%\",\"value\":98.5}"
    ","
    "{\"indicator\":\"f\",\"label\":\"F\",\"status\":\"reported\",\"raw\":\"-3,5 tỷ\","
    "\"value\":-3500000000}],"
    "\"mentions\":[{\"rule\":\"cited-document\",\"at\":\"p7+34-78\",\"text\":\"Quyết định số 12\","
    "\"fields\":{\"type\":\"Quyết định\",\"number\":\"12\",\"about\":\"a/b\"}},"
    "{\"rule\":\"r\",\"at\":\"p8\",\"text\":\"\"}],"
    "\"findings\":[{\"check\":\"s\",\"severity\":\"error\",\"indicator\":\"1.1-2\",\"at\":\"p3\","
    "\"message\":\"15 > 14\"},{\"check\":\"u\",\"severity\":\"warning\",\"message\":\"m\"},"
    "{\"check\":\"v\",\"severity\":\"note\",\"message\":\"n\"}]," COVERAGE "}";

static struct report *read_line(const char *line) {
    struct report *report = NULL;
    struct error error = {.code = CODE_NONE};
    bool read = report_from_json(line, strlen(line), MEMORY, &report, &error);
    if (!read)
        fail_msg("%s: %s", error.place, error.message);
    return report;
}

/* The line must be refused, the key named. */
static void refuse(const char *line, const char *place) {
    struct report *report = NULL;
    struct error error = {.code = CODE_NONE};
    assert_false(report_from_json(line, strlen(line), MEMORY, &report, &error));
    assert_null(report);
    assert_int_equal(error.code, CODE_RECORD_DAMAGED);
    assert_string_equal(error.place, place);
}

static void refuse_observation(const char *keys, const char *key) {
    char line[2000], place[80];
    snprintf(line, sizeof line, HEAD "\"observations\":[{%s}]}", keys);
    snprintf(place, sizeof place, "observations[0].%s", key);
    refuse(line, place);
}

static void a_line_comes_back_byte_for_byte(void **state) {
    (void)state;
    struct report *report = read_line(full_line);
    struct buffer out;
    buffer_init(&out, MEMORY);
    report_to_json(report, &out);
    assert_string_equal(buffer_text(&out), full_line);
    buffer_free(&out);
    report_free(report);
}

static void every_key_finds_its_field(void **state) {
    (void)state;
    struct report *report = read_line(full_line);
    assert_string_equal(report->source.path, "a.docx");
    assert_string_equal(report->source.sha256, SHA);
    assert_int_equal(report->source.bytes, 46718);
    assert_string_equal(report->form, "cchc-2021");
    assert_string_equal(report->metadata.title, "Công tác \"CCHC\"");
    assert_string_equal(report->metadata.signer_title, "TRƯỞNG BAN");
    assert_int_equal(report->metadata.recipient_count, 2);
    assert_int_equal(report->observation_count, 8);
    const struct observation *o = report->observations;
    assert_int_equal(o[0].status, STATUS_REPORTED);
    assert_true(o[0].value == 23 && o[0].has_value && !o[0].has_fraction);
    assert_int_equal(o[0].step_count, 2);
    assert_string_equal(o[0].steps[1], "number");
    assert_int_equal(o[1].status, STATUS_REVIEW);
    assert_true(o[1].has_fraction && o[1].numerator == 149 && o[1].denominator == 149);
    assert_string_equal(o[1].raw, "149/149\n");
    assert_string_equal(o[2].raw, ""); /* blank: the row is there */
    assert_null(o[5].raw);             /* missing: it is not */
    assert_false(o[5].has_value || o[5].has_score);
    assert_true(o[6].value == 98.5);
    assert_true(o[7].value == -3.5e9);
    assert_string_equal(report->mentions[0].fields[2].name, "about");
    assert_int_equal(report->mentions[1].field_count, 0);
    assert_int_equal(report->findings[2].severity, SEVERITY_NOTE);
    assert_null(report->findings[1].at);
    assert_int_equal(report->coverage.continuation_rows, 9);
    assert_int_equal(report->coverage.observed_values, 8);
    report_free(report);
}

static void an_empty_report_is_a_report(void **state) {
    (void)state;
    struct report *report = read_line(HEAD "\"report\":{}}");
    assert_null(report->form);
    assert_null(report->metadata.issuer);
    assert_int_equal(report->observation_count, 0);
    struct buffer out;
    buffer_init(&out, MEMORY);
    report_to_json(report, &out);
    assert_string_equal(buffer_text(&out),
                        HEAD "\"report\":{},\"observations\":[],\"mentions\":[],\"findings\":[],"
                             "\"coverage\":{\"rows\":{\"indicator\":0,\"heading\":0,\"header\":0,"
                             "\"continuation\":0,\"unmatched\":0},"
                             "\"values\":{\"observed\":0,\"unmatched\":0}}}");
    buffer_free(&out);
    report_free(report);
}

static void numbers_keep_every_bit(void **state) {
    (void)state;
    static const double values[] = {0,    0.1,     1.0 / 3,  0.1 + 0.2, 1234567890123456.0,
                                    1e15, 9.5e-11, 99.99999, 1.7e308,   5e-324};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct observation o = {.indicator = "1",
                                .label = "",
                                .status = STATUS_REPORTED,
                                .raw = "",
                                .has_value = true,
                                .value = values[i]};
        struct report one = {.source = {.path = "a", .sha256 = SHA, .format = "docx"},
                             .observations = &o,
                             .observation_count = 1};
        struct buffer out;
        buffer_init(&out, MEMORY);
        report_to_json(&one, &out);
        struct report *back = read_line(buffer_text(&out));
        assert_true(back->observations[0].value == values[i]);
        report_free(back);
        buffer_free(&out);
    }
}

static void keys_of_later_versions_are_passed_over(void **state) {
    (void)state;
    struct report *report =
        read_line(HEAD "\"new\":[1,{\"x\":null}],\"observations\":[{\"indicator\":\"1\",\"label\":"
                       "\"L\",\"status\":\"missing\",\"colour\":\"red\"}]}");
    assert_int_equal(report->observation_count, 1);
    report_free(report);
}

static void what_is_no_report_is_refused(void **state) {
    (void)state;
    refuse("", "");
    refuse("{", "");
    refuse("[]", "schema");
    refuse("null", "");
    refuse("{}", "schema");
    refuse("{\"schema\":\"chitieu.document/1\"}", "schema");
    refuse("{\"schema\":\"chitieu.report/1\",\"schema\":\"chitieu.report/1\"}", "");
    refuse("{\"schema\":\"chitieu.report/1\"}", "source.path");
    refuse("{\"schema\":\"chitieu.report/1\",\"source\":7}", "source");
    refuse("{\"schema\":\"chitieu.report/1\",\"source\":{\"path\":\"a\",\"sha256\":\"xyz\"}}",
           "source.sha256");
    refuse("{\"schema\":\"chitieu.report/1\",\"source\":{\"path\":\"a\",\"bytes\":-1}}",
           "source.bytes");
}

static void wrong_types_are_refused_by_name(void **state) {
    (void)state;
    refuse(HEAD "\"form\":1}", "form");
    refuse(HEAD "\"report\":[]}", "report");
    refuse(HEAD "\"report\":{\"issuer\":null}}", "report.issuer");
    refuse(HEAD "\"report\":{\"recipients\":[1]}}", "report.recipients");
    refuse(HEAD "\"observations\":{}}", "observations");
    refuse(HEAD "\"observations\":[7]}", "observations[0].indicator");
    refuse(HEAD "\"mentions\":[{\"rule\":\"r\",\"at\":\"p1\"}]}", "mentions[0].text");
    refuse(HEAD "\"mentions\":[{\"rule\":\"r\",\"at\":\"p1\",\"text\":\"\",\"fields\":{\"a\":1}}]}",
           "mentions[0].fields");
    refuse(HEAD "\"findings\":[{\"check\":\"c\",\"severity\":\"bad\",\"message\":\"m\"}]}",
           "findings[0].severity");
    refuse(HEAD "\"coverage\":{\"rows\":{\"header\":1.5}}}", "coverage.rows.header");
    refuse(HEAD "\"coverage\":{\"values\":{\"observed\":4294967296}}}", "coverage.values.observed");
}

static void observations_match_their_status(void **state) {
    (void)state;
#define KEYS "\"indicator\":\"1\",\"label\":\"L\","
    refuse_observation("\"label\":\"L\",\"status\":\"blank\"", "indicator");
    refuse_observation(KEYS "\"status\":\"Reported\",\"value\":1", "status");
    refuse_observation(KEYS "\"status\":\"reported\"", "value");
    refuse_observation(KEYS "\"status\":\"reported\",\"value\":\"1\"", "value");
    refuse_observation(KEYS "\"status\":\"reported\",\"value\":null", "value");
    refuse_observation(KEYS "\"status\":\"blank\",\"value\":0", "value");
    refuse_observation(KEYS "\"status\":\"missing\",\"value\":0", "value");
    refuse_observation(KEYS "\"status\":\"reported\",\"value\":1,\"numerator\":1", "denominator");
    refuse_observation(KEYS "\"status\":\"reported\",\"value\":1,\"denominator\":1", "numerator");
    refuse_observation(KEYS "\"status\":\"blank\",\"numerator\":1,\"denominator\":1", "numerator");
    refuse_observation(KEYS "\"status\":\"blank\",\"score\":1.01", "score");
    refuse_observation(KEYS "\"status\":\"blank\",\"steps\":\"nfc\"", "steps");
    refuse(HEAD "\"observations\":[{" KEYS "\"status\":\"blank\"},{" KEYS "\"status\":\"blank\"}]}",
           "observations[1].indicator");
#undef KEYS
}

static void memory_is_bounded(void **state) {
    (void)state;
    struct report *report = NULL;
    struct error error = {.code = CODE_NONE};
    assert_false(report_from_json(full_line, strlen(full_line), 700, &report, &error));
    assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    assert_null(report);
}

static void words_go_both_ways(void **state) {
    (void)state;
    for (unsigned i = 0; i < STATUS_COUNT; i++)
        assert_int_equal(status_from_word(status_word((enum status)i)), i);
    for (unsigned i = 0; i < SEVERITY_COUNT; i++)
        assert_int_equal(severity_from_word(severity_word((enum severity)i)), i);
    assert_string_equal(status_word(STATUS_NOT_APPLICABLE), "not-applicable");
    assert_int_equal(status_from_word("not applicable"), STATUS_COUNT);
    assert_int_equal(severity_from_word(""), SEVERITY_COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_comes_back_byte_for_byte),
        cmocka_unit_test(every_key_finds_its_field),
        cmocka_unit_test(an_empty_report_is_a_report),
        cmocka_unit_test(numbers_keep_every_bit),
        cmocka_unit_test(keys_of_later_versions_are_passed_over),
        cmocka_unit_test(what_is_no_report_is_refused),
        cmocka_unit_test(wrong_types_are_refused_by_name),
        cmocka_unit_test(observations_match_their_status),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(words_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
