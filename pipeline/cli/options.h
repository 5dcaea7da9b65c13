/* options: the command line, read once into one struct.
 *
 * Every flag is defined in one table (options.c) with the commands that have it; parsing, the help
 * and the messages about wrong flags use the table. The limits' flags come from core/limits.def.
 * Ownership: strings point into argv, whose order is changed. Errors: USAGE. Source: DESIGN §3.
 */
#ifndef CHITIEU_PIPELINE_CLI_OPTIONS_H
#define CHITIEU_PIPELINE_CLI_OPTIONS_H

#include "core/buffer.h"
#include "core/error.h"
#include "core/limits.h"
#include "pipeline/cli/command.h"

struct options {
    enum command_id command;
    bool help, version, quiet, verbose;
    bool dry_run, summary, raw_text, superseded;
    const char *format, *log, *rules, *db, *inbox, *fail_on, *files_from, *period, *output;
    const char *shard, *quarantine, *config;
    const char *like, *id;
    struct limits limits;
    char **operands;
    size_t operand_count;
};

/* Reads the arguments after the command's name. */
MUST_USE bool options_parse(enum command_id command, int argc, char **argv, struct options *options,
                            struct error *error);

/* The same in two steps: the defaults, then argv on top of what is in `options`. */
void options_start(enum command_id command, char **argv, struct options *options);
MUST_USE bool options_read(int argc, char **argv, struct options *options, struct error *error);

/* Sets a flag of `run` from a configuration file, unless the command line `given` has it or the
 * options' command has no such flag. WRONG: see `error`. */
enum options_preset { OPTIONS_SET, OPTIONS_UNKNOWN, OPTIONS_WRONG };
enum options_preset options_preset(const char *flag, const char *value, const struct options *given,
                                   struct options *options, struct error *error);

/* The flags of a command that a configuration file may set; the count. */
enum { OPTIONS_FLAGS_MAX = 64 };
size_t options_flags(enum command_id command, const char *flags[OPTIONS_FLAGS_MAX]);

/* Appends the command's flags and what they do, for the help. */
void options_print(enum command_id command, struct buffer *out);

#endif
