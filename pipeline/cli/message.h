/* say: words for people, on stderr.
 *
 * Errors are always said; what is done only with --verbose; progress only on a terminal and not
 * with --quiet. Every error reads "chitieu: PLACE: MESSAGE".
 */
#ifndef CHITIEU_PIPELINE_CLI_MESSAGE_H
#define CHITIEU_PIPELINE_CLI_MESSAGE_H

#include "core/error.h"
#include "pipeline/cli/options.h"

#include <stdio.h>

/* Says an error. `file` (may be NULL) goes first when the error's place does not name it. Returns
 * the exit status of its code. */
int message_error(const char *file, const struct error *error);

/* Says what was done, with --verbose. */
void message_verbose(const struct options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One line that is written over by the next, on a terminal; it holds nothing that commands one.
 * `text` NULL wipes it. */
void progress_print(const struct options *options, const char *text);
bool progress_wanted(const struct options *options);

/* True when the stream is a terminal on which colour is welcome (NO_COLOR, TERM=dumb). */
bool terminal_has_colour(FILE *stream);

/* Columns of the terminal behind the stream (COLUMNS, if set, decides); `otherwise` when it is
 * none. */
unsigned terminal_width(FILE *stream, unsigned otherwise);

#endif
