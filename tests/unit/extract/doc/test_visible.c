/* Text of DOC that nobody sees: property lists written by hand after MS-DOC (sections named), and a
 * document saved by LibreOffice. */
#include "extract/doc/doc.h"
#include "extract/doc/look.h"
#include "extract/rtf/rtf.h"
#include "tests/unit/extract/docx/test_docx.h"

#define SIGN "\xEF\xBF\xBC"
#define FILES "tests/unit/files/"
#define RGB(value) (COLOR_RGB | (value))
#define LIST(list) list_of((list), sizeof(list) - 1)

static struct property_list list_of(const char *bytes, size_t length) {
    return (struct property_list){.bytes = {(const unsigned char *)bytes, length}};
}

static struct doc_look look_of(struct property_list list) {
    struct doc_look look = {.twips = 0};
    struct property p;
    while (property_next(&list, &p))
        doc_look_apply(&look, &p);
    return look;
}

/* §2.9.119 (Ico), §2.9.43 (COLORREF: red, green, blue, FF for automatic), sprmCHps in half points.
 */
static void characters(void **state) {
    (void)state;
    assert_int_equal(look_of(LIST("\x42\x2A\x08")).ink, COLOR_WHITE);
    assert_int_equal(look_of(LIST("\x42\x2A\x00")).ink, COLOR_AUTO);
    assert_int_equal(look_of(LIST("\x70\x68\x1F\x4E\x79\x00")).ink, RGB(0x1F4E79));
    assert_int_equal(look_of(LIST("\x70\x68\x00\x00\x00\xFF")).ink, COLOR_AUTO);
    assert_int_equal(look_of(LIST("\x43\x4A\x02\x00")).twips, 20);
    assert_int_equal(look_of(LIST("\x0C\x2A\x07")).highlight, RGB(0xFFFF00));
    assert_true(look_of(LIST("\x58\x08\x01")).relief);
    /* Word 6: sprmCIco 98, sprmCHps 99 */
    struct property_list old = LIST("\x62\x08\x63\x02\x00");
    old.word_6 = true;
    struct doc_look look = look_of(old);
    assert_int_equal(look.ink, COLOR_WHITE);
    assert_int_equal(look.twips, 20);
}

/* §2.9.249 (Shd80: fore, back, pattern), §2.9.248 (Shd), §2.9.121 (Ipat). */
static void shades(void **state) {
    (void)state;
    /* back 9 (dark blue), clear; fore 6 (red), solid; nothing */
    assert_int_equal(look_of(LIST("\x66\x48\x20\x01")).shade, RGB(0x000080));
    assert_int_equal(look_of(LIST("\x66\x48\x06\x04")).shade, RGB(0xFF0000));
    assert_int_equal(look_of(LIST("\x66\x48\xFF\xFF")).shade, COLOR_AUTO);
    static const char full[] = "\x71\xCA\x0A"
                               "\x00\x00\x00\xFF\x1F\x4E\x79\x00\x00\x00";
    static const char half[] = "\x71\xCA\x0A"
                               "\x00\x00\x00\xFF\x00\x00\x00\xFF\x08\x00";
    static const char lines[] = "\x71\xCA\x0A"
                                "\x00\x00\x00\xFF\x00\x00\x00\xFF\x0E\x00";
    assert_int_equal(look_of(LIST(full)).shade, RGB(0x1F4E79));
    assert_int_equal(look_of(LIST(half)).shade, RGB(0x808080));
    assert_int_equal(look_of(LIST(lines)).shade, COLOR_UNKNOWN);
    color paper = COLOR_UNSET;
    struct property_list paragraph = LIST("\x2D\x44\x20\x01");
    struct property p;
    assert_true(property_next(&paragraph, &p));
    doc_paper_apply(&paper, &p);
    assert_int_equal(paper, RGB(0x000080));
}

static void shade_cells(struct cell_place *cells, size_t count, struct property_list list) {
    struct property p;
    memset(cells, 0, count * sizeof *cells);
    while (property_next(&list, &p))
        doc_cells_shade(cells, count, &p);
}

/* sprmTDefTableShd has a shade a cell, from the first, the 23rd or the 45th on; the older form
 * fills what it leaves open; sprmTSetShd is of a range. */
