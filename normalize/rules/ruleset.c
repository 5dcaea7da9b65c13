#include "normalize/rules/ruleset.h"
#include "core/sha256.h"
#include "normalize/authoring/lint.h"
#include "normalize/prose/register.h"

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
    {"units.csv", 3, ruleset_load_units},     {"values.yaml", 2, ruleset_load_values},
};
#define FILE_COUNT (sizeof files / sizeof files[0])

/* What a loading is for. */
struct purpose {
    struct fault_sink *faults; /* NULL: the first fault ends it */
    bool try_examples;
};

static bool read_files(struct ruleset *ruleset, const struct purpose *purpose,
                       struct rule_file read[FILE_COUNT], struct error *error) {
    struct sha256 sha;
    sha256_start(&sha);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        const char *path = arena_printf(ruleset->arena, "%s/%s", ruleset->directory, files[i].name);
        if (!path || !rule_file_read(path, ruleset->arena, &read[i], error))
            return false;
        read[i].faults = purpose->faults;
        sha256_add(&sha, files[i].name, strlen(files[i].name) + 1);
        sha256_add(&sha, read[i].text, read[i].length);
    }
    sha256_finish(&sha, ruleset->sha256);
    return true;
}

static bool load_files(struct ruleset *ruleset, const struct purpose *purpose,
                       struct error *error) {
    struct rule_file read[FILE_COUNT];
    if (!read_files(ruleset, purpose, read, error))
        return false;
    for (unsigned turn = 0; turn < FILE_COUNT; turn++) {
        for (size_t i = 0; i < FILE_COUNT; i++) {
            struct rule_part part = {ruleset, &read[i], error, purpose->try_examples};
            if (files[i].turn == turn && !ruleset_goes_on(&part, files[i].load(&part)))
                return false;
        }
    }
    if (purpose->faults && purpose->faults->count > 0)
        return true; /* nobody reads by such a rule set */
    ruleset->labels = labels_build(ruleset->arena, ruleset->rows, ruleset->row_count,
                                   ruleset->abbreviations, ruleset->abbreviation_count);
    ruleset->unit_index = unit_index_build(ruleset, ruleset->arena);
    return ruleset->labels && ruleset->unit_index;
}

bool ruleset_goes_on(const struct rule_part *part, bool done) {
    return done || rule_file_go_on(part->file, part->error);
}

bool ruleset_too_large(const char *path, struct error *error) {
    return error_set(error, CODE_RULES, path, "The rule set is too large.");
}

bool ruleset_compile(const struct rule_part *part, struct node_name node, const char *owner,
                     const char *pattern, unsigned flags, struct regex **regex) {
    struct regex_fault fault;
    struct error why = {0};
    *regex = NULL;
    if (!regex_new(pattern, flags, part->file->path, regex, &why)) {
        if (regex_find_fault(pattern, flags, &fault))
            return schema_refuse_within(part->file, node, fault.offset, part->error,
                                        "%s: the pattern is wrong here: %s.", owner, fault.why);
        if (why.code != CODE_RULES)
            return error_set(part->error, why.code, why.place, "%s", why.message);
        return schema_refuse(part->file, node, part->error, "%s: %s", owner, why.message);
    }
    if (!regex_matches(*regex, ""))
        return !part->file->faults || ruleset_lint_pattern(part, node, owner, *regex, NULL);
    regex_free(*regex);
    *regex = NULL;
    return schema_refuse(part->file, node, part->error,
                         "%s: the pattern matches even where nothing stands, so it would match "
                         "everywhere. Make one of its pieces a must.",
                         owner);
}

static bool load(const char *directory, const struct purpose *purpose, struct ruleset **ruleset,
                 struct error *error) {
    struct arena *arena = arena_new(RULESET_BYTES_MAX);
    struct ruleset *fresh = arena ? arena_alloc(arena, sizeof *fresh) : NULL;
    if (!fresh) {
        arena_free(arena);
        return error_set(error, CODE_NO_MEMORY, directory, "The system has no memory left.");
    }
    fresh->arena = arena;
    fresh->directory = arena_strdup(arena, directory);
    if (fresh->directory && load_files(fresh, purpose, error)) {
        *ruleset = fresh;
        return true;
    }
    ruleset_free(fresh);
    return ruleset_too_large(directory, error);
}

bool ruleset_load(const char *directory, struct ruleset **ruleset, struct error *error) {
    return load(directory, &(struct purpose){.try_examples = true}, ruleset, error);
}

bool ruleset_load_untried(const char *directory, struct ruleset **ruleset, struct error *error) {
    return load(directory, &(struct purpose){.try_examples = false}, ruleset, error);
}

bool ruleset_check(const char *directory, struct fault_sink *faults, struct ruleset **ruleset,
                   struct error *error) {
    size_t before = faults->count;
    *ruleset = NULL;
    if (!load(directory, &(struct purpose){.faults = faults, .try_examples = true}, ruleset, error))
        return false;
    if (faults->count == before)
        return true;
    ruleset_free(*ruleset);
    *ruleset = NULL;
    return true;
}

void ruleset_free(struct ruleset *ruleset) {
    if (!ruleset)
        return;
    for (size_t i = 0; i < ruleset->column_count; i++)
        regex_free(ruleset->columns[i].regex);
    for (size_t i = 0; i < ruleset->period_count; i++)
        regex_free(ruleset->periods[i].regex);
    for (size_t i = 0; i < ruleset->head_count; i++)
        regex_free(ruleset->heads[i].regex);
    for (size_t i = 0; i < ruleset->pattern_count; i++) {
        regex_free(ruleset->patterns[i].regex);
        regex_free(ruleset->patterns[i].also);
        regex_free(ruleset->patterns[i].unless);
        regex_free(ruleset->patterns[i].section);
        regex_free(ruleset->patterns[i].not_section);
        regex_free(ruleset->patterns[i].style);
        regex_free(ruleset->patterns[i].column);
    }
    for (size_t i = 0; i < ruleset->section_count; i++)
        regex_free(ruleset->sections[i].regex);
    arena_free(ruleset->arena);
}

int ruleset_row(const struct ruleset *ruleset, const char *id) {
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (strcmp(ruleset->rows[i].id, id) == 0)
            return (int)i;
    return -1;
}
