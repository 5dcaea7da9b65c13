/* log_verify: holds the files of an event log to its chain (pipeline/log/log_chain.h) and, when the
 * database is at hand, to the mark it keeps of the log's end.
 *
 * The files are one log, oldest first, as rotated. Verifying stops at the first line that is wrong:
 * behind it nothing can be said. Ownership: nothing is kept. Errors: NO_INPUT, NO_MEMORY. Units:
 * lines count from 1 in each file.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_VERIFY_H
#define CHITIEU_PIPELINE_LOG_LOG_VERIFY_H

#include "load/load.h"
#include "pipeline/log/log_chain.h"

struct log_verification {
    const struct log_mark *mark;     /* NULL, or what the database keeps */
    struct log_chain chain;          /* "" before the first line */
    char start[SHA256_BYTES];        /* what the first line follows */
    uint64_t lines;                  /* that hold, of all files */
    uint64_t line;                   /* of this file */
    bool marked;                     /* the line after the mark was met, and tells it */
    char fault[ERROR_MESSAGE_BYTES]; /* of the first bad line; "" */
};

void log_verify_start(struct log_verification *verification, const struct log_mark *mark);

/* One file; `path` "-" is stdin. False with `check->fault` when a line is bad (its number is
 * check->line), with `error` when the file cannot be read. */
MUST_USE bool log_verify_file(struct log_verification *verification, const char *path,
                              struct error *error);

/* Whether lines before the first are held by no file. */
bool log_verify_is_headless(const struct log_verification *verification);

#endif
