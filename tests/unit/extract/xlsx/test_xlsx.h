/* Workbooks written by hand, what comes of them and where. */
#ifndef CHITIEU_TESTS_EXTRACT_XLSX_TEST_XLSX_H
#define CHITIEU_TESTS_EXTRACT_XLSX_TEST_XLSX_H

#include "extract/xlsx/xlsx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define MAIN_NS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_NS "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE_RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_RELS "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE_RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

struct file {
    const char *name, *text;
};

enum { FILES_MAX = 16, EVENTS_MAX = 64 };

/* What a test reads: the document, or why there is none, and the codes of the events. */
struct result {
    struct document *document;
    struct error error;
    enum code events[EVENTS_MAX];
    char places[EVENTS_MAX][64];
    size_t event_count;
};

static inline void keep_event(void *context, const struct event *event) {
    struct result *result = context;
    if (result->event_count == EVENTS_MAX)
        return;
    snprintf(result->places[result->event_count], sizeof result->places[0], "%s",
             event->at ? event->at : "");
    result->events[result->event_count++] = event->code;
}

static inline void *zip_files(const struct file *files, size_t count, size_t *length) {
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    assert_non_null(source);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (size_t i = 0; i < count && files[i].name; i++) {
        zip_source_t *part = zip_source_buffer(zip, files[i].text, strlen(files[i].text), 0);
        assert_true(zip_file_add(zip, files[i].name, part, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(source), 0);
    zip_source_seek(source, 0, SEEK_END);
    *length = (size_t)zip_source_tell(source);
    zip_source_seek(source, 0, SEEK_SET);
    void *bytes = malloc(*length);
    assert_int_equal(zip_source_read(source, bytes, *length), (zip_int64_t)*length);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

static inline unsigned bid_files(const struct file *files, size_t count) {
    size_t length;
    void *bytes = zip_files(files, count, &length);
    struct limits limits = limits_default();
    struct format_input input = {.path = "test.xlsx", .bytes = bytes, .length = length};
    struct error error = {.code = CODE_NONE};
    assert_true(package_open(bytes, length, &limits, &input.package, &error));
    unsigned bid = xlsx_bid(&input);
    package_close(input.package);
    free(bytes);
    return bid;
}

static inline void read_files(const struct file *files, size_t count, const struct limits *limits,
                              struct result *result) {
    size_t length;
    void *bytes = zip_files(files, count, &length);
    *result = (struct result){.document = NULL};
    struct event_sink sink = {.emit = keep_event, .context = result, .stage = "extract"};
    struct format_input input = {.path = "test.xlsx", .bytes = bytes, .length = length};
    assert_true(package_open(bytes, length, limits, &input.package, &result->error));
    struct builder *builder = builder_new(limits, &sink);
    assert_non_null(builder);
    if (xlsx_read(&input, limits, &sink, builder, &result->error))
        (void)!builder_finish(builder, &result->document, &result->error);
    builder_free(builder);
    package_close(input.package);
    free(bytes);
}

/* A workbook of one sheet; `strings` and `styles` may be NULL, `more` are parts of its own. */
static inline void read_sheet_and_parts(const char *sheet, const char *strings, const char *styles,
                                        const struct file *more, size_t more_count,
                                        struct result *result) {
    struct file files[FILES_MAX] = {
        {"[Content_Types].xml",
         "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
         "<Default Extension='rels' "
         "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
         "<Default Extension='xml' ContentType='application/xml'/>"
         "<Override PartName='/xl/workbook.xml' ContentType='" SHEET_TYPE "'/></Types>"},
        {"_rels/.rels",
         "<Relationships xmlns='" PACKAGE_RELS "'><Relationship Id='rId1' Type='" OFFICE_RELS
         "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns='" MAIN_NS "' xmlns:r='" OFFICE_RELS
                            "'><sheets><sheet name='Phụ lục 2' sheetId='1' r:id='rId1'/></sheets>"
                            "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships xmlns='" PACKAGE_RELS "'>"
         "<Relationship Id='rId1' Type='" OFFICE_RELS "/worksheet' Target='worksheets/s.xml'/>"
         "<Relationship Id='rId2' Type='" OFFICE_RELS "/sharedStrings' Target='strings.xml'/>"
         "<Relationship Id='rId3' Type='" OFFICE_RELS "/styles' Target='styles.xml'/>"
         "</Relationships>"},
        {"xl/worksheets/s.xml", sheet},
    };
    size_t count = 5;
    if (strings)
        files[count++] = (struct file){"xl/strings.xml", strings};
    if (styles)
        files[count++] = (struct file){"xl/styles.xml", styles};
    for (size_t i = 0; i < more_count; i++)
        files[count++] = more[i];
    struct limits limits = limits_default();
    read_files(files, count, &limits, result);
}

static inline void read_sheet_xml(const char *sheet, const char *strings, const char *styles,
                                  struct result *result) {
    read_sheet_and_parts(sheet, strings, styles, NULL, 0, result);
}

#define SHEET(content) "<worksheet xmlns='" MAIN_NS "'>" content "</worksheet>"
#define DATA(rows) SHEET("<sheetData>" rows "</sheetData>")

static inline const struct table *sheet_table(const struct result *result, size_t n) {
    if (!result->document)
        fail_msg("%s: %s", result->error.place, result->error.message);
    assert_true(n < result->document->block_count);
    assert_int_equal(result->document->blocks[n].type, BLOCK_TABLE);
    assert_int_equal(result->document->blocks[n].part, PART_SHEET);
    return &result->document->blocks[n].table;
}

static inline const struct cell *cell_at(const struct result *result, uint32_t row,
                                         uint32_t column) {
    const struct cell *cell = table_cell(sheet_table(result, 0), row, column);
    if (!cell)
        fail_msg("no cell at row %u, column %u", row, column);
    return cell;
}

static inline void assert_text(const struct result *result, uint32_t row, uint32_t column,
                               const char *text) {
    assert_string_equal(cell_at(result, row, column)->text, text);
}

static inline size_t count_events(const struct result *result, enum code code) {
    size_t count = 0;
    for (size_t i = 0; i < result->event_count; i++)
        count += result->events[i] == code;
    return count;
}

#endif
