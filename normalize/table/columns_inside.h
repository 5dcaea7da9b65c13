/* columns_inside: what the files of columns share.
 *
 *     columns_header.c   columns by their header: names, rows that number them, halves side by side
 *     columns_number.c   numbers in columns that take none, or have no known name
 *     columns_content.c  columns by their cells, where no header names them
 *     columns.c          places and roles
 *
 * Each calls only those below it.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_COLUMNS_INSIDE_H
#define CHITIEU_NORMALIZE_TABLE_COLUMNS_INSIDE_H

#include "normalize/table/columns.h"

/* The columns of a table that are read, COLUMNS_MAX at most. */
uint32_t columns_width(const struct table *table);

/* Adds a column that could be this period's. */
void columns_add_rival(struct columns *columns, int column);

/* Takes all names and roles away. */
void columns_clear_roles(struct columns *columns);

/* True when the column is the first of one of these roles. */
bool columns_have_role(const struct columns *columns, int column, const enum column_role *roles,
                       size_t count);

/* Mostly digits and the signs that numbers are written with. */
bool columns_look_like_number(const char *text);

/* Where the header names no column for this period: chooses one by its numbers, none for certain.
 * false when memory is out. */
MUST_USE bool columns_guess_value(const struct table *table, const struct ruleset *ruleset,
                                  struct arena *arena, struct columns *columns);

/* Distinguishes columns without a known name by their numbers: codes of rows ("Mã số") count on by
 * one, values stated again ("Sở Nội vụ thẩm tra") mostly repeat those beside them. */
void columns_judge_unnamed(const struct table *table, struct columns *columns);

#endif
