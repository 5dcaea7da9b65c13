/* chitieu rules check: everything that is wrong in rule sets, shown as compilers show it. */
#include "core/json/json.h"
#include "core/text/utf8.h"
#include "normalize/authoring/check_rules.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/rulesets.h"
#include "pipeline/commands/rules_common.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <stdlib.h>
#include <string.h>

struct fault {
    struct error error;
    bool warning;
    size_t order; /* order of finding */
};

struct checking {
    const char *directory;
    struct fault *faults;
    size_t count, capacity;
    size_t errors, warnings; /* of this rule set, including those over FAULTS_SHOWN_MAX */
    bool out_of_memory;
};

static void add_fault(void *context, const struct error *error, bool warning) {
    struct checking *c = context;
    *(warning ? &c->warnings : &c->errors) += 1;
    if (c->count == FAULTS_SHOWN_MAX)
        return;
    if (c->count == c->capacity) {
        size_t capacity = c->capacity ? 2 * c->capacity : 16;
        struct fault *faults = realloc(c->faults, capacity * sizeof *faults);
        c->out_of_memory = c->out_of_memory || !faults;
        if (!faults)
            return;
        c->faults = faults;
        c->capacity = capacity;
    }
    c->faults[c->count] = (struct fault){.error = *error, .warning = warning, .order = c->count};
    c->count++;
}

/* By file, line and column. */
static int compare(const void *one, const void *other) {
    const struct fault *a = one, *b = other;
    size_t a_path, b_path;
    struct rule_spot x = rule_file_spot(&a->error, &a_path);
    struct rule_spot y = rule_file_spot(&b->error, &b_path);
    int paths = strncmp(a->error.place, b->error.place, a_path > b_path ? a_path : b_path);
    if (paths != 0 && (a_path != b_path || strncmp(a->error.place, b->error.place, a_path) != 0))
        return paths;
    if (x.line != y.line)
        return x.line < y.line ? -1 : 1;
    if (x.column != y.column)
        return x.column < y.column ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static void print_text(struct checking *c, const struct ruleset *set, bool colour,
                       struct buffer *out) {
    for (size_t i = 0; i < c->count; i++)
        rules_print_fault(out, &c->faults[i].error, c->faults[i].warning, colour);
    if (c->errors + c->warnings > c->count)
        buffer_printf(out, "… and %zu more.\n", c->errors + c->warnings - c->count);
    buffer_printf(out, "%s: ", c->directory);
    if (set)
        buffer_printf(out, "%zu rows, %zu rules, %zu checks, %zu bodies; ", set->row_count,
                      set->pattern_count, set->check_count, set->body_count);
    if (c->errors + c->warnings == 0)
        buffer_puts(out, "nothing is wrong.\n");
    else
        buffer_printf(out, "%zu error%s, %zu warning%s.\n", c->errors, c->errors == 1 ? "" : "s",
                      c->warnings, c->warnings == 1 ? "" : "s");
}

static void print_json(struct checking *c, const struct ruleset *set, struct json *json) {
    json_object_open(json);
    json_key_string(json, "directory", c->directory);
    json_key_string(json, "form", set ? set->form : NULL);
    json_key_integer(json, "errors", (int64_t)c->errors);
    json_key_integer(json, "warnings", (int64_t)c->warnings);
    json_key(json, "faults");
    json_array_open(json);
    for (size_t i = 0; i < c->count; i++) {
        const struct error *error = &c->faults[i].error;
        size_t path;
        struct rule_spot spot = rule_file_spot(error, &path);
        char file[ERROR_PLACE_BYTES];
        memcpy(file, error->place, path);
        file[path] = '\0';
        json_object_open(json);
        json_key_string(json, "severity", c->faults[i].warning ? "warning" : "error");
        json_key_string(json, "file", file);
        if (spot.line) {
            json_key_integer(json, "line", (int64_t)spot.line);
            json_key_integer(json, "column", (int64_t)spot.column);
        }
        json_key_string(json, "message", error->message);
        json_object_close(json);
    }
    json_array_close(json);
    json_object_close(json);
}

/* A missing file is a fault like any other. */
static bool check_set(struct checking *c, struct ruleset **set, struct error *error) {
    struct fault_sink sink = {.report = add_fault, .context = c};
    *set = NULL;
    if (!check_rules(c->directory, &sink, set, error)) {
        if (error->code != CODE_RULES && error->code != CODE_NO_INPUT)
            return false;
        add_fault(c, error, false);
        *error = (struct error){.code = CODE_NONE};
    }
    if (c->out_of_memory)
        return error_no_memory(error, c->directory);
    if (c->count > 1)
        qsort(c->faults, c->count, sizeof *c->faults, compare);
    return true;
}

static bool check_folders(const struct ruleset_folders *folders, const struct options *options,
                          struct buffer *out, size_t *errors, struct error *error) {
    bool as_json = rules_as_json(options), done = true;
    struct json json = {.out = out};
    rules_json_open(as_json ? &json : NULL, "chitieu.rules-check/1");
    for (size_t i = 0; done && i < folders->count; i++) {
        struct checking c = {.directory = folders->paths[i]};
        struct ruleset *set;
        done = check_set(&c, &set, error);
        if (done && as_json)
            print_json(&c, set, &json);
        else if (done && (!options->quiet || c.errors))
            print_text(&c, set, terminal_has_colour(stdout), out);
        *errors += c.errors;
        ruleset_free(set);
        free(c.faults);
    }
    rules_json_close(as_json ? &json : NULL);
    return done;
}

int rules_check(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct ruleset_folders folders;
    struct buffer out;
    size_t errors = 0;
    if (!rules_folders(options, &folders, &error))
        return message_error(NULL, &error);
    buffer_init(&out, RULES_CHECK_BYTES_MAX);
    bool done = check_folders(&folders, options, &out, &errors, &error);
    int status = done ? output_text(&out) : message_error(NULL, &error);
    buffer_free(&out);
    ruleset_folders_free(&folders);
    return status == EXIT_OK && errors > 0 ? code_exit_status(CODE_RULES) : status;
}
