#include "pipeline/loading.h"
#include "pipeline/command.h"
#include "pipeline/say.h"

#include <string.h>
#include <unistd.h>

/* An event of the run itself: fields are pairs of name and text. */
static void tell(struct loading *loading, enum code code, const char *document,
                 const struct event_field *fields, size_t count, const char *message) {
    struct event_sink sink = log_sink(&loading->log, "run", document);
    event_emit(
        &sink,
        &(struct event){.code = code, .message = message, .fields = fields, .field_count = count});
}

static bool open_database(struct loading *loading, struct error *error) {
    if (!loading->options->db || loading->options->dry_run)
        return true;
    if (!database_open(loading->options->db, &loading->database, error) ||
        !load_run_start(loading->database, &loading->run, error))
        return false;
    for (size_t i = 0; i < loading->book.count; i++)
        if (!load_form(loading->database, loading->book.sets[i], error))
            return false;
    loading->log.database = loading->database;
    loading->log.run = &loading->run;
    return true;
}

bool loading_start(struct loading *loading, const struct options *options, struct error *error) {
    *loading = (struct loading){.options = options, .worst = SEVERITY_COUNT};
    if (!log_open(&loading->log, options->log, error) ||
        !rulebook_open(options->rules, &loading->book, error))
        return false;
    if (gethostname(loading->host, sizeof loading->host - 1) != 0)
        snprintf(loading->host, sizeof loading->host, "unknown");
    loading->run = (struct run){.run_id = loading->log.run_id,
                                .started_at = loading->log.started_at,
                                .host = loading->host,
                                .version = CHITIEU_VERSION,
                                .rules_sha256 = loading->book.sha256};
    if (!open_database(loading, error))
        return false;
    struct event_field fields[] = {{"version", CHITIEU_VERSION}, {"rules", loading->book.sha256}};
    tell(loading, CODE_RUN_STARTED, NULL, fields, 2, NULL);
    return log_settle(&loading->log, loading->database != NULL, error);
}

/* The path as the summary shows it: below the inbox. */
static const char *short_path(const struct loading *loading, const char *path) {
    const char *inbox = loading->options->inbox;
    size_t length = inbox ? strlen(inbox) : 0;
    if (length == 0 || strncmp(path, inbox, length) != 0)
        return path;
    path += length;
    return *path == '/' ? path + 1 : path;
}

static bool failed(struct loading *loading, struct input *input, struct error *error) {
    const struct source *source = &input->source;
    struct event_field fields[] = {{"path", input->path}, {"reason", code_word(input->error.code)}};
    bool known = *source->sha256 != '\0';
    tell(loading, CODE_DOCUMENT_FAILED, known ? source->sha256 : NULL, fields, 2,
         input->error.message);
    loading->counts.failed++;
    summary_failure(&loading->summary, short_path(loading, input->path), input->error.message);
    bool fresh = true;
    if (loading->database && known) {
        char now[LOG_TIME_BYTES];
        enum load_result result;
        log_time(now);
        if (!load_failure(loading->database, &loading->run, source, &input->error, now, &result,
                          error))
            return false;
        fresh = result != LOAD_UNCHANGED;
    }
    return log_settle(&loading->log, loading->database && fresh, error);
}

/* Which report of the same unit, period and form this one takes the place of, or which takes its
 * own. */
static bool tell_chain(struct loading *loading, const struct report *report, struct error *error) {
    struct chain_ends ends;
    const char *id = report->source.sha256;
    if (!load_chain(loading->database, id, &ends, error))
        return false;
    struct event_field by[] = {{"by", *ends.later ? ends.later : id}};
    if (*ends.later)
        tell(loading, CODE_DOCUMENT_SUPERSEDED, id, by, 1, NULL);
    by[0].text = id;
    if (*ends.earlier)
        tell(loading, CODE_DOCUMENT_SUPERSEDED, ends.earlier, by, 1, NULL);
    return true;
}

