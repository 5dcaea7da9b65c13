/* answer_check: parses a worker's answer and checks it against what the parent knows of the
 * document.
 *
 * A worker that a document has taken over may answer anything. An answer is accepted only if every
 * frame is of a known kind and size, every record can be read, the events are of extract and
 * normalize and of these bytes, and the report is of these bytes and of a form of the rule sets,
 * with each of its indicators once and in order, and of a body in the register. Ownership:
 * answer_clear() frees it; a report holds nothing of the bytes it was read from. Errors:
 * WORKER_NONSENSE, NO_MEMORY.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_ANSWER_CHECK_H
#define CHITIEU_PIPELINE_WORKERS_ANSWER_CHECK_H

#include "pipeline/log/event_list.h"
#include "pipeline/rulesets.h"

struct answer {
    struct event_list events;
    struct report *report; /* NULL: see `reason` */
    struct error reason;
};

/* What the parent knows of the document. */
struct answer_expected {
    const struct rulesets *rulesets;
    const struct source *source; /* path, hash and size */
    size_t memory_bytes;         /* the limit for the report's record */
};

/* Reads a whole answer. The report's path becomes the parent's. */
MUST_USE bool answer_check(const struct buffer *bytes, const struct answer_expected *expected,
                           struct answer *answer, struct error *error);
void answer_clear(struct answer *answer);

#endif
