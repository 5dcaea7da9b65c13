/* message: sentences for people on stderr, a line each: "chitieu: PLACE: SENTENCE".
 *
 * Errors are always printed, what was done only with --verbose. Control characters in names and
 * texts are made visible.
 */
#ifndef CHITIEU_PIPELINE_CLI_MESSAGE_H
#define CHITIEU_PIPELINE_CLI_MESSAGE_H

#include "core/error.h"
#include "pipeline/cli/options.h"

/* Prints an error. `file` (may be NULL) goes first when the error's place does not name it. Returns
 * the exit status of its code. */
int message_error(const char *file, const struct error *error);

/* Prints what was done, with --verbose. */
void message_verbose(const struct options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
