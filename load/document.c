/* A document's rows in the database: those of its report, or one row for a document that failed. */
#include "core/json/json.h"
#include "normalize/text/fold.h"
#include "load/history.h"
#include "load/supersede.h"

#include <stdio.h>
#include <string.h>

/* The steps of an observation or the fields of a mention as JSON take some hundred bytes. */
#define LIST_BYTES_MAX ((size_t)16 << 20)
/* Texts of one document's row, each as long as the document's own texts may be. */
#define SCRATCH_BYTES_MAX ((size_t)16 << 20)

static const char known_sql[] =
    "SELECT d.\"status\", d.\"reason\", d.\"received_at\", r.\"rules_sha256\", r.\"version\", "
    "d.\"unit_id\", d.\"form_id\", d.\"period\" "
    "FROM \"document\" AS d JOIN \"run\" AS r ON r.\"run_id\" = d.\"run_id\" "
    "WHERE d.\"document_id\" = $1";
static const char *const delete_sql[] = {
    "DELETE FROM \"observation\" WHERE \"document_id\" = $1",
    "DELETE FROM \"mention\" WHERE \"document_id\" = $1",
    "DELETE FROM \"finding\" WHERE \"document_id\" = $1",
};

/* One document that is being loaded. */
struct load_task {
    struct database *database;
    const struct run *run;
    const struct source *source;
    const struct report *report; /* NULL: the document failed */
    const struct error *reason;
    const char *received_at;
    struct arena *scratch;
    struct error *error;
};

/* What the database holds of the same bytes. */
struct known {
    bool present, loaded, same_rules;
    const char *reason, *received_at;
    const char *body_id, *form_id, *period; /* each may be NULL */
};

static bool same(const char *left, const char *right) {
    return left && right && strcmp(left, right) == 0;
}

static bool find_known(const struct load_task *work, struct known *known) {
    struct database *database = work->database;
    const struct db_backend *backend = database->backend;
    struct db_statement *statement = database_query(database, known_sql, work->error);
    *known = (struct known){.present = false};
    if (!statement)
        return false;
    backend->bind_text(statement, 1, work->source->sha256);
    enum db_step found = backend->step(statement, work->error);
    if (found == DB_ROW) {
        known->present = true;
        known->loaded = same(backend->column_text(statement, 0), "loaded");
        known->reason = arena_strdup(work->scratch, backend->column_text(statement, 1));
        known->received_at = arena_strdup(work->scratch, backend->column_text(statement, 2));
        known->same_rules = same(backend->column_text(statement, 3), work->run->rules_sha256) &&
                            same(backend->column_text(statement, 4), work->run->version);
        known->body_id = arena_strdup(work->scratch, backend->column_text(statement, 5));
        known->form_id = arena_strdup(work->scratch, backend->column_text(statement, 6));
        known->period = arena_strdup(work->scratch, backend->column_text(statement, 7));
    }
    backend->reset(statement);
    if (arena_failed(work->scratch))
        return arena_error(work->scratch, work->error, work->source->path);
    return found != DB_FAILED;
}

/* A failure does not replace what was loaded from the same bytes: the cause may be the disk or a
 * limit. */
static bool is_up_to_date(const struct load_task *work, const struct known *known) {
    if (!known->present)
        return false;
    if (work->report)
        return known->loaded && known->same_rules;
    return known->loaded || (known->same_rules && same(known->reason, work->reason->message));
}

/* ---- rows ---- */

static bool write_document(const struct load_task *work, const char *received_at,
                           const char *body_id) {
    static const struct metadata nothing = {.issuer = NULL};
    const struct metadata *metadata = work->report ? &work->report->metadata : &nothing;
    struct row row = row_start(work->database, TABLE_document, true, work->error);
    row_text(&row, COLUMN_document_document_id, work->source->sha256);
    row_text(&row, COLUMN_document_path, work->source->path);
    row_text(&row, COLUMN_document_format, work->source->format ? work->source->format : "");
    row_integer(&row, COLUMN_document_bytes, work->source->bytes);
    row_text(&row, COLUMN_document_received_at, received_at);
    row_text(&row, COLUMN_document_run_id, work->run->run_id);
    row_text(&row, COLUMN_document_status, work->report ? "loaded" : "failed");
    row_text(&row, COLUMN_document_reason, work->report ? NULL : work->reason->message);
    row_text(&row, COLUMN_document_form_id, work->report ? work->report->form : NULL);
    row_text(&row, COLUMN_document_issuer, metadata->issuer);
    row_text(&row, COLUMN_document_unit_id, body_id);
    row_text(&row, COLUMN_document_number, metadata->number);
    row_text(&row, COLUMN_document_symbol, metadata->symbol);
    row_text(&row, COLUMN_document_issued_on, metadata->issued_on);
    row_text(&row, COLUMN_document_period, metadata->period);
    row_text(&row, COLUMN_document_title, metadata->title);
    row_text(&row, COLUMN_document_signer, metadata->signer);
    return row_write(&row, work->error);
}

