/* Cells of XLSX that nobody sees; clauses are those of ECMA-376-1 §18. The workbook is written by
 * hand: one sheet, its styles, and parts that a test adds. */
#include "extract/xlsx/xlsx.h"
#include "tests/unit/extract/html/test_html.h"

#define SIGN "\xEF\xBF\xBC"
#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE_RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
#define RELATIONS(content) "<Relationships xmlns=\"" PACKAGE_RELS "\">" content "</Relationships>"
#define RELATION(id, type, target)                                                                 \
    "<Relationship Id=\"" id "\" Type=\"" RELS "/" type "\" Target=\"" target "\"/>"

enum {
    PLAIN,
    WHITE,
    TINY,
    THEMED,
    INDEXED,
    OWN_COLOR,
    WHITE_ON_BLUE,
    BLUE_ON_BLUE,
    WHITE_ON_WHITE,
    WHITE_ON_GRADIENT,
    SMALL,
    PALE,
    FORMATTED,
    STYLES
};

/* The first two fillings are reserved; the last is a gradient. */
enum { NO_FILL, BLUE_FILL = 2, WHITE_FILL, GRADIENT_FILL };

#define WHITE_FONT "<color rgb=\"FFFFFFFF\"/>"

static const struct {
    const char *font;
    unsigned fill, format;
} styles[STYLES] = {
    [PLAIN] = {"", NO_FILL, 1},
    [WHITE] = {WHITE_FONT, NO_FILL, 1},
    [TINY] = {"<sz val=\"1\"/>", NO_FILL, 1},
    [THEMED] = {"<color theme=\"0\"/>", NO_FILL, 1},
    [INDEXED] = {"<color indexed=\"9\"/>", NO_FILL, 1},
    [OWN_COLOR] = {"<color indexed=\"10\"/>", NO_FILL, 1},
    [WHITE_ON_BLUE] = {WHITE_FONT, BLUE_FILL, 1},
    [BLUE_ON_BLUE] = {"<color rgb=\"FF1F4E79\"/>", BLUE_FILL, 1},
    [WHITE_ON_WHITE] = {WHITE_FONT, WHITE_FILL, 1},
    [WHITE_ON_GRADIENT] = {WHITE_FONT, GRADIENT_FILL, 1},
    [SMALL] = {"<sz val=\"3\"/>", NO_FILL, 1},
    [PALE] = {"<color theme=\"0\" tint=\"-0.05\"/>", NO_FILL, 1},
    [FORMATTED] = {"", NO_FILL, 164},
};

/* In the workbook's own palette 9 and 10 are white, all else is black. */
static void write_styles(struct buffer *out) {
    static const char solid[] = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF%s\"/>"
                                "</patternFill></fill>";
    buffer_puts(out, "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts><numFmt numFmtId=\"164\" "
                     "formatCode=\"[White]0;[Red]-0;[Color 2]0;[White]@\"/></numFmts><fonts>");
    for (size_t i = 0; i < STYLES; i++)
        buffer_printf(out, "<font>%s</font>", styles[i].font);
    buffer_puts(out, "</fonts><fills><fill><patternFill patternType=\"none\"/></fill><fill>"
                     "<patternFill patternType=\"gray125\"/></fill>");
    buffer_printf(out, solid, "1F4E79");
    buffer_printf(out, solid, "FFFFFF");
    buffer_puts(out, "<fill><gradientFill/></fill></fills><cellXfs>");
    for (size_t i = 0; i < STYLES; i++)
        buffer_printf(out, "<xf fontId=\"%zu\" fillId=\"%u\" numFmtId=\"%u\"/>", i, styles[i].fill,
                      styles[i].format);
    buffer_puts(out, "</cellXfs><colors><indexedColors>");
    for (size_t i = 0; i < 11; i++)
        buffer_printf(out, "<rgbColor rgb=\"00%s\"/>", i < 9 ? "000000" : "FFFFFF");
    buffer_puts(out, "</indexedColors></colors></styleSheet>");
}

static void read_sheet(const char *sheet, const char *relations, const char *table,
                       struct docx_result *result) {
    zip_error_t failure;
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &failure);
    zip_source_keep(archive);
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &failure);
    assert_non_null(zip);
    docx_add(
        zip, "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
        "Extension=\"xml\" ContentType=\"application/xml\"/><Override "
        "PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_TYPE "\"/></Types>");
    docx_add(zip, "_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml")));
    docx_add(zip, "xl/workbook.xml",
             "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" RELS
             "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>");
    docx_add(zip, "xl/_rels/workbook.xml.rels",
             RELATIONS(RELATION("s", "worksheet", "s.xml") RELATION("t", "styles", "styles.xml")));
    struct buffer written;
    buffer_init(&written, DOCX_OUT_BYTES);
    write_styles(&written);
    docx_add(zip, "xl/styles.xml", buffer_text(&written));
    docx_add(zip, "xl/s.xml", sheet);
    docx_add(zip, "xl/_rels/s.xml.rels", relations);
    docx_add(zip, "xl/table.xml", table);
    size_t length;
    void *bytes = docx_close(zip, archive, &length);
    buffer_free(&written);
    struct limits limits = limits_default();
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    struct format_input input = {.path = "t.xlsx", .bytes = bytes, .length = length};
    assert_true(package_open(bytes, length, &limits, &input.package, &result->error));
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result->read = xlsx_read(&input, &limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    html_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
    package_close(input.package);
    free(bytes);
}

