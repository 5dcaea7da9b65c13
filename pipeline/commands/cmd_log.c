/* chitieu log verify: checks that an event log is unaltered. */
#include "core/sha256.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/commands.h"
#include "pipeline/log/log_verify.h"
#include "pipeline/cli/message.h"
#include "pipeline/database_path.h"

#include <string.h>

static bool check_usage(const struct options *options, struct error *error) {
    if (options->operand_count == 0 || strcmp(options->operands[0], "verify") != 0)
        return error_set(error, CODE_USAGE, "log",
                         "Name the subcommand and the files: chitieu log verify FILE...");
    if (options->operand_count == 1)
        return error_set(error, CODE_USAGE, "log verify",
                         "Name the files of the log, the oldest first.");
    return true;
}

/* Opening a database that does not exist would create it. */
static bool read_mark(const char *url, struct log_mark *mark, struct error *error) {
    struct database *database;
    if (!database_path_exists(url))
        return error_set(error, CODE_NO_INPUT, url, "There is no such database.");
    if (!database_open(url, &database, error))
        return false;
    bool read = load_log_mark(database, mark, error);
    database_close(database);
    if (read && !*mark->run_id)
        return error_set(error, CODE_NO_INPUT, url, "No run that wrote this database had a log.");
    return read;
}

static int print_fault(const char *path, const struct log_verification *verification) {
    fprintf(stderr, "%s:%llu: %s\n", path, (unsigned long long)verification->line,
            verification->fault);
    return EXIT_SOME_FAILED;
}

static int print_lost_end(const struct log_mark *mark) {
    fprintf(stderr,
            "The end is missing: the database has an event %s of the run %s that is not in these "
            "files.\n",
            mark->code, mark->run_id);
    return EXIT_SOME_FAILED;
}

static int print_result(const struct options *options,
                        const struct log_verification *verification) {
    if (options->quiet)
        return EXIT_OK;
    printf("%llu lines are intact.\n", (unsigned long long)verification->lines);
    if (verification->lines > 0 && log_verify_is_headless(verification))
        puts("They continue an earlier file of the log that was not given.");
    if (!verification->mark)
        puts("Only the database can show whether lines at the end are missing: use --db URL.");
    return fflush(stdout) == 0 ? EXIT_OK : code_exit_status(CODE_OUTPUT);
}

int cmd_log(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct log_mark mark;
    struct log_verification verification;
    if (!check_usage(options, &error) || (options->db && !read_mark(options->db, &mark, &error)))
        return message_error(NULL, &error);
    log_verify_start(&verification, options->db ? &mark : NULL);
    for (size_t i = 1; i < options->operand_count; i++) {
        if (log_verify_file(&verification, options->operands[i], &error))
            continue;
        return error.code != CODE_NONE ? message_error(NULL, &error)
                                       : print_fault(options->operands[i], &verification);
    }
    if (options->db && !verification.marked)
        return print_lost_end(&mark);
    return print_result(options, &verification);
}
