/* Text of DOCX that nobody sees: by colour, size and background, set directly, by styles, cells and
 * the page. The clauses are those of ECMA-376-1; U+FFFC stands before what can hardly be seen.
 */
#include "tests/unit/extract/docx/test_docx.h"

#define SIGN "\xEF\xBF\xBC"
#define R(properties, text)                                                                        \
    "<w:r><w:rPr>" properties "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(content) "<w:p>" content "</w:p>"
#define COLOR(value) "<w:color w:val=\"" value "\"/>"
#define WHITE COLOR("FFFFFF")
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/>"
#define FILL(value) "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" value "\"/>"
#define DARK FILL("1F4E79")
#define CELL(properties, content) "<w:tc><w:tcPr>" properties "</w:tcPr>" content "</w:tc>"
#define TABLE(properties, rows) "<w:tbl><w:tblPr>" properties "</w:tblPr>" rows "</w:tbl>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define ONE_CELL(content) W_DOCUMENT(TABLE("", ROW(CELL("", P(content)))))
#define STYLE(type, id, content)                                                                   \
    "<w:style w:type=\"" type "\" w:styleId=\"" id "\">" content "</w:style>"
#define STYLED(id) "<w:rStyle w:val=\"" id "\"/>"

static void expect_cell(const char *document, const struct docx_part *parts, const char *text,
                        const char *event) {
    char expected[256], events[256] = "";
    snprintf(expected, sizeof expected, "body table 1x1\n  R0C0 %s\n", text);
    if (event)
        snprintf(events, sizeof events, "text-hidden t1!R0C0 %s\n", event);
    docx_expect(document, parts, expected, events);
}

/* §17.3.2.6, §17.3.2.38: white before black is not "1221". */
static void runs(void **state) {
    (void)state;
    expect_cell(ONE_CELL(R(WHITE, "12") R("", "21")), NULL, "21", "12");
    expect_cell(ONE_CELL(R(SIZE("2"), "12") R("", "21")), NULL, "21", "12");
    expect_cell(ONE_CELL(R("", "12") R(WHITE, "/") R("", "21")), NULL, "12 21", "/");
    expect_cell(ONE_CELL(R(WHITE, "12")), NULL, "", "12");
    expect_cell(ONE_CELL(R(WHITE "<w:emboss/>", "12")), NULL, "12", NULL);
    expect_cell(ONE_CELL(R(COLOR("auto"), "12") R(COLOR("FF0000") SIZE("16"), "21")), NULL, "1221",
                NULL);
    docx_expect(W_DOCUMENT(P(R("", "có ") R(WHITE, "23") R("", " văn bản"))), NULL,
                "body có  văn bản\n", "text-hidden p1 23\n");
}

/* Near-white digits and digits of 3 points may be overlooked: a sign, in cells. */
static void doubts(void **state) {
    (void)state;
    expect_cell(ONE_CELL(R(COLOR("F2F2F2"), "1") R("", "21")), NULL, SIGN "121", NULL);
    expect_cell(ONE_CELL(R("", "1") R(SIZE("6"), "2")), NULL, "1" SIGN "2", NULL);
    expect_cell(ONE_CELL(R(COLOR("FFFF00"), " ") R("", "2")), NULL, " 2", NULL);
    docx_expect(W_DOCUMENT(P(R(SIZE("6"), "21"))), NULL, "body 21\n", "");
}

/* §17.3.5: shading of the run, the paragraph, the cell; §17.3.2.15: highlighting. Headings in white
 * on blue stay. */
static void backgrounds(void **state) {
    (void)state;
#define IN_CELL(properties, content) W_DOCUMENT(TABLE("", ROW(CELL(properties, P(content)))))
#define SOLID "<w:shd w:val=\"solid\" w:color=\"000000\"/>"
#define STRIPES "<w:shd w:val=\"diagStripe\" w:color=\"000000\"/>"
#define HIGHLIGHT(name) "<w:highlight w:val=\"" name "\"/>"
    expect_cell(IN_CELL(DARK, R(WHITE, "Số liệu")), NULL, "Số liệu", NULL);
    expect_cell(IN_CELL(DARK, R(COLOR("1F4E79"), "12") R(WHITE, "21")), NULL, "21", "12");
    expect_cell(IN_CELL("", "<w:pPr>" DARK "</w:pPr>" R(WHITE, "21")), NULL, "21", NULL);
    expect_cell(IN_CELL("", R(WHITE DARK, "21")), NULL, "21", NULL);
    expect_cell(IN_CELL("", R(WHITE HIGHLIGHT("red"), "21")), NULL, "21", NULL);
    expect_cell(IN_CELL("", R(HIGHLIGHT("black") COLOR("000000"), "2")), NULL, "", "2");
    expect_cell(IN_CELL(SOLID, R(WHITE, "21")), NULL, "21", NULL);
    expect_cell(IN_CELL(STRIPES, R(WHITE, "21")), NULL, SIGN "21", NULL);
    expect_cell(IN_CELL(DARK, R(FILL("auto") WHITE, "21")), NULL, "21", NULL);
}

