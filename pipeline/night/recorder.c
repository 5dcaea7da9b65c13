#include "pipeline/night/recorder.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/cli/message.h"
#include "pipeline/database_path.h"
#include "pipeline/cli/progress.h"

#include <string.h>
#include <unistd.h>

/* Emits an event of the run itself. */
static void emit(struct recorder *recorder, enum code code, const char *document,
                 const struct event_field *fields, size_t count, const char *message) {
    struct event_sink sink = event_log_sink(&recorder->log, "run", document);
    event_emit(
        &sink,
        &(struct event){.code = code, .message = message, .fields = fields, .field_count = count});
}

/* A dry run only reads a database, and creates none. */
static bool open_existing(struct recorder *recorder, struct error *error) {
    const char *url = recorder->options->db;
    return !url || !database_path_exists(url) || database_open(url, &recorder->lookup, error);
}

static bool open_database(struct recorder *recorder, struct error *error) {
    if (!recorder->options->db || recorder->options->dry_run)
        return open_existing(recorder, error);
    if (!database_open(recorder->options->db, &recorder->database, error))
        return false;
    recorder->lookup = recorder->database;
    if (!load_run_start(recorder->database, &recorder->run, error))
        return false;
    for (size_t i = 0; i < recorder->rulesets.count; i++)
        if (!load_form(recorder->database, recorder->rulesets.sets[i], error))
            return false;
    recorder->log.database = recorder->database;
    recorder->log.run = &recorder->run;
    return true;
}

bool recorder_prepare(struct recorder *recorder, const struct options *options,
                      struct error *error) {
    *recorder = (struct recorder){.options = options, .worst = SEVERITY_COUNT};
    if (!event_log_open(&recorder->log, options->log, options->limits.log_bytes, error) ||
        !rulesets_open(options->rules, &recorder->rulesets, error))
        return false;
    if (gethostname(recorder->host, sizeof recorder->host - 1) != 0)
        snprintf(recorder->host, sizeof recorder->host, "unknown");
    recorder->run = (struct run){.run_id = recorder->log.run_id,
                                 .started_at = recorder->log.started_at,
                                 .host = recorder->host,
                                 .version = CHITIEU_VERSION,
                                 .rules_sha256 = recorder->rulesets.sha256};
    return true;
}

bool recorder_open(struct recorder *recorder, struct error *error) {
    if (!open_database(recorder, error))
        return false;
    char mark[SHA256_BYTES];
    struct event_field fields[] = {
        {"version", CHITIEU_VERSION}, {"rules", recorder->rulesets.sha256}, {"log", mark}};
    emit(recorder, CODE_RUN_STARTED, NULL, fields,
         event_log_last_hash(&recorder->log, mark) ? 3 : 2, NULL);
    return event_log_flush(&recorder->log, recorder->database != NULL, error);
}

bool recorder_start(struct recorder *recorder, const struct options *options, struct error *error) {
    return recorder_prepare(recorder, options, error) && recorder_open(recorder, error);
}

const char *recorder_short_path(const struct recorder *recorder, const char *path) {
    const char *inbox = recorder->options->inbox;
    size_t length = inbox ? strlen(inbox) : 0;
    if (length == 0 || strncmp(path, inbox, length) != 0)
        return path;
    path += length;
    return *path == '/' ? path + 1 : path;
}

static bool record_failure(struct recorder *recorder, struct input *input, struct error *error) {
    const struct source *source = &input->source;
    struct event_field fields[] = {{"path", input->path}, {"reason", code_word(input->error.code)}};
    bool known = *source->sha256 != '\0';
    emit(recorder, CODE_DOCUMENT_FAILED, known ? source->sha256 : NULL, fields, 2,
         input->error.message);
    recorder->counts.failed++;
    const char *name = recorder_short_path(recorder, input->path);
    document_table_add_failure(&recorder->table, name, input->error.message);
    mail_digest_add_failure(&recorder->digest, name, &input->error);
    bool fresh = true;
    if (recorder->database && known) {
        char now[CLOCK_TIMESTAMP_BYTES];
        enum load_result result;
        clock_timestamp(now);
        if (!load_failure(recorder->database, &recorder->run, source, &input->error, now, &result,
                          error))
            return false;
        fresh = result != LOAD_UNCHANGED;
    }
    return event_log_flush(&recorder->log, recorder->database && fresh, error);
}

