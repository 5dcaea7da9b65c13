/* line: one row of a table as a line of the form: STT, label, unit and the value's cell.
 *
 * STT and bullet may be typed in a cell of their own, before the label, or be automatic. What does
 * not fit is kept for the findings: a number where none belongs, a value cell merged over several
 * rows. Ownership: texts in the caller's arena; cells are views into the document. Source: DESIGN
 * §7, DECISIONS §3.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_LINE_H
#define CHITIEU_NORMALIZE_TABLE_LINE_H

#include "extract/document.h"
#include "normalize/table/columns.h"
#include "normalize/labels/labels.h"
#include "normalize/rules/ruleset.h"

/* One row of the form in the document. */
struct line {
    const struct block *block;
    const struct columns *columns; /* of its page */
    uint32_t row;
    const char *stt;   /* "1.1", without the last dot; "" when none */
    bool numbered;     /* the STT is in a column of its own */
    bool bullet;       /* a dash, dot or letter precedes the label */
    const char *text;  /* the label, folded to one line, without STT and bullet */
    const char *whole; /* the same with STT and bullet */
    const struct label *label;
    const char *unit_key;            /* fold_key() of the unit cell, "" when empty */
    const char *unit_text;           /* the unit cell, folded, lines kept */
    const struct cell *value;        /* the value cell, NULL when there is none */
    const struct block *value_block; /* its table: on the next page when the row was cut */
    uint32_t value_row, value_column;
    const struct cell *value_above; /* a filled cell of a line above that is merged down into this
                                       line's place for the value, or NULL */
    const struct cell *misplaced;   /* a number where none belongs, NULL when there is none */
    const struct cell
        *stt_number;            /* the STT's cell, when it holds a number without a dot, or NULL */
    const struct cell *unnamed; /* a number in a column of unknown name, or NULL */
    bool value_shared;          /* the value cell is merged over more rows than this line */
    bool value_doubled;         /* the rest of the row has another value */
    bool value_uncertain;       /* which column is this period's could not be settled on its page */
};

/* Reads a row below the header of a table whose columns are known. false when memory is out. */
MUST_USE bool line_read(const struct ruleset *ruleset, struct arena *arena,
                        const struct block *block, const struct columns *columns, uint32_t row,
                        struct line *line);

/* True when the cell shows text or holds a value; NULL is not filled. */
bool line_cell_is_filled(const struct cell *cell);

/* True when the cell has content: not empty, and more than words that mean blank. */
bool line_cell_has_content(const struct ruleset *ruleset, struct arena *arena,
                           const struct cell *cell);

/* The STT's cell, when its text is not a row number: the lines around do not count on,
 * and the form's row has another STT or none; else NULL. `index`: of the line in `lines`. */
const struct cell *line_misplaced_stt(const struct line *lines, size_t count, size_t index,
                                      const struct form_row *row);

/* Sets the line's value to the cell in this column of its table. */
void line_set_value_column(struct line *line, int column);

/* A cell's location, "t1!R5C3". NULL when memory is out. */
char *line_cell_location(struct arena *arena, const struct block *block, uint32_t row,
                         uint32_t column);

#endif
