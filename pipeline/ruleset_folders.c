#include "pipeline/ruleset_folders.h"

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

/* Finds rules/ one or two folders above the program's own: build/chitieu and build/san/chitieu are
 * in the tree that has it. */
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
        return error_no_memory(error, path);
    }
    paths[folders->count++] = copy;
    return true;
}

static bool add_all(struct ruleset_folders *folders, const char *directory, struct error *error) {
    struct dirent **names = NULL;
    int count = scandir(directory, &names, NULL, alphasort);
    if (count < 0)
        return error_set(error, CODE_RULES, directory, "The folder cannot be read: %s.",
                         strerror(errno));
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
