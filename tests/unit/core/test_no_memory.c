/* Whose fault it is that there is no memory: the system's, or a limit's. */
#include "tests/unit/failing_memory.h"

#include "core/arena.h"
#include "core/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_arena_knows_its_own_limit(void **state) {
    (void)state;
    struct error error = {.code = CODE_NONE};
    struct arena *arena = arena_new_under(100, "--max-memory-bytes");
    assert_null(arena_alloc(arena, 101));
    assert_false(arena_error(arena, &error, "/a.xml"));
    assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    assert_string_equal(error.place, "/a.xml");
    assert_string_equal(error.message,
                        "This needs more than 100 bytes of memory (--max-memory-bytes).");
    arena_free(arena);
    arena = arena_new(100);
    assert_null(arena_array(arena, SIZE_MAX, 2));
    error = (struct error){.code = CODE_NONE};
    arena_error(arena, &error, "");
    assert_string_equal(error.message, "This needs more than 100 bytes of memory.");
    arena_free(arena);
}

static void an_arena_knows_the_system_s(void **state) {
    (void)state;
    struct error error = {.code = CODE_NONE};
    memory_fail(1);
    struct arena *none = arena_new(100);
    memory_stop();
    assert_null(none);
    assert_false(arena_error(none, &error, "a"));
    assert_int_equal(error.code, CODE_NO_MEMORY);
    assert_string_equal(error.place, "a");
    struct arena *arena = arena_new(100);
    memory_fail(1);
    assert_null(arena_alloc(arena, 1));
    memory_stop();
    assert_true(arena_failed(arena));
    assert_null(arena_alloc(arena, 101)); /* what failed first is told */
    error = (struct error){.code = CODE_NONE};
    arena_error(arena, &error, "");
    assert_int_equal(error.code, CODE_NO_MEMORY);
    arena_reset(arena);
    assert_false(arena_failed(arena));
    assert_null(arena_alloc(arena, 101));
    error = (struct error){.code = CODE_NONE};
    arena_error(arena, &error, "");
    assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    arena_free(arena);
}

static void a_buffer_knows_both(void **state) {
    (void)state;
    struct error error = {.code = CODE_NONE};
    struct buffer buffer;
    buffer_init(&buffer, 10);
    buffer_puts(&buffer, "12345678901");
    assert_true(buffer.failed);
    assert_false(buffer_error(&buffer, &error, "a"));
    assert_int_equal(error.code, CODE_NONE); /* what its limit means the caller says */
    buffer_clear(&buffer);
    assert_false(buffer.failed);
    memory_fail(1);
    buffer_puts(&buffer, "1");
    memory_stop();
    assert_true(buffer.failed);
    assert_false(buffer_error(&buffer, &error, "a"));
    assert_int_equal(error.code, CODE_NO_MEMORY);
    /* What was lost is lost, though nobody asked. */
    buffer_clear(&buffer);
    assert_true(buffer.failed && buffer.no_memory);
    buffer_free(&buffer);
    assert_false(buffer.failed);
}

static void only_the_machine_s_faults_pass(void **state) {
    (void)state;
    assert_true(code_is_passing(CODE_NO_MEMORY));
    assert_true(code_is_passing(CODE_WORKER_MEMORY));
    assert_true(code_is_passing(CODE_DATABASE_BUSY));
    assert_false(code_is_passing(CODE_NONE));
    assert_false(code_is_passing(CODE_LIMIT_MEMORY));
    assert_false(code_is_passing(CODE_WORKER_CRASHED));
    assert_false(code_is_passing(CODE_XML_DAMAGED));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_knows_its_own_limit),
        cmocka_unit_test(an_arena_knows_the_system_s),
        cmocka_unit_test(a_buffer_knows_both),
        cmocka_unit_test(only_the_machine_s_faults_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
