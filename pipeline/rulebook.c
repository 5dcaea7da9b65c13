#include "pipeline/rulebook.h"
#include "normalize/authoring/self_test.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_rule_set(const char *directory) {
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

static bool add_folder(struct rulebook_folders *folders, const char *path, struct error *error) {
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

static bool add_all(struct rulebook_folders *folders, const char *directory, struct error *error) {
    struct dirent **names = NULL;
    int count = scandir(directory, &names, NULL, alphasort);
    if (count < 0)
        return error_set(error, CODE_RULES, directory, "This cannot be read: %s.", strerror(errno));
    bool done = true;
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX];
        int length = snprintf(path, sizeof path, "%s/%s", directory, names[i]->d_name);
        bool candidate = names[i]->d_name[0] != '.' && length < PATH_MAX && is_rule_set(path);
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

bool rulebook_folders_find(const char *directory, struct rulebook_folders *folders,
                           struct error *error) {
    *folders = (struct rulebook_folders){.paths = NULL};
    char path[PATH_MAX];
    bool done =
        find_directory(directory, path, error) &&
        (is_rule_set(path) ? add_folder(folders, path, error) : add_all(folders, path, error));
    if (!done)
        rulebook_folders_free(folders);
    return done;
}

void rulebook_folders_free(struct rulebook_folders *folders) {
    for (size_t i = 0; i < folders->count; i++)
        free(folders->paths[i]);
    free(folders->paths);
    *folders = (struct rulebook_folders){.paths = NULL};
}

/* ---- sets ---- */

static bool load_all(struct rulebook *book, const struct rulebook_folders *folders,
                     struct error *error) {
    book->sets = calloc(folders->count, sizeof *book->sets);
    if (!book->sets)
        return error_set(error, CODE_NO_MEMORY, folders->paths[0],
                         "The system has no memory left for its rules.");
    for (; book->count < folders->count; book->count++)
        if (!ruleset_load_tested(folders->paths[book->count], &book->sets[book->count], error))
            return false;
    return true;
}

static bool join_hashes(struct rulebook *book) {
    size_t each = sizeof book->sets[0]->sha256;
    char *joined = calloc(book->count, each);
    for (size_t i = 0; joined && i < book->count; i++) {
        if (i > 0)
            strcat(joined, "+");
        strcat(joined, book->sets[i]->sha256);
    }
    book->sha256 = joined;
    return joined != NULL;
}

bool rulebook_open(const char *directory, struct rulebook *book, struct error *error) {
    *book = (struct rulebook){.sets = NULL};
    struct rulebook_folders folders;
    bool done =
        rulebook_folders_find(directory, &folders, error) && load_all(book, &folders, error);
    rulebook_folders_free(&folders);
    if (done && !join_hashes(book))
        done = error_set(error, CODE_NO_MEMORY, book->sets[0]->directory,
                         "The system has no memory left for its rules.");
    /* Rules that cannot be opened are a fault of the configuration, not of the input. */
    if (!done && error->code == CODE_NO_INPUT)
        error->code = CODE_RULES;
    if (!done)
        rulebook_close(book);
    return done;
}

void rulebook_close(struct rulebook *book) {
    for (size_t i = 0; i < book->count; i++)
        ruleset_free(book->sets[i]);
    free(book->sets);
    free(book->sha256);
    *book = (struct rulebook){.sets = NULL};
}

/* Index of the set whose form the document fits best: the one that knows most of its rows; of two
 * that know as many, the one with fewer rows of its own, for a later form may hold all of an
 * earlier one's. */
static bool choose(const struct rulebook *book, const struct document *document, size_t *best,
                   struct error *error) {
    const struct normalize_options options = normalize_options_default();
    size_t most = 0, rows;
    *best = 0;
    for (size_t i = 0; i < book->count; i++) {
        if (!normalize_count_rows(document, book->sets[i], &options, &rows, error))
            return false;
        bool shorter = book->sets[i]->row_count < book->sets[*best]->row_count;
        if (rows > most || (rows == most && shorter)) {
            most = rows;
            *best = i;
        }
    }
    return true;
}

bool rulebook_normalize(const struct rulebook *book, const struct document *document,
                        const struct event_sink *sink, struct report **report,
                        const struct ruleset **set, struct error *error) {
    struct normalize_options options = normalize_options_default();
    size_t best = 0;
    if (book->count > 1 && !choose(book, document, &best, error))
        return false;
    if (set)
        *set = book->sets[best];
    return normalize_document(document, book->sets[best], &options, sink, report, error);
}
