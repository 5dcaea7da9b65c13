/* iso_date: serials of dates and times as ISO 8601 writes them (ECMA-376-1 §18.17.4), in both date
 * systems. */
#include "extract/sheet/iso_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_iso_serial(void **state) {
    (void)state;
    double serial;
    assert_true(iso_date_serial("2021-06-30", false, &serial) && serial == 44377);
    assert_true(iso_date_serial("2021-06-30T12:00:00Z", false, &serial) && serial == 44377.5);
    assert_true(iso_date_serial("1900-02-28", false, &serial) && serial == 59);
    assert_true(iso_date_serial("1900-03-01", false, &serial) && serial == 61);
    assert_true(iso_date_serial("1904-01-02", true, &serial) && serial == 1);
    assert_true(iso_date_serial("06:00", false, &serial) && serial == 0.25);
    assert_false(iso_date_serial("30/06/2021", false, &serial));
    assert_false(iso_date_serial("2021-13-01", false, &serial));
    assert_false(iso_date_serial("1899-01-01", false, &serial));
    assert_false(iso_date_serial("", false, &serial));
    assert_false(iso_date_serial("2021-06-30x", false, &serial));
    assert_false(iso_date_serial("25:00:00", false, &serial));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_iso_serial)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
