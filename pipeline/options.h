/* options: the command line, read once into one struct.
 *
 * Every flag stands in one table (options.c) with the commands that have it; parsing, the help and
 * the messages about wrong flags come from there. The limits' flags come from core/limits.def.
 * Ownership: strings point into argv, whose order is changed.
 * Errors: USAGE.  Source: DESIGN §3.
 */
#ifndef CHITIEU_PIPELINE_OPTIONS_H
#define CHITIEU_PIPELINE_OPTIONS_H

#include "core/buffer.h"
#include "core/error.h"
#include "core/limits.h"
#include "pipeline/run_limits.h"

enum command_id {
    COMMAND_EXTRACT,
    COMMAND_NORMALIZE,
    COMMAND_LOAD,
    COMMAND_RUN,
    COMMAND_RETRY,
    COMMAND_EXPLAIN,
    COMMAND_EXPORT,
    COMMAND_RULES,
    COMMAND_LOG,
    COMMAND_COUNT
};

struct options {
    enum command_id command;
    bool help, version, quiet, verbose;
    bool dry_run, summary, raw_text, superseded;
    const char *format, *log, *rules, *db, *inbox, *fail_on, *files_from, *period, *output;
    const char *shard, *quarantine;
    const char *like, *id;
    struct limits limits;
    struct run_limits run_limits;
    char **operands;
    size_t operand_count;
};

/* Reads what follows the command's name. */
MUST_USE bool options_parse(enum command_id command, int argc, char **argv, struct options *options,
                            struct error *error);

/* The command's flags with what they do, for the help. */
void options_describe(enum command_id command, struct buffer *out);

#endif
