/* cell_reference: A1 to XFD1048576 (ECMA-376-1 §18.18.7), and ranges of them. */
#include "extract/xlsx/cell_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_references(void **state) {
    (void)state;
    struct reference first, last;
    assert_true(reference_cell("A1", &first));
    assert_int_equal(first.row, 0);
    assert_int_equal(first.column, 0);
    assert_true(reference_cell("xfd1048576", &first));
    assert_int_equal(first.row, 1048575);
    assert_int_equal(first.column, 16383);
    assert_true(reference_cell("$AB$10", &first));
    assert_int_equal(first.column, 27);
    static const char *const wrong[] = {"",
                                        "A",
                                        "1",
                                        "A0",
                                        "XFE1",
                                        "A1048577",
                                        "A1B",
                                        "1A",
                                        "AAAAAAAAAAAAAAA1",
                                        "A99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(reference_cell(wrong[i], &first));
    assert_true(reference_range("C5:A1", &first, &last));
    assert_int_equal(first.row, 0);
    assert_int_equal(last.column, 2);
    assert_true(reference_range("B2", &first, &last));
    assert_int_equal(last.row, 1);
    assert_false(reference_range("A1:", &first, &last));
    assert_false(reference_range("A1:B2:C3", &first, &last));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_references)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
