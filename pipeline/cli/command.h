/* command: the commands of `chitieu` and the texts of their help (DESIGN §3).
 *
 * Data only: the function that runs a command is in main.c, its flags are in options.c.
 */
#ifndef CHITIEU_PIPELINE_CLI_COMMAND_H
#define CHITIEU_PIPELINE_CLI_COMMAND_H

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

struct command {
    const char *name;
    const char *synopsis; /* the arguments */
    const char *summary;  /* one line */
    const char *about;    /* paragraphs of --help */
    const char *examples; /* command lines, each with what it does */
};

const struct command *command_of(enum command_id id);

/* The command of this name; COMMAND_COUNT when there is none. */
enum command_id command_from_name(const char *name);

#endif
