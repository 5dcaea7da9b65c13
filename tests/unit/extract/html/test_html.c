/* html: pages as Word, LibreOffice and programs write them, by hand; clauses of the HTML Standard
 * and of CSS 2.1 are named. */
#include "tests/unit/extract/html/test_html.h"

#include "extract/html/charset.h"
#include "extract/html/page/conditional_comment.h"

/* CSS Text 3 §4.1; §4.5.26 br; entities; what Word fills an empty paragraph with. */
static void paragraphs(void **state) {
    (void)state;
    html_expect("<html><head><title>t</title></head><body>\n<h2> Kết\n quả</h2><p>Tổng <b>số</b>\n "
                "hồ sơ:<br>\n12&nbsp;345<br></p><p><o:p>&nbsp;</o:p></p><pre>\na  b\nc</pre>"
                "<p>4&#60;5 &amp; &eacute; &#150; 6</p></body></html><p>behind",
                "body [Heading 2] Kết quả\nbody Tổng số hồ sơ:\\n12\u00A0345\nbody a  b\\nc\n"
                "body 4<5 & é – 6\nbody behind\n",
                "");
}

/* A number must not grow by what is not shown, nor run into another. */
static void what_is_shown(void **state) {
    (void)state;
    html_expect(
        "<style><!-- p.x, span.h {display:none} .up{vertical-align:super} --></style>"
        "<body><p>12 <span class=h>7</span>5</p><p class=x>99</p><p>1<span style='mso-hide:all'>2"
        "</span>3<span style=\"visibility: hidden\">4</span><p hidden>6</p>"
        "<p>25<sup>1</sup> 25<span class=up>2</span> H<sub>2</sub>O <s>23</s> <span "
        "style='text-decoration:line-through'>4</span> 8<script>9</script></p>",
        "body 12 5\nbody 13\nbody 25¹ 25² H₂O 2̶3̶ 4̶ 8\n",
        "text-hidden p1 7\ntext-hidden p2 99\ntext-hidden p2 2\ntext-hidden p2 4\n"
        "text-hidden p3 6\n");
}

/* The superscript 1 is a letter where TCVN3 has it: a raised figure is none. */
static void raised_figures_are_no_letters(void **state) {
    (void)state;
    html_expect("<html><p style='font-family:.VnTime'>c\u00F6a 25<sup>1</sup></p>",
                "body cửa 25¹\n", NULL);
}

/* Word writes <del> and <ins> in spans of its own. */
static void tracked_changes(void **state) {
    (void)state;
    html_expect("<html><p>Số <span class=msoDel><del cite=\"mailto:a\">12</del></span><span "
                "class=msoIns><ins>15</ins></span> hồ sơ</p>",
                "body Số 15 hồ sơ\n", "text-deleted p1 12\ntext-inserted p1 15\n");
}

/* Word's numbers stand in the text, for browsers; §4.4.5 ol: start, type, value. */
static void list_numbers(void **state) {
    (void)state;
    html_expect("<html><p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span "
                "style='mso-list:Ignore'>1.1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp; "
                "</span></span><![endif]>Mục</p><p><span style='font-family:Symbol'><span "
                "style='mso-list:Ignore'>&#183;<span>&nbsp;</span></span></span>dấu</p>"
                "<ol start=3 type=a><li>x<li value=7><p>y</p><p>z</p></ol>"
                "<ol type=I><li>m<ul><li>n</ul></ol><ul style='list-style-type:none'><li>o</ul>",
                "body #1.1. Mục\nbody #• dấu\nbody #c. x\nbody #g. y\nbody z\n"
                "body #I. m\nbody #• n\nbody o\n",
                "");
}

/* "About conditional comments": for Office, for browsers; §13.2.5.41 of others. */
static void conditions(void **state) {
    (void)state;
    html_expect("<html>a<!--[if gte mso 9]><b>1</b><![endif]--><!--[if IE 6]>2<![endif]-->"
                "<![if !mso]>3<![endif]><!--[if supportFields]>PAGE<![endif]-->4<!--[if !mso]><!-->"
                "5<!--<![endif]--><!--[if (gte mso 9)|(IE)]>6<![endif]--><!-- 7 -->"
                "<![if !supportEmptyParas]>8<![endif]><![if !vml]>9",
                "body a1469\n", "");
}

static void notes(void **state) {
    (void)state;
    html_expect(
        "<html><div style='mso-element:header'><p>đầu</p></div><p>25<a "
        "style='mso-footnote-id:ftn1' href=\"#_ftn1\"><span class=MsoFootnoteReference><![if "
        "!supportFootnotes]>[1]<![endif]></span></a><a class=\"msocomanchor\" "
        "href=\"#c\">[A1]</a> hồ sơ</p><div style='mso-element:footnote-list'><div "
        "style='mso-element:footnote' id=ftn1><p>ghi chú</p></div></div><div "
        "style='mso-element:comment-list'><div style='mso-element:comment'><p>xem lại</p></div>"
        "</div><p>8<a class=\"sdfootnoteanc\"><sup>1</sup></a></p><div id=\"sdfootnote1\"><p><a "
        "class=\"sdfootnotesym\">1</a> chân</p></div>",
        "header đầu\nbody 25 hồ sơ\nfootnote ghi chú\ncomment xem lại\nbody 8\nfootnote chân\n",
        "");
}

