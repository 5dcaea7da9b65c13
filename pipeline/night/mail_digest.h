/* digest: what a run came to, in few words for a mail: how many documents were new, unchanged, took
 * another's place, wait for a person, failed and why; and which units have not reported.
 *
 * Ownership: texts are copied. Words are people's (language.h).
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
    const char *period;   /* that units are held against; NULL: none */
    const char **missing; /* names of the units that have not reported on it */
    size_t missing_count, missing_capacity;
};

void mail_digest_add_failure(struct mail_digest *digest, const char *name,
                             const struct error *reason);

/* A unit that has not reported on the period. */
void mail_digest_set_period(struct mail_digest *digest, const char *period);
void mail_digest_add_missing(struct mail_digest *digest, const char *unit);

void mail_digest_print(const struct mail_digest *digest, enum language language,
                       struct buffer *out);
void mail_digest_free(struct mail_digest *digest);

#endif
