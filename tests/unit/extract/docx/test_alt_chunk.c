/* Files that a document takes in whole: w:altChunk, ECMA-376-1 §17.17.2.1; pages as the HTML
 * Standard reads them. */
#include "tests/unit/extract/docx/test_docx.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CHUNK "<w:altChunk r:id=\"rIdFile\"/>"
#define LIST_ITEM(text)                                                                            \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "                                          \
    "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUMBERING                                                                                  \
    W_ROOT("numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start "       \
                        "w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/>"     \
                        "</w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "           \
                        "w:val=\"0\"/></w:num>")

/* Reads a document to which the file is related; `length` 0: a text. */
static void expect_chunk(const char *document, const char *name, const char *bytes, size_t length,
                         const char *text, const char *events) {
    static const struct docx_part parts[] = {{"numbering.xml", "numbering", NUMBERING},
                                             {NULL, NULL, NULL}};
    struct limits limits = limits_default();
    struct docx_file file = {name, "aFChunk", bytes, length};
    struct docx_result result;
    if (bytes && !length)
        file.length = strlen(bytes);
    char *package = docx_package_with(document, parts, &file, &length);
    docx_read_bytes(package, length, &limits, &result);
    free(package);
    docx_expect_result(&result, text, events);
}

static void expect_page(const char *page, const char *text, const char *events) {
    expect_chunk(W_DOCUMENT(CHUNK), "page.html", page, 0, text, events);
}

/* A package has its own lists, and stands where the element stands. Its notes are named. */
static void document_in_a_document(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"numbering.xml", "numbering", NUMBERING},
        {"footnotes.xml", "footnotes", W_ROOT("footnotes", "<w:footnote/>")},
        {NULL, NULL, NULL}};
    size_t length;
    char *inner = docx_package(
        W_DOCUMENT(LIST_ITEM("one") "<w:tbl><w:tr><w:tc>" P("7") "</w:tc></w:tr></w:tbl>"), parts,
        &length);
    expect_chunk(W_DOCUMENT(LIST_ITEM("a") CHUNK LIST_ITEM("b")), "inner.docx", inner, length,
                 "body #1. a\nbody #1. one\nbody table 1x1\n  R0C0 7\nbody #2. b\n",
                 "part-skipped - /word/footnotes.xml\n");
    expect_chunk(W_DOCUMENT("<w:tbl><w:tr><w:tc>" CHUNK P("z") "</w:tc></w:tr></w:tbl>"),
                 "inner.docx", inner, length,
                 "body table 1x1\n  R0C0 #1. one\\nz\nbody table 1x1 in t1!R0C0\n  R0C0 7\n",
                 "part-skipped - /word/footnotes.xml\n");
    free(inner);
}

/* In a text box, whose content comes behind its paragraph, the order stays. */
static void document_in_a_text_box(void **state) {
    (void)state;
    size_t length;
    char *inner = docx_package(W_DOCUMENT(P("in")), NULL, &length);
    expect_chunk(W_DOCUMENT("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" P("box") CHUNK
                            "</w:txbxContent></v:textbox></v:shape></w:pict><w:t>a</w:t></w:r>"
                            "</w:p>"),
                 "inner.docx", inner, length, "body a\ntextbox box\ntextbox in\n", "");
    free(inner);
}

/* Packages in each other end at a depth that no program makes; what is there is kept. */
static void documents_without_end(void **state) {
    (void)state;
    size_t length;
    char *inner = docx_package(W_DOCUMENT(P("5")), NULL, &length);
    static const char *const documents[] = {W_DOCUMENT(P("4") CHUNK), W_DOCUMENT(P("3") CHUNK),
                                            W_DOCUMENT(P("2") CHUNK), W_DOCUMENT(P("1") CHUNK)};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct docx_file file = {"in.docx", "aFChunk", inner, length};
        char *outer = docx_package_with(documents[i], NULL, &file, &length);
        free(inner);
        inner = outer;
    }
    expect_chunk(W_DOCUMENT(P("0") CHUNK), "in.docx", inner, length,
                 "body 0\nbody 1\nbody 2\nbody 3\nbody 4\n", "part-skipped - /word/in.docx\n");
    free(inner);
}

/* Each line is a paragraph. */
static void plain_text(void **state) {
    (void)state;
    expect_chunk(W_DOCUMENT(P("a") CHUNK), "chunk.txt", "\xEF\xBB\xBFmột\r\nhai\n\nba", 0,
                 "body a\nbody một\nbody hai\nbody ba\n", "");
    expect_chunk(W_DOCUMENT(P("a") CHUNK P("b")), "chunk.txt", "m\xE9t", 0, "body a\nbody b\n",
                 "part-unreadable - /word/chunk.txt\n");
}

/* What is not read, not there or deleted. */
static void not_read(void **state) {
    (void)state;
    expect_chunk(W_DOCUMENT(P("a") CHUNK), "chunk.rtf", "{\\rtf1 x}", 0, "body a\n",
                 "part-skipped - /word/chunk.rtf\n");
    expect_chunk(W_DOCUMENT(P("a") CHUNK), "gone.html", NULL, 0, "body a\n",
                 "part-unreadable - /word/gone.html\n");
    expect_chunk(W_DOCUMENT(P("a") "<w:altChunk r:id=\"rId9\"/><w:altChunk/>"), "chunk.txt", "x", 0,
                 "body a\n", "");
}

/* White space is one space between words; br and blocks break lines; what is not shown is not
 * there. */
