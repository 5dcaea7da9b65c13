#include "pipeline/rulesets.h"
#include "normalize/authoring/self_test.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_ruleset(const char *directory) {
    static const char form[] = "/form.yaml";
    char path[PATH_MAX + sizeof form];
    snprintf(path, sizeof path, "%s%s", directory, form);
    return access(path, F_OK) == 0;
}

static bool is_directory(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* rules/ two levels above the program: build/chitieu stands in the tree, and so does
 * build/san/chitieu one deeper. */
static bool beside_program(char path[PATH_MAX]) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(program, '/');
        if (!slash)
            return false;
        *slash = '\0';
        int written = snprintf(path, PATH_MAX, "%s/rules", program);
        if (up > 0 && written < PATH_MAX && is_directory(path))
            return true;
    }
    return false;
}

static bool find_directory(const char *asked, char path[PATH_MAX], struct error *error) {
    const char *environment = getenv("CHITIEU_RULES");
    if (!asked && environment && *environment)
        asked = environment;
    const char *installed = CHITIEU_SHARE "/rules";
    if (!asked && is_directory(installed))
        asked = installed;
    if (!asked && beside_program(path))
        return true;
    if (!asked)
        return error_set(error, CODE_RULES, installed,
                         "No rule sets are installed; name a folder with --rules.");
    if (!is_directory(asked))
        return error_set(error, CODE_RULES, asked, "There is no such folder of rules.");
    snprintf(path, PATH_MAX, "%s", asked);
    return true;
}

/* ---- folders ---- */

static bool add_folder(struct ruleset_folders *folders, const char *path, struct error *error) {
    char **paths = realloc(folders->paths, (folders->count + 1) * sizeof *paths);
    char *copy = strdup(path);
    if (paths)
        folders->paths = paths;
    if (!paths || !copy) {
        free(copy);
        return error_set(error, CODE_NO_MEMORY, path,
                         "The system has no memory left for its rules.");
    }
    paths[folders->count++] = copy;
    return true;
}

static bool add_all(struct ruleset_folders *folders, const char *directory, struct error *error) {
    struct dirent **names = NULL;
    int count = scandir(directory, &names, NULL, alphasort);
    if (count < 0)
        return error_set(error, CODE_RULES, directory, "This cannot be read: %s.", strerror(errno));
    bool done = true;
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        int length = snprintf(path, sizeof path, "%s/%s", directory, names[i]->d_name);
        bool candidate = names[i]->d_name[0] != '.' && length < PATH_MAX && is_ruleset(path);
        if (done && candidate)
            done = add_folder(folders, path, error);
        free(names[i]);
    }
    free(names);
    if (done && folders->count == 0)
        return error_set(
            error, CODE_RULES, directory,
            "There is no rule set: neither this folder nor one in it has a form.yaml.");
    return done;
}

bool ruleset_folders_find(const char *directory, struct ruleset_folders *folders,
                          struct error *error) {
    *folders = (struct ruleset_folders){.paths = NULL};
    char path[PATH_MAX];
    bool done =
        find_directory(directory, path, error) &&
        (is_ruleset(path) ? add_folder(folders, path, error) : add_all(folders, path, error));
    if (!done)
        ruleset_folders_free(folders);
    return done;
}

void ruleset_folders_free(struct ruleset_folders *folders) {
    for (size_t i = 0; i < folders->count; i++)
        free(folders->paths[i]);
    free(folders->paths);
    *folders = (struct ruleset_folders){.paths = NULL};
}

/* ---- sets ---- */

static bool load_all(struct rulesets *rulesets, const struct ruleset_folders *folders,
                     struct error *error) {
    rulesets->sets = calloc(folders->count, sizeof *rulesets->sets);
    if (!rulesets->sets)
        return error_set(error, CODE_NO_MEMORY, folders->paths[0],
                         "The system has no memory left for its rules.");
    for (; rulesets->count < folders->count; rulesets->count++)
        if (!ruleset_load_tested(folders->paths[rulesets->count], &rulesets->sets[rulesets->count],
                                 error))
            return false;
    return true;
}

static bool join_hashes(struct rulesets *rulesets) {
    size_t each = sizeof rulesets->sets[0]->sha256;
    char *joined = calloc(rulesets->count, each);
    for (size_t i = 0; joined && i < rulesets->count; i++) {
        if (i > 0)
            strcat(joined, "+");
        strcat(joined, rulesets->sets[i]->sha256);
    }
    rulesets->sha256 = joined;
    return joined != NULL;
}

bool rulesets_open(const char *directory, struct rulesets *rulesets, struct error *error) {
    *rulesets = (struct rulesets){.sets = NULL};
    struct ruleset_folders folders;
    bool done =
        ruleset_folders_find(directory, &folders, error) && load_all(rulesets, &folders, error);
    ruleset_folders_free(&folders);
    if (done && !join_hashes(rulesets))
        done = error_set(error, CODE_NO_MEMORY, rulesets->sets[0]->directory,
                         "The system has no memory left for its rules.");
    /* Rules that cannot be opened are a fault of the configuration, not of the input. */
    if (!done && error->code == CODE_NO_INPUT)
        error->code = CODE_RULES;
    if (!done)
        rulesets_close(rulesets);
    return done;
}

void rulesets_close(struct rulesets *rulesets) {
    for (size_t i = 0; i < rulesets->count; i++)
        ruleset_free(rulesets->sets[i]);
    free(rulesets->sets);
    free(rulesets->sha256);
    *rulesets = (struct rulesets){.sets = NULL};
}

/* Index of the set whose form the document fits best: the one that knows most of its rows; of two
 * that know as many, the one with fewer rows of its own, for a later form may hold all of an
 * earlier one's. */
static bool choose_ruleset(const struct rulesets *rulesets, const struct document *document,
                           size_t *best, struct error *error) {
    const struct normalize_options options = normalize_options_default();
    size_t most = 0, rows;
    *best = 0;
    for (size_t i = 0; i < rulesets->count; i++) {
        if (!normalize_count_rows(document, rulesets->sets[i], &options, &rows, error))
            return false;
        bool shorter = rulesets->sets[i]->row_count < rulesets->sets[*best]->row_count;
        if (rows > most || (rows == most && shorter)) {
            most = rows;
            *best = i;
        }
    }
    return true;
}

bool rulesets_normalize(const struct rulesets *rulesets, const struct document *document,
                        const struct event_sink *sink, struct report **report,
                        const struct ruleset **set, struct error *error) {
    struct normalize_options options = normalize_options_default();
    size_t best = 0;
    if (rulesets->count > 1 && !choose_ruleset(rulesets, document, &best, error))
        return false;
    if (set)
        *set = rulesets->sets[best];
    return normalize_document(document, rulesets->sets[best], &options, sink, report, error);
}
