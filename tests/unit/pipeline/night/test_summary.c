#include "pipeline/night/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct observation observations[] = {
    {.indicator = "1", .status = STATUS_REPORTED},
    {.indicator = "2", .status = STATUS_REPORTED},
    {.indicator = "3", .status = STATUS_BLANK},
    {.indicator = "4", .status = STATUS_REVIEW},
    {.indicator = "5", .status = STATUS_MISSING},
    {.indicator = "6", .status = STATUS_INVALID},
    {.indicator = "7", .status = STATUS_NOT_APPLICABLE},
};
static const struct report report = {
    .form = "cchc-2021",
    .metadata = {.issuer = "Sở Nội vụ", .period = "2021-S1"},
    .observations = observations,
    .observation_count = 7,
    .finding_count = 12,
};

static void expect(const struct summary *summary, unsigned width, const char *text) {
    struct buffer out;
    buffer_init(&out, 10000);
    summary_print(summary, width, &out);
    assert_string_equal(buffer_text(&out), text);
    buffer_free(&out);
}

static void nothing_is_said_of_nothing(void **state) {
    (void)state;
    struct summary summary = {.arena = NULL};
    expect(&summary, 0, "No documents.\n");
    summary_free(&summary);
}

static void columns_line_up_over_letters_not_bytes(void **state) {
    (void)state;
    struct summary summary = {.arena = NULL};
    summary_report(&summary, "một.docx", &report);
    summary_report(&summary, "b", &(struct report){.form = NULL});
    summary_failure(&summary, "c.docx", "The file is empty.");
    expect(&summary, 0,
           "document  form       period   issuer     reported  blank  n/a  invalid  review  "
           "missing  findings\n"
           "────────  ─────────  ───────  ─────────  ────────  ─────  ───  ───────  ──────  "
           "───────  ────────\n"
           "một.docx  cchc-2021  2021-S1  Sở Nội vụ         2      1    1        1       1  "
           "      1        12\n"
           "b         -          -        -                 0      0    0        0       0  "
           "      0         0\n"
           "c.docx    failed: The file is empty.\n");
    summary_free(&summary);
}

static void a_long_issuer_gives_way(void **state) {
    (void)state;
    struct summary summary = {.arena = NULL};
    struct report long_named = report;
    long_named.metadata.issuer = "Ban Quản lý Khu du lịch bán đảo Cam Ranh";
    summary_report(&summary, "a", &long_named);
    struct buffer out;
    buffer_init(&out, 10000);
    summary_print(&summary, 80, &out);
    assert_non_null(strstr(buffer_text(&out), "  Ban Quản lý…  "));
    assert_null(strstr(buffer_text(&out), "Ban Quản lý "));
    buffer_free(&out);
    summary_free(&summary);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_of_nothing),
        cmocka_unit_test(columns_line_up_over_letters_not_bytes),
        cmocka_unit_test(a_long_issuer_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
