/* Text of pages that nobody sees, and the colours and sizes of CSS. Clauses are those of CSS Color
 * 4, CSS Fonts 4 and the HTML Standard. */
#include "extract/html/page/css_color.h"
#include "tests/unit/extract/html/test_html.h"

#define SIGN "\xEF\xBF\xBC"
#define RGB(value) (COLOR_RGB | (value))
#define CELL(content) "<html><body><table><tr><td>" content "</table>"

static color color_in(const char *text) {
    return css_color(text, text + strlen(text));
}

static color background(const char *text) {
    return css_background(text, text + strlen(text));
}

static unsigned size_in(const char *text, unsigned outer) {
    return css_size_twips(css_size(text, text + strlen(text)), outer);
}

/* CSS Color §4 to §7. */
static void css_colors(void **state) {
    (void)state;
    assert_int_equal(color_in("#FFF"), COLOR_WHITE);
    assert_int_equal(color_in(" #1f4E79 "), RGB(0x1F4E79));
    assert_int_equal(color_in("#fff0"), COLOR_CLEAR);
    assert_int_equal(color_in("#ffffff80"), COLOR_UNKNOWN);
    assert_int_equal(color_in("FFFFFF"), COLOR_WHITE);
    assert_int_equal(color_in("White !important"), COLOR_WHITE);
    assert_int_equal(color_in("aliceblue"), RGB(0xF0F8FF));
    assert_int_equal(color_in("yellowgreen"), RGB(0x9ACD32));
    assert_int_equal(color_in("gray"), RGB(0x808080));
    assert_int_equal(color_in("rgb(31, 78, 121)"), RGB(0x1F4E79));
    assert_int_equal(color_in("rgb(100% 0% 0% / 100%)"), RGB(0xFF0000));
    assert_int_equal(color_in("rgba(255,255,255,0)"), COLOR_CLEAR);
    assert_int_equal(color_in("hsl(120, 100%, 25%)"), RGB(0x008000));
    assert_int_equal(color_in("hsl(0, 0%, 100%)"), COLOR_WHITE);
    assert_int_equal(color_in("transparent"), COLOR_CLEAR);
    assert_int_equal(color_in("windowtext"), COLOR_AUTO);
    assert_int_equal(color_in("inherit"), COLOR_UNSET);
    assert_int_equal(color_in("#12"), COLOR_UNSET);
    assert_int_equal(color_in(""), COLOR_UNSET);
    assert_int_equal(background("no-repeat red 0 0"), RGB(0xFF0000));
    assert_int_equal(background("#000 url(a.png)"), COLOR_UNKNOWN);
    assert_int_equal(background("linear-gradient(red, blue)"), COLOR_UNKNOWN);
    assert_int_equal(background("transparent"), COLOR_AUTO);
    assert_int_equal(background("rgb(0, 0, 0)"), COLOR_BLACK);
    assert_int_equal(background("none"), COLOR_UNSET);
}

/* CSS Fonts §2.5; twips, 20 to a point, 15 to a pixel. */
static void css_sizes(void **state) {
    (void)state;
    assert_int_equal(size_in("12pt", 0), 240);
    assert_int_equal(size_in("1px", 0), 15);
    assert_int_equal(size_in("0", 240), 1);
    assert_int_equal(size_in("0.1em", 240), 24);
    assert_int_equal(size_in("50%", 0), 120);
    assert_int_equal(size_in("1cm", 0), 566);
    assert_int_equal(size_in("small", 240), 0);
    assert_int_equal(size_in("-1pt", 240), 0);
}

static void expect_cell(const char *page, const char *text, const char *event) {
    char expected[128], events[128] = "";
    snprintf(expected, sizeof expected, "body table 1x1\n  R0C0 %s\n", text);
    if (event)
        snprintf(events, sizeof events, "text-hidden t1!R0C0 %s\n", event);
    html_expect(page, expected, events);
}

/* By element, class, declaration and old attributes; inherited, and taken back inside. */
static void colors_and_sizes(void **state) {
    (void)state;
    expect_cell(CELL("<font color=white>12</font>21"), "21", "12");
    expect_cell(CELL("<span style='color:#fff'>12</span>21"), "21", "12");
    expect_cell(CELL("<span style='font-size:0'>12</span>21"), "21", "12");
    expect_cell(CELL("<span style='font:1px Arial'>12</span>21"), "21", "12");
    expect_cell(CELL("<span style='color:transparent'>12</span>21"), "21", "12");
    expect_cell(CELL("<span style='opacity:0'>12</span>21"), "21", "12");
    expect_cell(CELL("<span style='position:absolute;left:-9999px'>12</span>21"), "21", "12");
    expect_cell(CELL("<div style='color:white'>12 <b>34 <i style='color:red'>21</i></b></div>"),
                "21", "12 34");
    expect_cell(CELL("12<font color=white>/</font>21"), "12 21", "/");
    expect_cell(CELL("12<font color=white> </font>21"), "12 21", NULL);
    expect_cell(CELL("<span style='color:#f2f2f2'>1</span>2"), SIGN "12", NULL);
    expect_cell(CELL("<span style='font-size:3pt'>1</span>2"), SIGN "12", NULL);
    expect_cell(CELL("<span style='color:white;text-shadow:1px 1px black'>1</span>2"), "12", NULL);
    expect_cell("<html><style>.x{color:white} p{font-size:12pt}</style><table><tr><td><p>"
                "<span class=x>12</span>21</table>",
                "21", "12");
    html_expect("<html><body text=white><p>a<p><font color=black>b</font>", "body b\n",
                "text-hidden p1 a\n");
}

/* The colour behind text is that of the nearest element that has one. */
static void backgrounds(void **state) {
    (void)state;
    expect_cell("<html><table><tr bgcolor=#1F4E79><td style='color:white'>Số liệu</table>",
                "Số liệu", NULL);
    expect_cell("<html><table style='background:navy'><tr><td><font color=navy>12</font><font "
                "color=white>21</font></table>",
                "21", "12");
    expect_cell("<html><table bgcolor=navy><tr><td style='background:white'><font color=white>12"
                "</font>21</table>",
                "21", "12");
    expect_cell("<html><table background=a.png><tr><td><font color=white>21</font></table>",
                SIGN "21", NULL);
    expect_cell(CELL("<span style='color:white;background:black'>21</span>"), "21", NULL);
    /* black in a browser, white in Word */
    expect_cell("<html><table bgcolor=black><tr><td>21</table>", SIGN "21", NULL);
}

/* A cell some of whose text is hidden says what it shows, not what it stores. */
static void values_of_sheets(void **state) {
    (void)state;
#define WORKBOOK(cells)                                                                            \
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta name=ProgId "            \
    "content=Excel.Sheet></head><body><table><tr>" cells "</table>"
    html_expect(
        WORKBOOK("<td x:num=12 style='color:white'>12<td x:num=1221><font color=white>12</font>"
                 "21<td x:num=7>7"),
        "sheet \"\"\n  R0C1 21\n  R0C2 =7 7\n", "text-hidden t1!R0C0 12\ntext-hidden t1!R0C1 12\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(css_colors),       cmocka_unit_test(css_sizes),
        cmocka_unit_test(colors_and_sizes), cmocka_unit_test(backgrounds),
        cmocka_unit_test(values_of_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
