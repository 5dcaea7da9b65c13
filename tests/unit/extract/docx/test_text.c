/* Paragraphs, runs, fields and changes of DOCX; the clauses are those of ECMA-376-1. */
#include "tests/unit/extract/docx/test_docx.h"

#define P(content) "<w:p>" content "</w:p>"
#define R(content) "<w:r>" content "</w:r>"
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RAISED(text)                                                                               \
    "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>" text "</w:t></w:r>"
#define HIDDEN(text) "<w:r><w:rPr><w:vanish/></w:rPr><w:t>" text "</w:t></w:r>"
#define PROMPT(style, text)                                                                        \
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle "             \
    "w:val=\"" style "\"/></w:rPr><w:t>" text "</w:t></w:r></w:sdtContent></w:sdt>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

/* §17.3.3.31: white space at the ends of w:t counts only with xml:space="preserve". */
static void white_space_of_text(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R("<w:t> a </w:t>") T(" b ") R("<w:t>c\nd</w:t>"))), NULL,
                "body a b c d\n", "");
}

/* §17.3.3.1 br, §17.3.3.4 cr, §17.3.3.18 noBreakHyphen, §17.3.3.29 softHyphen, §17.3.3.32 tab,
 * §17.3.3.23 ptab. A soft hyphen is seen only where its line breaks. */
static void characters_that_are_elements(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/>"
                               "<w:t>02</w:t><w:noBreakHyphen/><w:t>QĐ</w:t><w:softHyphen/>"
                               "<w:ptab w:alignment=\"right\"/><w:t>d</w:t>"))),
                NULL, "body a\\tb\\nc\\n02-QĐ\\td\n", "");
}

/* §17.3.2.37 strike, §17.3.2.9 dstrike: an old figure struck out before a new one makes no number
 * with it; a run may take the strike of its style away. */
static void struck_figures(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:style w:type=\"paragraph\" "
                          "w:styleId=\"old\"><w:rPr><w:strike/></w:rPr></w:style>")},
        {NULL, NULL, NULL}};
    docx_expect(
        W_DOCUMENT(P("<w:r><w:rPr><w:strike/></w:rPr><w:t>số 23</w:t></w:r>" R("<w:t>25</w:t>")) P(
            "<w:pPr><w:pStyle w:val=\"old\"/></w:pPr>" R(
                "<w:t>7</w:t>") "<w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>8</w:t></w:r>"
                                "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>9</w:t></w:r>")),
        parts,
        "body số 2\xCC\xB6"
        "3\xCC\xB6"
        "25\nbody [old] 7\xCC\xB6"
        "89\xCC\xB6\n",
        "");
}

/* In a cell words are values: they are struck as well, letter by letter. */
static void struck_words_of_a_cell(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT("<w:tbl><w:tr><w:tc>" P("<w:r><w:rPr><w:strike/></w:rPr><w:t>có 1</w:t></w:r>" R(
            "<w:t>7</w:t>")) "</w:tc></w:tr></w:tbl>"),
        NULL,
        "body table 1x1\n  R0C0 c\xCC\xB6"
        "ó\xCC\xB6 1\xCC\xB6"
        "7\n",
        "");
}

#define CELL(content) "<w:tc>" P(content) "</w:tc>"

/* §17.3.3.9 drawing, §17.3.3.19 object, fields without result: a cell that shows only these is not
 * an empty one. What is hidden or deleted shows nothing. */
static void cells_without_text(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT("<w:tbl><w:tr>" CELL(R("<w:drawing/>")) CELL(R("<w:object/>"))
                       CELL(R("<w:drawing/><w:t>7</w:t>"))
                           CELL(FIELD("begin") R("<w:instrText>=5+2</w:instrText>") FIELD("end"))
                               CELL("<w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r>")
                                   CELL("<w:del>" R("<w:drawing/>") "</w:del>") "</w:tr></w:tbl>"),
        NULL,
        "body table 1x6\n  R0C0 \xEF\xBF\xBC\n  R0C1 \xEF\xBF\xBC\n  R0C2 7\n"
        "  R0C3 \xEF\xBF\xBC\n  R0C4 \n  R0C5 \n",
        "");
}

/* §17.3.2.42 vertAlign: subscript; §17.3.2.24 position, in half points: from 2 pt on figures are
 * raised or lowered. */
static void lowered_and_shifted_figures(void **state) {
    (void)state;
#define PLACED(properties, text)                                                                   \
    "<w:r><w:rPr>" properties "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
    docx_expect(W_DOCUMENT(P(T("25") PLACED("<w:vertAlign w:val=\"subscript\"/>", "1a ") T("25")
                                 PLACED("<w:position w:val=\"6\"/>", "(1) ") T("25")
                                     PLACED("<w:position w:val=\"-4\"/>", "2 ") T("25")
                                         PLACED("<w:position w:val=\"3\"/>", "3"))),
                NULL, "body 25₁a 25⁽¹⁾ 25₂ 253\n", "");
}

