/* log_file: the event log as a file: who may write it, where its chain goes on, how large it gets.
 *
 * One program writes a log at a time: it holds a record lock (fcntl) on it, which dies with the
 * process and is not passed on to workers. A log is appended to; its chain goes on from its last
 * line, or, when it is new, from the last line of the newest file that it was rotated to (FILE.1,
 * FILE-20210630; not packed). What a killed program left of a line is taken off. A log that has
 * reached its limit is moved to FILE-RUN before anything is written. What is no regular file (a
 * pipe, /dev/stderr) is only written.
 *
 * Ownership: the caller closes the file. Errors: OUTPUT; LOCKED, another program writes it; USAGE,
 * the file is there and no log.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_FILE_H
#define CHITIEU_PIPELINE_LOG_LOG_FILE_H

#include "core/error.h"
#include "pipeline/log/log_chain.h"

#include <stdint.h>
#include <stdio.h>

struct log_file {
    FILE *file;
    struct log_chain chain;
    uint64_t bytes; /* in it */
    uint64_t cut;   /* bytes of a line that was never finished, taken off when it was opened */
};

/* `most`: bytes that a log may have; `run` names the file that a full one is moved to. */
MUST_USE bool log_file_open(struct log_file *log, const char *path, const char *run, size_t limit,
                            struct error *error);

#endif
