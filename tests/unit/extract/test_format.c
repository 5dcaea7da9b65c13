/* format: what bytes are taken for, by their content and not by their name, and how they are
 * refused. Signatures are those of the formats' own descriptions. */
#include "extract/extract.h"
#include "extract/format.h"
#include "tests/unit/extract/package/test_package.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- bytes ---- */

static struct test_zip copy(const void *bytes, size_t length) {
    struct test_zip made = {.bytes = malloc(length + 1), .length = length};
    assert_non_null(made.bytes);
    memcpy(made.bytes, bytes, length);
    return made;
}

/* A compound file with one small stream, made by libgsf. */
static struct test_zip make_ole(const char *stream) {
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *file = gsf_outfile_msole_new(memory);
    GsfOutput *child = gsf_outfile_new_child(file, stream, FALSE);
    assert_true(gsf_output_write(child, 4, (const guint8 *)"text"));
    assert_true(gsf_output_close(child) && gsf_output_close(GSF_OUTPUT(file)));
    struct test_zip made = copy(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                                (size_t)gsf_output_size(memory));
    g_object_unref(child);
    g_object_unref(file);
    g_object_unref(memory);
    return made;
}

static struct test_zip make_empty_zip(void) {
    static const char end[22] = "PK\5\6";
    return copy(end, sizeof end);
}

/* ---- looking ---- */

static void expect_name_of(struct test_zip made, const char *name) {
    struct limits limits = limits_default();
    struct error error = {0};
    struct format_input input = {.path = "a", .bytes = made.bytes, .length = made.length};
    if (made.length > 1 && memcmp(made.bytes, "PK", 2) == 0)
        assert_true(package_open(made.bytes, made.length, &limits, &input.package, &error));
    if (made.length > 1 && memcmp(made.bytes, "\xD0\xCF", 2) == 0)
        assert_true(ole_open(made.bytes, made.length, &limits, &input.ole, &error));
    const struct format *format = format_choose(&input);
    if (!format || strcmp(format->name, name) != 0)
        fail_msg("%s, not %s", format ? format->name : "nothing", name);
    /* What has no reader says why, and what to do. */
    assert_true(format->read || (format->refusal != CODE_NONE && strchr(format->remedy, '.')));
    package_close(input.package);
    ole_close(input.ole);
    free(made.bytes);
}

static void expect_name(const char *text, const char *name) {
    expect_name_of(copy(text, strlen(text)), name);
}

/* The bytes are refused with this code, and the sentence has this word. */
static void expect_refusal_of(struct test_zip made, enum code code, const char *word) {
    const struct extract_options options = extract_options_default();
    struct document *document = NULL;
    struct error error = {0};
    assert_false(
        extract_bytes("bao cao.docx", made.bytes, made.length, &options, NULL, &document, &error));
    assert_string_equal(code_word(error.code), code_word(code));
    assert_string_equal(error.place, "bao cao.docx");
    if (!strstr(error.message, word))
        fail_msg("%s: no %s", error.message, word);
    assert_null(document);
    free(made.bytes);
}

static void expect_refusal(const char *text, enum code code, const char *word) {
    expect_refusal_of(copy(text, strlen(text)), code, word);
}

/* ---- packages ---- */

#define TYPES "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
#define TYPE(part, type)                                                                           \
    TYPES "<Override PartName='" part "' ContentType='application/" type "'/></Types>"
#define WORDPROCESSING "vnd.openxmlformats-officedocument.wordprocessingml."
#define SPREADSHEET "vnd.openxmlformats-officedocument.spreadsheetml."
#define MAIN(target)                                                                               \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"         \
    "<Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/"            \
    "relationships/officeDocument' Target='" target "'/></Relationships>"

static void expect_package(const char *types, const char *target, const char *part,
                           const char *name) {
    const struct test_entry entries[] = {
        {"[Content_Types].xml", types, 0}, {"_rels/.rels", target, 0}, {part, "<a/>", 0}};
    expect_name_of(test_zip_make(entries, COUNT(entries)), name);
}

