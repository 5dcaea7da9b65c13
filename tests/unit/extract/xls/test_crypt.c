/* xls/crypt: the beginnings of streams under the password that Excel tries by itself. Those of RC4
 * and XOR are of workbooks that Excel wrote; what their records say is known from MS-XLS. */
#include "extract/xls/crypt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct stream_bytes {
    unsigned char bytes[512];
    size_t length;
};

/* Appends a record; returns where its data stands. */
static size_t add(struct stream_bytes *s, unsigned type, const char *data, size_t length) {
    const unsigned char header[4] = {type & 0xFF, (unsigned char)(type >> 8), (unsigned char)length,
                                     0};
    size_t at = s->length + sizeof header;
    assert_true(at + length <= sizeof s->bytes);
    memcpy(s->bytes + s->length, header, sizeof header);
    memcpy(s->bytes + at, data, length);
    s->length = at + length;
    return at;
}

#define ADD(stream, type, data) add(stream, type, data, sizeof(data) - 1)

/* MS-OFFCRYPTO §2.3.6; the code page is 1200 in every BIFF8 workbook (MS-XLS §2.4.52). */
static void by_rc4(void **state) {
    (void)state;
    struct stream_bytes s = {.length = 0};
    char user[112] = {0};
    ADD(&s, 0x0809, "\x00\x06\x05\x00\x66\x32\xCD\x07\xC1\x80\x01\x00\x06\x06\x00\x00");
    ADD(&s, 0x002F,
        "\x01\x00\x01\x00\x01\x00\x2C\x85\x56\x09\x6F\x59\xEF\x01\x80\x27\x8B\xFC\xF2\xB8\xF9\x18"
        "\xF7\xBB\x5C\x8C\xC6\x36\xA2\xF1\x0B\xFC\x89\x6C\xFE\x0C\x7C\xC4\xEB\xEF\xA6\xB9\xD5\xF6"
        "\xD1\xEF\xAC\x02\x98\x5A\x4C\xED\x79\xA2");
    size_t plain = ADD(&s, 0x00E1, "\xB0\x04"); /* InterfaceHdr is not encrypted */
    size_t zeros = ADD(&s, 0x00C1, "\x1E\xA6");
    ADD(&s, 0x00E2, "");
    add(&s, 0x005C, user, sizeof user);
    size_t code_page = ADD(&s, 0x0042, "\xAA\x3B");
    assert_true(xls_decrypt(s.bytes, s.length));
    assert_memory_equal(s.bytes + plain, "\xB0\x04", 2);
    assert_memory_equal(s.bytes + zeros, "\0\0", 2);
    assert_memory_equal(s.bytes + code_page, "\xB0\x04", 2);
}

/* MS-OFFCRYPTO §2.3.7; the name of the user is filled up with spaces (MS-XLS §2.4.349). */
static void by_xor(void **state) {
    (void)state;
    static const char user[] = "\xF6\x2C\x0A\xE6\xB7\x8C\xF3\x2E\x80\x66\x94\x44\x3B\x8D\x16\x63"
                               "\xBB\x00\xCF\xAE\x9E\xE6\x1A\xE7\x01\x66\x1A\x6D\x92\x64\x9C\x6A"
                               "\x90\x00\x83\x6F\x9E\xE6\x1A\xE7\x01\x66\x1A\x6D";
    char whole[112] = {0};
    struct stream_bytes s = {.length = 0};
    memcpy(whole, user, sizeof user - 1);
    ADD(&s, 0x0809, "\x00\x05\x05\x00\x5F\x1D\xCD\x07");
    ADD(&s, 0x002F, "\x59\xB3\x0A\x9A");
    ADD(&s, 0x00E1, "");
    size_t zeros = ADD(&s, 0x00C1, "\x94\x04");
    ADD(&s, 0x00BF, ""), ADD(&s, 0x00C0, ""), ADD(&s, 0x00E2, "");
    size_t at = add(&s, 0x005C, whole, sizeof whole);
    assert_true(xls_decrypt(s.bytes, s.length));
    assert_memory_equal(s.bytes + zeros, "\0\0", 2);
    assert_memory_equal(s.bytes + at + sizeof user - 13, "            ", 12);
}

