#include "extract/package/opc.h"
#include "tests/unit/extract/package/test_package.h"

#define RELS_HEAD                                                                                  \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define TYPES_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"

struct opened {
    struct test_zip zip;
    struct limits limits;
    struct package *package;
    struct error error;
};

static struct opened make(const struct test_entry *entries, size_t count) {
    return (struct opened){.zip = test_zip_make(entries, count), .limits = limits_default()};
}

static bool open_it(struct opened *o) {
    return package_open(o->zip.bytes, o->zip.length, &o->limits, &o->package, &o->error);
}

static void close_it(struct opened *o) {
    package_close(o->package);
    free(o->zip.bytes);
}

/* Reads a whole part in pieces of 7 bytes; the count of bytes, or -1. */
static long read_part(struct opened *o, const char *part) {
    struct part_stream *stream;
    char piece[7];
    long got, all = 0;
    o->error = (struct error){.code = CODE_NONE};
    if (!part_open(o->package, part, &stream, &o->error))
        return -1;
    while ((got = part_read(stream, piece, sizeof piece, &o->error)) > 0)
        all += got;
    part_close(stream);
    return got < 0 ? -1 : all;
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- entries ---- */

static void parts_are_found_as_word_finds_them(void **state) {
    (void)state;
    const struct test_entry entries[] = {
        {"word\\document.xml", "back", 0}, {"/xl/Book.XML", "slash", 0}, {"Phụ lục.xml", "utf", 0}};
    struct opened o = make(entries, COUNT(entries));
    assert_true(open_it(&o));
    assert_int_equal(package_entry_count(o.package), 3);
    assert_string_equal(package_entry_name(o.package, 0), "/word/document.xml");
    assert_string_equal(package_entry_name(o.package, 1), "/xl/Book.XML");
    assert_int_equal(read_part(&o, "/WORD/Document.xml"), 4);
    assert_int_equal(read_part(&o, "/xl/book.xml"), 5);
    assert_int_equal(read_part(&o, "/phụ lục.XML"), 3);
    assert_false(package_has(o.package, "word/document.xml"));
    assert_false(package_has(o.package, "/word/document.xm"));
    assert_int_equal(read_part(&o, "/none.xml"), -1);
    assert_int_equal(o.error.code, CODE_PART_MISSING);
    assert_string_equal(o.error.place, "/none.xml");
    close_it(&o);
}

static void the_first_of_two_equal_names_wins(void **state) {
    (void)state;
    const struct test_entry entries[] = {
        {"z.xml", "1", 0}, {"a.xml", "22", 0}, {"b.xml", "333", 0}};
    struct opened o = make(entries, COUNT(entries));
    test_zip_header(&o.zip, "PK\3\4", "b.xml")[LOCAL_NAME] = 'A';
    test_zip_header(&o.zip, "PK\1\2", "b.xml")[CENTRAL_NAME] = 'A';
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), 2);
    assert_int_equal(read_part(&o, "/A.XML"), 2);
    close_it(&o);
}

static void every_one_of_many_entries_is_found(void **state) {
    (void)state;
    enum { MANY = 3000 };
    static char names[MANY][16];
    static struct test_entry entries[MANY];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "p%d.xml", i * 7919 % MANY);
        entries[i] = (struct test_entry){names[i], "x", 0};
    }
    struct opened o = make(entries, MANY);
    assert_true(open_it(&o));
    for (int i = 0; i < MANY; i++) {
        char part[20];
        snprintf(part, sizeof part, "/P%d.xml", i);
        assert_true(package_has(o.package, part));
    }
    close_it(&o);
}

/* ---- damage ---- */

static void what_is_cut_short_is_damaged(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "some text that is long enough", 0}};
    struct opened o = make(entries, 1);
    size_t whole = o.zip.length;
    for (size_t length = 1; length < whole; length++) {
        o.zip.length = length;
        o.error = (struct error){.code = CODE_NONE};
        assert_false(open_it(&o));
        assert_int_equal(o.error.code, CODE_PACKAGE_DAMAGED);
        assert_non_null(strstr(o.error.message, "save it again and send that"));
    }
    close_it(&o);
}

static void a_wrong_checksum_shows_at_the_end_of_the_part(void **state) {
    (void)state;
    /* Too short to be worth packing: stored, so that a changed letter leaves all but the checksum
     * in order. */
    const struct test_entry entries[] = {{"a.xml", "abcdefgh", 0}};
    struct opened o = make(entries, 1);
    unsigned char *text = test_zip_header(&o.zip, "PK\3\4", "a.xml");
    while (memcmp(text, "abcdefgh", 8) != 0)
        text++;
    text[0] = 'X';
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_PACKAGE_DAMAGED);
    assert_string_equal(o.error.place, "/a.xml");
    close_it(&o);
}

static void a_part_with_a_password_says_so(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "text", 0}};
    struct opened o = make(entries, 1);
    test_zip_header(&o.zip, "PK\3\4", "a.xml")[LOCAL_FLAGS] |= 1;
    test_zip_header(&o.zip, "PK\1\2", "a.xml")[CENTRAL_FLAGS] |= 1;
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_ENCRYPTED);
    close_it(&o);
}

