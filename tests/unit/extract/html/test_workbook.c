/* html: workbooks and web archives as Excel, LibreOffice Calc and Word write them, by hand. Source:
 * "Microsoft Office HTML and XML Reference"; RFC 2045, RFC 2046, RFC 2557. */
#include "tests/unit/extract/html/test_html.h"

#include "extract/html/mime.h"

#define EXCEL                                                                                      \
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td{mso-number-format:"  \
    "General} .p{mso-number-format:\"0\\.0%\"} .q{mso-number-format:Percent} "                     \
    ".d{mso-number-format:\"Short Date\"} .f{font-family:.VnTime}</style><!--[if gte mso 9]><xml>" \
    "<x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Phụ lục 2</x:Name>"         \
    "<x:WorksheetOptions><x:Print/></x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets>"   \
    "</x:ExcelWorkbook><x:ExcelName><x:Name>Print_Area</x:Name></x:ExcelName></xml>"               \
    "<![endif]--></head><body>"

/* The shown text is the text; x:num the number behind it. 44377 is 30 June 2021 in the 1900 system.
 * Of "1.234" alone nobody knows what the point is. */
static void values(void **state) {
    (void)state;
    html_expect(EXCEL "<table><tr><td class=p x:num=\"0.985\">98,5%</td><td class=q "
                      "x:num=\"0.5\">50.00%<td x:num>23<td x:num>1.234<td x:str>007<td "
                      "x:bool=\"TRUE\">TRUE<td x:err=\"#DIV/0!\">#DIV/0!<td class=d "
                      "x:num=\"44377\">30/06/2021<td class=f>s\xC3\xA8</table>",
                "sheet \"Phụ lục 2\"\n  R0C0 =0.985 [0.0%] 98,5%\n  R0C1 =0.5 [0.00%] 50.00%\n"
                "  R0C2 =23 23\n  R0C3 1.234\n  R0C4 007\n  R0C5 =true TRUE\n"
                "  R0C6 =#DIV/0! #DIV/0!\n  R0C7 =44377 [m/d/yy] 2021-06-30 30/06/2021\n"
                "  R0C8 số\n",
                "text-decoded t1!R0C8 tcvn3 1 1 sè số\n");
}

/* Rows and columns that are not shown are told; a table in a cell is text of it; spans; Excel's
 * last row gives widths only. */
static void grid(void **state) {
    (void)state;
    html_expect(EXCEL "<table><col width=64><col style='display:none' span=2><tr><td>a<td>b<td "
                      "colspan=2>d<tr style='display:none'><td rowspan=3>e<td>f<tr><td>g<table><tr>"
                      "<td>1<td>2</table><p>h<br>i<![if supportMisalignedColumns]><tr height=0 "
                      "style='display:none'><td width=64></td></tr><![endif]></table>",
                "sheet \"Phụ lục 2\"\n  R0C0 a\n  R0C1 hidden b\n  R0C2 1x2 hidden d\n"
                "  R1C0 3x1 hidden e\n  R1C1 hidden f\n  R2C1 hidden g\\n1\\n2\\nh\\ni\n",
                "");
}

/* A picture in a cell that shows nothing else, the value behind it or not. */
static void pictures(void **state) {
    (void)state;
    html_expect(EXCEL "<table><tr><td><img src=x><td>5<img src=x><td x:num=\"7\"><img src=x><td>"
                      "<img src=x width=1 height=1><td>e</table>",
                "sheet \"Phụ lục 2\"\n  R0C0 \uFFFC\n  R0C1 5\n  R0C2 =7 \uFFFC\n  R0C4 e\n", "");
}

/* LibreOffice: the value in sdval, the code behind two languages. */
static void calc(void **state) {
    (void)state;
    html_expect("<html><meta charset=utf-8><table><tr><td sdval=\"0.9926\" sdnum=\"1033;0;0.00%\">"
                "99,26%</td><td sdval=\"15\" sdnum=\"1033;\">15</td><td>x</td></table>",
                "sheet \"\"\n  R0C0 =0.9926 [0.00%] 99,26%\n  R0C1 =15 15\n  R0C2 x\n", "");
}

/* A frameset whose sheets lie elsewhere is no report. */
static void sheets_elsewhere(void **state) {
    (void)state;
    struct limits limits = limits_default();
    struct docx_result result;
    static const char page[] =
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><!--[if gte mso 9]><xml>"
        "<x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>S</x:Name>"
        "<x:WorksheetSource HRef=\"b/sheet001.htm\"/></x:ExcelWorksheet></x:ExcelWorksheets>"
        "</x:ExcelWorkbook></xml><![endif]--></head><frameset><frame "
        "src=\"b/sheet001.htm\"><noframes>none</noframes></frameset></html>";
    html_read_bytes(html_read, page, sizeof page - 1, &limits, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, CODE_PART_MISSING);
    docx_result_free(&result);
}

/* ---- archives ---- */

static void expect_archive(const char *archive, const char *text, const char *events) {
    struct limits limits = limits_default();
    struct docx_result result;
    html_read_bytes(mhtml_read, archive, strlen(archive), &limits, &result);
    docx_expect_result(&result, text, events);
}

#define PART(place, head, body)                                                                    \
    "------=_a\r\nContent-Location: file:///C:/x/" place "\r\n" head "\r\n\r\n" body "\r\n"
#define ARCHIVE                                                                                    \
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n"       \
    "\tboundary=\"----=_a\"\r\n\r\nThis is a Web archive.\r\n\r\n"
#define QUOTED                                                                                     \
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\""
#define BOOK_OF(name, file)                                                                        \
    "<x:ExcelWorksheet><x:Name>" name "</x:Name><x:WorksheetSource HRef=3D\"b_files/" file         \
    "\"/></x:ExcelWorksheet>"

/* Word's: quoted-printable with soft line ends, headers in a page of their own, pictures in base64.
 */
static void document_archive(void **state) {
    (void)state;
    expect_archive(ARCHIVE PART("b.htm", QUOTED,
                                "<html><p>S=E1=BB=91 h=\r\n=E1=BB=93 s=C6=A1 =3D 5 =ZZ</p></html>")
                       PART("b_files/image001.png",
                            "Content-Transfer-Encoding: base64\r\nContent-Type: image/png",
                            "iVBORw0KGgo=")
                           PART("b_files/header.htm", QUOTED,
                                "<html><div style=3D'mso-element:footer' "
                                "id=3Df1><p>trang</p></div></html>") "------=_a--\r\n",
                   "body Số hồ sơ = 5 =ZZ\nfooter trang\n", "");
}

/* Excel's: a sheet a page, in the order of the workbook; a hidden one says so on its own page. One
 * that is named but not there is told. "PHA+Nw==" is "<p>7". */
static void workbook_archive(void **state) {
    (void)state;
    expect_archive(
        ARCHIVE PART(
            "b.htm", QUOTED,
            "<html><xml><x:ExcelWorkbook><x:ExcelWorksheets>" BOOK_OF("Hai", "s2.htm")
                BOOK_OF("Một", "s1.htm") BOOK_OF(
                    "Ba", "s3.htm") "</x:ExcelWorksheets></x:ExcelWorkbook></xml><frameset></html>")
            PART("b_files/s1.htm", QUOTED,
                 "<xml><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></"
                 "x:WorksheetOptions></xml>"
                 "<table><tr><td x:num=3D\"1.5\">1,5</table>")
                PART("b_files/s2.htm",
                     "Content-Type: text/html\r\nContent-Transfer-Encoding: base64",
                     "PHRhYmxlPjx0\r\ncj48dGQ+Mg==") "------=_a--",
        "sheet \"Hai\"\n  R0C0 2\nsheet \"Một\" hidden\n  R0C0 =1.5 1,5\n",
        "sheet-hidden t2\npart-skipped - Ba\n");
}

/* The root is the part that start= names; an archive may be in a mail, and cut short. */
static void other_archives(void **state) {
    (void)state;
    expect_archive(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<2@x>\"\n\n"
        "--b\nContent-Type: text/html\nContent-ID: <1@x>\n\n<p>1\n--b\nContent-Type: "
        "text/html\nContent-ID: <2@x>\n\n<p>2\n--bb\n--b--\n--b\n\n3",
        "body 2 --bb\n", "");
    expect_archive(
        "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: "
        "text/html\n\n<p>page",
        "body page\n", "");
    expect_archive("MIME-Version: 1.0\nContent-Type: text/html; charset=windows-1258\n\n<p>\xF0",
                   "body đ\n", "");
    struct limits limits = limits_default();
    struct docx_result result;
    static const char mail[] = "MIME-Version: 1.0\nContent-Type: text/plain\n\nhello";
    html_read_bytes(mhtml_read, mail, sizeof mail - 1, &limits, &result);
    assert_int_equal(result.error.code, CODE_FORMAT_UNSUPPORTED);
    docx_result_free(&result);
}

/* A page that several sheets name is read once: else a small file could unfold without end. */
static void pages_are_read_once(void **state) {
    (void)state;
    expect_archive(
        ARCHIVE PART("b.htm", QUOTED,
                     "<html><xml><x:ExcelWorkbook><x:ExcelWorksheets>" BOOK_OF("Một", "s1.htm")
                         BOOK_OF("Hai", "s1.htm") BOOK_OF(
                             "Ba", "b.htm") "</x:ExcelWorksheets></x:ExcelWorkbook></xml></html>")
            PART("b_files/s1.htm", QUOTED, "<table><tr><td>1</table>") "------=_a--",
        "sheet \"Một\"\n  R0C0 1\n", "part-skipped - Hai\npart-skipped - Ba\n");
}

static void parts_have_limits(void **state) {
    (void)state;
    struct limits limits = limits_default();
    struct docx_result result;
    static const char many[] = "MIME-Version: 1.0\nContent-Type: multipart/related; "
                               "boundary=b\n\n--b\n\n--b\n\n--b\n\n--b--";
    limits.entries = 2;
    html_read_bytes(mhtml_read, many, sizeof many - 1, &limits, &result);
    assert_int_equal(result.error.code, CODE_LIMIT_ENTRIES);
    docx_result_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(grid),
        cmocka_unit_test(pictures),
        cmocka_unit_test(calc),
        cmocka_unit_test(sheets_elsewhere),
        cmocka_unit_test(document_archive),
        cmocka_unit_test(workbook_archive),
        cmocka_unit_test(other_archives),
        cmocka_unit_test(pages_are_read_once),
        cmocka_unit_test(parts_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
