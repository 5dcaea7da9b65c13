/* chitieu explain: how one observation came about, or why there is none. */
#include "pipeline/commands/commands.h"
#include "pipeline/commands/explanation.h"
#include "pipeline/cli/output.h"
#include "pipeline/inputs.h"
#include "pipeline/rulesets.h"
#include "pipeline/cli/message.h"
#include "core/text/suggest.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <stdlib.h>
#include <string.h>

/* Lines are broken here when the output is no terminal. */
enum { EXPLANATION_WIDTH = 100 };

struct event_filter {
    const char *indicator;
    struct event_list events;
};

/* Keeps the events of the indicator, and those of extract that have a location. */
static void keep_event(void *context, const struct event *event) {
    struct event_filter *event_filter = context;
    bool about = event->indicator && strcmp(event->indicator, event_filter->indicator) == 0;
    if (about || (!event->indicator && event->at))
        event_list_add(&event_filter->events, event, NULL);
}

static struct event_sink sink_of(struct event_filter *event_filter, const char *stage) {
    return (struct event_sink){.emit = keep_event, .context = event_filter, .stage = stage};
}

static bool unknown_indicator(const struct rulesets *rulesets, const char *id,
                              struct error *error) {
    size_t count = 0, most = 0;
    for (size_t s = 0; s < rulesets->count; s++)
        most += rulesets->sets[s]->row_count;
    const char **ids = calloc(most + 1, sizeof *ids), *near[SUGGESTIONS_MAX];
    if (!ids)
        return error_no_memory(error, id);
    for (size_t s = 0; s < rulesets->count; s++)
        for (size_t i = 0; i < rulesets->sets[s]->row_count; i++)
            if (rulesets->sets[s]->rows[i].kind != KIND_HEADING)
                ids[count++] = rulesets->sets[s]->rows[i].id;
    size_t found = suggest_nearest(id, ids, count, near, SUGGESTIONS_MAX);
    free(ids);
    if (found == 0)
        return error_set(error, CODE_USAGE, id, "The form has no such indicator.");
    return error_set(error, CODE_USAGE, id,
                     "The form has no such indicator; did you mean %s%s%s%s%s?", near[0],
                     found > 1 ? ", " : "", found > 1 ? near[1] : "", found > 2 ? ", " : "",
                     found > 2 ? near[2] : "");
}

static bool refuse_heading(const struct ruleset *set, int row, struct error *error) {
    const char *first = NULL;
    for (size_t i = 0; i < set->row_count && !first; i++)
        if (set->rows[i].parent == row)
            first = set->rows[i].id;
    return error_set(error, CODE_USAGE, set->rows[row].id,
                     "This is a heading without a value; its first row is %s.",
                     first ? first : "absent");
}

/* Refuses a mistyped id before any file is opened. */
static bool check_indicator(const struct rulesets *rulesets, const char *id, struct error *error) {
    for (size_t s = 0; s < rulesets->count; s++) {
        int row = ruleset_row(rulesets->sets[s], id);
        if (row < 0)
            continue;
        return rulesets->sets[s]->rows[row].kind != KIND_HEADING ||
               refuse_heading(rulesets->sets[s], row, error);
    }
    return unknown_indicator(rulesets, id, error);
}

static const struct observation *find_observation(const struct report *report, const char *id) {
    for (size_t i = 0; i < report->observation_count; i++)
        if (strcmp(report->observations[i].indicator, id) == 0)
            return &report->observations[i];
    return NULL;
}

static bool print(const struct explanation *explanation, struct error *error) {
    struct output output;
    struct buffer text;
    buffer_init(&text, EXPLANATION_BYTES_MAX);
    explanation_print(explanation, &text);
    bool done = output_open(&output, NULL, error) && output_write(&output, &text, error) &&
                output_close(&output, true, error);
    buffer_free(&text);
    return done;
}

static bool explain(const struct rulesets *rulesets, const struct document *document,
                    struct event_filter *event_filter, struct error *error) {
    struct event_sink sink = sink_of(event_filter, "normalize");
    struct report *report;
    const struct ruleset *set;
    if (!rulesets_normalize(rulesets, document, &sink, &report, &set, error))
        return false;
    int row = ruleset_row(set, event_filter->indicator);
    struct explanation explanation = {
        .document = document,
        .report = report,
        .ruleset = set,
        .row = row >= 0 ? &set->rows[row] : NULL,
        .observation = find_observation(report, event_filter->indicator),
        .events = &event_filter->events,
        .width = terminal_width(stdout, EXPLANATION_WIDTH),
        .colour = terminal_has_colour(stdout),
    };
    bool done =
        row >= 0
            ? print(&explanation, error)
            : error_set(error, CODE_USAGE, event_filter->indicator,
                        "This indicator is of another form; the document's form is %s.", set->form);
    report_free(report);
    return done;
}

static bool explain_input(const struct rulesets *rulesets, const struct input *input,
                          struct event_filter *event_filter, struct error *error) {
    if (!input->document)
        return error_set(error, CODE_RECORD_DAMAGED, input->path,
                         "This is a report; explain needs the document it was made from.");
    return explain(rulesets, input->document, event_filter, error);
}

int cmd_explain(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct rulesets rulesets;
    struct inputs inputs;
    struct input input;
    struct tally tally = {.seen = 0};
    if (options->operand_count != 2) {
        error_set(&error, CODE_USAGE, "explain",
                  "Give a file and an indicator: chitieu explain %s.", "report.docx 1.1-1");
        return message_error(NULL, &error);
    }
    if (!rulesets_open(options->rules, &rulesets, &error))
        return message_error(NULL, &error);
    struct event_filter event_filter = {.indicator = options->operands[1]};
    if (check_indicator(&rulesets, event_filter.indicator, &error)) {
        inputs_open(&inputs, options->operands, 1, true, &options->limits,
                    sink_of(&event_filter, "extract"));
        if (inputs_next(&inputs, &input)) {
            if (input_tally(&tally, &input))
                (void)!explain_input(&rulesets, &input, &event_filter, &error);
            input_clear(&input);
        }
        inputs_close(&inputs);
    }
    event_list_clear(&event_filter.events);
    rulesets_close(&rulesets);
    return error.code == CODE_NONE ? tally_status(&tally) : message_error(NULL, &error);
}