static void office_packages_are_known_by_their_main_part(void **state) {
    (void)state;
    expect_package(TYPE("/word/document.xml", WORDPROCESSING "document.main+xml"),
                   MAIN("word/document.xml"), "word/document.xml", "docx");
    expect_package(TYPE("/word/document.xml", WORDPROCESSING "template.main+xml"),
                   MAIN("word/document.xml"), "word/document.xml", "docx");
    expect_package(TYPE("/xl/workbook.xml", SPREADSHEET "sheet.main+xml"), MAIN("xl/workbook.xml"),
                   "xl/workbook.xml", "xlsx");
    expect_package(TYPE("/xl/workbook.bin", "vnd.ms-excel.sheet.binary.macroEnabled.main"),
                   MAIN("xl/workbook.bin"), "xl/workbook.bin", "xlsb");
    expect_package(TYPE("/ppt/presentation.xml",
                        "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
                   MAIN("ppt/presentation.xml"), "ppt/presentation.xml", "zip");
}

/* A word in a part that happens to be stored first does not make a package another format. */
static void text_inside_a_package_does_not_count(void **state) {
    (void)state;
    const char *const words[] = {"schemas.microsoft.com/office/word/2003/wordml",
                                 "schemas.microsoft.com/office/2006/xmlPackage", "<table",
                                 "MIME-Version: Content-Type:"};
    for (size_t i = 0; i < COUNT(words); i++) {
        const struct test_entry entries[] = {
            {"a.txt", words[i], 0},
            {"[Content_Types].xml", TYPE("/xl/workbook.xml", SPREADSHEET "sheet.main+xml"), 0},
            {"_rels/.rels", MAIN("xl/workbook.xml"), 0},
            {"xl/workbook.xml", "<a/>", 0}};
        expect_name_of(test_zip_make_as(entries, COUNT(entries), ZIP_CM_STORE), "xlsx");
        expect_name_of(test_zip_make_as(entries, 1, ZIP_CM_STORE), "zip");
    }
}

static void opendocument_is_told_by_its_kind(void **state) {
    (void)state;
    const char *const kinds[][2] = {{"application/vnd.oasis.opendocument.text", "odf"},
                                    {"application/vnd.oasis.opendocument.spreadsheet", "ods"}};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct test_entry entries[] = {{"mimetype", kinds[i][0], 0},
                                             {"META-INF/manifest.xml", "<a/>", 0},
                                             {"content.xml", "<a/>", 0}};
        expect_name_of(test_zip_make_as(entries, COUNT(entries), ZIP_CM_STORE), kinds[i][1]);
        expect_refusal_of(test_zip_make_as(entries, COUNT(entries), ZIP_CM_STORE),
                          CODE_FORMAT_UNSUPPORTED, "OpenDocument");
    }
}

static void other_zip_files_are_refused(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"bao cao.docx", "PK", 0}};
    expect_name_of(test_zip_make(entries, 1), "zip");
    expect_refusal_of(test_zip_make(entries, 1), CODE_FORMAT_UNKNOWN, "ZIP archive");
    expect_refusal_of(make_empty_zip(), CODE_FORMAT_UNKNOWN, "ZIP archive");
    expect_refusal("PK\3\4 and nothing behind", CODE_PACKAGE_DAMAGED, "save it again and send that");
}

/* ---- compound files ---- */

static void compound_files_are_known_by_their_streams(void **state) {
    (void)state;
    expect_name_of(make_ole("WordDocument"), "doc");
    expect_name_of(make_ole("Workbook"), "xls");
    expect_name_of(make_ole("Book"), "xls");
    expect_name_of(make_ole("EncryptedPackage"), "encrypted");
    expect_name_of(make_ole("PowerPoint Document"), "ole");
    expect_name_of(make_ole("Workbooks"), "ole");
    expect_refusal_of(make_ole("EncryptedPackage"), CODE_ENCRYPTED, "password");
    expect_refusal_of(make_ole("PowerPoint Document"), CODE_FORMAT_UNKNOWN,
                      "neither a Word document");
}

static void a_damaged_compound_file_is_refused(void **state) {
    (void)state;
    static const char head[600] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    expect_refusal_of(copy(head, sizeof head), CODE_PACKAGE_DAMAGED, "");
    expect_refusal_of(copy(head, 8), CODE_PACKAGE_DAMAGED, "");
}

