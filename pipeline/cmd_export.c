/* chitieu export: what a database holds, as a file. */
#include "load/load.h"
#include "pipeline/command.h"
#include "pipeline/output.h"
#include "pipeline/say.h"

#include <string.h>
#include <unistd.h>

static bool check(const struct options *options, struct error *error) {
    if (options->operand_count > 0)
        return error_set(error, CODE_USAGE, "export", "This command takes no file names (\"%s\").",
                         options->operands[0]);
    if (!options->db)
        return error_set(error, CODE_USAGE, "export", "Name the database with --db.");
    if (!options->format)
        return error_set(error, CODE_USAGE, "export",
                         "Name the format with --format csv or --format jsonl.");
    if (!options->output)
        return error_set(error, CODE_USAGE, "export",
                         "Name the file to write with -o; -o - is stdout.");
    return true;
}

/* Opening makes a database that is absent: right for loading, a trap for reading. */
static bool is_there(const char *url, struct error *error) {
    static const char scheme[] = "sqlite:";
    bool has_scheme = strncmp(url, scheme, sizeof scheme - 1) == 0;
    const char *path = has_scheme ? url + sizeof scheme - 1 : url;
    if (strstr(url, "://") || access(path, F_OK) == 0)
        return true;
    return error_set(error, CODE_NO_INPUT, url, "There is no such database.");
}

int cmd_export(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct database *database = NULL;
    struct output output;
    if (!check(options, &error) || !is_there(options->db, &error) ||
        !database_open(options->db, &database, &error))
        return say_error(NULL, &error);
    enum export_format format = strcmp(options->format, "csv") == 0 ? EXPORT_CSV : EXPORT_JSONL;
    bool done = output_open(&output, options->output, &error);
    if (done) {
        done = load_export(database, format, options->period, output.file, &error);
        done = output_close(&output, done, &error) && done;
    }
    database_close(database);
    if (!done)
        return say_error(NULL, &error);
    say_done(options, "%s: written", options->output);
    return EXIT_WELL;
}
