/* log_file: opens the event log's file: one writer, a chain that continues, a limit on its size.
 *
 * One program writes a log at a time: it holds a record lock (fcntl) on it, which ends with the
 * process and is not passed on to workers. A log is appended to; its chain continues from its last
 * line or, when it is new, from the last line of the newest file that it was rotated to
 * (log_rotation.h). What a killed program left of a line is cut off. A log that has reached its
 * limit is moved to FILE-RUN first. A file that is not regular (a pipe, /dev/stderr) is only
 * written.
 *
 * Ownership: the caller closes the file. Errors: OUTPUT; LOCKED, another program writes it; USAGE,
 * the file exists and is not a log.
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
    uint64_t bytes; /* of the file */
    uint64_t cut;   /* bytes of an unfinished line that were cut off when the file was opened */
};

/* `limit`: bytes that a log may have; `run` names the file that a full one is moved to. */
MUST_USE bool log_file_open(struct log_file *log, const char *path, const char *run, size_t limit,
                            struct error *error);

#endif
