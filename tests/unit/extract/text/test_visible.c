/* visible, looks, color: what a person sees of coloured and small text, with the limits that
 * visible.h gives their reasons for. Contrasts were worked out after WCAG 2.1. */
#include "extract/text/looks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define RGB(value) (COLOR_RGB | (value))
#define SIGN "\xEF\xBF\xBC"

static void colors(void **state) {
    (void)state;
    assert_int_equal(color_of_hex("1F4e79"), RGB(0x1F4E79));
    assert_int_equal(color_of_hex("auto"), COLOR_UNSET);
    assert_int_equal(color_of_hex("1F4E7"), COLOR_UNSET);
    assert_int_equal(color_of_hex("1F4E7G"), COLOR_UNSET);
    assert_int_equal(color_of_hex(NULL), COLOR_UNSET);
    assert_int_equal(color_blend(COLOR_BLACK, COLOR_WHITE, 500), RGB(0x808080));
    assert_int_equal(color_blend(COLOR_AUTO, COLOR_WHITE, 500), COLOR_UNKNOWN);
    assert_int_equal(color_shade(COLOR_AUTO, COLOR_AUTO, 0), COLOR_AUTO);
    assert_int_equal(color_shade(COLOR_AUTO, RGB(0xFF0000), 0), RGB(0xFF0000));
    assert_int_equal(color_shade(COLOR_AUTO, COLOR_AUTO, 250), RGB(0xBFBFBF));
}

static void expect_near(color c, color expected) {
    for (unsigned shift = 0; shift < 24; shift += 8) {
        int distance = (int)(c >> shift & 0xFF) - (int)(expected >> shift & 0xFF);
        if (!color_is_rgb(c) || distance < -1 || distance > 1)
            fail_msg("%06x is not near %06x", (unsigned)c, (unsigned)expected);
    }
}

/* As Word and Excel list them: white 15 % darker, black 50 % lighter, the blue of Office 2007
 * (4F81BD) 80 % lighter and 25 % darker. They round otherwise, by a level. */
static void tints(void **state) {
    (void)state;
    expect_near(color_lighten(COLOR_WHITE, -0.15), RGB(0xD9D9D9));
    expect_near(color_lighten(COLOR_BLACK, 0.5), RGB(0x7F7F7F));
    expect_near(color_lighten(RGB(0x4F81BD), 0.8), RGB(0xDCE6F1));
    expect_near(color_lighten(RGB(0x4F81BD), -0.25), RGB(0x366092));
    assert_int_equal(color_lighten(COLOR_AUTO, 0.5), COLOR_AUTO);
    assert_int_equal(color_lighten(COLOR_WHITE, 7), COLOR_WHITE);
}

static void colors_that_are_seen(void **state) {
    (void)state;
    static const struct {
        color ink, paper;
        enum visibility seen;
    } cases[] = {
        {COLOR_UNSET, COLOR_UNSET, VISIBLE},
        {COLOR_AUTO, COLOR_BLACK, VISIBLE},
        {COLOR_BLACK, COLOR_UNSET, VISIBLE},
        {COLOR_WHITE, COLOR_UNSET, BLENDED},
        {COLOR_WHITE, COLOR_AUTO, BLENDED},
        {COLOR_WHITE, RGB(0x1F4E79), VISIBLE}, /* Word's blue heading */
        {RGB(0x1F4E79), RGB(0x1F4E79), BLENDED},
        {RGB(0x808080), COLOR_WHITE, VISIBLE},
        {RGB(0xF7F7F7), COLOR_WHITE, BLENDED},  /* 8 levels */
        {RGB(0xF6F6F6), COLOR_WHITE, DOUBTFUL}, /* 9 */
        {RGB(0xF2F2F2), COLOR_WHITE, DOUBTFUL}, /* white 5 % darker: 1.12 */
        {RGB(0xFFFF00), COLOR_WHITE, DOUBTFUL}, /* yellow: 1.07 */
        {RGB(0xD9D9D9), COLOR_WHITE, VISIBLE},  /* white 15 % darker: 1.41 */
        {RGB(0xFF0000), COLOR_WHITE, VISIBLE},
        {RGB(0x080808), COLOR_BLACK, BLENDED},
        {RGB(0x101010), COLOR_BLACK, DOUBTFUL},
        {RGB(0x000080), COLOR_BLACK, VISIBLE}, /* navy: 1.32 */
        {COLOR_WHITE, COLOR_UNKNOWN, DOUBTFUL},
        {COLOR_BLACK, COLOR_UNKNOWN, VISIBLE},
        {COLOR_UNKNOWN, COLOR_WHITE, DOUBTFUL},
        {COLOR_CLEAR, COLOR_WHITE, BLENDED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (visible(cases[i].ink, cases[i].paper, 0) != cases[i].seen)
            fail_msg("%06x on %06x", (unsigned)cases[i].ink, (unsigned)cases[i].paper);
}

/* 2 and 4 points. */
static void sizes_that_are_seen(void **state) {
    (void)state;
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_half_points(24)), VISIBLE);
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_half_points(8)), VISIBLE);
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_half_points(7)), DOUBTFUL);
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_half_points(4)), DOUBTFUL);
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_half_points(3)), TINY);
    assert_int_equal(visible(COLOR_AUTO, COLOR_UNSET, twips_of_points(0)), TINY);
    assert_int_equal(visible(COLOR_WHITE, COLOR_UNSET, twips_of_points(1)), TINY);
    assert_int_equal(visible(COLOR_WHITE, COLOR_UNSET, twips_of_points(12)), BLENDED);
    assert_int_equal(twips_of_points(1e300), 100000);
    assert_int_equal(twips_of_half_points(-4), 1);
}

