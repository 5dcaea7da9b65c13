/* record: what getters return, what they refuse, and the place that they report. */
#include "core/json/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct read {
    struct record record;
    struct error error;
    json_t *root;
};

static json_t *parse(const char *line, struct error *error) {
    return record_parse(line, strlen(line), "chitieu.test/1", "try", error);
}

/* An object to read from; `members` as in JSON. */
static void start(struct read *r, const char *members) {
    *r = (struct read){.root = json_loads(members, 0, NULL)};
    assert_non_null(r->root);
    r->record = (struct record){.arena = arena_new(1 << 20), .error = &r->error};
}

static void stop(struct read *r) {
    json_decref(r->root);
    arena_free(r->record.arena);
}

/* Exactly this place was found wrong; the record is clean again. */
static void expect_fault(struct read *r, const char *place) {
    assert_false(record_ok(&r->record));
    assert_int_equal(r->error.code, CODE_RECORD_DAMAGED);
    assert_string_equal(r->error.place, place);
    r->error = (struct error){.code = CODE_NONE};
}

/* ---- lines ---- */

static void a_line_of_the_schema_is_parsed(void **state) {
    (void)state;
    struct error error = {0};
    json_t *root = parse("{\"schema\":\"chitieu.test/1\",\"a\":\"ấ\"}", &error);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "a")), "ấ");
    assert_int_equal(error.code, CODE_NONE);
    json_decref(root);
}

/* The place is the last byte that was read: the end of what is wrong. */
static void what_is_no_json_is_refused_with_its_byte(void **state) {
    (void)state;
    static const struct {
        const char *line;
        int byte; /* counted by hand */
    } lines[] = {
        {"{\"a\":}", 6},
        {"{\"a\":1,\"a\":2}", 10}, /* a key twice: which of them counts? */
        {"{} {}", 4},
        {"{\"a\":\"\xFF\"}", 6}, /* the bytes after it are no UTF-8 */
        {"{\"a\":\"\\u0000\"}", 13},
        {"{\"a\":1e999}", 10},
        {"{\"a\":99999999999999999999}", 25},
        {"{\"a\":NaN}", 8},
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct error error = {0};
        char at[20];
        snprintf(at, sizeof at, "at byte %d.", lines[i].byte);
        assert_null(parse(lines[i].line, &error));
        assert_int_equal(error.code, CODE_RECORD_DAMAGED);
        assert_non_null(strstr(error.message, "The line is not JSON"));
        assert_non_null(strstr(error.message, at));
    }
}

static void a_line_cut_anywhere_is_refused(void **state) {
    (void)state;
    const char *line = "{\"schema\":\"chitieu.test/1\",\"list\":[1,true,\"ấ\"]}";
    for (size_t length = 0; length < strlen(line); length++) {
        struct error error = {0};
        assert_null(record_parse(line, length, "chitieu.test/1", "try", &error));
        assert_int_equal(error.code, CODE_RECORD_DAMAGED);
    }
}

static void another_schema_is_named(void **state) {
    (void)state;
    const char *const lines[][2] = {
        {"{\"schema\":\"chitieu.test/2\"}", "a record of \"chitieu.test/2\""},
        {"{\"schema\":\"chitieu.test/10\"}", "a record of \"chitieu.test/10\""},
        {"{\"schema\":1}", "a record of \"no schema\""},
        {"{}", "a record of \"no schema\""},
        {"[\"schema\",\"chitieu.test/1\"]", "a record of \"no schema\""},
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct error error = {0};
        assert_null(parse(lines[i][0], &error));
        assert_int_equal(error.code, CODE_RECORD_DAMAGED);
        assert_string_equal(error.place, "schema");
        assert_non_null(strstr(error.message, lines[i][1]));
        assert_non_null(strstr(error.message, "\"chitieu.test/1\", which `chitieu try` makes"));
    }
}

/* 59 letters and an "ấ" of three bytes: the quotation of 60 bytes ends before it. */
static void a_long_foreign_schema_is_cut_at_a_character(void **state) {
    (void)state;
#define LETTERS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    assert_int_equal(strlen(LETTERS), 59);
    struct error error = {0};
    assert_null(parse("{\"schema\":\"" LETTERS "ấb\"}", &error));
    assert_non_null(strstr(error.message, "\"" LETTERS "\"; expected"));
}

