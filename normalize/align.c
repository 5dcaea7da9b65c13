#include "normalize/align.h"

/* What the step before was: a pair, or a gap (also the start). */
enum { BEHIND_PAIR, BEHIND_GAP, STATES };

struct grids {
    const struct align_problem *problem;
    size_t width;          /* lines + 1 */
    float *before[STATES]; /* best total of the first i rows and j lines that ends so */
    float *after[STATES]; /* best total of the rows from i and the lines from j, begun behind such a
                             step */
};

static float pair(const struct align_problem *p, size_t row, size_t line) {
    return p->score[row * p->lines + line];
}

static float join(const struct align_problem *p, size_t row, size_t line) {
    return p->joined && line + 1 < p->lines ? p->joined[row * p->lines + line] : ALIGN_NEVER;
}

static float larger(float a, float b) {
    return a > b ? a : b;
}

/* Best total up to (i, j) from where a pair may go on, its bonus included. */
static float before_pair(const struct grids *g, size_t i, size_t j) {
    size_t at = i * g->width + j;
    return larger(g->before[BEHIND_PAIR][at] + g->problem->neighbour[i], g->before[BEHIND_GAP][at]);
}

static float before_any(const struct grids *g, size_t i, size_t j) {
    size_t at = i * g->width + j;
    return larger(g->before[BEHIND_PAIR][at], g->before[BEHIND_GAP][at]);
}

static void fill_before(const struct grids *g) {
    const struct align_problem *p = g->problem;
    for (size_t i = 0; i <= p->rows; i++) {
        for (size_t j = 0; j <= p->lines; j++) {
            float paired = ALIGN_NEVER * 4, gap = i == 0 && j == 0 ? 0 : ALIGN_NEVER * 4;
            if (i > 0)
                gap = larger(gap, before_any(g, i - 1, j) + p->row_gap);
            if (j > 0)
                gap = larger(gap, before_any(g, i, j - 1) + p->line_gap[j - 1]);
            if (i > 0 && j > 0)
                paired = larger(paired, before_pair(g, i - 1, j - 1) + pair(p, i - 1, j - 1));
            if (i > 0 && j > 1)
                paired = larger(paired, before_pair(g, i - 1, j - 2) + join(p, i - 1, j - 2));
            g->before[BEHIND_PAIR][i * g->width + j] = paired;
            g->before[BEHIND_GAP][i * g->width + j] = gap;
        }
    }
}

static void fill_after(const struct grids *g) {
    const struct align_problem *p = g->problem;
    const float *after_pair = g->after[BEHIND_PAIR], *after_gap = g->after[BEHIND_GAP];
    for (size_t i = p->rows + 1; i-- > 0;) {
        for (size_t j = p->lines + 1; j-- > 0;) {
            size_t at = i * g->width + j;
            float paired = ALIGN_NEVER * 4;
            float gap = i == p->rows && j == p->lines ? 0 : ALIGN_NEVER * 4;
            if (i < p->rows)
                gap = larger(gap, after_gap[at + g->width] + p->row_gap);
            if (j < p->lines)
                gap = larger(gap, after_gap[at + 1] + p->line_gap[j]);
            if (i < p->rows && j < p->lines)
                paired = larger(paired, after_pair[at + g->width + 1] + pair(p, i, j));
            if (i < p->rows && j + 1 < p->lines)
                paired = larger(paired, after_pair[at + g->width + 2] + join(p, i, j));
            g->after[BEHIND_PAIR][at] = i < p->rows ? larger(gap, paired + p->neighbour[i]) : gap;
            g->after[BEHIND_GAP][at] = larger(gap, paired);
        }
    }
}

/* Walks back from the end; the sums are the ones that were stored, so equality is exact. */
static void trace(const struct grids *g, struct align_line *lines) {
    const struct align_problem *p = g->problem;
    size_t i = p->rows, j = p->lines;
    float here = before_any(g, i, j);
    while (i > 0 || j > 0) {
        size_t at = i * g->width + j;
        if (here == g->before[BEHIND_PAIR][at]) {
            bool whole = here == before_pair(g, i - 1, j - 1) + pair(p, i - 1, j - 1);
            i--;
            j -= whole ? 1 : 2;
            lines[j].row = (int)i;
            if (!whole) {
                lines[j + 1].row = (int)i;
                lines[j].joins_next = lines[j + 1].joins_last = true;
            }
            at = i * g->width + j;
            float paired = g->before[BEHIND_PAIR][at], gap = g->before[BEHIND_GAP][at];
            here = paired + p->neighbour[i] >= gap ? paired : gap;
        } else {
            bool line_gap = j > 0 && here == before_any(g, i, j - 1) + p->line_gap[j - 1];
            j -= line_gap;
            i -= !line_gap;
            here = before_any(g, i, j);
        }
    }
}

/* Best total in which `line` is paired with `row`, alone or as either half of a join. */
static float total_through(const struct grids *g, size_t row, size_t line) {
    const struct align_problem *p = g->problem;
    const float *after = &g->after[BEHIND_PAIR][(row + 1) * g->width + line + 1];
    float total = before_pair(g, row, line) + pair(p, row, line) + *after;
    if (line + 1 < p->lines)
        total = larger(total, before_pair(g, row, line) + join(p, row, line) + after[1]);
    if (line > 0)
        total = larger(total, before_pair(g, row, line - 1) + join(p, row, line - 1) + *after);
    return total;
}

static float total_without(const struct grids *g, size_t line) {
    const struct align_problem *p = g->problem;
    float best = ALIGN_NEVER * 4;
    for (size_t i = 0; i <= p->rows; i++)
        best = larger(best, before_any(g, i, line) + p->line_gap[line] +
                                g->after[BEHIND_GAP][i * g->width + line + 1]);
    return best;
}

/* The margin of a paired line: against other rows for the line, and other lines for the row. */
static void measure(const struct grids *g, struct align_line *lines, size_t line) {
    const struct align_problem *p = g->problem;
    struct align_line *own = &lines[line];
    size_t row = (size_t)own->row;
    float total = before_any(g, p->rows, p->lines);
    float other = total_without(g, line);
    own->runner_up = -1;
    for (size_t i = 0; i < p->rows; i++) {
        float through = i == row ? ALIGN_NEVER * 4 : total_through(g, i, line);
        if (through > other) {
            other = through;
            own->runner_up = (int)i;
        }
    }
    for (size_t j = 0; j < p->lines; j++) {
        if (lines[j].row != own->row)
            other = larger(other, total_through(g, row, j));
    }
    own->margin = total - other;
}

struct align_line *align(const struct align_problem *problem, struct arena *arena) {
    struct grids g = {.problem = problem, .width = problem->lines + 1};
    size_t places = (problem->rows + 1) * g.width;
    struct align_line *lines = arena_array(arena, problem->lines + 1, sizeof *lines);
    for (int state = 0; state < STATES; state++) {
        g.before[state] = arena_array(arena, places, sizeof(float));
        g.after[state] = arena_array(arena, places, sizeof(float));
    }
    if (arena_failed(arena))
        return NULL;
    for (size_t j = 0; j < problem->lines; j++)
        lines[j] = (struct align_line){.row = -1, .runner_up = -1};
    fill_before(&g);
    fill_after(&g);
    trace(&g, lines);
    for (size_t j = 0; j < problem->lines; j++)
        if (lines[j].row >= 0)
            measure(&g, lines, j);
    return lines;
}