/* A text box stands in the middle of the paragraph that anchors it. */
static void text_boxes(void **state) {
    (void)state;
    html_expect(
        "<html><p>12<!--[if gte vml 1]><v:shape><v:textbox><![if !mso]><table><tr><td><![endif]>"
        "<div><p>9</p></div><![if !mso]></td></tr></table><![endif]></v:textbox></v:shape>"
        "<![endif]--><![if !vml]><img src=x><![endif]>5</p>",
        "textbox 9\nbody 125\n", "");
}

/* Fonts of elements, classes and declarations; the name may be quoted and have a backslash. */
static void fonts(void **state) {
    (void)state;
    html_expect(
        "<html><head><meta charset=windows-1252><style>p.vn{font-family:\"\\.VnTime\"} "
        "span.u{font-family:Arial;mso-hansi-font-family:\".VnTime\"}</style></head><body>"
        "<p class=vn>C\xE9ng h\xDF\x61</p><p><font face=\".VnTime, Arial\">\xA7i\xD2u</font></p>"
        "<p style='font:12.0pt \".VnTime\"'>kho\xB6n</p><p>M\xFC<font "
        "face=Wingdings>&#252;</font></p><p><span class=u>s\xE8</span></p>"
        "<p class=vn>h\xDF\x61 25<sup>1</sup></p>",
        "body Cộng hòa\nbody Điều\nbody khoản\nbody Mü✔\nbody số\nbody hòa 25¹\n", NULL);
}

/* §4.9.12: cells that reach down, to the table's end, beyond it; absurd spans; rows and cells left
 * open; cells without a table. */
static void tables(void **state) {
    (void)state;
    html_expect("<table><tr><th>STT</th><th>Số liệu</th></tr><tr><td rowspan=0>1<td>2<tr><td>3"
                "<tr><td>4</table>",
                "body table 4x2\n  R0C0 header STT\n  R0C1 header Số liệu\n  R1C0 3x1 1\n  R1C1 2\n"
                "  R2C1 3\n  R3C1 4\n",
                "");
    html_expect(
        "<table><tr><td colspan=0>a<td colspan=-3 rowspan=99999999>b<td rowspan=x>c</table>",
        "body table 1x3\n  R0C0 a\n  R0C1 b\n  R0C2 c\n", "");
    html_expect("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d</table>",
                "body table 2x3\n  R0C0 a\n  R0C1 2x1 b\n  R0C2 c\n  R1C0 d\n", "");
    html_expect(
        "<table><tr><td><img src=x><td>5<img src=x><td><img src=x width=1 height=1></table>",
        "body table 1x3\n  R0C0 \uFFFC\n  R0C1 5\n  R0C2 \n", "");
    html_expect("<html><td>12<td>34<tr>56", "body 12\nbody 34\nbody 56\n", "");
    html_expect("<table><thead><tr><td>h<tbody><tr><td><ul><li>x</ul>y<table><tr><td>in</table>"
                "<tr style='display:none'><td>77</table>",
                "body table 2x1\n  R0C0 header h\n  R1C0 #• x\\ny\nbody table 1x1 in t1!R1C0\n"
                "  R0C0 in\n",
                "text-hidden t1!R2C0 77\n");
}

/* What a form shows: the chosen entry, what was typed, boxes. */
static void controls(void **state) {
    (void)state;
    html_expect("<html><p><select><option>1<option selected>2<option>3</select> <select><option>4"
                "<option>5</select> <input value=' 6 '> <input type=hidden value=7> <input "
                "type=checkbox checked><input type=radio> <textarea>8\n9</textarea></p>",
                "body 2 4 6 ☒☐ 8\\n9\n", "");
}

/* ---- charsets ---- */

static void expect_utf8(const char *bytes, size_t length, const char *declared, const char *text,
                        const char *events) {
    struct buffer out, told;
    buffer_init(&out, 1024);
    buffer_init(&told, 1024);
    struct event_sink sink = {.emit = docx_keep_event, .context = &told};
    charset_to_utf8(bytes, length, declared, "", &sink, &out);
    assert_string_equal(buffer_text(&out), text);
    assert_string_equal(buffer_text(&told), events);
    buffer_free(&out);
    buffer_free(&told);
}

#define EXPECT_UTF8(bytes, declared, text, events)                                                 \
    expect_utf8(bytes, sizeof bytes - 1, declared, text, events)

