/* Loads a rule set: its files, in an order in which each can name what those before hold. */
#include "core/sha256.h"
#include "normalize/prose/register.h"
#include "normalize/rules/read.h"
#include "normalize/rules/yaml_place.h"

#include <string.h>

/* A rule set of 160 rows takes some 2 MB; a hundred times that is no rule set. */
#define RULESET_BYTES_MAX ((size_t)256 << 20)

/* The files in name order, as they are hashed; `turn` is the order they are read in, since patterns
 * and checks name rows. */
static const struct {
    const char *name;
    unsigned turn;
    bool (*load)(const struct rule_part *part);
} files[] = {
    {"checks.yaml", 5, ruleset_load_checks},  {"form.yaml", 1, ruleset_load_form},
    {"indicators.csv", 0, ruleset_load_rows}, {"patterns.yaml", 4, ruleset_load_patterns},
    {"units.csv", 3, ruleset_load_register},  {"values.yaml", 2, ruleset_load_values},
};
#define FILE_COUNT (sizeof files / sizeof files[0])

/* Files live as long as the rule set, whose nodes point into them. */
static struct rule_file *read_files(struct ruleset *ruleset, struct error *error) {
    struct sha256 sha;
    struct rule_file *read = arena_array(ruleset->arena, FILE_COUNT, sizeof *read);
    sha256_start(&sha);
    for (size_t i = 0; read && i < FILE_COUNT; i++) {
        const char *path = arena_printf(ruleset->arena, "%s/%s", ruleset->directory, files[i].name);
        if (!path || !rule_file_read(path, ruleset->arena, &read[i], error))
            return NULL;
        sha256_add(&sha, files[i].name, strlen(files[i].name) + 1);
        sha256_add(&sha, read[i].text, read[i].length);
    }
    sha256_finish(&sha, ruleset->sha256);
    return read;
}

static bool load_files(struct ruleset *ruleset, struct fault_sink *faults, struct error *error) {
    struct rule_file *read = read_files(ruleset, error);
    if (!read)
        return false;
    for (unsigned turn = 0; turn < FILE_COUNT; turn++) {
        for (size_t i = 0; i < FILE_COUNT; i++) {
            struct rule_part part = {ruleset, &read[i], faults, error};
            if (files[i].turn == turn && !ruleset_goes_on(&part, files[i].load(&part)))
                return false;
        }
    }
    ruleset->labels = labels_build(ruleset->arena, ruleset->rows, ruleset->row_count,
                                   ruleset->abbreviations, ruleset->abbreviation_count);
    ruleset->register_index = register_index_build(ruleset, ruleset->arena);
    return ruleset->labels && ruleset->register_index;
}

static bool load(const char *directory, struct fault_sink *faults, struct ruleset **ruleset,
                 struct error *error) {
    memory_watch();
    struct arena *arena = arena_new(RULESET_BYTES_MAX);
    struct ruleset *fresh = arena ? arena_alloc(arena, sizeof *fresh) : NULL;
    *ruleset = NULL;
    if (!fresh) {
        arena_free(arena);
        return error_no_memory(error, directory);
    }
    fresh->arena = arena;
    fresh->directory = arena_strdup(arena, directory);
    if (fresh->directory && load_files(fresh, faults, error)) {
        *ruleset = fresh;
        return true;
    }
    /* Whatever it is called that was not there then: the rules are not wrong. */
    bool no_memory = memory_was_short();
    ruleset_free(fresh);
    if (!no_memory)
        return ruleset_too_large(directory, error);
    *error = (struct error){.code = CODE_NONE};
    return error_no_memory(error, directory);
}

bool ruleset_load(const char *directory, struct ruleset **ruleset, struct error *error) {
    return load(directory, NULL, ruleset, error);
}

bool ruleset_load_partly(const char *directory, struct fault_sink *faults, struct ruleset **ruleset,
                         struct error *error) {
    return load(directory, faults, ruleset, error);
}
