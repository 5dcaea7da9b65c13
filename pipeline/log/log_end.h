/* log_end: the end of an event log's file: its last whole line, and the hash of that line.
 *
 * Units: bytes. Failure: -1 or false when the file cannot be read.
 */
#ifndef CHITIEU_PIPELINE_LOG_LOG_END_H
#define CHITIEU_PIPELINE_LOG_LOG_END_H

#include "pipeline/log/log_chain.h"

#include <stdbool.h>
#include <sys/types.h>

/* The offset behind the last newline; 0 when there is none. */
off_t log_end_find(int file, off_t size);

/* The hash of the line that ends (with its newline) at `end`. */
bool log_end_hash(int file, off_t end, char hash[SHA256_BYTES]);

/* Whether a file without a newline holds the beginning of a line of an event log. */
bool log_end_is_beginning(int file, off_t size);

#endif
