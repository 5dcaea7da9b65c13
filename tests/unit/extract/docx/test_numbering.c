/* Automatic numbers of DOCX; the clauses are those of ECMA-376-1. */
#include "extract/word/numeral.h"
#include "extract/word/symbol.h"
#include "tests/unit/extract/docx/test_docx.h"

#define LVL(n, format, text, more)                                                                 \
    "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>" more          \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define ABSTRACT(id, content)                                                                      \
    "<w:abstractNum w:abstractNumId=\"" id "\">" content "</w:abstractNum>"
#define NUM(id, abstract, more)                                                                    \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</w:num>"
#define OVERRIDE(level, content) "<w:lvlOverride w:ilvl=\"" level "\">" content "</w:lvlOverride>"
#define LI(list, level, text)                                                                      \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr>"    \
    "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define THREE_LEVELS                                                                               \
    LVL("0", "upperRoman", "%1.", "")                                                              \
    LVL("1", "decimal", "%1.%2.", "") LVL("2", "lowerLetter", "%3)", "")

static void expect(const char *document, const char *numbering, const char *styles,
                   const char *text) {
    const struct docx_part parts[] = {{"numbering.xml", "numbering", numbering},
                                      {styles ? "styles.xml" : NULL, "styles", styles},
                                      {NULL, NULL, NULL}};
    docx_expect(document, parts, text, NULL);
}

/* §17.9.11 lvlText: the values of the levels in their places; a used level restarts the deeper
 * ones. */
static void levels(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("1", "1", "b") LI("1", "1", "c") LI("1", "2", "d")
                          LI("1", "0", "e") LI("1", "1", "f") LI("1", "2", "g") LI("1", "2", "h")),
           W_ROOT("numbering", ABSTRACT("0", THREE_LEVELS) NUM("1", "0", "")), NULL,
           "body #I. a\nbody #I.1. b\nbody #I.2. c\nbody #a) d\nbody #II. e\nbody #II.1. f\n"
           "body #a) g\nbody #b) h\n");
}

/* §17.9.4 isLgl: every level in decimal figures. */
static void legal(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("1", "1", "b")),
           W_ROOT("numbering", ABSTRACT("0", LVL("0", "upperRoman", "%1", "")
                                                 LVL("1", "lowerLetter", "%1.%2", "<w:isLgl/>"))
                                   NUM("1", "0", "")),
           NULL, "body #I a\nbody #1.1 b\n");
}

/* §17.9.10 lvlRestart: 0 never restarts; a level restarts only after the one named, or one above
 * that. */
static void restarts(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("1", "1", "b") LI("1", "2", "c") LI("1", "1", "d")
                          LI("1", "2", "e") LI("1", "0", "f") LI("1", "1", "g") LI("1", "2", "h")),
           W_ROOT("numbering",
                  ABSTRACT("0", LVL("0", "decimal", "%1", "")
                                    LVL("1", "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>")
                                        LVL("2", "decimal", "%3", "<w:lvlRestart w:val=\"1\"/>"))
                      NUM("1", "0", "")),
           NULL,
           "body #1 a\nbody #1 b\nbody #1 c\nbody #2 d\nbody #2 e\nbody #2 f\nbody #3 g\n"
           "body #1 h\n");
}

/* §17.9.15 num: lists over one abstract list go on counting together; §17.9.26 startOverride begins
 * anew, once. */
static void shared_counters(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("2", "0", "b") LI("3", "0", "c") LI("1", "0", "d")
                          LI("3", "0", "e")),
           W_ROOT("numbering",
                  ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "") NUM("2", "0", "")
                      NUM("3", "0", OVERRIDE("0", "<w:startOverride w:val=\"8\"/>"))),
           NULL, "body #1. a\nbody #2. b\nbody #8. c\nbody #9. d\nbody #10. e\n");
}

/* A start of no level (the schema has it in w:lvlOverride only) begins nothing. */
static void start_of_no_level(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a")),
           W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.", ""))
                                   NUM("1", "0", "<w:startOverride w:val=\"8\"/>")),
           NULL, "body #1. a\n");
}

/* §17.9.8 lvlOverride with a level of its own. */
static void replaced_level(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("2", "0", "b")),
           W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "") NUM(
                                   "2", "0", OVERRIDE("0", LVL("0", "lowerRoman", "(%1)", "")))),
           NULL, "body #1. a\nbody #(ii) b\n");
}

/* A level that was skipped counts as used once; a deeper level than the paragraph's own shows
 * nothing. */
static void skipped_levels(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "1", "a") LI("1", "0", "b") LI("1", "9", "c")),
           W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.%2", "") LVL(
                                                 "1", "decimal", "%1.%2", "")) NUM("1", "0", "")),
           NULL, "body #1.1 a\nbody #2. b\nbody c\n");
}

