#include "pipeline/night/batch.h"
#include "core/sha256.h"
#include "pipeline/night/quarantine.h"
#include "pipeline/cli/say.h"
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
enum job_end {
    END_NONE, /* not yet; a later round takes it */
    END_PASSED_OVER,
    END_UNCHANGED,
    END_FAILED,
    END_ANSWERED,
    END_RETRY
};

struct batch_job {
    size_t index; /* of the inbox's entry */
    const struct inbox_entry *entry;
    bool at_work;
    enum job_end end;
    int file; /* open from its beginning to its end; -1: it could not be */
    struct stat info;
    struct source source;
    const char *first; /* the name the bytes were met under before, or NULL */
    const char *why;   /* passed over */
    size_t answer_bytes;
    struct answer answer;
    struct error error; /* why it failed */
    bool before;        /* it failed in an earlier run, and is not read again */
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
static int64_t until_settled(const struct batch *batch, const struct timespec *changed) {
    struct timespec now;
    int64_t interval = (int64_t)batch->options->limits.settle_seconds * 1000;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t age =
        (now.tv_sec - changed->tv_sec) * 1000 + (now.tv_nsec - changed->tv_nsec) / 1000000;
    return age < 0 ? interval : interval - age;
}

/* ---- beginning a file ---- */

static void fail(struct batch_job *job, const struct error *error) {
    job->end = END_FAILED;
    job->error = *error;
}

static void pass_over(struct batch_job *job, const char *why) {
    job->end = END_PASSED_OVER;
    job->why = why;
}

/* A file too young to be read is left for the next round; there it must be as it was. */
static bool is_young(struct batch *batch, struct batch_job *job, size_t at, struct error *error) {
    if (batch->round == BATCH_YOUNG) {
        const struct batch_young *youth = &batch->youth[at];
        if (same_time(youth->changed, job->info.st_mtim) && youth->bytes == job->info.st_size)
            return false;
        pass_over(job, "it is still being written; the next run takes it");
        return true;
    }
    /* Nobody writes to a copy in quarantine but a run, which holds the lock. */
    if (batch->again || batch->round == BATCH_ALONE ||
        until_settled(batch, &job->info.st_mtim) <= 0)
        return false;
    size_t count = batch->young.count;
    struct batch_young *youth = realloc(batch->youth, (count + 1) * sizeof *youth);
    if (!youth || !list_add(&batch->young, job->index, error)) {
        batch->youth = youth ? youth : batch->youth;
        error_set(error, CODE_NO_MEMORY, "run", "The system has no memory left.");
        return true;
    }
    batch->youth = youth;
    youth[count] = (struct batch_young){job->info.st_mtim, job->info.st_size};
    return true;
}

/* What the database says of the bytes. True when that is all there is to do. */
static bool is_known(struct batch *batch, struct batch_job *job, struct error *error) {
    struct load_known known;
    const char *first = seen_first(&batch->seen, job->source.sha256, job->entry->name);
    if (first && strcmp(first, job->entry->name) != 0) {
        job->first = first;
        job->end = END_UNCHANGED;
        return true;
    }
    if (!loading_known(batch->loading, job->source.sha256, &known, error))
        return true;
    if (known.present && known.loaded && known.same_rules) {
        job->end = END_UNCHANGED;
        return true;
    }
    if (!known.present || known.loaded || !known.same_rules || batch->again)
        return false;
    struct error before = {.code = CODE_NONE};
    enum code code = batch->quarantine ? quarantine_code(batch->quarantine, job->source.sha256)
                                       : CODE_DOCUMENT_FAILED;
    error_set(&before, code, job->entry->name, "%s", known.reason);
    fail(job, &before);
    job->before = true;
    return true;
}

/* Up to the worker. False ends the run. */
static bool begin(struct batch *batch, struct batch_job *job, size_t at, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    const struct inbox_entry *entry = job->entry;
    size_t worker;
    if (entry->kind == INBOX_PASSED_OVER) {
        pass_over(job, entry->why);
        return true;
    }
    if (entry->kind == INBOX_UNREADABLE) {
        error_set(&fault, CODE_NO_INPUT, entry->name, "This cannot be read: %s.", entry->why);
        fail(job, &fault);
        return true;
    }
    if (!inbox_open(batch->inbox, entry, &job->file, &job->info, &fault)) {
        job->file = -1;
        fail(job, &fault);
        return true;
    }
    if (is_young(batch, job, at, error))
        return error->code == CODE_NONE;
    if (!hash_file(job, &fault)) {
        fail(job, &fault);
        return true;
    }
    if (is_known(batch, job, error))
        return error->code == CODE_NONE;
    job->at_work = pool_idle(&batch->pool, &worker);
    return pool_hand(&batch->pool, worker, batch->next, job->file, entry->name, error);
}

/* ---- ending a file ---- */

/* The worker was lost: its file is tried once more, alone, and then never again. */
static void lose(struct batch *batch, struct batch_job *job, const struct error *error) {
    fail(job, error);
    snprintf(job->error.place, sizeof job->error.place, "%s", job->entry->name);
    if (batch->round != BATCH_ALONE)
        job->end = END_RETRY;
}

/* A worker that ran out of memory may have been left in any state. */
static bool lose_by_memory(struct batch *batch, struct batch_job *job, size_t worker,
                           struct error *error) {
    struct error fault = {.code = CODE_NONE};
    error_set(&fault, CODE_WORKER_MEMORY, "",
              "Reading it takes more memory than %zu bytes (--max-worker-memory-bytes).",
              batch->options->limits.worker_bytes);
    answer_clear(&job->answer);
    lose(batch, job, &fault);
    return pool_renew(&batch->pool, worker, error);
}

static bool take_answer(struct batch *batch, struct batch_job *job, struct pool_result *result,
                        struct error *error) {
    struct answer_about about = {.book = &batch->loading->book,
                                 .source = &job->source,
                                 .memory_bytes = batch->options->limits.memory_bytes};
    struct error fault = {.code = CODE_NONE};
    if (!answer_read(result->answer, &about, &job->answer, &fault)) {
        lose(batch, job, &fault);
        return pool_renew(&batch->pool, result->worker, error);
    }
    if (job->answer.reason.code == CODE_NO_MEMORY)
        return lose_by_memory(batch, job, result->worker, error);
    job->end = END_ANSWERED;
    job->answer_bytes = result->answer->length;
    batch->waiting_bytes += job->answer_bytes;
    return pool_spare(&batch->pool, result->worker, error);
}

static bool finish(struct batch *batch, struct pool_result *result, struct error *error) {
    struct batch_job *job = &batch->jobs[result->job % batch->window];
    job->at_work = false;
    if (has_changed(job)) {
        seen_forget(&batch->seen, job->source.sha256);
        pass_over(job, "it was changed while it was read; the next run takes it");
        return !result->answer || pool_spare(&batch->pool, result->worker, error);
    }
    if (!result->answer) {
        lose(batch, job, &result->error);
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
                               .run_id = batch->loading->run.run_id,
                               .reason = reason};
    if (!batch->quarantine || !*job->source.sha256)
        return;
    if (quarantine_put(batch->quarantine, &what, &fresh, &batch->quarantine_error) && fresh)
        loading_tell(batch->loading, CODE_DOCUMENT_QUARANTINED, &job->source, NULL);
}

static bool settle_failure(struct batch *batch, struct batch_job *job, struct error *error) {
    struct input input = {.path = job->entry->name, .source = job->source, .error = job->error};
    /* What is there from an earlier run stays as it is. */
    if (!job->before || job->error.code == CODE_DOCUMENT_FAILED)
        quarantine(batch, job, &job->error);
    return loading_input(batch->loading, &input, error);
}

static bool settle_answer(struct batch *batch, struct batch_job *job, struct error *error) {
    bool loaded = job->answer.report != NULL;
    if (!loaded)
        quarantine(batch, job, &job->answer.reason);
    if (!loading_answer(batch->loading, &job->source, &job->answer, error))
        return false;
    if (loaded && batch->quarantine)
        quarantine_drop(batch->quarantine, job->source.sha256);
    return true;
}

/* A dry run's answer: what would become of the file. The summary says it too. */
static void tell_plan(const struct batch *batch, const struct batch_job *job) {
    static const char *const words[] = {[END_PASSED_OVER] = "leave",
                                        [END_UNCHANGED] = "unchanged",
                                        [END_FAILED] = "refuse",
                                        [END_ANSWERED] = "load"};
    bool refused = job->end == END_ANSWERED && !job->answer.report;
    const char *why = job->end == END_PASSED_OVER ? job->why : job->first;
    if (!batch->options->dry_run || batch->options->summary || job->end == END_NONE ||
        job->end == END_RETRY)
        return;
    struct buffer line;
    buffer_init(&line, PLAN_BYTES_MAX);
    buffer_printf(&line, "%-10s", words[refused ? END_FAILED : job->end]);
    buffer_put_printable(&line, job->entry->name, strlen(job->entry->name));
    if (job->end == END_FAILED || refused)
        why = refused ? job->answer.reason.message : job->error.message;
    if (why) {
        buffer_puts(&line, job->first ? ": the same bytes as " : ": ");
        buffer_put_printable(&line, why, strlen(why));
    }
    puts(buffer_text(&line));
    buffer_free(&line);
}

static bool settle_as(struct batch *batch, struct batch_job *job, struct error *error) {
    struct loading *loading = batch->loading;
    switch (job->end) {
    case END_NONE:
        return true;
    case END_PASSED_OVER:
        return loading_pass_over(loading, job->entry->name, job->why, error);
    case END_UNCHANGED:
        /* A run that was killed may have loaded it and not come to this. */
        if (!job->first && batch->quarantine)
            quarantine_drop(batch->quarantine, job->source.sha256);
        return loading_unchanged(loading, &job->source, job->first, error);
    case END_FAILED:
        return settle_failure(batch, job, error);
    case END_ANSWERED:
        return settle_answer(batch, job, error);
    case END_RETRY:
        loading_tell(loading, CODE_DOCUMENT_RETRIED, &job->source, job->error.message);
        return log_settle(&loading->log, loading->database != NULL, error) &&
               list_add(&batch->alone, job->index, error);
    }
    return true;
}

static void clear(struct batch *batch, struct batch_job *job) {
    batch->waiting_bytes -= job->answer_bytes;
    answer_clear(&job->answer);
    if (job->file >= 0)
        close(job->file);
    *job = (struct batch_job){.file = -1};
}

/* Settles what is next in order and done. */
static bool settle(struct batch *batch, struct error *error) {
    bool good = true;
    while (good && batch->head < batch->next) {
        struct batch_job *job = &batch->jobs[batch->head % batch->window];
        if (job->at_work)
            break;
        bool later = job->end == END_NONE || job->end == END_RETRY;
        tell_plan(batch, job);
        good = settle_as(batch, job, error);
        batch->done += !later;
        progress_show(&batch->progress, batch->done, batch->loading->digest.failed,
                      loading_short_path(batch->loading, job->entry->name));
        clear(batch, job);
        batch->head++;
    }
    return good;
}

/* ---- rounds ---- */

/* Signals that came; the first lets work end, the second does not. */
static void hear_signals(struct batch *batch) {
    struct signalfd_siginfo signal;
    while (read(batch->signals, &signal, sizeof signal) == sizeof signal)
        batch->stops++;
}

static bool may_begin(const struct batch *batch, size_t count) {
    size_t worker;
    size_t most = batch->round == BATCH_ALONE ? 1 : batch->window;
    bool room = batch->waiting_bytes < WAITING_BYTES_MAX || batch->head == batch->next;
    return batch->stops == 0 && batch->next < count && batch->next - batch->head < most && room &&
           pool_idle(&batch->pool, &worker);
}

static bool begin_next(struct batch *batch, const size_t *list, struct error *error) {
    struct batch_job *job = &batch->jobs[batch->next % batch->window];
    size_t index = list ? list[batch->next] : batch->next;
    const struct inbox_entry *entry = &batch->inbox->entries[index];
    *job = (struct batch_job){.index = index, .entry = entry, .file = -1};
    job->source.path = entry->name;
    bool good = begin(batch, job, batch->next, error);
    batch->next++;
    hear_signals(batch);
    return good;
}

static bool wait_for_one(struct batch *batch, struct error *error) {
    struct pool_result result;
    switch (pool_wait(&batch->pool, batch->signals, -1, &result, error)) {
    case POOL_RESULT:
        return finish(batch, &result, error);
    case POOL_WOKEN:
        hear_signals(batch);
        return true;
    case POOL_WAITED:
        return true;
    case POOL_BROKEN:
        break;
    }
    return false;
}

/* One round over the list (NULL: all entries). Ends early, with what is in work, when asked to. */
static bool run_round(struct batch *batch, const size_t *list, size_t count, struct error *error) {
    batch->head = batch->next = 0;
    for (;;) {
        if (!settle(batch, error))
            return false;
        if (batch->stops > 1)
            return true;
        if (may_begin(batch, count)) {
            if (!begin_next(batch, list, error))
                return false;
        } else if (pool_busy(&batch->pool) > 0) {
            if (!wait_for_one(batch, error))
                return false;
        } else if (batch->head == batch->next) {
            return true;
        }
    }
}

/* Waits until the youngest file of the list is as old as it must be. */
static bool let_settle(struct batch *batch, struct error *error) {
    struct pool_result result;
    for (size_t i = 0; i < batch->young.count && batch->stops == 0; i++) {
        int64_t left = until_settled(batch, &batch->youth[i].changed);
        if (left <= 0)
            continue;
        if (pool_wait(&batch->pool, batch->signals, (int)left, &result, error) == POOL_BROKEN)
            return false;
        hear_signals(batch);
    }
    return true;
}

bool batch_run(struct batch *batch, struct error *error) {
    bool good = run_round(batch, NULL, batch->inbox->count, error);
    batch->round = BATCH_YOUNG;
    good = good && let_settle(batch, error) &&
           run_round(batch, batch->young.items, batch->young.count, error);
    batch->round = BATCH_ALONE;
    good = good && run_round(batch, batch->alone.items, batch->alone.count, error);
    say_progress(batch->options, NULL);
    if (good && batch->stops > 0)
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

bool batch_hear(struct batch *batch, struct error *error) {
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

bool batch_start(struct batch *batch, struct loading *loading, const struct inbox *inbox,
                 struct error *error) {
    const struct options *options = loading->options;
    size_t workers = count_workers(options, inbox->count);
    struct worker_task task = {.book = &loading->book, .limits = &options->limits};
    batch->loading = loading;
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
        clear(batch, &batch->jobs[i]);
    free(batch->jobs);
    free(batch->young.items);
    free(batch->alone.items);
    free(batch->youth);
    seen_free(&batch->seen);
    if (batch->signals > 0)
        close(batch->signals);
}