/* Emits which report of the same body, period and form this one replaces, or which replaces it. */
static bool emit_superseded(struct recorder *recorder, const struct report *report,
                            struct error *error) {
    struct chain_neighbours ends;
    const char *id = report->source.sha256;
    if (!load_chain_neighbours(recorder->database, id, &ends, error))
        return false;
    struct event_field by[] = {{"by", *ends.later ? ends.later : id}};
    if (*ends.later)
        emit(recorder, CODE_DOCUMENT_SUPERSEDED, id, by, 1, NULL);
    by[0].text = id;
    recorder->digest.superseded += *ends.later || *ends.earlier;
    if (*ends.earlier)
        emit(recorder, CODE_DOCUMENT_SUPERSEDED, ends.earlier, by, 1, NULL);
    return true;
}

/* Counts, emits and prints whether the report was loaded. */
static bool record_result(struct recorder *recorder, const struct report *report,
                          enum load_result result, struct error *error) {
    bool unchanged = result == LOAD_UNCHANGED;
    const char *path = recorder_short_path(recorder, report->source.path);
    struct event_field fields[] = {{"path", report->source.path}};
    recorder->counts.unchanged += unchanged;
    recorder->digest.unchanged += unchanged;
    recorder->digest.fresh += result == LOAD_NEW;
    recorder->digest.replaced += result == LOAD_REPLACED;
    recorder->counts.loaded += !unchanged;
    /* The stages' events of an unchanged document are in the table already. */
    if (unchanged && !event_log_flush(&recorder->log, false, error))
        return false;
    emit(recorder, unchanged ? CODE_DOCUMENT_UNCHANGED : CODE_DOCUMENT_LOADED,
         report->source.sha256, fields, 1, NULL);
    bool emitted = unchanged || emit_superseded(recorder, report, error);
    if (!emitted || !event_log_flush(&recorder->log, true, error))
        return false;
    message_verbose(recorder->options, "%s: %s", path,
                    unchanged ? "in the database already" : "loaded");
    return true;
}

static void count_report(struct recorder *recorder, const struct report *report) {
    bool needs_review = false;
    for (size_t i = 0; i < report->observation_count; i++)
        needs_review = needs_review || report->observations[i].status == STATUS_REVIEW;
    recorder->counts.review += needs_review;
    recorder->digest.review += needs_review;
    for (size_t i = 0; i < report->finding_count; i++)
        if (report->findings[i].severity < recorder->worst)
            recorder->worst = report->findings[i].severity;
    document_table_add_report(&recorder->table, recorder_short_path(recorder, report->source.path),
                              report);
}

static bool record_report(struct recorder *recorder, const struct report *report,
                          struct error *error) {
    char now[CLOCK_TIMESTAMP_BYTES];
    enum load_result result;
    clock_timestamp(now);
    count_report(recorder, report);
    if (!recorder->database) {
        message_verbose(recorder->options, "%s: read, not loaded",
                        recorder_short_path(recorder, report->source.path));
        return event_log_flush(&recorder->log, false, error);
    }
    if (!load_report(recorder->database, &recorder->run, report, now, &result, error))
        return false;
    return record_result(recorder, report, result, error);
}

/* Makes a report of the input's document; its error becomes the input's. */
static void normalize_input(struct recorder *recorder, struct input *input) {
    struct event_sink sink =
        event_log_sink(&recorder->log, "normalize", input->document->source.sha256);
    if (!rulesets_normalize(&recorder->rulesets, input->document, &sink, &input->report, NULL,
                            &input->error))
        input->source = input->document->source;
}

bool recorder_add_input(struct recorder *recorder, struct input *input, struct error *error) {
    recorder->counts.seen++;
    if (input->error.code == CODE_NONE && !input->report)
        normalize_input(recorder, input);
    if (input_ends_run(input, error))
        return false;
    /* The error's message takes the place of the progress line. */
    if (input->error.code != CODE_NONE)
        progress_clear(recorder->options);
    bool good = input_tally(&recorder->tally, input);
    return good ? record_report(recorder, input->report, error)
                : record_failure(recorder, input, error);
}

bool recorder_add_answer(struct recorder *recorder, const struct source *source,
                         struct answer *answer, struct error *error) {
    struct input input = {.path = source->path, .source = *source, .report = answer->report};
    for (size_t i = 0; i < answer->events.count; i++)
        event_log_add(&recorder->log, &answer->events.items[i].event);
    if (!answer->report)
        input.error = answer->reason;
    return recorder_add_input(recorder, &input, error);
}

/* ---- what is not read ---- */

