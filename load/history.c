#include "load/history.h"
#include "load/span.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The latest reports of a unit that are looked at, newest first: 40 years of four a year. */
#define REPORTS_MAX 160
/* Reports on one period that a correction is held against: no unit sends more of them. */
#define CORRECTIONS_MAX 32
/* A sentence with labels' ids and numbers (bytes). */
#define MESSAGE_BYTES 300

static const char reports_sql[] =
    "SELECT d.\"document_id\", d.\"period\" FROM \"document\" AS d WHERE "
    "d.\"unit_id\" = $1 AND "
    "d.\"form_id\" = $2 AND d.\"status\" = 'loaded' AND d.\"period\" IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM \"document\" AS s WHERE s.\"supersedes\" = d.\"document_id\") "
    "ORDER BY d.\"period\" DESC";
static const char values_sql[] = "SELECT \"indicator_id\", \"value\", \"at\" FROM \"observation\" "
                                 "WHERE \"document_id\" = $1 AND \"status\" = 'reported'";
static const char before_sql[] =
    "SELECT \"supersedes\" FROM \"document\" WHERE \"document_id\" = $1";
static const char forget_sql[] =
    "DELETE FROM \"finding\" WHERE \"document_id\" = $1 AND \"check_id\" = $2";
static const char next_sql[] =
    "SELECT coalesce(max(\"ordinal\") + 1, 0) FROM \"finding\" WHERE \"document_id\" = $1";

/* A value of a row of the form. */
struct figure {
    bool reported;
    double value;
    const char *at;
};

struct past_report {
    const char *document_id, *period;
    struct span span;
    struct figure *figures; /* by row; NULL until they are read */
};

struct history {
    struct database *database;
    const struct ruleset *rules;
    struct arena *arena;
    struct error *error;
    struct past_report reports[REPORTS_MAX];
    size_t count;
    uint64_t ordinal; /* of the next finding */
};

/* A report that takes the place of another takes its values away where it gives none: no rule set
 * needs to ask for that. */
static const struct history_check withdrawn = {.id = "values-withdrawn",
                                               .severity = SEVERITY_WARNING};

const struct ruleset *history_rules(const struct database *database, const char *form) {
    for (size_t i = 0; form && i < database->ruleset_count; i++)
        if (strcmp(database->rulesets[i]->form, form) == 0)
            return database->rulesets[i];
    return NULL;
}

static bool no_memory(const struct history *h) {
    return error_set(h->error, CODE_NO_MEMORY, h->database->place,
                     "The system has no memory left.");
}

/* ---- reading ---- */

static bool list_reports(struct history *h, const char *unit_id) {
    const struct db_backend *backend = h->database->backend;
    struct db_statement *statement = database_query(h->database, reports_sql, h->error);
    enum db_step step = DB_DONE;
    if (!statement)
        return false;
    backend->bind_text(statement, 1, unit_id);
    backend->bind_text(statement, 2, h->rules->form);
    while (h->count < REPORTS_MAX && (step = backend->step(statement, h->error)) == DB_ROW) {
        struct past_report *report = &h->reports[h->count];
        *report = (struct past_report){
            .document_id = arena_strdup(h->arena, backend->column_text(statement, 0)),
            .period = arena_strdup(h->arena, backend->column_text(statement, 1))};
        if (!report->document_id || !report->period)
            break;
        h->count += span_read(report->period, &report->span);
    }
    backend->reset(statement);
    return step != DB_FAILED && (!arena_failed(h->arena) || no_memory(h));
}

static bool read_figures(struct history *h, struct past_report *report) {
    const struct db_backend *backend = h->database->backend;
    if (report->figures)
        return true;
    report->figures = arena_array(h->arena, h->rules->row_count, sizeof *report->figures);
    struct db_statement *statement = database_query(h->database, values_sql, h->error);
    enum db_step step;
    if (!report->figures)
        return no_memory(h);
    if (!statement)
        return false;
    backend->bind_text(statement, 1, report->document_id);
    while ((step = backend->step(statement, h->error)) == DB_ROW) {
        int row = ruleset_row(h->rules, backend->column_text(statement, 0));
        if (row < 0 || backend->column_is_null(statement, 1))
            continue;
        const char *at = backend->column_text(statement, 2);
        report->figures[row] = (struct figure){.reported = true,
                                               .value = backend->column_real(statement, 1),
                                               .at = at ? arena_strdup(h->arena, at) : NULL};
    }
    backend->reset(statement);
    return step != DB_FAILED && (!arena_failed(h->arena) || no_memory(h));
}

/* ---- findings ---- */

