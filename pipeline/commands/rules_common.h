/* rules_common: what the subcommands of `chitieu rules` share. */
#ifndef CHITIEU_PIPELINE_COMMANDS_RULES_COMMON_H
#define CHITIEU_PIPELINE_COMMANDS_RULES_COMMON_H

#include "core/json/json.h"
#include "pipeline/cli/options.h"
#include "pipeline/rulesets.h"

/* The rule sets that a subcommand works on: its one operand, else --rules, else as
 * ruleset_folders_find(). USAGE when there are more operands. */
MUST_USE bool rules_folders(const struct options *options, struct ruleset_folders *folders,
                            struct error *error);

bool rules_as_json(const struct options *options);

/* {"schema":…,"sets":[ … ]} around the objects of the rule sets; nothing when `json` is NULL. */
void rules_json_open(struct json *json, const char *schema);
void rules_json_close(struct json *json);

/* Prints a fault as compilers do: place and message, the line of the file, a caret under the
 * column. Long lines are cut around it. */
void rules_print_fault(struct buffer *out, const struct error *error, bool warning, bool colour);

/* Escape sequences, or "" where no colour is wanted. */
enum rules_colour { RULES_BOLD, RULES_RED, RULES_GREEN, RULES_YELLOW, RULES_DIM, RULES_PLAIN };
const char *rules_colour(enum rules_colour colour, bool wanted);

#endif
