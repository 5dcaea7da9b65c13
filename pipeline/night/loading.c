#include "pipeline/night/loading.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/cli/say.h"
#include "pipeline/night/lock.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Which units of a register have reported, one flag each. */
struct reporters {
    const struct ruleset *set;
    bool *reported;
};

/* An event of the run itself: fields are pairs of name and text. */
static void tell(struct loading *loading, enum code code, const char *document,
                 const struct event_field *fields, size_t count, const char *message) {
    struct event_sink sink = log_sink(&loading->log, "run", document);
    event_emit(
        &sink,
        &(struct event){.code = code, .message = message, .fields = fields, .field_count = count});
}

/* A dry run looks into the database that is there, and makes none. */
static bool open_to_look(struct loading *loading, struct error *error) {
    const char *url = loading->options->db;
    return !url || !state_is_there(url) || database_open(url, &loading->looked_in, error);
}

static bool open_database(struct loading *loading, struct error *error) {
    if (!loading->options->db || loading->options->dry_run)
        return open_to_look(loading, error);
    if (!database_open(loading->options->db, &loading->database, error))
        return false;
    loading->looked_in = loading->database;
    if (!load_run_start(loading->database, &loading->run, error))
        return false;
    for (size_t i = 0; i < loading->book.count; i++)
        if (!load_form(loading->database, loading->book.sets[i], error))
            return false;
    loading->log.database = loading->database;
    loading->log.run = &loading->run;
    return true;
}

bool loading_prepare(struct loading *loading, const struct options *options, struct error *error) {
    *loading = (struct loading){.options = options, .worst = SEVERITY_COUNT};
    if (!log_open(&loading->log, options->log, options->limits.log_bytes, error) ||
        !rulebook_open(options->rules, &loading->book, error))
        return false;
    if (gethostname(loading->host, sizeof loading->host - 1) != 0)
        snprintf(loading->host, sizeof loading->host, "unknown");
    loading->run = (struct run){.run_id = loading->log.run_id,
                                .started_at = loading->log.started_at,
                                .host = loading->host,
                                .version = CHITIEU_VERSION,
                                .rules_sha256 = loading->book.sha256};
    return true;
}

bool loading_open(struct loading *loading, struct error *error) {
    if (!open_database(loading, error))
        return false;
    char mark[SHA256_BYTES];
    struct event_field fields[] = {
        {"version", CHITIEU_VERSION}, {"rules", loading->book.sha256}, {"log", mark}};
    tell(loading, CODE_RUN_STARTED, NULL, fields, log_mark(&loading->log, mark) ? 3 : 2, NULL);
    return log_settle(&loading->log, loading->database != NULL, error);
}

bool loading_start(struct loading *loading, const struct options *options, struct error *error) {
    return loading_prepare(loading, options, error) && loading_open(loading, error);
}

const char *loading_short_path(const struct loading *loading, const char *path) {
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
    const char *name = loading_short_path(loading, input->path);
    summary_failure(&loading->summary, name, input->error.message);
    digest_failure(&loading->digest, name, &input->error);
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
    loading->digest.superseded += *ends.later || *ends.earlier;
    if (*ends.earlier)
        tell(loading, CODE_DOCUMENT_SUPERSEDED, ends.earlier, by, 1, NULL);
    return true;
}

/* Says and records what became of a report. */
static bool tell_result(struct loading *loading, const struct report *report,
                        enum load_result result, struct error *error) {
    bool unchanged = result == LOAD_UNCHANGED;
    const char *path = loading_short_path(loading, report->source.path);
    struct event_field fields[] = {{"path", report->source.path}};
    loading->counts.unchanged += unchanged;
    loading->digest.unchanged += unchanged;
    loading->digest.fresh += result == LOAD_NEW;
    loading->digest.replaced += result == LOAD_REPLACED;
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
    loading->digest.review += waits;
    for (size_t i = 0; i < report->finding_count; i++)
        if (report->findings[i].severity < loading->worst)
            loading->worst = report->findings[i].severity;
    summary_report(&loading->summary, loading_short_path(loading, report->source.path), report);
}

