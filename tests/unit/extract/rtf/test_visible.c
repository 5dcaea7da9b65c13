/* Text of RTF that nobody sees; chapters are those of RTF 1.9.1. The colours: 0 automatic, 1 white,
 * 2 black, 3 dark blue, 4 nearly white. */
#include "extract/rtf/rtf.h"
#include "tests/unit/extract/docx/test_docx.h"

#define SIGN "\xEF\xBF\xBC"
#define HEAD                                                                                       \
    "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red255\\green255\\blue255;"         \
    "\\red0\\green0\\blue0;\\red31\\green78\\blue121;\\red242\\green242\\blue242;}"
#define CELL(shading, text)                                                                        \
    HEAD "\\trowd" shading "\\cellx2000\\pard\\plain\\intbl " text "\\cell\\row}"

static void expect(const char *rtf, const char *text, const char *events) {
    struct docx_result result = {.read = false};
    struct limits limits = limits_default();
    buffer_init(&result.text, DOCX_OUT_BYTES);
    buffer_init(&result.events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result.events};
    struct format_input input = {
        .path = "t.rtf", .bytes = (const unsigned char *)rtf, .length = strlen(rtf)};
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result.read = rtf_read(&input, &limits, &sink, builder, &result.error) &&
                  builder_finish(builder, &document, &result.error);
    if (document)
        docx_draw(&result.text, document);
    document_free(document);
    builder_free(builder);
    docx_expect_result(&result, text, events);
}

static void expect_cell(const char *rtf, const char *text, const char *event) {
    char expected[128], events[128] = "";
    snprintf(expected, sizeof expected, "body table 1x1\n  R0C0 %s\n", text);
    if (event)
        snprintf(events, sizeof events, "text-hidden t1!R0C0 %s\n", event);
    expect(rtf, expected, events);
}

/* "Font (Character) Formatting Properties": \cf, \fs; \plain takes both back, a group's end too. */
static void colors_and_sizes(void **state) {
    (void)state;
    expect_cell(CELL("", "{\\cf1 12}21"), "21", "12");
    expect_cell(CELL("", "\\cf1 12\\plain 21"), "21", "12");
    expect_cell(CELL("", "\\cf1 12\\cf0 21"), "21", "12");
    expect_cell(CELL("", "{\\fs2 12}21"), "21", "12");
    expect_cell(CELL("", "12{\\cf1 /}21"), "12 21", "/");
    expect_cell(CELL("", "{\\cf4 1}2"), SIGN "12", NULL);
    expect_cell(CELL("", "{\\fs6 1}2"), SIGN "12", NULL);
    expect_cell(CELL("", "{\\cf1\\embo 1}2"), "12", NULL);
    expect_cell(CELL("", "{\\cf2 1}{\\cf9 2}"), "12", NULL);
    expect(HEAD "\\pard c\\u243?{\\cf1  23}\\par}", "body có\n", "text-hidden p1  23\n");
}

/* "Character Borders and Shading", "Highlighting", "Paragraph Shading", "Table Definitions". */
static void backgrounds(void **state) {
    (void)state;
    expect_cell(CELL("\\clcbpat3", "{\\cf1 S\\u7889?}"), "Số", NULL);
    expect_cell(CELL("\\clcbpat3", "{\\cf3 12}{\\cf1 21}"), "21", "12");
    expect_cell(CELL("\\clcfpat2\\clcbpat1\\clshdng10000", "{\\cf1 21}"), "21", NULL);
    expect_cell(CELL("\\trcbpat3", "{\\cf1 21}"), "21", NULL);
    expect_cell(CELL("", "{\\chcbpat3\\cf1 21}"), "21", NULL);
    expect_cell(CELL("", "{\\highlight2\\cf2 12}21"), "21", "12");
    expect_cell(CELL("\\clcbpat3", "{\\chcbpat1\\cf1 12}21"), "21", "12");
    expect(HEAD "\\pard\\cbpat3\\cf1 a\\par\\pard b\\par}", "body a\n", "text-hidden p2 b\n");
}

/* "Nested Tables": their rows are described behind their cells. */
static void cells_in_cells(void **state) {
    (void)state;
    expect(HEAD "\\trowd\\clcbpat3\\cellx4000\\pard\\intbl\\itap2{\\cf1 12}{\\cf3 21}\\nestcell"
                "{\\*\\nesttableprops\\trowd\\clcbpat1\\cellx1000\\nestrow}"
                "\\pard\\intbl\\itap1{\\cf1 9}\\cell\\row}",
           "body table 1x1\n  R0C0 9\nbody table 1x1 in t1!R0C0\n  R0C0 21\n",
           "text-hidden t2!R0C0 12\n");
}

/* Upon drawings and in boxes the colour behind text is not known; lines are too thin. */
static void drawings_behind_text(void **state) {
    (void)state;
#define SHAPE(bottom) "{\\shp{\\*\\shpinst\\shpleft0\\shptop0\\shpright9000\\shpbottom" bottom "}}"
    expect(HEAD "\\pard " SHAPE("900") "{\\cf1 t\\u234?n}\\par}", "body tên\n", "");
    expect(HEAD "\\pard " SHAPE("9") "{\\cf1 t\\u234?n}\\par}", "", "text-hidden p1 tên\n");
    expect(HEAD "\\pard {\\shp{\\*\\shpinst{\\shptxt {\\cf1 h\\u7897?p}\\par}}}x\\par}",
           "body x\ntextbox hộp\n", "");
    expect(HEAD "{\\*\\background{\\shp{\\*\\shpinst}}}\\pard {\\cf1 t\\u234?n}\\par}",
           "body tên\n", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colors_and_sizes),
        cmocka_unit_test(backgrounds),
        cmocka_unit_test(cells_in_cells),
        cmocka_unit_test(drawings_behind_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
