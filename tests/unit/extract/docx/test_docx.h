/* test_docx: DOCX packages written by hand in a test, and a document drawn as text to compare with.
 *
 * A package always has its content types, its relationships and a main part; other parts are given
 * with the relationship type that leads to them. Bodies are written without the root element and
 * its namespaces.
 */
#ifndef CHITIEU_TESTS_EXTRACT_DOCX_TEST_DOCX_H
#define CHITIEU_TESTS_EXTRACT_DOCX_TEST_DOCX_H

#include "core/buffer.h"
#include "extract/builder.h"
#include "extract/docx/docx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define W_ROOT(name, content)                                                                      \
    "<w:" name " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""         \
    " xmlns:r=\"" RELS "\""                                                                        \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""                      \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                    \
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""             \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\">" content "</w:" name ">"
#define W_DOCUMENT(body) W_ROOT("document", "<w:body>" body "</w:body>")

/* A part of a test package. `type` is the relationship from the main part, or NULL for none. */
struct docx_part {
    const char *name; /* "styles.xml", in /word/ */
    const char *type; /* "styles" */
    const char *xml;
};

/* A part of bytes, to which the main part relates as "rIdFile". */
struct docx_file {
    const char *name, *type;
    const void *bytes; /* NULL: named, but not there */
    size_t length;
};

enum { DOCX_PARTS_MAX = 8, DOCX_OUT_BYTES = 1 << 20 };

/* What came of it: the document as text (see docx_draw) and the events, one a line. */
struct docx_result {
    bool read;
    struct error error;
    struct buffer text, events;
};

static inline void docx_add_bytes(zip_t *zip, const char *name, const void *bytes, size_t length) {
    zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
    assert_non_null(source);
    assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

static inline void docx_add(zip_t *zip, const char *name, const char *text) {
    docx_add_bytes(zip, name, text, strlen(text));
}

/* Writes the archive; its bytes are the caller's to free. */
static inline void *docx_close(zip_t *zip, zip_source_t *archive, size_t *length) {
    assert_int_equal(zip_close(zip), 0);
    zip_stat_t stat;
    assert_int_equal(zip_source_stat(archive, &stat), 0);
    *length = (size_t)stat.size;
    char *bytes = malloc(*length);
    assert_non_null(bytes);
    assert_int_equal(zip_source_open(archive), 0);
    assert_int_equal(zip_source_read(archive, bytes, stat.size), (long)stat.size);
    zip_source_close(archive);
    zip_source_free(archive);
    return bytes;
}

/* The package as bytes, with a file when it is not NULL; the caller frees them. */
static inline void *docx_package_with(const char *document, const struct docx_part *parts,
                                      const struct docx_file *file, size_t *length) {
    char relations[4096];
    size_t at = (size_t)snprintf(
        relations, sizeof relations,
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    zip_error_t failure;
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &failure);
    zip_source_keep(archive);
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &failure);
    assert_non_null(zip);
    docx_add(zip, "[Content_Types].xml",
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
             "<Default Extension=\"html\" ContentType=\"text/html\"/>"
             "<Default Extension=\"txt\" ContentType=\"text/plain; charset=utf-8\"/>"
             "<Default Extension=\"rtf\" ContentType=\"application/rtf\"/>"
             "<Default Extension=\"docx\" ContentType=\"application/vnd.openxmlformats-"
             "officedocument.wordprocessingml.document\"/>"
             "<Override PartName=\"/word/main.xml\" ContentType=\"" DOCX_TYPE "\"/></Types>");
    docx_add(zip, "_rels/.rels",
             "<Relationships "
             "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
             "<Relationship Id=\"a\" Type=\"" RELS "/officeDocument\" Target=\"word/main.xml\"/>"
             "<Relationship Id=\"b\" Type=\"http://schemas.openxmlformats.org/package/2006/"
             "relationships/metadata/core-properties\" Target=\"word/core.xml\"/></Relationships>");
    docx_add(zip, "word/main.xml", document);
    char names[DOCX_PARTS_MAX][64];
    for (size_t i = 0; parts && parts[i].name; i++) {
        assert_true(i < DOCX_PARTS_MAX);
        snprintf(names[i], sizeof names[i], "word/%s", parts[i].name);
        if (parts[i].xml)
            docx_add(zip, names[i], parts[i].xml);
        if (parts[i].type)
            at +=
                (size_t)snprintf(relations + at, sizeof relations - at,
                                 "<Relationship Id=\"rId%zu\" Type=\"" RELS "/%s\" Target=\"%s\"/>",
                                 i + 1, parts[i].type, parts[i].name);
    }
    char file_name[64];
    if (file) {
        snprintf(file_name, sizeof file_name, "word/%s", file->name);
        if (file->bytes)
            docx_add_bytes(zip, file_name, file->bytes, file->length);
        at += (size_t)snprintf(relations + at, sizeof relations - at,
                               "<Relationship Id=\"rIdFile\" Type=\"" RELS "/%s\" Target=\"%s\"/>",
                               file->type, file->name);
    }
    snprintf(relations + at, sizeof relations - at, "</Relationships>");
    docx_add(zip, "word/_rels/main.xml.rels", relations);
    return docx_close(zip, archive, length);
}

