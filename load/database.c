#include "load/database.h"

#include <string.h>

/* A report is loaded in milliseconds, so any holder of the lock releases it soon, unless it hangs.
 */
#define LOCK_WAIT_MS 5000u
/* The SQL of all statements takes some 20 KB. */
#define HANDLE_BYTES_MAX ((size_t)16 << 20)
#define SQL_BYTES_MAX ((size_t)1 << 20)

/* ---- opening ---- */

/* The backend for each start of a URL; a URL without a scheme is a path. */
static const struct {
    const char *scheme;
    const struct db_backend *backend; /* NULL: known, but not in this build */
} schemes[] = {
    {"sqlite:", &db_sqlite},
    {"postgresql://", NULL},
    {"postgres://", NULL},
};

/* Sets the backend; *address is the part of the URL behind the scheme. */
static bool choose_backend(struct database *database, const char *url, const char **address,
                           struct error *error) {
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i].scheme);
        if (strncmp(url, schemes[i].scheme, length) != 0)
            continue;
        if (!schemes[i].backend) /* not the URL: it may hold a password */
            return error_set(
                error, CODE_DATABASE, schemes[i].scheme,
                "This build does not support PostgreSQL yet. Name a file with sqlite:PATH.");
        database->backend = schemes[i].backend;
        *address = url + length;
        break;
    }
    if (!database->backend && strstr(url, "://"))
        return error_set(
            error, CODE_DATABASE, "",
            "The scheme of the database URL is unknown. Name a file with sqlite:PATH.");
    if (!database->backend)
        database->backend = &db_sqlite;
    if (!**address)
        return error_set(error, CODE_DATABASE, url, "The path of the database is empty.");
    strncpy(database->place, url, sizeof database->place - 1);
    return true;
}

static bool no_memory(const struct database *database, struct error *error) {
    return arena_error(database->arena, error, database->place);
}

static bool compose_sql(struct database *database) {
    struct buffer sql;
    buffer_init(&sql, SQL_BYTES_MAX);
    for (unsigned table = 0; table < TABLE_COUNT; table++) {
        buffer_clear(&sql);
        model_insert_sql((enum table_id)table, false, &sql);
        database->insert[table] = arena_strdup(database->arena, buffer_text(&sql));
        buffer_clear(&sql);
        model_insert_sql((enum table_id)table, true, &sql);
        database->replace[table] = arena_strdup(database->arena, buffer_text(&sql));
    }
    bool whole = !sql.failed && !arena_failed(database->arena);
    buffer_free(&sql);
    return whole;
}

/* In a transaction, since another program may be creating the tables at the same moment. */
static bool create_tables(struct database *database, struct error *error) {
    const struct db_backend *backend = database->backend;
    struct buffer sql;
    unsigned version;
    if (!backend->create(database->connection, error) || !database_begin(database, error))
        return false;
    buffer_init(&sql, SQL_BYTES_MAX);
    model_create_sql(&backend->dialect, &sql);
    bool made = backend->version(database->connection, &version, error);
    if (made && version == 0)
        made = (!sql.failed || no_memory(database, error)) &&
               backend->exec(database->connection, buffer_text(&sql), error) &&
               backend->set_version(database->connection, MODEL_VERSION, error);
    buffer_free(&sql);
    if (made)
        return database_commit(database, error);
    database_rollback(database);
    return false;
}

static bool check_version(struct database *database, struct error *error) {
    unsigned version;
    if (!database->backend->version(database->connection, &version, error))
        return false;
    if (version == 0)
        return create_tables(database, error);
    if (version <= MODEL_VERSION)
        return true;
    return error_set(error, CODE_DATABASE, database->place,
                     "The tables are of version %u, but this program knows version %u. Use the "
                     "newer chitieu that created them.",
                     version, (unsigned)MODEL_VERSION);
}

static bool open_handle(struct database *database, const char *url, struct error *error) {
    const char *address = url;
    if (!choose_backend(database, url, &address, error))
        return false;
    if (!compose_sql(database))
        return no_memory(database, error);
    if (!database->backend->open(address, database->place, LOCK_WAIT_MS, &database->connection,
                                 error))
        return false;
    return check_version(database, error);
}

bool database_open(const char *url, struct database **database, struct error *error) {
    struct arena *arena = arena_new(HANDLE_BYTES_MAX);
    struct database *fresh = arena ? arena_alloc(arena, sizeof *fresh) : NULL;
    if (!fresh) {
        arena_free(arena);
        return error_no_memory(error, "");
    }
    fresh->arena = arena;
    if (!open_handle(fresh, url, error)) {
        database_close(fresh);
        return false;
    }
    *database = fresh;
    return true;
}

void database_close(struct database *database) {
    struct error ignored = {.code = CODE_NONE};
    if (!database)
        return;
    if (database->writing)
        (void)!database_commit(database, &ignored);
    for (size_t i = 0; i < database->statement_count; i++)
        database->backend->finalize(database->statements[i].statement);
    if (database->connection)
        database->backend->close(database->connection);
    arena_free(database->arena);
}

/* ---- statements ---- */

struct db_statement *database_query(struct database *database, const char *sql,
                                    struct error *error) {
    size_t count = database->statement_count;
    for (size_t i = 0; i < count; i++) {
        if (database->statements[i].sql != sql)
            continue;
        database->backend->reset(database->statements[i].statement);
        return database->statements[i].statement;
    }
    struct db_statement *statement;
    if (count == DATABASE_STATEMENTS_MAX) {
        error_set(error, CODE_INTERNAL, database->place, "Too many prepared statements.");
        return NULL;
    }
    if (!database->backend->prepare(database->connection, sql, &statement, error))
        return NULL;
    database->statements[count].sql = sql;
    database->statements[count].statement = statement;
    database->statement_count++;
    return statement;
}

bool database_run(struct database *database, struct db_statement *statement, struct error *error) {
    bool done = database->backend->step(statement, error) == DB_DONE;
    database->backend->reset(statement);
    return done;
}

/* ---- transactions ---- */

bool database_begin(struct database *database, struct error *error) {
    if (!database->writing)
        database->writing = database->backend->begin(database->connection, error);
    return database->writing;
}

bool database_commit(struct database *database, struct error *error) {
    if (!database->writing)
        return true;
    if (!database->backend->commit(database->connection, error)) {
        database_rollback(database);
        return false;
    }
    database->writing = false;
    return true;
}

void database_rollback(struct database *database) {
    if (database->writing)
        database->backend->rollback(database->connection);
    database->writing = false;
}

/* ---- rows ---- */

struct row row_start(struct database *database, enum table_id table, bool replace,
                     struct error *error) {
    const char *sql = replace ? database->replace[table] : database->insert[table];
    return (struct row){.database = database,
                        .statement = database_query(database, sql, error),
                        .first = model_first_column(table)};
}

/* Parameters count from 1, in column order. */
static unsigned parameter_of(const struct row *row, enum column_id column) {
    return (unsigned)column - row->first + 1;
}

void row_text(struct row *row, enum column_id column, const char *text) {
    if (row->statement && text)
        row->database->backend->bind_text(row->statement, parameter_of(row, column), text);
}

void row_integer(struct row *row, enum column_id column, uint64_t value) {
    if (row->statement)
        row->database->backend->bind_integer(row->statement, parameter_of(row, column),
                                             (int64_t)value);
}

void row_real(struct row *row, enum column_id column, double value) {
    if (row->statement)
        row->database->backend->bind_real(row->statement, parameter_of(row, column), value);
}

bool row_write(struct row *row, struct error *error) {
    return row->statement && database_run(row->database, row->statement, error);
}
