/* backend: what the load stage needs of a database system, as one constant struct of functions for
 * each.
 *
 * SQL is the common part of SQLite and PostgreSQL: quoted identifiers, parameters $1 … $n numbered
 * in the order in which they first appear, ON CONFLICT, IS DISTINCT FROM. Ownership: a connection
 * is freed by close(), a statement by finalize(), before its connection. Bound texts must live
 * until the next step(); texts of a row are valid until the statement's next use. Errors:
 * DATABASE_BUSY when another connection holds the lock (or the server is down), otherwise DATABASE;
 * `place` is the one given to open(). bind_*() cannot fail: the next step() reports its error.
 */
#ifndef CHITIEU_LOAD_BACKEND_H
#define CHITIEU_LOAD_BACKEND_H

#include "core/error.h"
#include "load/model.h"

#include <stdint.h>

struct db_connection;
struct db_statement;

enum db_step { DB_ROW, DB_DONE, DB_FAILED };

struct db_backend {
    struct model_dialect dialect;

    /* `place` is copied; `wait` is the time to wait for another connection's lock, in milliseconds.
     */
    bool (*open)(const char *address, const char *place, unsigned wait,
                 struct db_connection **connection, struct error *error);
    void (*close)(struct db_connection *connection);
    void (*set_lock_timeout)(struct db_connection *connection, unsigned milliseconds);

    /* Prepares a new database for its tables, outside a transaction. */
    bool (*create)(struct db_connection *connection, struct error *error);
    /* The MODEL_VERSION of the tables in the database, 0 when there are none yet. */
    bool (*version)(struct db_connection *connection, unsigned *version, struct error *error);
    bool (*set_version)(struct db_connection *connection, unsigned version, struct error *error);

    bool (*exec)(struct db_connection *connection, const char *sql, struct error *error);
    bool (*begin)(struct db_connection *connection,
                  struct error *error); /* takes the lock for writing at once */
    bool (*commit)(struct db_connection *connection, struct error *error);
    void (*rollback)(struct db_connection *connection);

    bool (*prepare)(struct db_connection *connection, const char *sql,
                    struct db_statement **statement, struct error *error);
    void (*finalize)(struct db_statement *statement);
    void (*reset)(struct db_statement *statement); /* to its start, with all parameters null */
    void (*bind_text)(struct db_statement *statement, unsigned parameter, const char *text);
    void (*bind_integer)(struct db_statement *statement, unsigned parameter, int64_t value);
    void (*bind_real)(struct db_statement *statement, unsigned parameter, double value);
    enum db_step (*step)(struct db_statement *statement, struct error *error);

    /* Columns count from 0. A null is read as NULL or 0. */
    const char *(*column_text)(struct db_statement *statement, unsigned column);
    int64_t (*column_integer)(struct db_statement *statement, unsigned column);
    double (*column_real)(struct db_statement *statement, unsigned column);
    bool (*column_is_null)(struct db_statement *statement, unsigned column);
};

extern const struct db_backend db_sqlite;

#endif
