/* config: the configuration file of `run` and `retry`.
 *
 *     # where reports arrive
 *     inbox = /var/lib/chitieu/inbox
 *     max-seconds = 300
 *     summary = yes
 *
 * A line is a flag of `run` without its dashes, "=" and its value, yes or no for a switch; spaces
 * around them do not matter; a line that begins with # is a comment. A key may be set once. The
 * command line overrides the file.
 *
 * The file is the one that --config names; without it the installed one, if there is one and the
 * command line names neither files to read nor a database. Ownership: the options' strings point
 * into `config`, which must outlive them. Errors: CONFIGURATION with file and line. Source: DESIGN
 * §3.
 */
#ifndef CHITIEU_PIPELINE_CLI_CONFIG_H
#define CHITIEU_PIPELINE_CLI_CONFIG_H

#include "pipeline/cli/options.h"

struct config {
    char *text; /* the file's text, cut into strings */
};

/* Reads the configuration file, if there is one to read, and the command line (argc and argv as
 * given to options_parse(), without operands) on top of it, into `options`. */
MUST_USE bool config_read(struct config *config, int argc, char **argv, struct options *options,
                          struct error *error);

/* Reads the text of a file, which is changed, into `options`; `given` is the command line, `path`
 * is for messages. */
MUST_USE bool config_parse(char *text, const char *path, const struct options *given,
                           struct options *options, struct error *error);

void config_free(struct config *config);

#endif