/* MS-OFFCRYPTO §2.3.5, made by a program of its own (SHA-1 and RC4 after their definitions): salt 0
 * to 15, number 20 to 2F, keys of 128 and 40 bits, then the code page 1200. */
static void expect_api(const char *bits, const char *proof, const char *code_page) {
    struct stream_bytes s = {.length = 0};
    char file_pass[106] = "\1\0\2\0\2\0"
                          "\4\0\0\0"
                          "\x20\0\0\0"
                          "\4\0\0\0\0\0\0\0\1\x68\0\0\4\x80\0\0";
    static const char salt[] = "\x10\0\0\0"
                               "\0\1\2\3\4\5\6\7\x8\x9\xA\xB\xC\xD\xE\xF";
    memcpy(file_pass + 30, bits, 1);
    memcpy(file_pass + 34, "\1", 1);
    memcpy(file_pass + 46, salt, sizeof salt - 1);
    memcpy(file_pass + 66, proof, 16);
    memcpy(file_pass + 82, "\x14", 1);
    memcpy(file_pass + 86, proof + 16, 20);
    add(&s, 0x0809, (const char[16]){0}, 16);
    add(&s, 0x002F, file_pass, sizeof file_pass);
    size_t at = add(&s, 0x0042, code_page, 2);
    assert_true(xls_decrypt(s.bytes, s.length));
    assert_memory_equal(s.bytes + at, "\xB0\x04", 2);
}

static void rc4_crypto_api(void **state) {
    (void)state;
    expect_api("\x80",
               "\xE4\x60\xE6\xD1\x95\x5C\x90\x9D\x2F\x6F\x2D\x8D\x83\xB3\x45\x45"
               "\x94\xFB\x67\x32\x88\x20\x21\xEE\xD7\x09\xF7\x6B\xE8\xE3\xFA\xE0\x33\x91\x6D\xB9",
               "\x58\x75");
    expect_api("\x28",
               "\x8C\x36\x36\xCB\x58\xF9\x11\xC8\xDF\x39\x9A\x7B\x20\xA1\xCA\xFB"
               "\x35\xBA\xA0\xEF\x36\x7C\xA7\xD5\x46\xE1\xF7\x51\x2F\xE7\x34\xC3\x4E\x6C\x6C\xF9",
               "\x37\xD8");
}

/* Another password, a header cut short: as it was. A workbook without one too. */
static void locked_or_plain(void **state) {
    (void)state;
    static const char *const headers[] = {"\x7A\x14\xAF\x83", "\0\0\x4A\x51\x1A\xCC",
                                          "\1\0\1\0\1\0\x2C\x85", "\1\0\2\0\2\0\4"};
    static const size_t lengths[] = {4, 6, 8, 7};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct stream_bytes s = {.length = 0}, before;
        add(&s, 0x0809, (const char[16]){0}, 16);
        add(&s, 0x002F, headers[i], lengths[i]);
        ADD(&s, 0x0042, "\x12\x34");
        before = s;
        assert_false(xls_decrypt(s.bytes, s.length));
        assert_memory_equal(s.bytes, before.bytes, s.length);
    }
    struct stream_bytes s = {.length = 0};
    size_t at = ADD(&s, 0x0042, "\x12\x34");
    ADD(&s, 0x000A, "");
    ADD(&s, 0x002F, "\x59\xB3\x0A\x9A"); /* behind the workbook's records it says nothing */
    assert_true(xls_decrypt(s.bytes, s.length));
    assert_memory_equal(s.bytes + at, "\x12\x34", 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_rc4),
        cmocka_unit_test(by_xor),
        cmocka_unit_test(rc4_crypto_api),
        cmocka_unit_test(locked_or_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
