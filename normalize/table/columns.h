/* columns: what each column of a table means to the form.
 *
 * See pages.h for the order of evidence. Ownership: nothing is allocated that outlives the call but
 * in the caller's arena.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_COLUMNS_H
#define CHITIEU_NORMALIZE_TABLE_COLUMNS_H

#include "extract/document.h"
#include "normalize/rules/ruleset.h"

/* Columns past this are ignored: the widest known form has 9; a sheet may declare 16,384. */
enum { COLUMNS_MAX = 40 };

struct columns {
    int of[COLUMN_ROLE_COUNT];          /* first column of a role, -1 when there is none */
    enum column_role role[COLUMNS_MAX]; /* of each column; COLUMN_ROLE_COUNT: no name */
    const char *header[COLUMNS_MAX];    /* the header over each, folded, "" when none */
    bool
        value_certain; /* false: more than one column could be this period's, or none is named so */
    int rivals[COLUMNS_MAX]; /* the columns that could be it, when that is not certain */
    unsigned rival_count;
    bool ignored[COLUMNS_MAX]; /* its numbers are codes of rows, or another half's */
    uint32_t half, next_half;  /* where these columns begin, and where the form goes on beside them
                                  in  the same rows; 0: nowhere */
    bool from_header;          /* of this table */
    bool named;                /* by a header, perhaps that of the table before */
    const char *caption; /* fold_key() of the unit that a text above the table names for all rows
                            ("Đơn vị tính: nghìn đồng"), "" when none */
    uint32_t width;      /* the table's columns */
    uint32_t first_row;  /* first row below the header */
    uint32_t header_rows;
};

/* Reads the header of a table. false when there is none, or memory is out (arena_failed()). */
bool columns_from_header(const struct table *table, const struct ruleset *ruleset,
                         struct arena *arena, struct columns *columns);

/* The columns of the half that begins at `now->next_half`. false when it has no header of its own
 * (or memory is out: ask the arena). */
bool columns_of_next_half(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, const struct columns *now, struct columns *next);

/* Gives columns their meaning by their cells. false when no column has the form's labels. */
bool columns_from_content(const struct table *table, const struct ruleset *ruleset,
                          struct arena *arena, struct columns *columns);

/* True when `row`, below the header, repeats a header row. */
bool columns_repeats_header(const struct table *table, uint32_t row, const struct ruleset *ruleset,
                            struct arena *arena, const struct columns *columns);

/* Reads a header row below the first, with the rows of the header under it; true when it differs
 * from the header above ("Kế hoạch" over a column headed "Số liệu"): then it applies to the rows
 * below. */
bool columns_from_next_header(const struct table *table, uint32_t row,
                              const struct ruleset *ruleset, struct arena *arena,
                              const struct columns *now, struct columns *next);

/* The cell that begins at a place, NULL when the place is empty or covered by a cell that begins
 * elsewhere. */
const struct cell *columns_cell_starting_at(const struct table *table, uint32_t row, int column);

/* The next cell of the row, behind column `after` (-1: the first), that holds a number, alone or
 * with a unit of the form, where the column takes none: the unit's, the reporter's, one without a
 * name; NULL when there is none (or memory is out: ask the arena). */
const struct cell *columns_misplaced_number(const struct table *table, uint32_t row, int after,
                                            const struct columns *columns,
                                            const struct ruleset *ruleset, struct arena *arena);

/* A cell of the row with a bare number in a column whose header has no known name; NULL when there
 * is none. */
const struct cell *columns_unnamed_number(const struct table *table, uint32_t row,
                                          const struct columns *columns);

/* True when the key is the unit of a row of the form. */
bool columns_is_unit(const struct ruleset *ruleset, const char *key);

const char *column_role_word(enum column_role role);

#endif
