#include "extract/xlsx/xlsx.h"
#include "extract/package/core_properties.h"
#include "extract/xlsx/drawing.h"
#include "extract/xlsx/sheet.h"
#include "extract/xlsx/workbook.h"

#include <stdio.h>
#include <string.h>

unsigned xlsx_bid(const struct format_input *input) {
    /* The package's signature and the content type or name of its main part. */
    enum { SIGNATURE_BITS = 32, MAIN_PART_BITS = 128 };
    if (!input->package || !workbook_part(input->package))
        return 0;
    return SIGNATURE_BITS + MAIN_PART_BITS;
}

struct reading {
    const struct workbook *workbook;
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    unsigned tables; /* opened so far */
};

/* A sheet that is listed but not there: reported in events and record, for it may have held
 * numbers. */
static void report_lost(const struct reading *reading, const char *name) {
    const char *message = arena_printf(reading->workbook->arena,
                                       "The sheet \"%s\" is listed but not in the file.", name);
    event_note(reading->sink, CODE_PART_UNREADABLE, reading->workbook->part, "%s",
               message ? message : "");
    builder_warning(reading->builder, CODE_PART_UNREADABLE, NULL, message);
}

static bool read_table(struct reading *reading, const char *part, const char *name, bool hidden,
                       struct error *error) {
    char id[BLOCK_ID_BYTES];
    snprintf(id, sizeof id, "t%u", ++reading->tables);
    builder_table_open(reading->builder, name, hidden);
    if (hidden)
        event_note(reading->sink, CODE_SHEET_HIDDEN, id, "The sheet \"%s\" is hidden.", name);
    bool ok = xlsx_sheet_read(reading->workbook, part, reading->tables, reading->limits,
                              reading->sink, reading->builder, error) &&
              xlsx_drawing_read(reading->workbook->package, part, reading->builder, error);
    builder_table_close(reading->builder);
    return ok;
}

static bool read_sheet(struct reading *reading, size_t n, struct error *error) {
    const struct sheet_entry *sheet = &reading->workbook->sheets[n];
    const char *name = sheet->name ? sheet->name : "", *kind;
    const char *part = workbook_sheet_part(reading->workbook, n, &kind);
    if (!part) {
        report_lost(reading, name);
        return true;
    }
    if (strcmp(kind, "worksheet") != 0) {
        event_note(reading->sink, CODE_PART_SKIPPED, part, "The %s \"%s\" has no cells to read.",
                   kind, name);
        return true;
    }
    return read_table(reading, part, name, sheet->hidden, error);
}

static bool read_sheets(struct reading *reading, struct error *error) {
    const struct workbook *workbook = reading->workbook;
    builder_part(reading->builder, PART_SHEET);
    for (size_t n = 0; n < workbook->sheet_count && !builder_failed(reading->builder); n++)
        if (!read_sheet(reading, n, error))
            return false;
    return true;
}

bool xlsx_read(const struct format_input *input, const struct limits *limits,
               const struct event_sink *sink, struct builder *builder, struct error *error) {
    struct workbook workbook;
    struct reading reading = {
        .workbook = &workbook, .limits = limits, .sink = sink, .builder = builder};
    bool ok = workbook_open(&workbook, input->package, limits, error) &&
              read_sheets(&reading, error) &&
              core_properties_read(input->package, limits, builder, error);
    workbook_close(&workbook);
    return ok;
}
