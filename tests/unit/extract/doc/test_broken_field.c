/* doc/field: which fields of a text hide what stands behind them. 13 begins a field, 14 its result,
 * 15 ends it, 07 ends a cell (octal 023, 024, 025, 007). */
#include "extract/doc/broken_field.h"
#include "tests/unit/extract/docx/test_docx.h"

/* The text lies in one piece of a byte a character; `expected` lists the CPs of broken fields. */
static void expect_broken(const char *text, const char *expected) {
    struct limits limits = limits_default();
    struct arena *arena = arena_new(limits.memory_bytes);
    uint32_t length = (uint32_t)strlen(text);
    struct piece piece = {.end = length, .compressed = true};
    struct doc_file file = {
        .main = {(const unsigned char *)text, length}, .pieces = &piece, .piece_count = 1};
    struct broken_fields broken;
    struct buffer found;
    buffer_init(&found, 256);
    broken_fields_find(&broken, &file, 0, length, arena);
    for (uint32_t cp = 0; cp < length; cp++)
        if (broken_fields_have(&broken, cp))
            buffer_printf(&found, "%u ", (unsigned)cp);
    assert_string_equal(buffer_text(&found), expected);
    buffer_free(&found);
    arena_free(arena);
}

static void whole_fields_are_left_alone(void **state) {
    (void)state;
    expect_broken("a\023PAGE\0247\025 b", "");
    expect_broken("\023PAGE\025 b", "");
    expect_broken("\023IF \023PAGE\0241\025=1\024yes\025", "");
    expect_broken("\023TOC\024one\007two\025", ""); /* the result holds a cell */
}

static void fields_without_end_are_found(void **state) {
    (void)state;
    expect_broken("a\023PAGE and 12", "1 ");
    expect_broken("\023A\023B\0241\025 12", "0 ");         /* the inner one is whole */
    expect_broken("\023A\00712\007\023B\0241\025", "0 ");  /* ends with its cell */
    expect_broken("\023A\007\023B\007\024\025", "0 3 ");   /* what follows belongs to neither */
    expect_broken("\023A\024\023B\0077\025\023C", "3 8 "); /* a result around a broken one */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_fields_are_left_alone),
        cmocka_unit_test(fields_without_end_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
