/* sheetml: workbooks of "XML Spreadsheet 2003", written by hand after Microsoft's "XML Spreadsheet
 * Reference". */
#include "tests/unit/extract/html/test_html.h"

#include "extract/sheetml/sheetml.h"

#define BOOK(content)                                                                              \
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook "              \
    "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "                                      \
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" "                                          \
    "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" "                                   \
    "xmlns:html=\"http://www.w3.org/TR/REC-html40\">" content "</Workbook>"
#define STYLES                                                                                     \
    "<Styles><Style ss:ID=\"Default\"><NumberFormat/></Style><Style ss:ID=\"p\"><NumberFormat "    \
    "ss:Format=\"0.0%\"/></Style><Style ss:ID=\"d\"><NumberFormat ss:Format=\"dd/mm/yyyy\"/>"      \
    "</Style><Style ss:ID=\"f\" ss:Parent=\"p\"><Font ss:FontName=\".VnTime\"/></Style><Style "    \
    "ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style><Style ss:ID=\"n\"><NumberFormat "          \
    "ss:Format=\"Percent\"/></Style></Styles>"
#define SHEET(name, rows) "<Worksheet ss:Name=\"" name "\"><Table>" rows "</Table></Worksheet>"
#define DATA(type, text) "<Data ss:Type=\"" type "\">" text "</Data>"
#define CELL(type, text) "<Cell>" DATA(type, text) "</Cell>"
#define STYLED(style, type, text) "<Cell ss:StyleID=\"" style "\">" DATA(type, text) "</Cell>"

static void expect(const char *book, const char *text, const char *events) {
    struct limits limits = limits_default();
    struct docx_result result;
    html_read_bytes(sheetml_read, book, strlen(book), &limits, &result);
    docx_expect_result(&result, text, events);
}

/* ss:Type and ss:NumberFormat; 44377 is 30 June 2021 in the 1900 system. */
static void values(void **state) {
    (void)state;
    static const char rows[] = BOOK(STYLES SHEET(
        "Phụ lục", "<Row>" STYLED("p", "Number", "0.985") CELL("Number", "1234.5")
                       STYLED("d", "DateTime", "2021-06-30T00:00:00.000")
                           CELL("Boolean", "1") "<Cell ss:Formula=\"=1/0\">" DATA(
                               "Error", "#DIV/0!") "</Cell>" CELL("String", "007")
                               STYLED("n", "Number", "0.5") "<Cell ss:Formula=\"=A1\"/>" STYLED(
                                   "none", "Number", "x") "</Row>"));
    expect(rows,
           "sheet \"Phụ lục\"\n  R0C0 =0.985 [0.0%] 98.5%\n  R0C1 =1234.5 1234.5\n"
           "  R0C2 =44377 [dd/mm/yyyy] 2021-06-30 30/06/2021\n  R0C3 =true TRUE\n"
           "  R0C4 =#DIV/0! #DIV/0!\n  R0C5 007\n  R0C6 =0.5 [0.00%] 50.00%\n  R0C7 \n  R0C8 x\n",
           "value-uncalculated t1!R0C7\n");
}

/* ss:Index, ss:Span, ss:MergeAcross, ss:MergeDown, ss:Hidden; a comment's Data is no text of the
 * cell. */
static void grid(void **state) {
    (void)state;
    static const char first[] =
        "<Column/><Column ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\"/><Row><Cell>" DATA(
            "String", "a") "<Comment><ss:Data><html:B>9</html:B></ss:Data></Comment></Cell><Cell "
                           "ss:Index=\"3\" "
                           "ss:MergeAcross=\"1\" ss:MergeDown=\"9\">" DATA(
                               "String", "c") "</Cell>" CELL("String", "e") "</Row>";
    static const char rest[] = "<Row ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\">" CELL(
        "Number", "1") "</Row><Row>" CELL("Number", "2") "</Row>";
    char book[2048];
    snprintf(book, sizeof book, BOOK(SHEET("S", "%s%s")), first, rest);
    expect(
        book,
        "sheet \"S\"\n  R0C0 a\n  R0C2 5x2 hidden c\n  R0C4 e\n  R2C0 hidden =1 1\n  R4C0 =2 2\n",
        "");
}

/* A cell without index under a merged one stands in the next free place, as LibreOffice writes it.
 */
static void cells_without_index(void **state) {
    (void)state;
    expect(BOOK(SHEET("S", "<Row><Cell ss:MergeDown=\"1\">" DATA("String", "a") "</Cell>" CELL(
                               "String",
                               "b") "<Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"/></Row>"
                                    "<Row>" CELL("String", "c")
                                        CELL("String", "d") "</Row>"
                                                            "<Row>" CELL("String", "e") "</Row>")),
           "sheet \"S\"\n  R0C0 2x1 a\n  R0C1 b\n  R1C1 c\n  R1C4 d\n  R2C0 e\n", "");
}

