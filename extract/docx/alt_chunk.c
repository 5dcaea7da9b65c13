#include "extract/docx/alt_chunk.h"

#include "core/text/utf8.h"
#include "extract/docx/alt_chunk_html.h"
#include "extract/docx/content/grid.h"
#include "extract/docx/content/paragraph.h"
#include "extract/docx/inner_file.h"
#include "extract/docx/main_part.h"
#include "extract/docx/parts.h"

#include <string.h>
#include <strings.h>

enum {
    CHUNKS_DEEP_MAX =
        4 /* documents in each other: programs make one, a package of itself endless */
};

typedef bool read_chunk(struct story *story, const char *bytes, size_t length, const char *part,
                        struct error *error);

/* ---- kinds ---- */

static bool read_package(struct story *story, const char *bytes, size_t length, const char *part,
                         struct error *error) {
    const struct reader *outer = story->reader;
    struct package *package = NULL;
    unsigned bits;
    if (!package_open(bytes, length, outer->limits, &package, error))
        return false;
    const char *main_part = docx_main_part(package, &bits);
    struct reader reader = {.package = package,
                            .limits = outer->limits,
                            .sink = outer->sink,
                            .builder = outer->builder,
                            .arena = outer->arena,
                            .main_part = main_part,
                            .outer = story,
                            .inner_files = outer->inner_files,
                            .insert = outer->insert,
                            .choose = outer->choose};
    bool read = main_part ? parts_read_inserted(&reader, error)
                          : error_set(error, CODE_PART_MISSING, part,
                                      "An inserted file is not a Word document.");
    package_close(package);
    return read;
}

/* Whether bytes are UTF-8 without NUL. */
static bool is_utf8(const char *bytes, size_t length) {
    const char *end = bytes + length;
    while (bytes < end && *bytes && utf8_length(bytes))
        bytes += utf8_length(bytes);
    return bytes == end;
}

/* Each line is a paragraph. */
static bool read_text(struct story *story, const char *bytes, size_t length, const char *part,
                      struct error *error) {
    static const char mark[] = "\xEF\xBB\xBF";
    if (!is_utf8(bytes, length))
        return error_set(error, CODE_FORMAT_UNSUPPORTED, part, "The text is not in UTF-8.");
    if (strncmp(bytes, mark, sizeof mark - 1) == 0)
        bytes += sizeof mark - 1;
    for (const char *line = bytes; *line;) {
        size_t width = strcspn(line, "\r\n");
        paragraph_open(story);
        paragraph_put(story, line, width);
        paragraph_close(story);
        line += width;
        line += line[0] == '\r' && line[1] == '\n' ? 2 : *line != '\0';
    }
    return true;
}

static const struct {
    const char *type;
    read_chunk *read;
} kinds[] = {
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_package},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.template", read_package},
    {"application/vnd.ms-word.document", read_package},
    {"application/vnd.ms-word.template", read_package},
    {"text/html", alt_chunk_read_html},
    {"application/xhtml+xml", alt_chunk_read_html},
    {"text/plain", read_text},
};

/* Content types may go on with ".main+xml" or "; charset=utf-8". */
static read_chunk *reader_of(struct package *package, const char *part) {
    const char *type = package_content_type(package, part);
    for (size_t i = 0; type && i < sizeof kinds / sizeof *kinds; i++)
        if (strncasecmp(type, kinds[i].type, strlen(kinds[i].type)) == 0)
            return kinds[i].read;
    return NULL;
}

/* ---- reading ---- */

static void skip(struct story *story, const char *part, const char *message) {
    report_part(story->reader, CODE_PART_SKIPPED, part, message);
    builder_warning(story->reader->builder, CODE_PART_SKIPPED, NULL, message);
}

static unsigned depth(const struct story *story) {
    unsigned chunks = 0;
    for (; story; story = story->reader->outer)
        chunks++;
    return chunks;
}

static void read(struct story *story, const char *part) {
    struct reader *reader = story->reader;
    struct error error = {.code = CODE_NONE};
    struct buffer bytes;
    read_chunk *read_it = reader_of(reader->package, part);
    if (!read_it) {
        skip(story, part,
             "A file inserted into the document (altChunk) is of an unsupported format. Open the "
             "document in Word and save it again.");
        return;
    }
    if (!inner_file_admit(reader) || depth(story) > CHUNKS_DEEP_MAX) {
        skip(story, part,
             "Too many files are inserted into the document (altChunk). Open it in Word "
             "and save it again.");
        return;
    }
    buffer_init(&bytes, reader->limits->file_bytes);
    bool done = inner_file_load(reader, part, &bytes, &error) &&
                read_it(story, buffer_text(&bytes), bytes.length, part, &error);
    buffer_free(&bytes);
    if (!done && !builder_continue_without(reader->builder, part, &error))
        builder_fail(reader->builder, &error);
}

bool alt_chunk_start(struct story *story, const struct xml_element *element) {
    const char *id = xml_attribute(element, XML_R, "id");
    const struct relationship *chunk =
        id ? package_relationship(story->reader->package, story->name, id) : NULL;
    paragraph_finish(story);
    if (!chunk || paragraph_drop_reason(story) != CODE_NONE)
        return false;
    grid_ensure_current_cell(story);
    if (chunk->external)
        skip(story, chunk->target,
             "A file inserted into the document (altChunk) is not stored in it.");
    else
        read(story, chunk->target);
    return false;
}
