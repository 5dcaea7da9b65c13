#include "pipeline/log/log.h"
#include "core/json/event_json.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void log_time(char text[LOG_TIME_BYTES]) {
    struct timespec now;
    struct tm parts;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    size_t length = strftime(text, LOG_TIME_BYTES, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text + length, LOG_TIME_BYTES - length, ".%03dZ", (int)(now.tv_nsec / 1000000));
}

/* "20210630T020304.567Z-4711": sorts by time, and two runs of one machine never share it. */
static void name_run(struct event_log *log) {
    char compact[LOG_TIME_BYTES];
    size_t length = 0;
    for (const char *c = log->started_at; *c; c++)
        if (*c != '-' && *c != ':')
            compact[length++] = *c;
    compact[length] = '\0';
    snprintf(log->run_id, sizeof log->run_id, "%s-%ld", compact, (long)getpid());
}

static void tell_cut(struct event_log *log) {
    char bytes[24];
    snprintf(bytes, sizeof bytes, "%llu", (unsigned long long)log->out.cut);
    struct event_field fields[] = {{"bytes", bytes}};
    log_event(log, &(struct event){
                       .code = CODE_LOG_CUT, .stage = "run", .fields = fields, .field_count = 1});
}

bool log_open(struct event_log *log, const char *path, size_t most, struct error *error) {
    *log = (struct event_log){.path = path, .most = most};
    log_time(log->started_at);
    name_run(log);
    if (!path)
        return true;
    if (!log_file_open(&log->out, path, log->run_id, most, error))
        return false;
    if (log->out.cut > 0)
        tell_cut(log);
    return true;
}

bool log_mark(const struct event_log *log, char hash[SHA256_BYTES]) {
    memcpy(hash, log->out.chain.hash, SHA256_BYTES);
    return log->out.file && !log->full;
}

static void fail_to_write(struct event_log *log, int cause) {
    error_set(&log->error, CODE_OUTPUT, log->path, "The log cannot be written: %s.",
              strerror(cause ? cause : EIO));
}

static void put(struct event_log *log, const struct event *event, const char *time,
                struct buffer *line) {
    buffer_clear(line);
    event_to_json(event, time, log->run_id, line);
    chain_seal(&log->out.chain, line);
    buffer_putc(line, '\n');
}

/* Nothing follows in the file: the line that says so is its last. */
static void fill_up(struct event_log *log, const char *time, struct buffer *line) {
    struct event event = {.code = CODE_LOG_FULL, .stage = "run"};
    log->full = true;
    put(log, &event, time, line);
    error_set(&log->error, CODE_OUTPUT, log->path,
              "The log has reached its limit of %zu bytes (--max-log-bytes); the events that "
              "followed are not in it.",
              log->most);
}

static void write_line(struct event_log *log, const struct event *event, const char *time) {
    struct chain before = log->out.chain;
    struct buffer line;
    if (log->full)
        return;
    buffer_init(&line, EVENT_BYTES_MAX);
    put(log, event, time, &line);
    if (log->out.bytes + line.length > log->most) {
        log->out.chain = before;
        fill_up(log, time, &line);
    }
    errno = 0;
    if (line.failed || fwrite(line.data, line.length, 1, log->out.file) != 1)
        fail_to_write(log, errno);
    log->out.bytes += line.length;
    buffer_free(&line);
}

static void take(void *context, const struct event *event) {
    struct event_log *log = context;
    char time[LOG_TIME_BYTES];
    log_time(time);
    if (log->out.file)
        write_line(log, event, time);
    if (log->database)
        kept_add(&log->held, event, time);
}

void log_event(struct event_log *log, const struct event *event) {
    take(log, event);
}

struct event_sink log_sink(struct event_log *log, const char *stage, const char *document) {
    bool heard = log->out.file || log->database;
    return (struct event_sink){
        .emit = heard ? take : NULL, .context = log, .stage = stage, .document = document};
}

/* A file that cannot be written keeps nothing out of the table. */
static bool write_held(struct event_log *log, struct error *error) {
    if (log->held.failed)
        return error_set(error, CODE_NO_MEMORY, "log", "An event was lost for lack of memory.");
    for (size_t i = 0; i < log->held.count; i++) {
        const struct kept_event *kept = &log->held.items[i];
        if (!load_event(log->database, log->run, log->ordinal, kept->time, &kept->event, error))
            return false;
        log->ordinal++;
    }
    return true;
}

bool log_settle(struct event_log *log, bool write, struct error *error) {
    /* The file goes before the table: what the table marks is never ahead of it. */
    errno = 0;
    if (log->out.file && fflush(log->out.file) != 0)
        fail_to_write(log, errno);
    bool done = !write || write_held(log, error);
    kept_clear(&log->held);
    if (!log->database)
        return done;
    /* The document that they are about, and they, from here on survive whatever happens, or neither
     * does. */
    if (done)
        return load_commit(log->database, error);
    load_rollback(log->database);
    return false;
}

bool log_close(struct event_log *log, struct error *error) {
    errno = 0;
    if (log->out.file && fclose(log->out.file) != 0)
        fail_to_write(log, errno);
    log->out.file = NULL;
    kept_clear(&log->held);
    if (log->error.code == CODE_NONE)
        return true;
    return error_set(error, log->error.code, log->error.place, "%s", log->error.message);
}
