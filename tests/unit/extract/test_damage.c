/* Packages of Word and Excel with one part damaged in each of the ways that files are damaged. What
 * can still be read whole is read, with a warning; what cannot is called damaged, with the part
 * that is, and is never taken for an archive of other files. */
#include "extract/extract.h"
#include "tests/unit/extract/package/test_package.h"

#define TYPES(part, type)                                                                          \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"                 \
    "<Override PartName='" part                                                                    \
    "' ContentType='application/vnd.openxmlformats-officedocument." type "'/></Types>"
#define RELATION(type, target)                                                                     \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"         \
    "<Relationship Id='r1' "                                                                       \
    "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type              \
    "' Target='" target "'/></Relationships>"
#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define S "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

static const struct test_entry docx[] = {
    {"[Content_Types].xml", TYPES("/word/document.xml", "wordprocessingml.document.main+xml"), 0},
    {"_rels/.rels", RELATION("officeDocument", "word/document.xml"), 0},
    {"word/document.xml",
     "<w:document " W "><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>", 0},
    {"word/_rels/document.xml.rels", RELATION("header", "header1.xml"), 0},
    {"word/header1.xml", "<w:hdr " W "><w:p><w:r><w:t>h</w:t></w:r></w:p></w:hdr>", 0},
};
static const struct test_entry xlsx[] = {
    {"[Content_Types].xml", TYPES("/xl/workbook.xml", "spreadsheetml.sheet.main+xml"), 0},
    {"_rels/.rels", RELATION("officeDocument", "xl/workbook.xml"), 0},
    {"xl/workbook.xml",
     "<workbook " S " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/"
     "relationships'><sheets><sheet name='a' r:id='r1'/></sheets></workbook>",
     0},
    {"xl/_rels/workbook.xml.rels", RELATION("worksheet", "worksheets/sheet1.xml"), 0},
    {"xl/worksheets/sheet1.xml",
     "<worksheet " S "><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData></worksheet>",
     0},
};
enum { ENTRIES = 5 };

enum damage { MISSING, EMPTY, CUT, GARBAGE, OTHER, CHECKSUM, DAMAGES };

static const char *const damage_words[] = {"missing", "empty",       "cut short",
                                           "garbage", "another XML", "wrong checksum"};

/* The package with these damages, one letter an entry: " " none, else the digit of one. */
static struct test_zip damaged(const struct test_entry *entries, const char *damages) {
    struct test_entry kept[ENTRIES];
    size_t count = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        struct test_entry entry = entries[i];
        int damage = damages[i] == ' ' ? DAMAGES : damages[i] - '0';
        if (damage == MISSING)
            continue;
        if (damage == EMPTY)
            entry.text = "";
        if (damage == CUT)
            entry.length = strlen(entry.text) / 2;
        if (damage == GARBAGE)
            entry.text = "\x01\xFF garbage";
        if (damage == OTHER)
            entry.text = "<other/>";
        kept[count++] = entry;
    }
    struct test_zip zip = test_zip_make_as(kept, count, ZIP_CM_STORE);
    for (size_t i = 0; i < ENTRIES; i++)
        if (damages[i] - '0' == CHECKSUM) {
            enum { LOCAL_CRC = 14, CENTRAL_CRC = 16 };
            test_zip_put32(test_zip_header(&zip, "PK\3\4", entries[i].name) + LOCAL_CRC, 1);
            test_zip_put32(test_zip_header(&zip, "PK\1\2", entries[i].name) + CENTRAL_CRC, 1);
        }
    return zip;
}

/* What comes of it, as "code place" or "blocks warnings": where each warning is. */
static void read_damaged(const struct test_entry *entries, const char *damages, char *out,
                         size_t size) {
    struct test_zip zip = damaged(entries, damages);
    struct extract_options options = extract_options_default();
    struct document *document = NULL;
    struct error error = {.code = CODE_NONE};
    if (!extract_bytes("a", zip.bytes, zip.length, &options, NULL, &document, &error)) {
        snprintf(out, size, "%s %s", code_word(error.code), error.place);
    } else {
        int at = snprintf(out, size, "%zu blocks", document->block_count);
        for (size_t i = 0; i < document->warning_count; i++)
            at += snprintf(out + at, size - (size_t)at, ", %s",
                           document->warnings[i].at ? document->warnings[i].at : "-");
    }
    document_free(document);
    free(zip.bytes);
}

static void expect(const struct test_entry *entries, const char *damages, const char *expected) {
    char out[512];
    read_damaged(entries, damages, out, sizeof out);
    if (strcmp(out, expected) != 0) {
        for (size_t i = 0; i < ENTRIES; i++)
            if (damages[i] != ' ')
                print_error("%s: %s\n", entries[i].name, damage_words[damages[i] - '0']);
        assert_string_equal(out, expected);
    }
}

