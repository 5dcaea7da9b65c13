/* log_chain. The hashes are sha256sum's, of the text in each comment. */
#include "pipeline/log/log_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
/* printf '%s' 'ZEROS{"code":"a","after":"ZEROS"' | sha256sum */
#define ONE "46f58b2ea4086a2ec1806e3a866f81c65de9f713924a0c4a5b1d0b2dcb567b45"
/* printf '%s' 'ONE{"code":"b"' | sha256sum */
#define TWO "b211da6317d5648e71f0fb88d6fcd731cc7be73944db14c1892ea9211809222f"

static const char first[] = "{\"code\":\"a\",\"after\":\"" ZEROS "\",\"chain\":\"" ONE "\"}";
static const char second[] = "{\"code\":\"b\",\"chain\":\"" TWO "\"}";

static void seal(struct log_chain *chain, const char *object, const char *expected) {
    struct buffer line;
    buffer_init(&line, 1000);
    buffer_puts(&line, object);
    log_chain_seal(chain, &line);
    assert_string_equal(buffer_text(&line), expected);
    buffer_free(&line);
}

static void seals_each_line_behind_the_one_before(void **state) {
    struct log_chain chain;
    (void)state;
    log_chain_start(&chain, NULL);
    seal(&chain, "{\"code\":\"a\"}", first);
    seal(&chain, "{\"code\":\"b\"}", second);
    assert_string_equal(chain.hash, TWO);
}

static enum log_chain_verdict verify(const char *hash, const char *line) {
    struct log_chain chain = {.hash = ""};
    strcpy(chain.hash, hash);
    return log_chain_verify(&chain, line, strlen(line));
}

static void verifies_what_it_sealed(void **state) {
    (void)state;
    assert_int_equal(verify("", first), LOG_CHAIN_INTACT);
    assert_int_equal(verify(ZEROS, first), LOG_CHAIN_INTACT);
    assert_int_equal(verify(ONE, second), LOG_CHAIN_INTACT);
}

static void names_what_is_wrong(void **state) {
    char edited[sizeof second];
    (void)state;
    memcpy(edited, second, sizeof second);
    edited[9] = 'c';
    assert_int_equal(verify(ONE, edited), LOG_CHAIN_BROKEN);
    assert_int_equal(verify(ZEROS, second), LOG_CHAIN_BROKEN);
    assert_int_equal(verify("", second), LOG_CHAIN_HEADLESS);
    assert_int_equal(verify(ONE, first), LOG_CHAIN_GAP);
    assert_int_equal(verify(ONE, "{\"code\":\"b\"}"), LOG_CHAIN_UNSEALED);
    assert_int_equal(verify(ONE, ""), LOG_CHAIN_UNSEALED);
}

/* The words of a key inside a message have backslashes before their quotes. */
static void is_not_misled_by_a_message(void **state) {
    static const char line[] =
        "{\"message\":\"x\\\",\\\"after\\\":\\\"" ZEROS "\\\"\",\"chain\":\"" TWO "\"}";
    char hash[SHA256_BYTES];
    (void)state;
    assert_false(log_chain_read_after(line, strlen(line), hash));
    assert_true(log_chain_read(line, strlen(line), hash));
    assert_string_equal(hash, TWO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seals_each_line_behind_the_one_before),
        cmocka_unit_test(verifies_what_it_sealed),
        cmocka_unit_test(names_what_is_wrong),
        cmocka_unit_test(is_not_misled_by_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
