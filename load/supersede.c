#include "load/supersede.h"
#include "load/load.h"

#include <stdio.h>
#include <string.h>

/* The order within a chain, which is that of the index document_of_unit. The queries also limit the
 * day alone, as SQLite does not use the index for a comparison of three values. */
#define DAY "coalesce(\"issued_on\", substr(\"received_at\", 1, 10))"
#define ORDER_KEY "(" DAY ", \"received_at\", \"document_id\")"
#define SAME_CHAIN                                                                                 \
    "\"unit_id\" = $1 AND \"period\" = $2 AND \"form_id\" = $3 AND \"status\" = 'loaded'"

static const char unlink_sql[] =
    "UPDATE \"document\" SET \"supersedes\" = (SELECT \"supersedes\" FROM \"document\" WHERE "
    "\"document_id\" = $1) WHERE \"supersedes\" = $1";
static const char before_sql[] =
    "SELECT \"document_id\" FROM \"document\" WHERE " SAME_CHAIN " AND " DAY " <= $4 AND " ORDER_KEY
    " < ($4, $5, $6) ORDER BY " DAY " DESC, \"received_at\" DESC, \"document_id\" DESC LIMIT 1";
static const char after_sql[] =
    "SELECT \"document_id\" FROM \"document\" WHERE " SAME_CHAIN " AND " DAY " >= $4 AND " ORDER_KEY
    " > ($4, $5, $6) ORDER BY " DAY ", \"received_at\", \"document_id\" LIMIT 1";
static const char supersedes_sql[] =
    "UPDATE \"document\" SET \"supersedes\" = $1 WHERE \"document_id\" = $2";

static const char earlier_sql[] =
    "SELECT \"supersedes\" FROM \"document\" WHERE \"document_id\" = $1";
static const char later_sql[] =
    "SELECT \"document_id\" FROM \"document\" WHERE \"supersedes\" = $1";

enum { DATE_LENGTH = 10 };

static bool set_supersedes(struct database *database, const char *later, const char *earlier,
                           struct error *error) {
    struct db_statement *statement = database_query(database, supersedes_sql, error);
    if (!statement)
        return false;
    if (earlier)
        database->backend->bind_text(statement, 1, earlier);
    database->backend->bind_text(statement, 2, later);
    return database_run(database, statement, error);
}

bool supersede_leave(struct database *database, const char *document_id, struct error *error) {
    struct db_statement *statement = database_query(database, unlink_sql, error);
    if (!statement)
        return false;
    database->backend->bind_text(statement, 1, document_id);
    return database_run(database, statement, error) &&
           set_supersedes(database, document_id, NULL, error);
}

/* The report next to it in the chain on one side; "" when the document is the first or last. */
static bool find_neighbour(struct database *database, const char *sql,
                           const struct chain_place *place, char neighbour[SHA256_BYTES],
                           struct error *error) {
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, sql, error);
    char day[DATE_LENGTH + 1];
    neighbour[0] = '\0';
    if (!statement)
        return false;
    strncpy(day, place->received_at, DATE_LENGTH);
    day[DATE_LENGTH] = '\0';
    const char *const parameters[] = {place->body_id,     place->period,
                                      place->form_id,     place->issued_on ? place->issued_on : day,
                                      place->received_at, place->document_id};
    for (unsigned i = 0; i < sizeof parameters / sizeof *parameters; i++)
        backend->bind_text(statement, i + 1, parameters[i]);
    enum db_step found = backend->step(statement, error);
    if (found == DB_ROW)
        strncpy(neighbour, backend->column_text(statement, 0), SHA256_BYTES - 1);
    neighbour[SHA256_BYTES - 1] = '\0';
    backend->reset(statement);
    return found != DB_FAILED;
}

bool supersede_join(struct database *database, const struct chain_place *place,
                    struct error *error) {
    char before[SHA256_BYTES], after[SHA256_BYTES];
    if (!place->body_id || !place->period || !place->form_id)
        return true;
    if (!find_neighbour(database, before_sql, place, before, error) ||
        !find_neighbour(database, after_sql, place, after, error))
        return false;
    if (*before && !set_supersedes(database, place->document_id, before, error))
        return false;
    return !*after || set_supersedes(database, after, place->document_id, error);
}

static bool read_neighbour(struct database *database, const char *sql, const char *document_id,
                           char end[SHA256_BYTES], struct error *error) {
    struct db_statement *statement = database_query(database, sql, error);
    end[0] = '\0';
    if (!statement)
        return false;
    database->backend->bind_text(statement, 1, document_id);
    enum db_step found = database->backend->step(statement, error);
    const char *text = found == DB_ROW ? database->backend->column_text(statement, 0) : NULL;
    snprintf(end, SHA256_BYTES, "%s", text ? text : "");
    database->backend->reset(statement);
    return found != DB_FAILED;
}

bool load_chain_neighbours(struct database *database, const char *document_id,
                           struct chain_neighbours *ends, struct error *error) {
    return read_neighbour(database, earlier_sql, document_id, ends->earlier, error) &&
           read_neighbour(database, later_sql, document_id, ends->later, error);
}
