#include "normalize/rules/rule_file.h"
#include "core/text/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The largest real rule file has some 25 kB; what is larger was put there by mistake. */
#define FILE_BYTES_MAX ((size_t)16 << 20)

static const char byte_order_mark[] = "\xEF\xBB\xBF";
#define MARK_BYTES (sizeof byte_order_mark - 1)

/* What a place has for the path, beside the colons, the longest line and the longest column. */
#define PLACE_PATH_BYTES ((size_t)ERROR_PLACE_BYTES - 44)

/* The end of a path that is too long for a place: it says more than the beginning. */
static const char *end_of(const char *path) {
    size_t length = strlen(path);
    const char *end = length > PLACE_PATH_BYTES ? path + length - PLACE_PATH_BYTES : path;
    while (((unsigned char)*end & 0xC0) == 0x80)
        end++;
    return end;
}

bool rule_file_refuse_at(const char *path, struct rule_spot spot, struct error *error,
                         const char *format, ...) {
    char place[ERROR_PLACE_BYTES], message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (spot.line)
        snprintf(place, sizeof place, "%s:%zu:%zu", end_of(path), spot.line, spot.column);
    return error_set(error, CODE_RULES, spot.line ? place : path, "%s", message);
}

bool rule_file_refuse(const char *path, size_t line, struct error *error, const char *format, ...) {
    char message[ERROR_MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return rule_file_refuse_at(path, (struct rule_spot){line, line ? 1 : 0}, error, "%s", message);
}

bool fault_go_on(struct fault_sink *faults, struct error *error) {
    if (!faults || error->code != CODE_RULES)
        return false;
    faults->report(faults->context, error, false);
    faults->count++;
    *error = (struct error){.code = CODE_NONE};
    return true;
}

void fault_warn(struct fault_sink *faults, struct error *error) {
    if (faults && error->code == CODE_RULES)
        faults->report(faults->context, error, true);
    *error = (struct error){.code = CODE_NONE};
}

/* The number behind the last colon of place[0, *length), which it is taken off; 0 when there is
 * none. */
static size_t take_number(const char *place, size_t *length) {
    size_t at = *length;
    while (at > 0 && place[at - 1] >= '0' && place[at - 1] <= '9')
        at--;
    if (at == 0 || at == *length || place[at - 1] != ':')
        return 0;
    *length = at - 1;
    return strtoul(place + at, NULL, 10);
}

struct rule_spot rule_file_spot(const struct error *error, size_t *path_length) {
    size_t length = strlen(error->place);
    struct rule_spot spot = {.column = take_number(error->place, &length)};
    spot.line = spot.column ? take_number(error->place, &length) : 0;
    *path_length = spot.line ? length : strlen(error->place);
    return spot.line ? spot : (struct rule_spot){0};
}

size_t rule_file_line(const char *text) {
    size_t length = strcspn(text, "\r\n");
    if (text[length] == '\r' && text[length + 1] == '\n')
        return length + 2;
    return length + (text[length] != '\0');
}

struct rule_spot rule_file_place(const char *text, size_t at) {
    struct rule_spot spot = {.line = 1, .column = 1};
    size_t start = 0;
    /* A byte 0 has no line, and is where the text ends for us. */
    for (size_t length; (length = rule_file_line(text + start)) > 0 && start + length <= at;
         start += length)
        spot.line++;
    spot.column += utf8_count(text + start, at - start);
    return spot;
}

static bool is_text(const struct rule_file *file, struct error *error) {
    size_t at = 0;
    while (at < file->length && file->text[at] && utf8_length(file->text + at))
        at += utf8_length(file->text + at);
    if (at == file->length)
        return true;
    unsigned found = (unsigned char)file->text[at];
    return rule_file_refuse_at(
        file->path, rule_file_place(file->text, at), error,
        "The byte %02X is not valid UTF-8. Save the file as UTF-8 (in Excel: \"CSV UTF-8\").",
        found);
}

/* How many bytes a plain file of a sensible size has. Asked before it is opened: a pipe would keep
 * us waiting. */
static bool measure(const char *path, size_t *size, struct error *error) {
    struct stat info;
    if (stat(path, &info) != 0)
        return error_set(error, CODE_NO_INPUT, path, "The rule file cannot be read: %s.",
                         strerror(errno));
    if (!S_ISREG(info.st_mode))
        return rule_file_refuse(path, 0, error,
                                "%s is where a rule file should be. Put the file in its place.",
                                S_ISDIR(info.st_mode) ? "A folder" : "Something else");
    *size = (size_t)info.st_size;
    if (*size > FILE_BYTES_MAX)
        return rule_file_refuse(path, 0, error,
                                "The file has %zu bytes; a rule file has at most %zu.", *size,
                                FILE_BYTES_MAX);
    return true;
}

static bool read_bytes(struct rule_file *file, size_t size, struct arena *arena,
                       struct error *error) {
    char *bytes = arena_alloc(arena, size + 1);
    if (!bytes)
        return rule_file_refuse(file->path, 0, error, "The rule set is too large.");
    FILE *stream = fopen(file->path, "rb");
    if (!stream)
        return error_set(error, CODE_NO_INPUT, file->path, "The rule file cannot be read: %s.",
                         strerror(errno));
    file->text = bytes;
    file->length = fread(bytes, 1, size, stream);
    fclose(stream);
    if (file->length == size)
        return true;
    return error_set(error, CODE_NO_INPUT, file->path,
                     "The rule file changed while it was read. Try again.");
}

bool rule_file_read(const char *path, struct arena *arena, struct rule_file *file,
                    struct error *error) {
    size_t size = 0;
    *file = (struct rule_file){.path = path};
    if (!measure(path, &size, error) || !read_bytes(file, size, arena, error) ||
        !is_text(file, error))
        return false;
    if (strncmp(file->text, byte_order_mark, MARK_BYTES) == 0) {
        file->text += MARK_BYTES;
        file->length -= MARK_BYTES;
    }
    return true;
}
