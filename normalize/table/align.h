/* align: the best order-keeping pairing of two sequences, and how sure each pair is.
 *
 * Knows no domain: `rows` is one sequence (the form), `lines` the other (the document); the
 * candidate pairs are given with what each gains. A line is paired with at most one row; a row with
 * one line, or with two neighbouring ones when such a pair is given (a row cut in two). What is
 * left over costs a gap; a pair right after a pair gains a bonus, which separates equal labels by
 * the rows they follow.
 *
 * A gap costs the same at every place, so a pairing scores all gaps plus the net gain of its pairs:
 * the best one is the heaviest chain of pairs, rising in both sequences. Only candidate pairs are
 * visited; no table of rows × lines is needed, forwards or backwards. Chains are computed from both
 * ends, so for every pair the best total *without* it is known: their difference is the margin.
 *
 * Cost: time pairs × log rows; memory some 60 bytes a pair and row, from the arena. Ownership:
 * results in the caller's arena. Source: DESIGN §7; sparse dynamic programming after Eppstein,
 * Galil, Giancarlo and Italiano (1992).
 */
#ifndef CHITIEU_NORMALIZE_TABLE_ALIGN_H
#define CHITIEU_NORMALIZE_TABLE_ALIGN_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A candidate pair. */
struct align_pair {
    uint32_t line, row;
    bool joins_next; /* the row takes line and line + 1 */
    float gain;
};

struct align_problem {
    size_t rows, lines;
    const struct align_pair *pairs; /* by line, then by row */
    size_t pair_count;
    float row_gap;          /* gain (below 0) of a row without a line */
    const float *neighbour; /* [row]: gain (0 or more) of pairing it right after the row before */
    const float *line_gap;  /* [line]: gain (below 0) of a line without a row */
};

/* What became of a line. */
struct align_line {
    int row;         /* its row, or -1 */
    bool joins_next; /* the row takes the next line too */
    bool joins_last; /* it is the second half of the line before */
    float margin;  /* best total less the best total in which this line or its row goes elsewhere */
    int runner_up; /* the row it has in that other total, or -1 when none */
};

/* The pairing, one entry a line; NULL when memory is out. */
struct align_line *align(const struct align_problem *problem, struct arena *arena);

#endif
