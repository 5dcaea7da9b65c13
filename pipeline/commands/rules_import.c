/* chitieu rules import: drafts a rule set from a blank or filled form. */
#include "normalize/authoring/draft.h"
#include "normalize/text/fold.h"
#include "normalize/rules/rule_file.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/commands/cmd_rules.h"
#include "pipeline/cli/output.h"
#include "pipeline/inputs.h"
#include "pipeline/rulesets.h"
#include "pipeline/cli/message.h"
#include "pipeline/limits.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

struct import {
    const struct options *options;
    struct rulesets rulesets;
    const struct ruleset *like;
    struct arena *arena;
    struct draft draft;
    const char *id;
    struct error error;
};

/* ---- indicators.csv ---- */

/* RFC 4180 §2. */
static void put_field(struct buffer *out, const char *text, const char *end) {
    if (strpbrk(text, ",\"\r\n") || text[0] == ' ') {
        buffer_putc(out, '"');
        for (; *text; text++) {
            if (*text == '"')
                buffer_putc(out, '"');
            buffer_putc(out, *text);
        }
        buffer_putc(out, '"');
    } else {
        buffer_puts(out, text);
    }
    buffer_puts(out, end);
}

static void write_rows(const struct import *import, struct buffer *out) {
    buffer_puts(out,
                "id,stt,parent,level,label,unit,kind,codes,reporter,time,aggregate,wordings\n");
    for (size_t i = 0; i < import->draft.count; i++) {
        const struct draft_row *row = &import->draft.rows[i];
        put_field(out, row->id, ",");
        put_field(out, row->stt, ",");
        put_field(out, row->parent, ",");
        buffer_printf(out, "%u,", row->level);
        put_field(out, row->label, ",");
        put_field(out, row->unit, ",");
        put_field(out, kind_word(row->kind), ",");
        put_field(out, row->codes, ",");
        put_field(out, row->reporter, ",");
        put_field(out, row->time, ",");
        put_field(out, row->aggregate, ",\n");
    }
}

/* ---- files taken over ---- */

static const char *read_like(struct import *import, const char *name) {
    struct rule_file file;
    const char *path = arena_printf(import->arena, "%s/%s", import->like->directory, name);
    if (!path || !rule_file_read(path, import->arena, &file, &import->error))
        return NULL;
    return file.text;
}

/* The lines of a top-level key, without the comments above it; "" when the text does not have the
 * key. */
static const char *block_of(struct import *import, const char *text, const char *key) {
    size_t length = strlen(key);
    const char *at = text;
    while (*at && !(strncmp(at, key, length) == 0 && at[length] == ':'))
        at += rule_file_line(at);
    const char *end = at;
    do
        end += rule_file_line(end);
    while (*end && (*end == ' ' || *end == '-' || *end == '\n'));
    return *at ? arena_strndup(import->arena, at, (size_t)(end - at)) : "";
}

static void put_quoted(struct buffer *out, const char *text) {
    buffer_putc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buffer_putc(out, '\'');
        buffer_putc(out, *text);
    }
    buffer_putc(out, '\'');
}

/* form.yaml of the rule set that is followed, with the new id and title. */
static bool write_form(struct import *import, struct buffer *out) {
    const char *text = read_like(import, "form.yaml");
    for (const char *at = text; at && *at; at += rule_file_line(at)) {
        size_t length = rule_file_line(at);
        if (*at == '#' && strncmp(at, "# yaml-language-server", 22) != 0)
            continue;
        if (strncmp(at, "id:", 3) == 0) {
            buffer_printf(
                out, "# Drafted from a form. Columns, periods, head and foot are those of %s.\n",
                import->like->form);
            buffer_puts(out, "id: ");
            put_quoted(out, import->id);
            buffer_putc(out, '\n');
        } else if (strncmp(at, "title:", 6) == 0) {
            buffer_puts(out, "title: ");
            put_quoted(out, *import->draft.title ? import->draft.title : import->id);
            buffer_putc(out, '\n');
        } else {
            buffer_append(out, at, length);
        }
    }
    return text != NULL;
}

