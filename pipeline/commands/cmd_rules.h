/* cmd_rules: the subcommands of `chitieu rules`, one file each.
 *
 * Each gets the options with its own operands only, writes its result to stdout and returns the
 * exit status (DESIGN §3).
 */
#ifndef CHITIEU_PIPELINE_COMMANDS_CMD_RULES_H
#define CHITIEU_PIPELINE_COMMANDS_CMD_RULES_H

#include "pipeline/commands/commands.h"

int rules_list(const struct options *options);
int rules_check(const struct options *options);
int rules_test(const struct options *options);
int rules_coverage(const struct options *options);
int rules_schema(const struct options *options);
int rules_import(const struct options *options);

#endif