static const char *steps_json(const struct observation *o, struct buffer *text) {
    struct json json = {.out = text};
    buffer_clear(text);
    if (o->step_count == 0)
        return NULL;
    json_array_open(&json);
    for (size_t i = 0; i < o->step_count; i++)
        json_put_string(&json, o->steps[i]);
    json_array_close(&json);
    return text->data;
}

static bool write_observation(const struct load_task *work, const struct observation *o,
                              struct buffer *text) {
    struct row row = row_start(work->database, TABLE_observation, false, work->error);
    row_text(&row, COLUMN_observation_document_id, work->source->sha256);
    row_text(&row, COLUMN_observation_indicator_id, o->indicator);
    row_text(&row, COLUMN_observation_status, status_word(o->status));
    row_text(&row, COLUMN_observation_raw, o->raw);
    if (o->has_value)
        row_real(&row, COLUMN_observation_value, o->value);
    if (o->has_fraction) {
        row_real(&row, COLUMN_observation_numerator, o->numerator);
        row_real(&row, COLUMN_observation_denominator, o->denominator);
    }
    row_text(&row, COLUMN_observation_unit, o->unit);
    row_text(&row, COLUMN_observation_at, o->at);
    row_text(&row, COLUMN_observation_rule, o->rule);
    if (o->has_score)
        row_real(&row, COLUMN_observation_score, o->score);
    row_text(&row, COLUMN_observation_steps, steps_json(o, text));
    return row_write(&row, work->error);
}

static const char *fields_json(const struct mention *mention, struct buffer *text) {
    struct json json = {.out = text};
    buffer_clear(text);
    if (mention->field_count == 0)
        return NULL;
    json_object_open(&json);
    for (size_t i = 0; i < mention->field_count; i++)
        json_key_string(&json, mention->fields[i].name, mention->fields[i].value);
    json_object_close(&json);
    return text->data;
}

static bool write_mention(const struct load_task *work, size_t ordinal, struct buffer *text) {
    const struct mention *mention = &work->report->mentions[ordinal];
    struct row row = row_start(work->database, TABLE_mention, false, work->error);
    row_text(&row, COLUMN_mention_document_id, work->source->sha256);
    row_integer(&row, COLUMN_mention_ordinal, ordinal);
    row_text(&row, COLUMN_mention_rule, mention->rule);
    row_text(&row, COLUMN_mention_at, mention->at);
    row_text(&row, COLUMN_mention_section, mention->section);
    row_text(&row, COLUMN_mention_text, mention->text);
    row_text(&row, COLUMN_mention_fields, fields_json(mention, text));
    return row_write(&row, work->error);
}

static bool write_finding(const struct load_task *work, size_t ordinal) {
    const struct finding *finding = &work->report->findings[ordinal];
    struct row row = row_start(work->database, TABLE_finding, false, work->error);
    row_text(&row, COLUMN_finding_document_id, work->source->sha256);
    row_integer(&row, COLUMN_finding_ordinal, ordinal);
    row_text(&row, COLUMN_finding_check_id, finding->check);
    row_text(&row, COLUMN_finding_severity, severity_word(finding->severity));
    row_text(&row, COLUMN_finding_indicator_id, finding->indicator);
    row_text(&row, COLUMN_finding_at, finding->at);
    row_text(&row, COLUMN_finding_message, finding->message);
    return row_write(&row, work->error);
}

static bool write_report(const struct load_task *work) {
    const struct report *report = work->report;
    struct buffer text;
    bool written = true;
    buffer_init(&text, LIST_BYTES_MAX);
    for (size_t i = 0; written && i < report->observation_count; i++)
        written = write_observation(work, &report->observations[i], &text);
    for (size_t i = 0; written && i < report->mention_count; i++)
        written = write_mention(work, i, &text);
    for (size_t i = 0; written && i < report->finding_count; i++)
        written = write_finding(work, i);
    if (text.failed)
        written = buffer_error(&text, work->error, work->source->path) ||
                  error_set(work->error, CODE_LIMIT_MEMORY, work->source->path,
                            "Steps or fields need more than %zu bytes of memory.", text.limit);
    buffer_free(&text);
    return written;
}

/* ---- the transaction ---- */

static bool remove_rows(const struct load_task *work) {
    struct database *database = work->database;
    const char *id = work->source->sha256;
    for (size_t i = 0; i < sizeof delete_sql / sizeof *delete_sql; i++) {
        struct db_statement *statement = database_query(database, delete_sql[i], work->error);
        if (!statement)
            return false;
        database->backend->bind_text(statement, 1, id);
        if (!database_run(database, statement, work->error))
            return false;
    }
    return supersede_leave(database, id, work->error);
}

