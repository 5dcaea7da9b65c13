/* chitieu export: observations out of a database into a file. */
#include "load/load.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/commands.h"
#include "pipeline/database_path.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/message.h"

#include <ctype.h>
#include <string.h>

/* The forms of an SDMX period; 0 stands for a digit. */
static bool is_period(const char *text) {
    static const char *const shapes[] = {"0000",    "0000-S0",        "0000-Q0",
                                         "0000-00", "0000-00-00/P0M", "0000-00-00/P00M"};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        size_t at = 0;
        while (shapes[i][at] && (shapes[i][at] == '0' ? isdigit((unsigned char)text[at]) != 0
                                                      : shapes[i][at] == text[at]))
            at++;
        if (!shapes[i][at] && !text[at])
            return true;
    }
    return false;
}

static bool check(const struct options *options, struct error *error) {
    if (options->operand_count > 0)
        return error_set(error, CODE_USAGE, "export", "This command takes no file names (\"%s\").",
                         options->operands[0]);
    if (!options->db)
        return error_set(error, CODE_USAGE, "export", "Name the database with --db.");
    if (!options->format)
        return error_set(error, CODE_USAGE, "export",
                         "Name the format with --format csv or --format jsonl.");
    if (options->period && !is_period(options->period))
        return error_set(
            error, CODE_USAGE, "export",
            "--period is a year, half-year, quarter, month or span like 2021, 2021-S1, "
            "2021-Q3, 2021-06 or 2021-01-01/P9M, not \"%s\".",
            options->period);
    if (!options->output)
        return error_set(error, CODE_USAGE, "export",
                         "Name the file to write with -o; -o - is stdout.");
    return true;
}

static bool exists(const char *url, struct error *error) {
    return database_path_exists(url) ||
           error_set(error, CODE_NO_INPUT, url, "There is no such database.");
}

int cmd_export(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct database *database = NULL;
    struct output output;
    if (!check(options, &error) || !exists(options->db, &error) ||
        !database_open(options->db, &database, &error))
        return message_error(NULL, &error);
    enum export_format format = strcmp(options->format, "csv") == 0 ? EXPORT_CSV : EXPORT_JSONL;
    const struct export_choice choice = {.period = options->period,
                                         .superseded = options->superseded};
    bool done = output_open(&output, options->output, &error);
    if (done) {
        done = load_export(database, format, &choice, output.file, &error);
        done = output_close(&output, done, &error) && done;
    }
    database_close(database);
    if (!done)
        return message_error(NULL, &error);
    message_verbose(options, "%s: written", options->output);
    return EXIT_OK;
}
