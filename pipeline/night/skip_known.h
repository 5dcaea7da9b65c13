/* skip_known: files that a run does not read because their bytes are known: the run has met them
 * under another name, the database holds them, or they failed before under the same rules.
 *
 * Errors: as db.h, from looking into the database.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_SKIP_KNOWN_H
#define CHITIEU_PIPELINE_NIGHT_SKIP_KNOWN_H

#include "pipeline/night/duplicates.h"
#include "pipeline/night/job.h"
#include "pipeline/night/recorder.h"

/* Gives a job whose hash is known its outcome, if no worker need read the file; it stays
 * OUTCOME_PENDING otherwise. */
MUST_USE bool skip_known(struct job *job, struct recorder *recorder, struct duplicates *duplicates,
                         struct error *error);

#endif