/* A cell's background is behind the tables in it, and no longer behind the next cell. */
static void cells_in_cells(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TABLE("", ROW(CELL(DARK, TABLE("", ROW(CELL("", P(R(WHITE, "1"))))) P(R(
                                                        WHITE, "2"))) CELL("", P(R(WHITE, "3")))))),
                NULL, "body table 1x2\n  R0C0 2\n  R0C1 \nbody table 1x1 in t1!R0C0\n  R0C0 1\n",
                "text-hidden t1!R0C1 3\n");
}

/* §17.7.2: the nearest that is set, from the run to the defaults. */
static void styles(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT("styles",
                "<w:docDefaults><w:rPrDefault><w:rPr>" WHITE
                "</w:rPr></w:rPrDefault></w:docDefaults>" STYLE(
                    "character", "red", "<w:rPr>" COLOR("FF0000") "</w:rPr>")
                    STYLE("character", "child", "<w:basedOn w:val=\"red\"/>")
                        STYLE("character", "tiny", "<w:rPr>" COLOR("000000") SIZE("1") "</w:rPr>")
                            STYLE("paragraph", "dark", "<w:pPr>" DARK "</w:pPr>"))},
        {NULL, NULL, NULL}};
    expect_cell(ONE_CELL(R("", "1") R(STYLED("child"), "2")), parts, "2", "1");
    expect_cell(ONE_CELL(R(STYLED("red") WHITE, "1") R(STYLED("red"), "2")), parts, "2", "1");
    expect_cell(ONE_CELL(R(STYLED("tiny"), "1") R(COLOR("000000"), "2")), parts, "2", "1");
    expect_cell(ONE_CELL("<w:pPr><w:pStyle w:val=\"dark\"/></w:pPr>" R("", "1")), parts, "1", NULL);
}

/* §17.7.6: a table's style shades its regions and colours their text. Where the file does not say
 * in which regions a cell lies, the colour behind it is not known. */
static void regions_of_tables(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", STYLE("table", "grid",
                                "<w:tblPr/><w:tcPr>" FILL(
                                    "FFFFFF") "</w:tcPr><w:tblStylePr w:type=\"firstRow\">"
                                              "<w:rPr>" WHITE "</w:rPr><w:tcPr>" DARK
                                              "</w:tcPr></w:tblStylePr>"))},
        {NULL, NULL, NULL}};
#define GRID "<w:tblStyle w:val=\"grid\"/>"
#define FIRST "<w:trPr><w:cnfStyle w:firstRow=\"1\"/></w:trPr>"
    docx_expect(
        W_DOCUMENT(TABLE(GRID,
                         ROW(FIRST CELL("", P(R("", "tên") R(COLOR("1F4E79"), "12"))))
                             ROW("<w:trPr><w:cnfStyle w:oddHBand=\"1\"/></w:trPr>" CELL(
                                 "", P(R(WHITE, "12") R("", "21")))) ROW(CELL("", P(R(WHITE, "x"))))
                                 ROW(FIRST CELL(FILL("FF0000"), P(R("", "y"))))
                                     ROW(FIRST CELL(FILL("auto"), P(R("", "z")))))),
        parts, "body table 5x1\n  R0C0 tên\n  R1C0 21\n  R2C0 " SIGN "x\n  R3C0 y\n  R4C0 \n",
        "text-hidden t1!R0C0 12\ntext-hidden t1!R1C0 12\ntext-hidden t1!R4C0 z\n");
}

/* §17.18.97, §17.15.1.20: colours of the theme, mapped, lighter, darker; a value beside is for
 * programs that know no themes. */
