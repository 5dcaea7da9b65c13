/* syllable: words of the dictionary and words that no Vietnamese spelling has. */
#include "core/text/syllable.h"
#include "core/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define LETTERS 16

static bool valid(const char *text) {
    uint32_t letters[LETTERS];
    size_t count = 0;
    while (*text && count < LETTERS)
        letters[count++] = utf8_next(&text);
    return syllable_is_valid(letters, count);
}

static void expect(const char *const *words, size_t count, bool wanted) {
    for (size_t i = 0; i < count; i++)
        if (valid(words[i]) != wanted)
            fail_msg("%s should be %s", words[i], wanted ? "a syllable" : "none");
}

#define EXPECT(wanted, ...)                                                                        \
    do {                                                                                           \
        static const char *const words[] = {__VA_ARGS__};                                          \
        expect(words, sizeof words / sizeof *words, wanted);                                       \
    } while (0)

static void words_of_reports(void **state) {
    (void)state;
    EXPECT(true, "báo", "cáo", "cải", "cách", "hành", "chính", "thủ", "tục", "Ủy", "ban", "nhân",
           "dân", "NGHĨA", "VIỆT", "Độc", "ĐƯỜNG", "quyết", "định", "nghiệp", "trưởng", "khuyến",
           "thuế", "hưởng", "a", "ở", "ý", "yêu", "uỷ", "oanh", "ươm");
}

static void spellings_that_are_easily_missed(void **state) {
    (void)state;
    EXPECT(true, "gì", "gìn", "giếng", "giờ", "giữa", "giết", "gỉ", "quý", "quít", "quỳnh", "quốc",
           "quăng", "khuya", "thuở", "huỳnh", "nghiêng", "ngoằn", "ngoèo", "khoeo", "xoong",
           "boong", "tuần", "luật", "loạn", "kỹ", "kĩ", "sỹ", "lý", "pin", "xuể", "huých", "huơ",
           "nguyễn", "khuỷu", "tuýp");
}

static void the_tone_stands_where_it_belongs(void **state) {
    (void)state;
    EXPECT(true, "hòa", "hoà", "khỏe", "khoẻ", "thúy", "thuý", "toàn", "ngoài", "mía", "mùa",
           "giữa", "bảo", "người", "thuở", "huỳnh", "khuỷu", "ngoẹo", "xoáy", "sứa", "cứu", "điều",
           "quý", "qúy", "gía");
    EXPECT(false, "saò", "tòan", "ngòai", "miá", "muà", "bảò", "baỏ", "ngừơi", "đìêu", "nước̀",
           "ahò", "khủyu");
}

static void no_spelling_has_these(void **state) {
    (void)state;
    EXPECT(false, "", "b", "ng", "nghành", "gheo1", "ke2", "cê", "ka", "ngê", "ghu", "bát'", "tac",
           "sách̀", "hòà", "bàc", "lịchx", "strasse", "señor", "qu", "gia5", "nghiêngg", "fan", "zô",
           "wa", "hộc\xC2\xB8", "Æu", "chÝnh", "§éc");
}

static void stopped_syllables_take_two_tones(void **state) {
    (void)state;
    EXPECT(true, "sách", "lịch", "tiếp", "học", "mặt");
    EXPECT(false, "sàch", "lỉch", "tiêp", "hõc", "mat", "mằt");
}

static void letters_apart_from_their_tones(void **state) {
    (void)state;
    enum tone tone;
    assert_int_equal(syllable_letter(0x1ED0 /* Ố */, &tone), 0xF4 /* ô */);
    assert_int_equal(tone, TONE_ACUTE);
    assert_int_equal(syllable_letter(0x1EF4 /* Ỵ */, &tone), 'y');
    assert_int_equal(tone, TONE_DOT);
    assert_int_equal(syllable_letter(0x1AF /* Ư */, &tone), 0x1B0);
    assert_int_equal(tone, TONE_LEVEL);
    assert_int_equal(syllable_letter(0x168 /* Ũ */, &tone), 'u');
    assert_int_equal(tone, TONE_TILDE);
    assert_int_equal(syllable_letter('7', &tone), '7');
    assert_int_equal(syllable_letter(0x4E00, &tone), 0x4E00);
}

static void letters_of_unicode_alone(void **state) {
    (void)state;
    static const uint32_t own[] = {0x103, 0x110, 0x1A0, 0x1B0, 0x128, 0x169, 0x1EA1, 0x1EF9};
    static const uint32_t shared[] = {'a', 0xE1, 0xEA, 0xF4, 0xD0, 0xF1, 0x105, 0x161, 0x4E00};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_true(syllable_is_unicode_letter(own[i]));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        assert_false(syllable_is_unicode_letter(shared[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_reports),
        cmocka_unit_test(spellings_that_are_easily_missed),
        cmocka_unit_test(the_tone_stands_where_it_belongs),
        cmocka_unit_test(no_spelling_has_these),
        cmocka_unit_test(stopped_syllables_take_two_tones),
        cmocka_unit_test(letters_apart_from_their_tones),
        cmocka_unit_test(letters_of_unicode_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
