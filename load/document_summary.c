/* How many observations of each status, and how many findings, the database holds of a document. */
#include "load/database.h"

/* Columns in the order of struct document_summary. */
static const char summary_sql[] =
    "SELECT d.\"form_id\", d.\"period\", d.\"issuer\", coalesce(o.reported, 0), coalesce(o.blank, "
    "0), coalesce(o.review, 0), "
    "coalesce(o.invalid, 0), coalesce(o.not_applicable, 0), coalesce(o.missing, 0), "
    "(SELECT count(*) FROM \"finding\" AS f WHERE f.\"document_id\" = d.\"document_id\") "
    "FROM \"document\" AS d LEFT JOIN (SELECT \"document_id\", "
    "count(*) FILTER (WHERE \"status\" = 'reported') AS reported, "
    "count(*) FILTER (WHERE \"status\" = 'blank') AS blank, "
    "count(*) FILTER (WHERE \"status\" = 'review') AS review, "
    "count(*) FILTER (WHERE \"status\" = 'invalid') AS invalid, "
    "count(*) FILTER (WHERE \"status\" = 'not-applicable') AS not_applicable, "
    "count(*) FILTER (WHERE \"status\" = 'missing') AS missing "
    "FROM \"observation\" WHERE \"document_id\" = $1 GROUP BY \"document_id\") AS o "
    "ON o.\"document_id\" = d.\"document_id\" WHERE d.\"document_id\" = $1";

static struct document_summary read_summary(const struct db_backend *backend,
                                            struct db_statement *statement) {
    return (struct document_summary){
        .form = backend->column_text(statement, 0),
        .period = backend->column_text(statement, 1),
        .issuer = backend->column_text(statement, 2),
        .reported = (uint64_t)backend->column_integer(statement, 3),
        .blank = (uint64_t)backend->column_integer(statement, 4),
        .review = (uint64_t)backend->column_integer(statement, 5),
        .invalid = (uint64_t)backend->column_integer(statement, 6),
        .not_applicable = (uint64_t)backend->column_integer(statement, 7),
        .missing = (uint64_t)backend->column_integer(statement, 8),
        .findings = (uint64_t)backend->column_integer(statement, 9),
    };
}

bool load_document_summary(struct database *database, const char *document_id,
                           void (*report)(void *context, const struct document_summary *summary),
                           void *context, struct error *error) {
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, summary_sql, error);
    if (!statement)
        return false;
    backend->bind_text(statement, 1, document_id);
    enum db_step step = backend->step(statement, error);
    if (step == DB_ROW) {
        struct document_summary summary = read_summary(backend, statement);
        report(context, &summary);
    }
    backend->reset(statement);
    return step != DB_FAILED;
}