static void automatic_colors(void **state) {
    (void)state;
    assert_int_equal(visible_if_auto_is_black(COLOR_AUTO, COLOR_UNSET, 0), VISIBLE);
    assert_int_equal(visible_if_auto_is_black(COLOR_UNSET, COLOR_BLACK, 0), DOUBTFUL);
    assert_int_equal(visible_if_auto_is_black(COLOR_AUTO, COLOR_BLACK, 20), TINY);
    assert_int_equal(visible_if_auto_is_black(COLOR_BLACK, COLOR_BLACK, 0), BLENDED);
    assert_int_equal(visible_if_auto_is_black(COLOR_WHITE, COLOR_BLACK, 0), VISIBLE);
}

struct piece {
    const char *text;
    color ink;
    unsigned twips;
};

/* Pieces beside one another, on white in a cell. */
static void expect_seen(const struct piece *pieces, const char *text, const char *dropped) {
    struct arena *arena = arena_new(1 << 20);
    struct look_spans looks = {.count = 0};
    char whole[256] = "";
    for (; pieces->text; pieces++) {
        size_t start = strlen(whole);
        strcat(whole, pieces->text);
        look_spans_add(&looks, arena, start, strlen(whole), pieces->ink, pieces->twips);
    }
    const struct looked_text looked = {.text = whole,
                                       .looks = looks.list,
                                       .look_count = looks.count,
                                       .in_cell = true,
                                       .judge = visible};
    struct seen_text seen;
    assert_true(looks_read(&looked, arena, &seen));
    assert_string_equal(seen.text, text);
    if (dropped)
        assert_string_equal(seen.dropped, dropped);
    else
        assert_null(seen.dropped);
    arena_free(arena);
}

/* What blends leaves a gap where it stood between figures, what is tiny does not; blanks stay; the
 * sign stands once before a doubtful stretch. */
static void what_is_left_of_a_text(void **state) {
    (void)state;
    static const unsigned tiny = 20, small = 60;
    expect_seen((struct piece[]){{"12", COLOR_WHITE, 0}, {"21", 0, 0}, {0}}, "21", "12");
    expect_seen((struct piece[]){{"12", 0, 0}, {"/", COLOR_WHITE, 0}, {"21", 0, 0}, {0}}, "12 21",
                "/");
    expect_seen((struct piece[]){{"12", 0, 0}, {"/", 0, tiny}, {"21", 0, 0}, {0}}, "1221", "/");
    expect_seen((struct piece[]){{"12", 0, 0}, {" ", COLOR_WHITE, 0}, {"21", 0, 0}, {0}}, "12 21",
                NULL);
    expect_seen((struct piece[]){{"12", 0, 0}, {"\xC2\xA0", 0, tiny}, {"21", 0, 0}, {0}},
                "12\xC2\xA0"
                "21",
                NULL);
    expect_seen((struct piece[]){{"12 ", 0, 0}, {"x", COLOR_WHITE, 0}, {"21", 0, 0}, {0}}, "12 21",
                "x");
    expect_seen(
        (struct piece[]){{"1", RGB(0xFFFF00), 0}, {"2", RGB(0xF2F2F2), 0}, {"3", 0, 0}, {0}},
        SIGN "123", NULL);
    expect_seen((struct piece[]){{"1", 0, 0}, {"2", 0, small}, {"3", 0, 0}, {"4", 0, small}, {0}},
                "1" SIGN "23" SIGN "4", NULL);
    expect_seen((struct piece[]){{"12", COLOR_WHITE, 0}, {0}}, "", "12");
    expect_seen((struct piece[]){{"12", COLOR_BLACK, 240}, {"34", 0, 0}, {0}}, "1234", NULL);
}

/* Fonts stay with the letters that are left. */
static void fonts_of_what_is_left(void **state) {
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    const struct font tcvn3 = {ENCODING_TCVN3, false}, plain = {ENCODING_UNICODE, false};
    const struct text_span spans[] = {{4, plain}, {8, tcvn3}};
    const struct look_span looks[] = {{2, COLOR_BLACK, 0}, {6, COLOR_WHITE, 0}};
    const struct looked_text looked = {.text = "aabbccdd",
                                       .spans = spans,
                                       .span_count = 2,
                                       .looks = looks,
                                       .look_count = 2,
                                       .judge = visible};
    struct seen_text seen;
    assert_true(looks_read(&looked, arena, &seen));
    assert_string_equal(seen.text, "aa dd");
    assert_string_equal(seen.dropped, "bbcc");
    assert_int_equal(seen.span_count, 2);
    assert_int_equal(seen.spans[0].end, 2);
    assert_int_equal(seen.spans[0].font.encoding, ENCODING_UNICODE);
    assert_int_equal(seen.spans[1].end, 5);
    assert_int_equal(seen.spans[1].font.encoding, ENCODING_TCVN3);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colors),
        cmocka_unit_test(tints),
        cmocka_unit_test(colors_that_are_seen),
        cmocka_unit_test(sizes_that_are_seen),
        cmocka_unit_test(automatic_colors),
        cmocka_unit_test(what_is_left_of_a_text),
        cmocka_unit_test(fonts_of_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
