/* event_log: writes the stages' events, with the time and the run, which the stages do not know.
 *
 *     stages ──event──▶ log ──▶ a file of JSON Lines (--log), at once, chained by hashes
 *                           └─▶ table event of the database, a document's events together
 *
 * A document's events are held back until the document's outcome is known: those of a document that
 * is in the database already are not written to the table again (the file gets them all the same).
 * Ownership: the log owns its file; the database is the caller's. Sinks live as long as the log.
 * Errors: OUTPUT for the file, also when it has reached its limit; those of load_event() for the
 * table. The first error of the file is kept, and event_log_close() returns it.
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
    char run_id[LOG_RUN_BYTES]; /* the time of its start and the process */
    char started_at[CLOCK_TIMESTAMP_BYTES];
    const char *path;    /* of the file, or NULL */
    struct log_file out; /* its file is NULL when there is none */
    size_t limit;        /* bytes that the file may have */
    bool full; /* the file has reached the limit: further events go into the table alone */
    struct database *database; /* NULL: no table; set by the caller */
    const struct run *run;     /* set with it */
    uint64_t ordinal;          /* of the next event in the table */
    struct event_list pending; /* of the current document, not in the table yet */
    struct error error;        /* the first failure */
};

/* Starts the log of a run; `path` NULL: no file. A file that exists is appended to
 * (pipeline/log/log_file.h), up to `limit` bytes. */
MUST_USE bool event_log_open(struct event_log *log, const char *path, size_t limit,
                             struct error *error);

/* The hash of the file's last line. An event of the run carries it into the database, where it is
 * the mark that `log verify --db` compares the file's end with. False without a file. */
bool event_log_last_hash(const struct event_log *log, char hash[SHA256_BYTES]);

/* A sink for one stage, which emits nothing when there is neither a file nor a database. */
struct event_sink event_log_sink(struct event_log *log, const char *stage, const char *document);

/* Adds an event that is complete: one that a worker emitted. */
void event_log_add(struct event_log *log, const struct event *event);

/* Ends a document: writes the events held back into the table, or drops them. Writing commits them
 * and the document's rows as one transaction; on failure neither is in the table. */
MUST_USE bool event_log_flush(struct event_log *log, bool write, struct error *error);

/* Closes the file; false when any event could not be written. */
MUST_USE bool event_log_close(struct event_log *log, struct error *error);

#endif
