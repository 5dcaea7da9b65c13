/* rulebook: the rule sets at hand, and which of them reads a document.
 *
 * Looked for in this order: --rules, CHITIEU_RULES, the installed folder, rules/ beside the folder
 * the program stands in. A folder with a form.yaml is one rule set; else every folder in it that
 * has one is, by name. Of several, the one whose form the document fits best reads it: most rows
 * found, the first by name when equal.
 *
 * Errors: RULES when there is none or one is wrong.  Source: DESIGN §3 and §6.
 */
#ifndef CHITIEU_PIPELINE_RULESETS_H
#define CHITIEU_PIPELINE_RULESETS_H

#include "normalize/normalize.h"

struct rulesets {
    struct ruleset **sets;
    size_t count;
    char *sha256; /* of the one set, or of all, joined by '+' */
};

/* The folders of the rule sets at hand, looked for as above. */
struct ruleset_folders {
    char **paths;
    size_t count;
};

MUST_USE bool ruleset_folders_find(const char *directory, struct ruleset_folders *folders,
                                   struct error *error);
void ruleset_folders_free(struct ruleset_folders *folders);

/* `directory` is --rules, or NULL. */
MUST_USE bool rulesets_open(const char *directory, struct rulesets *rulesets, struct error *error);
void rulesets_close(struct rulesets *rulesets);

/* Reads the document by the best fitting rule set, which *set (may be NULL) tells. */
MUST_USE bool rulesets_normalize(const struct rulesets *rulesets, const struct document *document,
                                 const struct event_sink *sink, struct report **report,
                                 const struct ruleset **set, struct error *error);

#endif
