#include "pipeline/cli/config.h"
#include "pipeline/limits.h"

#include "core/buffer.h"
#include "core/text/suggest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEY_BYTES = 64 };

static const char spaces[] = " \t\r";

struct keys {
    const char *names[CONFIG_KEYS_MAX]; /* so far */
    size_t count;
};

static bool fail_at_line(const char *path, size_t line, struct error *error, const char *sentence) {
    char place[ERROR_PLACE_BYTES];
    snprintf(place, sizeof place, "%.200s:%zu", path, line);
    return error_set(error, CODE_CONFIGURATION, place, "%s", sentence);
}

static char *trim(char *text) {
    text += strspn(text, spaces);
    size_t length = strlen(text);
    while (length > 0 && strchr(spaces, text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

static bool unknown_key(const char *key, const char *path, size_t line, struct error *error) {
    const char *flags[OPTIONS_FLAGS_MAX], *near[2];
    char flag[KEY_BYTES], sentence[ERROR_MESSAGE_BYTES];
    size_t count = options_flags(COMMAND_RUN, flags);
    snprintf(flag, sizeof flag, "--%s", key);
    size_t found = suggest_nearest(flag, flags, count, near, 2);
    snprintf(sentence, sizeof sentence, "There is no key \"%.60s\"; %s%s.", key,
             found > 0 ? "did you mean " : "the keys are the flags of chitieu run --help",
             found > 0 ? near[0] + 2 : "");
    if (found > 0)
        sentence[strlen(sentence) - 1] = '?';
    return fail_at_line(path, line, error, sentence);
}

static bool is_new(struct keys *keys, const char *key) {
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->names[i], key) == 0)
            return false;
    if (keys->count < CONFIG_KEYS_MAX)
        keys->names[keys->count++] = key;
    return true;
}

/* The flag's own parser checks the value; its error gets the place in the file. */
static bool set_key(const char *key, const char *value, const struct options *given,
                    struct options *options, const char *path, size_t line, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    char flag[KEY_BYTES];
    snprintf(flag, sizeof flag, "--%.50s", key);
    switch (options_preset(flag, value, given, options, &fault)) {
    case OPTIONS_SET:
        return true;
    case OPTIONS_UNKNOWN:
        return unknown_key(key, path, line, error);
    case OPTIONS_WRONG:
        break;
    }
    return fail_at_line(path, line, error, fault.message);
}

static bool read_line(char *text, struct keys *keys, const struct options *given,
                      struct options *options, const char *path, size_t line, struct error *error) {
    char *key = trim(text);
    if (!*key || *key == '#')
        return true;
    char *equals = strchr(key, '=');
    if (!equals)
        return fail_at_line(path, line, error,
                            "This is not \"key = value\"; comments begin with #.");
    *equals = '\0';
    char *value = trim(equals + 1);
    key = trim(key);
    if (!is_new(keys, key))
        return fail_at_line(path, line, error, "This key is set twice.");
    return set_key(key, value, given, options, path, line, error);
}

bool config_parse(char *text, const char *path, const struct options *given,
                  struct options *options, struct error *error) {
    struct keys keys = {.count = 0};
    size_t number = 0;
    for (char *line = text, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        if (!read_line(line, &keys, given, options, path, ++number, error))
            return false;
    }
    return true;
}

static bool read_file(struct config *config, const char *path, struct error *error) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(error, CODE_CONFIGURATION, path, "The configuration cannot be opened: %s.",
                         strerror(errno));
    config->text = calloc(1, CONFIG_BYTES_MAX + 1);
    size_t length = config->text ? fread(config->text, 1, CONFIG_BYTES_MAX + 1, file) : 0;
    bool whole = !ferror(file);
    fclose(file);
    if (!config->text)
        return error_no_memory(error, path);
    if (!whole)
        return error_set(error, CODE_CONFIGURATION, path, "The configuration cannot be read.");
    if (length > CONFIG_BYTES_MAX || strlen(config->text) != length)
        return error_set(
            error, CODE_CONFIGURATION, path,
            "Not a configuration file: it is longer than %zu bytes, or contains a NUL byte.",
            CONFIG_BYTES_MAX);
    return true;
}

/* The installed file is for runs whose command line names neither files nor a database. */
static const char *choose_path(const struct options *given) {
    if (given->config)
        return given->config;
    bool own = given->inbox || given->files_from || given->db || given->quarantine;
    return !own && access(CHITIEU_CONFIG, F_OK) == 0 ? CHITIEU_CONFIG : NULL;
}

bool config_read(struct config *config, int argc, char **argv, struct options *options,
                 struct error *error) {
    const struct options given = *options;
    const char *path = choose_path(&given);
    config->text = NULL;
    if (!path || given.help || given.version || given.operand_count > 0)
        return true;
    options_start(given.command, argv, options);
    return read_file(config, path, error) &&
           config_parse(config->text, path, &given, options, error) &&
           options_read(argc, argv, options, error);
}

void config_free(struct config *config) {
    free(config->text);
    config->text = NULL;
}
