#include "pipeline/night/missing_reports.h"
#include "load/load.h"

#include <stdlib.h>
#include <string.h>

/* The register of a rule set, and which of its bodies have reported, one flag each. */
struct reporters {
    const struct ruleset *set;
    bool *reported;
};

static void mark_reported(void *context, const char *body_id) {
    struct reporters *reporters = context;
    for (size_t i = 0; i < reporters->set->body_count; i++)
        if (strcmp(reporters->set->bodies[i].id, body_id) == 0)
            reporters->reported[i] = true;
}

static bool list_missing(struct database *database, const struct ruleset *set,
                         const struct load_period *period, struct mail_digest *digest,
                         struct error *error) {
    struct reporters reporters = {set, calloc(set->body_count + 1, sizeof(bool))};
    if (!reporters.reported)
        return error_no_memory(error, "run");
    bool done = load_reporters(database, period, mark_reported, &reporters, error);
    if (done)
        mail_digest_set_period(digest, period->period);
    for (size_t i = 0; done && i < set->body_count; i++)
        if (!reporters.reported[i])
            mail_digest_add_missing(digest, set->bodies[i].name);
    free(reporters.reported);
    return done;
}

bool missing_reports_list(struct database *database, const struct rulesets *rulesets,
                          struct mail_digest *digest, struct error *error) {
    struct load_period period;
    if (!database)
        return true;
    if (!load_latest_period(database, &period, error))
        return false;
    for (size_t i = 0; *period.period && i < rulesets->count; i++)
        if (strcmp(rulesets->sets[i]->form, period.form) == 0 && rulesets->sets[i]->body_count > 0)
            return list_missing(database, rulesets->sets[i], &period, digest, error);
    return true;
}
