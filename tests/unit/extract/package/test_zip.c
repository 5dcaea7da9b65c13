/* zip: names, and what a directory that lies, lacks or hides cannot do. Offsets of fields are
 * APPNOTE's. */
#include "extract/package/zip.h"
#include "tests/unit/extract/package/test_package.h"

/* APPNOTE 4.3.12 and 4.3.16: more fields of the central header and of the end record. */
enum { CENTRAL_METHOD = 10, CENTRAL_OFFSET = 42, END_BYTES = 22, END_HERE = 8, END_ALL = 10 };

struct opened {
    struct test_zip zip;
    struct limits limits;
    struct zip_archive *archive;
    struct error error;
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct opened make(const struct test_entry *entries, size_t count) {
    return (struct opened){.zip = test_zip_make(entries, count), .limits = limits_default()};
}

static bool open_it(struct opened *o) {
    return zip_archive_open(o->zip.bytes, o->zip.length, &o->limits, &o->archive, &o->error);
}

static void close_it(struct opened *o) {
    zip_archive_close(o->archive);
    free(o->zip.bytes);
}

static unsigned char *central(const struct opened *o, const char *name) {
    return test_zip_header(&o->zip, "PK\1\2", name);
}

/* Reads an entry to its end in pieces of 5 bytes; the count of bytes, or -1 with the error. */
static long read_entry(struct opened *o, const char *name) {
    struct zip_stream *stream;
    char piece[5];
    long got, all = 0, n = zip_archive_find(o->archive, name);
    assert_true(n >= 0);
    o->error = (struct error){.code = CODE_NONE};
    if (!zip_stream_open(o->archive, (size_t)n, &stream, &o->error))
        return -1;
    while ((got = zip_stream_read(stream, piece, sizeof piece, &o->error)) > 0)
        all += got;
    zip_stream_close(stream);
    return got < 0 ? -1 : all;
}

/* The entry cannot be read, and the error names it. */
static void expect_refused(struct opened *o, const char *name, enum code code) {
    assert_int_equal(read_entry(o, name), -1);
    assert_string_equal(code_word(o->error.code), code_word(code));
    assert_string_equal(o->error.place, name);
    assert_true(*o->error.message != '\0');
}

/* ---- names ---- */

static void an_archive_without_entries_opens(void **state) {
    (void)state;
    unsigned char end[END_BYTES + 1] = "PK\5\6";
    struct limits limits = limits_default();
    struct zip_archive *archive;
    struct error error = {0};
    assert_true(zip_archive_open(end, END_BYTES, &limits, &archive, &error));
    assert_int_equal(zip_archive_count(archive), 0);
    assert_int_equal(zip_archive_find(archive, "/a.xml"), -1);
    zip_archive_close(archive);
}

static void a_missing_entry_is_not_found(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"b.xml", "1", 0}, {"d/e.xml", "22", 0}, {"d/", "", 0}};
    struct opened o = make(entries, COUNT(entries));
    assert_true(open_it(&o));
    assert_int_equal(zip_archive_count(o.archive), 3);
    const char *const absent[] = {"/a.xml", "/c.xml", "/z.xml", "/b.xm", "/b.xmll",
                                  "b.xml",  "/d",     "/",      ""};
    for (size_t i = 0; i < COUNT(absent); i++)
        assert_int_equal(zip_archive_find(o.archive, absent[i]), -1);
    assert_int_equal(zip_archive_find(o.archive, "/b.xml"), 0);
    assert_int_equal(zip_archive_find(o.archive, "/D/E.XML"), 1);
    assert_int_equal(zip_archive_find(o.archive, "/d/"), 2);
    close_it(&o);
}

/* Names are keys, never paths: a climbing one stays what it is and answers to no part that a
 * document could ask for. */
