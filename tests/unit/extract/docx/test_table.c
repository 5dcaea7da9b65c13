/* Tables of DOCX; the clauses are those of ECMA-376-1. */
#include "tests/unit/extract/docx/test_docx.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"
#define TC_PR(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P(text) "</w:tc>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define TR_PR(properties, cells) "<w:tr><w:trPr>" properties "</w:trPr>" cells "</w:tr>"
#define TBL(rows) "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"
#define SDT(content) "<w:sdt><w:sdtPr/><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define PROMPT_TC                                                                                  \
    "<w:tc><w:p><w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>Click</w:t></w:r></w:p></w:tc>"
#define EMPTY_TC_PR(properties) "<w:tc><w:tcPr>" properties "</w:tcPr><w:p/></w:tc>"

/* §17.4.17 gridSpan, §17.4.84 vMerge: a missing value continues the cell above. */
static void spans(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(TBL(TR(TC_PR("<w:vMerge w:val=\"restart\"/>", "a") TC_PR(
            "<w:gridSpan w:val=\"2\"/>", "b")) TR(EMPTY_TC_PR("<w:vMerge/>") TC("c") TC("d"))
                           TR(TC_PR("<w:vMerge w:val=\"continue\"/>", "e") TC("f") TC("g")))),
        NULL,
        "body table 3x3\n  R0C0 3x1 a\\ne\n  R0C1 1x2 b\n  R1C1 c\n  R1C2 d\n  R2C1 f\n  R2C2 g\n",
        "");
}

/* §17.4.15 gridBefore: the row begins further right; §17.4.14 gridAfter needs nothing. */
static void rows_of_unequal_width(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TBL(TR(TC("a") TC("b") TC("c")) TR_PR(
                    "<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>", TC("d")))),
                NULL, "body table 2x3\n  R0C0 a\n  R0C1 b\n  R0C2 c\n  R1C1 d\n", "");
}

/* §17.4.78 tblHeader: only rows at the top of the table repeat. */
static void header_rows(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TBL(TR_PR("<w:tblHeader/>", TC("a")) TR_PR("<w:tblHeader/>", TC("b"))
                                   TR_PR("<w:tblHeader w:val=\"0\"/>", TC("c"))
                                       TR_PR("<w:tblHeader/>", TC("d")))),
                NULL, "body table 4x1\n  R0C0 header a\n  R1C0 header b\n  R2C0 c\n  R3C0 d\n", "");
}

/* §17.4.22 hMerge, the merge of older programs: cells to the right belong to the first. */
static void legacy_horizontal_merge(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(TBL(TR(TC("a") TC_PR("<w:hMerge w:val=\"restart\"/>", "b") EMPTY_TC_PR(
            "<w:hMerge/>") EMPTY_TC_PR("<w:hMerge w:val=\"continue\"/>"))
                           TR(TC_PR("<w:hMerge w:val=\"restart\"/>", "c") TC_PR("<w:hMerge/>", "d")
                                  TC("e") TC("f")))),
        NULL, "body table 2x4\n  R0C0 a\n  R0C1 1x3 b\n  R1C0 1x2 c\\nd\n  R1C2 e\n  R1C3 f\n", "");
}

/* §17.4.37 tables in cells, to any depth; their text is not the outer cell's. */
static void nested_tables(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TBL(TR(TC("a") "<w:tc>" P("b") TBL(
                    TR("<w:tc>" TBL(TR(TC("d"))) P("c") "</w:tc>")) P("e") "</w:tc>"))),
                NULL,
                "body table 1x2\n  R0C0 a\n  R0C1 b\\ne\n"
                "body table 1x1 in t1!R0C1\n  R0C0 c\n"
                "body table 1x1 in t2!R0C0\n  R0C0 d\n",
                "");
}

/* §17.5.2.33, §17.5.2.32: content controls around rows and cells; the same for w:customXml and
 * w:ins. A control within another, and a prompt (§17.5.2.39) in a cell. */