/* A page break shows as a line end between texts and as nothing at a paragraph's edge. */
static void page_breaks(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R("<w:br w:type=\"page\"/>") T("a") R("<w:br w:type=\"page\"/>") T("b")
                                 R("<w:br w:type=\"column\"/>")) P(T("c"))),
                NULL, "body a\\nb\nbody c\n", "");
}

/* §17.3.3.30: sym names a font and a character; F0xx is the font's own byte, in plain text the
 * byte alone as well. */
static void symbols(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R("<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>"
                               "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>"
                               "<w:sym w:font=\"Arial\" w:char=\"0041\"/>"
                               "<w:sym w:font=\"Arial\" w:char=\"zz\"/>"))
                               P(R("<w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>"
                                   "</w:rPr><w:t>&#xF0E0; &#xFC; 5</w:t>"))
                                   P(R("<w:rPr><w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/>"
                                       "</w:rPr><w:t>a 12 đ</w:t>"))),
                NULL, "body ≥☑A\nbody → ✔ 5\nbody α 12 đ\n", "");
}

/* §17.3.2.42: 25 with a raised 1 must never read 251; letters stay letters. */
static void raised_figures(void **state) {
    (void)state;
    static const struct docx_part styles[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:style w:type=\"character\" w:styleId=\"Up\"><w:rPr><w:vertAlign "
                          "w:val=\"superscript\"/></w:rPr></w:style>")},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P(T("25") RAISED("1")) P(T("25") RAISED("(1)")) P(T("m") RAISED("-2"))
                               P(T("5") RAISED("th")) P(T("25") RAISED("1, 2a")) P(
                                   T("7") "<w:r><w:rPr><w:rStyle w:val=\"Up\"/></w:rPr><w:t>3</w:t>"
                                          "</w:r>")),
                styles, "body 25¹\nbody 25⁽¹⁾\nbody m⁻²\nbody 5th\nbody 25¹, ²a\nbody 7³\n", "");
}

/* §17.16.18 complex fields: only the result is text, also of nested ones; one without a result
 * shows nothing. */
static void complex_fields(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(T("a ") FIELD("begin") R("<w:instrText>IF </w:instrText>") FIELD(
                    "begin") R("<w:instrText>PAGE</w:instrText>") FIELD("separate") T("9")
                                 FIELD("end") R("<w:instrText> = 1</w:instrText>") FIELD("separate")
                                     T("x") FIELD("begin") R("<w:instrText>DATE</w:instrText>")
                                         FIELD("separate") T("y") FIELD("end") FIELD("end") T(" b"))
                               P(FIELD("begin") R("<w:instrText>XE \"z\"</w:instrText>")
                                     FIELD("end") T("c"))),
                NULL, "body a xy b\nbody c\n", "text-hidden p1 9\n");
}

/* §17.16.19 fldSimple, §17.16.22 hyperlink, §17.5.1 smartTag and customXml: what they wrap is text.
 */
static void wrappers(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(P("<w:fldSimple w:instr=\"PAGE\">" T(
            "1") "</w:fldSimple>"
                 "<w:hyperlink r:id=\"x\">" T(
                     "2") "</w:hyperlink>"
                          "<w:smartTag "
                          "w:element=\"e\"><w:smartTagPr/>" T(
                              "3") "</w:smartTag>"
                                   "<w:customXml "
                                   "w:element=\"e\"><w:customXmlPr/"
                                   ">" T("4") "</w:customXml><w:dir "
                                              "w:val=\"rtl\">" T(
                                                  "5") "</w:dir>") "<w"
                                                                   ":c"
                                                                   "us"
                                                                   "to"
                                                                   "mX"
                                                                   "ml"
                                                                   " w"
                                                                   ":e"
                                                                   "le"
                                                                   "me"
                                                                   "nt"
                                                                   "="
                                                                   "\""
                                                                   "e"
                                                                   "\""
                                                                   ">" P(T("6")) "</w:customXml>"),
        NULL, "body 12345\nbody 6\n", "");
}

/* A field that is begun and never ended may not swallow the paragraphs behind it. */
static void unfinished_field(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(FIELD("begin") R("<w:instrText>PAGE</w:instrText>")) P(T("23"))), NULL,
                "body 23\n", "repaired p1 A field that never ends was read as if it had ended.\n");
}

/* §17.16.17 ffData: the box and the chosen entry of a form are shown, but stored beside the result.
 */