static const char *unit_words(const struct import *import, const char *unit, struct buffer *out) {
    const char *key = fold_key(import->arena, unit), *comma = "";
    for (size_t i = 0; key && i < import->like->unit_word_count; i++) {
        const struct unit_word *word = &import->like->unit_words[i];
        if (strcmp(word->unit_key, key) != 0)
            continue;
        buffer_puts(out, comma);
        put_quoted(out, word->word_key);
        comma = ", ";
    }
    if (!*comma)
        put_quoted(out, unit);
    return key;
}

static bool is_first_of_unit(const struct import *import, size_t index) {
    const struct draft_row *rows = import->draft.rows;
    if (rows[index].kind != KIND_COUNT && rows[index].kind != KIND_PERCENT)
        return false;
    for (size_t i = 0; i < index; i++) {
        bool counts = rows[i].kind == KIND_COUNT || rows[i].kind == KIND_PERCENT;
        const char *own = fold_key(import->arena, rows[index].unit);
        const char *other = fold_key(import->arena, rows[i].unit);
        if (counts && own && other && strcmp(own, other) == 0)
            return false;
    }
    return true;
}

static bool write_values(struct import *import, struct buffer *out) {
    static const char *const first[] = {"words", "numerals", "multiples"};
    const char *text = read_like(import, "values.yaml");
    if (!text)
        return false;
    if (*text == '#')
        buffer_append(out, text, rule_file_line(text));
    buffer_printf(out, "# Words and abbreviations are those of %s.\n", import->like->form);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        const char *block = block_of(import, text, first[i]);
        buffer_puts(out, block ? block : "");
    }
    buffer_puts(
        out,
        "\n# Words that mean a unit of the form. The unit itself, its first and its last words "
        "are known already.\nunits:\n");
    for (size_t i = 0; i < import->draft.count; i++) {
        if (!is_first_of_unit(import, i))
            continue;
        buffer_puts(out, "  - {unit: ");
        put_quoted(out, import->draft.rows[i].unit);
        buffer_puts(out, ", words: [");
        if (!unit_words(import, import->draft.rows[i].unit, out))
            return false;
        buffer_puts(out, "]}\n");
    }
    const char *brief = block_of(import, text, "abbreviations");
    buffer_puts(
        out,
        "\n# Words near a code's label, but not it: a person decides. {word: Không, label: Chưa}\n"
        "near_labels: []\n\n");
    buffer_puts(out, brief ? brief : "");
    return true;
}

/* The id after "indicator:" in a line, without quotes; NULL when the line has no such key. */
static const char *indicator_in(struct import *import, const char *line) {
    const char *at = line + strspn(line, " ");
    if (strncmp(at, "indicator:", 10) != 0)
        return NULL;
    at += 10 + strspn(at + 10, " '\"");
    return arena_strndup(import->arena, at, strcspn(at, "'\" \r\n"));
}

static bool has_row(const struct import *import, const char *id) {
    for (size_t i = 0; i < import->draft.count; i++)
        if (strcmp(import->draft.rows[i].id, id) == 0)
            return true;
    return false;
}

/* Whether the rule names an indicator that the form does not have. */
static bool is_foreign(struct import *import, const char *rule, const char *end) {
    for (const char *at = rule; at < end; at += rule_file_line(at)) {
        const char *id = indicator_in(import, at);
        if (id && !has_row(import, id))
            return true;
    }
    return false;
}

/* The rules over the prose, except those that name indicators of the other form. */
static bool write_patterns(struct import *import, struct buffer *out) {
    static const char begins[] = "  - id:";
    const char *text = read_like(import, "patterns.yaml");
    for (const char *at = text, *end; at && *at; at = end) {
        end = at;
        do
            end += rule_file_line(end);
        while (*end && strncmp(end, begins, sizeof begins - 1) != 0);
        bool rule = strncmp(at, begins, sizeof begins - 1) == 0;
        if (!rule || !is_foreign(import, at, end))
            buffer_append(out, at, (size_t)(end - at));
    }
    return text != NULL;
}

/* ---- checks.yaml ---- */

