#include "pipeline/night/batch.h"
#include "core/sha256.h"
#include "pipeline/night/quarantine.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

/* What becomes of a file. */
enum job_outcome {
    OUTCOME_PENDING, /* not yet; a later round takes it */
    OUTCOME_SKIPPED,
    OUTCOME_UNCHANGED,
    OUTCOME_FAILED,
    OUTCOME_ANSWERED,
    OUTCOME_RETRY
};

struct batch_job {
    size_t index; /* of the inbox's entry */
    const struct inbox_entry *entry;
    bool in_worker;
    enum job_outcome outcome;
    int file; /* open from its beginning to its end; -1: it could not be */
    struct stat info;
    struct source source;
    const char *first_name;  /* the name the bytes were met under before, or NULL */
    const char *skip_reason; /* passed over */
    size_t answer_bytes;
    struct answer answer;
    struct error error; /* why it failed */
    bool failed_before; /* it failed in an earlier run, and is not read again */
};

/* ---- lists ---- */

static bool list_add(struct batch_list *list, size_t item, struct error *error) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        size_t *items = realloc(list->items, capacity * sizeof *items);
        if (!items)
            return error_set(error, CODE_NO_MEMORY, "run", "The system has no memory left.");
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
    return true;
}

/* ---- files ---- */