/* §13.2.3.2; windows-1258 writes tone marks behind the letter. */
static void charsets(void **state) {
    (void)state;
    EXPECT_UTF8("\xEF\xBB\xBFsố", NULL, "số", "");
    EXPECT_UTF8("\xFF\xFE<\0p\0>\0\xD1\x1E\0\0", NULL, "<p>ố", "");
    EXPECT_UTF8("\xFE\xFF\0<\0p\0>\x1E\xD1", NULL, "<p>ố", "");
    EXPECT_UTF8("<\0h\0t\0m\0l\0>\0\xD1\x1E", NULL, "<html>ố", "");
    EXPECT_UTF8("<meta charset='windows-1258'>\xF0\xF5", NULL, "<meta charset='windows-1258'>đơ",
                "");
    EXPECT_UTF8("<p>\xF0", "windows-1258", "<p>đ", "");
    EXPECT_UTF8("<meta content=\"text/html; charset=iso-8859-1\">\x93\xE9", NULL,
                "<meta content=\"text/html; charset=iso-8859-1\">“é", "");
    EXPECT_UTF8("<meta charset=windows-1252>ố", NULL, "<meta charset=windows-1252>ố",
                "repaired - windows-1252\n");
    EXPECT_UTF8("<meta charset=blah>\xE9", NULL, "<meta charset=blah>é",
                "repaired - blah\nrepaired - windows-1252\n");
    EXPECT_UTF8("<p>\xE9", NULL, "<p>é", "repaired - windows-1252\n");
    EXPECT_UTF8("<meta charset=utf-8>1\xE9"
                "2",
                NULL, "<meta charset=utf-8>1\uFFFD2", "repaired - utf-8\n");
    EXPECT_UTF8("1\0002", NULL, "12", "");
}

/* ---- bids ---- */

static unsigned bid(const char *text) {
    struct format_input input = {.bytes = (const unsigned char *)text, .length = strlen(text)};
    return html_bid(&input);
}

/* Only what is HTML: not text that speaks of it, not XML that has a table. */
static void bids(void **state) {
    (void)state;
    assert_int_not_equal(bid("<html>"), 0);
    assert_int_not_equal(bid(" \n<!-- x --><!DOCTYPE html>\n<p>"), 0);
    assert_int_not_equal(bid("<?xml version=\"1.0\"?><html xmlns=\"x\">"), 0);
    assert_int_not_equal(bid("<style>p{}</style><table border=1>"), 0);
    assert_int_equal(bid("Use <html> and <table>."), 0);
    assert_int_equal(bid("<?xml version=\"1.0\"?><data><table/></data>"), 0);
    assert_int_equal(bid("<data><table/></data>"), 0);
    assert_int_equal(bid("<p>no page"), 0);
    assert_int_equal(bid("<o:p><table>"), 0);
    assert_int_equal(bid("<!-- <table>"), 0);
    assert_int_equal(bid("<"), 0);
    static const unsigned char wide[] = {0xFF, 0xFE, '<', 0,   'h', 0,   't',
                                         0,    'm',  0,   'l', 0,   '>', 0};
    struct format_input input = {.bytes = wide, .length = sizeof wide};
    assert_int_not_equal(html_bid(&input), 0);
}

/* ---- limits ---- */

static void expect_refused(const char *page, const struct limits *limits, enum code code) {
    struct docx_result result;
    html_read_bytes(html_read, page, strlen(page), limits, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, code);
    docx_result_free(&result);
}

/* Cells that reach down cost work in every row: 1,000 columns by 300 rows are more than 100,000. */
static void limits_hold(void **state) {
    (void)state;
    struct limits limits = limits_default();
    struct buffer page;
    buffer_init(&page, 1 << 20);
    for (int i = 0; i < 600; i++)
        buffer_puts(&page, "<div>");
    expect_refused(buffer_text(&page), &limits, CODE_LIMIT_DEPTH);
    buffer_clear(&page);
    buffer_puts(&page, "<table><tr>");
    for (int i = 0; i < 1000; i++)
        buffer_puts(&page, "<td rowspan=999>");
    for (int i = 0; i < 300; i++)
        buffer_puts(&page, "<tr>");
    limits.cells = 100000;
    expect_refused(buffer_text(&page), &limits, CODE_LIMIT_CELLS);
    limits = limits_default();
    limits.cell_text_bytes = 8;
    expect_refused("<p>123456789", &limits, CODE_LIMIT_TEXT);
    buffer_free(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(what_is_shown),
        cmocka_unit_test(raised_figures_are_no_letters),
        cmocka_unit_test(tracked_changes),
        cmocka_unit_test(list_numbers),
        cmocka_unit_test(conditions),
        cmocka_unit_test(notes),
        cmocka_unit_test(text_boxes),
        cmocka_unit_test(fonts),
        cmocka_unit_test(tables),
        cmocka_unit_test(controls),
        cmocka_unit_test(charsets),
        cmocka_unit_test(bids),
        cmocka_unit_test(limits_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
