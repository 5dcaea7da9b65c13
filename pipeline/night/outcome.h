/* outcome: what a run does with a file that is done: records it, puts a copy into quarantine or
 * takes it out, or, in a dry run, prints what would happen.
 *
 * Errors: what ends the run.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_OUTCOME_H
#define CHITIEU_PIPELINE_NIGHT_OUTCOME_H

#include "pipeline/cli/options.h"
#include "pipeline/night/job.h"
#include "pipeline/night/recorder.h"

MUST_USE bool outcome_record(struct recorder *recorder, struct job *job, struct error *error);

/* Prints a line to stdout in a dry run, unless it ends with the table of --summary. */
void outcome_print_plan(const struct options *options, const struct job *job);

#endif
