/* mail_digest: the results of a run in a few lines, for a mail: how many documents were new,
 * unchanged, replaced another, need a person, failed and why; and which bodies have not reported.
 *
 * Ownership: texts are copied. Errors: none; without memory a name is left out.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_MAIL_DIGEST_H
#define CHITIEU_PIPELINE_NIGHT_MAIL_DIGEST_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"
#include "pipeline/cli/language.h"

#include <stdint.h>

struct mail_digest_failure {
    const char *name;
    enum code code;
};

struct mail_digest {
    struct arena *arena;
    uint64_t fresh, replaced, unchanged, repeated, superseded, review, skipped;
    struct mail_digest_failure *failures;
    size_t failure_count, failure_capacity;
    uint64_t failed;
    const char *period;   /* the period of `missing`; NULL: none */
    const char **missing; /* names of the bodies that have not reported on it */
    size_t missing_count, missing_capacity;
};

void mail_digest_add_failure(struct mail_digest *digest, const char *name,
                             const struct error *reason);

/* The period that all bodies should have reported on, and each that has not. */
void mail_digest_set_period(struct mail_digest *digest, const char *period);
void mail_digest_add_missing(struct mail_digest *digest, const char *unit);

void mail_digest_print(const struct mail_digest *digest, enum language language,
                       struct buffer *out);
void mail_digest_free(struct mail_digest *digest);

#endif