static void a_climbing_name_is_no_other_entry(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"../../etc/passwd", "1", 0},
                                         {"word/../document.xml", "22", 0},
                                         {"..\\..\\boot.ini", "333", 0},
                                         {"C:\\windows\\a.dll", "4444", 0},
                                         {"//server/share", "55555", 0}};
    const char *const names[] = {"/../../etc/passwd", "/word/../document.xml", "/../../boot.ini",
                                 "/C:/windows/a.dll", "//server/share"};
    struct opened o = make(entries, COUNT(entries));
    assert_true(open_it(&o));
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_string_equal(zip_archive_name(o.archive, i), names[i]);
        assert_int_equal(read_entry(&o, names[i]), (long)i + 1);
    }
    assert_int_equal(zip_archive_find(o.archive, "/etc/passwd"), -1);
    assert_int_equal(zip_archive_find(o.archive, "/document.xml"), -1);
    assert_int_equal(zip_archive_find(o.archive, "/server/share"), -1);
    close_it(&o);
}

/* ---- what a directory lacks or hides ---- */

/* The directory points behind the entries: there is no such entry, the other one is read. */
static void an_entry_that_is_not_there_is_damaged(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "abcdefgh", 0}, {"b.xml", "abc", 0}};
    struct opened o = make(entries, COUNT(entries));
    test_zip_put32(central(&o, "a.xml") + CENTRAL_OFFSET, 4);
    assert_true(open_it(&o));
    expect_refused(&o, "/a.xml", CODE_PACKAGE_DAMAGED);
    assert_int_equal(read_entry(&o, "/b.xml"), 3);
    close_it(&o);
}

static void an_unknown_packing_is_damaged(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "abcdefgh", 0}};
    struct opened o = make(entries, 1);
    central(&o, "a.xml")[CENTRAL_METHOD] = 97;
    assert_true(open_it(&o));
    expect_refused(&o, "/a.xml", CODE_PACKAGE_DAMAGED);
    close_it(&o);
}

/* Bytes that are no deflate stream: FF begins a block of the reserved type 3 (RFC 1951 3.2.3). */
static void damaged_packing_is_found(void **state) {
    (void)state;
    static char letters[1000];
    memset(letters, 'a', sizeof letters);
    const struct test_entry entries[] = {{"a.xml", letters, sizeof letters}};
    struct opened o = make(entries, 1);
    test_zip_header(&o.zip, "PK\3\4", "a.xml")[LOCAL_NAME + strlen("a.xml")] = 0xFF;
    assert_true(open_it(&o));
    expect_refused(&o, "/a.xml", CODE_PACKAGE_DAMAGED);
    close_it(&o);
}

/* An archive with one entry behind a password, made by libzip. */
static struct test_zip make_encrypted(zip_uint16_t method) {
    struct test_zip made = {0};
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
    assert_int_equal(zip_file_add(zip, "a.xml", zip_source_buffer(zip, "secret", 6, 0), 0), 0);
    assert_int_equal(zip_file_set_encryption(zip, 0, method, "password"), 0);
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(target), 0);
    made.bytes = malloc(4096);
    made.length = (size_t)zip_source_read(target, made.bytes, 4096);
    assert_in_range(made.length, 1, 4095);
    zip_source_close(target);
    zip_source_free(target);
    return made;
}

static void a_password_is_told(void **state) {
    (void)state;
    const zip_uint16_t methods[] = {ZIP_EM_TRAD_PKWARE, ZIP_EM_AES_128, ZIP_EM_AES_256};
    for (size_t i = 0; i < COUNT(methods); i++) {
        struct opened o = {.zip = make_encrypted(methods[i]), .limits = limits_default()};
        assert_true(open_it(&o));
        expect_refused(&o, "/a.xml", CODE_ENCRYPTED);
        assert_non_null(strstr(o.error.message, "password"));
        close_it(&o);
    }
}

/* ---- sizes that lie ---- */

