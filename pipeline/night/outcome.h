/* outcome: what is done with the outcome of a job: it is recorded, a copy of the file is put into
 * quarantine or removed from it, and a dry run prints what would happen.
 *
 * Errors: those that end the run.
 */
#ifndef CHITIEU_PIPELINE_NIGHT_OUTCOME_H
#define CHITIEU_PIPELINE_NIGHT_OUTCOME_H

#include "pipeline/cli/options.h"
#include "pipeline/night/job.h"
#include "pipeline/night/recorder.h"

MUST_USE bool outcome_record(struct recorder *recorder, struct job *job, struct error *error);

/* In a dry run, prints a line to stdout, unless --summary will print a table. */
void outcome_print_plan(const struct options *options, const struct job *job);

#endif
