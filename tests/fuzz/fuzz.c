#include "tests/fuzz/fuzz.h"
#include "core/buffer.h"
#include "extract/extract.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* So small that no input takes long, so large that no limit hides a reader's fault. */
#define MEMORY_BYTES ((size_t)64 << 20)
#define OUT_BYTES ((size_t)256 << 20)
#define BLOCKS 20000
#define CELLS 100000
#define PART_END 0x1F
#define PARTS_MAX 16

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPES(name, type) \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>" \
    "<Default Extension='xml' ContentType='application/xml'/><Override PartName='" name "' ContentType='" type "'/></Types>"
#define RELATIONS(rows) \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" rows "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" OFFICE "/" type "' Target='" target "'/>"

/* What libgsf forgets of a damaged compound file (some hundred bytes) is not ours; nothing of ours is glib's. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:g_malloc\n";
}

const char fuzz_docx_types[] =
    TYPES("/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
const char fuzz_docx_root[] = RELATIONS(RELATION("a", "officeDocument", "word/document.xml"));
const char fuzz_docx_relations[] =
    RELATIONS(RELATION("a", "styles", "styles.xml") RELATION("b", "numbering", "numbering.xml")
              RELATION("c", "footnotes", "footnotes.xml") RELATION("d", "header", "header1.xml")
              RELATION("e", "theme", "theme.xml"));
const char fuzz_page_types[] =
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    "<Default Extension='html' ContentType='text/html'/><Override PartName='/word/document.xml' ContentType='"
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
const char fuzz_page_document[] =
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='" OFFICE "'><w:body>"
    "<w:tbl><w:tr><w:tc><w:altChunk r:id='a'/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:altChunk r:id='a'/>"
    "</w:body></w:document>";
const char fuzz_page_relations[] = RELATIONS(RELATION("a", "aFChunk", "page.html"));
const char fuzz_xlsx_types[] =
    TYPES("/xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
const char fuzz_xlsx_root[] = RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml"));
const char fuzz_xlsx_workbook[] =
    "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='" OFFICE "'>"
    "<sheets><sheet name='s' sheetId='1' r:id='a'/></sheets></workbook>";
const char fuzz_xlsx_relations[] = RELATIONS(RELATION("a", "worksheet", "sheet1.xml")
                                             RELATION("b", "sharedStrings", "sharedStrings.xml")
                                             RELATION("c", "styles", "styles.xml"));

/* ---- a ZIP file of stored entries (APPNOTE 4.3.7, 4.3.12, 4.3.16) ---- */

struct zip {
    unsigned char *bytes;
    size_t length, capacity;
    size_t entries;
    struct {
        const char *name;
        size_t size, offset;
        unsigned long crc;
    } entry[PARTS_MAX];
};

static void put(struct zip *zip, const void *bytes, size_t length) {
    if (zip->length + length > zip->capacity) {
        zip->capacity = (zip->length + length) * 2;
        zip->bytes = realloc(zip->bytes, zip->capacity);
        if (!zip->bytes)
            abort();
    }
    if (length)
        memcpy(zip->bytes + zip->length, bytes, length);
    zip->length += length;
}

static void put_number(struct zip *zip, unsigned long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        unsigned char byte = i < 4 ? (unsigned char)(value >> (8 * i)) : 0;
        put(zip, &byte, 1);
    }
}

/* What local and central headers have in common: version, flags, method, time, CRC, sizes, name's length, extra's length. */
static void put_header(struct zip *zip, size_t i) {
    put_number(zip, 20, 2);
    put_number(zip, 0, 8);
    put_number(zip, zip->entry[i].crc, 4);
    put_number(zip, zip->entry[i].size, 4);
    put_number(zip, zip->entry[i].size, 4);
    put_number(zip, strlen(zip->entry[i].name), 2);
    put_number(zip, 0, 2);
}

static void put_entry(struct zip *zip, const char *name, const void *text, size_t size) {
    size_t i = zip->entries++;
    zip->entry[i].name = name;
    zip->entry[i].size = size;
    zip->entry[i].offset = zip->length;
    zip->entry[i].crc = crc32(0, text, (unsigned)size);
    put(zip, "PK\3\4", 4);
    put_header(zip, i);
    put(zip, name, strlen(name));
    put(zip, text, size);
}

static void finish(struct zip *zip) {
    size_t start = zip->length;
    for (size_t i = 0; i < zip->entries; i++) {
        put(zip, "PK\1\2\24\0", 6);
        put_header(zip, i);
        put_number(zip, 0, 10);
        put_number(zip, zip->entry[i].offset, 4);
        put(zip, zip->entry[i].name, strlen(zip->entry[i].name));
    }
    size_t size = zip->length - start;
    put(zip, "PK\5\6\0\0\0\0", 8);
    put_number(zip, zip->entries, 2);
    put_number(zip, zip->entries, 2);
    put_number(zip, size, 4);
    put_number(zip, start, 4);
    put_number(zip, 0, 2);
}

/* ---- reading ---- */

static void read_event(void *context, const struct event *event) {
    size_t *bytes = context;
    for (size_t i = 0; i < event->field_count; i++)
        *bytes += strlen(event->fields[i].name) + strlen(event->fields[i].text ? event->fields[i].text : "");
    *bytes += event->at ? strlen(event->at) : 0;
}

static void write_out(const struct document *document) {
    struct buffer out;
    buffer_init(&out, OUT_BYTES);
    document_to_json(document, &out);
    buffer_clear(&out);
    document_to_text(document, 80, &out);
    buffer_free(&out);
}

void fuzz_bytes(const uint8_t *bytes, size_t length) {
    size_t told = 0;
    struct extract_options options = extract_options_default();
    struct event_sink sink = {.emit = read_event, .context = &told};
    struct document *document = NULL;
    struct error error = {0};
    options.limits.memory_bytes = MEMORY_BYTES;
    options.limits.blocks = BLOCKS;
    options.limits.cells = CELLS;
    if (extract_bytes("fuzz", bytes, length, &options, &sink, &document, &error))
        write_out(document);
    document_free(document);
}

void fuzz_package(const struct fuzz_part *parts, size_t count, const uint8_t *data, size_t size) {
    struct zip zip = {0};
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = parts[i].fixed;
        size_t length = text ? strlen(text) : 0;
        if (!text && at < size) {
            const uint8_t *end = memchr(data + at, PART_END, size - at);
            text = (const char *)data + at;
            length = end ? (size_t)(end - data) - at : size - at;
            at += length + 1;
        }
        if (length == 0) {
            text = parts[i].absent;
            length = text ? strlen(text) : 0;
        }
        if (text)
            put_entry(&zip, parts[i].name, text, length);
    }
    finish(&zip);
    fuzz_bytes(zip.bytes, zip.length);
    free(zip.bytes);
}