/* MS-XLS 2.4.21: BIFF 2, 3, 4, 5 without a container. A text that begins with a tab is none. */
static void a_bare_workbook_is_known_by_its_first_record(void **state) {
    (void)state;
    expect_name_of(copy("\x09\x00\x04\x00\x02\x00\x10\x00", 8), "xls");
    expect_name_of(copy("\x09\x02\x06\x00\x00\x03\x10\x00", 8), "xls");
    expect_name_of(copy("\x09\x04\x06\x00\x00\x04\x10\x00", 8), "xls");
    expect_name_of(copy("\x09\x08\x08\x00\x00\x05\x05\x00", 8), "xls");
    expect_name("\tA\tB\n", "text");
}

/* ---- text ---- */

static void markup_is_known_by_its_words(void **state) {
    (void)state;
    expect_name("{\\rtf1\\ansi a}", "rtf");
    expect_name("{\\rtf1\\fromhtml {\\*\\htmltag <html><table>}}", "rtf");
    expect_name("<!DOCTYPE HTML PUBLIC \"\"><p>", "html");
    expect_name("\xEF\xBB\xBF<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", "html");
    expect_name("<table><tr><td>1</table>", "html");
    expect_name("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "mhtml");
    expect_name("<?xml version=\"1.0\"?><pkg:package "
                "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">",
                "flat-opc");
    expect_name("<?xml version=\"1.0\"?><w:wordDocument "
                "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">",
                "word-xml");
    expect_name(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
        "<Table/>",
        "spreadsheetml");
}

static void a_pdf_is_refused(void **state) {
    (void)state;
    expect_name("%PDF-1.7\n<html>", "pdf");
    expect_refusal("%PDF-1.7\n", CODE_FORMAT_UNSUPPORTED, "PDF");
}

static void a_picture_is_refused(void **state) {
    (void)state;
    expect_name_of(copy("\x89PNG\r\n\x1A\n", 8), "image");
    expect_name_of(copy("\xFF\xD8\xFF\xE0", 4), "image");
    expect_name_of(copy("GIF89a", 6), "image");
    expect_name_of(copy("II*\0", 4), "image");
    expect_refusal_of(copy("MM\0*", 4), CODE_FORMAT_UNSUPPORTED, "picture");
}

static void plain_text_is_refused(void **state) {
    (void)state;
    expect_name("Chỉ tiêu;Số liệu\r\n1.1;23\r\n", "text");
    expect_name_of(copy("\xFF\xFE"
                        "1\0;\0",
                        6),
                   "text");
    expect_refusal("STT,Chỉ tiêu\n", CODE_FORMAT_UNSUPPORTED, "plain text or CSV");
}

/* At least 95 of 100 bytes must be printable. */
static void other_bytes_are_refused(void **state) {
    (void)state;
    char bytes[100];
    memset(bytes, 'a', sizeof bytes);
    memset(bytes, '\1', 5);
    expect_name_of(copy(bytes, sizeof bytes), "text");
    bytes[5] = '\1';
    expect_refusal_of(copy(bytes, sizeof bytes), CODE_FORMAT_UNKNOWN, "neither Word nor Excel");
}

static void an_empty_file_is_refused(void **state) {
    (void)state;
    expect_refusal("", CODE_FILE_EMPTY, "empty");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(office_packages_are_known_by_their_main_part),
        cmocka_unit_test(text_inside_a_package_does_not_count),
        cmocka_unit_test(opendocument_is_told_by_its_kind),
        cmocka_unit_test(other_zip_files_are_refused),
        cmocka_unit_test(compound_files_are_known_by_their_streams),
        cmocka_unit_test(a_damaged_compound_file_is_refused),
        cmocka_unit_test(a_bare_workbook_is_known_by_its_first_record),
        cmocka_unit_test(markup_is_known_by_its_words),
        cmocka_unit_test(a_pdf_is_refused),
        cmocka_unit_test(a_picture_is_refused),
        cmocka_unit_test(plain_text_is_refused),
        cmocka_unit_test(other_bytes_are_refused),
        cmocka_unit_test(an_empty_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
