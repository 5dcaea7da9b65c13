#include "normalize/table/align.h"

#include <math.h>

/* No pair: the chain begins or ends. */
#define NONE UINT32_MAX

/* A chain's weight and the pair it ends with. */
struct best {
    float weight;
    uint32_t pair;
};

/* The pair that ends right before a line, one per row: the neighbour's bonus needs it. */
struct ending {
    uint32_t line; /* where the next pair must begin (forwards) or this one ends (backwards) */
    struct best best;
};

struct chains {
    const struct align_problem *problem;
    float *before;          /* [pair]: heaviest chain that ends with it, its own gain included */
    float *after;           /* [pair]: heaviest chain after it, its own gain left out */
    uint32_t *last;         /* [pair]: the one before it in its chain */
    uint32_t *begin;        /* [line]: the first pair of the line; [lines]: pair_count */
    struct best *tree;      /* Fenwick tree over rows: heaviest chain of the rows so far */
    struct ending *endings; /* [row] */
};

static uint32_t end_of(const struct align_pair *pair) {
    return pair->line + 1 + pair->joins_next;
}

/* What a pair gains beyond the gaps it fills. */
static float net_gain(const struct align_problem *p, size_t index) {
    const struct align_pair *pair = &p->pairs[index];
    float gain = pair->gain - p->row_gap - p->line_gap[pair->line];
    return pair->joins_next ? gain - p->line_gap[pair->line + 1] : gain;
}

static float larger(float a, float b) {
    return a > b ? a : b;
}

/* ---- the tree: heaviest of the places 1 to n ---- */

static void tree_clear(struct chains *c) {
    for (size_t i = 0; i <= c->problem->rows; i++) {
        c->tree[i] = (struct best){0, NONE};
        c->endings[i].line = NONE;
    }
}

static void tree_add(struct chains *c, size_t place, struct best best) {
    for (; place <= c->problem->rows; place += place & (~place + 1))
        if (best.weight > c->tree[place].weight)
            c->tree[place] = best;
}

static struct best tree_best(const struct chains *c, size_t place) {
    struct best best = {0, NONE};
    for (; place > 0; place &= place - 1)
        if (c->tree[place].weight > best.weight)
            best = c->tree[place];
    return best;
}

/* Remembers the heaviest chain at a row that ends at a line. */
static void record_ending(struct chains *c, size_t row, uint32_t line, struct best best) {
    struct ending *ending = &c->endings[row];
    if (ending->line != line || best.weight > ending->best.weight)
        *ending = (struct ending){line, best};
}

/* ---- forwards ---- */

/* Adds the pairs of a line, single or joined, to the chains that later pairs may extend. */
static void end_pairs(struct chains *c, size_t line, bool joined) {
    for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++) {
        const struct align_pair *pair = &c->problem->pairs[k];
        if (pair->joins_next != joined)
            continue;
        struct best best = {c->before[k], k};
        tree_add(c, pair->row + 1, best);
        record_ending(c, pair->row, end_of(pair), best);
    }
}

static void begin_pair(struct chains *c, uint32_t index) {
    const struct align_pair *pair = &c->problem->pairs[index];
    struct best best = tree_best(c, pair->row);
    if (pair->row > 0 && c->endings[pair->row - 1].line == pair->line) {
        const struct best *neighbour = &c->endings[pair->row - 1].best;
        float weight = neighbour->weight + c->problem->neighbour[pair->row];
        if (weight >= best.weight)
            best = (struct best){weight, neighbour->pair};
    }
    c->before[index] = best.weight + net_gain(c->problem, index);
    c->last[index] = best.pair;
}

static void chain_forwards(struct chains *c) {
    tree_clear(c);
    for (size_t line = 0; line < c->problem->lines; line++) {
        if (line > 1)
            end_pairs(c, line - 2, true);
        if (line > 0)
            end_pairs(c, line - 1, false);
        for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++)
            begin_pair(c, k);
    }
}

/* ---- backwards: the same from the end, rows counted from the last ---- */

static size_t place_behind(const struct chains *c, size_t row) {
    return c->problem->rows - row;
}

static void open_pair(struct chains *c, uint32_t index) {
    const struct align_pair *pair = &c->problem->pairs[index];
    struct best best = {c->after[index] + net_gain(c->problem, index), index};
    tree_add(c, place_behind(c, pair->row), best);
    record_ending(c, pair->row, pair->line, best);
}