static void wrapped_rows_and_cells(void **state) {
    (void)state;
    static const struct docx_part styles[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:style w:type=\"character\" w:styleId=\"S\"><w:name "
                          "w:val=\"Placeholder Text\"/></w:style>")},
        {NULL, NULL, NULL}};
    docx_expect(
        W_DOCUMENT(TBL(SDT(SDT(TR(TC("a")))) "<w:customXml>" TR(SDT(TC("b"))) "</w:customXml>" TR(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/>"
            "</w:sdtPr><w:sdtContent>" PROMPT_TC "</w:sdtContent></w:sdt>"))),
        styles, "body table 3x1\n  R0C0 a\n  R1C0 b\n  R2C0 \n", "text-hidden t1!R2C0 Click\n");
}

/* §17.13.5.12 deleted rows go, §17.13.5.17 inserted ones stay; trPr may stand behind table
 * exceptions. */
static void tracked_rows(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TBL(TR(TC("a")) "<w:tr><w:tblPrEx/><w:trPr><w:del/></w:trPr>" TC("b")
                                   TC("7") "</w:tr>" TR_PR("<w:ins/>", TC("c")))),
                NULL, "body table 2x1\n  R0C0 a\n  R1C0 c\n", "row-deleted t1!R1C0 b\\n7\n");
}

/* A table whose every row is deleted is not there at all. */
static void deleted_table(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(P("x") TBL(
                    TR_PR("<w:del/>", "<w:tc>" P("a") TBL(TR(TC("b"))) P("") "</w:tc>")) P("y")),
                NULL, "body x\nbody y\n", "row-deleted p2 a\\nb\n");
}

/* §17.13.5.1 cellDel: a deleted cell goes and its row closes up. */
static void deleted_cell(void **state) {
    (void)state;
    docx_expect(W_DOCUMENT(TBL(TR(TC("a") TC_PR("<w:cellDel/>", "b") TC("c")))), NULL,
                "body table 1x2\n  R0C0 a\n  R0C1 c\n", "text-deleted t1!R0C1 b\n");
}

/* §17.13.5.2 cellMerge, accepted: the second cell belongs to the one above, the third no longer. */
static void merged_by_a_change(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(TBL(TR(TC("a")) TR(EMPTY_TC_PR("<w:cellMerge w:vMerge=\"cont\"/>")) TR(
            TC_PR("<w:vMerge/><w:cellMerge w:vMerge=\"rest\" w:vMergeOrig=\"cont\"/>", "b")))),
        NULL, "body table 3x1\n  R0C0 2x1 a\n  R2C0 b\n", "");
}

/* What stands where no text may stand is shown all the same, and nothing is half open afterwards.
 */
static void misplaced_text(void **state) {
    (void)state;
    docx_expect(
        W_DOCUMENT(TBL(P("a") TR(P("b") TC("c"))) "<w:tr>" TC("d") "</w:tr>"
                                                                   "<w:r><w:t>e</w:t></w:r>"),
        NULL, "body table 2x2\n  R0C0 a\n  R1C0 b\n  R1C1 c\nbody d\nbody e\n", "");
}

/* A width beyond reason ends as a limit. */
static void absurd_width(void **state) {
    (void)state;
    struct docx_result result;
    docx_read_package(W_DOCUMENT(TBL(TR(TC_PR("<w:gridSpan w:val=\"2000000000\"/>", "a")
                                            TC_PR("<w:gridSpan w:val=\"-3\"/>", "b")))),
                      NULL, &result);
    assert_false(result.read);
    assert_int_equal(result.error.code, CODE_LIMIT_CELLS);
    docx_result_free(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans),         cmocka_unit_test(rows_of_unequal_width),
        cmocka_unit_test(header_rows),   cmocka_unit_test(legacy_horizontal_merge),
        cmocka_unit_test(nested_tables), cmocka_unit_test(wrapped_rows_and_cells),
        cmocka_unit_test(tracked_rows),  cmocka_unit_test(deleted_table),
        cmocka_unit_test(deleted_cell),  cmocka_unit_test(misplaced_text),
        cmocka_unit_test(absurd_width),  cmocka_unit_test(merged_by_a_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
