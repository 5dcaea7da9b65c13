#include "pipeline/night/batch.h"
#include "pipeline/limits.h"
#include "pipeline/night/outcome.h"
#include "pipeline/night/skip_known.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* ---- lists ---- */

static bool list_add(struct batch_list *list, size_t item, struct error *error) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        size_t *items = realloc(list->items, capacity * sizeof *items);
        if (!items)
            return error_no_memory(error, "run");
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
    return true;
}

/* ---- starting a file ---- */

/* Whether the file is left for the next round because it may still be being written; there it is
 * skipped unless it is as it was. */
static bool is_deferred(struct batch *batch, struct job *job, size_t at, struct error *error) {
    if (batch->round == BATCH_RECENT) {
        if (recent_files_is_same(&batch->recent.items[at], &job->info))
            return false;
        job_skip(job, "it is still being written; the next run will read it");
        return true;
    }
    /* In the quarantine only runs write, one at a time, so no file there is unfinished. */
    if (batch->options->command == COMMAND_RETRY || batch->round == BATCH_ALONE ||
        recent_files_left_ms(job->info.st_mtim, batch->options->limits.settle_seconds) <= 0)
        return false;
    (void)!recent_files_add(&batch->recent, job->index, &job->info, error);
    return true;
}

/* Gives a file to a worker, or an outcome if there is no need to. False ends the run. */
static bool start_job(struct batch *batch, struct job *job, size_t at, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    const struct inbox_entry *entry = job->entry;
    size_t worker;
    if (entry->kind == INBOX_SKIPPED) {
        job_skip(job, entry->why);
        return true;
    }
    if (entry->kind == INBOX_UNREADABLE) {
        error_set(&fault, CODE_NO_INPUT, entry->name, "The file cannot be read: %s.", entry->why);
        job_fail(job, &fault);
        return true;
    }
    if (!inbox_open(batch->inbox, entry, &job->file, &job->info, &fault)) {
        job->file = -1;
        job_fail(job, &fault);
        return true;
    }
    if (is_deferred(batch, job, at, error))
        return error->code == CODE_NONE;
    if (!job_hash_file(job, &fault)) {
        job_fail(job, &fault);
        return true;
    }
    if (!skip_known(job, batch->recorder, &batch->duplicates, error))
        return false;
    if (job->outcome != OUTCOME_PENDING)
        return true;
    job->in_worker = pool_find_idle(&batch->pool, &worker);
    return pool_assign(&batch->pool, worker, batch->next, job->file, entry->name, error);
}

/* ---- finishing a file ---- */

/* A file that cost a worker its life is tried once more, alone, and then never again. */
static void fail_or_retry(struct batch *batch, struct job *job, const struct error *error) {
    job_fail(job, error);
    snprintf(job->error.place, sizeof job->error.place, "%s", job->entry->name);
    if (batch->round != BATCH_ALONE)
        job->outcome = OUTCOME_RETRY;
}

/* A worker that ran out of memory may be in any state, and is replaced. */
static bool fail_out_of_memory(struct batch *batch, struct job *job, size_t worker,
                               struct error *error) {
    struct error fault = {.code = CODE_NONE};
    worker_memory_error(batch->options->limits.worker_bytes, &fault);
    answer_clear(&job->answer);
    fail_or_retry(batch, job, &fault);
    return pool_replace(&batch->pool, worker, error);
}

