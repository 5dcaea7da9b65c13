#include "pipeline/cli/options.h"
#include "core/text/suggest.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ON(name) (1u << COMMAND_##name)
#define ON_EVERY ((1u << COMMAND_COUNT) - 1)
#define ON_RUNS (ON(RUN) | ON(RETRY))
#define ON_READERS (ON(EXTRACT) | ON(NORMALIZE) | ON(LOAD) | ON_RUNS | ON(EXPLAIN) | ON(RULES))

enum { FLAG_COLUMN = 24 };

struct option_row {
    const char *flag;
    char letter;         /* "-o", or 0 */
    const char *value;   /* the value's name in the help; NULL for a switch */
    const char *choices; /* "json|text" when only these are allowed */
    unsigned commands;   /* that have it */
    size_t offset;       /* of a bool or const char * in struct options */
    const char *help;
};

#define FIELD(name) offsetof(struct options, name)

static const struct option_row rows[] = {
    {"--format", 0, "FORMAT", "json|text", ON(EXTRACT), FIELD(format),
     "json: one record a line (default); text: for people"},
    {"--raw-text", 0, NULL, NULL, ON(EXTRACT), FIELD(raw_text),
     "leave text in legacy encodings (TCVN3, VNI …) as it is, for comparison"},
    {"--format", 0, "FORMAT", "csv|jsonl", ON(EXPORT), FIELD(format),
     "csv: RFC 4180 with a header line; jsonl: JSON Lines"},
    {"--format", 0, "FORMAT", "text|json", ON(RULES), FIELD(format),
     "text: for people (default); json: one object, for programs"},
    {"--inbox", 0, "DIR", NULL, ON(RUN), FIELD(inbox),
     "read every file in this folder and those below it"},
    {"--files-from", 0, "FILE", NULL, ON(RUN), FIELD(files_from),
     "read the files named here, one a line (- is stdin); relative to --inbox if given"},
    {"--shard", 0, "I/N", NULL, ON(RUN), FIELD(shard),
     "only the I-th of N parts of the files, by their names"},
    {"--quarantine", 0, "DIR", NULL, ON_RUNS, FIELD(quarantine),
     "where files that cannot be read are copied to (default: the database's path and "
     ".quarantine)"},
    {"--db", 0, "URL", NULL, ON(LOG), FIELD(db),
     "the database of the log's runs: its mark shows whether the log's end is missing"},
    {"--db", 0, "URL", NULL, ON(LOAD) | ON_RUNS | ON(EXPORT), FIELD(db),
     "the database: sqlite:PATH or a bare path; created if absent (not by export)"},
    {"--rules", 0, "DIR", NULL, ON(NORMALIZE) | ON(LOAD) | ON_RUNS | ON(EXPLAIN) | ON(RULES),
     FIELD(rules), "a rule set, or a folder of rule sets, of which the one that fits best is used"},
    {"--period", 0, "P", NULL, ON(EXPORT), FIELD(period),
     "only this period: 2021, 2021-S1, 2021-Q3, 2021-06"},
    {"--superseded", 0, NULL, NULL, ON(EXPORT), FIELD(superseded),
     "also reports that a later one of the same body and period replaces"},
    {"--output", 'o', "OUT", NULL, ON(EXPORT), FIELD(output), "the file to write; - is stdout"},
    {"--output", 'o', "DIR", NULL, ON(RULES), FIELD(output), "import: the folder to create"},
    {"--like", 0, "DIR", NULL, ON(RULES), FIELD(like),
     "import: the rule set that words, head and periods are taken from"},
    {"--id", 0, "ID", NULL, ON(RULES), FIELD(id),
     "import: the form's id (default: the folder's name)"},
    {"--log", 0, "FILE", NULL, ON(EXTRACT) | ON(NORMALIZE) | ON(LOAD) | ON_RUNS, FIELD(log),
     "append every decision to this file as JSON Lines"},
    {"--config", 0, "FILE", NULL, ON_RUNS, FIELD(config),
     "take from this file the flags that the command line does not have: chitieu.conf(5)"},
    {"--dry-run", 0, NULL, NULL, ON(RUN), FIELD(dry_run),
     "read the files, print what would happen, write nothing"},
    {"--fail-on", 0, "SEVERITY", "error|warning", ON_RUNS, FIELD(fail_on),
     "exit with 3 when a report read by this run has a finding this bad or worse"},
    {"--summary", 0, NULL, NULL, ON_RUNS, FIELD(summary),
     "print a table of the documents to stdout at the end"},
    {"--quiet", 'q', NULL, NULL, ON_EVERY, FIELD(quiet), "print errors only"},
    {"--verbose", 'v', NULL, NULL, ON_EVERY, FIELD(verbose),
     "print what is done, one line a document"},
    {"--help", 'h', NULL, NULL, ON_EVERY, FIELD(help), "this text"},
    {"--version", 0, NULL, NULL, ON_EVERY, FIELD(version), "the version"},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

/* The commands that have a group of limits, and its title in the help. */
static const struct {
    unsigned commands;
    const char *title;
} groups[LIMIT_GROUP_COUNT] = {
    [LIMIT_DOCUMENT] = {ON_READERS, "Limits on one document"},
    [LIMIT_WORKER] = {ON_RUNS, "Limits on the workers that read"},
};

static bool has_limit(enum command_id command, const struct limit_row *limit) {
    return groups[limit->group].commands >> command & 1;
}

static const struct limit_row *find_limit(enum command_id command, const char *flag) {
    size_t count;
    const struct limit_row *limits = limits_table(&count);
    for (size_t i = 0; i < count; i++)
        if (has_limit(command, &limits[i]) && strcmp(limits[i].flag, flag) == 0)
            return &limits[i];
    return NULL;
}

static const struct option_row *find_row(enum command_id command, const char *flag) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        bool named = strcmp(rows[i].flag, flag) == 0 ||
                     (rows[i].letter && flag[0] == '-' && flag[1] == rows[i].letter && !flag[2]);
        if (named && rows[i].commands >> command & 1)
            return &rows[i];
    }
    return NULL;
}