/* Either list leads to the document; what is damaged is told. */
static void one_list_is_enough(void **state) {
    (void)state;
    for (int damage = MISSING; damage < DAMAGES; damage++) {
        bool told = damage != MISSING && damage != OTHER;
        char types[] = "     ", relations[] = "     ";
        types[0] = relations[1] = (char)('0' + damage);
        expect(docx, types, told ? "2 blocks, /[Content_Types].xml" : "2 blocks");
        expect(docx, relations, told ? "2 blocks, /_rels/.rels" : "2 blocks");
        expect(xlsx, types, told ? "1 blocks, /[Content_Types].xml" : "1 blocks");
        expect(xlsx, relations, told ? "1 blocks, /_rels/.rels" : "1 blocks");
    }
}

/* The document of a DOCX is known by its lists alone; a workbook also by its name. */
static void without_lists_the_first_damaged_one_is_named(void **state) {
    (void)state;
    expect(docx, "33   ", "xml-damaged a: /_rels/.rels");
    expect(docx, "12   ", "xml-damaged a: /_rels/.rels");
    expect(docx, "51   ", "2 blocks, /_rels/.rels"); /* what a wrong checksum is of is read first */
    expect(docx, "05   ", "2 blocks, /_rels/.rels");
    expect(docx, "02   ", "xml-damaged a: /_rels/.rels");
    expect(docx, "20   ", "xml-damaged a: /[Content_Types].xml");
    expect(xlsx, "33   ", "1 blocks, /_rels/.rels");
    expect(xlsx, "000  ", "part-missing a: /xl/workbook.xml");
    expect(docx, "000  ", "part-missing a: /word/document.xml");
    expect(xlsx, "330  ", "xml-damaged a: /_rels/.rels");
}

static void the_main_part(void **state) {
    (void)state;
    static const char *const codes[] = {"part-missing", "xml-damaged", "xml-damaged",
                                        "xml-damaged",  "xml-damaged", "package-damaged"};
    for (int damage = MISSING; damage < DAMAGES; damage++) {
        char main_part[] = "     ", expected[64];
        main_part[2] = (char)('0' + damage);
        snprintf(expected, sizeof expected, "%s a: /word/document.xml", codes[damage]);
        expect(docx, main_part, expected);
        snprintf(expected, sizeof expected, "%s a: /xl/workbook.xml", codes[damage]);
        expect(xlsx, main_part, expected);
    }
}

/* What other parts are there for is in the lists of the main part. */
static void the_lists_of_the_main_part(void **state) {
    (void)state;
    expect(docx, "   0 ", "1 blocks");
    expect(docx, "   2 ", "1 blocks, /word/_rels/document.xml.rels");
    expect(docx, "   3 ", "1 blocks, /word/_rels/document.xml.rels");
    expect(docx, "   5 ", "2 blocks, /word/_rels/document.xml.rels");
    expect(docx, "3  3 ", "1 blocks, /[Content_Types].xml");
    expect(docx, "    5", "2 blocks, /word/header1.xml");
    expect(docx, "    3", "1 blocks, /word/header1.xml");
    expect(xlsx, "   3 ", "1 blocks, /xl/_rels/workbook.xml.rels");
    expect(xlsx, "    3", "xml-damaged a: /xl/worksheets/sheet1.xml");
    expect(xlsx, "    5", "package-damaged a: /xl/worksheets/sheet1.xml");
}

/* An archive that has nothing of either is what it is. */
static void an_archive_of_other_files(void **state) {
    (void)state;
    static const struct test_entry files[] = {{"a.txt", "a", 0}, {"b/c.docx", "b", 0}};
    struct test_zip zip = test_zip_make(files, 2);
    struct extract_options options = extract_options_default();
    struct document *document = NULL;
    struct error error = {.code = CODE_NONE};
    assert_false(extract_bytes("a", zip.bytes, zip.length, &options, NULL, &document, &error));
    assert_int_equal(error.code, CODE_FORMAT_UNKNOWN);
    error = (struct error){.code = CODE_NONE};
    assert_false(extract_bytes("a", zip.bytes, zip.length / 2, &options, NULL, &document, &error));
    assert_int_equal(error.code, CODE_PACKAGE_DAMAGED);
    free(zip.bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_list_is_enough),
        cmocka_unit_test(without_lists_the_first_damaged_one_is_named),
        cmocka_unit_test(the_main_part),
        cmocka_unit_test(the_lists_of_the_main_part),
        cmocka_unit_test(an_archive_of_other_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
