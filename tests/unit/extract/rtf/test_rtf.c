/* rtf: small files written by hand after the Rich Text Format Specification 1.9.1; chapters named.
 */
#include "tests/unit/extract/docx/test_docx.h"

#include "extract/rtf/rtf.h"

#define HEAD                                                                                       \
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}"        \
    "{\\f1\\fnil\\fcharset0 .VnTime;}{\\f2\\fcharset2 Symbol{\\*\\falt Sym};}{\\f3\\fcharset163 "  \
    "Arial;}"                                                                                      \
    "{\\f4\\fcharset0 VNI-Times;}}{\\colortbl;\\red0;}{\\stylesheet{\\s0 "                         \
    "Normal;}}{\\info{\\title T}}"
#define ROW2 "\\trowd\\trleft0\\cellx1000\\cellx2000 "

static void read_rtf(const char *rtf, struct docx_result *result) {
    struct limits limits = limits_default();
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    struct format_input input = {
        .path = "t.rtf", .bytes = (const unsigned char *)rtf, .length = strlen(rtf)};
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result->read = rtf_read(&input, &limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    if (document)
        docx_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
}

static void expect(const char *rtf, const char *text, const char *events) {
    struct docx_result result;
    read_rtf(rtf, &result);
    assert_string_equal(result.error.message, "");
    assert_true(result.read);
    assert_string_equal(buffer_text(&result.text), text);
    if (events)
        assert_string_equal(buffer_text(&result.events), events);
    docx_result_free(&result);
}

/* "Unicode RTF": \u below zero, its stand-ins by \uc, surrogates; code pages by \fcharset; "Special
 * Characters". */
static void characters(void **state) {
    (void)state;
    expect(HEAD "\\pard \\u7910?y ban\\par \\uc2\\u272\\'44\\'44i\\u-4096 xx\\uc1\\par "
                "\\uc0\\u55357\\u56832\\par a\\tab b\\line c\\~d\\_e\\'e0\\emdash\\{\\par"
                "\\f3 \\'f0i\\par}",
           "body Ủy ban\nbody Đi\xEF\x80\x80\nbody 😀\nbody a\\tb\\nc\xC2\xA0"
           "d-eà—{\nbody đi\n",
           NULL);
}

/* "Font Table": an encoding or an alphabet by its font. */
static void fonts(void **state) {
    (void)state;
    expect(HEAD "{\\f1 \\'a7i\\'d2u}{\\f4  kho\\'61\\'fbn}\\par{\\f2\\'b7\\tab}{\\f1 "
                "\\u184\\'b8\\u173\\'ad}\\par}",
           "body Điều khoản\nbody •\\táư\n", NULL);
}

/* The superscript 1 is a letter where TCVN3 has it: a raised figure is none. */
static void raised_figures_are_no_letters(void **state) {
    (void)state;
    expect(HEAD "{\\f1 c\\'f6a 25{\\super 1}}\\par}", "body cửa 25¹\n", NULL);
}

/* "Destinations": what is not text; fields show their result; "Character Text": hidden, deleted,
 * raised. */
static void what_is_shown(void **state) {
    (void)state;
    expect(HEAD "a{\\*\\unknown b}{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt c}}{\\pict "
                "0102}{\\v d}{\\deleted e}f"
                "25{\\super 1}{\\*\\bkmkstart x}\\bin3 {}}g\\par}",
           "body acf25¹g\n", "text-hidden p1 d\ntext-deleted p1 e\n");
}

/* "Unicode RTF", \upr: a text twice, of which the Unicode one goes where the group goes, be it
 * nowhere as a title. */
static void in_upr(void **state) {
    (void)state;
    expect(HEAD "a{\\upr{?y}{\\*\\ud{\\u7910?y}}}b\\par{\\info{\\upr{\\title B?}{\\*\\ud{\\title "
                "B\\u225?o}}}}c\\par}",
           "body aỦyb\nbody c\n", NULL);
}

static void list_numbers(void **state) {
    (void)state;
    expect(HEAD "{\\listtext\\pard\\plain 1.1.\\tab}Kế hoạch\\par}",
           "body #1.1. Kế hoạch\n", /* bytes of UTF-8 in a file of Windows-1252 */
           "text-decoded p1 misread-utf8 2 2 K\xC3\xA1\xC2\xBA\xC2\xBF ho\xC3\xA1\xC2\xBA\xC2\xA1"
           "ch Kế hoạch\n");
}

/* A cell that shows only a picture, an object or a field without result is not an empty one. */
static void cells_without_text(void **state) {
    (void)state;
    expect(HEAD "\\trowd\\cellx1000\\cellx2000\\cellx3000\\cellx4000\\intbl {\\pict 01}\\cell "
                "{\\field{\\*\\fldinst FORMDROPDOWN}{\\fldrslt }}\\cell "
                "{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\\cell {\\v {\\pict 01}}\\cell\\row}",
           "body table 1x4\n  R0C0 \xEF\xBF\xBC\n  R0C1 \xEF\xBF\xBC\n  R0C2 7\n  R0C3 \n", "");
}

/* "Pictures": Word 97 and later write a picture twice, for themselves and for readers before them.
 */
static void pictures_written_twice(void **state) {
    (void)state;
    expect(HEAD "\\trowd\\cellx1000\\cellx2000\\cellx3000\\cellx4000\\cellx5000\\intbl "
                "{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn n}{\\sv 9}}}\\pngblip 8950}}"
                "{\\nonshppict{\\pict\\wmetafile8 0100}}\\cell "
                "{\\nonshppict{\\pict\\wmetafile8 0100}}\\cell "
                "{\\object\\objemb{\\*\\objclass X}{\\*\\objdata 01}{\\result {\\pict 01}}}"
                "\\cell 12{\\*\\shppict{\\pict 01}}\\cell {\\*\\picture 5}\\cell\\row}",
           "body table 1x5\n  R0C0 \xEF\xBF\xBC\n  R0C1 \xEF\xBF\xBC\n  R0C2 \xEF\xBF\xBC\n"
           "  R0C3 12\n  R0C4 \n",
           "");
}

/* "Table Definitions": cells described before, edges of other rows, merges down and right, a header
 * row. */
static void tables(void **state) {
    (void)state;
    expect(HEAD "\\trowd\\trhdr\\clmgf\\cellx1000\\clmrg\\cellx2000\\pard\\intbl h\\cell\\cell\\row"
                "\\trowd\\clvmgf\\cellx1010\\cellx2000 a\\cell b\\par c\\cell\\row"
                "\\trowd\\clvmrg\\cellx1000\\cellx1500\\cellx2000 \\cell x\\cell "
                "y\\cell\\row\\pard z\\par}",
           "body table 3x3\n  R0C0 1x3 header h\n  R1C0 2x1 a\n  R1C1 1x2 b\\nc\n  R2C1 x\n  R2C2 "
           "y\nbody z\n",
           NULL);
}

/* "Nested tables": cells and row of the inner table, described behind it. */
static void nested_tables(void **state) {
    (void)state;
    expect(
        HEAD ROW2
        "\\pard\\intbl out\\par\\pard\\intbl\\itap2 "
        "in\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}"
        "{\\nonesttables\\par}\\pard\\intbl\\itap1 end\\cell second\\cell\\row\\pard after\\par}",
        "body table 1x2\n  R0C0 out\\nend\n  R0C1 second\nbody table 1x1 in t1!R0C0\n  R0C0 "
        "in\nbody after\n",
        NULL);
}

static void parts(void **state) {
    (void)state;
    expect(
        HEAD
        "{\\footer f\\par}{\\header h\\par}x{\\footnote\\ftnalt end}{\\footnote note\\par}y\\par}",
        "header h\nbody xy\nfooter f\nfootnote note\nendnote end\n", NULL);
}

/* Each part is closed once: behind the file's end, and by a second word in its group. */
static void parts_end_once(void **state) {
    (void)state;
    expect("{\\rtf1 a}\\footnote b}}} c", "body a c\nfootnote b\n", "");
    expect("{\\rtf1 a{\\footnote b\\footnote c}d}", "body ad\nfootnote b\nfootnote c\n", "");
}

/* Every group is counted, so that a file of braces ends. */
static void limits_hold(void **state) {
    (void)state;
    static char deep[4096];
    memset(deep, '{', sizeof deep - 1);
    memcpy(deep, "{\\rtf1", 6);
    struct docx_result result;
    read_rtf(deep, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, CODE_LIMIT_DEPTH);
    docx_result_free(&result);
    expect("{\\rtf1 cut short", "body cut short\n", "");
    expect("{\\rtf1 a}}}} b", "body a b\n", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters),
        cmocka_unit_test(fonts),
        cmocka_unit_test(what_is_shown),
        cmocka_unit_test(raised_figures_are_no_letters),
        cmocka_unit_test(in_upr),
        cmocka_unit_test(list_numbers),
        cmocka_unit_test(cells_without_text),
        cmocka_unit_test(pictures_written_twice),
        cmocka_unit_test(tables),
        cmocka_unit_test(nested_tables),
        cmocka_unit_test(parts),
        cmocka_unit_test(parts_end_once),
        cmocka_unit_test(limits_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
