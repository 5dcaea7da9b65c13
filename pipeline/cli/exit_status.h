/* exit_status: the status that a process ends with (DESIGN §3).
 *
 * The other statuses belong to the codes of errors, after sysexits(3): core/codes.def,
 * code_exit_status().
 */
#ifndef CHITIEU_PIPELINE_CLI_EXIT_STATUS_H
#define CHITIEU_PIPELINE_CLI_EXIT_STATUS_H

#include "core/error.h"

#include <stddef.h>

enum exit_status {
    EXIT_OK = 0,
    EXIT_SOME_FAILED = 1, /* some documents failed, the rest is done; an example failed; a log was
                             changed */
    EXIT_FINDINGS = 3,    /* findings at or above --fail-on */
    EXIT_WORKER_NO_MEMORY = 75, /* of a worker, for its parent: there was no memory left to answer
                                   with (as core/crash.h ends any process) */
    EXIT_WORKER_NOT_CONFINED =
        71 /* of a worker, for its parent: the sandbox could not be entered and nothing was read */
};

/* How many inputs a command has had, and how many failed. */
struct tally {
    size_t seen, failed;
    enum code code; /* of the last failure */
};

/* Counts one input; CODE_NONE when it did not fail. */
void tally_count(struct tally *tally, enum code code);

/* The exit status of a command over these inputs: when the only one failed, that of its code, else
 * 1 for "some failed". */
int tally_status(const struct tally *tally);

#endif