/* A cell whose index puts it under a merged one is not on the page. */
static void cells_under_a_merge(void **state) {
    (void)state;
    expect(
        BOOK(SHEET(
            "S",
            "<Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\">" DATA(
                "Number",
                "7") "</Cell></Row><Row><Cell ss:Index=\"2\">" DATA("Number",
                                                                    "99") "</Cell>" CELL("String",
                                                                                         "c") "</"
                                                                                              "Row"
                                                                                              ">")),
        "sheet \"S\"\n  R0C0 2x2 =7 7\n  R1C2 c\n", "cell-covered t1!R1C1 99\n");
}

/* x:DoNotDisplayZeros: of its own sheet alone; a text "0" is no zero. */
static void zeros_not_shown(void **state) {
    (void)state;
    expect(BOOK(STYLES "<Worksheet ss:Name=\"A\"><Table><Row>" CELL("Number", "0")
                    CELL("String", "0") STYLED("p", "Number", "0")
                        CELL("Number", "5") "</Row></Table>"
                                            "<x:WorksheetOptions><x:DoNotDisplayZeros/></"
                                            "x:WorksheetOptions></Worksheet>" SHEET(
                                                "B", "<Row>" CELL("Number", "0") "</Row>")),
           "sheet \"A\"\n  R0C0 =0 \n  R0C1 0\n  R0C2 =0 [0.0%] \n  R0C3 =5 5\nsheet \"B\"\n"
           "  R0C0 =0 0\n",
           "");
}

/* x:Visible stands behind the cells; x:Date1904. */
static void sheets(void **state) {
    (void)state;
    static const char book[] =
        BOOK("<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>" STYLES
             "<Worksheet ss:Name=\"A\"><Table><Row>" STYLED(
                 "d", "DateTime",
                 "1904-01-02T00:00:00.000") "</Row></"
                                            "Table><x:WorksheetOptions><x:Visible>SheetVeryHidden</"
                                            "x:Visible></x:WorksheetOptions>"
                                            "</Worksheet><Worksheet ss:Name=\"none\"/>" SHEET(
                                                "B", "<Row>" CELL("String", "b") "</Row>"));
    expect(book,
           "sheet \"A\" hidden\n  R0C0 =1 [dd/mm/yyyy] 1904-01-02 02/01/1904\nsheet \"B\"\n"
           "  R0C0 b\n",
           "sheet-hidden t1\n");
}

/* Elements of HTML within Data; fonts of styles. */
static void formatted_text(void **state) {
    (void)state;
    static const char rows[] =
        "<Row><Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><Font "
        "html:Size=\"9\">25<Sup>1</Sup></Font> H<Sub>2</Sub>O <S>23</S></ss:Data></Cell>" STYLED(
            "f", "String", "s\xC3\xA8") STYLED("s", "String", "4") "</Row>";
    char book[2048];
    snprintf(book, sizeof book, "%s", BOOK(STYLES SHEET("S", "@")));
    char *at = strchr(book, '@'), end[256];
    snprintf(end, sizeof end, "%s", at + 1);
    snprintf(at, sizeof book - (size_t)(at - book), "%s%s", rows, end);
    expect(book, "sheet \"S\"\n  R0C0 25¹ H₂O 2̶3̶\n  R0C1 số\n  R0C2 4̶\n", NULL);
}

/* What is damaged is refused; places beyond a sheet are a limit. */
static void refused(void **state) {
    (void)state;
    struct limits limits = limits_default();
    struct docx_result result;
    static const char cut[] =
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Work";
    html_read_bytes(sheetml_read, cut, sizeof cut - 1, &limits, &result);
    assert_int_equal(result.error.code, CODE_XML_DAMAGED);
    docx_result_free(&result);
    static const char far[] =
        BOOK(SHEET("S", "<Row ss:Index=\"99999999\"><Cell ss:Index=\"99999999\">" DATA(
                            "String", "1") "</Cell></Row>"));
    html_read_bytes(sheetml_read, far, sizeof far - 1, &limits, &result);
    assert_int_equal(result.error.code, CODE_LIMIT_CELLS);
    docx_result_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(grid),
        cmocka_unit_test(cells_without_index),
        cmocka_unit_test(cells_under_a_merge),
        cmocka_unit_test(zeros_not_shown),
        cmocka_unit_test(sheets),
        cmocka_unit_test(formatted_text),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
