/* answer: what a worker said of one document, held against what the parent knows.
 *
 * A worker that a document has taken over may say anything. An answer is taken only when every
 * frame is of its kind and size, every record goes through its reader, the events are of extract
 * and normalize and of these bytes, and the report is of these bytes, of a form of the rule book
 * with each of its indicators once and in order, and of a unit of its register. Ownership:
 * answer_clear() frees it; a report holds nothing of the bytes it was read from. Errors:
 * WORKER_NONSENSE, NO_MEMORY.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_ANSWER_CHECK_H
#define CHITIEU_PIPELINE_WORKERS_ANSWER_CHECK_H

#include "pipeline/log/event_list.h"
#include "pipeline/rulesets.h"

struct answer {
    struct event_list events;
    struct report *report; /* NULL: the reason stands in `reason` */
    struct error reason;
};

/* What the parent knows of the document. */
struct answer_expected {
    const struct rulesets *rulesets;
    const struct source *source; /* path, hash and size */
    size_t memory_bytes;         /* of the report's record */
};

/* Reads a whole answer. The report's source becomes the parent's own, but for the format. */
MUST_USE bool answer_check(const struct buffer *bytes, const struct answer_expected *expected,
                           struct answer *answer, struct error *error);
void answer_clear(struct answer *answer);

#endif