/* The parent reads beside the worker, each from its own place: pread() moves nothing. */
static bool hash_file(struct batch_job *job, struct error *error) {
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

static bool same_time(struct timespec one, struct timespec other) {
    return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
}

/* Whether somebody wrote to the file since it was opened. */
static bool has_changed(const struct batch_job *job) {
    struct stat now;
    return fstat(job->file, &now) != 0 || now.st_size != job->info.st_size ||
           !same_time(now.st_mtim, job->info.st_mtim);
}

/* Milliseconds until the file counts as settled; a time in the future says nothing, so all of
 * them. */
static int64_t ms_until_stable(const struct batch *batch, const struct timespec *changed) {
    struct timespec now;
    int64_t interval = (int64_t)batch->options->limits.settle_seconds * 1000;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age =
        (now.tv_sec - changed->tv_sec) * 1000 + (now.tv_nsec - changed->tv_nsec) / 1000000;
    return age < 0 ? interval : interval - age;
}

/* ---- beginning a file ---- */

static void fail_job(struct batch_job *job, const struct error *error) {
    job->outcome = OUTCOME_FAILED;
    job->error = *error;
}

static void skip(struct batch_job *job, const char *skip_reason) {
    job->outcome = OUTCOME_SKIPPED;
    job->skip_reason = skip_reason;
}

/* A file too young to be read is left for the next round; there it must be as it was. */
static bool is_deferred(struct batch *batch, struct batch_job *job, size_t at,
                        struct error *error) {
    if (batch->round == BATCH_RECENT) {
        const struct recent_file *recent_files = &batch->recent_files[at];
        if (same_time(recent_files->changed, job->info.st_mtim) &&
            recent_files->bytes == job->info.st_size)
            return false;
        skip(job, "it is still being written; the next run takes it");
        return true;
    }
    /* Nobody writes to a copy in quarantine but a run, which holds the lock. */
    if (batch->retry || batch->round == BATCH_ALONE ||
        ms_until_stable(batch, &job->info.st_mtim) <= 0)
        return false;
    size_t count = batch->recent.count;
    struct recent_file *recent_files =
        realloc(batch->recent_files, (count + 1) * sizeof *recent_files);
    if (!recent_files || !list_add(&batch->recent, job->index, error)) {
        batch->recent_files = recent_files ? recent_files : batch->recent_files;
        error_set(error, CODE_NO_MEMORY, "run", "The system has no memory left.");
        return true;
    }
    batch->recent_files = recent_files;
    recent_files[count] = (struct recent_file){job->info.st_mtim, job->info.st_size};
    return true;
}

/* What the database says of the bytes. True when that is all there is to do. */
static bool is_done_already(struct batch *batch, struct batch_job *job, struct error *error) {
    struct load_known known;
    const char *first_name =
        duplicates_first_name(&batch->duplicates, job->source.sha256, job->entry->name);
    if (first_name && strcmp(first_name, job->entry->name) != 0) {
        job->first_name = first_name;
        job->outcome = OUTCOME_UNCHANGED;
        return true;
    }
    if (!recorder_find_known(batch->recorder, job->source.sha256, &known, error))
        return true;
    if (known.present && known.loaded && known.same_rules) {
        job->outcome = OUTCOME_UNCHANGED;
        return true;
    }
    if (!known.present || known.loaded || !known.same_rules || batch->retry)
        return false;
    struct error before = {.code = CODE_NONE};
    enum code code = batch->quarantine ? quarantine_code(batch->quarantine, job->source.sha256)
                                       : CODE_DOCUMENT_FAILED;
    error_set(&before, code, job->entry->name, "%s", known.reason);
    fail_job(job, &before);
    job->failed_before = true;
    return true;
}

/* Up to the worker. False ends the run. */
static bool start_job(struct batch *batch, struct batch_job *job, size_t at, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    const struct inbox_entry *entry = job->entry;
    size_t worker;
    if (entry->kind == INBOX_SKIPPED) {
        skip(job, entry->why);
        return true;
    }
    if (entry->kind == INBOX_UNREADABLE) {
        error_set(&fault, CODE_NO_INPUT, entry->name, "This cannot be read: %s.", entry->why);
        fail_job(job, &fault);
        return true;
    }
    if (!inbox_open(batch->inbox, entry, &job->file, &job->info, &fault)) {
        job->file = -1;
        fail_job(job, &fault);
        return true;
    }
    if (is_deferred(batch, job, at, error))
        return error->code == CODE_NONE;
    if (!hash_file(job, &fault)) {
        fail_job(job, &fault);
        return true;
    }
    if (is_done_already(batch, job, error))
        return error->code == CODE_NONE;
    job->in_worker = pool_find_idle(&batch->pool, &worker);
    return pool_assign(&batch->pool, worker, batch->next, job->file, entry->name, error);
}

/* ---- ending a file ---- */

/* The worker was lost: its file is tried once more, alone, and then never again. */
static void fail_or_retry(struct batch *batch, struct batch_job *job, const struct error *error) {
    fail_job(job, error);
    snprintf(job->error.place, sizeof job->error.place, "%s", job->entry->name);
    if (batch->round != BATCH_ALONE)
        job->outcome = OUTCOME_RETRY;
}

/* A worker that ran out of memory may have been left in any state. */
static bool fail_out_of_memory(struct batch *batch, struct batch_job *job, size_t worker,
                               struct error *error) {
    struct error fault = {.code = CODE_NONE};
    error_set(&fault, CODE_WORKER_MEMORY, "",
              "Reading it takes more memory than %zu bytes (--max-worker-memory-bytes).",
              batch->options->limits.worker_bytes);
    answer_clear(&job->answer);
    fail_or_retry(batch, job, &fault);
    return pool_replace(&batch->pool, worker, error);
}

static bool take_answer(struct batch *batch, struct batch_job *job, struct pool_result *result,
                        struct error *error) {
    struct answer_expected expected = {.rulesets = &batch->recorder->rulesets,
                                       .source = &job->source,
                                       .memory_bytes = batch->options->limits.memory_bytes};
    struct error fault = {.code = CODE_NONE};
    if (!answer_check(result->answer, &expected, &job->answer, &fault)) {
        fail_or_retry(batch, job, &fault);
        return pool_replace(&batch->pool, result->worker, error);
    }
    if (job->answer.reason.code == CODE_NO_MEMORY)
        return fail_out_of_memory(batch, job, result->worker, error);
    job->outcome = OUTCOME_ANSWERED;
    job->answer_bytes = result->answer->length;
    batch->waiting_bytes += job->answer_bytes;
    return pool_recycle(&batch->pool, result->worker, error);
}

static bool finish_job(struct batch *batch, struct pool_result *result, struct error *error) {
    struct batch_job *job = &batch->jobs[result->job % batch->window];
    job->in_worker = false;
    if (has_changed(job)) {
        duplicates_forget(&batch->duplicates, job->source.sha256);
        skip(job, "it was changed while it was read; the next run takes it");
        return !result->answer || pool_recycle(&batch->pool, result->worker, error);
    }
    if (!result->answer) {
        fail_or_retry(batch, job, &result->error);
        return true;
    }
    return take_answer(batch, job, result, error);
}

/* ---- settling in order ---- */

static void quarantine(struct batch *batch, const struct batch_job *job,
                       const struct error *reason) {
    bool fresh = false;
    struct quarantined what = {.source = &job->source,
                               .file = job->file,
                               .run_id = batch->recorder->run.run_id,
                               .reason = reason};
    if (!batch->quarantine || !*job->source.sha256)
        return;
    if (quarantine_put(batch->quarantine, &what, &fresh, &batch->quarantine_error) && fresh)
        recorder_emit(batch->recorder, CODE_DOCUMENT_QUARANTINED, &job->source, NULL);
}

static bool record_failure(struct batch *batch, struct batch_job *job, struct error *error) {
    struct input input = {.path = job->entry->name, .source = job->source, .error = job->error};
    /* What is there from an earlier run stays as it is. */
    if (!job->failed_before || job->error.code == CODE_DOCUMENT_FAILED)
        quarantine(batch, job, &job->error);
    return recorder_add_input(batch->recorder, &input, error);
}

static bool record_answer(struct batch *batch, struct batch_job *job, struct error *error) {
    bool loaded = job->answer.report != NULL;
    if (!loaded)
        quarantine(batch, job, &job->answer.reason);
    if (!recorder_add_answer(batch->recorder, &job->source, &job->answer, error))
        return false;
    if (loaded && batch->quarantine)
        quarantine_drop(batch->quarantine, job->source.sha256);
    return true;
}

/* A dry run's answer: what would become of the file. The summary says it too. */
static void print_plan(const struct batch *batch, const struct batch_job *job) {
    static const char *const words[] = {[OUTCOME_SKIPPED] = "leave",
                                        [OUTCOME_UNCHANGED] = "unchanged",
                                        [OUTCOME_FAILED] = "refuse",
                                        [OUTCOME_ANSWERED] = "load"};
    bool refused = job->outcome == OUTCOME_ANSWERED && !job->answer.report;
    const char *skip_reason = job->outcome == OUTCOME_SKIPPED ? job->skip_reason : job->first_name;
    if (!batch->options->dry_run || batch->options->summary || job->outcome == OUTCOME_PENDING ||
        job->outcome == OUTCOME_RETRY)
        return;
    struct buffer line;
    buffer_init(&line, PLAN_BYTES_MAX);
    buffer_printf(&line, "%-10s", words[refused ? OUTCOME_FAILED : job->outcome]);
    buffer_put_printable(&line, job->entry->name, strlen(job->entry->name));
    if (job->outcome == OUTCOME_FAILED || refused)
        skip_reason = refused ? job->answer.reason.message : job->error.message;
    if (skip_reason) {
        buffer_puts(&line, job->first_name ? ": the same bytes as " : ": ");
        buffer_put_printable(&line, skip_reason, strlen(skip_reason));
    }
    puts(buffer_text(&line));
    buffer_free(&line);
}

static bool record_outcome(struct batch *batch, struct batch_job *job, struct error *error) {
    struct recorder *recorder = batch->recorder;
    switch (job->outcome) {
    case OUTCOME_PENDING:
        return true;
    case OUTCOME_SKIPPED:
        return recorder_skip(recorder, job->entry->name, job->skip_reason, error);
    case OUTCOME_UNCHANGED:
        /* A run that was killed may have loaded it and not come to this. */
        if (!job->first_name && batch->quarantine)
            quarantine_drop(batch->quarantine, job->source.sha256);
        return recorder_skip_known(recorder, &job->source, job->first_name, error);
    case OUTCOME_FAILED:
        return record_failure(batch, job, error);
    case OUTCOME_ANSWERED:
        return record_answer(batch, job, error);
    case OUTCOME_RETRY:
        recorder_emit(recorder, CODE_DOCUMENT_RETRIED, &job->source, job->error.message);
        return event_log_flush(&recorder->log, recorder->database != NULL, error) &&
               list_add(&batch->alone, job->index, error);
    }
    return true;
}

static void clear_job(struct batch *batch, struct batch_job *job) {
    batch->waiting_bytes -= job->answer_bytes;
    answer_clear(&job->answer);
    if (job->file >= 0)
        close(job->file);
    *job = (struct batch_job){.file = -1};
}

/* Settles what is next in order and done. */
static bool record_finished(struct batch *batch, struct error *error) {
    bool good = true;
    while (good && batch->head < batch->next) {
        struct batch_job *job = &batch->jobs[batch->head % batch->window];
        if (job->in_worker)
            break;
        bool later = job->outcome == OUTCOME_PENDING || job->outcome == OUTCOME_RETRY;
        print_plan(batch, job);
        good = record_outcome(batch, job, error);
        batch->done += !later;
        progress_show(&batch->progress, batch->done, batch->recorder->digest.failed,
                      recorder_short_path(batch->recorder, job->entry->name));
        clear_job(batch, job);
        batch->head++;
    }
    return good;
}

/* ---- rounds ---- */

/* Signals that came; the first lets work end, the second does not. */
static void read_signals(struct batch *batch) {
    struct signalfd_siginfo signal;
    while (read(batch->signals, &signal, sizeof signal) == sizeof signal)
        batch->stop_requests++;
}

static bool may_start(const struct batch *batch, size_t count) {
    size_t worker;
    size_t most = batch->round == BATCH_ALONE ? 1 : batch->window;
    bool room = batch->waiting_bytes < WAITING_BYTES_MAX || batch->head == batch->next;
    return batch->stop_requests == 0 && batch->next < count && batch->next - batch->head < most &&
           room && pool_find_idle(&batch->pool, &worker);
}

static bool start_next(struct batch *batch, const size_t *list, struct error *error) {
    struct batch_job *job = &batch->jobs[batch->next % batch->window];
    size_t index = list ? list[batch->next] : batch->next;
    const struct inbox_entry *entry = &batch->inbox->entries[index];
    *job = (struct batch_job){.index = index, .entry = entry, .file = -1};
    job->source.path = entry->name;
    bool good = start_job(batch, job, batch->next, error);
    batch->next++;
    read_signals(batch);
    return good;
}

static bool wait_for_one(struct batch *batch, struct error *error) {
    struct pool_result result;
    switch (pool_wait(&batch->pool, batch->signals, -1, &result, error)) {
    case POOL_RESULT:
        return finish_job(batch, &result, error);
    case POOL_WOKEN:
        read_signals(batch);
        return true;
    case POOL_TIMED_OUT:
        return true;
    case POOL_FAILED:
        break;
    }
    return false;
}

/* One round over the list (NULL: all entries). Ends early, with what is in work, when asked to. */
static bool run_round(struct batch *batch, const size_t *list, size_t count, struct error *error) {
    batch->head = batch->next = 0;
    for (;;) {
        if (!record_finished(batch, error))
            return false;
        if (batch->stop_requests > 1)
            return true;
        if (may_start(batch, count)) {
            if (!start_next(batch, list, error))
                return false;
        } else if (pool_count_busy(&batch->pool) > 0) {
            if (!wait_for_one(batch, error))
                return false;
        } else if (batch->head == batch->next) {
            return true;
        }
    }
}

/* Waits until the youngest file of the list is as old as it must be. */
static bool wait_for_recent(struct batch *batch, struct error *error) {
    struct pool_result result;
    for (size_t i = 0; i < batch->recent.count && batch->stop_requests == 0; i++) {
        int64_t left = ms_until_stable(batch, &batch->recent_files[i].changed);
        if (left <= 0)
            continue;
        if (pool_wait(&batch->pool, batch->signals, (int)left, &result, error) == POOL_FAILED)
            return false;
        read_signals(batch);
    }
    return true;
}

bool batch_run(struct batch *batch, struct error *error) {
    bool good = run_round(batch, NULL, batch->inbox->count, error);
    batch->round = BATCH_RECENT;
    good = good && wait_for_recent(batch, error) &&
           run_round(batch, batch->recent.items, batch->recent.count, error);
    batch->round = BATCH_ALONE;
    good = good && run_round(batch, batch->alone.items, batch->alone.count, error);
    progress_print(batch->options, NULL);
    if (good && batch->stop_requests > 0)
        return error_set(error, CODE_STOPPED, "run",
                         "Stopped as asked; %zu of %zu files are left for the next run.",
                         batch->inbox->count - batch->done, batch->inbox->count);
    return good;
}

/* ---- start and end ---- */

static size_t count_workers(const struct options *options, size_t files) {
    size_t jobs = options->limits.jobs;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (jobs == 0)
        jobs = processors > 0 ? (size_t)processors : 1;
    if (jobs > JOBS_MAX)
        jobs = JOBS_MAX;
    return jobs > files && files > 0 ? files : jobs;
}

bool batch_catch_signals(struct batch *batch, struct error *error) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    batch->signals = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    return batch->signals >= 0 || error_set(error, CODE_INTERNAL, "run",
                                            "Signals cannot be waited for: %s.", strerror(errno));
}

