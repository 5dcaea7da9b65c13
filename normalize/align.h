/* align: the best order-keeping pairing of two sequences, and how sure each pair is.
 *
 * Knows no domain: `rows` is one sequence (the form), `lines` the other (the document), scores are
 * given. A line is paired with at most one row; a row with one line, or with two neighbouring ones
 * when the join score allows it (a row cut in two). What is left over costs a gap; a pair right
 * behind a pair gains a bonus, which tells twins apart by what they follow. Global alignment after
 * Needleman and Wunsch with two states (behind a pair, behind a gap), forwards and backwards, so
 * that for every pair the best total *without* that pair is known: their difference is the margin.
 *
 * Cost: time rows × lines; memory 16 bytes × rows × lines, from the arena (a 5,000-line table
 * against 1,000 rows: 80 MB). Ownership: results in the caller's arena.
 */
#ifndef CHITIEU_NORMALIZE_ALIGN_H
#define CHITIEU_NORMALIZE_ALIGN_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* A pair that must not be. */
#define ALIGN_NEVER (-1e9f)

struct align_problem {
    size_t rows, lines;
    const float *score; /* [row * lines + line]: gain of pairing them */
    const float
        *joined; /* [row * lines + line]: gain of pairing the row with line and line + 1; or NULL */
    float row_gap; /* gain (below 0) of a row without a line */
    const float *
        neighbour; /* [row]: gain of pairing it with the line right behind that of the row before */
    const float *line_gap; /* [line]: gain (below 0) of a line without a row */
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
