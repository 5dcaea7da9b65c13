/* commands: the function of each command, one file a command (cmd_NAME.c).
 *
 * It gets the parsed options, writes data to stdout and messages for people to stderr, and returns
 * the exit status (DESIGN §3).
 */
#ifndef CHITIEU_PIPELINE_COMMANDS_COMMANDS_H
#define CHITIEU_PIPELINE_COMMANDS_COMMANDS_H

#include "pipeline/cli/options.h"

int cmd_extract(const struct options *options);
int cmd_normalize(const struct options *options);
int cmd_load(const struct options *options);
int cmd_run(const struct options *options); /* run and retry */
int cmd_explain(const struct options *options);
int cmd_export(const struct options *options);
int cmd_rules(const struct options *options);
int cmd_log(const struct options *options);

#endif
