/* job: one file of a run, from its opening to what became of it.
 *
 * Ownership: job_clear() closes the file and frees the answer; entry and texts are the inbox's, the
 * run's and constants. Errors: NO_INPUT.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_JOB_H
#define CHITIEU_PIPELINE_NIGHT_JOB_H

#include "pipeline/night/inbox.h"
#include "pipeline/workers/answer_check.h"

enum job_outcome {
    OUTCOME_PENDING, /* none yet; a later round takes the file */
    OUTCOME_SKIPPED,
    OUTCOME_UNCHANGED,
    OUTCOME_FAILED,
    OUTCOME_ANSWERED,
    OUTCOME_RETRY /* it cost a worker its life and is tried once more, alone */
};

struct job {
    size_t index; /* of the inbox's entry */
    const struct inbox_entry *entry;
    bool in_worker;
    enum job_outcome outcome;
    int file;         /* open until the outcome is recorded; -1: none */
    struct stat info; /* when it was opened */
    struct source source;
    const char
        *first_name; /* UNCHANGED: the name under which this run met the same bytes, or NULL */
    const char *skip_reason; /* SKIPPED */
    struct error error;      /* FAILED, RETRY */
    bool failed_before;      /* FAILED: in an earlier run; the file was not read again */
    struct answer answer;    /* ANSWERED */
    size_t answer_bytes;
};

void job_skip(struct job *job, const char *reason);
void job_fail(struct job *job, const struct error *error);

/* The file's size and hash into the job's source. */
MUST_USE bool job_hash_file(struct job *job, struct error *error);

/* Whether the file was written to since it was opened. */
bool job_has_changed(const struct job *job);

void job_clear(struct job *job);

#endif
