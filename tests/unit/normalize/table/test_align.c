/* align: on strings of letters, so that every expectation can be seen. A letter pairs with itself
 * for 10 points. */
#include "normalize/table/align.h"

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

/* Lower-case letters of `lines` are halves: row B takes 'b' and the '+' after it. */
static struct run pair_up(const char *rows, const char *lines) {
    struct run run = {.arena = arena_new(1 << 20)};
    size_t n = strlen(rows), m = strlen(lines), count = 0;
    struct align_pair *pairs = arena_array(run.arena, n * m + 1, sizeof *pairs);
    float *gaps = arena_array(run.arena, m + 1, sizeof *gaps);
    float *neighbour = arena_array(run.arena, n + 1, sizeof *neighbour);
    for (uint32_t j = 0; j < m; j++) {
        gaps[j] = -1;
        for (uint32_t i = 0; i < n; i++) {
            if (rows[i] == lines[j])
                pairs[count++] = (struct align_pair){.line = j, .row = i, .gain = 10};
            if (lines[j] == rows[i] + 32 && lines[j + 1] == '+')
                pairs[count++] =
                    (struct align_pair){.line = j, .row = i, .joins_next = true, .gain = 9};
        }
    }
    for (size_t i = 0; i < n; i++)
        neighbour[i] = rows[i] == 'T' ? 2 : 0.5f; /* T depends on the row before it */
    struct align_problem problem = {.rows = n,
                                    .lines = m,
                                    .pairs = pairs,
                                    .pair_count = count,
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
    /* One T left of two: nothing shows which of the two rows it is. */
    struct run unsure = pair_up("TT", "T");
    assert_true(unsure.lines[0].margin < 0.01f && unsure.lines[0].margin > -0.01f);
    assert_int_equal(unsure.lines[0].runner_up, unsure.lines[0].row == 0 ? 1 : 0);
    arena_free(unsure.arena);
}

/* ---- against every pairing there is ---- */

enum { SMALL = 5, PAIRS_MOST = 2 * SMALL * SMALL };

/* Pairings tried one after the other: which pairs are taken so far, and the best total so far for
 * everything, without each line, and with each pair. */
struct trial {
    struct align_problem problem;
    struct align_pair pairs[PAIRS_MOST];
    float neighbour[SMALL], line_gap[SMALL];
    bool taken[PAIRS_MOST];
    float best, without[SMALL], with[PAIRS_MOST];
};

static uint32_t draw(uint32_t *seed, uint32_t most) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % most;
}

static void draw_problem(struct trial *t, uint32_t *seed) {
    *t = (struct trial){.problem = {.rows = 1 + draw(seed, SMALL),
                                    .lines = 1 + draw(seed, SMALL),
                                    .pairs = t->pairs,
                                    .row_gap = -0.75f,
                                    .neighbour = t->neighbour,
                                    .line_gap = t->line_gap}};
    for (uint32_t j = 0; j < t->problem.lines; j++) {
        t->line_gap[j] = -(float)draw(seed, 8) / 4;
        for (uint32_t i = 0; i < t->problem.rows; i++)
            for (uint32_t joins = 0; joins < 2 && j + joins < t->problem.lines; joins++)
                if (draw(seed, 3) > 0)
                    t->pairs[t->problem.pair_count++] =
                        (struct align_pair){.line = j,
                                            .row = i,
                                            .joins_next = joins == 1,
                                            .gain = (float)draw(seed, 64) / 4 - 4};
    }
    for (size_t i = 0; i < t->problem.rows; i++)
        t->neighbour[i] = (float)draw(seed, 8) / 4;
}

/* Weighs the pairs taken, by the definition: gains, bonuses, and a gap for all that is left over.
 */
static void weigh(struct trial *t) {
    const struct align_problem *p = &t->problem;
    const struct align_pair *last = NULL;
    float total = (float)p->rows * p->row_gap;
    bool used[SMALL + 1] = {false};
    for (size_t k = 0; k < p->pair_count; k++) {
        const struct align_pair *pair = &p->pairs[k];
        if (!t->taken[k])
            continue;
        total += pair->gain - p->row_gap;
        used[pair->line] = true;
        used[pair->line + 1] |= pair->joins_next;
        if (last && pair->row == last->row + 1 && pair->line == last->line + 1 + last->joins_next)
            total += p->neighbour[pair->row];
        last = pair;
    }
    for (size_t j = 0; j < p->lines; j++)
        total += used[j] ? 0 : p->line_gap[j];
    t->best = total > t->best ? total : t->best;
    for (size_t j = 0; j < p->lines; j++)
        if (!used[j] && total > t->without[j])
            t->without[j] = total;
    for (size_t k = 0; k < p->pair_count; k++)
        if (t->taken[k] && total > t->with[k])
            t->with[k] = total;
}

static void try_from(struct trial *t, size_t index, uint32_t line, uint32_t row) {
    const struct align_problem *p = &t->problem;
    weigh(t);
    for (size_t k = index; k < p->pair_count; k++) {
        const struct align_pair *pair = &p->pairs[k];
        if (pair->line < line || pair->row < row)
            continue;
        t->taken[k] = true;
        try_from(t, k + 1, pair->line + 1 + pair->joins_next, pair->row + 1);
        t->taken[k] = false;
    }
}

/* The margin of a paired line by its definition. */
static float margin_of(const struct trial *t, const struct align_line *lines, uint32_t line) {
    float other = t->without[line];
    for (size_t k = 0; k < t->problem.pair_count; k++) {
        const struct align_pair *pair = &t->problem.pairs[k];
        uint32_t last = pair->line + pair->joins_next;
        bool holds = pair->line <= line && line <= last;
        bool elsewhere =
            lines[pair->line].row != lines[line].row || lines[last].row != lines[line].row;
        bool rival = (int)pair->row == lines[line].row ? elsewhere : holds;
        if (rival && t->with[k] > other)
            other = t->with[k];
    }
    return t->best - other;
}

static void agrees_with_every_pairing_tried(void **state) {
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct trial t;
        draw_problem(&t, &seed);
        t.best = -1000;
        for (size_t j = 0; j < SMALL; j++)
            t.without[j] = -1000;
        for (size_t k = 0; k < PAIRS_MOST; k++)
            t.with[k] = -1000;
        try_from(&t, 0, 0, 0);
        struct arena *arena = arena_new(1 << 20);
        const struct align_line *lines = align(&t.problem, arena);
        assert_non_null(lines);
        for (uint32_t j = 0; j < t.problem.lines; j++) {
            if (lines[j].row < 0)
                assert_true(t.without[j] == t.best);
            else
                assert_float_equal(lines[j].margin, margin_of(&t, lines, j), 1e-4f);
        }
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_sequences),
        cmocka_unit_test(removed_and_added),
        cmocka_unit_test(twins_are_told_by_order),
        cmocka_unit_test(a_row_cut_in_two_takes_both_lines),
        cmocka_unit_test(margins_tell_sure_from_unsure),
        cmocka_unit_test(agrees_with_every_pairing_tried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
