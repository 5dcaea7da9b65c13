#include "pipeline/rulesets.h"
#include "normalize/authoring/self_test.h"

#include <stdlib.h>
#include <string.h>

static bool load_all(struct rulesets *rulesets, const struct ruleset_folders *folders,
                     struct error *error) {
    rulesets->sets = calloc(folders->count, sizeof *rulesets->sets);
    if (!rulesets->sets)
        return error_no_memory(error, folders->paths[0]);
    for (; rulesets->count < folders->count; rulesets->count++)
        if (!ruleset_load_tested(folders->paths[rulesets->count], &rulesets->sets[rulesets->count],
                                 error))
            return false;
    return true;
}

static bool join_hashes(struct rulesets *rulesets) {
    size_t each = sizeof rulesets->sets[0]->sha256;
    char *joined = calloc(rulesets->count, each);
    for (size_t i = 0; joined && i < rulesets->count; i++) {
        if (i > 0)
            strcat(joined, "+");
        strcat(joined, rulesets->sets[i]->sha256);
    }
    rulesets->sha256 = joined;
    return joined != NULL;
}

bool rulesets_open(const char *directory, struct rulesets *rulesets, struct error *error) {
    *rulesets = (struct rulesets){.sets = NULL};
    struct ruleset_folders folders;
    bool done =
        ruleset_folders_find(directory, &folders, error) && load_all(rulesets, &folders, error);
    ruleset_folders_free(&folders);
    if (done && !join_hashes(rulesets))
        done = error_no_memory(error, rulesets->sets[0]->directory);
    /* Rules that cannot be opened are an error of the configuration, not of the input. */
    if (!done && error->code == CODE_NO_INPUT)
        error->code = CODE_RULES;
    if (!done)
        rulesets_close(rulesets);
    return done;
}

void rulesets_close(struct rulesets *rulesets) {
    for (size_t i = 0; i < rulesets->count; i++)
        ruleset_free(rulesets->sets[i]);
    free(rulesets->sets);
    free(rulesets->sha256);
    *rulesets = (struct rulesets){.sets = NULL};
}

/* The index of the rule set whose form fits the document best: the one that recognizes most of its
 * rows; of two that recognize as many, the one with fewer rows, for a later form may contain all
 * rows of an earlier one. */
static bool choose_ruleset(const struct rulesets *rulesets, const struct document *document,
                           size_t *best, struct error *error) {
    const struct normalize_options options = normalize_options_default();
    size_t most = 0, rows;
    *best = 0;
    for (size_t i = 0; i < rulesets->count; i++) {
        if (!normalize_count_rows(document, rulesets->sets[i], &options, &rows, error))
            return false;
        bool shorter = rulesets->sets[i]->row_count < rulesets->sets[*best]->row_count;
        if (rows > most || (rows == most && shorter)) {
            most = rows;
            *best = i;
        }
    }
    return true;
}

bool rulesets_normalize(const struct rulesets *rulesets, const struct document *document,
                        const struct event_sink *sink, struct report **report,
                        const struct ruleset **set, struct error *error) {
    struct normalize_options options = normalize_options_default();
    size_t best = 0;
    if (rulesets->count > 1 && !choose_ruleset(rulesets, document, &best, error))
        return false;
    if (set)
        *set = rulesets->sets[best];
    return normalize_document(document, rulesets->sets[best], &options, sink, report, error);
}