bool recorder_find_known(struct recorder *recorder, const char *sha256, struct load_known *known,
                         struct error *error) {
    *known = (struct load_known){.present = false};
    return !recorder->lookup || load_known(recorder->lookup, &recorder->run, sha256, known, error);
}

struct known_row {
    struct document_table *table;
    const char *path;
};

static void add_summary(void *context, const struct document_summary *known) {
    const struct known_row *row = context;
    document_table_add_known(row->table, row->path, known);
}

/* The table of --summary has documents that were not read again, too. */
static bool add_known_row(struct recorder *recorder, const struct source *source,
                          struct error *error) {
    struct known_row row = {&recorder->table, recorder_short_path(recorder, source->path)};
    return !recorder->options->summary ||
           load_document_summary(recorder->lookup, source->sha256, add_summary, &row, error);
}

bool recorder_skip_known(struct recorder *recorder, const struct source *source, const char *first,
                         struct error *error) {
    const char *name = recorder_short_path(recorder, source->path);
    struct event_field fields[] = {{"path", source->path}, {"first", first}};
    recorder->counts.seen++;
    recorder->counts.unchanged++;
    tally_count(&recorder->tally, CODE_NONE);
    recorder->digest.unchanged += !first;
    recorder->digest.repeated += first != NULL;
    emit(recorder, first ? CODE_DOCUMENT_REPEATED : CODE_DOCUMENT_UNCHANGED, source->sha256, fields,
         first ? 2 : 1, NULL);
    if (first)
        message_verbose(recorder->options, "%s: the same bytes as %s", name,
                        recorder_short_path(recorder, first));
    else
        message_verbose(recorder->options, "%s: in the database already", name);
    return (first || add_known_row(recorder, source, error)) &&
           event_log_flush(&recorder->log, recorder->database != NULL, error);
}

bool recorder_skip(struct recorder *recorder, const char *name, const char *why,
                   struct error *error) {
    struct event_field fields[] = {{"path", name}, {"why", why}};
    recorder->digest.skipped++;
    emit(recorder, CODE_INBOX_SKIPPED, NULL, fields, 2, NULL);
    message_verbose(recorder->options, "%s: not read: %s", recorder_short_path(recorder, name),
                    why);
    return event_log_flush(&recorder->log, recorder->database != NULL, error);
}

void recorder_emit(struct recorder *recorder, enum code code, const struct source *source,
                   const char *message) {
    struct event_field fields[] = {{"path", source->path}};
    emit(recorder, code, source->sha256, fields, 1, message);
}

static bool emit_finished(struct recorder *recorder, struct error *error) {
    char seen[24], bad[24];
    snprintf(seen, sizeof seen, "%llu", (unsigned long long)recorder->counts.seen);
    snprintf(bad, sizeof bad, "%llu", (unsigned long long)recorder->counts.failed);
    char mark[SHA256_BYTES];
    struct event_field fields[] = {{"seen", seen}, {"failed", bad}, {"log", mark}};
    emit(recorder, CODE_RUN_FINISHED, NULL, fields,
         event_log_last_hash(&recorder->log, mark) ? 3 : 2, NULL);
    return event_log_flush(&recorder->log, recorder->database != NULL, error);
}

static int exit_status_of(const struct recorder *recorder, bool single) {
    if (recorder->tally.failed > 0)
        return single ? tally_status(&recorder->tally) : EXIT_SOME_FAILED;
    const char *fail_on = recorder->options->fail_on;
    if (!fail_on)
        return EXIT_OK;
    return recorder->worst <= severity_from_word(fail_on) ? EXIT_FINDINGS : EXIT_OK;
}

int recorder_finish(struct recorder *recorder, bool single, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    bool whole = error->code == CODE_NONE || error->code == CODE_STOPPED;
    char now[CLOCK_TIMESTAMP_BYTES];
    clock_timestamp(now);
    if (whole && emit_finished(recorder, &fault) && recorder->database)
        (void)!load_run_finish(recorder->database, &recorder->run, &recorder->counts, now, &fault);
    (void)!event_log_close(&recorder->log, &fault);
    database_close(recorder->lookup);
    rulesets_close(&recorder->rulesets);
    document_table_free(&recorder->table);
    mail_digest_free(&recorder->digest);
    if (error->code != CODE_NONE)
        return message_error(NULL, error);
    return fault.code == CODE_NONE ? exit_status_of(recorder, single) : message_error(NULL, &fault);
}
