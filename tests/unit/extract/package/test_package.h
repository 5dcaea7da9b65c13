/* test_package: ZIP files made in memory by libzip, and the means to damage them.
 *
 * The caller frees the bytes.
 */
#ifndef CHITIEU_TESTS_EXTRACT_PACKAGE_TEST_PACKAGE_H
#define CHITIEU_TESTS_EXTRACT_PACKAGE_TEST_PACKAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

struct test_entry {
    const char *name; /* as written into the ZIP */
    const char *text;
    size_t length; /* 0: of the text */
};

struct test_zip {
    unsigned char *bytes;
    size_t length;
};

/* `method`: ZIP_CM_DEFAULT packs what gets smaller, ZIP_CM_STORE nothing. */
static inline struct test_zip test_zip_make_as(const struct test_entry *entries, size_t count,
                                               zip_int32_t method) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (size_t i = 0; i < count; i++) {
        size_t length = entries[i].length ? entries[i].length : strlen(entries[i].text);
        zip_source_t *source = zip_source_buffer(zip, entries[i].text, length, 0);
        assert_int_equal(zip_file_add(zip, entries[i].name, source, ZIP_FL_ENC_UTF_8), i);
        assert_int_equal(zip_set_file_compression(zip, i, method, 0), 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(target), 0);
    assert_int_equal(zip_source_seek(target, 0, SEEK_END), 0);
    struct test_zip made = {.length = (size_t)zip_source_tell(target)};
    made.bytes = malloc(made.length + 1);
    assert_non_null(made.bytes);
    assert_int_equal(zip_source_seek(target, 0, SEEK_SET), 0);
    assert_int_equal(zip_source_read(target, made.bytes, made.length), (zip_int64_t)made.length);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return made;
}

static inline struct test_zip test_zip_make(const struct test_entry *entries, size_t count) {
    return test_zip_make_as(entries, count, ZIP_CM_DEFAULT);
}

/* APPNOTE 4.3.7 and 4.3.12: where fields stand in an entry's local and central headers. */
enum {
    LOCAL_FLAGS = 6,
    LOCAL_NAME = 30,
    CENTRAL_FLAGS = 8,
    CENTRAL_PACKED = 20,
    CENTRAL_UNPACKED = 24,
    CENTRAL_NAME = 46
};

/* The header of an entry: `signature` is "PK\3\4" (local) or "PK\1\2" (central). */
static inline unsigned char *test_zip_header(const struct test_zip *zip, const char *signature,
                                             const char *name) {
    size_t start = signature[2] == 3 ? LOCAL_NAME : CENTRAL_NAME;
    for (size_t at = 0; at + start + strlen(name) <= zip->length; at++)
        if (memcmp(zip->bytes + at, signature, 4) == 0 &&
            memcmp(zip->bytes + at + start, name, strlen(name)) == 0)
            return zip->bytes + at;
    fail_msg("no entry %s", name);
    return NULL;
}

static inline void test_zip_put32(unsigned char *place, uint32_t value) {
    for (int i = 0; i < 4; i++)
        place[i] = (unsigned char)(value >> (8 * i));
}

#endif