static void colors_of_the_theme(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"theme.xml", "theme",
         "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
         "<a:themeElements><a:clrScheme><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/>"
         "</a:dk1><a:lt1><a:sysClr val=\"window\" "
         "lastClr=\"FFFFFF\"/></a:lt1><a:accent1><a:srgbClr "
         "val=\"1F4E79\"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"},
        {"settings.xml", "settings", W_ROOT("settings", "<w:clrSchemeMapping w:bg2=\"dark1\"/>")},
        {NULL, NULL, NULL}};
    static const char themed[] =
        ONE_CELL(R("<w:color w:val=\"000000\" w:themeColor=\"background1\"/>", "1")
                     R("<w:color w:val=\"FFFFFF\" w:themeColor=\"text1\"/>", "2")
                         R("<w:color w:val=\"FFFFFF\" w:themeColor=\"background2\"/>", "3")
                             R("<w:color w:themeColor=\"background1\" w:themeShade=\"80\"/>", "4")
                                 R("<w:color w:themeColor=\"text1\" w:themeTint=\"00\"/>", "5"));
    docx_expect(themed, parts, "body table 1x1\n  R0C0 234\n",
                "text-hidden t1!R0C0 1\ntext-hidden t1!R0C0 5\n");
    expect_cell(ONE_CELL(R("<w:color w:themeColor=\"background1\"/>", "1") R("", "2")), NULL, "2",
                "1");
    docx_expect(
        W_DOCUMENT(
            TABLE("", ROW(CELL("<w:shd w:val=\"clear\" w:fill=\"FFFFFF\" w:themeFill=\"accent1\"/>",
                               P(R(WHITE, "12")))))),
        parts, "body table 1x1\n  R0C0 12\n", "");
}

/* §17.2.1, §17.15.1.25: the page's colour counts where it is shown. */
static void colors_of_the_page(void **state) {
    (void)state;
    static const struct docx_part shown[] = {
        {"settings.xml", "settings", W_ROOT("settings", "<w:displayBackgroundShape/>")},
        {NULL, NULL, NULL}};
    static const char document[] =
        W_ROOT("document", "<w:background w:color=\"1F4E79\"/><w:body>" P(
                               R(WHITE, "trắng") R(COLOR("1F4E79"), "xanh")) "</w:body>");
    docx_expect(document, shown, "body trắng\n", "text-hidden p1 xanh\n");
    docx_expect(document, NULL, "body xanh\n", "text-hidden p1 trắng\n");
}

/* The filling of a box, and the picture that text lies upon, are not read: nothing is dropped. */
static void drawings_behind_text(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" P(
                    R(WHITE, "hộp")) "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")),
                NULL, "textbox hộp\n", "");
#define SHAPE(style) "<w:r><w:pict><v:shape style=\"" style "\"/></w:pict></w:r>"
    docx_expect(W_DOCUMENT(P(SHAPE("position:absolute;width:300pt") R(WHITE, "tên"))), NULL,
                "body tên\n", "");
    docx_expect(W_DOCUMENT(P(SHAPE("width:300pt") R(WHITE, "tên"))), NULL, "",
                "text-hidden p1 tên\n");
#define ANCHOR(height)                                                                             \
    "<w:r><w:drawing><wp:anchor xmlns:wp=\"urn:x\"><wp:extent cx=\"720000\" cy=\"" height          \
    "\"/></wp:anchor></w:drawing></w:r>"
    docx_expect(W_DOCUMENT(P(ANCHOR("720000") R(WHITE, "tên"))), NULL, "body tên\n", "");
    docx_expect(W_DOCUMENT(P(ANCHOR("0") R(WHITE, "tên"))), NULL, "", "text-hidden p1 tên\n");
}

/* MS-DOCX §2.4.23: a filling of letters goes before their colour. */
static void filled_letters(void **state) {
    (void)state;
#define TEXT_FILL(content)                                                                         \
    "<w14:textFill xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">" content    \
    "</w14:textFill>"
    expect_cell(ONE_CELL(R(TEXT_FILL("<w14:noFill/>"), "12") R("", "21")), NULL, "21", "12");
    expect_cell(ONE_CELL(R(TEXT_FILL("<w14:solidFill><w14:srgbClr w14:val=\"FFFFFF\"/>"
                                     "</w14:solidFill>"),
                           "12") R("", "21")),
                NULL, "21", "12");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs),
        cmocka_unit_test(doubts),
        cmocka_unit_test(backgrounds),
        cmocka_unit_test(cells_in_cells),
        cmocka_unit_test(styles),
        cmocka_unit_test(regions_of_tables),
        cmocka_unit_test(colors_of_the_theme),
        cmocka_unit_test(colors_of_the_page),
        cmocka_unit_test(drawings_behind_text),
        cmocka_unit_test(filled_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
