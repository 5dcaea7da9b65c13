/* doc: the document of tests/unit/files, as Word 97 and as Rich Text: both must read as it was made
 * (see README.md there). */
#include "tests/unit/extract/docx/test_docx.h"

#include "extract/doc/doc.h"
#include "extract/rtf/rtf.h"

#define FILES "tests/unit/files/"

/* The header row is told of by Word 97 only: LibreOffice does not write it into Rich Text. */
#define EXPECTED(header)                                                                           \
    "header đầu trang\n"                                                                        \
    "body Ủy ban nhân dân\\ttỉnh\\ndòng mới\n"                                            \
    "body hiện raliên kết\n"                                                                  \
    "body #1. mục một\n"                                                                       \
    "body #1.1. mục con\n"                                                                       \
    "body #2. mục hai\n"                                                                         \
    "body Cộng hòa cưa\n"                                                                      \
    "body table 4x3\n"                                                                             \
    "  R0C0 2x1 " header "Chỉ tiêu\n"                                                           \
    "  R0C1 1x2 " header "Kết quả\n"                                                           \
    "  R1C1 ĐVT\n"                                                                                \
    "  R1C2 Số liệu\n"                                                                         \
    "  R2C0 #3. Số văn bản\n"                                                                 \
    "  R2C1 Văn bản\\ndòng hai\n"                                                              \
    "  R2C2 25¹\n"                                                                                \
    "  R3C0 sau\n"                                                                                 \
    "  R3C1 Công văn\n"                                                                          \
    "  R3C2 cuối\n"                                                                              \
    "body table 1x2 in t1!R3C0\n"                                                                  \
    "  R0C0 trong 1\n"                                                                             \
    "  R0C1 trong 2\n"                                                                             \
    "body hết\n"                                                                                 \
    "footnote  chú thích\n"

/* The second document. LibreOffice writes no text boxes into Rich Text. */
#define EXPECTED_NOTES(header, textbox)                                                            \
    "body có khung\n"                                                                             \
    "body giữ thêm 8\n"                                                                         \
    "body được ghi chú\n"                                                                     \
    "body có chú cuối\n"                                                                       \
    "body 25₃ 1̶7̶\n"                                                                          \
    "body table 3x3\n"                                                                             \
    "  R0C0 1x2 " header "A\n"                                                                     \
    "  R0C2 " header "B\n"                                                                         \
    "  R1C0 1\n"                                                                                   \
    "  R1C1 2\n"                                                                                   \
    "  R1C2 2x1 3\n"                                                                               \
    "  R2C0 4\n"                                                                                   \
    "  R2C1 5\n"                                                                                   \
    "body hết\n" textbox "endnote chú cuối\n"                                                   \
    "comment lời bàn\n"

