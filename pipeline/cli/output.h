/* output: a command's data, to stdout or to a file; every failure to write is reported.
 *
 * A regular file is written under another name in its folder and renamed when it is complete, so a
 * failed export leaves the old file. Errors: OUTPUT, also for a closed pipe and a full disk.
 * SIGPIPE must be ignored.
 */
#ifndef CHITIEU_PIPELINE_CLI_OUTPUT_H
#define CHITIEU_PIPELINE_CLI_OUTPUT_H

#include "core/buffer.h"
#include "core/error.h"

#include <stdio.h>

struct output {
    FILE *file;
    const char *path; /* NULL for stdout */
    char *target;     /* the file that `path` is a link to, or NULL */
    char *
        draft; /* the path written to before it is renamed; NULL when `path` itself is written to */
};

/* `path` NULL or "-" is stdout. */
MUST_USE bool output_open(struct output *output, const char *path, struct error *error);

MUST_USE bool output_write(struct output *output, const struct buffer *bytes, struct error *error);

/* Flushes and closes. When `keep` is false or something failed, the draft is removed. */
MUST_USE bool output_close(struct output *output, bool keep, struct error *error);

/* Writes a text to stdout; the exit status. */
int output_text(const struct buffer *text);

#endif