/* §17.9.18 numId 0 takes the style's number away; §17.9.23 the level of a style is the one that
 * names it. */
static void numbered_by_style(void **state) {
    (void)state;
    expect(
        W_DOCUMENT(STYLED("H1", "a") STYLED("H2", "b") STYLED(
            "Child",
            "c") "<w:p><w:pPr><w:pStyle w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"
                 "</w:pPr><w:r><w:t>d</w:t></w:r></w:p>" STYLED("H1", "e")),
        W_ROOT("numbering", ABSTRACT("7", LVL("0", "decimal", "%1", "<w:pStyle w:val=\"H1\"/>") LVL(
                                              "1", "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>"))
                                NUM("4", "7", "")),
        W_ROOT("styles",
               "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr>"
               "<w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:basedOn w:val=\"H1\"/></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"Child\"><w:basedOn w:val=\"H2\"/>"
               "</w:style>"),
        "body [heading 1] #1 a\nbody [H2] #1.1 b\nbody [Child] #1.2 c\nbody [heading 1] d\n"
        "body [heading 1] #2 e\n");
}

/* §17.9.21 numStyleLink: the definition is that of the style's list. */
static void linked_by_style(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("2", "0", "a")),
           W_ROOT("numbering",
                  ABSTRACT("0", "<w:styleLink w:val=\"L\"/>" LVL("0", "upperLetter", "%1)", ""))
                      ABSTRACT("1", "<w:numStyleLink w:val=\"L\"/>") NUM("1", "0", "")
                          NUM("2", "1", "")),
           W_ROOT("styles",
                  "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
                  "w:val=\"1\"/></w:numPr></w:pPr></w:style>"),
           "body #A) a\n");
}

/* Bullets are shown as the character of their font. */
static void bullets(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a") LI("1", "1", "b") LI("1", "2", "c") LI("1", "3", "d")),
           W_ROOT("numbering",
                  ABSTRACT("0", LVL("0", "bullet", "&#xF0B7;",
                                    "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>")
                                    LVL("1", "bullet", "o",
                                        "<w:rPr><w:rFonts w:ascii=\"Courier New\"/></w:rPr>")
                                        LVL("2", "bullet", "&#xF0A7;",
                                            "<w:rPr><w:rFonts w:hAnsi=\"Wingdings\"/></w:rPr>")
                                            LVL("3", "bullet", "-", "")) NUM("1", "0", "")),
           NULL, "body #• a\nbody #◦ b\nbody #▪ c\nbody #- d\n");
}

/* Deleted and hidden paragraphs do not count; an empty one whose mark is shown does. */
static void uncounted(void **state) {
    (void)state;
    expect(
        W_DOCUMENT(LI(
            "1", "0",
            "a") "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/>"
                 "</w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>" LI(
                     "1", "0", "b") "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr>"
                                    "<w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></"
                                    "w:rPr><w:t>y</w:t></w:r></w:p>" LI("1", "0", "c")
                                        LI("1", "0", "") LI("1", "0", "d")),
        W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "")), NULL,
        "body #1. a\nbody #2. b\nbody #3. c\nbody #4. \nbody #5. d\n");
}

/* In a cell the first paragraph's number is the cell's, a later one stands before its line. Rows
 * count on. */
static void in_cells(void **state) {
    (void)state;
    expect(
        W_DOCUMENT("<w:tbl><w:tr><w:tc>" LI("1", "0", "a") LI(
            "1", "0", "b") "</w:tc><w:tc><w:p/>"
                           "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>" LI(
                               "1", "0",
                               "x") "</w:tc></w:tr><w:tr><w:tc>" LI("1", "0",
                                                                    "c") "</w:tc></w:tr></w:tbl>"),
        W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "")), NULL,
        "body table 2x2\n  R0C0 #1. a\\n2. b\n  R0C1 \n  R1C0 #3. c\n");
}

/* Lists and styles that are not there, and cycles, give no number and no harm. */
static void broken(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("5", "0", "a") LI("1", "0", "b") LI("2", "-4", "c") STYLED("X", "d")),
           W_ROOT("numbering", ABSTRACT("0", "<w:numStyleLink w:val=\"X\"/>") NUM("1", "0", "")
                                   NUM("2", "99", "") NUM("x", "y", "")),
           W_ROOT("styles",
                  "<w:style w:styleId=\"X\"><w:basedOn w:val=\"Y\"/><w:pPr><w:numPr><w:numId "
                  "w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"Y\">"
                  "<w:basedOn w:val=\"X\"/></w:style>"),
           "body a\nbody b\nbody c\nbody [X] d\n");
}

/* Each story counts for itself: a text box begins anew and the body goes on. */
static void stories(void **state) {
    (void)state;
    expect(
        W_DOCUMENT(LI("1", "0", "a") "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" LI(
            "1", "0", "box") "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" LI("1", "0", "b")),
        W_ROOT("numbering", ABSTRACT("0", LVL("0", "decimal", "%1.", "")) NUM("1", "0", "")), NULL,
        "body #1. a\ntextbox #1. box\nbody #2. b\n");
}