/* ---- getters ---- */

static void texts_are_copied(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"a\":\"một\"}");
    const char *text = record_string(&r.record, r.root, "a");
    const char *required = record_required(&r.record, r.root, "a");
    json_object_clear(r.root);
    assert_string_equal(text, "một");
    assert_string_equal(required, "một");
    assert_null(record_string(&r.record, r.root, "a"));
    assert_true(record_ok(&r.record));
    stop(&r);
}

static void an_empty_text_is_not_an_absent_one(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"empty\":\"\"}");
    assert_string_equal(record_string(&r.record, r.root, "empty"), "");
    assert_string_equal(record_required(&r.record, r.root, "empty"), "");
    assert_true(record_ok(&r.record));
    assert_string_equal(record_required(&r.record, r.root, "absent"), "");
    expect_fault(&r, "absent");
    stop(&r);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    const char *const values[] = {"{\"a\":1}", "{\"a\":null}", "{\"a\":true}", "{\"a\":[]}",
                                  "{\"a\":{}}"};
    for (size_t i = 0; i < COUNT(values); i++) {
        struct read r;
        start(&r, values[i]);
        assert_null(record_string(&r.record, r.root, "a"));
        expect_fault(&r, "a");
        assert_string_equal(record_text(&r.record, r.root, "a"), "");
        expect_fault(&r, "a");
        assert_string_equal(record_required(&r.record, r.root, "a"), "");
        expect_fault(&r, "a");
        stop(&r);
    }
}

static void integers_must_be_in_range(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"zero\":0,\"ten\":10,\"minus\":-1,\"real\":1.0,\"text\":\"1\",\"null\":null,"
              "\"exact\":9007199254740992,\"inexact\":9007199254740993}");
    assert_int_equal(record_integer(&r.record, r.root, "zero", 7, 9), 0);
    assert_int_equal(record_integer(&r.record, r.root, "ten", 7, 10), 10);
    assert_int_equal(record_integer(&r.record, r.root, "absent", 7, 9), 7);
    assert_true(record_integer(&r.record, r.root, "exact", 7, UINT64_MAX) == (uint64_t)1 << 53);
    assert_true(record_ok(&r.record));
    const char *const wrong[] = {"ten", "minus", "real", "text", "null"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(record_integer(&r.record, r.root, wrong[i], 7, 9), 7);
        expect_fault(&r, wrong[i]);
    }
    assert_int_equal(record_integer(&r.record, r.root, "inexact", 7, UINT64_MAX), 7);
    expect_fault(&r, "inexact");
    stop(&r);
}

static void numbers_may_be_whole(void **state) {
    (void)state;
    struct read r;
    bool present = false;
    start(&r, "{\"real\":-0.25,\"whole\":5,\"zero\":0,\"text\":\"5\",\"null\":null}");
    assert_true(record_number(&r.record, r.root, "real", &present) == -0.25 && present);
    assert_true(record_number(&r.record, r.root, "whole", &present) == 5 && present);
    assert_true(record_number(&r.record, r.root, "zero", &present) == 0 && present);
    assert_true(record_number(&r.record, r.root, "absent", &present) == 0 && !present);
    assert_true(record_ok(&r.record));
    assert_true(record_number(&r.record, r.root, "text", &present) == 0);
    expect_fault(&r, "text");
    assert_true(record_number(&r.record, r.root, "null", &present) == 0);
    expect_fault(&r, "null");
    stop(&r);
}

static void booleans_are_true_or_false(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"yes\":true,\"no\":false,\"one\":1,\"text\":\"true\"}");
    assert_true(record_boolean(&r.record, r.root, "yes"));
    assert_false(record_boolean(&r.record, r.root, "no"));
    assert_false(record_boolean(&r.record, r.root, "absent"));
    assert_true(record_ok(&r.record));
    assert_false(record_boolean(&r.record, r.root, "one"));
    expect_fault(&r, "one");
    assert_false(record_boolean(&r.record, r.root, "text"));
    expect_fault(&r, "text");
    stop(&r);
}