/* The body's id in the register, else its name and its parent's, folded: there is a Ủy ban nhân dân
 * xã Tân Lập in more than one district. NULL when the report names no issuer. */
static const char *body_of(const struct metadata *metadata, struct arena *arena) {
    const char *issuer = metadata->issuer ? fold_key(arena, metadata->issuer) : NULL;
    const char *parent = metadata->parent ? fold_key(arena, metadata->parent) : NULL;
    if (metadata->body || !issuer || !*issuer)
        return metadata->body;
    return parent && *parent ? arena_printf(arena, "%s, %s", issuer, parent) : issuer;
}

/* Runs the history checks for the report's body, form and period, and for those it had before if
 * they were others. */
static bool refresh_history(const struct load_task *work, const struct known *known,
                            const struct chain_place *place) {
    bool moved = known->present &&
                 !(same(known->body_id, place->body_id) && same(known->form_id, place->form_id) &&
                   same(known->period, place->period));
    if (moved && !history_refresh(work->database, known->body_id, known->form_id, known->period,
                                  work->scratch, work->error))
        return false;
    return history_refresh(work->database, place->body_id, place->form_id, place->period,
                           work->scratch, work->error);
}

/* Looks the document up once more, as only now no other program can write. The time of the first
 * receipt is kept. */
static bool write_all(const struct load_task *work, enum load_result *result) {
    struct known known;
    if (!find_known(work, &known) || (known.present && !remove_rows(work)))
        return false;
    const char *received_at = known.present ? known.received_at : work->received_at;
    const struct report *report = work->report;
    const char *body_id = report ? body_of(&report->metadata, work->scratch) : NULL;
    if (arena_failed(work->scratch))
        return arena_error(work->scratch, work->error, work->source->path);
    *result = known.present ? LOAD_REPLACED : LOAD_NEW;
    if (!write_document(work, received_at, body_id))
        return false;
    if (!report)
        return true;
    struct chain_place place = {.document_id = work->source->sha256,
                                .body_id = body_id,
                                .period = report->metadata.period,
                                .form_id = report->form,
                                .issued_on = report->metadata.issued_on,
                                .received_at = received_at};
    return write_report(work) && supersede_join(work->database, &place, work->error) &&
           refresh_history(work, &known, &place);
}

bool load_known(struct database *database, const struct run *run, const char *sha256,
                struct load_known *result, struct error *error) {
    struct source source = {.path = NULL};
    snprintf(source.sha256, sizeof source.sha256, "%s", sha256);
    struct load_task work = {.database = database, .run = run, .source = &source, .error = error};
    struct known known = {.present = false};
    work.scratch = arena_new(SCRATCH_BYTES_MAX);
    if (!work.scratch)
        return error_no_memory(error, "");
    bool done = find_known(&work, &known);
    *result = (struct load_known){known.present, known.loaded, known.same_rules, ""};
    snprintf(result->reason, sizeof result->reason, "%s", known.reason ? known.reason : "");
    arena_free(work.scratch);
    return done;
}

static bool load_in_transaction(const struct load_task *work, enum load_result *result) {
    struct known known;
    if (!*work->source->sha256)
        return error_set(work->error, CODE_RECORD_DAMAGED, work->source->path,
                         "The document has no sha256, which is the key of its rows.");
    if (!database_commit(work->database, work->error) || !find_known(work, &known))
        return false;
    *result = LOAD_UNCHANGED;
    if (is_up_to_date(work, &known))
        return true;
    if (!database_begin(work->database, work->error))
        return false;
    if (write_all(work, result))
        return true;
    database_rollback(work->database);
    return false;
}

static bool load(struct load_task *work, enum load_result *result) {
    work->scratch = arena_new(SCRATCH_BYTES_MAX);
    if (!work->scratch)
        return error_no_memory(work->error, "");
    bool done = load_in_transaction(work, result);
    arena_free(work->scratch);
    return done;
}

bool load_report(struct database *database, const struct run *run, const struct report *report,
                 const char *received_at, enum load_result *result, struct error *error) {
    return load(&(struct load_task){.database = database,
                                    .run = run,
                                    .source = &report->source,
                                    .report = report,
                                    .received_at = received_at,
                                    .error = error},
                result);
}

bool load_failure(struct database *database, const struct run *run, const struct source *source,
                  const struct error *reason, const char *received_at, enum load_result *result,
                  struct error *error) {
    return load(&(struct load_task){.database = database,
                                    .run = run,
                                    .source = source,
                                    .reason = reason,
                                    .received_at = received_at,
                                    .error = error},
                result);
}