static void cells_of_rows(void **state) {
    (void)state;
    enum { MOST = 50 };
    struct cell_place cells[MOST];
    static const char both[] = "\x09\xD6\x04\xC0\x00\xC0\x00" /* red, red */
                               "\x12\xD6\x0A\x00\x00\x00\xFF\x1F\x4E\x79\x00\x00\x00";
    static const char other_order[] = "\x12\xD6\x0A\x00\x00\x00\xFF\x1F\x4E\x79\x00\x00\x00"
                                      "\x09\xD6\x06\xC0\x00\xC0\x00\xC0\x00";
    static const char third[] = "\x0C\xD6\x0A\x00\x00\x00\xFF\x1F\x4E\x79\x00\x00\x00"
                                "\x16\xD6\x0A\x00\x00\x00\xFF\x79\x4E\x1F\x00\x00\x00";
    static const char range[] = "\x2D\xD6\x0C\x01\x03\x00\x00\x00\xFF\x1F\x4E\x79\x00\x00\x00";
    shade_cells(cells, 2, LIST(both));
    assert_int_equal(cells[0].paper, RGB(0x1F4E79));
    assert_int_equal(cells[1].paper, RGB(0xFF0000));
    shade_cells(cells, 2, LIST(other_order));
    assert_int_equal(cells[0].paper, RGB(0x1F4E79));
    assert_int_equal(cells[1].paper, RGB(0xFF0000));
    shade_cells(cells, MOST, LIST(third));
    assert_int_equal(cells[44].paper, RGB(0x1F4E79));
    assert_int_equal(cells[22].paper, RGB(0x794E1F));
    assert_int_equal(cells[0].paper, COLOR_UNSET);
    shade_cells(cells, 4, LIST(range));
    assert_int_equal(cells[0].paper, COLOR_UNSET);
    assert_int_equal(cells[1].paper, RGB(0x1F4E79));
    assert_int_equal(cells[2].paper, RGB(0x1F4E79));
    assert_int_equal(cells[3].paper, COLOR_UNSET);
}

#define EXPECTED                                                                                     \
    "body Trước 1 \nbody table 7x2\n  R0C0 Tiêu đề 1\n  R0C1 21\n  R1C0 45\n  R1C1 nền 4\n" \
    "  R2C0 tô 5\n  R2C1 " SIGN "78\n  R3C0 9\n  R3C1 \n  R4C0 sau 11\n  R4C1 nổi 12\n"            \
    "  R5C0 14\n  R5C1 15 16\n  R6C0 17 18\n  R6C1 " SIGN "1920\n"                                   \
    "body table 1x1 in t1!R4C0\n  R0C0 trong 10\nbody Câu có  và chữ.\n"

typedef bool reader(const struct format_input *input, const struct limits *limits,
                    const struct event_sink *sink, struct builder *builder, struct error *error);

static void expect_file(const char *name, reader *read) {
    static unsigned char bytes[1 << 16];
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    struct limits limits = limits_default();
    struct docx_result result = {.read = false};
    buffer_init(&result.text, DOCX_OUT_BYTES);
    buffer_init(&result.events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result.events};
    struct format_input input = {.path = "t", .bytes = bytes, .length = length};
    if (read == doc_read)
        assert_true(ole_open(bytes, length, &limits, &input.ole, &result.error));
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result.read = read(&input, &limits, &sink, builder, &result.error) &&
                  builder_finish(builder, &document, &result.error);
    docx_draw(&result.text, document);
    document_free(document);
    builder_free(builder);
    ole_close(input.ole);
    docx_expect_result(&result, EXPECTED,
                       "text-hidden t1!R0C1 12\ntext-hidden t1!R1C0 3\ntext-hidden t1!R3C0 66\n"
                       "text-hidden t1!R3C1 55\ntext-hidden t1!R5C0 13\ntext-hidden t1!R6C0 /\n"
                       "text-hidden p2 23 kín\n");
}

/* By run, style, cell, paragraph, highlighting and in a nested table. */
static void saved_by_libreoffice(void **state) {
    (void)state;
    expect_file(FILES "visible.doc", doc_read);
    expect_file(FILES "visible.rtf", rtf_read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters),
        cmocka_unit_test(shades),
        cmocka_unit_test(cells_of_rows),
        cmocka_unit_test(saved_by_libreoffice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