/* "Tổng số … Trong đó": the row is the sum of the rows of its kind directly under it. */
static size_t put_sum(const struct import *import, size_t index, struct buffer *out) {
    const struct draft_row *rows = import->draft.rows, *whole = &rows[index];
    size_t parts = 0;
    bool counts = whole->kind == KIND_COUNT || whole->kind == KIND_MONEY;
    if (!counts || !draft_has_parts(import->like, whole, import->arena))
        return 0;
    for (size_t i = index + 1; i < import->draft.count && rows[i].level > whole->level; i++)
        if (strcmp(rows[i].parent, whole->id) == 0 && rows[i].kind == whole->kind) {
            if (parts++ == 0)
                buffer_printf(out,
                              "  - id: parts-of-%s\n    relation: equals\n    severity: warning\n"
                              "    left: '%s'\n    right: [",
                              whole->id, whole->id);
            buffer_printf(out, "%s'%s'", parts > 1 ? ", " : "", rows[i].id);
        }
    if (parts > 0)
        buffer_puts(out, "]\n");
    return parts > 0;
}

static bool write_checks(struct import *import, struct buffer *out) {
    const char *text = read_like(import, "checks.yaml");
    size_t sums = 0;
    struct buffer proposed;
    if (!text)
        return false;
    buffer_init(&proposed, RULES_FILE_BYTES_MAX);
    for (size_t i = 0; i < import->draft.count; i++)
        sums += put_sum(import, i, &proposed);
    if (*text == '#')
        buffer_append(out, text, rule_file_line(text));
    buffer_puts(
        out,
        "# Proposals: check whether the parts are all of the whole, or only some (at-least).\n");
    buffer_puts(out, sums ? "checks:\n" : "checks: []\n");
    buffer_puts(out, buffer_text(&proposed));
    buffer_free(&proposed);
    const char *history = block_of(import, text, "history");
    buffer_printf(out, "\n%s", history ? history : "");
    return history != NULL;
}

static bool write_register(struct import *import, struct buffer *out) {
    const char *text = read_like(import, "units.csv");
    buffer_puts(out, text ? text : "");
    return text != NULL;
}

static bool write_indicators(struct import *import, struct buffer *out) {
    write_rows(import, out);
    return true;
}

/* ---- the folder ---- */

static bool write_file(struct import *import, const char *name,
                       bool (*write)(struct import *, struct buffer *)) {
    struct buffer text;
    struct output output;
    const char *path = arena_printf(import->arena, "%s/%s", import->options->output, name);
    buffer_init(&text, RULES_FILE_BYTES_MAX);
    bool done = path && write(import, &text);
    if (done && output_open(&output, path, &import->error)) {
        done = output_write(&output, &text, &import->error);
        done = output_close(&output, done, &import->error) && done;
    } else {
        done = false;
    }
    buffer_free(&text);
    if (!done && import->error.code == CODE_NONE)
        arena_error(import->arena, &import->error, name);
    return done;
}

static bool write_folder(struct import *import) {
    const char *folder = import->options->output;
    if (mkdir(folder, 0777) != 0)
        return error_set(&import->error, CODE_OUTPUT, folder,
                         errno == EEXIST ? "The folder exists already; name a new one."
                                         : "The folder cannot be created: %s.",
                         strerror(errno));
    return write_file(import, "form.yaml", write_form) &&
           write_file(import, "indicators.csv", write_indicators) &&
           write_file(import, "values.yaml", write_values) &&
           write_file(import, "patterns.yaml", write_patterns) &&
           write_file(import, "checks.yaml", write_checks) &&
           write_file(import, "units.csv", write_register);
}

/* ---- what was drafted ---- */

