/* Cells of "XML Spreadsheet 2003" that nobody sees (XML Spreadsheet Reference: ss:Font,
 * ss:Interior, ss:NumberFormat, html:Font). */
#include "extract/sheetml/sheetml.h"
#include "tests/unit/extract/html/test_html.h"

#define SIGN "\xEF\xBF\xBC"
#define WHITE_FONT "<Font ss:Color=\"#FFFFFF\"/>"
#define FILL(color, pattern) "<Interior ss:Color=\"" color "\" ss:Pattern=\"" pattern "\"/>"
#define PART(color, text)                                                                          \
    "<Font xmlns=\"http://www.w3.org/TR/REC-html40\" "                                             \
    "xmlns:html=\"http://www.w3.org/TR/REC-html40\" html:Color=\"" color "\">" text "</Font>"

/* One cell in this style. */
static void expect_cell(const char *style, const char *type, const char *content, const char *drawn,
                        const char *event) {
    char book[2048], expected[128], events[128] = "";
    snprintf(
        book, sizeof book,
        "<?xml version=\"1.0\"?><Workbook "
        "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
        "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style "
        "ss:ID=\"Default\"/><Style ss:ID=\"s\">%s</Style></Styles><Worksheet ss:Name=\"a\">"
        "<Table><Row><Cell ss:StyleID=\"s\"><Data ss:Type=\"%s\">%s</Data></Cell></Row></Table>"
        "</Worksheet></Workbook>",
        style, type, content);
    snprintf(expected, sizeof expected, "sheet \"a\"\n%s", drawn);
    if (event)
        snprintf(events, sizeof events, "text-hidden t1!R0C0 %s\n", event);
    struct limits limits = limits_default();
    struct docx_result result;
    html_read_bytes(sheetml_read, book, strlen(book), &limits, &result);
    docx_expect_result(&result, expected, events);
}

static void cells(void **state) {
    (void)state;
    expect_cell(WHITE_FONT, "Number", "12", "", "12");
    expect_cell("<Font ss:Size=\"1\"/>", "Number", "12", "", "12");
    expect_cell("<Font ss:Color=\"Automatic\"/>", "Number", "12", "  R0C0 =12 12\n", NULL);
    expect_cell(WHITE_FONT FILL("#1F4E79", "Solid"), "String", "Tên", "  R0C0 Tên\n", NULL);
    expect_cell(WHITE_FONT FILL("#FFFFFF", "Solid"), "String", "Tên", "", "Tên");
    expect_cell(WHITE_FONT FILL("#FFFFFF", "ThinDiagStripe"), "Number", "5",
                "  R0C0 =5 " SIGN "5\n", NULL);
    expect_cell("<NumberFormat ss:Format=\"[White]0\"/>", "Number", "12", "", "12");
    expect_cell("<NumberFormat ss:Format=\"0;[White]-0\"/>", "Number", "12",
                "  R0C0 =12 [0;[White]-0] 12\n", NULL);
}

static void parts_of_cells(void **state) {
    (void)state;
    expect_cell("", "String", PART("#FFFFFF", "12") PART("#000000", "21"), "  R0C0 21\n", "12");
    expect_cell(WHITE_FONT, "String", "12" PART("#000000", "21"), "  R0C0 21\n", "12");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(parts_of_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
