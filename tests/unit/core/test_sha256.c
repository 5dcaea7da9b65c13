#include "core/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect(const void *bytes, size_t length, const char *wanted) {
    char hex[65];
    sha256_of(bytes, length, hex);
    assert_string_equal(hex, wanted);
}

/* The examples published with FIPS 180-4: one block, two blocks, and the empty message. */
static void the_examples_of_the_standard(void **state) {
    (void)state;
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    expect("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(two, strlen(two), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_letters_in_uneven_pieces(void **state) {
    (void)state;
    char piece[997], hex[65];
    struct sha256 sha;
    memset(piece, 'a', sizeof piece);
    sha256_start(&sha);
    for (size_t left = 1000000; left > 0;) {
        size_t length = left < sizeof piece ? left : sizeof piece;
        sha256_add(&sha, piece, length);
        left -= length;
    }
    sha256_finish(&sha, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Padding changes where 55, 56, 63 and 64 bytes are in the last block: whole and byte by byte must
 * agree. */
static void pieces_do_not_matter(void **state) {
    (void)state;
    char text[200], whole[65], pieces[65];
    memset(text, 'x', sizeof text);
    for (size_t length = 0; length <= sizeof text; length++) {
        struct sha256 sha;
        sha256_of(text, length, whole);
        sha256_start(&sha);
        for (size_t i = 0; i < length; i++)
            sha256_add(&sha, text + i, 1);
        sha256_finish(&sha, pieces);
        assert_string_equal(whole, pieces);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard),
        cmocka_unit_test(a_million_letters_in_uneven_pieces),
        cmocka_unit_test(pieces_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
