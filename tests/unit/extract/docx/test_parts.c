/* Parts of DOCX packages: headers, notes, text boxes, properties, damage. The clauses are those of
 * ECMA-376-1. */
#include "tests/unit/extract/docx/test_docx.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define RUN(content) "<w:r>" content "</w:r>"
#define CHOICE(text)                                                                               \
    "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>"              \
    "<w:txbxContent>" text "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"         \
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>" text "</w:txbxContent></v:textbox>" \
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"

/* §11.3: parts of the page come with their kind: headers, body, footers, notes that the text refers
 * to. */
static void parts_in_order(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"footnotes.xml", "footnotes",
         W_ROOT("footnotes",
                "<w:footnote w:type=\"separator\" w:id=\"0\">" P(
                    "---") "</w:footnote>"
                           "<w:footnote w:id=\"2\">" P("note") "</w:footnote>"
                                                               "<w:footnote w:id=\"3\">" P(
                                                                   "of nobody") "</w:footnote>")},
        {"comments.xml", "comments",
         W_ROOT("comments", "<w:comment w:id=\"0\">" P("why?") "</w:comment>")},
        {"footer1.xml", "footer", W_ROOT("ftr", P("page"))},
        {"footer2.xml", "footer", W_ROOT("ftr", P("unused"))},
        {"header2.xml", "header", W_ROOT("hdr", P("second"))},
        {"header1.xml", "header", W_ROOT("hdr", P("first"))},
        {"endnotes.xml", "endnotes",
         W_ROOT("endnotes", "<w:endnote w:id=\"5\">" P("end") "</w:endnote>")},
        {NULL, NULL, NULL}};
    docx_expect(
        W_DOCUMENT("<w:p>" RUN(
            "<w:t>12</w:t><w:footnoteReference w:id=\"2\"/>"
            "<w:endnoteReference w:id=\"5\"/>") "<w:del>" RUN("<w:footnoteReference "
                                                              "w:id=\"3\"/>") "</w:del></"
                                                                              "w:p><w:sectPr>"
                                                                              "<w:"
                                                                              "footerReference "
                                                                              "w:type="
                                                                              "\"default\" "
                                                                              "r:id=\"rId3\"/"
                                                                              "></w:sectPr>"),
        parts,
        "header first\nheader second\nbody 12\nfooter page\nfootnote note\nendnote end\n"
        "comment why?\n",
        "");
}

/* ECMA-376-3 §7.6: of alternate contents one is shown; a text box stands behind its paragraph. */
static void text_boxes(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT("<w:p>" RUN("<w:t>a</w:t>" CHOICE(P("box") "<w:tbl><w:tr><w:tc>" P(
                    "cell") "</w:tc></w:tr></w:tbl><w:p/>")) RUN("<w:t>b</w:t>") "</w:p>" P("c")),
                NULL, "body ab\ntextbox box\ntextbox table 1x1\n  R0C0 cell\nbody c\n", "");
}

/* In a cell the paragraphs of a text box are lines of the cell. */
static void text_box_in_cell(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT("<w:tbl><w:tr><w:tc><w:p>" RUN(
                    "<w:t>a</w:t>" CHOICE(P("box"))) "</w:p>" P("b") "</w:tc></w:tr></w:tbl>"),
                NULL, "body table 1x1\n  R0C0 a\\nbox\\nb\n", "");
}

/* A box in a box, and one in deleted or hidden text. */
static void text_boxes_of_boxes(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT("<w:p>" RUN(CHOICE("<w:p>" RUN("<w:t>outer</w:t>" CHOICE(
            P("inner"))) "</w:p>")) "<w:del>" RUN(CHOICE(P("gone"))) "</w:del>"
                                                                     "<w:r><w:rPr><w:vanish/></"
                                                                     "w:rPr>" CHOICE(P(
                                                                         "hidden")) "</w:r></w:p>"),
        NULL, "textbox outer\ntextbox inner\n", "text-deleted p3 gone\ntext-hidden p3 hidden\n");
}

/* ECMA-376-2 §11: core properties. */
static void properties(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"core.xml", NULL,
         "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
         "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:dcterms=\"http://purl.org/dc/terms/\"><dc:title>Báo cáo</dc:title>"
         "<dc:creator>An</dc:creator><cp:revision>3</cp:revision>"
         "<dcterms:created>2021-06-15T02:00:00Z</dcterms:created></cp:coreProperties>"},
        {NULL, NULL, NULL}};
    struct limits limits = limits_default();
    struct event_sink sink = {.emit = NULL};
    size_t length;
    struct error error = {.code = CODE_NONE};
    void *bytes = docx_package(W_DOCUMENT(P("a")), parts, &length);
    struct format_input input = {.path = "a", .bytes = bytes, .length = length};
    assert_true(package_open(bytes, length, &limits, &input.package, &error));
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document;
    assert_true(docx_read(&input, &limits, &sink, builder, &error));
    assert_true(builder_finish(builder, &document, &error));
    assert_string_equal(document->properties.title, "Báo cáo");
    assert_string_equal(document->properties.creator, "An");
    assert_string_equal(document->properties.created, "2021-06-15T02:00:00Z");
    assert_null(document->properties.modified);
    document_free(document);
    builder_free(builder);
    package_close(input.package);
    free(bytes);
}

