/* What the database holds of each document. */
#include "load/database.h"

#include <stdio.h>

/* Columns in the order of struct document_summary; `which` narrows the observations, `behind` the
 * documents. */
#define SUMMARY_SQL(which, behind)                                                                 \
    "SELECT d.\"path\", d.\"format\", d.\"status\", d.\"reason\", d.\"form_id\", d.\"period\", "   \
    "d.\"issuer\", coalesce(o.reported, 0), coalesce(o.blank, 0), coalesce(o.review, 0), "         \
    "coalesce(o.invalid, 0), coalesce(o.not_applicable, 0), coalesce(o.missing, 0), "              \
    "(SELECT count(*) FROM \"finding\" AS f WHERE f.\"document_id\" = d.\"document_id\") "         \
    "FROM \"document\" AS d LEFT JOIN (SELECT \"document_id\", "                                   \
    "count(*) FILTER (WHERE \"status\" = 'reported') AS reported, "                                \
    "count(*) FILTER (WHERE \"status\" = 'blank') AS blank, "                                      \
    "count(*) FILTER (WHERE \"status\" = 'review') AS review, "                                    \
    "count(*) FILTER (WHERE \"status\" = 'invalid') AS invalid, "                                  \
    "count(*) FILTER (WHERE \"status\" = 'not-applicable') AS not_applicable, "                    \
    "count(*) FILTER (WHERE \"status\" = 'missing') AS missing "                                   \
    "FROM \"observation\" " which                                                                  \
    "GROUP BY \"document_id\") AS o ON o.\"document_id\" = d.\"document_id\" " behind

static const char summary_sql[] = SUMMARY_SQL("", "ORDER BY d.\"path\", d.\"document_id\"");
static const char document_summary_sql[] =
    SUMMARY_SQL("WHERE \"document_id\" = $1 ", "WHERE d.\"document_id\" = $1");

static struct document_summary read_summary(const struct db_backend *backend,
                                            struct db_statement *statement) {
    return (struct document_summary){
        .path = backend->column_text(statement, 0),
        .format = backend->column_text(statement, 1),
        .status = backend->column_text(statement, 2),
        .reason = backend->column_text(statement, 3),
        .form = backend->column_text(statement, 4),
        .period = backend->column_text(statement, 5),
        .issuer = backend->column_text(statement, 6),
        .reported = (uint64_t)backend->column_integer(statement, 7),
        .blank = (uint64_t)backend->column_integer(statement, 8),
        .review = (uint64_t)backend->column_integer(statement, 9),
        .invalid = (uint64_t)backend->column_integer(statement, 10),
        .not_applicable = (uint64_t)backend->column_integer(statement, 11),
        .missing = (uint64_t)backend->column_integer(statement, 12),
        .findings = (uint64_t)backend->column_integer(statement, 13),
    };
}

/* `statement` may be NULL: then the error is filled. */
static bool tell_each(struct database *database, struct db_statement *statement,
                      void (*each)(void *context, const struct document_summary *summary),
                      void *context, struct error *error) {
    const struct db_backend *backend = database->backend;
    enum db_step step = DB_FAILED;
    while (statement && (step = backend->step(statement, error)) == DB_ROW) {
        struct document_summary summary = read_summary(backend, statement);
        each(context, &summary);
    }
    if (statement)
        backend->reset(statement);
    return step == DB_DONE;
}

bool load_summary(struct database *database,
                  void (*each)(void *context, const struct document_summary *summary),
                  void *context, struct error *error) {
    struct db_statement *statement = database_query(database, summary_sql, error);
    return tell_each(database, statement, each, context, error);
}

bool load_document_summary(struct database *database, const char *document_id,
                           void (*each)(void *context, const struct document_summary *summary),
                           void *context, struct error *error) {
    struct db_statement *statement = database_query(database, document_summary_sql, error);
    if (statement)
        database->backend->bind_text(statement, 1, document_id);
    return tell_each(database, statement, each, context, error);
}

/* ---- who has reported ---- */

/* A late report of an old period must not speak for the night: the most frequent of the last
 * hundred. */
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
