/* help: what --help prints about the program and about a command. Composed from the tables of
 * commands (command.c), flags (options.c) and limits (core/limits.def).
 */
#ifndef CHITIEU_PIPELINE_CLI_HELP_H
#define CHITIEU_PIPELINE_CLI_HELP_H

#include "core/buffer.h"
#include "pipeline/cli/command.h"

/* All commands, a line each. */
void help_program(struct buffer *out);

/* One command: what it does, its flags, limits and examples. */
void help_command(enum command_id id, struct buffer *out);

#endif