/* Says and records what became of a report. */
static bool tell_result(struct loading *loading, const struct report *report,
                        enum load_result result, struct error *error) {
    bool unchanged = result == LOAD_UNCHANGED;
    const char *path = short_path(loading, report->source.path);
    struct event_field fields[] = {{"path", report->source.path}};
    loading->counts.unchanged += unchanged;
    loading->counts.loaded += !unchanged;
    /* What the stages decided about a document that is there already is in the table since then. */
    if (unchanged && !log_settle(&loading->log, false, error))
        return false;
    tell(loading, unchanged ? CODE_DOCUMENT_UNCHANGED : CODE_DOCUMENT_LOADED, report->source.sha256,
         fields, 1, NULL);
    bool told = unchanged || tell_chain(loading, report, error);
    if (!told || !log_settle(&loading->log, true, error))
        return false;
    say_done(loading->options, "%s: %s", path, unchanged ? "in the database already" : "loaded");
    return true;
}

static void count_report(struct loading *loading, const struct report *report) {
    bool waits = false;
    for (size_t i = 0; i < report->observation_count; i++)
        waits = waits || report->observations[i].status == STATUS_REVIEW;
    loading->counts.review += waits;
    for (size_t i = 0; i < report->finding_count; i++)
        if (report->findings[i].severity < loading->worst)
            loading->worst = report->findings[i].severity;
    summary_report(&loading->summary, short_path(loading, report->source.path), report);
}

static bool store(struct loading *loading, const struct report *report, struct error *error) {
    char now[LOG_TIME_BYTES];
    enum load_result result;
    log_time(now);
    count_report(loading, report);
    if (!loading->database) {
        say_done(loading->options, "%s: read, not loaded",
                 short_path(loading, report->source.path));
        return log_settle(&loading->log, false, error);
    }
    if (!load_report(loading->database, &loading->run, report, now, &result, error))
        return false;
    return tell_result(loading, report, result, error);
}

/* A document becomes a report, or its error the input's. */
static void normalize_input(struct loading *loading, struct input *input) {
    struct event_sink sink = log_sink(&loading->log, "normalize", input->document->source.sha256);
    if (!rulebook_normalize(&loading->book, input->document, &sink, &input->report, NULL,
                            &input->error))
        input->source = input->document->source;
}

bool loading_input(struct loading *loading, struct input *input, struct error *error) {
    loading->counts.seen++;
    if (input->error.code == CODE_NONE && !input->report)
        normalize_input(loading, input);
    say_progress(loading->options, 0, 0, NULL);
    bool good = tally_input(&loading->tally, input);
    return good ? store(loading, input->report, error) : failed(loading, input, error);
}

static bool tell_end(struct loading *loading, struct error *error) {
    char seen[24], bad[24];
    snprintf(seen, sizeof seen, "%llu", (unsigned long long)loading->counts.seen);
    snprintf(bad, sizeof bad, "%llu", (unsigned long long)loading->counts.failed);
    struct event_field fields[] = {{"seen", seen}, {"failed", bad}};
    tell(loading, CODE_RUN_FINISHED, NULL, fields, 2, NULL);
    return log_settle(&loading->log, loading->database != NULL, error);
}

static int status_of(const struct loading *loading, bool single) {
    if (loading->tally.failed > 0)
        return single ? tally_status(&loading->tally) : EXIT_SOME_FAILED;
    const char *fail_on = loading->options->fail_on;
    if (!fail_on)
        return EXIT_WELL;
    return loading->worst <= severity_from_word(fail_on) ? EXIT_FINDINGS : EXIT_WELL;
}

int loading_finish(struct loading *loading, bool single, struct error *error) {
    bool whole = error->code == CODE_NONE;
    char now[LOG_TIME_BYTES];
    log_time(now);
    whole = whole && tell_end(loading, error);
    if (whole && loading->database)
        whole = load_run_finish(loading->database, &loading->run, &loading->counts, now, error);
    if (!log_close(&loading->log, error))
        whole = false;
    database_close(loading->database);
    rulebook_close(&loading->book);
    summary_free(&loading->summary);
    return whole ? status_of(loading, single) : say_error(NULL, error);
}
