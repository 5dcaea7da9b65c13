/* output: where a command's data goes, stdout or a file, with every failure seen.
 *
 * A regular file is written beside its place and moved there when it is whole, so a failed export
 * leaves the old one.
 *
 * Errors: OUTPUT, also for a closed pipe and a full disk. SIGPIPE must be ignored.
 */
#ifndef CHITIEU_PIPELINE_CLI_OUTPUT_H
#define CHITIEU_PIPELINE_CLI_OUTPUT_H

#include "core/buffer.h"
#include "core/error.h"

#include <stdio.h>

struct output {
    FILE *file;
    const char *path; /* NULL for stdout */
    char *target;     /* what a link leads to, when the path is one */
    char *draft;      /* the path written to before it is moved; NULL when written in place */
};

/* `path` NULL or "-" is stdout. */
MUST_USE bool output_open(struct output *output, const char *path, struct error *error);

MUST_USE bool output_write(struct output *output, const struct buffer *bytes, struct error *error);

/* Flushes and closes. When `keep` is false (or something fails) a draft is thrown away. */
MUST_USE bool output_close(struct output *output, bool keep, struct error *error);

/* Writes a text to stdout; the exit status. */
int output_text(const struct buffer *text);

#endif
