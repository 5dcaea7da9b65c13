/* chitieu rules test: the examples of rule sets, and what was read instead where one fails. */
#include "normalize/authoring/examples.h"
#include "core/json/json.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/commands/rules_common.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <string.h>

struct testing {
    const struct options *options;
    struct buffer *out;
    struct json *json; /* NULL: text */
    bool colour;
    size_t passed, failed; /* of all rule sets */
};

static void print_line(struct testing *t, enum rules_colour colour, const char *mark,
                       const char *name, const char *text) {
    buffer_printf(t->out, "%s  %s ", rules_colour(colour, t->colour), mark);
    if (*name)
        buffer_printf(t->out, "%s: ", name);
    buffer_put_printable(t->out, text, strlen(text));
    buffer_printf(t->out, "%s\n", rules_colour(RULES_PLAIN, t->colour));
}

static void print_fields(struct testing *t, const struct trial *trial) {
    for (size_t i = 0; i < trial->field_count; i++) {
        const struct trial_field *field = &trial->fields[i];
        bool right = field->found && strcmp(field->found, field->expected) == 0;
        if (right) {
            print_line(t, RULES_DIM, " ", field->name, field->expected);
            continue;
        }
        print_line(t, RULES_GREEN, "-", field->name, field->expected);
        print_line(t, RULES_RED, "+", field->name, field->found ? field->found : "(nothing)");
    }
}

static const char *verdict(const struct trial *trial) {
    if (trial->passed)
        return "passed";
    if (strcmp(trial->kind, "check") == 0)
        return trial->wanted ? "fails, but must hold" : "holds, but must fail";
    if (!trial->wanted)
        return "found, but must not be";
    return trial->found ? "read wrongly (- expected, + read)" : "not found";
}

static void print_trial(struct testing *t, const struct trial *trial) {
    buffer_printf(t->out, "%s%s:%zu:%zu: %s%s%s of %s: %s\n", rules_colour(RULES_BOLD, t->colour),
                  trial->file, trial->spot.line, trial->spot.column,
                  rules_colour(trial->passed ? RULES_GREEN : RULES_RED, t->colour),
                  trial->wanted ? "example" : "counter-example",
                  rules_colour(RULES_PLAIN, t->colour), trial->owner, verdict(trial));
    if (trial->passed)
        return;
    print_line(t, RULES_PLAIN, " ", "", trial->text);
    if (trial->found)
        print_line(t, RULES_DIM, "matched", "", trial->found);
    print_fields(t, trial);
    if (trial->note)
        print_line(t, RULES_YELLOW, "why", "", trial->note);
}

static void put_trial(struct json *json, const struct trial *trial) {
    json_object_open(json);
    json_key_string(json, "kind", trial->kind);
    json_key_string(json, "id", trial->owner);
    json_key_string(json, "file", trial->file);
    json_key_integer(json, "line", (int64_t)trial->spot.line);
    json_key_integer(json, "column", (int64_t)trial->spot.column);
    json_key_string(json, "text", trial->text);
    json_key(json, "must_match");
    json_put_boolean(json, trial->wanted);
    json_key(json, "passed");
    json_put_boolean(json, trial->passed);
    json_key_string(json, "matched", trial->found);
    json_key_string(json, "why", trial->note);
    json_key(json, "fields");
    json_array_open(json);
    for (size_t i = 0; i < trial->field_count; i++) {
        json_object_open(json);
        json_key_string(json, "name", trial->fields[i].name);
        json_key_string(json, "expected", trial->fields[i].expected);
        json_key_string(json, "found", trial->fields[i].found);
        json_object_close(json);
    }
    json_array_close(json);
    json_object_close(json);
}

static void report(struct testing *t, const struct ruleset *set, const struct trials *trials) {
    size_t failed = 0;
    for (size_t i = 0; i < trials->count; i++)
        failed += !trials->items[i].passed;
    t->failed += failed;
    t->passed += trials->count - failed;
    if (t->json) {
        json_object_open(t->json);
        json_key_string(t->json, "directory", set->directory);
        json_key_integer(t->json, "passed", (int64_t)(trials->count - failed));
        json_key_integer(t->json, "failed", (int64_t)failed);
        json_key(t->json, "examples");
        json_array_open(t->json);
        for (size_t i = 0; i < trials->count; i++)
            put_trial(t->json, &trials->items[i]);
        json_array_close(t->json);
        json_object_close(t->json);
        return;
    }
    for (size_t i = 0; i < trials->count; i++)
        if (!trials->items[i].passed || t->options->verbose)
            print_trial(t, &trials->items[i]);
    if (!t->options->quiet || failed)
        buffer_printf(t->out,
                      "%s: %zu rules and %zu checks; %zu examples passed, %s%zu failed%s.\n",
                      set->directory, set->pattern_count, set->check_count, trials->count - failed,
                      rules_colour(failed ? RULES_RED : RULES_GREEN, t->colour), failed,
                      rules_colour(RULES_PLAIN, t->colour));
}

static bool test_set(struct testing *t, const char *directory, struct error *error) {
    struct ruleset *set = NULL;
    struct trials trials;
    struct arena *arena = arena_new(RULES_TRIALS_BYTES_MAX);
    bool done = arena || error_no_memory(error, directory);
    done =
        done && ruleset_load(directory, &set, error) && ruleset_try_all(set, arena, &trials, error);
    if (done)
        report(t, set, &trials);
    ruleset_free(set);
    arena_free(arena);
    return done;
}

int rules_test(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct ruleset_folders folders;
    struct buffer out;
    struct json json = {.out = &out};
    struct testing t = {.options = options, .out = &out, .colour = terminal_has_colour(stdout)};
    if (!rules_folders(options, &folders, &error))
        return message_error(NULL, &error);
    buffer_init(&out, RULES_TEST_BYTES_MAX);
    t.json = rules_as_json(options) ? &json : NULL;
    rules_json_open(t.json, "chitieu.rules-test/1");
    bool done = true;
    for (size_t i = 0; done && i < folders.count; i++)
        done = test_set(&t, folders.paths[i], &error);
    rules_json_close(t.json);
    if (!done && error.code == CODE_NO_INPUT)
        error.code = CODE_RULES;
    int status = done ? output_text(&out) : message_error(NULL, &error);
    buffer_free(&out);
    ruleset_folders_free(&folders);
    return status == EXIT_OK && t.failed > 0 ? EXIT_SOME_FAILED : status;
}
