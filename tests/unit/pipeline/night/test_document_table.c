#include "pipeline/night/document_table.h"

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

static void expect(const struct document_table *table, unsigned width, const char *text) {
    struct buffer out;
    buffer_init(&out, 10000);
    document_table_print(table, width, &out);
    assert_string_equal(buffer_text(&out), text);
    buffer_free(&out);
}

static void an_empty_table_is_one_sentence(void **state) {
    (void)state;
    struct document_table table = {.arena = NULL};
    expect(&table, 0, "No documents.\n");
    document_table_free(&table);
}

static void columns_line_up_over_letters_not_bytes(void **state) {
    (void)state;
    struct document_table table = {.arena = NULL};
    document_table_add_report(&table, "một.docx", &report);
    document_table_add_report(&table, "b", &(struct report){.form = NULL});
    document_table_add_failure(&table, "c.docx", "The file is empty.");
    expect(&table, 0,
           "document  form       period   issuer     reported  blank  n/a  invalid  review  "
           "missing  findings\n"
           "────────  ─────────  ───────  ─────────  ────────  ─────  ───  ───────  ──────  "
           "───────  ────────\n"
           "một.docx  cchc-2021  2021-S1  Sở Nội vụ         2      1    1        1       1  "
           "      1        12\n"
           "b         -          -        -                 0      0    0        0       0  "
           "      0         0\n"
           "c.docx    failed: The file is empty.\n");
    document_table_free(&table);
}

static void a_long_issuer_gives_way(void **state) {
    (void)state;
    struct document_table table = {.arena = NULL};
    struct report long_named = report;
    long_named.metadata.issuer = "Ban Quản lý Khu du lịch bán đảo Cam Ranh";
    document_table_add_report(&table, "a", &long_named);
    struct buffer out;
    buffer_init(&out, 10000);
    document_table_print(&table, 80, &out);
    assert_non_null(strstr(buffer_text(&out), "  Ban Quản lý…  "));
    assert_null(strstr(buffer_text(&out), "Ban Quản lý "));
    buffer_free(&out);
    document_table_free(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_is_one_sentence),
        cmocka_unit_test(columns_line_up_over_letters_not_bytes),
        cmocka_unit_test(a_long_issuer_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