bool batch_start(struct batch *batch, struct recorder *recorder, const struct inbox *inbox,
                 struct error *error) {
    const struct options *options = recorder->options;
    size_t workers = count_workers(options, inbox->count);
    struct worker_task task = {.rulesets = &recorder->rulesets, .limits = &options->limits};
    batch->recorder = recorder;
    batch->options = options;
    batch->inbox = inbox;
    batch->window = workers * WINDOW_PER_WORKER;
    batch->jobs = calloc(batch->window, sizeof *batch->jobs);
    for (size_t i = 0; batch->jobs && i < batch->window; i++)
        batch->jobs[i].file = -1;
    progress_start(&batch->progress, options, inbox->count);
    if (!batch->jobs)
        return error_set(error, CODE_NO_MEMORY, "run", "The system has no memory left.");
    return pool_start(&batch->pool, workers, &task, error);
}

void batch_stop(struct batch *batch) {
    pool_stop(&batch->pool);
    for (size_t i = 0; batch->jobs && i < batch->window; i++)
        clear_job(batch, &batch->jobs[i]);
    free(batch->jobs);
    free(batch->recent.items);
    free(batch->alone.items);
    free(batch->recent_files);
    duplicates_free(&batch->duplicates);
    if (batch->signals > 0)
        close(batch->signals);
}
