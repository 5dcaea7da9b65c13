/* exit_status: what a process ends with (DESIGN §3). All other statuses are those of the codes of
 * errors, after sysexits(3): core/codes.def, code_exit_status().
 */
#ifndef CHITIEU_PIPELINE_CLI_EXIT_STATUS_H
#define CHITIEU_PIPELINE_CLI_EXIT_STATUS_H

enum exit_status {
    EXIT_OK = 0,
    EXIT_SOME_FAILED = 1, /* some documents failed, the rest is done; an example failed; a log was
                             changed */
    EXIT_FINDINGS = 3,    /* findings at or above --fail-on */
    EXIT_WORKER_NOT_CONFINED = 71 /* of a worker, to its parent: the sandbox could not be entered,
                                     nothing was read */
};

#endif
