#include "load/history.h"
#include "load/period_range.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* So many of a body's reports are compared, newest first: 40 years of four a year. */
#define REPORTS_MAX 160
/* So many earlier reports on the same period are compared; no body sends more of them. */
#define CORRECTIONS_MAX 32
/* A sentence with ids and numbers. */
#define MESSAGE_BYTES 300

static const char reports_sql[] =
    "SELECT d.\"document_id\", d.\"period\" FROM \"document\" AS d WHERE "
    "d.\"unit_id\" = $1 AND "
    "d.\"form_id\" = $2 AND d.\"status\" = 'loaded' AND d.\"period\" IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM \"document\" AS s WHERE s.\"supersedes\" = d.\"document_id\") "
    "ORDER BY d.\"period\" DESC";
static const char values_sql[] = "SELECT \"indicator_id\", \"value\", \"at\" FROM \"observation\" "
                                 "WHERE \"document_id\" = $1 AND \"status\" = 'reported'";
static const char superseded_sql[] =
    "SELECT \"supersedes\" FROM \"document\" WHERE \"document_id\" = $1";
static const char clear_sql[] =
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
    struct period_range range;
    struct figure *figures; /* by row of the form; NULL until they are read */
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

/* Runs for every form: a report that replaces another removes that one's values where it has none
 * of its own. */
static const struct history_check withdrawn_check = {.id = "values-withdrawn",
                                                     .severity = SEVERITY_WARNING};

const struct ruleset *history_rules(const struct database *database, const char *form) {
    for (size_t i = 0; form && i < database->ruleset_count; i++)
        if (strcmp(database->rulesets[i]->form, form) == 0)
            return database->rulesets[i];
    return NULL;
}

static bool no_memory(const struct history *h) {
    return arena_error(h->arena, h->error, h->database->place);
}

/* ---- reading ---- */

