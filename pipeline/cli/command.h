/* command: the commands of `chitieu` and what the help says of each (DESIGN §3).
 *
 * Data only: which function carries a command out stands in main.c, its flags in options.c.
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
    const char *synopsis; /* what follows the name */
    const char *summary;  /* one line */
    const char *about;    /* paragraphs for --help */
    const char *examples; /* lines with what they do */
};

const struct command *command_of(enum command_id id);

/* The command of this name; COMMAND_COUNT when there is none. */
enum command_id command_from_name(const char *name);

#endif