/* A damaged part beside the main one is told of and left out. */
static void damaged_parts(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"styles.xml", "styles", "<w:styles"},
        {"numbering.xml", "numbering", NULL},
        {"header1.xml", "header",
         W_ROOT("hdr", P("kept") "<w:tbl><w:tr><w:tc>" P("cut") "<broken></w:tc></w:tr></w:tbl>")},
        {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P("a")), parts, "header kept\nheader table 1x1\n  R0C0 cut\nbody a\n",
                "part-unreadable - /word/numbering.xml\npart-unreadable - /word/styles.xml\n"
                "part-unreadable - /word/header1.xml\n");
}

static void expect_failure(const char *document, enum code code) {
    struct docx_result result;
    docx_read_package(document, NULL, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, code);
    assert_string_equal(result.error.place, "/word/main.xml");
    docx_result_free(&result);
}

/* A damaged main part is never half read. */
static void damaged_document(void **state) {
    (void)state;
    expect_failure("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                   "main\"><w:body>" P("a") "<w:p></w:body>",
                   CODE_XML_DAMAGED);
    expect_failure("<html><body><p>a</p></body></html>", CODE_XML_DAMAGED);
    expect_failure("", CODE_XML_DAMAGED);
}

/* ISO/IEC 29500-1 strict: the same words under other namespaces. */
static void strict_namespaces(void **state) {
    (void)state;
    docx_expect("<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body>"
                "<w:tbl><w:tr><w:tc>" P("a") "</w:tc></w:tr></w:tbl></w:body></w:document>",
                NULL, "body table 1x1\n  R0C0 a\n", "");
}

/* ISO/IEC 29500-1 strict: Word's shapes stand in wp, the content of their boxes in wne. */
static void strict_text_box(void **state) {
    (void)state;
    docx_expect("<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" "
                "xmlns:wp=\"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing\" "
                "xmlns:wne=\"http://schemas.microsoft.com/office/word/2006/wordml\"><w:body>"
                "<w:p>" RUN("<w:drawing><wp:anchor><wp:wsp><wp:txbx><wne:txbxContent>" P(
                    "box") "</wne:txbxContent></wp:txbx></wp:wsp></wp:anchor></w:drawing>"
                           "<w:t>a</w:t>") "</w:p></w:body></w:document>",
                NULL, "body a\ntextbox box\n", "");
}

/* ECMA-376-4 §19.1.2.23 textpath: lettering is text of the page; a shape's type has none. */
static void lettering(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT("<w:p>" RUN(
                    "<w:pict><v:shapetype><v:textpath on=\"t\"/></v:shapetype><v:shape>"
                    "<v:textpath string=\"DỰ THẢO\"/></v:shape></w:pict><w:t>a</w:t>") "</w:p>"),
                NULL, "body a\ntextbox DỰ THẢO\n", "");
}

/* What is embedded but not read is named. */
static void skipped_parts(void **state) {
    (void)state;
    static const struct docx_part parts[] = {
        {"book.xlsx", "package", "x"}, {"chart1.xml", "chart", "<c/>"}, {NULL, NULL, NULL}};
    docx_expect(W_DOCUMENT(P("a")), parts, "body a\n",
                "part-skipped - /word/book.xlsx\npart-skipped - /word/chart1.xml\n");
}

/* The bid counts what was checked: the content type, wherever the part stands. */
static void bids(void **state) {
    (void)state;
    struct limits limits = limits_default();
    struct error error = {.code = CODE_NONE};
    size_t length;
    void *bytes = docx_package(W_DOCUMENT(P("a")), NULL, &length);
    struct format_input input = {.path = "a", .bytes = bytes, .length = length};
    assert_int_equal(docx_bid(&input), 0);
    assert_true(package_open(bytes, length, &limits, &input.package, &error));
    assert_int_equal(docx_bid(&input), 32 + 8 * strlen(DOCX_TYPE));
    package_close(input.package);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_in_order),   cmocka_unit_test(text_boxes),
        cmocka_unit_test(text_box_in_cell), cmocka_unit_test(text_boxes_of_boxes),
        cmocka_unit_test(properties),       cmocka_unit_test(damaged_parts),
        cmocka_unit_test(damaged_document), cmocka_unit_test(strict_namespaces),
        cmocka_unit_test(strict_text_box),  cmocka_unit_test(lettering),
        cmocka_unit_test(skipped_parts),    cmocka_unit_test(bids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
