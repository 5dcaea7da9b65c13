#include "pipeline/inputs.h"
#include "core/sha256.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/cli/say.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK_BYTES = 64 * 1024 };

void reader_open(struct reader *reader, char **paths, size_t count, bool streams,
                 const struct limits *limits, struct event_sink sink) {
    *reader = (struct reader){
        .paths = paths, .count = count, .streams = streams, .limits = limits, .sink = sink};
    buffer_init(&reader->text, limits->memory_bytes);
}

static void close_stream(struct reader *reader) {
    if (reader->stream && reader->stream != stdin)
        fclose(reader->stream);
    reader->stream = NULL;
}

void reader_close(struct reader *reader) {
    close_stream(reader);
    buffer_free(&reader->text);
}

/* What is left of a stream, up to one byte more than the limit, so that the stage sees that it is
 * too large. */
static bool slurp(FILE *stream, size_t limit, struct buffer *bytes) {
    char chunk[CHUNK_BYTES];
    size_t length;
    buffer_init(bytes, limit + 1);
    while (bytes->length <= limit && (length = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        size_t room = limit + 1 - bytes->length;
        buffer_append(bytes, chunk, length < room ? length : room);
    }
    return !bytes->failed;
}

/* Names a file that could not become a document, so that its failure can be a row. */
static void describe(struct input *input) {
    input->source = (struct source){.path = input->path};
    struct stat info;
    if (stat(input->path, &info) != 0 || !S_ISREG(info.st_mode))
        return;
    input->source.bytes = (uint64_t)info.st_size;
    FILE *file = fopen(input->path, "rb");
    if (!file)
        return;
    struct sha256 hash;
    char chunk[CHUNK_BYTES];
    size_t length;
    sha256_start(&hash);
    while ((length = fread(chunk, 1, sizeof chunk, file)) > 0)
        sha256_add(&hash, chunk, length);
    if (!ferror(file))
        sha256_finish(&hash, input->source.sha256);
    fclose(file);
}

static void describe_bytes(struct input *input, const struct buffer *bytes) {
    input->source = (struct source){.path = input->path, .bytes = bytes->length};
    sha256_of(buffer_text(bytes), bytes->length, input->source.sha256);
}

static struct extract_options extract_options_of(const struct reader *reader) {
    struct extract_options options = extract_options_default();
    options.limits = *reader->limits;
    options.raw_text = reader->raw_text;
    return options;
}

static void read_file(struct reader *reader, struct input *input) {
    struct extract_options options = extract_options_of(reader);
    if (!extract_file(input->path, &options, &reader->sink, &input->document, &input->error))
        describe(input);
}

/* What came through a pipe has no name of its own to stand before the place. */
static void drop_name(struct input *input) {
    char *place = input->error.place;
    size_t length = strlen(input->path);
    if (strncmp(place, input->path, length) != 0)
        return;
    length += strspn(place + length, ": ");
    memmove(place, place + length, strlen(place + length) + 1);
}

/* An office file that comes through a pipe. */
static void read_piped(struct reader *reader, FILE *stream, struct input *input) {
    struct extract_options options = extract_options_of(reader);
    struct buffer bytes;
    if (!slurp(stream, reader->limits->file_bytes, &bytes))
        error_set(&input->error, CODE_NO_MEMORY, "", "The system has no memory left to hold it.");
    else if (ferror(stream))
        error_set(&input->error, CODE_NO_INPUT, "", "This cannot be read: %s.", strerror(errno));
    else if (!extract_bytes(input->path, buffer_text(&bytes), bytes.length, &options, &reader->sink,
                            &input->document, &input->error)) {
        describe_bytes(input, &bytes);
        drop_name(input);
    }
    buffer_free(&bytes);
}

enum content { CONTENT_NONE, CONTENT_RECORDS, CONTENT_OTHER };

/* A record begins with a brace and a key; Rich Text begins with a brace, too. The bytes are put
 * back: the C library takes two when they are the ones just read. */
static enum content look(FILE *stream) {
    int first = getc(stream);
    if (first == EOF)
        return CONTENT_NONE;
    int second = first == '{' ? getc(stream) : EOF;
    if (second != EOF)
        ungetc(second, stream);
    ungetc(first, stream);
    bool key = second == '"' || second == '}' || isspace(second) || second == EOF;
    return first == '{' && key ? CONTENT_RECORDS : CONTENT_OTHER;
}

static void start_stream(struct reader *reader, FILE *stream, const char *name) {
    reader->stream = stream;
    reader->name = name;
    reader->line = 0;
}

/* Opens the next path. True when it gave an input; false when it is a stream, now open. */
static bool open_next(struct reader *reader, struct input *input) {
    const char *path = reader->paths[reader->next++];
    bool piped = strcmp(path, "-") == 0;
    *input = (struct input){.path = path};
    if (!piped && !reader->streams) {
        read_file(reader, input);
        return true;
    }
    FILE *stream = piped ? stdin : fopen(path, "rb");
    enum content content = stream ? look(stream) : CONTENT_NONE;
    if (stream && content == CONTENT_NONE && !ferror(stream) && piped)
        return !error_set(&input->error, CODE_FILE_EMPTY, "", "Nothing came in.");
    if (content == CONTENT_RECORDS && reader->streams) {
        start_stream(reader, stream, input->path);
        return false;
    }
    if (piped) {
        read_piped(reader, stream, input);
        return true;
    }
    if (stream)
        fclose(stream);
    read_file(reader, input);
    return true;
}

/* One line into reader->text, without its newline; false at the end. A line over the limit leaves
 * the buffer failed. */
static bool read_line(struct reader *reader) {
    char chunk[CHUNK_BYTES];
    size_t length = 0;
    bool any = false;
    int byte;
    buffer_clear(&reader->text);
    while ((byte = getc_unlocked(reader->stream)) != EOF) {
        any = true;
        if (byte == '\n')
            break;
        chunk[length++] = (char)byte;
        if (length == sizeof chunk) {
            buffer_append(&reader->text, chunk, length);
            length = 0;
        }
    }
    buffer_append(&reader->text, chunk, length);
    reader->line += any;
    return any;
}

/* The record's schema stands first; what is neither is left to the document's reader to refuse. */
static bool is_report(const struct buffer *line) {
    static const char mark[] = "\"chitieu.report/";
    size_t head = line->length < 64 ? line->length : 64;
    return memmem(line->data, head, mark, sizeof mark - 1) != NULL;
}

static void read_record(struct reader *reader, struct input *input) {
    const struct buffer *line = &reader->text;
    size_t memory = reader->limits->memory_bytes;
    if (line->failed)
        error_set(&input->error, CODE_LIMIT_MEMORY, "",
                  "The line is longer than %zu bytes; see --max-memory-bytes.", memory);
    else if (is_report(line))
        (void)!report_from_json(line->data, line->length, memory, &input->report, &input->error);
    else
        (void)!document_from_json(line->data, line->length, memory, &input->document,
                                  &input->error);
}

static bool next_record(struct reader *reader, struct input *input) {
    *input = (struct input){.path = reader->name};
    while (read_line(reader)) {
        if (reader->text.length == 0 && !reader->text.failed)
            continue;
        input->line = reader->line;
        read_record(reader, input);
        return true;
    }
    bool broken = ferror(reader->stream);
    if (broken)
        error_set(&input->error, CODE_NO_INPUT, "", "This cannot be read: %s.", strerror(errno));
    close_stream(reader);
    return broken;
}

bool reader_next(struct reader *reader, struct input *input) {
    for (;;) {
        if (reader->stream && next_record(reader, input))
            return true;
        if (reader->next == reader->count)
            return false;
        if (open_next(reader, input))
            return true;
    }
}

void input_clear(struct input *input) {
    document_free(input->document);
    report_free(input->report);
    input->document = NULL;
    input->report = NULL;
}

/* "a.docx", or "stream.jsonl:12": where the input came from, for messages. */
static void input_place(const struct input *input, char *place, size_t size) {
    const char *name = strcmp(input->path, "-") == 0 ? "standard input" : input->path;
    if (input->line > 0)
        snprintf(place, size, "%s:%llu", name, (unsigned long long)input->line);
    else
        snprintf(place, size, "%s", name);
}

bool tally_input(struct tally *tally, const struct input *input) {
    tally->seen++;
    if (input->error.code == CODE_NONE)
        return true;
    char place[ERROR_PLACE_BYTES];
    input_place(input, place, sizeof place);
    say_error(place, &input->error);
    tally->failed++;
    tally->code = input->error.code;
    return false;
}

int tally_status(const struct tally *tally) {
    if (tally->failed == 0)
        return EXIT_WELL;
    return tally->seen == 1 ? code_exit_status(tally->code) : EXIT_SOME_FAILED;
}
