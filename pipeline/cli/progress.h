/* progress: one line on a terminal that shows how far a run is: files done of all, rate, time left,
 * failures, the current file. Not with --quiet or --verbose, nor when stderr is no terminal.
 *
 * Units: milliseconds of clock_milliseconds().
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

/* Draws the line again, at most ten times a second. */
void progress_show(struct progress *progress, size_t done, uint64_t failed, const char *name);

/* Erases the line, so that a message can take its place. */
void progress_clear(const struct options *options);

/* Composes the line, at most `width` columns wide. */
void progress_compose(const struct progress *progress, int64_t now, const char *name,
                      unsigned width, struct buffer *out);

#endif
