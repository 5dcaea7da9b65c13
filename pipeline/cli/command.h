/* command: what `chitieu` can be told to do.
 *
 * A command gets the parsed options, writes data to stdout and words to stderr, and returns the
 * exit status (DESIGN §3).
 */
#ifndef CHITIEU_PIPELINE_CLI_COMMAND_H
#define CHITIEU_PIPELINE_CLI_COMMAND_H

#include "pipeline/cli/options.h"

enum exit_status { EXIT_WELL = 0, EXIT_SOME_FAILED = 1, EXIT_FINDINGS = 3 };

struct command {
    const char *name;
    int (*run)(const struct options *options);
    const char *synopsis; /* what follows the name */
    const char *summary;  /* one line */
    const char *about;    /* paragraphs for --help */
    const char *examples; /* lines with what they do */
};

int cmd_extract(const struct options *options);
int cmd_normalize(const struct options *options);
int cmd_load(const struct options *options);
int cmd_run(const struct options *options);
int cmd_explain(const struct options *options);
int cmd_export(const struct options *options);
int cmd_rules(const struct options *options);
int cmd_log(const struct options *options);

const struct command *command_of(enum command_id id);

/* The command of this name; COMMAND_COUNT when there is none. */
enum command_id command_from_name(const char *name);

/* The help: of the program, and of one command. */
void command_list(struct buffer *out);
void command_help(enum command_id id, struct buffer *out);

#endif
