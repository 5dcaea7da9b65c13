#include "extract/xls/xls.h"
#include "extract/ole/ole.h"
#include "extract/xls/crypt.h"
#include "extract/xls/globals.h"
#include "extract/xls/sheet.h"

#include <stdio.h>
#include <string.h>

/* Excel 5 and 95 named the stream otherwise; a file with both was saved for both. */
static const char *const stream_names[] = {"Workbook", "Book"};

static bool read_stream(const struct format_input *input, struct buffer *bytes,
                        struct error *error) {
    if (input->ole)
        return ole_read(input->ole, stream_names[ole_has(input->ole, stream_names[0]) ? 0 : 1],
                        bytes, error);
    buffer_append(bytes, input->bytes, input->length);
    return !bytes->failed || buffer_error(bytes, error, "") ||
           error_set(error, CODE_LIMIT_UNPACKED, "",
                     "The file is larger than %zu bytes (--max-part-bytes).", bytes->limit);
}

struct reading {
    const struct globals *globals;
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    unsigned tables; /* opened so far */
};

static bool read_sheet(struct reading *reading, const struct bound_sheet *sheet,
                       struct error *error) {
    char id[BLOCK_ID_BYTES];
    if (sheet->kind != BOUND_WORKSHEET) {
        event_note(reading->sink, CODE_PART_SKIPPED, "Workbook",
                   "The sheet \"%s\" is a %s; it has no cells to read.", sheet->name,
                   sheet->kind == BOUND_CHART ? "chart" : "macro");
        return true;
    }
    snprintf(id, sizeof id, "t%u", ++reading->tables);
    builder_table_open(reading->builder, sheet->name, sheet->hidden);
    if (sheet->hidden)
        event_note(reading->sink, CODE_SHEET_HIDDEN, id, "The sheet \"%s\" is hidden.",
                   sheet->name);
    bool done = xls_sheet_read(reading->globals, sheet->offset, reading->tables, reading->limits,
                               reading->sink, reading->builder, error);
    builder_table_close(reading->builder);
    return done;
}

static bool read_sheets(struct reading *reading, struct error *error) {
    builder_part(reading->builder, PART_SHEET);
    for (size_t i = 0; i < reading->globals->sheet_count && !builder_failed(reading->builder); i++)
        if (!read_sheet(reading, &reading->globals->sheets[i], error))
            return false;
    return true;
}

static bool decrypt(struct buffer *bytes, struct error *error) {
    return bytes->length == 0 || xls_decrypt((unsigned char *)bytes->data, bytes->length) ||
           error_set(error, CODE_ENCRYPTED, "Workbook",
                     "The file is protected by a password; remove the password and send it again.");
}

bool xls_read(const struct format_input *input, const struct limits *limits,
              const struct event_sink *sink, struct builder *builder, struct error *error) {
    struct buffer bytes;
    struct globals globals;
    buffer_init(&bytes, limits->part_bytes);
    bool done = read_stream(input, &bytes, error) && decrypt(&bytes, error);
    if (done) {
        const struct stream stream = {(const unsigned char *)buffer_text(&bytes), bytes.length};
        struct reading reading = {
            .globals = &globals, .limits = limits, .sink = sink, .builder = builder};
        done = globals_read(&globals, &stream, limits, error) && read_sheets(&reading, error);
        globals_free(&globals);
    }
    buffer_free(&bytes);
    return done;
}
