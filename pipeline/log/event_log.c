#include "pipeline/log/event_log.h"
#include "core/json/event_json.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "20210630T020304.567Z-4711": time and process, so that it sorts by time and two runs on one
 * machine differ. */
static void make_run_id(struct event_log *log) {
    char compact[CLOCK_TIMESTAMP_BYTES];
    size_t length = 0;
    for (const char *c = log->started_at; *c; c++)
        if (*c != '-' && *c != ':')
            compact[length++] = *c;
    compact[length] = '\0';
    snprintf(log->run_id, sizeof log->run_id, "%s-%ld", compact, (long)getpid());
}

static void add_cut_event(struct event_log *log) {
    char bytes[24];
    snprintf(bytes, sizeof bytes, "%llu", (unsigned long long)log->out.cut);
    struct event_field fields[] = {{"bytes", bytes}};
    event_log_add(
        log,
        &(struct event){.code = CODE_LOG_CUT, .stage = "run", .fields = fields, .field_count = 1});
}

bool event_log_open(struct event_log *log, const char *path, size_t limit, struct error *error) {
    *log = (struct event_log){.path = path, .limit = limit};
    clock_timestamp(log->started_at);
    make_run_id(log);
    if (!path)
        return true;
    if (!log_file_open(&log->out, path, log->run_id, limit, error))
        return false;
    if (log->out.cut > 0)
        add_cut_event(log);
    return true;
}

bool event_log_last_hash(const struct event_log *log, char hash[SHA256_BYTES]) {
    memcpy(hash, log->out.chain.hash, SHA256_BYTES);
    return log->out.file && !log->full;
}

static void fail_to_write(struct event_log *log, int cause) {
    error_set(&log->error, CODE_OUTPUT, log->path, "The log cannot be written: %s.",
              strerror(cause ? cause : EIO));
}

static void format_line(struct event_log *log, const struct event *event, const char *time,
                        struct buffer *line) {
    buffer_clear(line);
    event_to_json(event, time, log->run_id, line);
    log_chain_seal(&log->out.chain, line);
    buffer_putc(line, '\n');
}

/* Composes the last line of a log that is full. */
static void format_full_line(struct event_log *log, const char *time, struct buffer *line) {
    struct event event = {.code = CODE_LOG_FULL, .stage = "run"};
    log->full = true;
    format_line(log, &event, time, line);
    error_set(
        &log->error, CODE_OUTPUT, log->path,
        "The log has reached its limit of %zu bytes (--max-log-bytes); later events are not in it.",
        log->limit);
}

static void write_line(struct event_log *log, const struct event *event, const char *time) {
    struct log_chain before = log->out.chain;
    struct buffer line;
    if (log->full)
        return;
    buffer_init(&line, EVENT_BYTES_MAX);
    format_line(log, event, time, &line);
    if (log->out.bytes + line.length > log->limit) {
        log->out.chain = before;
        format_full_line(log, time, &line);
    }
    errno = 0;
    if (line.failed || fwrite(line.data, line.length, 1, log->out.file) != 1)
        fail_to_write(log, errno);
    log->out.bytes += line.length;
    buffer_free(&line);
}

static void add_event(void *context, const struct event *event) {
    struct event_log *log = context;
    char time[CLOCK_TIMESTAMP_BYTES];
    clock_timestamp(time);
    if (log->out.file)
        write_line(log, event, time);
    if (log->database)
        event_list_add(&log->pending, event, time);
}

void event_log_add(struct event_log *log, const struct event *event) {
    add_event(log, event);
}

struct event_sink event_log_sink(struct event_log *log, const char *stage, const char *document) {
    bool wanted = log->out.file || log->database;
    return (struct event_sink){
        .emit = wanted ? add_event : NULL, .context = log, .stage = stage, .document = document};
}

/* Writes the events into the table, even if the file cannot be written. */
static bool write_pending(struct event_log *log, struct error *error) {
    if (log->pending.failed)
        return arena_error(log->pending.arena, error, "log");
    for (size_t i = 0; i < log->pending.count; i++) {
        const struct event_list_item *item = &log->pending.items[i];
        if (!load_event(log->database, log->run, log->ordinal, item->time, &item->event, error))
            return false;
        log->ordinal++;
    }
    return true;
}

bool event_log_flush(struct event_log *log, bool write, struct error *error) {
    /* The file is written before the table, so that a mark in the table is never ahead of the file.
     */
    errno = 0;
    if (log->out.file && fflush(log->out.file) != 0)
        fail_to_write(log, errno);
    bool done = !write || write_pending(log, error);
    event_list_clear(&log->pending);
    if (!log->database)
        return done;
    /* The document and its events are committed together, or neither is. */
    if (done)
        return load_commit(log->database, error);
    load_rollback(log->database);
    return false;
}

bool event_log_close(struct event_log *log, struct error *error) {
    errno = 0;
    if (log->out.file && fclose(log->out.file) != 0)
        fail_to_write(log, errno);
    log->out.file = NULL;
    event_list_clear(&log->pending);
    if (log->error.code == CODE_NONE)
        return true;
    return error_set(error, log->error.code, log->error.place, "%s", log->error.message);
}
