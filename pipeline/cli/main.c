/* chitieu: the command line. Finds the command, reads its flags, runs it. */
#include "pipeline/cli/config.h"
#include "pipeline/cli/help.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/message.h"
#include "pipeline/commands/commands.h"
#include "core/crash.h"
#include "core/json/record.h"
#include "core/text/suggest.h"
#include "pipeline/limits.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int (*const run_command[COMMAND_COUNT])(const struct options *options) = {
    [COMMAND_EXTRACT] = cmd_extract, [COMMAND_NORMALIZE] = cmd_normalize,
    [COMMAND_LOAD] = cmd_load,       [COMMAND_RUN] = cmd_run,
    [COMMAND_RETRY] = cmd_run,       [COMMAND_EXPLAIN] = cmd_explain,
    [COMMAND_EXPORT] = cmd_export,   [COMMAND_RULES] = cmd_rules,
    [COMMAND_LOG] = cmd_log,
};

/* If stdin, stdout or stderr is closed, the next file to be opened would get its number, and a
 * database that is written to as "stdout" would be destroyed. /dev/null takes the number, opened so
 * that reading stdin and writing to the others still fail. */
static bool reserve_standard_streams(void) {
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
            return false;
    return true;
}

static int print_help(enum command_id command) {
    struct buffer text;
    buffer_init(&text, HELP_BYTES_MAX);
    if (command == COMMAND_COUNT)
        help_program(&text);
    else
        help_command(command, &text);
    int status = output_text(&text);
    buffer_free(&text);
    return status;
}

static int print_version(void) {
    struct buffer text;
    buffer_init(&text, HELP_BYTES_MAX);
    buffer_puts(&text, "chitieu " CHITIEU_VERSION "\n");
    int status = output_text(&text);
    buffer_free(&text);
    return status;
}

static int unknown_command(const char *name) {
    const char *names[COMMAND_COUNT], *near;
    for (int i = 0; i < COMMAND_COUNT; i++)
        names[i] = command_of((enum command_id)i)->name;
    struct error error = {.code = CODE_NONE};
    if (suggest_nearest(name, names, COMMAND_COUNT, &near, 1) > 0)
        error_set(&error, CODE_USAGE, name, "There is no such command; did you mean %s?", near);
    else
        error_set(&error, CODE_USAGE, name, "There is no such command; see chitieu --help.");
    return message_error(NULL, &error);
}

static int no_command(void) {
    struct error error = {.code = CODE_NONE};
    error_set(&error, CODE_USAGE, "", "Name a command; chitieu --help lists them.");
    return message_error(NULL, &error);
}

static int print_help_of(const char *name) {
    enum command_id command = name ? command_from_name(name) : COMMAND_COUNT;
    return name && command == COMMAND_COUNT ? unknown_command(name) : print_help(command);
}

/* The commands of the night run have a configuration file, too. */
static int run(struct options *options, int argc, char **argv) {
    struct config config = {.text = NULL};
    struct error error = {.code = CODE_NONE};
    bool nightly = options->command == COMMAND_RUN || options->command == COMMAND_RETRY;
    int status = nightly && !config_read(&config, argc, argv, options, &error)
                     ? message_error(NULL, &error)
                     : run_command[options->command](options);
    config_free(&config);
    return status;
}

int main(int argc, char **argv) {
    if (!reserve_standard_streams())
        return code_exit_status(CODE_OUTPUT);
    signal(SIGPIPE, SIG_IGN);
    crash_watch_memory();
    record_watch_memory();
    if (argc < 2)
        return no_command();
    if (strcmp(argv[1], "--version") == 0)
        return print_version();
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0)
        return print_help_of(argv[2]);
    enum command_id command = command_from_name(argv[1]);
    if (command == COMMAND_COUNT)
        return unknown_command(argv[1]);
    struct options options;
    struct error error = {.code = CODE_NONE};
    if (!options_parse(command, argc - 2, argv + 2, &options, &error))
        return message_error(NULL, &error);
    if (options.help)
        return print_help(command);
    if (options.version)
        return print_version();
    return run(&options, argc - 2, argv + 2);
}
