#include "pipeline/night/inbox.h"
#include "core/buffer.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct inbox_excluded {
    dev_t device;
    ino_t number;
};

/* Files that programs leave beside documents, by the beginning and the end of their names. */
static const struct {
    const char *begin, *end, *why;
} temporary[] = {
    {"~$", "", "Word or Excel has the document open"},
    {".~lock.", "#", "LibreOffice has the document open"},
    {"", ".tmp", "a temporary file"},
    {"", ".part", "a file that is still on its way"},
    {"", ".filepart", "a file that is still on its way"},
    {"", ".crdownload", "a file that is still on its way"},
    {".", "", "a hidden file"},
};

/* ---- entries ---- */

bool inbox_start(struct inbox *inbox, struct error *error) {
    *inbox = (struct inbox){.arena = arena_new(INBOX_BYTES_MAX), .root = -1};
    return inbox->arena || error_no_memory(error, "inbox");
}

void inbox_free(struct inbox *inbox) {
    if (inbox->arena && inbox->root >= 0)
        close(inbox->root);
    arena_free(inbox->arena);
    *inbox = (struct inbox){.root = -1};
}

static bool is_utf8(const char *text) {
    size_t length;
    while (*text && (length = utf8_length(text)) > 0)
        text += length;
    return !*text;
}

/* A path as UTF-8. In one that is not UTF-8, wrong bytes become \xE9 and a backslash \\. */
static const char *to_utf8(struct arena *arena, const char *path) {
    if (is_utf8(path))
        return arena_strdup(arena, path);
    struct buffer text;
    buffer_init(&text, NAME_BYTES_MAX);
    while (*path) {
        size_t length = utf8_length(path);
        if (length == 0)
            buffer_printf(&text, "\\x%02X", (unsigned char)*path);
        else if (*path == '\\')
            buffer_puts(&text, "\\\\");
        else
            buffer_append(&text, path, length);
        path += length ? length : 1;
    }
    const char *name = text.failed ? NULL : arena_strdup(arena, buffer_text(&text));
    buffer_free(&text);
    return name;
}

static bool add(struct inbox *inbox, const struct inbox_entry *entry, struct error *error) {
    struct inbox_entry *entries =
        arena_grow(inbox->arena, inbox->entries, inbox->count, &inbox->capacity, sizeof *entries);
    if (!entries || !entry->path || !entry->name)
        return arena_error(inbox->arena, error, "inbox");
    inbox->entries = entries;
    entries[inbox->count++] = *entry;
    return true;
}

bool inbox_add(struct inbox *inbox, const char *path, const char *name, struct error *error) {
    struct inbox_entry entry = {.path = arena_strdup(inbox->arena, path),
                                .name = arena_strdup(inbox->arena, name)};
    return add(inbox, &entry, error);
}

/* Adds an entry below the folder; `why` NULL: a file to read. */
static bool add_below(struct inbox *inbox, enum inbox_kind kind, const char *path, const char *why,
                      struct error *error) {
    char whole[2 * PATH_MAX];
    snprintf(whole, sizeof whole, "%s/%s", inbox->directory, path);
    struct inbox_entry entry = {.kind = kind,
                                .below = true,
                                .path = arena_strdup(inbox->arena, path),
                                .name = to_utf8(inbox->arena, whole),
                                .why = arena_strdup(inbox->arena, why)};
    return add(inbox, &entry, error);
}

/* ---- the program's own files ---- */

void inbox_exclude(struct inbox *inbox, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return;
    struct inbox_excluded *excluded =
        arena_grow(inbox->arena, inbox->excluded, inbox->excluded_count, &inbox->excluded_capacity,
                   sizeof *excluded);
    if (!excluded)
        return;
    inbox->excluded = excluded;
    excluded[inbox->excluded_count++] = (struct inbox_excluded){info.st_dev, info.st_ino};
}

static bool is_excluded(const struct inbox *inbox, const struct stat *info) {
    for (size_t i = 0; i < inbox->excluded_count; i++)
        if (inbox->excluded[i].device == info->st_dev && inbox->excluded[i].number == info->st_ino)
            return true;
    return false;
}

/* ---- opening ---- */

/* On a kernel without openat2() no link is followed at all. */
static int open_below(int root, const char *path, int flags) {
    struct open_how how = {.flags = (unsigned)flags, .resolve = RESOLVE_BENEATH};
    long file = syscall(SYS_openat2, root, path, &how, sizeof how);
    if (file < 0 && errno == ENOSYS)
        file = openat(root, path, flags | O_NOFOLLOW);
    return (int)file;
}

bool inbox_open(const struct inbox *inbox, const struct inbox_entry *entry, int *file,
                struct stat *info, struct error *error) {
    /* O_NONBLOCK, as opening a pipe that nobody writes to would hang. */
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    *file = entry->below ? open_below(inbox->root, entry->path, flags) : open(entry->path, flags);
    if (*file < 0)
        return error_set(error, CODE_NO_INPUT, entry->name, "The file cannot be opened: %s.",
                         strerror(errno));
    if (fstat(*file, info) == 0 && S_ISREG(info->st_mode))
        return true;
    close(*file);
    return error_set(error, CODE_NO_INPUT, entry->name, "This is not a regular file.");
}

/* ---- walking ---- */

static const char *why_temporary(const char *name) {
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof temporary / sizeof *temporary; i++) {
        size_t end = strlen(temporary[i].end);
        if (strncmp(name, temporary[i].begin, strlen(temporary[i].begin)) == 0 && length >= end &&
            strcasecmp(name + length - end, temporary[i].end) == 0)
            return temporary[i].why;
    }
    return NULL;
}