static bool store(struct loading *loading, const struct report *report, struct error *error) {
    char now[LOG_TIME_BYTES];
    enum load_result result;
    log_time(now);
    count_report(loading, report);
    if (!loading->database) {
        say_done(loading->options, "%s: read, not loaded",
                 loading_short_path(loading, report->source.path));
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
    /* The line on the terminal gives way to an error's. */
    if (input->error.code != CODE_NONE)
        say_progress(loading->options, NULL);
    bool good = tally_input(&loading->tally, input);
    return good ? store(loading, input->report, error) : failed(loading, input, error);
}

bool loading_answer(struct loading *loading, const struct source *source, struct answer *answer,
                    struct error *error) {
    struct input input = {.path = source->path, .source = *source, .report = answer->report};
    for (size_t i = 0; i < answer->events.count; i++)
        log_event(&loading->log, &answer->events.items[i].event);
    if (!answer->report)
        input.error = answer->reason;
    return loading_input(loading, &input, error);
}

/* ---- what is not read ---- */

bool loading_known(struct loading *loading, const char *sha256, struct load_known *known,
                   struct error *error) {
    *known = (struct load_known){.present = false};
    return !loading->looked_in ||
           load_known(loading->looked_in, &loading->run, sha256, known, error);
}

struct known_row {
    struct summary *summary;
    const char *path;
};

static void add_known(void *context, const struct document_summary *known) {
    const struct known_row *row = context;
    summary_known(row->summary, row->path, known);
}

/* The summary shows what is in the database, too. */
static bool show_known(struct loading *loading, const struct source *source, struct error *error) {
    struct known_row row = {&loading->summary, loading_short_path(loading, source->path)};
    return !loading->options->summary ||
           load_summary_of(loading->looked_in, source->sha256, add_known, &row, error);
}

bool loading_unchanged(struct loading *loading, const struct source *source, const char *first,
                       struct error *error) {
    const char *name = loading_short_path(loading, source->path);
    struct event_field fields[] = {{"path", source->path}, {"first", first}};
    loading->counts.seen++;
    loading->counts.unchanged++;
    loading->tally.seen++;
    loading->digest.unchanged += !first;
    loading->digest.repeated += first != NULL;
    tell(loading, first ? CODE_DOCUMENT_REPEATED : CODE_DOCUMENT_UNCHANGED, source->sha256, fields,
         first ? 2 : 1, NULL);
    if (first)
        say_done(loading->options, "%s: the same bytes as %s", name,
                 loading_short_path(loading, first));
    else
        say_done(loading->options, "%s: in the database already", name);
    return (first || show_known(loading, source, error)) &&
           log_settle(&loading->log, loading->database != NULL, error);
}

bool loading_pass_over(struct loading *loading, const char *name, const char *why,
                       struct error *error) {
    struct event_field fields[] = {{"path", name}, {"why", why}};
    loading->digest.passed_over++;
    tell(loading, CODE_INBOX_SKIPPED, NULL, fields, 2, NULL);
    say_done(loading->options, "%s: not read: %s", loading_short_path(loading, name), why);
    return log_settle(&loading->log, loading->database != NULL, error);
}

static void note_unit(void *context, const char *unit_id) {
    bool *reported = ((struct reporters *)context)->reported;
    const struct ruleset *set = ((struct reporters *)context)->set;
    for (size_t i = 0; i < set->body_count; i++)
        if (strcmp(set->bodies[i].id, unit_id) == 0)
            reported[i] = true;
}

static bool list_silent(struct loading *loading, const struct ruleset *set,
                        const struct load_period *period, struct error *error) {
    struct reporters reporters = {set, calloc(set->body_count + 1, sizeof(bool))};
    if (!reporters.reported)
        return error_set(error, CODE_NO_MEMORY, "run", "The system has no memory left.");
    bool done = load_reporters(loading->looked_in, period, note_unit, &reporters, error);
    if (done)
        digest_period(&loading->digest, period->period);
    for (size_t i = 0; done && i < set->body_count; i++)
        if (!reporters.reported[i])
            digest_silent(&loading->digest, set->bodies[i].name);
    free(reporters.reported);
    return done;
}

bool loading_silent(struct loading *loading, struct error *error) {
    struct load_period period;
    if (!loading->looked_in)
        return true;
    if (!load_latest_period(loading->looked_in, &period, error))
        return false;
    for (size_t i = 0; *period.period && i < loading->book.count; i++)
        if (strcmp(loading->book.sets[i]->form, period.form) == 0 &&
            loading->book.sets[i]->body_count > 0)
            return list_silent(loading, loading->book.sets[i], &period, error);
    return true;
}

void loading_tell(struct loading *loading, enum code code, const struct source *source,
                  const char *message) {
    struct event_field fields[] = {{"path", source->path}};
    tell(loading, code, source->sha256, fields, 1, message);
}

static bool tell_end(struct loading *loading, struct error *error) {
    char seen[24], bad[24];
    snprintf(seen, sizeof seen, "%llu", (unsigned long long)loading->counts.seen);
    snprintf(bad, sizeof bad, "%llu", (unsigned long long)loading->counts.failed);
    char mark[SHA256_BYTES];
    struct event_field fields[] = {{"seen", seen}, {"failed", bad}, {"log", mark}};
    tell(loading, CODE_RUN_FINISHED, NULL, fields, log_mark(&loading->log, mark) ? 3 : 2, NULL);
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
    struct error fault = {.code = CODE_NONE};
    bool whole = error->code == CODE_NONE || error->code == CODE_STOPPED;
    char now[LOG_TIME_BYTES];
    log_time(now);
    if (whole && tell_end(loading, &fault) && loading->database)
        (void)!load_run_finish(loading->database, &loading->run, &loading->counts, now, &fault);
    (void)!log_close(&loading->log, &fault);
    database_close(loading->looked_in);
    rulebook_close(&loading->book);
    summary_free(&loading->summary);
    digest_free(&loading->digest);
    if (error->code != CODE_NONE)
        return say_error(NULL, error);
    return fault.code == CODE_NONE ? status_of(loading, single) : say_error(NULL, &fault);
}
