/* process: ends child processes and limits their computing time. */
#ifndef CHITIEU_PIPELINE_WORKERS_PROCESS_H
#define CHITIEU_PIPELINE_WORKERS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Lets the process compute for so many seconds from now on; the kernel then stops it with SIGXCPU.
 */
void process_limit_time(pid_t pid, size_t seconds);

/* Waits a moment for a process to end by itself, so that its status shows how it ended. Whether it
 * has. */
bool process_wait_for_exit(pid_t pid);

/* Kills the process, whatever it does, and returns its wait status. */
int process_kill(pid_t pid);

#endif
