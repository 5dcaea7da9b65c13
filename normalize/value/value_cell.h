/* value_cell: a value cell while it is being read; shared by the files value*.c only.
 *
 *     value.c          the cell as a whole: what it holds, signs and boxes in it
 *     value_shown.c    numbers stored in a sheet, compared with what it shows of them
 *     value_text.c     text: marks, words alone, one number and words
 *     value_percent.c  fractions and percentages
 *     value_code.c     codes written as their labels
 *     value_number.c   what one number means for the indicator's kind; numbers stored in a sheet
 *     value_cell.c     the outcome
 *
 * Each calls only those below it.
 *
 * A function that reads or takes returns true when it has decided the cell, with the outcome in
 * c->out; false leaves the cell to the next function. Those named read first find out whether the
 * cell is of their kind, those named take always decide it. Ownership: strings are constants or in
 * c->arena. Source: DECISIONS §2.
 */
#ifndef CHITIEU_NORMALIZE_VALUE_VALUE_CELL_H
#define CHITIEU_NORMALIZE_VALUE_VALUE_CELL_H

#include "normalize/text/number.h"
#include "normalize/value/value.h"

/* The cell's folded text, and the part of it not yet understood. */
struct cell_text {
    const struct ruleset *ruleset;
    const struct form_row *row;
    struct arena *arena;
    char *shown; /* folded, lines kept: for messages; NULL for what a sheet stores */
    char *text;  /* the same in lower case: what is left to be read */
    struct value_reading *out;
};

/* ---- outcomes; value_cell.c ---- */

/* Records how the cell was read; `name` is a constant. */
void value_add_step(struct cell_text *c, const char *name);

/* Decide the cell, so they return true: with its value, if it has at most 15 digits; with a status
 * and the reason why there is no value; with review, the likelier reading kept. */
bool value_report(struct cell_text *c, double value);
bool value_refuse(struct cell_text *c, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool value_review(struct cell_text *c, double value, const char *why);

/* ---- value_number.c ---- */

/* One number, alone or followed by the unit. */
bool value_take_number(struct cell_text *c, const struct number *n);

/* The number as a value of this kind; `sign`: the percent sign was written. */
bool value_take_percent(struct cell_text *c, const struct number *n, bool sign);
bool value_take_money(struct cell_text *c, const struct number *n);

/* A number before a multiple: "3,5 tỷ đồng", "250 triệu". */
bool value_take_multiple(struct cell_text *c, const struct number *n, double factor);

/* Decimals that a number needs, up to 6. */
unsigned value_decimals(double value);

/* The number of a sheet's cell, as stored; with a percent format, times 100. */
bool value_take_stored(struct cell_text *c, const struct cell *cell);

/* ---- value_percent.c ---- */

/* "149/149", "149/149 (100%)", "15/20, đạt 75%". */
bool value_read_fraction(struct cell_text *c);

/* "98,5%", "98,5% (197/200)", "đạt 98,5%". */
bool value_read_percent(struct cell_text *c);

/* ---- value_code.c ---- */

/* "Có", "Đã hoàn thành", "1 (Có)", "3 cấp = 2". `key` is fold_key() of the text. */
bool value_read_code(struct cell_text *c, const char *key);

/* ---- value_text.c ---- */

/* A raised or lowered figure or sign. */
bool value_is_raised(uint32_t c);

/* Cuts c->text before the first raised character when only such follow: a footnote's mark. */
void value_drop_raised(struct cell_text *c);

/* Reads c->text, which is not blank. */
bool value_read_text(struct cell_text *c);

/* ---- value_shown.c ---- */

/* Puts a stored number under review when the sheet shows something else: another number ("23" by
 * thousands for 23000), other words, or nothing. A format that prints the unit or rounds does not
 * count (DECISIONS §1). */
bool value_compare_shown(struct cell_text *c, const struct cell *cell);

#endif
