#include "core/json/json.h"
#include "load/database.h"

/* An event's values, among which the text of a cell may be. */
#define DETAIL_BYTES_MAX ((size_t)16 << 20)

bool load_commit(struct database *database, struct error *error) {
    return database_commit(database, error);
}

void load_rollback(struct database *database) {
    database_rollback(database);
}

/* ---- run ---- */

static void put_run(struct row *row, const struct run *run) {
    row_text(row, COLUMN_run_run_id, run->run_id);
    row_text(row, COLUMN_run_started_at, run->started_at);
    row_text(row, COLUMN_run_host, run->host);
    row_text(row, COLUMN_run_version, run->version);
    row_text(row, COLUMN_run_rules_sha256, run->rules_sha256);
}

static bool write_run(struct database *database, struct row *row, struct error *error) {
    if (row_write(row, error))
        return database_commit(database, error);
    database_rollback(database);
    return false;
}

bool load_run_start(struct database *database, const struct run *run, struct error *error) {
    if (!database_commit(database, error) || !database_begin(database, error))
        return false;
    struct row row = row_start(database, TABLE_run, false, error);
    put_run(&row, run);
    return write_run(database, &row, error);
}

bool load_run_finish(struct database *database, const struct run *run,
                     const struct run_counts *counts, const char *finished_at,
                     struct error *error) {
    if (!database_commit(database, error) || !database_begin(database, error))
        return false;
    struct row row = row_start(database, TABLE_run, true, error);
    put_run(&row, run);
    row_text(&row, COLUMN_run_finished_at, finished_at);
    row_integer(&row, COLUMN_run_seen, counts->seen);
    row_integer(&row, COLUMN_run_loaded, counts->loaded);
    row_integer(&row, COLUMN_run_unchanged, counts->unchanged);
    row_integer(&row, COLUMN_run_review, counts->review);
    row_integer(&row, COLUMN_run_failed, counts->failed);
    return write_run(database, &row, error);
}

/* ---- form ---- */

static const char *text_or_null(const char *text) {
    return text && *text ? text : NULL;
}

static bool write_form_row(struct database *database, const struct ruleset *ruleset, size_t index,
                           struct error *error) {
    const struct form_row *form_row = &ruleset->rows[index];
    struct row row = row_start(database, TABLE_indicator, true, error);
    row_text(&row, COLUMN_indicator_form_id, ruleset->form);
    row_text(&row, COLUMN_indicator_indicator_id, form_row->id);
    row_integer(&row, COLUMN_indicator_ordinal, index);
    if (form_row->parent >= 0)
        row_text(&row, COLUMN_indicator_parent_id, ruleset->rows[form_row->parent].id);
    row_text(&row, COLUMN_indicator_stt, text_or_null(form_row->stt));
    row_text(&row, COLUMN_indicator_label, form_row->label);
    row_text(&row, COLUMN_indicator_unit, text_or_null(form_row->unit));
    row_text(&row, COLUMN_indicator_kind, kind_word(form_row->kind));
    row_text(&row, COLUMN_indicator_aggregate, text_or_null(form_row->aggregate));
    row_text(&row, COLUMN_indicator_reporter, text_or_null(form_row->reporter));
    return row_write(&row, error);
}

/* The history checks are the rule set's. */
static bool remember_ruleset(struct database *database, const struct ruleset *ruleset,
                             struct error *error) {
    const struct ruleset **rulesets =
        arena_grow(database->arena, database->rulesets, database->ruleset_count,
                   &database->ruleset_capacity, sizeof *rulesets);
    if (!rulesets)
        return arena_error(database->arena, error, database->place);
    database->rulesets = rulesets;
    database->rulesets[database->ruleset_count++] = ruleset;
    return true;
}

bool load_form(struct database *database, const struct ruleset *ruleset, struct error *error) {
    if (!remember_ruleset(database, ruleset, error))
        return false;
    if (!database_commit(database, error) || !database_begin(database, error))
        return false;
    bool written = true;
    for (size_t i = 0; written && i < ruleset->row_count; i++)
        written = write_form_row(database, ruleset, i, error);
    if (written)
        return database_commit(database, error);
    database_rollback(database);
    return false;
}

/* ---- events ---- */

/* The table has no column for the indicator, so it is put before the event's own values. */
static void write_detail(const struct event *event, struct buffer *out) {
    struct json json = {.out = out};
    if (!event->indicator && event->field_count == 0)
        return;
    json_object_open(&json);
    json_key_string(&json, "indicator", event->indicator);
    for (size_t i = 0; i < event->field_count; i++)
        json_key_string(&json, event->fields[i].name, event->fields[i].text);
    json_object_close(&json);
}

static bool write_event(struct database *database, const struct run *run, uint64_t ordinal,
                        const char *time, const struct event *event, const char *detail,
                        struct error *error) {
    const char *message = event->message ? event->message : code_sentence(event->code);
    struct row row = row_start(database, TABLE_event, false, error);
    row_text(&row, COLUMN_event_run_id, run->run_id);
    row_integer(&row, COLUMN_event_ordinal, ordinal);
    row_text(&row, COLUMN_event_time, time);
    row_text(&row, COLUMN_event_document_id, event->document);
    row_text(&row, COLUMN_event_stage, event->stage);
    row_text(&row, COLUMN_event_level, grade_word(code_grade(event->code)));
    row_text(&row, COLUMN_event_code, code_word(event->code));
    row_text(&row, COLUMN_event_at, event->at);
    row_text(&row, COLUMN_event_rule, event->rule);
    row_text(&row, COLUMN_event_message, message);
    row_text(&row, COLUMN_event_detail, detail);
    return row_write(&row, error);
}

bool load_event(struct database *database, const struct run *run, uint64_t ordinal,
                const char *time, const struct event *event, struct error *error) {
    struct buffer detail;
    if (!database_begin(database, error))
        return false;
    buffer_init(&detail, DETAIL_BYTES_MAX);
    write_detail(event, &detail);
    bool written =
        detail.failed
            ? buffer_error(&detail, error, database->place) ||
                  error_set(error, CODE_LIMIT_MEMORY, database->place,
                            "An event's values need more than %zu bytes of memory.", detail.limit)
            : write_event(database, run, ordinal, time, event, detail.data, error);
    buffer_free(&detail);
    return written;
}