static void form_fields(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(
            P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default "
              "w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" FIELD("end"))
                P("<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result "
                  "w:val=\"1\"/><w:listEntry w:val=\"Có\"/><w:listEntry "
                  "w:val=\"Không\"/></w:ddList></w:ffData></w:fldChar></w:r>" FIELD("separate")
                      FIELD("end"))),
        NULL, "body ☒\nbody Không\n", "");
}

/* §17.13.5: all changes accepted, each one told of. */
static void tracked_changes(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(P(T("1") "<w:del><w:r><w:delText>2</w:delText></w:r></w:del><w:ins>" T(
            "3") "</w:ins><w:moveFrom>" T("4") "</w:moveFrom><w:moveTo>" T("5") "</w:moveTo>"
                                                                                "<w:ins><w:del><w:"
                                                                                "r><w:delText>6</"
                                                                                "w:delText></w:r></"
                                                                                "w:del></w:ins>")),
        NULL, "body 135\n",
        "text-deleted p1 2\ntext-inserted p1 3\ntext-deleted p1 4\ntext-inserted p1 5\n"
        "text-deleted p1 6\n");
}

/* §17.13.5.15: a deleted paragraph mark joins the paragraph with the next, whose properties win. */
static void deleted_paragraph_mark(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("<w:pPr><w:pStyle w:val=\"A\"/><w:rPr><w:del/></w:rPr></w:pPr>" T("a"))
                               P("<w:pPr><w:pStyle w:val=\"B\"/></w:pPr>" T("b"))
                                   P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("c"))),
                NULL, "body [B] ab\nbody c\n", "");
}

/* §17.3.2.41 vanish, §17.7.3 toggle properties: direct wins, then the exclusive or of the styles.
 */
static void hidden_text(void **state) {
    (void)state;
    static const struct docx_part styles[] = {
        {"styles.xml", "styles",
         W_ROOT("styles",
                "<w:style w:type=\"character\" w:styleId=\"Base\"><w:rPr><w:vanish/></w:rPr>"
                "</w:style><w:style w:type=\"character\" w:styleId=\"Hid\"><w:basedOn "
                "w:val=\"Base\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Para\">"
                "<w:name w:val=\"hidden one\"/><w:rPr><w:vanish/></w:rPr></w:style>")},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P(T("a") HIDDEN(
                    "b") "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>c</w:t></w:r>"
                         "<w:r><w:rPr><w:rStyle w:val=\"Hid\"/></w:rPr><w:t>d</w:t></w:r>"
                         "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>e</w:t></w:r>")
                               P("<w:pPr><w:pStyle w:val=\"Para\"/></w:pPr>" T(
                                   "f") "<w:r><w:rPr><w:rStyle "
                                        "w:val=\"Hid\"/></w:rPr><w:t>g</w:t></w:r>")),
                styles, "body ace\nbody [hidden one] g\n",
                "text-hidden p1 b\ntext-hidden p1 d\ntext-hidden p2 f\n");
}

/* §17.7.5.1: what the defaults hide is hidden, whatever the styles say. */
static void hidden_by_default(void **state) {
    (void)state;
    static const struct docx_part styles[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
                          "</w:docDefaults>")},
        {NULL, NULL, NULL}};
    docx_expect(
        W_DOCUMENT(P(T("a") "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>b</w:t></w:r>")),
        styles, "body b\n", "text-hidden p1 a\n");
}

/* §17.3.2.36 specVanish on the mark: a style separator, the next paragraph goes on in the same
 * line. */
static void style_separator(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(P("<w:pPr><w:pStyle w:val=\"H\"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>"
                     "</w:pPr>" T("Head. ")) P(T("Text"))),
        NULL, "body [H] Head. Text\n", "");
}

/* §17.5.2 sdt around runs and blocks. */
static void content_controls(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>" T(
                    "a") "</w:sdtContent></w:sdt>" T("b")) "<w:sdt><w:sdtContent>" P(T("c"))
                               P(T("d")) "</w:sdtContent></w:sdt>"),
                NULL, "body ab\nbody c\nbody d\n", "");
}

/* §17.5.2.39 showingPlcHdr: a prompt is no content. What a program wrote into the control without
 * taking the mark away is: it has another style than prompts, or figures. */
static void prompts(void **state) {
    (void)state;
    static const struct docx_part styles[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:style w:type=\"character\" w:styleId=\"Nhac\"><w:name "
                          "w:val=\"Placeholder Text\"/></w:style><w:style w:type=\"character\" "
                          "w:styleId=\"Own\"><w:basedOn w:val=\"Nhac\"/></w:style>")},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P(T("a") PROMPT("Nhac", "Click")) P(T("b") PROMPT("Own", "Choose"))
                               P(PROMPT("None", "Huế")) P(PROMPT("Nhac", "23"))
                                   P("<w:r><w:rPr><w:rStyle w:val=\"Nhac\"/></w:rPr>"
                                     "<w:t>outside</w:t></w:r>")),
                styles, "body a\nbody b\nbody Huế\nbody 23\nbody outside\n",
                "text-hidden p1 Click\ntext-hidden p2 Choose\n");
}

