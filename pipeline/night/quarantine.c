#include "pipeline/night/quarantine.h"
#include "core/json/json.h"
#include "core/json/record.h"
#include "pipeline/clock.h"
#include "pipeline/night/reason.h"
#include "pipeline/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COPY_BYTES = 64 * 1024, HASH_LENGTH = SHA256_BYTES - 1 };

#define SCHEMA "chitieu.quarantine/1"

/* A folder, a hash and ".json.part". */
enum { PATH_BYTES = PATH_MAX + SHA256_BYTES + 16 };

static bool fail_to_write(const char *path, struct error *error) {
    return error_set(error, CODE_OUTPUT, path, "The quarantine cannot be written: %s.",
                     strerror(errno));
}

/* ---- putting in ---- */

static bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count < 0 && errno != EINTR)
            return false;
        bytes += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
    return true;
}

static bool copy_all(int from, int to) {
    char chunk[COPY_BYTES];
    off_t at = 0;
    ssize_t count;
    while ((count = pread(from, chunk, sizeof chunk, at)) > 0) {
        if (!write_all(to, chunk, (size_t)count))
            return false;
        at += count;
    }
    return count == 0;
}

/* Writes the text, or a copy of `from` when `text` is NULL, under another name, and renames the
 * file when it is on the disk. Only its owner may read it, as people sent it in confidence. */
static bool write_file(const char *path, int from, const struct buffer *text, struct error *error) {
    char draft[PATH_BYTES];
    snprintf(draft, sizeof draft, "%.*s.part", PATH_BYTES - 8, path);
    int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return fail_to_write(draft, error);
    bool done = text ? write_all(file, text->data, text->length) : copy_all(from, file);
    done = done && fsync(file) == 0;
    int failure = errno;
    done = close(file) == 0 && done && rename(draft, path) == 0;
    if (done)
        return true;
    errno = failure ? failure : errno;
    fail_to_write(path, error);
    unlink(draft);
    return false;
}

static void compose_note(const struct quarantined *item, struct buffer *text) {
    struct json json = {.out = text};
    char now[CLOCK_TIMESTAMP_BYTES];
    enum code code = item->reason->code;
    clock_timestamp(now);
    json_object_open(&json);
    json_key_string(&json, "schema", SCHEMA);
    json_key_string(&json, "document", item->source->sha256);
    json_key_string(&json, "path", item->source->path);
    json_key_integer(&json, "bytes", (int64_t)item->source->bytes);
    json_key_string(&json, "time", now);
    json_key_string(&json, "run", item->run_id);
    json_key_string(&json, "code", code_word(code));
    json_key_string(&json, "message", item->reason->message);
    json_key(&json, "reason");
    json_object_open(&json);
    json_key_string(&json, "vi", reason_sentence(code, LANGUAGE_VIETNAMESE));
    json_key_string(&json, "en", reason_sentence(code, LANGUAGE_ENGLISH));
    json_object_close(&json);
    json_object_close(&json);
    buffer_putc(text, '\n');
}

static bool has_copy(const char *path, const struct source *source) {
    struct stat info;
    return stat(path, &info) == 0 && (uint64_t)info.st_size == source->bytes;
}

bool quarantine_put(const char *directory, const struct quarantined *item, bool *fresh,
                    struct error *error) {
    char path[PATH_BYTES], note[PATH_BYTES];
    struct buffer text;
    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return fail_to_write(directory, error);
    snprintf(path, sizeof path, "%s/%s", directory, item->source->sha256);
    snprintf(note, sizeof note, "%s/%s.json", directory, item->source->sha256);
    *fresh = !has_copy(path, item->source);
    if (*fresh && !write_file(path, item->file, NULL, error))
        return false;
    buffer_init(&text, NOTE_BYTES_MAX);
    compose_note(item, &text);
    bool done = !text.failed && write_file(note, -1, &text, error);
    buffer_free(&text);
    return done;
}

void quarantine_drop(const char *directory, const char *sha256) {
    char path[PATH_BYTES];
    /* The note first: a copy without a note is written again, but a note without a copy would be
     * wrong. */
    snprintf(path, sizeof path, "%s/%s.json", directory, sha256);
    unlink(path);
    snprintf(path, sizeof path, "%s/%s", directory, sha256);
    unlink(path);
}

/* ---- taking out ---- */

enum code quarantine_code(const char *directory, const char *sha256) {
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s.json", directory, sha256);
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    const char *word = json_string_value(json_object_get(root, "code"));
    enum code code = word ? code_from_word(word) : CODE_COUNT;
    json_decref(root);
    return code != CODE_COUNT && code_grade(code) >= GRADE_FAILED ? code : CODE_DOCUMENT_FAILED;
}

static int is_note(const struct dirent *entry) {
    const char *name = entry->d_name;
    return strspn(name, "0123456789abcdef") == HASH_LENGTH &&
           strcmp(name + HASH_LENGTH, ".json") == 0;
}

static bool add_entry(const char *directory, const char *name, struct inbox *inbox,
                      struct error *error) {
    char note[PATH_BYTES], copy[PATH_BYTES];
    snprintf(note, sizeof note, "%s/%s", directory, name);
    snprintf(copy, sizeof copy, "%s/%.*s", directory, HASH_LENGTH, name);
    json_t *root = json_load_file(note, JSON_REJECT_DUPLICATES, NULL);
    const char *sent_as = json_string_value(json_object_get(root, "path"));
    bool done = inbox_add(inbox, copy, sent_as ? sent_as : copy, error);
    json_decref(root);
    return done;
}

bool quarantine_list(const char *directory, struct inbox *inbox, struct error *error) {
    struct dirent **names = NULL;
    int count = scandir(directory, &names, is_note, alphasort);
    if (count < 0 && errno == ENOENT)
        return true;
    if (count < 0)
        return error_set(error, CODE_NO_INPUT, directory, "The quarantine cannot be read: %s.",
                         strerror(errno));
    bool done = true;
    for (int i = 0; i < count; i++) {
        done = done && add_entry(directory, names[i]->d_name, inbox, error);
        free(names[i]);
    }
    free(names);
    return done;
}