static inline void *docx_package(const char *document, const struct docx_part *parts,
                                 size_t *length) {
    return docx_package_with(document, parts, NULL, length);
}

/* Line feeds and tabs inside a text are drawn as the signs of their escapes. */
static inline void docx_draw_text(struct buffer *out, const char *text) {
    for (; *text; text++)
        if (*text == '\n')
            buffer_puts(out, "\\n");
        else if (*text == '\t')
            buffer_puts(out, "\\t");
        else
            buffer_putc(out, *text);
}

static inline void docx_draw_cell(struct buffer *out, const struct cell *cell) {
    buffer_printf(out, "  R%uC%u", cell->row, cell->column);
    if (cell->rowspan > 1 || cell->colspan > 1)
        buffer_printf(out, " %ux%u", cell->rowspan, cell->colspan);
    if (cell->header)
        buffer_puts(out, " header");
    if (cell->number)
        buffer_printf(out, " #%s", cell->number);
    buffer_puts(out, " ");
    docx_draw_text(out, cell->text);
    buffer_puts(out, "\n");
}

/* One line a paragraph, "part [style] #number text", and a cell, "  R0C1 2x1 header #number text".
 */
static inline void docx_draw(struct buffer *out, const struct document *document) {
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        buffer_puts(out, part_word(block->part));
        if (block->type == BLOCK_PARAGRAPH) {
            if (block->paragraph.style)
                buffer_printf(out, " [%s]", block->paragraph.style);
            if (block->paragraph.number)
                buffer_printf(out, " #%s", block->paragraph.number);
            buffer_puts(out, " ");
            docx_draw_text(out, block->paragraph.text);
            buffer_puts(out, "\n");
            continue;
        }
        const struct table *table = &block->table;
        buffer_printf(out, " table %ux%u", table->rows, table->columns);
        if (table->nested)
            buffer_printf(out, " in t%u!R%uC%u", table->in, table->in_row, table->in_column);
        buffer_puts(out, "\n");
        for (size_t k = 0; k < table->cell_count; k++)
            docx_draw_cell(out, &table->cells[k]);
    }
}

static inline void docx_keep_event(void *context, const struct event *event) {
    struct buffer *events = context;
    buffer_printf(events, "%s %s", code_word(event->code), event->at ? event->at : "-");
    for (size_t i = 0; i < event->field_count; i++) {
        buffer_puts(events, " ");
        docx_draw_text(events, event->fields[i].text);
    }
    buffer_puts(events, "\n");
}

/* Reads a package in memory with these limits. */
static inline void docx_read_bytes(const void *bytes, size_t length, const struct limits *limits,
                                   struct docx_result *result) {
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    struct format_input input = {
        .path = "test.docx", .bytes = bytes, .length = length, .choose = format_choose};
    assert_true(package_open(bytes, length, limits, &input.package, &result->error));
    struct builder *builder = builder_new(limits, &sink);
    assert_non_null(builder);
    struct document *document = NULL;
    result->read = docx_read(&input, limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    if (document)
        docx_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
    package_close(input.package);
}

static inline void docx_result_free(struct docx_result *result) {
    buffer_free(&result->text);
    buffer_free(&result->events);
}

static inline void docx_read_package(const char *document, const struct docx_part *parts,
                                     struct docx_result *result) {
    struct limits limits = limits_default();
    size_t length;
    void *bytes = docx_package(document, parts, &length);
    docx_read_bytes(bytes, length, &limits, result);
    free(bytes);
}

/* What was read must look so; `events` NULL: whatever they are. Frees it. */
static inline void docx_expect_result(struct docx_result *result, const char *text,
                                      const char *events) {
    assert_string_equal(result->error.message, "");
    assert_true(result->read);
    assert_string_equal(buffer_text(&result->text), text);
    if (events)
        assert_string_equal(buffer_text(&result->events), events);
    docx_result_free(result);
}

/* The document must be read and look so. */
static inline void docx_expect(const char *document, const struct docx_part *parts,
                               const char *text, const char *events) {
    struct docx_result result;
    docx_read_package(document, parts, &result);
    docx_expect_result(&result, text, events);
}

#endif
