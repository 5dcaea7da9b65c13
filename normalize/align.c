#include "normalize/align.h"

struct grids {
    const struct align_problem *problem;
    size_t width; /* lines + 1 */
    float *before; /* best total of the first i rows and j lines */
    float *after;  /* best total of the rows from i and the lines from j */
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

static void fill_before(const struct grids *g) {
    const struct align_problem *p = g->problem;
    for (size_t i = 0; i <= p->rows; i++) {
        for (size_t j = 0; j <= p->lines; j++) {
            const float *here = &g->before[i * g->width + j];
            float best = i == 0 && j == 0 ? 0 : ALIGN_NEVER * 4;
            if (i > 0)
                best = larger(best, here[-(ptrdiff_t)g->width] + p->row_gap);
            if (j > 0)
                best = larger(best, here[-1] + p->line_gap[j - 1]);
            if (i > 0 && j > 0)
                best = larger(best, here[-(ptrdiff_t)g->width - 1] + pair(p, i - 1, j - 1));
            if (i > 0 && j > 1)
                best = larger(best, here[-(ptrdiff_t)g->width - 2] + join(p, i - 1, j - 2));
            g->before[i * g->width + j] = best;
        }
    }
}

static void fill_after(const struct grids *g) {
    const struct align_problem *p = g->problem;
    for (size_t i = p->rows + 1; i-- > 0;) {
        for (size_t j = p->lines + 1; j-- > 0;) {
            const float *here = &g->after[i * g->width + j];
            float best = i == p->rows && j == p->lines ? 0 : ALIGN_NEVER * 4;
            if (i < p->rows)
                best = larger(best, here[g->width] + p->row_gap);
            if (j < p->lines)
                best = larger(best, here[1] + p->line_gap[j]);
            if (i < p->rows && j < p->lines)
                best = larger(best, here[g->width + 1] + pair(p, i, j));
            if (i < p->rows && j + 1 < p->lines)
                best = larger(best, here[g->width + 2] + join(p, i, j));
            g->after[i * g->width + j] = best;
        }
    }
}

/* Walks back from the end; the sums are the ones that were stored, so equality is exact. */
static void trace(const struct grids *g, struct align_line *lines) {
    const struct align_problem *p = g->problem;
    size_t i = p->rows, j = p->lines;
    while (i > 0 || j > 0) {
        const float *here = &g->before[i * g->width + j];
        if (i > 0 && j > 0 &&
            *here == here[-(ptrdiff_t)g->width - 1] + pair(p, i - 1, j - 1)) {
            i--, j--;
            lines[j].row = (int)i;
        } else if (i > 0 && j > 1 &&
                   *here == here[-(ptrdiff_t)g->width - 2] + join(p, i - 1, j - 2)) {
            i--, j -= 2;
            lines[j].row = lines[j + 1].row = (int)i;
            lines[j].joins_next = lines[j + 1].joins_last = true;
        } else if (j > 0 && *here == here[-1] + p->line_gap[j - 1]) {
            j--;
        } else {
            i--;
        }
    }
}

/* Best total in which `line` is paired with `row`, alone or as either half of a join. */
static float total_through(const struct grids *g, size_t row, size_t line) {
    const struct align_problem *p = g->problem;
    const float *before = &g->before[row * g->width + line];
    const float *after = &g->after[(row + 1) * g->width + line + 1];
    float total = *before + pair(p, row, line) + *after;
    if (line + 1 < p->lines)
        total = larger(total, *before + join(p, row, line) + after[1]);
    if (line > 0)
        total = larger(total, before[-1] + join(p, row, line - 1) + *after);
    return total;
}

static float total_without(const struct grids *g, size_t line) {
    const struct align_problem *p = g->problem;
    float best = ALIGN_NEVER * 4;
    for (size_t i = 0; i <= p->rows; i++)
        best = larger(best, g->before[i * g->width + line] + p->line_gap[line] +
                                g->after[i * g->width + line + 1]);
    return best;
}

/* The margin of a paired line: against other rows for the line, and other lines for the row. */
static void measure(const struct grids *g, struct align_line *lines, size_t line) {
    const struct align_problem *p = g->problem;
    struct align_line *own = &lines[line];
    size_t row = (size_t)own->row;
    float total = g->before[p->rows * g->width + p->lines];
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
    g.before = arena_array(arena, places, sizeof *g.before);
    g.after = arena_array(arena, places, sizeof *g.after);
    if (!lines || !g.before || !g.after)
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
