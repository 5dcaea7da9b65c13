/* log: where the stages' events go, with the time and the run they know nothing of.
 *
 *     stages ──event──▶ log ──▶ a file of JSON Lines (--log), at once, chained by hashes
 *                           └─▶ table event of the database, a document's events together
 *
 * A document's events are held back until it is known what became of it: events of a document that
 * the database has already are not written to the table again (the file gets them all the same).
 * Ownership: the log owns its file; the database is the caller's. Sinks live as long as the log.
 * Errors: OUTPUT for the file, also when it has reached its limit; what load_event says for the
 * table; the log stays failed and event_log_close() tells.
 *
 * Times: RFC 3339, UTC, milliseconds.  Source: DESIGN §4.
 */
#ifndef CHITIEU_PIPELINE_LOG_EVENT_LOG_H
#define CHITIEU_PIPELINE_LOG_EVENT_LOG_H

#include "core/event.h"
#include "load/load.h"
#include "pipeline/clock.h"
#include "pipeline/log/event_list.h"
#include "pipeline/log/log_file.h"

enum { LOG_RUN_BYTES = 64 };

struct event_log {
    char run_id[LOG_RUN_BYTES]; /* the time it began and the process */
    char started_at[CLOCK_TIMESTAMP_BYTES];
    const char *path;          /* of the file, or NULL */
    struct log_file out;       /* its file is NULL without one */
    size_t limit;              /* bytes that the file may have */
    bool full;                 /* it has them: the rest goes into the table alone */
    struct database *database; /* NULL: no table; set by whoever opens it */
    const struct run *run;     /* set with it */
    uint64_t ordinal;          /* of the next event in the table */
    struct event_list pending; /* of this document */
    struct error error;        /* the first failure */
};

/* Starts a run's log; `path` NULL means no file, `most` is the bytes that one may have. A file is
 * appended to (pipeline/log/log_file.h). */
MUST_USE bool event_log_open(struct event_log *log, const char *path, size_t limit,
                             struct error *error);

/* The hash of the file's last line, for an event to bear: the database keeps it, and the file's end
 * can be held to it. False without a file. */
bool event_log_last_hash(const struct event_log *log, char hash[SHA256_BYTES]);

/* A sink for one stage. With neither a file nor a database nobody listens. */
struct event_sink event_log_sink(struct event_log *log, const char *stage, const char *document);

/* Takes an event that is complete already, told by another process. */
void event_log_add(struct event_log *log, const struct event *event);

/* What becomes of the events held back: written to the table, or dropped. Writing commits them, and
 * the document's rows before them, as one transaction; false: neither is in the table. */
MUST_USE bool event_log_flush(struct event_log *log, bool write, struct error *error);

/* Closes the file; false when any event could not be written. */
MUST_USE bool event_log_close(struct event_log *log, struct error *error);

#endif
