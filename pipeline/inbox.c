#include "pipeline/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A million paths of 200 bytes. */
#define INBOX_BYTES_MAX ((size_t)512 << 20)

/* Folders in folders; symbolic links to folders are not followed, so this only meets trees made to
 * hurt. */
enum { DEPTH_MAX = 64 };

static bool start(struct inbox *inbox, struct error *error) {
    *inbox = (struct inbox){.arena = arena_new(INBOX_BYTES_MAX)};
    return inbox->arena || error_set(error, CODE_NO_MEMORY, "inbox",
                                     "The system has no memory left for its names.");
}

static bool add(struct inbox *inbox, const char *directory, const char *name, struct error *error) {
    char **paths =
        arena_grow(inbox->arena, inbox->paths, inbox->count, &inbox->capacity, sizeof *paths);
    char *path = directory ? arena_printf(inbox->arena, "%s/%s", directory, name)
                           : arena_strdup(inbox->arena, name);
    if (!paths || !path)
        return error_set(error, CODE_NO_MEMORY, "inbox",
                         "There are too many names to hold in memory.");
    inbox->paths = paths;
    paths[inbox->count++] = path;
    return true;
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.' && strncmp(entry->d_name, "~$", 2) != 0;
}

static int by_bytes(const struct dirent **one, const struct dirent **other) {
    return strcmp((*one)->d_name, (*other)->d_name);
}

static bool walk(struct inbox *inbox, const char *directory, unsigned depth, struct error *error);

static bool visit(struct inbox *inbox, const char *directory, const char *name, unsigned depth,
                  struct error *error) {
    const char *path = arena_printf(inbox->arena, "%s/%s", directory, name);
    struct stat info;
    if (!path)
        return error_set(error, CODE_NO_MEMORY, "inbox",
                         "There are too many names to hold in memory.");
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return walk(inbox, path, depth + 1, error);
    /* A link is followed to a file only; what is neither file nor folder (a socket) is no report.
     */
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return true;
    return add(inbox, directory, name, error);
}

static bool walk(struct inbox *inbox, const char *directory, unsigned depth, struct error *error) {
    if (depth > DEPTH_MAX)
        return error_set(error, CODE_NO_INPUT, directory,
                         "The folders are nested more than %d deep.", DEPTH_MAX);
    struct dirent **entries = NULL;
    int count = scandir(directory, &entries, is_visible, by_bytes);
    if (count < 0)
        return error_set(error, CODE_NO_INPUT, directory, "This cannot be read: %s.",
                         strerror(errno));
    bool done = true;
    for (int i = 0; i < count; i++) {
        done = done && visit(inbox, directory, entries[i]->d_name, depth, error);
        free(entries[i]);
    }
    free(entries);
    return done;
}

bool inbox_walk(struct inbox *inbox, const char *directory, struct error *error) {
    return start(inbox, error) && walk(inbox, directory, 0, error);
}

bool inbox_list(struct inbox *inbox, const char *list, const char *directory, struct error *error) {
    if (!start(inbox, error))
        return false;
    bool piped = strcmp(list, "-") == 0;
    FILE *file = piped ? stdin : fopen(list, "r");
    if (!file)
        return error_set(error, CODE_NO_INPUT, list, "This cannot be opened: %s.", strerror(errno));
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    bool done = true;
    while (done && (length = getline(&line, &capacity, file)) >= 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (*line)
            done = add(inbox, *line == '/' ? NULL : directory, line, error);
    }
    if (done && ferror(file))
        done = error_set(error, CODE_NO_INPUT, list, "This cannot be read: %s.", strerror(errno));
    free(line);
    if (!piped)
        fclose(file);
    return done;
}

void inbox_free(struct inbox *inbox) {
    arena_free(inbox->arena);
    *inbox = (struct inbox){.arena = NULL};
}
