/* inputs: the files and streams named on a command line, as one sequence of documents and reports.
 *
 * A file is an office file (one document) or, where streams are accepted, JSON Lines of documents
 * and reports: its first bytes, a brace and a key, decide. "-" is stdin. A file or line that cannot
 * be read is an input with an error, and the next one follows.
 *
 * Ownership: the caller frees each input with input_clear(); the paths are borrowed.
 *
 * Errors: in the input, as extract and the readers of records give them; FILE_EMPTY for a stream
 * without a byte.
 */
#ifndef CHITIEU_PIPELINE_INPUTS_H
#define CHITIEU_PIPELINE_INPUTS_H

#include "extract/extract.h"
#include "normalize/report.h"
#include "pipeline/cli/exit_status.h"

#include <stdio.h>

struct input {
    const char *path; /* as on the command line */
    uint64_t line;    /* in a stream, from 1; 0 for an office file */
    struct document *document;
    struct report *report;
    struct source
        source; /* of an office file that could not be read: path, and size and hash if known */
    struct error error; /* CODE_NONE when one of document and report is there */
};

struct inputs {
    char **paths;
    size_t count, next;
    bool streams;  /* JSON Lines are accepted */
    bool raw_text; /* extract's option; to be set after inputs_open() */
    const struct limits *limits;
    struct event_sink sink; /* extract's events */
    FILE *stream;           /* being read, or NULL */
    const char *name;       /* of the stream */
    uint64_t line;
    struct buffer text;
};

void inputs_open(struct inputs *inputs, char **paths, size_t count, bool streams,
                 const struct limits *limits, struct event_sink sink);
void inputs_close(struct inputs *inputs);

/* The next input; false when there is none left. */
bool inputs_next(struct inputs *inputs, struct input *input);

void input_clear(struct input *input);

/* Whether this process has run out of memory, so that the next input would fail as well: then the
 * error becomes the run's, and nothing is recorded of the input. */
bool input_ends_run(const struct input *input, struct error *error);

/* Counts the input and prints its error, if it has one. True when it has none. */
bool input_tally(struct tally *tally, const struct input *input);

#endif