/* §17.3.3.25 ruby: the base; §17.11.14 references of notes are no text. */
static void ruby_and_marks(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P(R("<w:ruby><w:rt>" T("reading") "</w:rt><w:rubyBase>" T(
                    "base") "</w:rubyBase></w:ruby>") T("12") R("<w:footnoteReference w:id=\"2\"/>")
                                 R("<w:footnoteReference w:customMarkFollows=\"1\" "
                                   "w:id=\"3\"/><w:t>1</w:t>"))),
                NULL, "body base12¹\n", "");
}

/* §22.1.2.36 fractions, §22.1.2.105 raised: the figures of a formula stay apart. */
static void mathematics(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(P("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2"
                     "</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e>"
                     "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>")),
        NULL, "body 1/2x²\n", "");
}

#define M(text) "<m:r><m:t>" text "</m:t></m:r>"

/* §22.1.2.24 d: round brackets unless dPr names others, none for an empty name; §22.1.2.88 rad, the
 * degree first; §22.1.2.70 nary with chr, an integral without; §22.1.2.60 m. */
static void signs_of_formulas(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(
            P("<m:oMath><m:d><m:e>" M("a") "</m:e><m:e>" M(
                "b") "</m:e></m:d><m:d><m:dPr>"
                     "<m:begChr m:val=\"[\"/><m:endChr m:val=\"\"/></m:dPr><m:e>" M(
                         "c") "</m:e></m:d>"
                              "</m:oMath>")
                P("<m:oMath><m:rad><m:deg>" M("3") "</m:deg><m:e><m:d><m:e>" M(
                    "8") "</m:e></m:d>"
                         "</m:e></m:rad></m:oMath>")
                    P("<m:oMath><m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" M(
                        "i") "</m:sub><m:sup>" M("9") "</m:sup><m:e>" M("x") "</m:e></"
                                                                             "m:nary><m:nary><m:"
                                                                             "e>" M("y") "</m:e></"
                                                                                         "m:nary></"
                                                                                         "m:oMath>")
                        P("<m:oMathPara><m:oMath><m:m><m:mr><m:e>" M("1") "</m:e><m:e>" M(
                            "0") "</m:e></m:mr>"
                                 "<m:mr><m:e>" M("0") "</m:e><m:e>" M(
                                     "1") "</m:e></m:mr></m:m></m:oMath><m:oMath>"
                                          "<m:func><m:fName>" M("sin") "</m:fName><m:e>" M(
                                              "z") "</m:e></m:func></m:oMath>"
                                                   "</m:oMathPara>")),
        NULL, "body (a|b)[c\nbody ³√(8)\nbody ∑i⁹x∫y\nbody 1\\t0\\n0\\t1\\nsin z\n", "");
}

/* §17.3.1.11: a drop cap is the first letter of the next paragraph. */
static void drop_cap(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" T("T")) P(T("ỉnh"))),
                NULL, "body Tỉnh\n", "");
}

/* The longest text of a paragraph is a limit, not a crash. */
static void too_much_text(void **state) {
    (void)state;
    struct docx_result result;
    struct limits limits = limits_default();
    limits.cell_text_bytes = 8;
    size_t length;
    void *bytes = docx_package(W_DOCUMENT(P(T("12345") T("6789"))), NULL, &length);
    docx_read_bytes(bytes, length, &limits, &result);
    free(bytes);
    assert_false(result.read);
    assert_int_equal(result.error.code, CODE_LIMIT_TEXT);
    docx_result_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_of_text),
        cmocka_unit_test(characters_that_are_elements),
        cmocka_unit_test(struck_figures),
        cmocka_unit_test(struck_words_of_a_cell),
        cmocka_unit_test(cells_without_text),
        cmocka_unit_test(lowered_and_shifted_figures),
        cmocka_unit_test(page_breaks),
        cmocka_unit_test(symbols),
        cmocka_unit_test(raised_figures),
        cmocka_unit_test(complex_fields),
        cmocka_unit_test(wrappers),
        cmocka_unit_test(unfinished_field),
        cmocka_unit_test(form_fields),
        cmocka_unit_test(tracked_changes),
        cmocka_unit_test(deleted_paragraph_mark),
        cmocka_unit_test(hidden_text),
        cmocka_unit_test(hidden_by_default),
        cmocka_unit_test(style_separator),
        cmocka_unit_test(content_controls),
        cmocka_unit_test(prompts),
        cmocka_unit_test(ruby_and_marks),
        cmocka_unit_test(mathematics),
        cmocka_unit_test(signs_of_formulas),
        cmocka_unit_test(drop_cap),
        cmocka_unit_test(too_much_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
