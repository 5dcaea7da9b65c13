#include "pipeline/night/skip_known.h"
#include "pipeline/cli/options.h"
#include "pipeline/night/quarantine.h"

#include <string.h>

/* Not where memory was short, the worker's or the system's: now there may be enough. */
static void fail_again(struct job *job, const char *quarantine, const char *reason) {
    struct error before = {.code = CODE_NONE};
    enum code code =
        quarantine ? quarantine_code(quarantine, job->source.sha256) : CODE_DOCUMENT_FAILED;
    if (code_is_passing(code))
        return;
    error_set(&before, code, job->entry->name, "%s", reason);
    job_fail(job, &before);
    job->failed_before = true;
}

bool skip_known(struct job *job, struct recorder *recorder, struct duplicates *duplicates,
                struct error *error) {
    struct load_known known;
    const char *name = job->entry->name;
    const char *first_name = duplicates_first_name(duplicates, job->source.sha256, name);
    if (first_name && strcmp(first_name, name) != 0) {
        job->first_name = first_name;
        job->outcome = OUTCOME_UNCHANGED;
        return true;
    }
    if (!recorder_find_known(recorder, job->source.sha256, &known, error))
        return false;
    if (!known.present || !known.same_rules)
        return true;
    if (known.loaded)
        job->outcome = OUTCOME_UNCHANGED;
    else if (recorder->options->command != COMMAND_RETRY)
        fail_again(job, recorder->quarantine, known.reason);
    return true;
}
