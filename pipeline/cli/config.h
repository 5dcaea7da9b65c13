/* config: the configuration file of `run` and `retry`.
 *
 *     # where reports arrive
 *     inbox = /var/lib/chitieu/inbox
 *     max-seconds = 300
 *     summary = yes
 *
 * A line is a flag of `run` without its dashes, "=" and its value, yes or no for a switch; spaces
 * around them do not matter; what begins with # is a remark. Each key stands once. What the command
 * line says goes before what stands here.
 *
 * The file is read that --config names; without it the installed one, when it is there and the
 * command line says neither which files to read nor which database to write. Ownership: the
 * options' strings point into `config`, which must outlive them. Errors: CONFIGURATION with file
 * and line. Source: DESIGN §3.
 */
#ifndef CHITIEU_PIPELINE_CLI_CONFIG_H
#define CHITIEU_PIPELINE_CLI_CONFIG_H

#include "pipeline/cli/options.h"

struct config {
    char *text; /* of the file, cut into strings */
};

/* Reads the file that counts, if any, and the command line (argc, argv as options_parse() had them,
 * no operands) over it, into `options`. */
MUST_USE bool config_read(struct config *config, int argc, char **argv, struct options *options,
                          struct error *error);

/* The same of one text, which is changed; `path` is for messages. */
MUST_USE bool config_parse(char *text, const char *path, const struct options *given,
                           struct options *options, struct error *error);

void config_free(struct config *config);

#endif
