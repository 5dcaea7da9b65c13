#include "pipeline/night/outcome.h"
#include "pipeline/limits.h"
#include "pipeline/night/quarantine.h"

#include <stdio.h>
#include <string.h>

static void quarantine(struct recorder *recorder, const struct job *job,
                       const struct error *reason) {
    bool fresh = false;
    struct quarantined item = {.source = &job->source,
                               .file = job->file,
                               .run_id = recorder->run.run_id,
                               .reason = reason};
    if (!recorder->quarantine || !*job->source.sha256)
        return;
    if (quarantine_put(recorder->quarantine, &item, &fresh, &recorder->quarantine_error) && fresh)
        recorder_emit(recorder, CODE_DOCUMENT_QUARANTINED, &job->source, NULL);
}

static bool record_failure(struct recorder *recorder, struct job *job, struct error *error) {
    struct input input = {.path = job->entry->name, .source = job->source, .error = job->error};
    /* The copy of an earlier run stays as it is. */
    if (!job->failed_before || job->error.code == CODE_DOCUMENT_FAILED)
        quarantine(recorder, job, &job->error);
    return recorder_add_input(recorder, &input, error);
}

static bool record_answer(struct recorder *recorder, struct job *job, struct error *error) {
    bool loaded = job->answer.report != NULL;
    if (!loaded)
        quarantine(recorder, job, &job->answer.reason);
    if (!recorder_add_answer(recorder, &job->source, &job->answer, error))
        return false;
    if (loaded && recorder->quarantine)
        quarantine_drop(recorder->quarantine, job->source.sha256);
    return true;
}

bool outcome_record(struct recorder *recorder, struct job *job, struct error *error) {
    switch (job->outcome) {
    case OUTCOME_PENDING:
        return true;
    case OUTCOME_SKIPPED:
        return recorder_skip(recorder, job->entry->name, job->skip_reason, error);
    case OUTCOME_UNCHANGED:
        /* A run that was killed may have loaded it without getting as far as this. */
        if (!job->first_name && recorder->quarantine)
            quarantine_drop(recorder->quarantine, job->source.sha256);
        return recorder_skip_known(recorder, &job->source, job->first_name, error);
    case OUTCOME_FAILED:
        return record_failure(recorder, job, error);
    case OUTCOME_ANSWERED:
        return record_answer(recorder, job, error);
    case OUTCOME_RETRY:
        recorder_emit(recorder, CODE_DOCUMENT_RETRIED, &job->source, job->error.message);
        return event_log_flush(&recorder->log, recorder->database != NULL, error);
    }
    return true;
}

void outcome_print_plan(const struct options *options, const struct job *job) {
    static const char *const words[] = {[OUTCOME_SKIPPED] = "leave",
                                        [OUTCOME_UNCHANGED] = "unchanged",
                                        [OUTCOME_FAILED] = "refuse",
                                        [OUTCOME_ANSWERED] = "load"};
    bool refused = job->outcome == OUTCOME_ANSWERED && !job->answer.report;
    const char *reason = job->outcome == OUTCOME_SKIPPED ? job->skip_reason : job->first_name;
    if (!options->dry_run || options->summary || job->outcome == OUTCOME_PENDING ||
        job->outcome == OUTCOME_RETRY)
        return;
    struct buffer line;
    buffer_init(&line, PLAN_BYTES_MAX);
    buffer_printf(&line, "%-10s", words[refused ? OUTCOME_FAILED : job->outcome]);
    buffer_put_printable(&line, job->entry->name, strlen(job->entry->name));
    if (job->outcome == OUTCOME_FAILED || refused)
        reason = refused ? job->answer.reason.message : job->error.message;
    if (reason) {
        buffer_puts(&line, job->first_name ? ": the same bytes as " : ": ");
        buffer_put_printable(&line, reason, strlen(reason));
    }
    puts(buffer_text(&line));
    buffer_free(&line);
}