/* The flags of a command, to suggest the nearest. */
static size_t list_flags(enum command_id command, const char *flags[OPTIONS_FLAGS_MAX]) {
    size_t count = 0, limit_count;
    for (size_t i = 0; i < ROW_COUNT && count < OPTIONS_FLAGS_MAX; i++)
        if (rows[i].commands >> command & 1)
            flags[count++] = rows[i].flag;
    const struct limit_row *limits = limits_table(&limit_count);
    for (size_t i = 0; i < limit_count && count < OPTIONS_FLAGS_MAX; i++)
        if (has_limit(command, &limits[i]))
            flags[count++] = limits[i].flag;
    return count;
}

static bool unknown_flag(enum command_id command, const char *flag, struct error *error) {
    const char *name = command_of(command)->name;
    for (int other = 0; other < COMMAND_COUNT; other++)
        if (find_row((enum command_id)other, flag) || find_limit((enum command_id)other, flag))
            return error_set(error, CODE_USAGE, name,
                             "%s is a flag of \"%s\", not of \"%s\"; see chitieu %s --help.", flag,
                             command_of((enum command_id)other)->name, name, name);
    const char *flags[OPTIONS_FLAGS_MAX], *near;
    if (suggest_nearest(flag, flags, list_flags(command, flags), &near, 1) > 0)
        return error_set(error, CODE_USAGE, name, "There is no flag %s; did you mean %s?", flag,
                         near);
    return error_set(error, CODE_USAGE, name, "There is no flag %s; see chitieu %s --help.", flag,
                     name);
}

/* "200", "64K", "256M", "2G": whole numbers, with binary multiples. */
static bool parse_size(const char *text, size_t *value) {
    static const char suffixes[] = "KMG";
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)text[0]) || errno)
        return false;
    const char *suffix = *end ? strchr(suffixes, toupper((unsigned char)*end)) : NULL;
    unsigned shift = suffix ? 10 * (unsigned)(suffix - suffixes + 1) : 0;
    if (suffix)
        end++;
    if (*end || number > (SIZE_MAX >> shift))
        return false;
    *value = (size_t)number << shift;
    return true;
}

static bool is_choice(const char *choices, const char *value) {
    size_t length = strlen(value);
    for (const char *at = choices; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (length > 0 && strcspn(at, "|") == length && strncmp(at, value, length) == 0)
            return true;
    }
    return false;
}

/* One flag of the command line: its name, and the value after "=" (NULL when there is none). */
struct argument {
    char name[64];
    const char *value;
};

static struct argument split(const char *text) {
    struct argument argument = {.value = NULL};
    size_t length = strncmp(text, "--", 2) == 0 ? strcspn(text, "=") : strlen(text);
    snprintf(argument.name, sizeof argument.name, "%.*s", (int)length, text);
    if (text[length] == '=')
        argument.value = text + length + 1;
    return argument;
}

static bool set_option(const struct option_row *row, const char *name, const char *value,
                       struct options *options, struct error *error) {
    const char *command = command_of(options->command)->name;
    char *field = (char *)options + row->offset;
    if (!row->value) {
        if (value)
            return error_set(error, CODE_USAGE, command, "%s takes no value.", name);
        *(bool *)field = true;
        return true;
    }
    if (!*value)
        return error_set(error, CODE_USAGE, command, "%s needs a value (%s).", name, row->value);
    if (row->choices && !is_choice(row->choices, value))
        return error_set(error, CODE_USAGE, command, "%s is one of %s, not \"%s\".", name,
                         row->choices, value);
    if (*(const char **)(void *)field)
        return error_set(error, CODE_USAGE, command, "%s is given twice.", name);
    memcpy(field, &value, sizeof value);
    return true;
}

static bool set_limit(const struct limit_row *row, const char *value, struct options *options,
                      struct error *error) {
    if (parse_size(value, (size_t *)(void *)((char *)&options->limits + row->offset)))
        return true;
    return error_set(error, CODE_USAGE, command_of(options->command)->name,
                     "%s takes a whole number of %s, optionally followed by K, M or G, not \"%s\".",
                     row->flag, row->unit, value);
}