/* Why a link is not followed; NULL when it leads to a file in the inbox. */
static const char *why_link(const struct inbox *inbox, const char *path) {
    struct stat info;
    int file = open_below(inbox->root, path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ? "a link that leads nowhere" : "a link that leads out of the inbox";
    bool regular = fstat(file, &info) == 0 && S_ISREG(info.st_mode);
    close(file);
    return regular ? NULL : "a link to a folder";
}

static bool walk(struct inbox *inbox, const char *path, unsigned depth, struct error *error);

static bool visit(struct inbox *inbox, const char *path, const char *name, unsigned depth,
                  struct error *error) {
    struct stat info;
    const char *why = why_temporary(name);
    if (!why && fstatat(inbox->root, path, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return add_below(inbox, INBOX_UNREADABLE, path, strerror(errno), error);
    if (!why && is_excluded(inbox, &info))
        why = "a file of chitieu itself";
    if (!why && S_ISDIR(info.st_mode))
        return walk(inbox, path, depth + 1, error);
    if (!why && S_ISLNK(info.st_mode))
        why = why_link(inbox, path);
    else if (!why && !S_ISREG(info.st_mode))
        why = "neither a file nor a folder";
    return add_below(inbox, why ? INBOX_SKIPPED : INBOX_FILE, path, why, error);
}

static int all_but_dots(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **one, const struct dirent **other) {
    return strcmp((*one)->d_name, (*other)->d_name);
}

static bool visit_all(struct inbox *inbox, const char *path, struct dirent **names, int count,
                      unsigned depth, struct error *error) {
    bool done = true;
    char below[PATH_MAX];
    for (int i = 0; done && i < count; i++) {
        const char *name = names[i]->d_name;
        int length = snprintf(below, sizeof below, "%s%s%s", path, *path ? "/" : "", name);
        done = length < PATH_MAX
                   ? visit(inbox, below, name, depth, error)
                   : add_below(inbox, INBOX_UNREADABLE, path, strerror(ENAMETOOLONG), error);
    }
    return done;
}

/* `path` is relative to the inbox, "" is the inbox itself. A folder in it that cannot be read is an
 * entry; the others are walked. */
static bool walk(struct inbox *inbox, const char *path, unsigned depth, struct error *error) {
    if (depth > INBOX_DEPTH_MAX)
        return add_below(inbox, INBOX_UNREADABLE, path, "The folders are nested too deeply", error);
    struct dirent **names = NULL;
    int count = scandirat(inbox->root, *path ? path : ".", &names, all_but_dots, by_bytes);
    if (count < 0 && *path)
        return add_below(inbox, INBOX_UNREADABLE, path, strerror(errno), error);
    if (count < 0)
        return error_set(error, CODE_NO_INPUT, inbox->directory, "The inbox cannot be read: %s.",
                         strerror(errno));
    bool done = visit_all(inbox, path, names, count, depth, error);
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return done;
}

static bool open_root(struct inbox *inbox, const char *directory, struct error *error) {
    inbox->directory = directory;
    inbox->root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return inbox->root >= 0 || error_set(error, CODE_NO_INPUT, directory,
                                         "The inbox cannot be read: %s.", strerror(errno));
}

bool inbox_walk(struct inbox *inbox, const char *directory, struct error *error) {
    return open_root(inbox, directory, error) && walk(inbox, "", 0, error);
}

/* ---- lists ---- */

static bool add_listed(struct inbox *inbox, const char *path, struct error *error) {
    if (*path != '/' && inbox->root >= 0)
        return add_below(inbox, INBOX_FILE, path, NULL, error);
    struct inbox_entry entry = {.path = arena_strdup(inbox->arena, path),
                                .name = to_utf8(inbox->arena, path)};
    return add(inbox, &entry, error);
}

bool inbox_read_list(struct inbox *inbox, const char *list, const char *directory,
                     struct error *error) {
    if (directory && !open_root(inbox, directory, error))
        return false;
    bool piped = strcmp(list, "-") == 0;
    FILE *file = piped ? stdin : fopen(list, "re");
    if (!file)
        return error_set(error, CODE_NO_INPUT, list, "The list cannot be opened: %s.",
                         strerror(errno));
    char *line = NULL;
    size_t capacity = 0;
    bool done = true;
    while (done && getline(&line, &capacity, file) >= 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (*line)
            done = add_listed(inbox, line, error);
    }
    if (done && ferror(file))
        done =
            error_set(error, CODE_NO_INPUT, list, "The list cannot be read: %s.", strerror(errno));
    free(line);
    if (!piped)
        fclose(file);
    return done;
}

/* ---- parts ---- */

/* FNV-1a (draft-eastlake-fnv, section 2), which spreads names that differ in one digit. */
static uint64_t hash_of(const char *text) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (const unsigned char *byte = (const unsigned char *)text; *byte; byte++)
        hash = (hash ^ *byte) * 0x100000001B3u;
    return hash;
}

bool inbox_keep_shard(struct inbox *inbox, const char *part, struct error *error) {
    unsigned index, all;
    char more;
    if (sscanf(part, "%5u/%5u%c", &index, &all, &more) != 2 || index < 1 || index > all)
        return error_set(error, CODE_USAGE, "run",
                         "--shard takes I/N, part I of N, like 2/5, not \"%s\".", part);
    size_t kept = 0;
    for (size_t i = 0; i < inbox->count; i++)
        if (hash_of(inbox->entries[i].path) % all == index - 1)
            inbox->entries[kept++] = inbox->entries[i];
    inbox->count = kept;
    return true;
}