/* The sizes of an entry as the directory tells them; the text is 8 bytes, stored. */
static void expect_sizes_refused(uint32_t packed, uint32_t unpacked) {
    const struct test_entry entries[] = {{"a.xml", "abcdefgh", 0}, {"b.xml", "abc", 0}};
    struct opened o = make(entries, COUNT(entries));
    test_zip_put32(central(&o, "a.xml") + CENTRAL_PACKED, packed);
    test_zip_put32(central(&o, "a.xml") + CENTRAL_UNPACKED, unpacked);
    assert_true(open_it(&o));
    expect_refused(&o, "/a.xml", CODE_PACKAGE_DAMAGED);
    assert_int_equal(read_entry(&o, "/b.xml"), 3);
    close_it(&o);
}

static void wrong_sizes_are_damage(void **state) {
    (void)state;
    expect_sizes_refused(7, 7);
    expect_sizes_refused(9, 9);
    expect_sizes_refused(8, 7);
    expect_sizes_refused(8, 9);
    expect_sizes_refused(0, 0);
    expect_sizes_refused(0, 8);
    expect_sizes_refused(7, 8);
    expect_sizes_refused(1u << 30, 8);
}

/* ---- limits ---- */

/* An end record that claims more entries than are allowed is refused before the directory is read.
 */
static void claimed_entries_are_counted_first(void **state) {
    (void)state;
    const struct test_entry entries[] = {{"a.xml", "1", 0}};
    struct opened o = make(entries, 1);
    unsigned char *end = o.zip.bytes + o.zip.length - END_BYTES;
    assert_memory_equal(end, "PK\5\6", 4);
    end[END_HERE] = end[END_ALL] = 0x88; /* 5000 is 0x1388 */
    end[END_HERE + 1] = end[END_ALL + 1] = 0x13;
    assert_false(open_it(&o));
    assert_int_equal(o.error.code, CODE_PACKAGE_DAMAGED);
    o.error = (struct error){.code = CODE_NONE};
    end[END_HERE] = end[END_ALL] = 0x89;
    assert_false(open_it(&o));
    assert_int_equal(o.error.code, CODE_LIMIT_ENTRIES);
    assert_non_null(strstr(o.error.message, "5001 entries; the limit is 5000 (--max-entries)"));
    close_it(&o);
}

enum { KILO = 1024 };

/* The directory says 0 bytes for a kibibyte of zeros: what is unpacked counts, not what is said. */
static void a_bomb_that_denies_its_size_is_stopped_while_reading(void **state) {
    (void)state;
    static char zeros[KILO];
    const struct test_entry entries[] = {{"a.xml", zeros, KILO}};
    struct opened o = make(entries, 1);
    o.limits.part_bytes = 4;
    test_zip_put32(central(&o, "a.xml") + CENTRAL_UNPACKED, 0);
    assert_true(open_it(&o));
    expect_refused(&o, "/a.xml", CODE_LIMIT_UNPACKED);
    close_it(&o);
}

/* A part that is read twice costs twice: the limit is on the work, not on the names. */
static void reading_again_counts_again(void **state) {
    (void)state;
    static char zeros[KILO];
    const struct test_entry entries[] = {{"a.xml", zeros, KILO}};
    struct opened o = make(entries, 1);
    o.limits.unpacked_bytes = 2 * KILO;
    assert_true(open_it(&o));
    assert_int_equal(read_entry(&o, "/a.xml"), KILO);
    assert_int_equal(read_entry(&o, "/a.xml"), KILO);
    expect_refused(&o, "/a.xml", CODE_LIMIT_UNPACKED);
    close_it(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_without_entries_opens),
        cmocka_unit_test(a_missing_entry_is_not_found),
        cmocka_unit_test(a_climbing_name_is_no_other_entry),
        cmocka_unit_test(an_entry_that_is_not_there_is_damaged),
        cmocka_unit_test(an_unknown_packing_is_damaged),
        cmocka_unit_test(damaged_packing_is_found),
        cmocka_unit_test(a_password_is_told),
        cmocka_unit_test(wrong_sizes_are_damage),
        cmocka_unit_test(claimed_entries_are_counted_first),
        cmocka_unit_test(a_bomb_that_denies_its_size_is_stopped_while_reading),
        cmocka_unit_test(reading_again_counts_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