/* ---- limits ---- */

static void too_many_entries_are_refused(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a", "1", 0}, {"b", "2", 0}, {"c", "3", 0}};
    struct opened o = make(entries, COUNT(entries));
    o.limits.entries = 2;
    assert_false(open_it(&o));
    assert_int_equal(o.error.code, CODE_LIMIT_ENTRIES);
    assert_non_null(strstr(o.error.message, "3 entries"));
    o.limits.entries = 3;
    o.error = (struct error){.code = CODE_NONE};
    assert_true(open_it(&o));
    close_it(&o);
}

enum { MEGA = 1 << 20 };

/* One part of a mebibyte of zeros, which packs about a thousand times. */
static struct opened make_bomb(void) {
    static char zeros[MEGA];
    const struct test_entry entries[] = {{"a.xml", zeros, MEGA}, {"b.xml", "small", 0}};
    return make(entries, COUNT(entries));
}

static void a_part_over_its_limit_is_refused(void **state) {
    (void)state;
    struct opened o = make_bomb();
    o.limits.part_bytes = MEGA - 1;
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_LIMIT_UNPACKED);
    assert_non_null(strstr(o.error.message, "--max-part-bytes"));
    assert_int_equal(read_part(&o, "/b.xml"), 5);
    o.limits.part_bytes = MEGA;
    assert_int_equal(read_part(&o, "/a.xml"), MEGA);
    close_it(&o);
}

static void all_parts_together_have_a_limit(void **state) {
    (void)state;
    struct opened o = make_bomb();
    o.limits.unpacked_bytes = MEGA + 4;
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), MEGA);
    assert_int_equal(read_part(&o, "/b.xml"), -1);
    assert_int_equal(o.error.code, CODE_LIMIT_UNPACKED);
    assert_non_null(strstr(o.error.message, "--max-unpacked-bytes"));
    close_it(&o);
}

static void a_part_packed_beyond_belief_is_refused(void **state) {
    (void)state;
    struct opened o = make_bomb();
    o.limits.ratio_floor_bytes = MEGA - 1;
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_LIMIT_RATIO);
    o.limits.ratio = 2000;
    assert_int_equal(read_part(&o, "/a.xml"), MEGA);
    o.limits.ratio = 0; /* refuses everything above the floor */
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    o.limits.ratio_floor_bytes = MEGA;
    assert_int_equal(read_part(&o, "/a.xml"), MEGA);
    close_it(&o);
}

/* A directory that says 100 bytes: reading stops there, whatever follows. */
static void an_unpacked_size_that_lies_is_found_while_reading(void **state) {
    (void)state;
    struct opened o = make_bomb();
    test_zip_put32(test_zip_header(&o.zip, "PK\1\2", "a.xml") + CENTRAL_UNPACKED, 100);
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_PACKAGE_DAMAGED);
    close_it(&o);
}

/* A directory that says the part is packed into a gigabyte, to look unsuspicious: the file is
 * smaller. */
static void a_packed_size_that_lies_does_not_help(void **state) {
    (void)state;
    struct opened o = make_bomb();
    o.limits.ratio_floor_bytes = MEGA - 1;
    test_zip_put32(test_zip_header(&o.zip, "PK\1\2", "a.xml") + CENTRAL_PACKED, 1u << 30);
    assert_true(open_it(&o));
    assert_int_equal(read_part(&o, "/a.xml"), -1);
    assert_int_equal(o.error.code, CODE_LIMIT_RATIO);
    close_it(&o);
}

/* ---- relationships ---- */

static void expect_target(struct opened *o, const char *part, const char *id, const char *type,
                          const char *target, bool external) {
    const struct relationship *found = package_relationship(o->package, part, id);
    assert_non_null(found);
    assert_string_equal(found->type, type);
    assert_string_equal(found->target, target);
    assert_int_equal(found->external, external);
}

#define REL(id, type, target) "<Relationship Id='" id "' Type='" type "' Target='" target "'/>"

