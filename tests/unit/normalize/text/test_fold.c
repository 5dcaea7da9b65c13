/* fold: expectations after DECISIONS §1 and the normalisation order of Vietnamese text, worked out
 * by hand. */
#include "normalize/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct folding {
    const char *from, *to;
};

static void each(const struct folding *rows, size_t count,
                 char *(*fold)(struct arena *, const char *)) {
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(fold(arena, rows[i].from), rows[i].to);
    arena_free(arena);
}

static char *one_line(struct arena *arena, const char *text) {
    return fold_text(arena, text, true);
}

static void text_keeps_case_and_marks(void **state) {
    (void)state;
    static const struct folding rows[] = {
        {"", ""},
        {"  Số\u00a0 liệu \n kỳ ", "Số liệu kỳ"},
        {"９８，５％", "98,5%"},
        {"1\u2009234", "1 234"},
        {"\u200b12\u00ad\ufeff", "12"},
        {"– — ‑ −", "- - - -"},
        {"“Có”", "\"Có\""},
        {"hoà khoẻ thuý uỷ", "hòa khỏe thúy ủy"},
        {"HOÀ BÌNH, UỶ BAN", "HÒA BÌNH, ỦY BAN"},
        {"quý toàn hoạt thuỷ", "quý toàn hoạt thủy"},
        {"Ðã ɖơn ðịa", "Đã đơn địa"},
        {"CCНC trоng", "CCHC trong"},          /* Cyrillic Н, о inside Latin words */
        {"Сơ", "Cơ"},                          /* Cyrillic С at the start */
        {"жена", "жена"},                      /* a Russian word is no lookalike */
        {"e\u0302\u0301 \u00e9\u0302", "ế ế"}, /* decomposed, and in the order NFC cannot join */
        {"a\u0306\u0323 \u00e1\u0306", "ặ ắ"},
    };
    each(rows, sizeof rows / sizeof rows[0], one_line);
}

static void lines_are_kept_on_demand(void **state) {
    (void)state;
    struct arena *arena = arena_new(1 << 16);
    assert_string_equal(fold_text(arena, " 12 \r\n 15 ", false), "12\n15");
    assert_string_equal(fold_text(arena, "\n\n7\n", false), "7");
    arena_free(arena);
}

static void keys_forget_what_does_not_matter(void **state) {
    (void)state;
    static const struct folding rows[] = {
        {"Đơn vị tính", "đơn vị tính"},
        {"TỶ LỆ (%)", "tỉ lệ %"},
        {"Kỹ thuật - lý do", "kĩ thuật lí do"},
        {"y tế, quý, quỹ", "y tế quý quỹ"},
        {"Chưa = 0; Có = 1", "chưa 0 có 1"},
        {"ban hành/tham mưu", "ban hành/tham mưu"},
        {"…", ""},
    };
    each(rows, sizeof rows / sizeof rows[0], fold_key);
}

static void tones_move_alone(void **state) {
    (void)state;
    static const struct folding rows[] = {{"hoà  ‑ Thuý", "hòa  ‑ Thúy"},
                                          {"(hoà|oà)$", "(hòa|òa)$"}};
    each(rows, sizeof rows / sizeof rows[0], fold_tones);
}

static void bytes_that_are_no_text_do_no_harm(void **state) {
    (void)state;
    struct arena *arena = arena_new(1 << 16);
    assert_string_equal(fold_text(arena, "a\xFF\xC3", true), "a\xEF\xBF\xBD\xEF\xBF\xBD");
    arena_free(arena);
}

static void a_full_arena_gives_null(void **state) {
    (void)state;
    struct arena *arena = arena_new(16);
    assert_null(fold_key(arena, "một nhãn dài hơn mười sáu byte"));
    assert_true(arena_failed(arena));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_keeps_case_and_marks),
        cmocka_unit_test(lines_are_kept_on_demand),
        cmocka_unit_test(keys_forget_what_does_not_matter),
        cmocka_unit_test(tones_move_alone),
        cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
        cmocka_unit_test(a_full_arena_gives_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
