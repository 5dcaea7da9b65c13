#include "extract/extract.h"
#include "core/sha256.h"
#include "extract/format.h"
#include "extract/text/decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct extract_options extract_options_default(void) {
    return (struct extract_options){.limits = limits_default()};
}

/* ---- the file ---- */

static bool check_file(int file, const char *path, const struct limits *limits, size_t *size,
                       struct error *error) {
    struct stat stat;
    if (fstat(file, &stat) != 0)
        return error_set(error, CODE_NO_INPUT, path, "The file cannot be read: %s.",
                         strerror(errno));
    if (S_ISDIR(stat.st_mode))
        return error_set(error, CODE_NO_INPUT, path,
                         "This is a folder; name a file, or use `chitieu run --inbox`.");
    if (!S_ISREG(stat.st_mode))
        return error_set(error, CODE_NO_INPUT, path, "This is not a regular file.");
    if ((uint64_t)stat.st_size > limits->file_bytes)
        return error_set(error, CODE_FILE_TOO_LARGE, path,
                         "The file has %lld bytes; the limit is %zu (--max-file-bytes).",
                         (long long)stat.st_size, limits->file_bytes);
    *size = (size_t)stat.st_size;
    return true;
}

/* Reads exactly what is there; a file that grows meanwhile is read to its size at the start. */
static bool read_all(int file, const char *path, size_t size, unsigned char *bytes, size_t *length,
                     struct error *error) {
    *length = 0;
    while (*length < size) {
        ssize_t got = read(file, bytes + *length, size - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, CODE_NO_INPUT, path, "The file cannot be read: %s.",
                             strerror(errno));
        if (got == 0)
            break;
        *length += (size_t)got;
    }
    return true;
}

static bool load(int file, const char *path, const struct limits *limits, unsigned char **bytes,
                 size_t *length, struct error *error) {
    size_t size = 0;
    bool done = check_file(file, path, limits, &size, error);
    *bytes = done ? malloc(size + 1) : NULL;
    if (done && !*bytes)
        done = error_no_memory(error, path);
    done = done && read_all(file, path, size, *bytes, length, error);
    if (!done) {
        free(*bytes);
        *bytes = NULL;
    }
    return done;
}

/* ---- the document ---- */

/* Opens the package of a ZIP file: one that begins with an entry, or is empty
 * (APPNOTE 4.3.7, 4.3.16). */
static bool open_package(struct format_input *input, const struct limits *limits,
                         struct error *error) {
    if (input->length < 4 ||
        (memcmp(input->bytes, "PK\3\4", 4) != 0 && memcmp(input->bytes, "PK\5\6", 4) != 0))
        return true;
    return package_open(input->bytes, input->length, limits, &input->package, error);
}

/* A list of parts that breaks off may have named parts that were not read. */
static bool report_list_fault(const struct format_input *input, struct builder *builder,
                              struct error *error) {
    if (!input->package || package_list_fault(input->package)->code == CODE_NONE)
        return true;
    *error = *package_list_fault(input->package);
    return builder_continue_without(builder, error->place, error);
}

static bool read_as(const struct format *format, const struct format_input *input,
                    const struct extract_options *options, const struct event_sink *sink,
                    struct document **document, struct error *error) {
    char sha256[SHA256_BYTES];
    sha256_of(input->bytes, input->length, sha256);
    struct event_sink named = sink ? *sink : (struct event_sink){.emit = NULL};
    named.document = sha256;
    struct builder *builder = builder_new(&options->limits, &named);
    if (!builder)
        return error_no_memory(error, input->path);
    if (options->raw_text)
        decoder_keep_raw(builder_decoder(builder));
    builder_source(builder, input->path, sha256, input->length, format->name);
    bool done = format->read(input, &options->limits, &named, builder, error) &&
                report_list_fault(input, builder, error) &&
                builder_finish(builder, document, error);
    builder_free(builder);
    return done;
}

/* Opens a compound file (MS-CFB §2.2). */
static bool open_ole(struct format_input *input, const struct limits *limits, struct error *error) {
    static const unsigned char signature[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    if (input->length < sizeof signature || memcmp(input->bytes, signature, sizeof signature) != 0)
        return true;
    return ole_open(input->bytes, input->length, limits, &input->ole, error);
}

static bool extract_input(struct format_input *input, const struct extract_options *options,
                          const struct event_sink *sink, struct document **document,
                          struct error *error) {
    if (input->length == 0)
        return error_set(error, CODE_FILE_EMPTY, "", "The file is empty; ask for it again.");
    if (!open_package(input, &options->limits, error) || !open_ole(input, &options->limits, error))
        return false;
    const struct format *format = format_choose(input);
    /* Lists cut by a limit or by memory may hide what kind of file it is. */
    if (input->package && code_is_limit(package_list_fault(input->package)->code)) {
        *error = *package_list_fault(input->package);
        return false;
    }
    if (!format)
        return error_set(error, CODE_FORMAT_UNKNOWN, "",
                         "The bytes are neither Word nor Excel; open the file, save it as .docx or "
                         ".xlsx and send it again.");
    if (!format->read)
        return format_refuse(format, input, error);
    return read_as(format, input, options, sink, document, error);
}

/* The place of an error is a part of the file; people need the file's name too. */
static void name_file(const char *path, struct error *error) {
    if (strcmp(error->place, path) == 0)
        return;
    struct error named = {0};
    char place[ERROR_PLACE_BYTES * 2];
    snprintf(place, sizeof place, "%s%s%s", path, *error->place ? ": " : "", error->place);
    error_set(&named, error->code, place, "%s", error->message);
    *error = named;
}

bool extract_bytes(const char *path, const void *bytes, size_t length,
                   const struct extract_options *options, const struct event_sink *sink,
                   struct document **document, struct error *error) {
    struct format_input input = {
        .path = path, .bytes = bytes, .length = length, .choose = format_choose};
    struct document *made = NULL;
    memory_watch();
    bool done = extract_input(&input, options, sink, &made, error);
    if (done && memory_was_short())
        done = error_no_memory(error, "");
    package_close(input.package);
    ole_close(input.ole);
    if (done) {
        *document = made;
        return true;
    }
    document_free(made);
    name_file(path, error);
    return false;
}

bool extract_file(const char *path, const struct extract_options *options,
                  const struct event_sink *sink, struct document **document, struct error *error) {
    /* NONBLOCK: opening a pipe that nobody writes to must not hang. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return error_set(error, CODE_NO_INPUT, path, "The file cannot be opened: %s.",
                         strerror(errno));
    bool done = extract_descriptor(file, path, options, sink, document, error);
    close(file);
    return done;
}

bool extract_descriptor(int file, const char *path, const struct extract_options *options,
                        const struct event_sink *sink, struct document **document,
                        struct error *error) {
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (!load(file, path, &options->limits, &bytes, &length, error))
        return false;
    bool done = extract_bytes(path, bytes, length, options, sink, document, error);
    free(bytes);
    return done;
}