static unsigned char *load(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    unsigned char *bytes = malloc(1 << 20);
    assert_non_null(bytes);
    *length = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

typedef bool reader(const struct format_input *input, const struct limits *limits,
                    const struct event_sink *sink, struct builder *builder, struct error *error);

static void read_bytes(const unsigned char *bytes, size_t length, reader *read,
                       struct docx_result *result) {
    struct limits limits = limits_default();
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    struct format_input input = {.path = "t", .bytes = bytes, .length = length};
    if (read == doc_read)
        assert_true(ole_open(bytes, length, &limits, &input.ole, &result->error));
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result->read = read(&input, &limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    if (document)
        docx_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
    ole_close(input.ole);
}

static void expect_file(const char *name, reader *read, const char *expected, const char *event) {
    size_t length;
    unsigned char *bytes = load(name, &length);
    struct docx_result result;
    read_bytes(bytes, length, read, &result);
    assert_string_equal(result.error.message, "");
    assert_string_equal(buffer_text(&result.text), expected);
    assert_non_null(strstr(buffer_text(&result.events), event));
    docx_result_free(&result);
    free(bytes);
}

static void word_97(void **state) {
    (void)state;
    expect_file(FILES "features.doc", doc_read, EXPECTED("header "), "text-hidden");
}

static void notes_changes_and_boxes(void **state) {
    (void)state;
    expect_file(FILES "notes.doc", doc_read, EXPECTED_NOTES("header ", "textbox trong khung 12\n"),
                "text-deleted p2 bỏ 7");
    expect_file(FILES "notes.rtf", rtf_read, EXPECTED_NOTES("", ""), "text-deleted p2 bỏ 7");
}

static void rich_text(void **state) {
    (void)state;
    expect_file(FILES "features.rtf", rtf_read, EXPECTED(""), "text-hidden");
}

/* Where the main stream of the file begins, which libgsf finds for the reader: MS-DOC §2.5.1,
 * wIdent and nFib. */
static size_t find_header(const unsigned char *bytes, size_t length) {
    for (size_t at = 512; at + 12 < length; at += 512)
        if (bytes[at] == 0xEC && bytes[at + 1] == 0xA5)
            return at;
    fail_msg("no document header");
    return 0;
}

static void refusals(void **state) {
    (void)state;
    enum { VERSION_AT = 2, FLAGS_AT = 11, ENCRYPTED = 1, WORD_2 = 45 };
    size_t length;
    unsigned char *bytes = load(FILES "features.doc", &length);
    size_t header = find_header(bytes, length);
    struct docx_result result;
    bytes[header + FLAGS_AT] |= ENCRYPTED;
    read_bytes(bytes, length, doc_read, &result);
    assert_int_equal(result.error.code, CODE_ENCRYPTED);
    docx_result_free(&result);
    bytes[header + VERSION_AT] = WORD_2;
    bytes[header + VERSION_AT + 1] = 0;
    read_bytes(bytes, length, doc_read, &result);
    assert_int_equal(result.error.code, CODE_FORMAT_UNSUPPORTED);
    docx_result_free(&result);
    free(bytes);
}

/* A story longer than the text of the file (§2.5.4: ccpText, ccpTxbx) has lost some: the body's is
 * the document's end, text boxes are told of. */
static void missing_text_is_told(void **state) {
    (void)state;
    enum { BODY_AT = 76, BOXES_AT = 100, MISSING = 0x40 };
    size_t length;
    unsigned char *bytes = load(FILES "features.doc", &length);
    size_t header = find_header(bytes, length);
    struct docx_result result;
    bytes[header + BOXES_AT] += MISSING;
    read_bytes(bytes, length, doc_read, &result);
    assert_true(result.read);
    assert_string_equal(buffer_text(&result.text), EXPECTED("header "));
    assert_non_null(strstr(buffer_text(&result.events), "part-unreadable"));
    docx_result_free(&result);
    bytes[header + BODY_AT + 1] += MISSING;
    read_bytes(bytes, length, doc_read, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, CODE_PACKAGE_DAMAGED);
    docx_result_free(&result);
    free(bytes);
}

/* A page that breaks within a numbered paragraph: the number is given once, and the next one counts
 * on from it. The space of "c hai" becomes the break. */
static void page_breaks_count_nothing(void **state) {
    (void)state;
    static const unsigned char place[] = {'c', 0, ' ', 0, 'h', 0, 'a', 0, 'i', 0};
    enum { SPACE_AT = 2, PAGE_BREAK = 0x0C };
    size_t length;
    unsigned char *bytes = load(FILES "features.doc", &length);
    unsigned char *found = memmem(bytes, length, place, sizeof place);
    assert_non_null(found);
    found[SPACE_AT] = PAGE_BREAK;
    struct docx_result result;
    read_bytes(bytes, length, doc_read, &result);
    assert_non_null(strstr(buffer_text(&result.text), "body #2. mục\nbody hai\n"));
    assert_non_null(strstr(buffer_text(&result.text), "#3. Số văn bản"));
    docx_result_free(&result);
    free(bytes);
}

/* Every byte behind the container's directory may be anything: the reader ends, and leaves the
 * sanitizers nothing to find. */
static void damage_is_survived(void **state) {
    (void)state;
    size_t length;
    unsigned char *bytes = load(FILES "features.doc", &length);
    uint32_t random = 4711;
    for (int round = 0; round < 200; round++) {
        unsigned char *copy = malloc(length);
        assert_non_null(copy);
        memcpy(copy, bytes, length);
        for (int i = 0; i < 20; i++) {
            random = random * 1664525u + 1013904223u;
            size_t at = find_header(bytes, length) + random % (length - find_header(bytes, length));
            random = random * 1664525u + 1013904223u;
            copy[at] = (unsigned char)(random >> 24);
        }
        struct limits limits = limits_default();
        struct ole *ole = NULL;
        struct error error = {0};
        if (ole_open(copy, length, &limits, &ole, &error)) {
            ole_close(ole);
            struct docx_result result;
            read_bytes(copy, length, doc_read, &result);
            assert_true(result.read || result.error.code != CODE_NONE);
            docx_result_free(&result);
        }
        free(copy);
    }
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(word_97),
        cmocka_unit_test(rich_text),
        cmocka_unit_test(notes_changes_and_boxes),
        cmocka_unit_test(refusals),
        cmocka_unit_test(missing_text_is_told),
        cmocka_unit_test(page_breaks_count_nothing),
        cmocka_unit_test(damage_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
