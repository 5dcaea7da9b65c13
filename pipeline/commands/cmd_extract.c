/* chitieu extract: files in, documents out. */
#include "pipeline/commands/commands.h"
#include "pipeline/log/event_log.h"
#include "pipeline/cli/output.h"
#include "pipeline/inputs.h"
#include "pipeline/cli/message.h"
#include "pipeline/cli/terminal.h"

#include <string.h>

/* The width of the text when the terminal's is not known. */
enum { TEXT_WIDTH = 100 };

static void compose(const struct options *options, const struct document *document,
                    struct buffer *text) {
    buffer_clear(text);
    if (options->format && strcmp(options->format, "text") == 0) {
        document_to_text(document, terminal_width(stdout, TEXT_WIDTH), text);
        return;
    }
    document_to_json(document, text);
    buffer_putc(text, '\n');
}

static bool extract_all(const struct options *options, struct inputs *inputs, struct output *output,
                        struct tally *tally, struct error *error) {
    struct input input;
    struct buffer text;
    bool done = true;
    buffer_init(&text, options->limits.memory_bytes);
    while (done && inputs_next(inputs, &input)) {
        done = !input_ends_run(&input, error);
        if (done && input_tally(tally, &input)) {
            compose(options, input.document, &text);
            done = output_write(output, &text, error);
            message_verbose(options, "%s: %zu blocks", input.path, input.document->block_count);
        }
        input_clear(&input);
    }
    buffer_free(&text);
    return done;
}

int cmd_extract(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct event_log log;
    struct output output;
    struct inputs inputs;
    struct tally tally = {.seen = 0};
    if (options->operand_count == 0)
        error_set(&error, CODE_USAGE, "extract", "Name a file to read, or - for stdin.");
    if (error.code != CODE_NONE ||
        !event_log_open(&log, options->log, options->limits.log_bytes, &error) ||
        !output_open(&output, NULL, &error))
        return message_error(NULL, &error);
    inputs_open(&inputs, options->operands, options->operand_count, false, &options->limits,
                event_log_sink(&log, "extract", NULL));
    inputs.raw_text = options->raw_text;
    bool done = extract_all(options, &inputs, &output, &tally, &error);
    inputs_close(&inputs);
    done = output_close(&output, done, &error) && done;
    done = event_log_close(&log, &error) && done;
    return done ? tally_status(&tally) : message_error(NULL, &error);
}
