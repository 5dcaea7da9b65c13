#include "pipeline/commands/rules_common.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <string.h>

/* How much of a long line is shown before and after the place, in characters. */
enum { SHOWN_BEFORE = 50, SHOWN_BEHIND = 50 };

bool rules_folders(const struct options *options, struct ruleset_folders *folders,
                   struct error *error) {
    if (options->operand_count > 1)
        return error_set(error, CODE_USAGE, "rules",
                         "Name one folder; a folder of rule sets means all of them.");
    return ruleset_folders_find(options->operand_count == 1 ? options->operands[0] : options->rules,
                                folders, error);
}

bool rules_as_json(const struct options *options) {
    return options->format && strcmp(options->format, "json") == 0;
}

void rules_json_open(struct json *json, const char *schema) {
    if (!json)
        return;
    json_object_open(json);
    json_key_string(json, "schema", schema);
    json_key(json, "sets");
    json_array_open(json);
}

void rules_json_close(struct json *json) {
    if (!json)
        return;
    json_array_close(json);
    json_object_close(json);
    buffer_putc(json->out, '\n');
}

const char *rules_colour(enum rules_colour colour, bool wanted) {
    static const char *const codes[] = {
        [RULES_BOLD] = "\033[1m",      [RULES_RED] = "\033[1;31m", [RULES_GREEN] = "\033[32m",
        [RULES_YELLOW] = "\033[1;33m", [RULES_DIM] = "\033[2m",    [RULES_PLAIN] = "\033[0m"};
    return wanted ? codes[colour] : "";
}

/* The bytes of `count` characters of a text, fewer at its end. */
static size_t bytes_of(const char *text, size_t length, size_t count) {
    size_t at = 0;
    for (; count > 0 && at < length; count--)
        at += utf8_length(text + at);
    return at < length ? at : length;
}

static void show_line(struct buffer *out, const char *line, size_t length,
                      const struct rule_spot *spot, bool colour) {
    size_t skipped = spot->column - 1 > SHOWN_BEFORE ? spot->column - 1 - SHOWN_BEFORE : 0;
    size_t from = bytes_of(line, length, skipped);
    size_t shown = bytes_of(line + from, length - from, spot->column - 1 - skipped + SHOWN_BEHIND);
    bool more = from + shown < length;
    buffer_printf(out, "%s%6zu |%s %s", rules_colour(RULES_DIM, colour), spot->line,
                  rules_colour(RULES_PLAIN, colour), skipped ? "…" : "");
    buffer_put_printable(out, line + from, shown);
    buffer_printf(out, "%s\n%s       |%s ", more ? "…" : "", rules_colour(RULES_DIM, colour),
                  rules_colour(RULES_PLAIN, colour));
    for (size_t i = skipped ? skipped - 1 : 0; i + 1 < spot->column; i++)
        buffer_putc(out, ' ');
    buffer_printf(out, "%s^%s\n", rules_colour(RULES_RED, colour),
                  rules_colour(RULES_PLAIN, colour));
}

/* Shows the line of the error, which is read again; nothing when it cannot be read. */
static void show_source(struct buffer *out, const struct error *error, size_t path_length,
                        const struct rule_spot *spot, bool colour) {
    struct arena *arena = arena_new(RULES_FILE_BYTES_MAX);
    struct rule_file file;
    struct error nothing = {.code = CODE_NONE};
    char *path = arena ? arena_strndup(arena, error->place, path_length) : NULL;
    if (path && rule_file_read(path, arena, &file, &nothing)) {
        size_t at = 0;
        for (size_t line = 1; line < spot->line && at < file.length; line++)
            at += rule_file_line(file.text + at);
        size_t length = strcspn(file.text + at, "\r\n");
        if (length > 0)
            show_line(out, file.text + at, length, spot, colour);
    }
    arena_free(arena);
}

void rules_print_fault(struct buffer *out, const struct error *error, bool warning, bool colour) {
    size_t path;
    struct rule_spot spot = rule_file_spot(error, &path);
    buffer_puts(out, rules_colour(RULES_BOLD, colour));
    buffer_put_printable(out, error->place, strlen(error->place));
    buffer_printf(out, ": %s%s: %s", rules_colour(warning ? RULES_YELLOW : RULES_RED, colour),
                  warning ? "warning" : "error", rules_colour(RULES_PLAIN, colour));
    buffer_put_printable(out, error->message, strlen(error->message));
    buffer_putc(out, '\n');
    if (spot.line)
        show_source(out, error, path, &spot, colour);
}
