/* Which bodies have reported on the latest period. */
#include "load/database.h"

#include <stdio.h>

/* The most frequent of the last hundred, so that a late report on an old period does not decide. */
static const char latest_sql[] =
    "SELECT \"form_id\", \"period\" FROM (SELECT \"form_id\", \"period\" FROM \"document\" WHERE "
    "\"status\" = 'loaded' AND \"period\" IS NOT NULL AND \"form_id\" IS NOT NULL "
    "ORDER BY \"received_at\" DESC LIMIT 100) AS latest GROUP BY \"form_id\", \"period\" "
    "ORDER BY count(*) DESC, \"period\" DESC, \"form_id\" LIMIT 1";
static const char reporters_sql[] =
    "SELECT DISTINCT \"unit_id\" FROM \"document\" WHERE \"status\" = 'loaded' AND "
    "\"unit_id\" IS NOT NULL AND \"form_id\" = $1 AND \"period\" = $2";

bool load_latest_period(struct database *database, struct load_period *period,
                        struct error *error) {
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, latest_sql, error);
    *period = (struct load_period){.form = ""};
    enum db_step step = statement ? backend->step(statement, error) : DB_FAILED;
    if (step == DB_ROW) {
        snprintf(period->form, sizeof period->form, "%s", backend->column_text(statement, 0));
        snprintf(period->period, sizeof period->period, "%s", backend->column_text(statement, 1));
    }
    if (statement)
        backend->reset(statement);
    return step != DB_FAILED;
}

bool load_reporters(struct database *database, const struct load_period *period,
                    void (*each)(void *context, const char *body_id), void *context,
                    struct error *error) {
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, reporters_sql, error);
    if (!statement)
        return false;
    backend->bind_text(statement, 1, period->form);
    backend->bind_text(statement, 2, period->period);
    enum db_step step;
    while ((step = backend->step(statement, error)) == DB_ROW)
        each(context, backend->column_text(statement, 0));
    backend->reset(statement);
    return step == DB_DONE;
}
