/* missing_reports: which bodies of the register have not reported on the period that most of the
 * latest reports are about.
 *
 * Errors: as backend.h; NO_MEMORY.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_MISSING_REPORTS_H
#define CHITIEU_PIPELINE_NIGHT_MISSING_REPORTS_H

#include "pipeline/night/mail_digest.h"
#include "pipeline/rulesets.h"

struct database;

/* Adds the period and the bodies to the digest; nothing when `database` is NULL, no report has been
 * loaded, or its form's rule set has no register. */
MUST_USE bool missing_reports_list(struct database *database, const struct rulesets *rulesets,
                                   struct mail_digest *digest, struct error *error);

#endif
