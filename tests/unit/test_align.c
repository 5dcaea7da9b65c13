/* align: on strings of letters, so that every expectation can be seen. A letter pairs with itself
 * for 10 points. */
#include "normalize/align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct run {
    struct arena *arena;
    struct align_line *lines;
};

/* Lower-case letters of `lines` are halves: "ab" in rows A can be joined from 'a' followed by '+'.
 */
static struct run pair_up(const char *rows, const char *lines) {
    struct run run = {.arena = arena_new(1 << 20)};
    size_t n = strlen(rows), m = strlen(lines);
    float *score = arena_array(run.arena, n * m + 1, sizeof *score);
    float *joined = arena_array(run.arena, n * m + 1, sizeof *joined);
    float *gaps = arena_array(run.arena, m + 1, sizeof *gaps);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m; j++) {
            score[i * m + j] = rows[i] == lines[j] ? 10 : ALIGN_NEVER;
            joined[i * m + j] = ALIGN_NEVER;
            if (lines[j] == rows[i] + 32 && lines[j + 1] == '+')
                joined[i * m + j] = 9;
        }
    }
    float *neighbour = arena_array(run.arena, n + 1, sizeof *neighbour);
    for (size_t i = 0; i < n; i++)
        neighbour[i] = rows[i] == 'T' ? 2 : 0.5f; /* T leans on what it stands under */
    for (size_t j = 0; j < m; j++)
        gaps[j] = -1;
    struct align_problem problem = {.rows = n,
                                    .lines = m,
                                    .score = score,
                                    .joined = joined,
                                    .row_gap = -0.5f,
                                    .neighbour = neighbour,
                                    .line_gap = gaps};
    run.lines = align(&problem, run.arena);
    assert_non_null(run.lines);
    return run;
}

static void expect(const char *rows, const char *lines, const int *row_of_line) {
    struct run run = pair_up(rows, lines);
    for (size_t j = 0; j < strlen(lines); j++)
        assert_int_equal(run.lines[j].row, row_of_line[j]);
    arena_free(run.arena);
}

static void equal_sequences(void **state) {
    (void)state;
    expect("ABC", "ABC", (const int[]){0, 1, 2});
    expect("", "", NULL);
    expect("ABC", "", NULL);
    expect("", "AB", (const int[]){-1, -1});
}

static void removed_and_added(void **state) {
    (void)state;
    expect("ABCDE", "ACE", (const int[]){0, 2, 4});
    expect("ABC", "AXBYC", (const int[]){0, -1, 1, -1, 2});
}

static void twins_are_told_by_order(void **state) {
    (void)state;
    expect("XTYTZT", "XTYTZT", (const int[]){0, 1, 2, 3, 4, 5});
    expect("XTYTZT", "YT", (const int[]){2, 3});
    expect("XTYTZT", "XTZT", (const int[]){0, 1, 4, 5});
    expect("XTYTZT", "XYT", (const int[]){0, 2, 3});
}

static void a_row_cut_in_two_takes_both_lines(void **state) {
    (void)state;
    struct run run = pair_up("ABC", "Ab+C");
    assert_int_equal(run.lines[1].row, 1);
    assert_int_equal(run.lines[2].row, 1);
    assert_true(run.lines[1].joins_next && run.lines[2].joins_last);
    assert_int_equal(run.lines[3].row, 2);
    arena_free(run.arena);
}

static void margins_tell_sure_from_unsure(void **state) {
    (void)state;
    struct run sure = pair_up("ABC", "ABC");
    assert_true(sure.lines[1].margin > 9);
    arena_free(sure.arena);
    /* One T left of two: nothing tells which of the two rows it is. */
    struct run unsure = pair_up("TT", "T");
    assert_true(unsure.lines[0].margin < 0.01f && unsure.lines[0].margin > -0.01f);
    assert_int_equal(unsure.lines[0].runner_up, unsure.lines[0].row == 0 ? 1 : 0);
    arena_free(unsure.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_sequences),
        cmocka_unit_test(removed_and_added),
        cmocka_unit_test(twins_are_told_by_order),
        cmocka_unit_test(a_row_cut_in_two_takes_both_lines),
        cmocka_unit_test(margins_tell_sure_from_unsure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