static bool take_answer(struct batch *batch, struct job *job, struct pool_result *result,
                        struct error *error) {
    struct answer_expected expected = {.rulesets = &batch->recorder->rulesets,
                                       .source = &job->source,
                                       .memory_bytes = batch->options->limits.memory_bytes};
    struct error fault = {.code = CODE_NONE};
    if (!answer_check(result->answer, &expected, &job->answer, &fault)) {
        /* This process ran out of memory, not the worker. */
        if (fault.code == CODE_NO_MEMORY)
            return error_no_memory(error, "run");
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
    struct job *job = &batch->jobs[result->job % batch->window];
    job->in_worker = false;
    if (job_has_changed(job)) {
        duplicates_forget(&batch->duplicates, job->source.sha256);
        job_skip(job, "it changed while it was being read; the next run will read it");
        return !result->answer || pool_recycle(&batch->pool, result->worker, error);
    }
    if (!result->answer) {
        fail_or_retry(batch, job, &result->error);
        return true;
    }
    return take_answer(batch, job, result, error);
}

static void clear(struct batch *batch, struct job *job) {
    batch->waiting_bytes -= job->answer_bytes;
    job_clear(job);
}

/* Records the jobs that are done, as far as no earlier one is still with a worker. */
static bool record_finished(struct batch *batch, struct error *error) {
    bool good = true;
    while (good && batch->head < batch->next) {
        struct job *job = &batch->jobs[batch->head % batch->window];
        if (job->in_worker)
            break;
        bool later = job->outcome == OUTCOME_PENDING || job->outcome == OUTCOME_RETRY;
        outcome_print_plan(batch->options, job);
        good = outcome_record(batch->recorder, job, error) &&
               (job->outcome != OUTCOME_RETRY || list_add(&batch->alone, job->index, error));
        batch->done += !later;
        progress_show(&batch->progress, batch->done, batch->recorder->digest.failed,
                      recorder_short_path(batch->recorder, job->entry->name));
        clear(batch, job);
        batch->head++;
    }
    return good;
}

/* ---- rounds ---- */

/* The first signal lets the workers finish their files, the second does not. */
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

/* The inbox's entry that is number `at` of this round. */
static size_t entry_index(const struct batch *batch, size_t at) {
    switch (batch->round) {
    case BATCH_RECENT:
        return batch->recent.items[at].index;
    case BATCH_ALONE:
        return batch->alone.items[at];
    default:
        return at;
    }
}

static bool start_next(struct batch *batch, struct error *error) {
    struct job *job = &batch->jobs[batch->next % batch->window];
    size_t index = entry_index(batch, batch->next);
    const struct inbox_entry *entry = &batch->inbox->entries[index];
    *job = (struct job){.index = index, .entry = entry, .file = -1};
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

/* Reads the `count` files of a round. When asked to stop, starts no other file and ends with the
 * last answer. */
static bool run_round(struct batch *batch, enum batch_round round, size_t count,
                      struct error *error) {
    batch->round = round;
    batch->head = batch->next = 0;
    for (;;) {
        if (!record_finished(batch, error))
            return false;
        if (batch->stop_requests > 1)
            return true;
        if (may_start(batch, count)) {
            if (!start_next(batch, error))
                return false;
        } else if (pool_count_busy(&batch->pool) > 0) {
            if (!wait_for_one(batch, error))
                return false;
        } else if (batch->head == batch->next) {
            return true;
        }
    }
}

/* Waits until every recent file is as old as it must be. */
static bool wait_for_recent(struct batch *batch, struct error *error) {
    struct pool_result result;
    for (size_t i = 0; i < batch->recent.count && batch->stop_requests == 0; i++) {
        int64_t left = recent_files_left_ms(batch->recent.items[i].changed,
                                            batch->options->limits.settle_seconds);
        if (left <= 0)
            continue;
        if (pool_wait(&batch->pool, batch->signals, (int)left, &result, error) == POOL_FAILED)
            return false;
        read_signals(batch);
    }
    return true;
}

bool batch_run(struct batch *batch, struct error *error) {
    bool good = run_round(batch, BATCH_FIRST, batch->inbox->count, error) &&
                wait_for_recent(batch, error) &&
                run_round(batch, BATCH_RECENT, batch->recent.count, error) &&
                run_round(batch, BATCH_ALONE, batch->alone.count, error);
    progress_clear(batch->options);
    if (good && batch->stop_requests > 0)
        return error_set(error, CODE_STOPPED, "run",
                         "Stopped by a signal; %zu of %zu files are left for the next run.",
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
        return error_no_memory(error, "run");
    return pool_start(&batch->pool, workers, &task, error);
}

void batch_stop(struct batch *batch) {
    pool_stop(&batch->pool);
    for (size_t i = 0; batch->jobs && i < batch->window; i++)
        clear(batch, &batch->jobs[i]);
    free(batch->jobs);
    free(batch->alone.items);
    recent_files_free(&batch->recent);
    duplicates_free(&batch->duplicates);
    if (batch->signals > 0)
        close(batch->signals);
}
