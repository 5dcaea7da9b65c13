/* chitieu normalize: documents, or the files they are read from, in, reports out. */
#include "pipeline/commands/commands.h"
#include "pipeline/log/event_log.h"
#include "pipeline/cli/output.h"
#include "pipeline/inputs.h"
#include "pipeline/rulesets.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"

#include <stdio.h>

struct normalizing {
    const struct options *options;
    struct event_log log;
    struct rulesets rulesets;
    struct output output;
    struct tally tally;
};

static void normalize_input(struct normalizing *work, struct input *input) {
    if (input->error.code != CODE_NONE)
        return;
    if (input->report) {
        error_set(&input->error, CODE_RECORD_DAMAGED, "",
                  "This is a report already; give it to chitieu load.");
        return;
    }
    struct event_sink sink =
        event_log_sink(&work->log, "normalize", input->document->source.sha256);
    (void)!rulesets_normalize(&work->rulesets, input->document, &sink, &input->report, NULL,
                              &input->error);
}

static bool normalize_all(struct normalizing *work, struct inputs *inputs, struct error *error) {
    struct input input;
    struct buffer text;
    bool done = true;
    buffer_init(&text, REPORT_JSON_BYTES_MAX);
    while (done && inputs_next(inputs, &input)) {
        normalize_input(work, &input);
        done = !input_ends_run(&input, error);
        if (done && input_tally(&work->tally, &input)) {
            buffer_clear(&text);
            report_to_json(input.report, &text);
            buffer_putc(&text, '\n');
            done = output_write(&work->output, &text, error);
            message_verbose(work->options, "%s: %zu findings", input.report->source.path,
                            input.report->finding_count);
        }
        input_clear(&input);
    }
    buffer_free(&text);
    return done;
}

int cmd_normalize(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct normalizing work = {.options = options};
    struct inputs inputs;
    char *standard_input[] = {"-"};
    bool named = options->operand_count > 0;
    if (!event_log_open(&work.log, options->log, options->limits.log_bytes, &error) ||
        !rulesets_open(options->rules, &work.rulesets, &error) ||
        !output_open(&work.output, NULL, &error)) {
        rulesets_close(&work.rulesets);
        return message_error(NULL, &error);
    }
    inputs_open(&inputs, named ? options->operands : standard_input,
                named ? options->operand_count : 1, true, &options->limits,
                event_log_sink(&work.log, "extract", NULL));
    bool done = normalize_all(&work, &inputs, &error);
    inputs_close(&inputs);
    done = output_close(&work.output, done, &error) && done;
    done = event_log_close(&work.log, &error) && done;
    rulesets_close(&work.rulesets);
    return done ? tally_status(&work.tally) : message_error(NULL, &error);
}
