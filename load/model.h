/* model: the tables of model.def as data, and the SQL that follows from them.
 *
 * Identifiers are always quoted, so that a column's name ("at", "check_id") cannot clash with a
 * keyword of SQL; parameters are $1, $2 … in the table's column order, which SQLite and PostgreSQL
 * both accept. Ownership: SQL is appended to the caller's buffer. Source: DESIGN §5.
 */
#ifndef CHITIEU_LOAD_MODEL_H
#define CHITIEU_LOAD_MODEL_H

#include "core/buffer.h"

/* Stored in each database; raised by a change of model.def that older programs cannot read. */
enum { MODEL_VERSION = 1 };

enum model_type { MODEL_TEXT, MODEL_INTEGER, MODEL_REAL, MODEL_TYPE_COUNT };
enum model_role { MODEL_KEY, MODEL_NEEDED, MODEL_FREE };

enum table_id {
#define TABLE(table) TABLE_##table,
#define COLUMN(table, column, type, role, refers)
#define INDEX(table, name, columns)
#define VIEW(name, sql)
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
    TABLE_COUNT
};

/* COLUMN_observation_raw: the columns of all tables, one table after the other. */
enum column_id {
#define TABLE(table)
#define COLUMN(table, column, type, role, refers) COLUMN_##table##_##column,
#define INDEX(table, name, columns)
#define VIEW(name, sql)
#include "load/model.def"
#undef TABLE
#undef COLUMN
#undef INDEX
#undef VIEW
    COLUMN_COUNT
};

struct model_column {
    enum table_id table;
    const char *name;
    enum model_type type;
    enum model_role role;
    const char *refers; /* a table, or NULL */
};

extern const struct model_column model_columns[COLUMN_COUNT];

/* The backend's names of the types, and what follows a table's closing bracket. */
struct model_dialect {
    const char *types[MODEL_TYPE_COUNT];
    const char *table_end;
};

/* The first column of a table; model_first_column(TABLE_COUNT) is COLUMN_COUNT. */
unsigned model_first_column(unsigned table);

/* Appends all CREATE statements, each ended by a semicolon. */
void model_create_sql(const struct model_dialect *dialect, struct buffer *out);

/* Appends the INSERT of a whole row. `replace`: an existing row of the same key takes the new
 * values, and is not touched when they are the same. */
void model_insert_sql(enum table_id table, bool replace, struct buffer *out);

#endif