static void text_of_a_page(void **state) {
    (void)state;
    expect_page(
        "<html><head><title>t</title><style>p{}</style></head><body>\n <p> Tổng <b>số</b>\n"
        " hồ sơ<br>\n 12&nbsp;345 </p><div>a<div>b</div>c</div><span hidden>x</span>"
        "<p style='color:red; display: none'>y</p><pre>d  e\nf</pre>m<sup>2</sup></body>",
        "body Tổng số hồ sơ\\n12\u00A0345\nbody a\nbody b\nbody c\nbody d  e\\nf\nbody m²\n",
        "text-hidden p5 x\ntext-hidden p5 y\n");
}

/* Items have the signs of their list. */
static void lists_of_a_page(void **state) {
    (void)state;
    expect_page("<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul><ol><li>e</ol>",
                "body #• a\nbody #3. b\nbody #4. c\nbody #• d\nbody #1. e\n", "");
}

/* Spans in both directions; a cell that reaches down takes its place in the rows below, also behind
 * the last cell of a row. */
static void tables_of_a_page(void **state) {
    (void)state;
    expect_page("<table><thead><tr><th rowspan=2>STT</th><th colspan=2>Số</th><th rowspan=3>G</th>"
                "</tr><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>"
                "<tr><td>3<table><tr><td>4</table>5</td></tr></tbody></table>",
                "body table 4x4\n  R0C0 2x1 header STT\n  R0C1 1x2 header Số\n  R0C3 3x1 header G\n"
                "  R1C1 header a\n  R1C2 header b\n  R2C0 1\n  R2C1 2\n  R2C2 \n  R3C0 3\\n5\n"
                "body table 1x1 in t1!R3C0\n  R0C0 4\n",
                "");
}

/* Cells without a table are text and do not disturb the table that the chunk stands in. */
static void stray_cells(void **state) {
    (void)state;
    expect_chunk(
        W_DOCUMENT("<w:tbl><w:tr><w:tc>" CHUNK P("z") "</w:tc><w:tc>" P("9") "</w:tc></w:tr>"
                                                                             "</w:tbl>"),
        "page.html", "<tr><td>a</td></tr></table><b>b", 0,
        "body table 1x2\n  R0C0 a\\nb\\nz\n  R0C1 9\n", "");
}

#define SHEET_TYPES                                                                                \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "      \
    "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "  \
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" \
    "</Types>"
#define RELATIONS(rows)                                                                            \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" rows  \
    "</Relationships>"
#define S_ROOT(name, content)                                                                      \
    "<" name                                                                                       \
    " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" RELS         \
    "\">" content "</" name ">"

/* A workbook of one sheet: A1 23 over two columns, C2 "x". */
static void *workbook(size_t *length) {
    zip_error_t failure;
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &failure);
    zip_source_keep(archive);
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &failure);
    assert_non_null(zip);
    docx_add(zip, "[Content_Types].xml", SHEET_TYPES);
    docx_add(zip, "_rels/.rels",
             RELATIONS("<Relationship Id=\"a\" Type=\"" RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    docx_add(
        zip, "xl/_rels/workbook.xml.rels",
        RELATIONS("<Relationship Id=\"a\" Type=\"" RELS "/worksheet\" Target=\"sheet1.xml\"/>"));
    docx_add(zip, "xl/workbook.xml",
             S_ROOT("workbook", "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets>"));
    docx_add(zip, "xl/sheet1.xml",
             S_ROOT("worksheet",
                    "<sheetData><row r=\"1\"><c r=\"A1\"><v>23</v></c></row><row "
                    "r=\"2\"><c r=\"C2\" t=\"inlineStr\"><is><t>x</t></is></c></row>"
                    "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"));
    void *bytes = docx_close(zip, archive, length);
    return bytes;
}

static void expect_embedded(const char *name, const void *bytes, size_t length, const char *text,
                            const char *events) {
    struct limits limits = limits_default();
    struct docx_file file = {name, "package", bytes, length};
    struct docx_result result;
    char *package = docx_package_with(
        W_DOCUMENT("<w:tbl><w:tr><w:tc>" P("a") "</w:tc></w:tr></w:tbl>"), NULL, &file, &length);
    docx_read_bytes(package, length, &limits, &result);
    free(package);
    docx_expect_result(&result, text, events);
}

/* §15.2.11 embedded packages: the tables of a workbook come behind the document, everything else is
 * named, a damaged workbook too. */
static void workbooks_in_a_document(void **state) {
    (void)state;
    size_t length;
    void *bytes = workbook(&length);
    expect_embedded("book.xlsx", bytes, length,
                    "body table 1x1\n  R0C0 a\nsheet table 2x3\n  R0C0 1x2 23\n  R1C2 x\n", "");
    expect_embedded("book.xlsx", bytes, length / 2, "body table 1x1\n  R0C0 a\n",
                    "part-skipped - /word/book.xlsx\n");
    free(bytes);
    bytes = docx_package(W_DOCUMENT(P("in")), NULL, &length);
    expect_embedded("other.docx", bytes, length, "body table 1x1\n  R0C0 a\n",
                    "part-skipped - /word/other.docx\n");
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(document_in_a_document),
        cmocka_unit_test(document_in_a_text_box),
        cmocka_unit_test(documents_without_end),
        cmocka_unit_test(plain_text),
        cmocka_unit_test(not_read),
        cmocka_unit_test(text_of_a_page),
        cmocka_unit_test(lists_of_a_page),
        cmocka_unit_test(tables_of_a_page),
        cmocka_unit_test(stray_cells),
        cmocka_unit_test(workbooks_in_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