static bool forget_check(struct history *h, const struct past_report *report,
                         const struct history_check *check) {
    struct db_statement *statement = database_query(h->database, forget_sql, h->error);
    if (!statement)
        return false;
    h->database->backend->bind_text(statement, 1, report->document_id);
    h->database->backend->bind_text(statement, 2, check->id);
    return database_run(h->database, statement, h->error);
}

static bool forget(struct history *h, const struct past_report *report) {
    for (size_t i = 0; i < h->rules->history_count; i++)
        if (!forget_check(h, report, &h->rules->history[i]))
            return false;
    if (!forget_check(h, report, &withdrawn))
        return false;
    struct db_statement *statement = database_query(h->database, next_sql, h->error);
    if (!statement)
        return false;
    h->database->backend->bind_text(statement, 1, report->document_id);
    enum db_step step = h->database->backend->step(statement, h->error);
    h->ordinal = step == DB_ROW ? (uint64_t)h->database->backend->column_integer(statement, 0) : 0;
    h->database->backend->reset(statement);
    return step != DB_FAILED;
}

__attribute__((format(printf, 5, 6))) static bool find(struct history *h,
                                                       const struct past_report *report,
                                                       const struct history_check *check, int row,
                                                       const char *format, ...) {
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    struct row out = row_start(h->database, TABLE_finding, false, h->error);
    row_text(&out, COLUMN_finding_document_id, report->document_id);
    row_integer(&out, COLUMN_finding_ordinal, h->ordinal++);
    row_text(&out, COLUMN_finding_check_id, check->id);
    row_text(&out, COLUMN_finding_severity, severity_word(check->severity));
    row_text(&out, COLUMN_finding_indicator_id, row < 0 ? NULL : h->rules->rows[row].id);
    row_text(&out, COLUMN_finding_at, row < 0 ? NULL : report->figures[row].at);
    row_text(&out, COLUMN_finding_message, message);
    return row_write(&out, h->error);
}

/* ---- checks ---- */

/* The report on the last period that was over before this one was; of several the longest. */
static struct past_report *last_before(struct history *h, const struct past_report *report) {
    struct past_report *last = NULL;
    for (size_t i = 0; i < h->count; i++) {
        struct past_report *other = &h->reports[i];
        if (other->span.end >= report->span.end)
            continue;
        if (!last || other->span.end > last->span.end ||
            (other->span.end == last->span.end && other->span.start < last->span.start))
            last = other;
    }
    return last;
}

static bool check_same(struct history *h, const struct past_report *report,
                       const struct past_report *last, const struct history_check *check) {
    size_t same = 0;
    for (size_t row = 0; row < h->rules->row_count; row++) {
        const struct figure *now = &report->figures[row], *then = &last->figures[row];
        if (now->reported != then->reported || (now->reported && now->value != then->value))
            return true;
        same += now->reported && now->value != 0;
    }
    if (same == 0 || (double)same < check->least)
        return true;
    return find(
        h, report, check, -1,
        "All %zu values other than 0 are those of %s: its figures may have been sent again.", same,
        last->period);
}

static bool has_time(const struct history *h, size_t row, const char *time) {
    const struct form_row *form = &h->rules->rows[row];
    return form->time && strcmp(form->time, time) == 0;
}

static bool check_stock(struct history *h, const struct past_report *report,
                        const struct past_report *last, const struct history_check *check) {
    for (size_t row = 0; row < h->rules->row_count; row++) {
        const struct figure *now = &report->figures[row], *then = &last->figures[row];
        if (!has_time(h, row, "stock") || !now->reported || !then->reported)
            continue;
        double change = fabs(now->value - then->value);
        if (change < check->least || change * 100 <= check->percent * then->value)
            continue;
        if (!find(
                h, report, check, (int)row,
                "%s is %.15g and was %.15g in %s; a number that stands for long seldom changes by "
                "more than %g %%.",
                h->rules->rows[row].id, now->value, then->value, last->period, check->percent))
            return false;
    }
    return true;
}

static bool check_cumulative(struct history *h, const struct past_report *report,
                             const struct past_report *part, const struct history_check *check) {
    for (size_t row = 0; row < h->rules->row_count; row++) {
        const struct figure *now = &report->figures[row], *then = &part->figures[row];
        if (!has_time(h, row, "flow") || !now->reported || !then->reported ||
            then->value - now->value < check->least || now->value >= then->value)
            continue;
        if (!find(h, report, check, (int)row,
                  "%s is %.15g in %s, but was %.15g in %s already, which is a part of it.",
                  h->rules->rows[row].id, now->value, report->period, then->value, part->period))
            return false;
    }
    return true;
}