/* The cell B2. */
static void expect_cell(unsigned style, const char *type, const char *content, const char *drawn,
                        const char *event) {
    char sheet[1024], expected[128], events[128] = "";
    snprintf(sheet, sizeof sheet,
             "<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row r=\"2\"><c r=\"B2\" s=\"%u\" "
             "t=\"%s\">%s</c></row></sheetData></worksheet>",
             style, type, content);
    snprintf(expected, sizeof expected, "sheet \"a\"\n%s", drawn);
    if (event)
        snprintf(events, sizeof events, "text-hidden t1!R1C1 %s\n", event);
    struct docx_result result;
    read_sheet(sheet, RELATIONS(""), "<table/>", &result);
    docx_expect_result(&result, expected, events);
}

/* §18.8.22 (font), §18.8.20 (fill), §18.8.27 (palette): what is not seen is no cell. */
static void cells(void **state) {
    (void)state;
    static const char shown[] = "  R1C1 =12 [0] 12\n";
    static const char doubtful[] = "  R1C1 =12 [0] " SIGN "12\n";
    static const struct {
        unsigned style;
        const char *drawn;
        const char *event;
    } cases[] = {
        {PLAIN, shown, NULL},
        {WHITE, "", "12"},
        {TINY, "", "12"},
        {THEMED, "", "12"},
        {INDEXED, "", "12"},
        {OWN_COLOR, "", "12"},
        {WHITE_ON_BLUE, shown, NULL},
        {BLUE_ON_BLUE, "", "12"},
        {WHITE_ON_WHITE, "", "12"},
        {WHITE_ON_GRADIENT, doubtful, NULL},
        {SMALL, doubtful, NULL},
        {PALE, doubtful, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_cell(cases[i].style, "n", "<v>12</v>", cases[i].drawn, cases[i].event);
    expect_cell(WHITE, "str", "<v>Không</v>", "", "Không");
    expect_cell(WHITE, "e", "<v>#DIV/0!</v>", "", "#DIV/0!");
    expect_cell(WHITE_ON_BLUE, "str", "<v>Số liệu</v>", "  R1C1 Số liệu\n", NULL);
}

/* §18.4.7: a run with properties takes nothing from the cell's font. */
static void runs(void **state) {
    (void)state;
#define RUN(properties, text) "<r><rPr>" properties "</rPr><t>" text "</t></r>"
#define RUN_WHITE "<color rgb=\"FFFFFFFF\"/>"
    expect_cell(PLAIN, "inlineStr", "<is>" RUN(RUN_WHITE, "12") RUN("", "21") "</is>",
                "  R1C1 21\n", "12");
    expect_cell(PLAIN, "inlineStr", "<is>" RUN("<sz val=\"1\"/>", "12") "<r><t>21</t></r></is>",
                "  R1C1 21\n", "12");
    expect_cell(WHITE, "inlineStr", "<is><r><t>12</t></r>" RUN("<b/>", "21") "</is>", "  R1C1 21\n",
                "12");
    expect_cell(WHITE_ON_BLUE, "inlineStr", "<is>" RUN(RUN_WHITE, "12") "</is>", "  R1C1 12\n",
                NULL);
    expect_cell(PLAIN, "inlineStr", "<is>" RUN("<color theme=\"0\"/>", "12") RUN("", "21") "</is>",
                "  R1C1 21\n", "12");
}

/* §18.8.31: a section of a number format may name a colour. */
static void formats(void **state) {
    (void)state;
    static const char code[] = "[White]0;[Red]-0;[Color 2]0;[White]@";
    char red[128];
    snprintf(red, sizeof red, "  R1C1 =-12 [%s] -12\n", code);
    expect_cell(FORMATTED, "n", "<v>12</v>", "", "12");
    expect_cell(FORMATTED, "n", "<v>-12</v>", red, NULL);
    expect_cell(FORMATTED, "n", "<v>0</v>", "", "0");
    expect_cell(FORMATTED, "str", "<v>x</v>", "", "x");
}

/* §18.5.1.2: the style of a table fills its cells; which colour it has is not read. */
static void styled_tables(void **state) {
    (void)state;
    struct docx_result result;
    read_sheet("<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" "
               "t=\"str\"><v>Tên</v></c><c r=\"B1\" s=\"1\"><v>7</v></c><c r=\"C1\" s=\"7\">"
               "<v>8</v></c></row></sheetData></worksheet>",
               RELATIONS(RELATION("t", "table", "table.xml")),
               "<table xmlns=\"" MAIN_NS
               "\" ref=\"A1:A3\"><tableStyleInfo name=\"TableStyleMedium2\"/>"
               "</table>",
               &result);
    docx_expect_result(&result, "sheet \"a\"\n  R0C0 " SIGN "Tên\n",
                       "text-hidden t1!R0C1 7\ntext-hidden t1!R0C2 8\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(runs),
        cmocka_unit_test(formats),
        cmocka_unit_test(styled_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