static void targets_are_resolved(void **state) {
    (void)state;
    const struct test_entry entries[] = {
        {"_rels/.rels",
         RELS_HEAD REL("a", OFFICE "officeDocument", "word/document.xml")
             REL("b", OFFICE "extended", "/docProps/app.xml") "</Relationships>",
         0},
        {"word/_rels/document.xml.rels",
         RELS_HEAD REL("r1", OFFICE "styles", "styles.xml")
             REL("r2", STRICT "numbering", "/word/numbering.xml")
                 REL("r3", OFFICE "header", "../customXml/./item 1.xml")
                     REL("r4", OFFICE "footer", "sub\\foot%20er%C3%A9.xml#part")
                         REL("r5", OFFICE "image",
                             "../../../top.png") "<Relationship Id='r6' Type='" OFFICE
                                                 "hyperlink' Target='https://a.vn/b%20c?d'"
                                                 " TargetMode='External'/>" REL(
                                                     "r7", OFFICE "styles",
                                                     "second.xml") "<Relationship Id='r8' "
                                                                   "Target='no-type.xml'/"
                                                                   ">" REL("r9", OFFICE "image",
                                                                           "..\\kept%20as%"
                                                                           "20it%20is.xml") "<"
                                                                                            "/"
                                                                                            "R"
                                                                                            "e"
                                                                                            "l"
                                                                                            "a"
                                                                                            "t"
                                                                                            "i"
                                                                                            "o"
                                                                                            "n"
                                                                                            "s"
                                                                                            "h"
                                                                                            "i"
                                                                                            "p"
                                                                                            "s"
                                                                                            ">",
         0},
        {"kept%20as%20it%20is.xml", "<a/>", 0}};
    struct opened o = make(entries, COUNT(entries));
    const char *main = "/word/document.xml";
    size_t count;
    assert_true(open_it(&o));
    expect_target(&o, "/", "a", "officeDocument", main, false);
    expect_target(&o, "/", "b", "extended", "/docProps/app.xml", false);
    expect_target(&o, main, "r1", "styles", "/word/styles.xml", false);
    expect_target(&o, main, "r2", "numbering", "/word/numbering.xml", false);
    expect_target(&o, main, "r3", "header", "/customXml/item 1.xml", false);
    expect_target(&o, main, "r4", "footer", "/word/sub/foot eré.xml", false);
    expect_target(&o, main, "r5", "image", "/top.png", false);
    expect_target(&o, main, "r6", "hyperlink", "https://a.vn/b%20c?d", true);
    expect_target(&o, main, "r9", "image", "/kept%20as%20it%20is.xml", false);
    assert_null(package_relationship(o.package, main, "r8"));
    assert_null(package_relationship(o.package, main, "R1"));
    assert_string_equal(package_related(o.package, main, "styles")->id, "r1");
    assert_null(package_related(o.package, main, "comments"));
    package_relationships(o.package, main, &count);
    assert_int_equal(count, 8);
    close_it(&o);
}

static void a_part_without_relationships_has_none(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "<a/>", 0}};
    struct opened o = make(entries, 1);
    size_t count = 9;
    assert_true(open_it(&o));
    package_relationships(o.package, "/a.xml", &count);
    assert_int_equal(count, 0);
    assert_null(package_related(o.package, "/", "officeDocument"));
    close_it(&o);
}

static void a_damaged_list_gives_what_came_before(void **state) {
    (void)state;
    const struct test_entry entries[] = {
        {"_rels/.rels", RELS_HEAD REL("a", OFFICE "officeDocument", "a.xml") "<Relationship", 0}};
    struct opened o = make(entries, 1);
    assert_true(open_it(&o));
    expect_target(&o, "/", "a", "officeDocument", "/a.xml", false);
    close_it(&o);
}

/* ---- content types ---- */

static void an_override_goes_before_the_extension(void **state) {
    (void)state;
    const struct test_entry entries[] = {
        {"[Content_Types].xml",
         TYPES_HEAD
         "<Default Extension='XML' ContentType='application/xml'/>"
         "<Default Extension='rels' ContentType='application/rels'/>"
         "<Override PartName='/Word/Document.xml' ContentType='application/main'/></Types>",
         0}};
    struct opened o = make(entries, 1);
    assert_true(open_it(&o));
    assert_string_equal(package_content_type(o.package, "/word/document.xml"), "application/main");
    assert_string_equal(package_content_type(o.package, "/word/other.xml"), "application/xml");
    assert_string_equal(package_content_type(o.package, "/_rels/.RELS"), "application/rels");
    assert_null(package_content_type(o.package, "/a.png"));
    assert_null(package_content_type(o.package, "/xml"));
    close_it(&o);
}

static void a_package_without_content_types_opens(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "<a/>", 0}};
    struct opened o = make(entries, 1);
    assert_true(open_it(&o));
    assert_null(package_content_type(o.package, "/a.xml"));
    close_it(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_found_as_word_finds_them),
        cmocka_unit_test(the_first_of_two_equal_names_wins),
        cmocka_unit_test(every_one_of_many_entries_is_found),
        cmocka_unit_test(what_is_cut_short_is_damaged),
        cmocka_unit_test(a_wrong_checksum_shows_at_the_end_of_the_part),
        cmocka_unit_test(a_part_with_a_password_says_so),
        cmocka_unit_test(too_many_entries_are_refused),
        cmocka_unit_test(a_part_over_its_limit_is_refused),
        cmocka_unit_test(all_parts_together_have_a_limit),
        cmocka_unit_test(a_part_packed_beyond_belief_is_refused),
        cmocka_unit_test(an_unpacked_size_that_lies_is_found_while_reading),
        cmocka_unit_test(a_packed_size_that_lies_does_not_help),
        cmocka_unit_test(targets_are_resolved),
        cmocka_unit_test(a_part_without_relationships_has_none),
        cmocka_unit_test(a_damaged_list_gives_what_came_before),
        cmocka_unit_test(an_override_goes_before_the_extension),
        cmocka_unit_test(a_package_without_content_types_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
