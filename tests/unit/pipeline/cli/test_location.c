#include "pipeline/cli/location.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* p1, t1 in the body; t2, t3 and t4 are sheets. */
static struct block blocks[] = {
    {.type = BLOCK_PARAGRAPH, .number = 1, .part = PART_BODY},
    {.type = BLOCK_TABLE, .number = 1, .part = PART_BODY},
    {.type = BLOCK_TABLE, .number = 2, .part = PART_SHEET, .table = {.name = "Sheet1"}},
    {.type = BLOCK_TABLE, .number = 3, .part = PART_SHEET, .table = {.name = "Phụ lục 2"}},
    {.type = BLOCK_TABLE, .number = 4, .part = PART_SHEET, .table = {.name = "A'B"}},
};
static const struct document document = {.blocks = blocks,
                                         .block_count = sizeof blocks / sizeof blocks[0]};

static void expect(const char *at, const char *words) {
    struct buffer out;
    buffer_init(&out, 1000);
    location_describe(&document, at, &out);
    assert_string_equal(buffer_text(&out), words);
    buffer_free(&out);
}

static void word_cells_count_from_one(void **state) {
    (void)state;
    expect("t1!R5C3", "table 1, row 6, column 4");
    expect("t1!R0C0", "table 1, row 1, column 1");
    expect("t1!R0C0+0-4", "table 1, row 1, column 1, characters 1 to 4");
}

static void sheet_cells_are_written_as_excel_does(void **state) {
    (void)state;
    expect("t2!R5C3", "Sheet1!D6");
    expect("t2!R0C0", "Sheet1!A1");
    expect("t2!R0C25", "Sheet1!Z1");
    expect("t2!R0C26", "Sheet1!AA1");
    expect("t2!R0C701", "Sheet1!ZZ1");
    expect("t2!R1048575C16383", "Sheet1!XFD1048576");
    expect("t3!R5C3", "'Phụ lục 2'!D6");
    expect("t2!R5C3+12-92", "Sheet1!D6, characters 13 to 92");
    expect("t4!R5C3", "'A''B'!D6");
}

static void paragraphs_and_what_stands_in_them(void **state) {
    (void)state;
    expect("p7", "paragraph 7");
    expect("p7+34-78", "paragraph 7, characters 35 to 78");
}

static void unknown_places_stay_as_they_are(void **state) {
    (void)state;
    expect("t9!R5C3", "t9!R5C3");
    expect("x", "x");
    expect("", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_cells_count_from_one),
        cmocka_unit_test(sheet_cells_are_written_as_excel_does),
        cmocka_unit_test(paragraphs_and_what_stands_in_them),
        cmocka_unit_test(unknown_places_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
