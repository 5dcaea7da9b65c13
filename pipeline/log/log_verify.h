/* log_verify: verifies the files of an event log by their chain (pipeline/log/log_chain.h) and,
 * with a database, by the mark it keeps of the log's end.
 *
 * The files are one log, oldest first, as rotated. Verification stops at the first wrong line, as
 * nothing is certain after it. Ownership: nothing is kept. Errors: NO_INPUT, NO_MEMORY. Units:
 * lines count from 1 in each file.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_VERIFY_H
#define CHITIEU_PIPELINE_LOG_LOG_VERIFY_H

#include "load/load.h"
#include "pipeline/log/log_chain.h"

struct log_verification {
    const struct log_mark *mark;     /* the database's; NULL: none */
    struct log_chain chain;          /* "" before the first line */
    char start[SHA256_BYTES];        /* the hash before the first line */
    uint64_t lines;                  /* verified in all files */
    uint64_t line;                   /* the current one, in its file */
    bool marked;                     /* the event of the mark was found */
    char fault[ERROR_MESSAGE_BYTES]; /* what is wrong with the first wrong line, or "" */
};

void log_verify_start(struct log_verification *verification, const struct log_mark *mark);

/* Verifies one file; `path` "-" is stdin. False with `verification->fault` when a line is wrong
 * (its number is `verification->line`), with `error` when the file cannot be read. */
MUST_USE bool log_verify_file(struct log_verification *verification, const char *path,
                              struct error *error);

/* Whether the first line follows a line that is in none of the files. */
bool log_verify_is_headless(const struct log_verification *verification);

#endif
