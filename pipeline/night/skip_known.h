/* skip_known: skips files whose bytes are known: the run has met them under another name, the
 * database holds them, or they failed before under the same rules.
 *
 * Errors: as backend.h.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_SKIP_KNOWN_H
#define CHITIEU_PIPELINE_NIGHT_SKIP_KNOWN_H

#include "pipeline/night/duplicates.h"
#include "pipeline/night/job.h"
#include "pipeline/night/recorder.h"

/* Sets the outcome of a job, whose file has been hashed, if no worker needs to read it; otherwise
 * it stays OUTCOME_PENDING. */
MUST_USE bool skip_known(struct job *job, struct recorder *recorder, struct duplicates *duplicates,
                         struct error *error);

#endif
