/* log_rotation: the files that an event log was rotated to: FILE.1, FILE-20210630.
 *
 * The chain of a new log continues from the newest of them; packed files are not read. Errors:
 * OUTPUT.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_ROTATION_H
#define CHITIEU_PIPELINE_LOG_LOG_ROTATION_H

#include "core/error.h"
#include "core/sha256.h"

/* The hash of the last line of the newest file that the log was rotated to; false when there is
 * none. */
bool log_rotation_last_hash(const char *path, char hash[SHA256_BYTES]);

/* Moves a full log to FILE-RUN. */
MUST_USE bool log_rotation_move_away(const char *path, const char *run, struct error *error);

#endif
