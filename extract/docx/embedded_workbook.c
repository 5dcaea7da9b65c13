#include "extract/docx/embedded_workbook.h"

#include "extract/docx/inner_file.h"
#include "extract/format.h"
#include "extract/ole/ole.h"

#include <stdio.h>
#include <string.h>

/* A workbook is read into a document of its own, since its cells count from its own first table,
 * and its tables are then copied. */

enum { PLACE_BYTES = 512 };

struct forwarder {
    const struct event_sink *sink;
    const char *part;
};

/* Places in the workbook are reported behind the name of its part. */
static void forward_event(void *context, const struct event *event) {
    const struct forwarder *forwarder = context;
    struct event passed = *event;
    char place[PLACE_BYTES];
    snprintf(place, sizeof place, "%s%s%s", forwarder->part, event->at ? " " : "",
             event->at ? event->at : "");
    passed.at = place;
    event_emit(forwarder->sink, &passed);
}

static bool read_workbook(struct reader *reader, const struct format *format,
                          const struct format_input *input, struct document **document,
                          struct error *error) {
    struct forwarder forwarder = {reader->sink, input->path};
    const struct event_sink sink = {.emit = event_wanted(reader->sink) ? forward_event : NULL,
                                    .context = &forwarder};
    struct builder *builder = builder_new(reader->limits, &sink);
    if (!builder)
        return error_no_memory(error, input->path);
    bool done = format->read(input, reader->limits, &sink, builder, error) &&
                builder_finish(builder, document, error);
    builder_free(builder);
    return done;
}

static void copy_table(struct builder *builder, const struct table *table) {
    builder_table_open(builder, table->name, table->hidden);
    for (size_t i = 0; i < table->cell_count && !builder_failed(builder); i++) {
        const struct cell *cell = &table->cells[i];
        builder_sheet_cell(builder, cell);
        if (cell->rowspan > 1 || cell->colspan > 1)
            builder_sheet_merge(builder, cell->row, cell->column, cell->row + cell->rowspan - 1,
                                cell->column + cell->colspan - 1);
    }
    builder_table_close(builder);
}

static enum code code_of(const char *word) {
    for (enum code code = CODE_NONE; code < CODE_COUNT; code++)
        if (strcmp(code_word(code), word) == 0)
            return code;
    return CODE_PART_UNREADABLE;
}

static void copy(struct builder *builder, const struct document *document) {
    builder_part(builder, PART_SHEET);
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].type == BLOCK_TABLE)
            copy_table(builder, &document->blocks[i].table);
    for (size_t i = 0; i < document->warning_count; i++)
        builder_warning(builder, code_of(document->warnings[i].code), NULL,
                        document->warnings[i].message);
}

/* The reader of the bytes, when it is one of workbooks. */
static const struct format *workbook_format(const struct reader *reader,
                                            const struct format_input *input) {
    static const char *const workbooks[] = {"xlsx", "xls"};
    const struct format *format = reader->choose ? reader->choose(input) : NULL;
    for (size_t i = 0; format && format->read && i < sizeof workbooks / sizeof *workbooks; i++)
        if (strcmp(format->name, workbooks[i]) == 0)
            return format;
    return NULL;
}

/* A ZIP file, a compound file, or neither: then it is no workbook that is read. */
static void open_container(struct format_input *input, const struct limits *limits) {
    struct error none = {.code = CODE_NONE};
    if (package_open(input->bytes, input->length, limits, &input->package, &none))
        return;
    input->package = NULL;
    none = (struct error){.code = CODE_NONE};
    if (!ole_open(input->bytes, input->length, limits, &input->ole, &none))
        input->ole = NULL;
}

static bool read_bytes(struct reader *reader, const char *part, const struct buffer *bytes,
                       bool *read, struct error *error) {
    struct format_input input = {
        .path = part, .bytes = (const unsigned char *)buffer_text(bytes), .length = bytes->length};
    open_container(&input, reader->limits);
    const struct format *format = workbook_format(reader, &input);
    struct document *document = NULL;
    *read = format != NULL;
    bool done = !format || read_workbook(reader, format, &input, &document, error);
    if (document)
        copy(reader->builder, document);
    document_free(document);
    package_close(input.package);
    ole_close(input.ole);
    return done;
}

bool embedded_workbook_read(struct reader *reader, const char *part, bool *read,
                            struct error *error) {
    struct buffer bytes;
    *read = false;
    if (!package_has(reader->package, part) || !inner_file_admit(reader))
        return true;
    buffer_init(&bytes, reader->limits->file_bytes);
    bool done = inner_file_load(reader, part, &bytes, error) &&
                read_bytes(reader, part, &bytes, read, error);
    buffer_free(&bytes);
    if (done)
        return true;
    *read = true; /* as far as it goes: it has been reported */
    return builder_continue_without(reader->builder, part, error);
}
