/* quote: what a message shows of a text. */
#include "core/text/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void a_quote_is_cut_at_a_whole_letter(void **state) {
    (void)state;
    char text[200];
    memset(text, 'a', sizeof text);
    assert_string_equal(quote_text("a\nb", 3).text, "a b");
    assert_string_equal(quote_text("\xE1\xBB\x87\xE1\xBB\x87", 4).text, "\xE1\xBB\x87…");
    assert_string_equal(quote_text("", 5).text, "");
    /* 96 bytes hold 92 letters, the three of the ellipsis and the end */
    struct quote quote = quote_text(text, sizeof text);
    assert_int_equal(strlen(quote.text), 95);
    assert_string_equal(quote.text + 92, "…");
    memcpy(text + 90, "\xE1\xBB\x87", 3); /* bytes 90 to 92: one too many */
    quote = quote_text(text, sizeof text);
    assert_string_equal(quote.text + 89, "a…");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quote_is_cut_at_a_whole_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
