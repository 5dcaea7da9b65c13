/* chitieu rules coverage: how often each rule matched in documents, and the numbers that no rule
 * read. */
#include "core/json/json.h"
#include "normalize/authoring/usage.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/cli/location.h"
#include "pipeline/inputs.h"
#include "pipeline/commands/rules_common.h"
#include "pipeline/cli/progress.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <stdlib.h>
#include <string.h>

struct covering {
    const struct options *options;
    struct rulesets rulesets;
    struct usage *usage;
    struct tally tally;
};

static const char *describe(const struct document *document, const char *at, struct arena *arena) {
    struct buffer words;
    buffer_init(&words, RULES_PLACE_BYTES_MAX);
    location_describe(document, at, &words);
    const char *copy = arena_strdup(arena, buffer_text(&words));
    buffer_free(&words);
    return copy;
}

static void cover_input(struct covering *work, struct input *input) {
    const struct ruleset *set;
    if (input->error.code != CODE_NONE)
        return;
    if (input->report) {
        error_set(&input->error, CODE_RECORD_DAMAGED, "",
                  "This is a report already, without the text around its values. Give the file, or "
                  "what chitieu extract made of it.");
        return;
    }
    struct event_sink sink = usage_sink(work->usage);
    if (rulesets_normalize(&work->rulesets, input->document, &sink, &input->report, &set,
                           &input->error) &&
        !usage_add(work->usage, input->document, input->report, set, describe))
        error_no_memory(&input->error, "");
}

static void cover_all(struct covering *work, struct inputs *inputs) {
    struct input input;
    struct progress progress;
    progress_start(&progress, work->options, inputs->count);
    while (inputs_next(inputs, &input)) {
        progress_show(&progress, progress.done + 1, 0, input.path);
        cover_input(work, &input);
        progress_clear(work->options);
        (void)input_tally(&work->tally, &input);
        input_clear(&input);
    }
}

/* ---- to read ---- */

static void print_rules(struct buffer *out, const struct usage *usage, bool colour) {
    size_t count;
    const struct usage_rule *rules = usage_rules(usage, &count);
    buffer_printf(out, "%sRules and checks%s\n", rules_colour(RULES_BOLD, colour),
                  rules_colour(RULES_PLAIN, colour));
    for (size_t i = 0; i < count; i++) {
        const struct usage_rule *rule = &rules[i];
        bool is_rule = strcmp(rule->kind, "rule") == 0;
        if (rule->count == 0 && !rule->stopped)
            continue;
        buffer_printf(out, "%8zu  %-32s %s in %zu document%s", rule->count, rule->id,
                      is_rule ? "found" : "failed", rule->documents,
                      rule->documents == 1 ? "" : "s");
        if (rule->stopped)
            buffer_printf(out, "%s, stopped at its limit %zu times%s",
                          rules_colour(RULES_RED, colour), rule->stopped,
                          rules_colour(RULES_PLAIN, colour));
        buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < count; i++)
        if (rules[i].count == 0 && strcmp(rules[i].kind, "rule") == 0)
            buffer_printf(out, "%s%8s  %-32s never fired%s\n", rules_colour(RULES_YELLOW, colour),
                          "-", rules[i].id, rules_colour(RULES_PLAIN, colour));
}

static void print_shapes(struct buffer *out, const struct options *options, struct usage *usage,
                         bool colour) {
    size_t count;
    const struct usage_shape *shapes = usage_shapes(usage, &count);
    struct usage_totals totals = usage_totals(usage);
    size_t shown = options->verbose || count < SHAPES_SHOWN_MAX ? count : SHAPES_SHOWN_MAX;
    buffer_printf(out,
                  "\n%sNumbers of the prose that no rule read%s: %zu of %zu, in %zu sentences, of "
                  "%zu shapes\n",
                  rules_colour(RULES_BOLD, colour), rules_colour(RULES_PLAIN, colour),
                  totals.unread, totals.numbers, totals.sentences, count);
    for (size_t i = 0; i < shown; i++) {
        buffer_printf(out, "%8zu  %s", shapes[i].count, rules_colour(RULES_BOLD, colour));
        buffer_put_printable(out, shapes[i].shape, strlen(shapes[i].shape));
        buffer_printf(out, "%s\n          ", rules_colour(RULES_PLAIN, colour));
        buffer_put_printable(out, shapes[i].sentence, strlen(shapes[i].sentence));
        buffer_printf(out, "\n          %s", rules_colour(RULES_DIM, colour));
        buffer_put_printable(out, shapes[i].path, strlen(shapes[i].path));
        buffer_printf(out, ": ");
        buffer_put_printable(out, shapes[i].place, strlen(shapes[i].place));
        buffer_printf(out, "%s\n", rules_colour(RULES_PLAIN, colour));
    }
    if (shown < count)
        buffer_printf(out, "… and %zu more shapes; --verbose shows all.\n", count - shown);
}