static void lists_and_objects_are_not_each_other(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"list\":[1,2],\"object\":{\"a\":1}}");
    assert_int_equal(json_array_size(record_array(&r.record, r.root, "list")), 2);
    assert_int_equal(json_object_size(record_object(&r.record, r.root, "object")), 1);
    assert_null(record_array(&r.record, r.root, "absent"));
    assert_null(record_object(&r.record, r.root, "absent"));
    assert_true(record_ok(&r.record));
    assert_null(record_array(&r.record, r.root, "object"));
    expect_fault(&r, "object");
    assert_null(record_object(&r.record, r.root, "list"));
    expect_fault(&r, "list");
    stop(&r);
}

static void lists_of_texts_are_whole_or_nothing(void **state) {
    (void)state;
    struct read r;
    size_t count = 9;
    start(&r, "{\"two\":[\"một\",\"\"],\"none\":[],\"mixed\":[\"a\",\"b\",3],\"text\":\"a\"}");
    const char **two = record_strings(&r.record, r.root, "two", &count);
    assert_int_equal(count, 2);
    assert_string_equal(two[0], "một");
    assert_string_equal(two[1], "");
    assert_null(record_strings(&r.record, r.root, "none", &count));
    assert_int_equal(count, 0);
    count = 9;
    assert_null(record_strings(&r.record, r.root, "absent", &count));
    assert_int_equal(count, 0);
    assert_true(record_ok(&r.record));
    assert_null(record_strings(&r.record, r.root, "mixed", &count));
    assert_int_equal(count, 0);
    expect_fault(&r, "mixed");
    assert_null(record_strings(&r.record, r.root, "text", &count));
    assert_int_equal(count, 0);
    expect_fault(&r, "text");
    stop(&r);
}

/* ---- faults ---- */

static void the_place_is_the_path_of_the_key(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"row\":\"x\"}");
    record_set_path(&r.record, NULL, "blocks", 3);
    assert_string_equal(r.record.path, "blocks[3]");
    record_integer(&r.record, r.root, "row", 0, 9);
    expect_fault(&r, "blocks[3].row");
    record_set_path(&r.record, "blocks[3]", "cells", 12);
    record_integer(&r.record, r.root, "row", 0, 9);
    expect_fault(&r, "blocks[3].cells[12].row");
    stop(&r);
}

static void the_first_fault_stays(void **state) {
    (void)state;
    struct read r;
    start(&r, "{\"a\":1,\"b\":\"x\",\"c\":\"text\"}");
    record_string(&r.record, r.root, "a");
    record_boolean(&r.record, r.root, "b");
    assert_string_equal(record_text(&r.record, r.root, "c"), "text");
    assert_string_equal(r.error.message, "Expected a string.");
    expect_fault(&r, "a");
    stop(&r);
}

static void memory_that_runs_out_is_no_damage(void **state) {
    (void)state;
    struct read r = {.root = json_pack("{s:s}", "a", "a text that is longer than the arena is")};
    r.record = (struct record){.arena = arena_new(16), .error = &r.error};
    assert_non_null(r.record.arena);
    assert_string_equal(record_required(&r.record, r.root, "a"), "");
    assert_false(record_ok(&r.record));
    assert_int_equal(r.error.code, CODE_LIMIT_MEMORY);
    stop(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_the_schema_is_parsed),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_byte),
        cmocka_unit_test(a_line_cut_anywhere_is_refused),
        cmocka_unit_test(another_schema_is_named),
        cmocka_unit_test(a_long_foreign_schema_is_cut_at_a_character),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(an_empty_text_is_not_an_absent_one),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(integers_must_be_in_range),
        cmocka_unit_test(numbers_may_be_whole),
        cmocka_unit_test(booleans_are_true_or_false),
        cmocka_unit_test(lists_and_objects_are_not_each_other),
        cmocka_unit_test(lists_of_texts_are_whole_or_nothing),
        cmocka_unit_test(the_place_is_the_path_of_the_key),
        cmocka_unit_test(the_first_fault_stays),
        cmocka_unit_test(memory_that_runs_out_is_no_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
