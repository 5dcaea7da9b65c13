/* The mark that the database keeps of the event log's end. */
#include "load/database.h"

#include <stdio.h>
#include <string.h>

/* Cannot be part of a text: inside one a quote has a backslash before it. */
static const char key[] = "\"log\":\"";

static const char mark_sql[] =
    "SELECT \"run_id\", \"code\", \"detail\" FROM \"event\" WHERE \"stage\" = 'run' "
    "AND \"code\" IN ('run-started', 'run-finished') AND \"detail\" LIKE '%\"log\":\"%' "
    "ORDER BY \"run_id\" DESC, \"ordinal\" DESC LIMIT 1";

static void read_mark(const struct db_backend *backend, struct db_statement *statement,
                      struct log_mark *mark) {
    const char *detail = backend->column_text(statement, 2);
    const char *hash = detail ? strstr(detail, key) : NULL;
    if (!hash)
        return;
    snprintf(mark->run_id, sizeof mark->run_id, "%s", backend->column_text(statement, 0));
    snprintf(mark->code, sizeof mark->code, "%s", backend->column_text(statement, 1));
    snprintf(mark->hash, sizeof mark->hash, "%.*s", SHA256_BYTES - 1, hash + sizeof key - 1);
}

bool load_log_mark(struct database *database, struct log_mark *mark, struct error *error) {
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, mark_sql, error);
    enum db_step step = DB_FAILED;
    *mark = (struct log_mark){.run_id = ""};
    while (statement && (step = backend->step(statement, error)) == DB_ROW)
        read_mark(backend, statement, mark);
    if (statement)
        backend->reset(statement);
    return step == DB_DONE;
}
