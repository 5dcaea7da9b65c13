/* The SQLite backend.
 *
 * Journal: WAL with a sync at each commit. Readers (an analyst's open window, an export) then never
 * block the night's load, nor does it block them; a commit costs one sync instead of three; what is
 * committed survives a kill and a power cut. The price: the file must be on a local disk, and the
 * folder must be writable also for those who only read.
 */
#include "load/backend.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Between two tries to change the journal's mode; a change takes about as long. */
enum { JOURNAL_PAUSE_MS = 20 };

struct db_connection {
    sqlite3 *handle;
    unsigned wait;
    char place[ERROR_PLACE_BYTES];
};

struct db_statement {
    struct db_connection *connection;
    sqlite3_stmt *handle;
    int fault; /* the first error of a bind since the last reset */
};

/* What a person can do about an error. */
static const struct {
    int code;
    const char *remedy;
} remedies[] = {
    {SQLITE_READONLY, "Get permission to write the file and its folder"},
    {SQLITE_PERM, "Get permission to write the file and its folder"},
    {SQLITE_CANTOPEN, "Check that the folder exists and that you may write in it"},
    {SQLITE_FULL, "Free some space on the disk and run again"},
    {SQLITE_IOERR, "Check the disk; a database on a network share must be moved to a local one"},
    {SQLITE_CORRUPT, "Restore a copy of the file, or load the reports into a new one"},
    {SQLITE_NOTADB, "The file is not a database; name another one"},
};

static const char *remedy_of(int code) {
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
        if (remedies[i].code == code)
            return remedies[i].remedy;
    return NULL;
}

static bool fail(const struct db_connection *connection, struct error *error) {
    int code = sqlite3_errcode(connection->handle) & 0xFF;
    if (code == SQLITE_NOMEM)
        return error_no_memory(error, connection->place);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return error_set(error, CODE_DATABASE_BUSY, connection->place,
                         "Another program is writing to the database (waited %.1f s). Run again "
                         "when it has finished.",
                         connection->wait / 1000.0);
    const char *remedy = remedy_of(code);
    return error_set(error, CODE_DATABASE, connection->place,
                     "The database reported an error: %s%s%s.", sqlite3_errmsg(connection->handle),
                     remedy ? ". " : "", remedy ? remedy : "");
}

static bool run_sql(struct db_connection *connection, const char *sql, struct error *error) {
    if (sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return fail(connection, error);
}

static void close_connection(struct db_connection *connection) {
    sqlite3_close(connection->handle);
    free(connection);
}

static void set_lock_timeout(struct db_connection *connection, unsigned milliseconds) {
    connection->wait = milliseconds;
    sqlite3_busy_timeout(connection->handle, (int)milliseconds);
}

/* With trusted_schema off, the views of a database that somebody else made cannot call functions.
 */
static bool configure(struct db_connection *connection, struct error *error) {
    return run_sql(connection,
                   "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                   "PRAGMA synchronous = FULL;",
                   error);
}

static bool open_connection(const char *address, const char *place, unsigned wait,
                            struct db_connection **connection, struct error *error) {
    struct db_connection *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        return error_no_memory(error, place);
    strncpy(fresh->place, place, sizeof fresh->place - 1);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(address, &fresh->handle, flags, NULL) != SQLITE_OK) {
        fail(fresh, error);
        close_connection(fresh);
        return false;
    }
    set_lock_timeout(fresh, wait);
    if (!configure(fresh, error)) {
        close_connection(fresh);
        return false;
    }
    *connection = fresh;
    return true;
}

/* ---- statements ---- */

static bool prepare(struct db_connection *connection, const char *sql,
                    struct db_statement **statement, struct error *error) {
    struct db_statement *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        return error_no_memory(error, connection->place);
    fresh->connection = connection;
    if (sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &fresh->handle,
                           NULL) != SQLITE_OK) {
        free(fresh);
        return fail(connection, error);
    }
    *statement = fresh;
    return true;
}

static void finalize(struct db_statement *statement) {
    sqlite3_finalize(statement->handle);
    free(statement);
}

static void reset(struct db_statement *statement) {
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    statement->fault = SQLITE_OK;
}

static void note(struct db_statement *statement, int result) {
    if (result != SQLITE_OK && statement->fault == SQLITE_OK)
        statement->fault = result;
}

