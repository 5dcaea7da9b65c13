#include "core/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void memory_is_zeroed_aligned_and_apart(void **state) {
    (void)state;
    struct arena *arena = arena_new(100000);
    unsigned char *first = arena_alloc(arena, 3), *second = arena_alloc(arena, 5);
    assert_non_null(first);
    assert_non_null(second);
    assert_int_equal((uintptr_t)first % _Alignof(max_align_t), 0);
    assert_int_equal((uintptr_t)second % _Alignof(max_align_t), 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(second[i], 0);
    memset(first, 0xFF, 3);
    assert_int_equal(second[0], 0);
    assert_non_null(arena_alloc(arena, 0));
    arena_free(arena);
}

static void a_large_block_does_not_waste_the_chunk_in_use(void **state) {
    (void)state;
    struct arena *arena = arena_new(16 + ((size_t)1 << 20) + 16);
    char *before = arena_alloc(arena, 16);
    char *large = arena_alloc(arena, (size_t)1 << 20);
    char *after = arena_alloc(arena, 16);
    assert_non_null(large);
    memset(large, 1, (size_t)1 << 20);
    assert_ptr_equal(after, before + 16);
    assert_int_equal(after[0], 0);
    assert_null(arena_alloc(arena, 1)); /* nothing but what was asked for counts */
    arena_free(arena);
}

static void a_full_arena_stays_failed(void **state) {
    (void)state;
    struct arena *arena = arena_new(64);
    assert_non_null(arena_alloc(arena, 48));
    assert_false(arena_failed(arena));
    assert_null(arena_alloc(arena, 17));
    assert_true(arena_failed(arena));
    assert_null(arena_alloc(arena, 1)); /* there would be room */
    assert_null(arena_strdup(arena, "x"));
    arena_free(arena);
}

static void the_last_byte_of_the_limit_can_be_used(void **state) {
    (void)state;
    struct arena *arena = arena_new(64);
    assert_non_null(arena_alloc(arena, 64));
    assert_false(arena_failed(arena));
    assert_null(arena_alloc(arena, 1));
    arena_free(arena);
}

static void a_product_that_overflows_is_refused(void **state) {
    (void)state;
    struct arena *arena = arena_new(SIZE_MAX);
    assert_null(arena_array(arena, SIZE_MAX / 2, 3));
    assert_true(arena_failed(arena));
    arena_free(arena);
    arena = arena_new(SIZE_MAX);
    assert_null(arena_alloc(arena, SIZE_MAX));
    arena_free(arena);
}

static void growing_keeps_what_was_there(void **state) {
    (void)state;
    /* 16, 32, … 1024 numbers: less than twice the last. */
    struct arena *arena = arena_new(2 * 1024 * sizeof(unsigned));
    unsigned *numbers = NULL;
    size_t capacity = 0;
    for (unsigned i = 0; i < 1000; i++) {
        numbers = arena_grow(arena, numbers, i, &capacity, sizeof *numbers);
        assert_non_null(numbers);
        assert_true(capacity > i);
        numbers[i] = i * i;
    }
    for (unsigned i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i * i);
    arena_free(arena);
}

static void growing_over_the_limit_gives_nothing(void **state) {
    (void)state;
    struct arena *arena = arena_new(128);
    size_t capacity = 0;
    int *numbers = arena_grow(arena, NULL, 0, &capacity, sizeof *numbers);
    assert_non_null(numbers);
    assert_int_equal(capacity, 16);
    assert_null(arena_grow(arena, numbers, 16, &capacity, sizeof *numbers));
    assert_int_equal(capacity, 16);
    assert_true(arena_failed(arena));
    arena_free(arena);
}

static void strings_are_copied_whole(void **state) {
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    char text[] = "Sở Nội vụ";
    char *copy = arena_strdup(arena, text), *part = arena_strndup(arena, text, 3);
    text[0] = 'X';
    assert_string_equal(copy, "Sở Nội vụ");
    assert_int_equal(part[0], 'S');
    assert_int_equal(strlen(part), 3);
    assert_null(arena_strdup(arena, NULL));
    assert_false(arena_failed(arena));
    assert_string_equal(arena_printf(arena, "t%u!R%dC%d", 1u, 5, 3), "t1!R5C3");
    char *long_one = arena_printf(arena, "%0100000d", 7);
    assert_int_equal(strlen(long_one), 100000);
    assert_string_equal(long_one + 99998, "07");
    arena_free(arena);
}

static void nothing_can_be_freed(void **state) {
    (void)state;
    arena_free(NULL);
    struct arena *arena = arena_new(0);
    assert_null(arena_alloc(arena, 0)); /* even nothing needs a place */
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(a_large_block_does_not_waste_the_chunk_in_use),
        cmocka_unit_test(a_full_arena_stays_failed),
        cmocka_unit_test(the_last_byte_of_the_limit_can_be_used),
        cmocka_unit_test(a_product_that_overflows_is_refused),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(growing_over_the_limit_gives_nothing),
        cmocka_unit_test(strings_are_copied_whole),
        cmocka_unit_test(nothing_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
