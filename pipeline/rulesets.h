/* rulesets: the rule sets a command reads with, and which of them reads a document.
 *
 * Of several, the one whose form fits the document best: most rows found, then fewer rows of its
 * own, then the first by name.
 *
 * Ownership: rulesets_close() frees them. Errors: RULES when there is none or one is wrong.
 * Source: DESIGN §3 and §6.
 */
#ifndef CHITIEU_PIPELINE_RULESETS_H
#define CHITIEU_PIPELINE_RULESETS_H

#include "normalize/normalize.h"
#include "pipeline/ruleset_folders.h"

struct rulesets {
    struct ruleset **sets;
    size_t count;
    char *sha256; /* of the rule set; of several, joined by '+' */
};

/* `directory` is --rules, or NULL. */
MUST_USE bool rulesets_open(const char *directory, struct rulesets *rulesets, struct error *error);
void rulesets_close(struct rulesets *rulesets);

/* Reads the document by the rule set that fits it best; *set (may be NULL) is that one. */
MUST_USE bool rulesets_normalize(const struct rulesets *rulesets, const struct document *document,
                                 const struct event_sink *sink, struct report **report,
                                 const struct ruleset **set, struct error *error);

#endif