static void bind_text(struct db_statement *statement, unsigned parameter, const char *text) {
    note(statement, sqlite3_bind_text(statement->handle, (int)parameter, text, -1, SQLITE_STATIC));
}

static void bind_integer(struct db_statement *statement, unsigned parameter, int64_t value) {
    note(statement, sqlite3_bind_int64(statement->handle, (int)parameter, value));
}

static void bind_real(struct db_statement *statement, unsigned parameter, double value) {
    note(statement, sqlite3_bind_double(statement->handle, (int)parameter, value));
}

static enum db_step step(struct db_statement *statement, struct error *error) {
    if (statement->fault != SQLITE_OK) {
        if (statement->fault == SQLITE_NOMEM)
            error_no_memory(error, statement->connection->place);
        error_set(error, CODE_DATABASE, statement->connection->place,
                  "A value cannot be passed to the database: %s.",
                  sqlite3_errstr(statement->fault));
        return DB_FAILED;
    }
    switch (sqlite3_step(statement->handle)) {
    case SQLITE_ROW:
        return DB_ROW;
    case SQLITE_DONE:
        return DB_DONE;
    default:
        fail(statement->connection, error);
        return DB_FAILED;
    }
}

static const char *column_text(struct db_statement *statement, unsigned column) {
    return (const char *)sqlite3_column_text(statement->handle, (int)column);
}

static int64_t column_integer(struct db_statement *statement, unsigned column) {
    return sqlite3_column_int64(statement->handle, (int)column);
}

static double column_real(struct db_statement *statement, unsigned column) {
    return sqlite3_column_double(statement->handle, (int)column);
}

static bool column_is_null(struct db_statement *statement, unsigned column) {
    return sqlite3_column_type(statement->handle, (int)column) == SQLITE_NULL;
}

/* ---- version and transactions ---- */

static bool get_version(struct db_connection *connection, unsigned *version, struct error *error) {
    struct db_statement *statement;
    if (!prepare(connection, "PRAGMA user_version", &statement, error))
        return false;
    enum db_step result = step(statement, error);
    *version = result == DB_ROW ? (unsigned)column_integer(statement, 0) : 0;
    finalize(statement);
    return result != DB_FAILED;
}

/* The journal's mode is stored in the file. SQLite does not wait for the lock when it changes, so
 * that two programs cannot wait for each other; so this waits. */
static bool create_database(struct db_connection *connection, struct error *error) {
    static const char sql[] = "PRAGMA journal_mode = WAL";
    for (unsigned waited = 0; waited < connection->wait; waited += JOURNAL_PAUSE_MS) {
        int code = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) & 0xFF;
        if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
            return code == SQLITE_OK || fail(connection, error);
        sqlite3_sleep(JOURNAL_PAUSE_MS);
    }
    return run_sql(connection, sql, error);
}

static bool set_version(struct db_connection *connection, unsigned version, struct error *error) {
    char sql[64];
    sqlite3_snprintf((int)sizeof sql, sql, "PRAGMA user_version = %u", version);
    return run_sql(connection, sql, error);
}

static bool begin(struct db_connection *connection, struct error *error) {
    return run_sql(connection, "BEGIN IMMEDIATE", error);
}

static bool commit(struct db_connection *connection, struct error *error) {
    return run_sql(connection, "COMMIT", error);
}

/* After some errors (disk full) SQLite has rolled back already. */
static void rollback(struct db_connection *connection) {
    if (!sqlite3_get_autocommit(connection->handle))
        sqlite3_exec(connection->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* WITHOUT ROWID stores the rows in the order of their key, so that the key needs no index of its
 * own. */
const struct db_backend db_sqlite = {
    .dialect = {.types = {"TEXT", "INTEGER", "REAL"}, .table_end = " STRICT, WITHOUT ROWID"},
    .open = open_connection,
    .close = close_connection,
    .set_lock_timeout = set_lock_timeout,
    .create = create_database,
    .version = get_version,
    .set_version = set_version,
    .exec = run_sql,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = prepare,
    .finalize = finalize,
    .reset = reset,
    .bind_text = bind_text,
    .bind_integer = bind_integer,
    .bind_real = bind_real,
    .step = step,
    .column_text = column_text,
    .column_integer = column_integer,
    .column_real = column_real,
    .column_is_null = column_is_null,
};
