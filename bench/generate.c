/* generate: the large packages of the bench, always the same bytes of content.
 *
 *     generate docx FILE    one table of 4,000 rows and 5 columns, some 2.9 MB of XML
 *     generate xlsx FILE    one sheet of 1,000,000 cells: 100,000 rows of 10, half numbers, half
 * shared strings
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { DOCX_ROWS = 4000, SHEET_ROWS = 100000, SHEET_COLUMNS = 10, STRINGS = 1000 };

struct text {
    char *bytes;
    size_t length, capacity;
};

__attribute__((format(printf, 2, 3))) static void add(struct text *text, const char *format, ...) {
    va_list args;
    if (text->capacity - text->length < 4096) {
        text->capacity = text->capacity * 2 + 65536;
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes)
            exit(75);
    }
    va_start(args, format);
    text->length += (size_t)vsnprintf(text->bytes + text->length, 4096, format, args);
    va_end(args);
}

static void add_part(zip_t *package, const char *name, struct text text) {
    zip_source_t *source = zip_source_buffer(package, text.bytes, text.length, 1);
    if (!source || zip_file_add(package, name, source, ZIP_FL_ENC_UTF_8) < 0)
        exit(74);
}

static void add_constant(zip_t *package, const char *name, const char *xml) {
    struct text text = {NULL, 0, 0};
    add(&text, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>%s", xml);
    add_part(package, name, text);
}

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPES "application/vnd.openxmlformats-officedocument."

static void add_cell(struct text *text, int width, const char *format, int number) {
    add(text,
        "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:rPr>"
        "<w:sz w:val=\"26\"/></w:rPr><w:t>",
        width);
    char value[200];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(value, sizeof value, format, number);
#pragma GCC diagnostic pop
    add(text, "%s</w:t></w:r></w:p></w:tc>", value);
}

static void write_docx(zip_t *package) {
    struct text text = {NULL, 0, 0};
    add(&text, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\""
               "http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>"
               "<w:tblGrid><w:gridCol w:w=\"800\"/><w:gridCol w:w=\"4000\"/><w:gridCol "
               "w:w=\"1200\"/><w:gridCol w:w=\"1200\"/><w:gridCol w:w=\"2400\"/></w:tblGrid>");
    for (int row = 0; row < DOCX_ROWS; row++) {
        add(&text, "<w:tr>");
        add_cell(&text, 800, "%d", row + 1);
        add_cell(&text, 4000, "Số thủ tục hành chính thuộc nhóm %d đã được công bố trong kỳ", row);
        add_cell(&text, 1200, "Thủ tục", 0);
        add_cell(&text, 1200, "%d", row * 7 % 997);
        add_cell(&text, 2400, "Văn phòng UBND tỉnh", 0);
        add(&text, "</w:tr>");
    }
    add(&text, "</w:tbl><w:p/></w:body></w:document>");
    add_constant(package, "[Content_Types].xml",
                 "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
                 "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                 "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPES
                 "wordprocessingml.document.main+xml\"/></Types>");
    add_constant(package, "_rels/.rels",
                 "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
                 "Type=\"" OFFICE
                 "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    add_part(package, "word/document.xml", text);
}

static void write_strings(zip_t *package) {
    struct text text = {NULL, 0, 0};
    add(&text, "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
               "count=\"500000\" uniqueCount=\"1000\">");
    for (int i = 0; i < STRINGS; i++)
        add(&text, "<si><t>Chỉ tiêu thống kê số %d</t></si>", i);
    add(&text, "</sst>");
    add_part(package, "xl/sharedStrings.xml", text);
}

static void write_xlsx(zip_t *package) {
    struct text text = {NULL, 0, 0};
    add(&text, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
               "<sheetData>");
    for (int row = 0; row < SHEET_ROWS; row++) {
        add(&text, "<row r=\"%d\">", row + 1);
        for (int column = 0; column < SHEET_COLUMNS; column++)
            add(&text,
                column % 2 ? "<c r=\"%c%d\"><v>%d</v></c>" : "<c r=\"%c%d\" t=\"s\"><v>%d</v></c>",
                'A' + column, row + 1, (row * SHEET_COLUMNS + column) % STRINGS);
        add(&text, "</row>");
    }
    add(&text, "</sheetData></worksheet>");
    add_constant(package, "[Content_Types].xml",
                 "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
                 "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                 "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES
                 "spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" "
                 "ContentType=\"" TYPES "spreadsheetml.worksheet+xml\"/><Override "
                 "PartName=\"/xl/sharedStrings.xml\" ContentType=\"" TYPES
                 "spreadsheetml.sharedStrings+xml\"/></Types>");
    add_constant(package, "_rels/.rels",
                 "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
                 "Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    add_constant(package, "xl/workbook.xml",
                 "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                 "xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
                 "r:id=\"rId1\"/></sheets></workbook>");
    add_constant(package, "xl/_rels/workbook.xml.rels",
                 "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
                 "Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
                 "Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                 "</Relationships>");
    add_part(package, "xl/worksheets/sheet1.xml", text);
    write_strings(package);
}

int main(int argc, char **argv) {
    int fault;
    int docx = argc == 3 && strcmp(argv[1], "docx") == 0;
    int xlsx = argc == 3 && strcmp(argv[1], "xlsx") == 0;
    zip_t *package = docx || xlsx ? zip_open(argv[2], ZIP_CREATE | ZIP_TRUNCATE, &fault) : NULL;
    if (!package) {
        fprintf(stderr, "usage: generate docx|xlsx FILE\n");
        return 64;
    }
    if (docx)
        write_docx(package);
    else
        write_xlsx(package);
    return zip_close(package) == 0 ? 0 : 74;
}
