/* chitieu load: reports (or what they are made from) into a database. */
#include "pipeline/commands/commands.h"
#include "pipeline/night/loading.h"
#include "pipeline/cli/say.h"

static bool load_all(struct loading *loading, struct reader *reader, struct error *error) {
    struct input input;
    bool going = true;
    while (going && reader_next(reader, &input)) {
        going = loading_input(loading, &input, error);
        input_clear(&input);
    }
    return going;
}

int cmd_load(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct loading loading;
    struct reader reader;
    char *standard_input[] = {"-"};
    bool named = options->operand_count > 0;
    if (!options->db) {
        error_set(&error, CODE_USAGE, "load", "Name the database with --db.");
        return say_error(NULL, &error);
    }
    if (loading_start(&loading, options, &error)) {
        reader_open(&reader, named ? options->operands : standard_input,
                    named ? options->operand_count : 1, true, &options->limits,
                    log_sink(&loading.log, "extract", NULL));
        (void)!load_all(&loading, &reader, &error);
        reader_close(&reader);
    }
    return loading_finish(&loading, true, &error);
}
