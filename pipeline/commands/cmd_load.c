/* chitieu load: puts reports, or documents and files after reading them, into a database. */
#include "pipeline/commands/commands.h"
#include "pipeline/night/recorder.h"
#include "pipeline/cli/message.h"

static bool load_all(struct recorder *recorder, struct inputs *inputs, struct error *error) {
    struct input input;
    bool going = true;
    while (going && inputs_next(inputs, &input)) {
        going = recorder_add_input(recorder, &input, error);
        input_clear(&input);
    }
    return going;
}

int cmd_load(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct recorder recorder;
    struct inputs inputs;
    char *standard_input[] = {"-"};
    bool named = options->operand_count > 0;
    if (!options->db) {
        error_set(&error, CODE_USAGE, "load", "Name the database with --db.");
        return message_error(NULL, &error);
    }
    if (recorder_start(&recorder, options, &error)) {
        inputs_open(&inputs, named ? options->operands : standard_input,
                    named ? options->operand_count : 1, true, &options->limits,
                    event_log_sink(&recorder.log, "extract", NULL));
        (void)!load_all(&recorder, &inputs, &error);
        inputs_close(&inputs);
    }
    return recorder_finish(&recorder, true, &error);
}