/* §17.18.59 ST_NumberFormat. */
static void numerals(void **state) {
    (void)state;
    static const struct {
        const char *format;
        int32_t value;
        const char *text;
    } rows[] = {
        {"decimal", 12, "12"},
        {"decimalZero", 7, "07"},
        {"decimalZero", 12, "12"},
        {"upperRoman", 1994, "MCMXCIV"},
        {"lowerRoman", 48, "xlviii"},
        {"upperRoman", 0, "0"},
        {"lowerLetter", 26, "z"},
        {"lowerLetter", 27, "aa"},
        {"lowerLetter", 54, "bbb"},
        {"upperLetter", 781, "A"},
        {"ordinal", 1, "1st"},
        {"ordinal", 12, "12th"},
        {"ordinal", 113, "113th"},
        {"ordinal", 23, "23rd"},
        {"cardinalText", 21, "Twenty-one"},
        {"cardinalText", 1015, "One thousand fifteen"},
        {"cardinalText", 300, "Three hundred"},
        {"ordinalText", 30, "Thirtieth"},
        {"ordinalText", 121, "One hundred twenty-first"},
        {"ordinalText", 2000, "Two thousandth"},
        {"decimalEnclosedCircle", 1, "①"},
        {"decimalEnclosedCircle", 21, "21"},
        {"decimalEnclosedParen", 20, "⒇"},
        {"decimalEnclosedFullstop", 3, "⒊"},
        {"vietnameseCounting", 5, "năm"},
        {"vietnameseCounting", 15, "mười lăm"},
        {"vietnameseCounting", 21, "hai mươi mốt"},
        {"vietnameseCounting", 105, "một trăm linh năm"},
        {"vietnameseCounting", 110, "một trăm mười"},
        {"numberInDash", 3, "- 3 -"},
        {"hex", 255, "FF"},
        {"chicago", 6, "††"},
        {"decimalFullWidth", 10, "１０"},
        {"none", 3, ""},
        {"thaiLetters", 4, "4"},
        {NULL, 4, "4"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out;
        buffer_init(&out, 256);
        numeral_write(numeral_format(rows[i].format), rows[i].value, 0, &out);
        assert_string_equal(buffer_text(&out), rows[i].text);
        buffer_free(&out);
    }
}

/* A custom format shows its first items: three digits. */
static void custom_format(void **state) {
    (void)state;
    expect(W_DOCUMENT(LI("1", "0", "a")),
           W_ROOT("numbering",
                  ABSTRACT("0", "<w:lvl w:ilvl=\"0\"><w:start w:val=\"9\"/><w:numFmt "
                                "w:val=\"custom\" w:format=\"001, 002, 003, ...\"/><w:lvlText "
                                "w:val=\"%1\"/></w:lvl>") NUM("1", "0", "")),
           NULL, "body #009 a\n");
}

static void symbol_fonts(void **state) {
    (void)state;
    assert_int_equal(symbol_font("wingdings"), SYMBOL_FONT_WINGDINGS);
    assert_int_equal(symbol_font("Times New Roman"), SYMBOL_FONT_NONE);
    assert_int_equal(symbol_font(NULL), SYMBOL_FONT_NONE);
    assert_int_equal(symbol_shown(SYMBOL_FONT_SYMBOL, 0xF061), 0x03B1);
    assert_int_equal(symbol_shown(SYMBOL_FONT_SYMBOL, 'a'), 0x03B1);
    assert_int_equal(symbol_shown(SYMBOL_FONT_NONE, 'a'), 'a');
    assert_int_equal(symbol_shown(SYMBOL_FONT_NONE, 0xF0B7), 0x2022);
    assert_int_equal(symbol_shown(SYMBOL_FONT_WINGDINGS, 0xF0FF), 0xF0FF);
    assert_int_equal(symbol_shown(SYMBOL_FONT_SYMBOL, 0x1EA1), 0x1EA1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels),
        cmocka_unit_test(legal),
        cmocka_unit_test(restarts),
        cmocka_unit_test(shared_counters),
        cmocka_unit_test(start_of_no_level),
        cmocka_unit_test(replaced_level),
        cmocka_unit_test(skipped_levels),
        cmocka_unit_test(numbered_by_style),
        cmocka_unit_test(linked_by_style),
        cmocka_unit_test(bullets),
        cmocka_unit_test(uncounted),
        cmocka_unit_test(in_cells),
        cmocka_unit_test(broken),
        cmocka_unit_test(stories),
        cmocka_unit_test(numerals),
        cmocka_unit_test(custom_format),
        cmocka_unit_test(symbol_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