/* Finds what follows the pairs that end before `line`. */
static void close_pairs(struct chains *c, size_t line, bool joined) {
    for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++) {
        const struct align_pair *pair = &c->problem->pairs[k];
        size_t next = pair->row + 1;
        if (pair->joins_next != joined)
            continue;
        c->after[k] = next < c->problem->rows ? tree_best(c, place_behind(c, next)).weight : 0;
        if (next < c->problem->rows && c->endings[next].line == end_of(pair))
            c->after[k] =
                larger(c->after[k], c->endings[next].best.weight + c->problem->neighbour[next]);
    }
}

static void chain_backwards(struct chains *c) {
    tree_clear(c);
    for (size_t line = c->problem->lines + 1; line-- > 0;) {
        if (line < c->problem->lines)
            for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++)
                open_pair(c, k);
        if (line > 0)
            close_pairs(c, line - 1, false);
        if (line > 1)
            close_pairs(c, line - 2, true);
    }
}

/* ---- the best total without a line ---- */

/* The heaviest of a stretch of rows: chains that end there, that begin there, and one of each, in
 * that order. */
struct stretch {
    float ends, begins, both;
};

/* A sweep over the lines: at each line, `ends` holds the chains that end before it, `begins` those
 * that begin after it. */
struct sweep {
    size_t leaves;
    struct stretch *stretches; /* [1] is the root, leaves from [leaves] */
    uint32_t *next;            /* [row]: its next pair, in order of lines */
    uint32_t *following;       /* [pair]: the row's next one */
    float *rest; /* [pair]: heaviest chain that begins with it or a later one of its row */
};

static void set_leaf(const struct sweep *s, size_t row) {
    for (size_t i = (s->leaves + row) / 2; i > 0; i /= 2) {
        const struct stretch *left = &s->stretches[2 * i], *right = left + 1;
        s->stretches[i] =
            (struct stretch){larger(left->ends, right->ends), larger(left->begins, right->begins),
                             larger(larger(left->both, right->both), left->ends + right->begins)};
    }
}

static bool sweep_start(const struct chains *c, struct arena *arena, struct sweep *s) {
    const struct align_problem *p = c->problem;
    for (s->leaves = 1; s->leaves < p->rows;)
        s->leaves *= 2;
    s->stretches = arena_array(arena, 2 * s->leaves, sizeof *s->stretches);
    s->next = arena_array(arena, p->rows + 1, sizeof *s->next);
    s->following = arena_array(arena, p->pair_count + 1, sizeof *s->following);
    s->rest = arena_array(arena, p->pair_count + 1, sizeof *s->rest);
    if (arena_failed(arena))
        return false;
    for (size_t i = 0; i < p->rows; i++)
        s->next[i] = NONE;
    for (size_t k = p->pair_count; k-- > 0;) {
        uint32_t *next = &s->next[p->pairs[k].row];
        float own = c->after[k] + net_gain(p, k);
        s->rest[k] = *next == NONE ? own : larger(own, s->rest[*next]);
        s->following[k] = *next;
        *next = (uint32_t)k;
    }
    for (size_t i = 0; i < p->rows; i++)
        if (s->next[i] != NONE)
            s->stretches[s->leaves + i].begins = larger(0, s->rest[s->next[i]]);
    for (size_t i = 0; i < p->rows; i += 2)
        set_leaf(s, i);
    return true;
}

/* Removes the pairs that begin with `line` from those that begin after it. */
static void remove_begun(const struct chains *c, const struct sweep *s, size_t line) {
    for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++) {
        size_t row = c->problem->pairs[k].row;
        uint32_t next = s->next[row] = s->following[k];
        s->stretches[s->leaves + row].begins = next == NONE ? 0 : larger(0, s->rest[next]);
        set_leaf(s, row);
    }
}

static void add_ended(const struct chains *c, const struct sweep *s, size_t line, bool joined) {
    for (uint32_t k = c->begin[line]; k < c->begin[line + 1]; k++) {
        const struct align_pair *pair = &c->problem->pairs[k];
        struct stretch *leaf = &s->stretches[s->leaves + pair->row];
        if (pair->joins_next != joined || c->before[k] <= leaf->ends)
            continue;
        leaf->ends = c->before[k];
        set_leaf(s, pair->row);
    }
}

/* The heaviest chain that leaves the line out; called for each line once, in order. */
static float weight_without(const struct chains *c, const struct sweep *s, size_t line) {
    remove_begun(c, s, line);
    if (line > 0)
        add_ended(c, s, line - 1, false);
    if (line > 1)
        add_ended(c, s, line - 2, true);
    const struct stretch *all = &s->stretches[1];
    return larger(larger(all->ends, all->begins), all->both);
}

