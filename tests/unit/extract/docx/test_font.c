/* Fonts of DOCX text: which one counts, and what it makes of the text. "§iÒu" is "Điều" in TCVN3,
 * "Ñieàu" in VNI. The clauses are those of ECMA-376-1.
 */
#include "tests/unit/extract/docx/test_docx.h"

#define FONT(name) "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\"/>"
#define R(properties, text)                                                                        \
    "<w:r><w:rPr>" properties "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(content) "<w:p>" content "</w:p>"
#define P_STYLE(id, content) "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" content "</w:p>"
#define STYLE(type, id, content)                                                                   \
    "<w:style w:type=\"" type "\" w:styleId=\"" id "\">" content "</w:style>"
#define TCVN3 "§iÒu kho¶n"
#define VNI "Ñieàu khoaûn"
#define MEANT "Điều khoản"

/* §17.7.2: direct, character style, paragraph style, table style, defaults; the nearest that names
 * a font decides. */
static void the_nearest_font_counts(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT(
             "styles",
             "<w:docDefaults><w:rPrDefault><w:rPr>" FONT(
                 ".VnTime") "</w:rPr></w:rPrDefault></w:docDefaults>" STYLE("paragraph", "vni",
                                                                            "<w:rPr>" FONT(
                                                                                "VNI-Times") "</"
                                                                                             "w:"
                                                                                             "rPr>")
                 STYLE("paragraph", "child", "<w:basedOn w:val=\"vni\"/>")
                     STYLE("character", "tcvn", "<w:rPr>" FONT(".VnArial") "</w:rPr>")
                         STYLE("table", "grid", "<w:rPr>" FONT("VNI-Helve") "</w:rPr>"))},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P(R("", TCVN3)) P_STYLE("vni", R("", VNI)) P_STYLE("child", R("", VNI))
                               P_STYLE("child", R("<w:rStyle w:val=\"tcvn\"/>", TCVN3)) P_STYLE(
                                   "child", R("<w:rStyle w:val=\"tcvn\"/>" FONT("VNI-Times"),
                                              VNI)) "<w:tbl><w:tblPr><w:tblStyle "
                                                    "w:val=\"grid\"/></w:tblPr><w:tr><w:tc>" P(
                                                        R("", VNI)) "</w:tc></"
                                                                    "w:tr></w:tbl>"),
                parts,
                "body " MEANT "\nbody [vni] " MEANT "\nbody [child] " MEANT "\nbody [child] " MEANT
                "\nbody [child] " MEANT "\nbody table 1x1\n  R0C0 " MEANT "\n",
                NULL);
}

/* §17.3.2.26: the theme's font goes before one named beside it. */
static void fonts_of_the_theme(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"theme.xml", "theme",
         "<a:theme "
         "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/"
         "main\"><a:themeElements><a:fontScheme>"
         "<a:majorFont><a:latin typeface=\"VNI-Times\"/></a:majorFont><a:minorFont><a:latin "
         "typeface=\".VnTime\"/></a:minorFont>"
         "</a:fontScheme></a:themeElements></a:theme>"},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P(R("<w:rFonts w:hAnsiTheme=\"minorHAnsi\"/>", TCVN3)) P(
                    R("<w:rFonts w:hAnsiTheme=\"majorHAnsi\" w:hAnsi=\".VnTime\"/>", VNI))),
                parts, "body " MEANT "\nbody " MEANT "\n", NULL);
}

/* §17.7.6.6: a region of the table has a font of its own, over the table's, under the paragraph's.
 */
static void fonts_of_a_tables_regions(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT("styles",
                STYLE("table", "base",
                      "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:vanish/>" FONT(
                          "VNI-Times") "</w:rPr></w:tblStylePr><w:tblStylePr "
                                       "w:type=\"firstCol\"><w:rPr>" FONT("Arial") "</w:rPr></"
                                                                                   "w:tblStylePr>")
                    STYLE("table", "grid",
                          "<w:basedOn w:val=\"base\"/><w:rPr>" FONT(".VnTime") "</w:rPr>"))},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT("<w:tbl><w:tblPr><w:tblStyle w:val=\"grid\"/></w:tblPr>"
                           "<w:tr><w:trPr><w:cnfStyle w:val=\"100000000000\"/></w:trPr>"
                           "<w:tc><w:tcPr><w:cnfStyle w:firstColumn=\"1\"/></w:tcPr>" P(
                               R("", VNI)) "</w:tc></w:tr>"
                                           "<w:tr><w:tc>" P(R("", TCVN3)) "</w:tc></w:tr></w:tbl>"),
                parts, "body table 2x1\n  R0C0 " MEANT "\n  R1C0 " MEANT "\n", NULL);
}

/* A word goes on from run to run; §17.3.3.29: a soft hyphen is the ư of TCVN3, elsewhere it is not
 * seen. */
static void words_span_runs(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R(FONT(".VnTime"), "®") "<w:r><w:rPr>" FONT(
                    ".VnTime") "</w:rPr><w:softHyphen/><w:t>a</w:t></w:r>" R(FONT(".VnTime"), " ")
                                 R(FONT(".VnTimeH"), "ñ") R(FONT(".VnTime"), "y ban"))
                               P(R("", "Uỷ") "<w:r><w:softHyphen/><w:t>ban</w:t></w:r>")),
                NULL, "body đưa Ủy ban\nbody Uỷban\n", NULL);
}

/* What a symbol shows is no letter, whatever its run's font; the text beside it is. */
static void symbols_are_what_they_show(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("<w:r><w:rPr>" FONT(
                    ".VnTime") "</w:rPr><w:sym w:font=\"Symbol\" w:char=\"F0D7\"/>"
                               "<w:t xml:space=\"preserve\"> kho¶n</w:t></w:r>")),
                NULL, "body ⋅ khoản\n", NULL);
}

/* §17.9.6: a list's level has a font of its own. */
static void numbers_of_lists(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"numbering.xml", "numbering",
         W_ROOT("numbering",
                "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start "
                "w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                "<w:lvlText w:val=\"§iÒu %1.\"/><w:rPr>" FONT(
                    ".VnTime") "</w:rPr></w:lvl></w:abstractNum>"
                               "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")},
        {NULL, NULL, NULL}};
    docx_expect(
        W_DOCUMENT(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" R(
                "", "Phạm vi") "</w:p>"),
        parts, "body #Điều 1. Phạm vi\n", NULL);
}

/* The superscript 1 is a letter where TCVN3 has it: a raised figure is none. */
static void raised_figures_are_no_letters(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R(FONT(".VnTime"), "cöa 25")
                                 R(FONT(".VnTime") "<w:vertAlign w:val=\"superscript\"/>", "1"))),
                NULL, "body cửa 25¹\n", NULL);
}

/* What was done is told with its place and evidence. */
static void decisions_are_told(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(P(R("", "Trước")) P(R(FONT(".VnTime"), "CéNG hßa")) P(R(FONT("Arial"), "Tæng"))),
        NULL, "body Trước\nbody CộNG hòa\nbody Tæng\n",
        "text-decoded p2 tcvn3 2 2 CéNG hßa CộNG hòa 1\n"
        "text-doubtful p3 unicode 1 0 Tæng\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_font_counts),       cmocka_unit_test(fonts_of_the_theme),
        cmocka_unit_test(fonts_of_a_tables_regions),     cmocka_unit_test(words_span_runs),
        cmocka_unit_test(symbols_are_what_they_show),    cmocka_unit_test(numbers_of_lists),
        cmocka_unit_test(raised_figures_are_no_letters), cmocka_unit_test(decisions_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