/* ---- for programs ---- */

static void put_rules(struct json *json, const struct usage *usage) {
    size_t count;
    const struct usage_rule *rules = usage_rules(usage, &count);
    json_key(json, "rules");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        json_object_open(json);
        json_key_string(json, "form", rules[i].set->form);
        json_key_string(json, "kind", rules[i].kind);
        json_key_string(json, "id", rules[i].id);
        json_key_integer(json, "count", (int64_t)rules[i].count);
        json_key_integer(json, "documents", (int64_t)rules[i].documents);
        if (rules[i].stopped)
            json_key_integer(json, "stopped", (int64_t)rules[i].stopped);
        json_object_close(json);
    }
    json_array_close(json);
}

static void put_coverage(struct buffer *out, struct usage *usage) {
    struct json json = {.out = out};
    struct usage_totals totals = usage_totals(usage);
    size_t count;
    const struct usage_shape *shapes = usage_shapes(usage, &count);
    json_object_open(&json);
    json_key_string(&json, "schema", "chitieu.rules-coverage/1");
    json_key_integer(&json, "documents", (int64_t)totals.documents);
    put_rules(&json, usage);
    json_key_integer(&json, "numbers", (int64_t)totals.numbers);
    json_key_integer(&json, "unread", (int64_t)totals.unread);
    json_key_integer(&json, "sentences", (int64_t)totals.sentences);
    json_key(&json, "shapes");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++) {
        json_object_open(&json);
        json_key_string(&json, "shape", shapes[i].shape);
        json_key_integer(&json, "count", (int64_t)shapes[i].count);
        json_key_string(&json, "sentence", shapes[i].sentence);
        json_key_string(&json, "path", shapes[i].path);
        json_key_string(&json, "at", shapes[i].at);
        json_object_close(&json);
    }
    json_array_close(&json);
    json_object_close(&json);
    buffer_putc(out, '\n');
}

static int print(struct covering *work) {
    struct buffer out;
    bool colour = terminal_has_colour(stdout);
    buffer_init(&out, RULES_COVERAGE_BYTES_MAX);
    if (rules_as_json(work->options)) {
        put_coverage(&out, work->usage);
    } else {
        size_t documents = usage_totals(work->usage).documents;
        buffer_printf(&out, "%zu document%s\n\n", documents, documents == 1 ? "" : "s");
        print_rules(&out, work->usage, colour);
        print_shapes(&out, work->options, work->usage, colour);
    }
    int status = output_text(&out);
    buffer_free(&out);
    return status;
}

int rules_coverage(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct covering work = {.options = options};
    struct inputs inputs;
    if (options->operand_count == 0) {
        error_set(&error, CODE_USAGE, "rules",
                  "Name the documents to read: chitieu rules coverage FILE...");
        return message_error(NULL, &error);
    }
    if (!rulesets_open(options->rules, &work.rulesets, &error))
        return message_error(NULL, &error);
    work.usage = usage_new(work.rulesets.sets, work.rulesets.count);
    if (!work.usage) {
        rulesets_close(&work.rulesets);
        error_no_memory(&error, "");
        return message_error(NULL, &error);
    }
    inputs_open(&inputs, options->operands, options->operand_count, true, &options->limits,
                (struct event_sink){.emit = NULL});
    cover_all(&work, &inputs);
    inputs_close(&inputs);
    int status = print(&work);
    usage_free(work.usage);
    rulesets_close(&work.rulesets);
    return status == EXIT_OK ? tally_status(&work.tally) : status;
}
