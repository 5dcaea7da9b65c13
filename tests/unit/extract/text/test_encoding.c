/* encoding: letters as TCVN 5712:1993, RFC 1456 and the makers of VNI and VPS have them; fonts by
 * their names. */
#include "extract/text/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static void letter_is(enum encoding encoding, uint32_t a, uint32_t b, size_t took,
                      uint32_t wanted) {
    const uint32_t raw[] = {a, b};
    uint32_t letter = 0;
    assert_int_equal(encoding_letter(encoding, raw, b ? 2 : 1, &letter), took);
    if (took)
        assert_int_equal(letter, wanted);
}

static void letters_of_each_encoding(void **state) {
    (void)state;
    letter_is(ENCODING_TCVN3, 0xB8, 0, 1, 0xE1);  /* á */
    letter_is(ENCODING_TCVN3, 0xAD, 0, 1, 0x1B0); /* ư, the soft hyphen's place */
    letter_is(ENCODING_TCVN3, 0xA7, 0, 1, 0x110); /* Đ */
    letter_is(ENCODING_TCVN3, 0x3BC, 0, 1, 0xE0); /* μ that was µ: à */
    letter_is(ENCODING_TCVN3, 'a', 0xB8, 0, 0);   /* an ASCII letter is none of its letters */
    letter_is(ENCODING_TCVN3, 0xE0, 0, 0, 0);     /* a byte without letter */
    letter_is(ENCODING_VNI, 'a', 0xF9, 2, 0xE1);  /* aù: á */
    letter_is(ENCODING_VNI, 'a', 'n', 0, 0);
    letter_is(ENCODING_VNI, 0xF1, 'a', 1, 0x111);   /* ñ: đ */
    letter_is(ENCODING_VNI, 'U', 0xFB, 2, 0x1EE6);  /* a mark in the other case: Ủ */
    letter_is(ENCODING_VPS, 0x2026, 0, 1, 0x1EA8);  /* 85, which cp1252 shows as an ellipsis: Ẩ */
    letter_is(ENCODING_VPS, 0x85, 0, 1, 0x1EA8);    /* the same byte as a C1 control */
    letter_is(ENCODING_VISCII, 0xE4, 0, 1, 0x1EA3); /* ả */
    letter_is(ENCODING_BKHCM2, 'a', 0xE2, 2, 0xE0); /* à */
    letter_is(ENCODING_VIETWAREX, 'a', 0xEC, 2, 0xE0); /* à */
    letter_is(ENCODING_UNICODE, 0xB8, 0, 0, 0);
    letter_is(ENCODING_TCVN3, 0x1EA1, 0, 0, 0);
}

static void vni_marks_typed_one_by_one(void **state) {
    (void)state;
    const uint32_t raw[] = {'e', 0xE2, 0xEF, 'c'}; /* eâï: ệ, the longest way wins */
    uint32_t letter;
    assert_int_equal(encoding_letter(ENCODING_VNI, raw, 4, &letter), 3);
    assert_int_equal(letter, 0x1EC7);
    assert_int_equal(encoding_letter(ENCODING_VNI, raw, 2, &letter), 2);
    assert_int_equal(letter, 0xEA);
}

static void font_is(const char *name, enum encoding encoding, bool capitals) {
    struct font font = font_of_name(name);
    if (font.encoding != encoding || font.capitals != capitals)
        fail_msg("%s: got %s%s", name ? name : "no name", encoding_word(font.encoding),
                 font.capitals ? ", capitals" : "");
}

static void fonts_by_their_names(void **state) {
    (void)state;
    font_is(".VnTime", ENCODING_TCVN3, false);
    font_is(" .vntime ", ENCODING_TCVN3, false);
    font_is(".VnTimeH", ENCODING_TCVN3, true);
    font_is(".VnArial NarrowH", ENCODING_TCVN3, true);
    font_is(".VnTime CE", ENCODING_TCVN3, false);
    font_is("VNTime", ENCODING_TCVN3, false);
    font_is("VNI-Times", ENCODING_VNI, false);
    font_is("VNI Helve Condense", ENCODING_VNI, false);
    font_is("VNIWed1", ENCODING_VNI, false);
    font_is("VNI Greece", ENCODING_UNICODE, false);
    font_is("VNSTCVN3", ENCODING_DETECT, false);
    font_is("VPS Times", ENCODING_VPS, false);
    font_is("VPS Bien Hoa Hoa", ENCODING_VPS, true);
    font_is("VPS Bien Hoa", ENCODING_VPS, false);
    font_is("VI Times H", ENCODING_VISCII, true);
    font_is("VnTimes2", ENCODING_BKHCM2, false);
    font_is("VNtimes new roman", ENCODING_VIETWAREX, false);
    font_is("UVnTime", ENCODING_UNICODE, false);
    font_is("SVN-Arial", ENCODING_UNICODE, false);
    font_is("SVNtimes new roman", ENCODING_UNREADABLE, false);
    font_is("Times New Roman", ENCODING_UNICODE, false);
    font_is("Verdana", ENCODING_UNICODE, false);
    font_is("Vivaldi", ENCODING_UNICODE, false);
    font_is("", ENCODING_UNICODE, false);
    font_is(NULL, ENCODING_UNICODE, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_each_encoding),
        cmocka_unit_test(vni_marks_typed_one_by_one),
        cmocka_unit_test(fonts_by_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