static void summarize(const struct import *import, struct buffer *out) {
    const struct draft *draft = &import->draft;
    size_t kinds[KIND_COUNT_OF_KINDS] = {0}, notes = 0, times = 0;
    for (size_t i = 0; i < draft->count; i++) {
        kinds[draft->rows[i].kind]++;
        notes += draft->rows[i].note != NULL;
        times += draft->rows[i].time_guessed;
    }
    buffer_printf(out, "%s: %zu rows of %u tables:", import->options->output, draft->count,
                  draft->tables);
    for (size_t kind = 0; kind < KIND_COUNT_OF_KINDS; kind++)
        if (kinds[kind] > 0)
            buffer_printf(out, " %zu %s", kinds[kind], kind_word((enum kind)kind));
    buffer_printf(out, "\n\nWords, head and periods are those of %s.\n", import->like->form);
    if (times > 0)
        buffer_printf(out,
                      "The time of %zu rows was guessed from their kind: check whether a flow "
                      "should be a stock.\n",
                      times);
    if (notes > 0)
        buffer_puts(out, "Check these rows:\n");
    for (size_t i = 0; i < draft->count; i++)
        if (draft->rows[i].note)
            buffer_printf(out, "  %-12s %-14s %s\n", draft->rows[i].id, draft->rows[i].at,
                          draft->rows[i].note);
    buffer_printf(out, "\nNext:\n  chitieu rules check %s\n  chitieu normalize --rules %s %s\n",
                  import->options->output, import->options->output, import->options->operands[0]);
}

static int show_summary(const struct import *import) {
    struct buffer out;
    int status = EXIT_OK;
    buffer_init(&out, RULES_FILE_BYTES_MAX);
    summarize(import, &out);
    if (!import->options->quiet)
        status = output_text(&out);
    buffer_free(&out);
    return status;
}

/* Letters, digits, dots and dashes, as the id becomes a column's value and part of file names. */
static bool is_id(const char *text) {
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || strchr("-._", text[length]) != NULL)
        if (!text[length++])
            return length > 1;
    return false;
}

static const char *id_of_folder(const char *folder) {
    const char *slash = strrchr(folder, '/');
    return slash && slash[1] ? slash + 1 : folder;
}

static bool check_options(struct import *import) {
    const struct options *options = import->options;
    if (options->operand_count != 1)
        return error_set(
            &import->error, CODE_USAGE, "rules",
            "Name one file that holds the form: chitieu rules import FORM.docx -o DIR.");
    if (!options->output)
        return error_set(&import->error, CODE_USAGE, "rules",
                         "Name the folder to create with -o; it must not exist yet.");
    import->id = options->id ? options->id : id_of_folder(options->output);
    if (!is_id(import->id))
        return error_set(
            &import->error, CODE_USAGE, "rules",
            "The id \"%s\" of the form may hold letters, digits, dots and dashes only; "
            "give one with --id.",
            import->id);
    return true;
}

static bool read_form(struct import *import) {
    struct inputs inputs;
    struct input input;
    inputs_open(&inputs, import->options->operands, 1, true, &import->options->limits,
                (struct event_sink){.emit = NULL});
    bool read = inputs_next(&inputs, &input);
    if (read && input.error.code != CODE_NONE)
        import->error = input.error;
    bool done = read && input.document &&
                draft_read(input.document, import->like, import->arena, &import->draft);
    if (!done && import->error.code == CODE_NONE && read && !input.document)
        error_set(&import->error, CODE_RECORD_DAMAGED, import->options->operands[0],
                  "No form can be read from this file.");
    if (!done)
        arena_error(import->arena, &import->error, import->options->operands[0]);
    if (done && import->draft.count == 0)
        done = error_set(&import->error, CODE_FORMAT_UNKNOWN, import->options->operands[0],
                         "No table has a header that names a column of labels and one of units or "
                         "values. Is it the form?");
    if (done)
        done = write_folder(import);
    if (read)
        input_clear(&input);
    inputs_close(&inputs);
    return done;
}

int rules_import(const struct options *options) {
    struct import import = {.options = options, .arena = arena_new(RULES_DRAFT_BYTES_MAX)};
    bool done = import.arena && check_options(&import) &&
                rulesets_open(options->like ? options->like : options->rules, &import.rulesets,
                              &import.error);
    if (done) {
        import.like = import.rulesets.sets[0];
        done = read_form(&import);
    }
    int status = done ? show_summary(&import) : message_error(NULL, &import.error);
    rulesets_close(&import.rulesets);
    arena_free(import.arena);
    return status;
}
