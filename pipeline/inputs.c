#include "pipeline/inputs.h"
#include "core/sha256.h"
#include "pipeline/cli/message.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK_BYTES = 64 * 1024 };

void inputs_open(struct inputs *inputs, char **paths, size_t count, bool streams,
                 const struct limits *limits, struct event_sink sink) {
    *inputs = (struct inputs){
        .paths = paths, .count = count, .streams = streams, .limits = limits, .sink = sink};
    buffer_init(&inputs->text, limits->memory_bytes);
}

static void close_stream(struct inputs *inputs) {
    if (inputs->stream && inputs->stream != stdin)
        fclose(inputs->stream);
    inputs->stream = NULL;
}

void inputs_close(struct inputs *inputs) {
    close_stream(inputs);
    buffer_free(&inputs->text);
}

/* Reads the rest of a stream, up to one byte more than the limit, so that the stage sees that it is
 * too large. */
static bool read_stream(FILE *stream, size_t limit, struct buffer *bytes) {
    char chunk[CHUNK_BYTES];
    size_t length;
    buffer_init(bytes, limit + 1);
    while (bytes->length <= limit && (length = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        size_t room = limit + 1 - bytes->length;
        buffer_append(bytes, chunk, length < room ? length : room);
    }
    return !bytes->failed;
}

/* Size and hash of a file that could not be read as a document, so that its failure can be a row.
 */
static void describe_file(struct input *input) {
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

static struct extract_options extract_options_of(const struct inputs *inputs) {
    struct extract_options options = extract_options_default();
    options.limits = *inputs->limits;
    options.raw_text = inputs->raw_text;
    return options;
}

static void read_file(struct inputs *inputs, struct input *input) {
    struct extract_options options = extract_options_of(inputs);
    if (!extract_file(input->path, &options, &inputs->sink, &input->document, &input->error))
        describe_file(input);
}

/* Takes the path from the error's place: what came through a pipe has no name. */
static void drop_name(struct input *input) {
    char *place = input->error.place;
    size_t length = strlen(input->path);
    if (strncmp(place, input->path, length) != 0)
        return;
    length += strspn(place + length, ": ");
    memmove(place, place + length, strlen(place + length) + 1);
}

/* Reads an office file from a pipe. */
static void read_piped(struct inputs *inputs, FILE *stream, struct input *input) {
    struct extract_options options = extract_options_of(inputs);
    struct buffer bytes;
    if (!read_stream(stream, inputs->limits->file_bytes, &bytes))
        error_no_memory(&input->error, "");
    else if (ferror(stream))
        error_set(&input->error, CODE_NO_INPUT, "", "The input cannot be read: %s.",
                  strerror(errno));
    else if (!extract_bytes(input->path, buffer_text(&bytes), bytes.length, &options, &inputs->sink,
                            &input->document, &input->error)) {
        describe_bytes(input, &bytes);
        drop_name(input);
    }
    buffer_free(&bytes);
}

enum content { CONTENT_NONE, CONTENT_RECORDS, CONTENT_OTHER };

/* A record begins with a brace and a key; Rich Text begins with a brace, too. Both bytes are put
 * back; the C library takes more than one if they are those just read. */
static enum content detect_content(FILE *stream) {
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

static void start_stream(struct inputs *inputs, FILE *stream, const char *name) {
    inputs->stream = stream;
    inputs->name = name;
    inputs->line = 0;
}

/* Opens the next path. True when `input` is filled; false when the path is a stream of records,
 * which is now open. */
static bool open_next(struct inputs *inputs, struct input *input) {
    const char *path = inputs->paths[inputs->next++];
    bool piped = strcmp(path, "-") == 0;
    *input = (struct input){.path = path};
    if (!piped && !inputs->streams) {
        read_file(inputs, input);
        return true;
    }
    FILE *stream = piped ? stdin : fopen(path, "rb");
    enum content content = stream ? detect_content(stream) : CONTENT_NONE;
    if (stream && content == CONTENT_NONE && !ferror(stream) && piped)
        return !error_set(&input->error, CODE_FILE_EMPTY, "", "The input is empty.");
    if (content == CONTENT_RECORDS && inputs->streams) {
        start_stream(inputs, stream, input->path);
        return false;
    }
    if (piped) {
        read_piped(inputs, stream, input);
        return true;
    }
    if (stream)
        fclose(stream);
    read_file(inputs, input);
    return true;
}

/* Reads one line into inputs->text, without its newline; false at the end. A line over the limit
 * leaves the buffer failed. */
static bool read_line(struct inputs *inputs) {
    char chunk[CHUNK_BYTES];
    size_t length = 0;
    bool any = false;
    int byte;
    buffer_clear(&inputs->text);
    while ((byte = getc_unlocked(inputs->stream)) != EOF) {
        any = true;
        if (byte == '\n')
            break;
        chunk[length++] = (char)byte;
        if (length == sizeof chunk) {
            buffer_append(&inputs->text, chunk, length);
            length = 0;
        }
    }
    buffer_append(&inputs->text, chunk, length);
    inputs->line += any;
    return any;
}

/* A record begins with its schema. One of any other kind is refused by the reader of documents. */
static bool is_report(const struct buffer *line) {
    static const char mark[] = "\"chitieu.report/";
    size_t head = line->length < 64 ? line->length : 64;
    return memmem(line->data, head, mark, sizeof mark - 1) != NULL;
}

static void read_record(struct inputs *inputs, struct input *input) {
    const struct buffer *line = &inputs->text;
    size_t memory = inputs->limits->memory_bytes;
    if (line->failed && !buffer_error(line, &input->error, ""))
        error_set(&input->error, CODE_LIMIT_MEMORY, "",
                  "The line is longer than %zu bytes; see --max-memory-bytes.", memory);
    else if (is_report(line))
        (void)!report_from_json(line->data, line->length, memory, &input->report, &input->error);
    else
        (void)!document_from_json(line->data, line->length, memory, &input->document,
                                  &input->error);
}

static bool next_record(struct inputs *inputs, struct input *input) {
    *input = (struct input){.path = inputs->name};
    while (read_line(inputs)) {
        if (inputs->text.length == 0 && !inputs->text.failed)
            continue;
        input->line = inputs->line;
        read_record(inputs, input);
        return true;
    }
    bool broken = ferror(inputs->stream);
    if (broken)
        error_set(&input->error, CODE_NO_INPUT, "", "The input cannot be read: %s.",
                  strerror(errno));
    close_stream(inputs);
    return broken;
}

bool inputs_next(struct inputs *inputs, struct input *input) {
    for (;;) {
        if (inputs->stream && next_record(inputs, input))
            return true;
        if (inputs->next == inputs->count)
            return false;
        if (open_next(inputs, input))
            return true;
    }
}

void input_clear(struct input *input) {
    document_free(input->document);
    report_free(input->report);
    input->document = NULL;
    input->report = NULL;
}

/* Where the input came from, for messages: "a.docx" or "stream.jsonl:12". */
static void input_place(const struct input *input, char *place, size_t size) {
    const char *name = strcmp(input->path, "-") == 0 ? "standard input" : input->path;
    if (input->line > 0)
        snprintf(place, size, "%s:%llu", name, (unsigned long long)input->line);
    else
        snprintf(place, size, "%s", name);
}

bool input_ends_run(const struct input *input, struct error *error) {
    if (input->error.code != CODE_NO_MEMORY)
        return false;
    char place[ERROR_PLACE_BYTES];
    input_place(input, place, sizeof place);
    error_no_memory(error, place);
    return true;
}

bool input_tally(struct tally *tally, const struct input *input) {
    tally_count(tally, input->error.code);
    if (input->error.code == CODE_NONE)
        return true;
    char place[ERROR_PLACE_BYTES];
    input_place(input, place, sizeof place);
    message_error(place, &input->error);
    return false;
}
