/* database: the handle behind load.h: a connection, its prepared statements and one open
 * transaction.
 *
 * Each statement is prepared once and found again by the address of its SQL, which must therefore
 * be a constant or belong to the handle. Ownership: everything is the handle's. Errors: as
 * backend.h.
 */
#ifndef CHITIEU_LOAD_DATABASE_H
#define CHITIEU_LOAD_DATABASE_H

#include "core/arena.h"
#include "load/backend.h"
#include "load/load.h"

/* More than the stage has; none is ever dropped. */
enum { DATABASE_STATEMENTS_MAX = 48 };

struct database {
    const struct db_backend *backend;
    struct db_connection *connection;
    struct arena *arena;
    char place[ERROR_PLACE_BYTES]; /* the URL, without a password */
    const char *insert[TABLE_COUNT], *replace[TABLE_COUNT];
    struct {
        const char *sql;
        struct db_statement *statement;
    } statements[DATABASE_STATEMENTS_MAX];
    size_t statement_count;
    bool writing;                    /* a transaction is open */
    const struct ruleset **rulesets; /* given to load_form(); they outlive the handle */
    size_t ruleset_count, ruleset_capacity;
};

/* The prepared statement of `sql`, reset; NULL with the error filled. */
MUST_USE struct db_statement *database_query(struct database *database, const char *sql,
                                             struct error *error);

/* Runs a statement that gives no rows, and resets it so that it holds no lock. */
MUST_USE bool database_run(struct database *database, struct db_statement *statement,
                           struct error *error);

/* Opens a transaction unless one is open; commits it; takes it back. */
MUST_USE bool database_begin(struct database *database, struct error *error);
MUST_USE bool database_commit(struct database *database, struct error *error);
void database_rollback(struct database *database);

/* A row to insert; columns that are not set are null. row_write() reports the errors of all. */
struct row {
    struct database *database;
    struct db_statement *statement; /* NULL: could not be prepared */
    unsigned first;                 /* column of the table */
};

/* `replace`: an existing row of the same key takes the new values. */
struct row row_start(struct database *database, enum table_id table, bool replace,
                     struct error *error);
void row_text(struct row *row, enum column_id column, const char *text); /* NULL is null */
void row_integer(struct row *row, enum column_id column, uint64_t value);
void row_real(struct row *row, enum column_id column, double value);
MUST_USE bool row_write(struct row *row, struct error *error);

#endif
