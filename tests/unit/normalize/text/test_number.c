/* number: every way of writing of DECISIONS §2, and what is no number. */
#include "normalize/text/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void whole(const char *text, double value, bool grouped, size_t length) {
    struct number n;
    assert_true(number_scan(text, &n));
    assert_true(n.can_whole);
    assert_true(n.whole == value);
    assert_int_equal(n.grouped, grouped);
    assert_int_equal(n.length, length);
}

static void decimal(const char *text, double value, unsigned decimals) {
    struct number n;
    assert_true(number_scan(text, &n));
    assert_true(n.can_decimal);
    assert_true(n.decimal == value);
    assert_int_equal(n.decimals, decimals);
}

static void no_number(const char *text) {
    struct number n;
    assert_false(number_scan(text, &n));
}

static void whole_numbers(void **state) {
    (void)state;
    whole("07", 7, false, 2);
    whole("268763 hồ sơ", 268763, false, 6);
    whole("1.234", 1234, true, 5);
    whole("1,234", 1234, true, 5);
    whole("1 234", 1234, true, 5);
    whole("12.345.678 đồng", 12345678, true, 10);
    whole("12 15", 12, false, 2); /* two numbers: a group has three digits */
    whole("12 3456", 12, false, 2);
    whole("149/149", 149, false, 3);
    whole("5. ", 5, false, 1); /* a full stop after it is not the number's */
    whole("-12", 12, false, 3);
}

static void decimals(void **state) {
    (void)state;
    decimal("98,5", 98.5, 1);
    decimal("98.5%", 98.5, 1);
    decimal("0,985", 0.985, 3);
    decimal("1.234,5", 1234.5, 1);
    decimal("1,234.56", 1234.56, 2);
    struct number n;
    assert_true(number_scan("1.234", &n)); /* both readings are kept */
    assert_true(n.can_whole && n.can_decimal && n.decimal == 1.234 && n.mark == '.');
    assert_true(number_scan("0.985", &n)); /* a group does not begin with 0 */
    assert_false(n.can_whole);
    assert_true(number_scan("-3,5", &n));
    assert_true(n.negative);
}

static void what_is_no_number(void **state) {
    (void)state;
    no_number("");
    no_number("x");
    no_number("1.23.456");
    no_number("1.234.56.789");
    no_number("--5");
    no_number("12345678901234567890");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(decimals),
        cmocka_unit_test(what_is_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