/* ---- the pairing ---- */

static uint32_t heaviest(const struct chains *c) {
    uint32_t best = NONE;
    for (uint32_t k = 0; k < c->problem->pair_count; k++)
        if (c->before[k] > (best == NONE ? 0 : c->before[best]))
            best = k;
    return best;
}

static void trace_chain(const struct chains *c, uint32_t pair, struct align_line *lines) {
    for (; pair != NONE; pair = c->last[pair]) {
        const struct align_pair *own = &c->problem->pairs[pair];
        struct align_line *line = &lines[own->line];
        line->row = (int)own->row;
        line->joins_next = own->joins_next;
        if (own->joins_next) {
            line[1].row = line->row;
            line[1].joins_last = true;
        }
    }
}

/* The alternatives of the lines and rows: the heaviest chain through another pair of each. */
struct rivals {
    struct best *of_line; /* [line]: through a pair with another row than its own */
    struct best *of_row;  /* [row]: through a pair with a line that is not paired with this row */
};

static void record_rival(struct best *rival, struct best best) {
    if (best.weight > rival->weight)
        *rival = best;
}

static void find_rivals(const struct chains *c, const struct align_line *lines,
                        const struct rivals *rivals) {
    const struct align_problem *p = c->problem;
    for (size_t j = 0; j < p->lines; j++)
        rivals->of_line[j] = (struct best){-INFINITY, NONE};
    for (size_t i = 0; i < p->rows; i++)
        rivals->of_row[i] = (struct best){-INFINITY, NONE};
    for (uint32_t k = 0; k < p->pair_count; k++) {
        const struct align_pair *pair = &p->pairs[k];
        struct best through = {c->before[k] + c->after[k], k};
        for (uint32_t j = pair->line; j < end_of(pair); j++) {
            if (lines[j].row == (int)pair->row)
                continue;
            record_rival(&rivals->of_line[j], through);
            record_rival(&rivals->of_row[pair->row], through);
        }
    }
}

static bool measure_margins(const struct chains *c, struct arena *arena, float total,
                            struct align_line *lines) {
    const struct align_problem *p = c->problem;
    struct sweep sweep;
    struct rivals rivals = {arena_array(arena, p->lines + 1, sizeof(struct best)),
                            arena_array(arena, p->rows + 1, sizeof(struct best))};
    if (arena_failed(arena) || !sweep_start(c, arena, &sweep))
        return false;
    find_rivals(c, lines, &rivals);
    for (size_t j = 0; j < p->lines; j++) {
        float without = weight_without(c, &sweep, j);
        struct align_line *own = &lines[j];
        if (own->row < 0)
            continue;
        const struct best *rival = &rivals.of_line[j];
        if (rival->pair != NONE && rival->weight > without)
            own->runner_up = (int)p->pairs[rival->pair].row;
        float other = larger(without, rival->weight);
        own->margin = total - larger(other, rivals.of_row[own->row].weight);
    }
    return true;
}

static void index_lines(const struct align_problem *p, uint32_t *begin) {
    uint32_t k = 0;
    for (size_t line = 0; line <= p->lines; line++) {
        begin[line] = k;
        while (k < p->pair_count && p->pairs[k].line == line)
            k++;
    }
}

struct align_line *align(const struct align_problem *problem, struct arena *arena) {
    size_t pairs = problem->pair_count + 1, rows = problem->rows + 1, lines = problem->lines + 1;
    struct chains c = {.problem = problem,
                       .before = arena_array(arena, pairs, sizeof(float)),
                       .after = arena_array(arena, pairs, sizeof(float)),
                       .last = arena_array(arena, pairs, sizeof(uint32_t)),
                       .begin = arena_array(arena, lines, sizeof(uint32_t)),
                       .tree = arena_array(arena, rows, sizeof(struct best)),
                       .endings = arena_array(arena, rows, sizeof(struct ending))};
    struct align_line *result = arena_array(arena, lines, sizeof *result);
    if (arena_failed(arena))
        return NULL;
    for (size_t j = 0; j < problem->lines; j++)
        result[j] = (struct align_line){.row = -1, .runner_up = -1};
    index_lines(problem, c.begin);
    chain_forwards(&c);
    chain_backwards(&c);
    uint32_t last = heaviest(&c);
    trace_chain(&c, last, result);
    return measure_margins(&c, arena, last == NONE ? 0 : c.before[last], result) ? result : NULL;
}
