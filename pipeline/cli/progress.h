/* progress: one line on a terminal that tells how far a run is: done of all, rate, what remains,
 * failures, the file at hand. Not with --quiet or --verbose, nor when stderr is no terminal.
 *
 * Units: milliseconds of a clock that only goes forward.
 */
#ifndef CHITIEU_PIPELINE_CLI_PROGRESS_H
#define CHITIEU_PIPELINE_CLI_PROGRESS_H

#include "core/buffer.h"
#include "pipeline/cli/options.h"

#include <stdint.h>

struct progress {
    const struct options *options;
    size_t all, done;
    uint64_t failed;
    int64_t started, shown;
};

void progress_start(struct progress *progress, const struct options *options, size_t all);

/* The line anew, at most ten times a second. */
void progress_show(struct progress *progress, size_t done, uint64_t failed, const char *name);

/* Erases the line, so that a message can take its place. */
void progress_clear(const struct options *options);

/* The words of the line, in `width` columns. */
void progress_compose(const struct progress *progress, int64_t now, const char *name,
                      unsigned width, struct buffer *out);

#endif
