#include "pipeline/night/job.h"
#include "core/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

void job_fail(struct job *job, const struct error *error) {
    job->outcome = OUTCOME_FAILED;
    job->error = *error;
}

void job_skip(struct job *job, const char *reason) {
    job->outcome = OUTCOME_SKIPPED;
    job->skip_reason = reason;
}

/* With pread(), which does not move the offset that the worker will read from. */
bool job_hash_file(struct job *job, struct error *error) {
    char chunk[CHUNK_BYTES];
    struct sha256 hash;
    ssize_t count;
    uint64_t at = 0;
    sha256_start(&hash);
    while ((count = pread(job->file, chunk, sizeof chunk, (off_t)at)) > 0) {
        sha256_add(&hash, chunk, (size_t)count);
        at += (uint64_t)count;
    }
    if (count < 0)
        return error_set(error, CODE_NO_INPUT, job->entry->name, "The file cannot be read: %s.",
                         strerror(errno));
    sha256_finish(&hash, job->source.sha256);
    job->source.bytes = at;
    return true;
}

bool job_has_changed(const struct job *job) {
    struct stat now;
    return fstat(job->file, &now) != 0 || now.st_size != job->info.st_size ||
           now.st_mtim.tv_sec != job->info.st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != job->info.st_mtim.tv_nsec;
}

void job_clear(struct job *job) {
    answer_clear(&job->answer);
    if (job->file >= 0)
        close(job->file);
    *job = (struct job){.file = -1};
}