/* Holds the report against every shorter one that begins with it. */
static bool check_parts(struct history *h, const struct past_report *report,
                        const struct history_check *check) {
    for (size_t i = 0; i < h->count; i++) {
        struct past_report *part = &h->reports[i];
        if (part->span.start == report->span.start && part->span.end < report->span.end &&
            (!read_figures(h, part) || !check_cumulative(h, report, part, check)))
            return false;
    }
    return true;
}

/* "1.1-1, 1.2": the first rows, as many as fit. */
static void name_row(const struct history *h, size_t row, char *names, size_t size) {
    size_t length = strlen(names);
    const char *id = h->rules->rows[row].id;
    if (length + strlen(id) + sizeof ", …" < size)
        snprintf(names + length, size - length, "%s%s", length ? ", " : "", id);
    else if (length && strcmp(names + length - strlen("…"), "…") != 0)
        snprintf(names + length, size - length, " …");
}

/* The report on the period whose place a report takes; *before is NULL when there is none. */
static bool find_before(struct history *h, const char *document_id, const char **before) {
    const struct db_backend *backend = h->database->backend;
    struct db_statement *statement = database_query(h->database, before_sql, h->error);
    *before = NULL;
    if (!statement)
        return false;
    backend->bind_text(statement, 1, document_id);
    enum db_step step = backend->step(statement, h->error);
    if (step == DB_ROW && !backend->column_is_null(statement, 0))
        *before = arena_strdup(h->arena, backend->column_text(statement, 0));
    backend->reset(statement);
    return step != DB_FAILED && (!arena_failed(h->arena) || no_memory(h));
}

/* Notes the rows that an earlier report gave a value and this one does not. What was told of the
 * earlier report is told of this one, which counts. */
static bool note_withdrawn(struct history *h, const struct past_report *report,
                           const char *document_id, bool *gone) {
    struct past_report before = {.document_id = document_id};
    if (!forget_check(h, &before, &withdrawn) || !read_figures(h, &before))
        return false;
    for (size_t row = 0; row < h->rules->row_count; row++)
        gone[row] |= before.figures[row].reported && !report->figures[row].reported;
    return true;
}

/* Tells of the values that reports before it on the same period gave, and it does not. */
static bool check_withdrawn(struct history *h, const struct past_report *report) {
    bool *gone = arena_array(h->arena, h->rules->row_count + 1, sizeof *gone);
    const char *before = report->document_id;
    char names[MESSAGE_BYTES / 2] = "";
    size_t count = 0;
    if (!gone)
        return no_memory(h);
    for (unsigned i = 0; i < CORRECTIONS_MAX; i++) {
        if (!find_before(h, before, &before))
            return false;
        if (!before)
            break;
        if (!note_withdrawn(h, report, before, gone))
            return false;
    }
    for (size_t row = 0; row < h->rules->row_count; row++) {
        count += gone[row];
        if (gone[row])
            name_row(h, row, names, sizeof names);
    }
    return count == 0 ||
           find(h, report, &withdrawn, -1,
                "A report whose place this one takes gave %zu value%s that this one does not: %s.",
                count, count == 1 ? "" : "s", names);
}

static bool check_one(struct history *h, const struct past_report *report,
                      const struct past_report *last, const struct history_check *check) {
    switch (check->relation) {
    case HISTORY_SAME:
        return !last || check_same(h, report, last, check);
    case HISTORY_STOCK:
        return !last || check_stock(h, report, last, check);
    default:
        return check_parts(h, report, check);
    }
}

static bool check_report_again(struct history *h, struct past_report *report) {
    struct past_report *last = last_before(h, report);
    if (!forget(h, report) || !read_figures(h, report) || (last && !read_figures(h, last)))
        return false;
    for (size_t i = 0; i < h->rules->history_count; i++)
        if (!check_one(h, report, last, &h->rules->history[i]))
            return false;
    return check_withdrawn(h, report);
}

bool history_refresh(struct database *database, const char *unit_id, const char *form,
                     const char *period, struct arena *scratch, struct error *error) {
    const struct ruleset *rules = history_rules(database, form);
    struct span changed;
    if (!rules || !unit_id || !period || !span_read(period, &changed))
        return true;
    struct history h = {.database = database, .rules = rules, .arena = scratch, .error = error};
    if (!list_reports(&h, unit_id))
        return false;
    for (size_t i = 0; i < h.count; i++)
        if (h.reports[i].span.end >= changed.end && !check_report_again(&h, &h.reports[i]))
            return false;
    return true;
}