void options_start(enum command_id command, char **argv, struct options *options) {
    *options = (struct options){.command = command, .limits = limits_default(), .operands = argv};
}

bool options_parse(enum command_id command, int argc, char **argv, struct options *options,
                   struct error *error) {
    options_start(command, argv, options);
    return options_read(argc, argv, options, error);
}

bool options_read(int argc, char **argv, struct options *options, struct error *error) {
    enum command_id command = options->command;
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        if (only_operands || argv[i][0] != '-' || !argv[i][1]) {
            argv[options->operand_count++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            only_operands = true;
            continue;
        }
        struct argument argument = split(argv[i]);
        const struct option_row *row = find_row(command, argument.name);
        const struct limit_row *limit = row ? NULL : find_limit(command, argument.name);
        if (!row && !limit)
            return unknown_flag(command, argument.name, error);
        bool takes_value = limit || row->value;
        if (takes_value && !argument.value) {
            if (i + 1 == argc)
                return error_set(error, CODE_USAGE, command_of(command)->name, "%s needs a value.",
                                 argument.name);
            argument.value = argv[++i];
        }
        if (row ? !set_option(row, argument.name, argument.value, options, error)
                : !set_limit(limit, argument.value, options, error))
            return false;
    }
    return true;
}

/* The values of a switch in a configuration file. */
static enum options_preset preset_switch(bool *field, const char *value, struct error *error) {
    bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0) {
        error_set(error, CODE_USAGE, "", "The value is yes or no, not \"%s\".", value);
        return OPTIONS_WRONG;
    }
    *field = yes;
    return OPTIONS_SET;
}

static bool is_presettable(const char *flag) {
    static const char *const none[] = {"--help", "--version", "--config"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strcmp(flag, none[i]) == 0)
            return false;
    return true;
}

enum options_preset options_preset(const char *flag, const char *value, const struct options *given,
                                   struct options *options, struct error *error) {
    const struct option_row *row = find_row(COMMAND_RUN, flag);
    const struct limit_row *limit = row ? NULL : find_limit(COMMAND_RUN, flag);
    if ((!row && !limit) || !is_presettable(flag))
        return OPTIONS_UNKNOWN;
    if (limit)
        return set_limit(limit, value, options, error) ? OPTIONS_SET : OPTIONS_WRONG;
    if (!row->value)
        return preset_switch((bool *)((char *)options + row->offset), value, error);
    struct options checked = *options;
    if (!set_option(row, flag, value, &checked, error))
        return OPTIONS_WRONG;
    /* Flags on the command line are read once more, after the file; flags that this command does
     * not have are ignored. */
    bool has = row->commands >> options->command & 1;
    const char *const *other = (const void *)((const char *)given + row->offset);
    if (has && !*other)
        *options = checked;
    return OPTIONS_SET;
}

size_t options_flags(enum command_id command, const char *flags[OPTIONS_FLAGS_MAX]) {
    size_t count = 0, all = list_flags(command, flags);
    for (size_t i = 0; i < all; i++)
        if (is_presettable(flags[i]))
            flags[count++] = flags[i];
    return count;
}

static void print_flag(struct buffer *out, const char *flag, char letter, const char *value,
                       const char *help) {
    char left[64];
    int width = snprintf(left, sizeof left, "%s%s%s", flag, value ? " " : "", value ? value : "");
    if (letter)
        snprintf(left + width, sizeof left - (size_t)width, ", -%c", letter);
    buffer_printf(out, "  %-*s  %s\n", FLAG_COLUMN, left, help);
}

/* 268435456 is "256M", as one may type it. */
static void put_size(char *text, size_t size, size_t value) {
    static const char *const suffixes[] = {"", "K", "M", "G"};
    size_t suffix = 0;
    while (suffix < 3 && value > 0 && value % 1024 == 0) {
        value /= 1024;
        suffix++;
    }
    snprintf(text, size, "%zu%s", value, suffixes[suffix]);
}

static void print_limits(enum limit_group group, struct buffer *out) {
    size_t count;
    const struct limit_row *limits = limits_table(&count);
    buffer_printf(out, "\n%s (N may end in K, M or G):\n", groups[group].title);
    for (size_t i = 0; i < count; i++) {
        if (limits[i].group != group)
            continue;
        char value[24], help[200];
        put_size(value, sizeof value, limits[i].value);
        snprintf(help, sizeof help, "%s %s; %s", value, limits[i].unit, limits[i].reason);
        print_flag(out, limits[i].flag, 0, "N", help);
    }
}

void options_print(enum command_id command, struct buffer *out) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].commands >> command & 1)
            print_flag(out, rows[i].flag, rows[i].letter, rows[i].value, rows[i].help);
    for (int g = 0; g < LIMIT_GROUP_COUNT; g++)
        if (groups[g].commands >> command & 1)
            print_limits((enum limit_group)g, out);
}
