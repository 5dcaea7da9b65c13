/* chitieu explain: how one observation came about, or why there is none. */
#include "pipeline/commands/commands.h"
#include "pipeline/commands/explanation.h"
#include "pipeline/cli/output.h"
#include "pipeline/inputs.h"
#include "pipeline/rulebook.h"
#include "pipeline/cli/say.h"
#include "core/text/suggest.h"
#include "pipeline/limits.h"

#include <stdlib.h>
#include <string.h>

/* Where lines are broken when the output is no terminal. */
enum { EXPLANATION_WIDTH = 100 };

struct listening {
    const char *indicator;
    struct kept_events kept;
};

/* Keeps what was said about the indicator, and what extract said of any place. */
static void listen(void *context, const struct event *event) {
    struct listening *listening = context;
    bool about = event->indicator && strcmp(event->indicator, listening->indicator) == 0;
    if (about || (!event->indicator && event->at))
        kept_add(&listening->kept, event, NULL);
}

static struct event_sink sink_of(struct listening *listening, const char *stage) {
    return (struct event_sink){.emit = listen, .context = listening, .stage = stage};
}

static bool unknown_indicator(const struct rulebook *book, const char *id, struct error *error) {
    size_t count = 0, most = 0;
    for (size_t s = 0; s < book->count; s++)
        most += book->sets[s]->row_count;
    const char **ids = calloc(most + 1, sizeof *ids), *near[SUGGESTIONS_MAX];
    if (!ids)
        return error_set(error, CODE_NO_MEMORY, id,
                         "The system has no memory left for the form's rows.");
    for (size_t s = 0; s < book->count; s++)
        for (size_t i = 0; i < book->sets[s]->row_count; i++)
            if (book->sets[s]->rows[i].kind != KIND_HEADING)
                ids[count++] = book->sets[s]->rows[i].id;
    size_t found = suggest_nearest(id, ids, count, near, SUGGESTIONS_MAX);
    free(ids);
    if (found == 0)
        return error_set(error, CODE_USAGE, id, "The form has no such indicator.");
    return error_set(error, CODE_USAGE, id, "The form has no such indicator; near are %s%s%s%s%s.",
                     near[0], found > 1 ? ", " : "", found > 1 ? near[1] : "",
                     found > 2 ? ", " : "", found > 2 ? near[2] : "");
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

/* Tells a mistyped id before a file is opened. */
static bool check_indicator(const struct rulebook *book, const char *id, struct error *error) {
    for (size_t s = 0; s < book->count; s++) {
        int row = ruleset_row(book->sets[s], id);
        if (row < 0)
            continue;
        return book->sets[s]->rows[row].kind != KIND_HEADING ||
               refuse_heading(book->sets[s], row, error);
    }
    return unknown_indicator(book, id, error);
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

static bool explain(const struct rulebook *book, const struct document *document,
                    struct listening *listening, struct error *error) {
    struct event_sink sink = sink_of(listening, "normalize");
    struct report *report;
    const struct ruleset *set;
    if (!rulebook_normalize(book, document, &sink, &report, &set, error))
        return false;
    int row = ruleset_row(set, listening->indicator);
    struct explanation explanation = {
        .document = document,
        .report = report,
        .ruleset = set,
        .row = row >= 0 ? &set->rows[row] : NULL,
        .observation = find_observation(report, listening->indicator),
        .events = &listening->kept,
        .width = say_width(stdout, EXPLANATION_WIDTH),
        .colour = say_in_colour(stdout),
    };
    bool done = row >= 0 ? print(&explanation, error)
                         : error_set(error, CODE_USAGE, listening->indicator,
                                     "This indicator is of another form; the document bears %s.",
                                     set->form);
    report_free(report);
    return done;
}

static bool explain_input(const struct rulebook *book, const struct input *input,
                          struct listening *listening, struct error *error) {
    if (!input->document)
        return error_set(error, CODE_RECORD_DAMAGED, input->path,
                         "This is a report; explain needs the document it was made from.");
    return explain(book, input->document, listening, error);
}

int cmd_explain(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct rulebook book;
    struct reader reader;
    struct input input;
    struct tally tally = {.seen = 0};
    if (options->operand_count != 2) {
        error_set(&error, CODE_USAGE, "explain",
                  "Give a file and an indicator: chitieu explain %s.", "report.docx 1.1-1");
        return say_error(NULL, &error);
    }
    if (!rulebook_open(options->rules, &book, &error))
        return say_error(NULL, &error);
    struct listening listening = {.indicator = options->operands[1]};
    if (check_indicator(&book, listening.indicator, &error)) {
        reader_open(&reader, options->operands, 1, true, &options->limits,
                    sink_of(&listening, "extract"));
        if (reader_next(&reader, &input)) {
            if (tally_input(&tally, &input))
                (void)!explain_input(&book, &input, &listening, &error);
            input_clear(&input);
        }
        reader_close(&reader);
    }
    kept_clear(&listening.kept);
    rulebook_close(&book);
    return error.code == CODE_NONE ? tally_status(&tally) : say_error(NULL, &error);
}
