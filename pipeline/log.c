#include "pipeline/log.h"
#include "core/event_json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* One event's line: a cell's text may be in it, cut by nobody. */
#define EVENT_BYTES_MAX ((size_t)16 << 20)

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

bool log_open(struct event_log *log, const char *path, struct error *error) {
    *log = (struct event_log){.path = path};
    log_time(log->started_at);
    name_run(log);
    if (!path)
        return true;
    log->file = fopen(path, "a");
    if (log->file)
        return true;
    return error_set(error, CODE_OUTPUT, path, "The log cannot be opened: %s.", strerror(errno));
}

static void write_line(struct event_log *log, const struct event *event, const char *time) {
    struct buffer line;
    buffer_init(&line, EVENT_BYTES_MAX);
    event_to_json(event, time, log->run_id, &line);
    buffer_putc(&line, '\n');
    errno = 0;
    if (line.failed || fwrite(line.data, line.length, 1, log->file) != 1)
        error_set(&log->error, CODE_OUTPUT, log->path, "The log cannot be written: %s.",
                  strerror(errno ? errno : EIO));
    buffer_free(&line);
}

static void take(void *context, const struct event *event) {
    struct event_log *log = context;
    char time[LOG_TIME_BYTES];
    log_time(time);
    if (log->file)
        write_line(log, event, time);
    if (log->database)
        kept_add(&log->held, event, time);
}

void log_event(struct event_log *log, const struct event *event) {
    take(log, event);
}

struct event_sink log_sink(struct event_log *log, const char *stage, const char *document) {
    bool heard = log->file || log->database;
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
    if (log->file && fclose(log->file) != 0)
        error_set(&log->error, CODE_OUTPUT, log->path, "The log cannot be written: %s.",
                  strerror(errno));
    log->file = NULL;
    kept_clear(&log->held);
    if (log->error.code == CODE_NONE)
        return true;
    return error_set(error, log->error.code, log->error.place, "%s", log->error.message);
}