static bool list_reports(struct history *h, const char *body_id) {
    const struct db_backend *backend = h->database->backend;
    struct db_statement *statement = database_query(h->database, reports_sql, h->error);
    enum db_step step = DB_DONE;
    if (!statement)
        return false;
    backend->bind_text(statement, 1, body_id);
    backend->bind_text(statement, 2, h->rules->form);
    while (h->count < REPORTS_MAX && (step = backend->step(statement, h->error)) == DB_ROW) {
        struct past_report *report = &h->reports[h->count];
        *report = (struct past_report){
            .document_id = arena_strdup(h->arena, backend->column_text(statement, 0)),
            .period = arena_strdup(h->arena, backend->column_text(statement, 1))};
        if (!report->document_id || !report->period)
            break;
        h->count += period_range_read(report->period, &report->range);
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

static bool clear_check_findings(struct history *h, const struct past_report *report,
                                 const struct history_check *check) {
    struct db_statement *statement = database_query(h->database, clear_sql, h->error);
    if (!statement)
        return false;
    h->database->backend->bind_text(statement, 1, report->document_id);
    h->database->backend->bind_text(statement, 2, check->id);
    return database_run(h->database, statement, h->error);
}

static bool clear_findings(struct history *h, const struct past_report *report) {
    for (size_t i = 0; i < h->rules->history_count; i++)
        if (!clear_check_findings(h, report, &h->rules->history[i]))
            return false;
    if (!clear_check_findings(h, report, &withdrawn_check))
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

__attribute__((format(printf, 5, 6))) static bool add_finding(struct history *h,
                                                              const struct past_report *report,
                                                              const struct history_check *check,
                                                              int row, const char *format, ...) {
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

/* The report on the last period that ended before this one's; of several the longest. */
static struct past_report *find_previous(struct history *h, const struct past_report *report) {
    struct past_report *previous = NULL;
    for (size_t i = 0; i < h->count; i++) {
        struct past_report *other = &h->reports[i];
        if (other->range.end >= report->range.end)
            continue;
        if (!previous || other->range.end > previous->range.end ||
            (other->range.end == previous->range.end && other->range.start < previous->range.start))
            previous = other;
    }
    return previous;
}

static bool check_same(struct history *h, const struct past_report *report,
                       const struct past_report *previous, const struct history_check *check) {
    size_t same = 0;
    for (size_t row = 0; row < h->rules->row_count; row++) {
        const struct figure *now = &report->figures[row], *then = &previous->figures[row];
        if (now->reported != then->reported || (now->reported && now->value != then->value))
            return true;
        same += now->reported && now->value != 0;
    }
    if (same == 0 || (double)same < check->least)
        return true;
    return add_finding(h, report, check, -1,
                       "All %zu values other than 0 are the same as in %s: that period's figures "
                       "may have been sent again.",
                       same, previous->period);
}

static bool has_time(const struct history *h, size_t row, const char *time) {
    const struct form_row *form = &h->rules->rows[row];
    return form->time && strcmp(form->time, time) == 0;
}

static bool check_stock(struct history *h, const struct past_report *report,
                        const struct past_report *previous, const struct history_check *check) {
    for (size_t row = 0; row < h->rules->row_count; row++) {
        const struct figure *now = &report->figures[row], *then = &previous->figures[row];
        if (!has_time(h, row, "stock") || !now->reported || !then->reported)
            continue;
        double change = fabs(now->value - then->value);
        if (change < check->least || change * 100 <= check->percent * then->value)
            continue;
        if (!add_finding(
                h, report, check, (int)row,
                "%s is %.15g and was %.15g in %s; a stock seldom changes by more than %g %%.",
                h->rules->rows[row].id, now->value, then->value, previous->period, check->percent))
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
        if (!add_finding(h, report, check, (int)row,
                         "%s is %.15g in %s, but was already %.15g in %s, which is a part of it.",
                         h->rules->rows[row].id, now->value, report->period, then->value,
                         part->period))
            return false;
    }
    return true;
}

/* Compares the report with every shorter one whose period begins on the same day. */
static bool check_parts(struct history *h, const struct past_report *report,
                        const struct history_check *check) {
    for (size_t i = 0; i < h->count; i++) {
        struct past_report *part = &h->reports[i];
        if (part->range.start == report->range.start && part->range.end < report->range.end &&
            (!read_figures(h, part) || !check_cumulative(h, report, part, check)))
            return false;
    }
    return true;
}

/* Makes "1.1-1, 1.2", with an ellipsis in place of the ids that do not fit. */
static void append_row_id(const struct history *h, size_t row, char *names, size_t size) {
    size_t length = strlen(names);
    const char *id = h->rules->rows[row].id;
    if (length + strlen(id) + sizeof ", …" < size)
        snprintf(names + length, size - length, "%s%s", length ? ", " : "", id);
    else if (length && strcmp(names + length - strlen("…"), "…") != 0)
        snprintf(names + length, size - length, " …");
}

/* The report that this one replaces; *superseded is NULL when there is none. */
static bool find_superseded(struct history *h, const char *document_id, const char **superseded) {
    const struct db_backend *backend = h->database->backend;
    struct db_statement *statement = database_query(h->database, superseded_sql, h->error);
    *superseded = NULL;
    if (!statement)
        return false;
    backend->bind_text(statement, 1, document_id);
    enum db_step step = backend->step(statement, h->error);
    if (step == DB_ROW && !backend->column_is_null(statement, 0))
        *superseded = arena_strdup(h->arena, backend->column_text(statement, 0));
    backend->reset(statement);
    return step != DB_FAILED && (!arena_failed(h->arena) || no_memory(h));
}

/* Marks the rows to which an earlier report gave a value and this one does not. The finding moves
 * from the earlier report to this one, which is the one that counts. */
static bool collect_withdrawn(struct history *h, const struct past_report *report,
                              const char *document_id, bool *withdrawn) {
    struct past_report superseded = {.document_id = document_id};
    if (!clear_check_findings(h, &superseded, &withdrawn_check) || !read_figures(h, &superseded))
        return false;
    for (size_t row = 0; row < h->rules->row_count; row++)
        withdrawn[row] |= superseded.figures[row].reported && !report->figures[row].reported;
    return true;
}

/* Reports the values that earlier reports on the same period gave and this one does not. */
static bool check_withdrawn(struct history *h, const struct past_report *report) {
    bool *withdrawn = arena_array(h->arena, h->rules->row_count + 1, sizeof *withdrawn);
    const char *superseded = report->document_id;
    char names[MESSAGE_BYTES / 2] = "";
    size_t count = 0;
    if (!withdrawn)
        return no_memory(h);
    for (unsigned i = 0; i < CORRECTIONS_MAX; i++) {
        if (!find_superseded(h, superseded, &superseded))
            return false;
        if (!superseded)
            break;
        if (!collect_withdrawn(h, report, superseded, withdrawn))
            return false;
    }
    for (size_t row = 0; row < h->rules->row_count; row++) {
        count += withdrawn[row];
        if (withdrawn[row])
            append_row_id(h, row, names, sizeof names);
    }
    return count == 0 ||
           add_finding(
               h, report, &withdrawn_check, -1,
               "A report that this one replaces gave %zu value%s that this one does not: %s.",
               count, count == 1 ? "" : "s", names);
}

static bool check_one(struct history *h, const struct past_report *report,
                      const struct past_report *previous, const struct history_check *check) {
    switch (check->relation) {
    case HISTORY_SAME:
        return !previous || check_same(h, report, previous, check);
    case HISTORY_STOCK:
        return !previous || check_stock(h, report, previous, check);
    default:
        return check_parts(h, report, check);
    }
}

static bool recheck_report(struct history *h, struct past_report *report) {
    struct past_report *previous = find_previous(h, report);
    if (!clear_findings(h, report) || !read_figures(h, report) ||
        (previous && !read_figures(h, previous)))
        return false;
    for (size_t i = 0; i < h->rules->history_count; i++)
        if (!check_one(h, report, previous, &h->rules->history[i]))
            return false;
    return check_withdrawn(h, report);
}

bool history_refresh(struct database *database, const char *body_id, const char *form,
                     const char *period, struct arena *scratch, struct error *error) {
    const struct ruleset *rules = history_rules(database, form);
    struct period_range changed;
    if (!rules || !body_id || !period || !period_range_read(period, &changed))
        return true;
    struct history h = {.database = database, .rules = rules, .arena = scratch, .error = error};
    if (!list_reports(&h, body_id))
        return false;
    for (size_t i = 0; i < h.count; i++)
        if (h.reports[i].range.end >= changed.end && !recheck_report(&h, &h.reports[i]))
            return false;
    return true;
}
