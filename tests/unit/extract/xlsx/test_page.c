/* What of a sheet is on the page: merged cells, hidden rows and columns, zeros, drawings. From
 * ECMA-376-1 §18.3.1 and from what Excel displays. */
#include "tests/unit/extract/xlsx/test_xlsx.h"

static void test_merges_and_hidden(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(
        SHEET("<cols><col min='2' max='3' hidden='1'/><col min='5' max='5' "
              "width='0'/></cols><sheetData>"
              "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='D1'><v>3</v></c><c "
              "r='E1'><v>9</v></c></row>"
              "<row r='2' hidden='1'><c r='A2'><v>4</v></c></row>"
              "<row r='3' ht='0' customHeight='1'><c r='A3'><v>5</v></c></row>"
              "<row r='4' ht='15'><c r='A4'><v>6</v></c></row></sheetData>"
              "<mergeCells><mergeCell ref='A4:D5'/><mergeCell ref='nonsense'/></mergeCells>"),
        NULL, NULL, &result);
    assert_false(cell_at(&result, 0, 0)->hidden);
    assert_true(cell_at(&result, 0, 1)->hidden);
    assert_false(cell_at(&result, 0, 3)->hidden);
    assert_true(cell_at(&result, 0, 4)->hidden);
    assert_true(cell_at(&result, 1, 0)->hidden);
    assert_true(cell_at(&result, 2, 0)->hidden);
    assert_false(cell_at(&result, 3, 0)->hidden);
    assert_int_equal(cell_at(&result, 3, 0)->rowspan, 2);
    assert_int_equal(cell_at(&result, 3, 0)->colspan, 4);
    assert_int_equal(count_events(&result, CODE_REPAIRED), 1);
    document_free(result.document);
}

/* §18.3.1.81: zeroHeight speaks of rows that are not listed; a listed one is hidden by its own
 * attribute (§18.3.1.73), whether it has a height or not. */
static void test_rows_hidden_by_default(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(SHEET("<sheetFormatPr defaultRowHeight='15' zeroHeight='1'/><sheetData>"
                         "<row r='1'><c><v>1</v></c></row>"
                         "<row r='2' hidden='1'><c><v>2</v></c></row>"
                         "<row r='3' ht='15' hidden='1'><c><v>3</v></c></row></sheetData>"),
                   NULL, NULL, &result);
    assert_false(cell_at(&result, 0, 0)->hidden);
    assert_true(cell_at(&result, 1, 0)->hidden);
    assert_true(cell_at(&result, 2, 0)->hidden);
    document_free(result.document);
}

/* §18.3.1.55: what a merged range covers is not on the page, whatever its type. */
static void test_cells_under_a_merge(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(SHEET("<sheetData><row r='1'><c r='A1'><v>7</v></c><c r='B1'><v>8</v></c></row>"
                         "<row r='2'><c r='A2' t='str'><v>9</v></c><c r='B2' t='b'><v>1</v></c>"
                         "<c r='C2'><v>3</v></c></row></sheetData>"
                         "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C1:C2'/>"
                         "<mergeCell ref='C9'/></mergeCells>"),
                   NULL, NULL, &result);
    assert_int_equal(sheet_table(&result, 0)->cell_count, 1);
    assert_text(&result, 0, 0, "7");
    assert_int_equal(count_events(&result, CODE_CELL_COVERED), 4);
    assert_string_equal(result.places[0], "t1!R0C1");
    assert_string_equal(result.places[3], "t1!R1C2");
    assert_int_equal(result.document->warning_count, 1);
    assert_string_equal(result.document->warnings[0].at, "t1!R0C1");
    document_free(result.document);
}

/* §18.3.1.87 showZeros: the value stays, and nothing is shown of it. */
static void test_zeros_not_shown(void **state) {
    static const struct {
        const char *views, *shown;
    } sheets[] = {
        {"<sheetViews><sheetView showZeros='0' workbookViewId='0'><pane/></sheetView></sheetViews>",
         ""},
        {"<sheetViews><sheetView workbookViewId='0'/><sheetView showZeros='false' "
         "workbookViewId='1'/></sheetViews>",
         ""},
        {"<sheetViews><sheetView showZeros='1' workbookViewId='0'/></sheetViews>", "0"},
        {"", "0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        struct result result;
        char xml[1024];
        snprintf(xml, sizeof xml,
                 SHEET("%s<sheetData><row r='1'><c r='A1'><v>0</v></c><c r='B1'><f>A1</f>"
                       "<v>0</v></c><c r='C1'><v>0.5</v></c></row></sheetData>"),
                 sheets[i].views);
        read_sheet_xml(xml, NULL, NULL, &result);
        for (uint32_t column = 0; column < 2; column++) {
            assert_text(&result, 0, column, sheets[i].shown);
            assert_int_equal(cell_at(&result, 0, column)->value_type, VALUE_NUMBER);
            assert_true(cell_at(&result, 0, column)->value == 0);
        }
        assert_text(&result, 0, 2, "0.5");
        document_free(result.document);
    }
}

/* ---- drawings ---- */

#define ANCHOR(from_column, from_row, to_column, to_row, content)                                  \
    "<d:twoCellAnchor><d:from><d:col>" from_column                                                 \
    "</d:col><d:colOff>9525</d:colOff><d:row>" from_row                                            \
    "</d:row><d:rowOff>77</d:rowOff></d:from><d:to><d:col>" to_column "</d:col><d:row>" to_row     \
    "</d:row></d:to>" content "<d:clientData/></d:twoCellAnchor>"
#define PICTURE "<d:pic><d:nvPicPr><d:cNvPr id='2' name='a'/></d:nvPicPr></d:pic>"
#define SHAPE(preset, text)                                                                        \
    "<d:sp><d:spPr><a:prstGeom prst='" preset "'/></d:spPr><d:txBody><a:p><a:r><a:t>" text         \
    "</a:t></a:r></a:p></d:txBody></d:sp>"

static void read_drawing(const char *drawing, struct result *result) {
    const struct file parts[] = {
        {"xl/worksheets/_rels/s.xml.rels",
         "<Relationships xmlns='" PACKAGE_RELS "'><Relationship Id='rId1' Type='" OFFICE_RELS
         "/drawing' Target='../drawings/d.xml'/></Relationships>"},
        {"xl/drawings/d.xml", drawing},
    };
    read_sheet_and_parts(SHEET("<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>3</v></c>"
                               "</row><row r='3'><c r='B3'><v>5</v></c></row></sheetData>"
                               "<drawing xmlns:r='" OFFICE_RELS "' r:id='rId1'/>"),
                         NULL, NULL, parts, 2, result);
}

#define DRAWING(content)                                                                           \
    "<d:wsDr xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' "       \
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>" content "</d:wsDr>"

/* §20.5: an empty cell in which a picture or a text box begins is none to be taken for empty. */
static void test_drawings(void **state) {
    (void)state;
    struct result result;
    read_drawing(
        DRAWING(ANCHOR("1", "0", "1", "0", PICTURE)             /* B1, empty */
                ANCHOR("1", "0", "2", "1", PICTURE)             /* again */
                ANCHOR("2", "0", "2", "1", PICTURE)             /* C1, filled */
                ANCHOR("2", "2", "2", "2", SHAPE("rect", "25")) /* C3 */
                ANCHOR("0", "2", "0", "2", SHAPE("rect", " "))  /* A3, shows nothing */
                ANCHOR("9", "9", "9", "9", PICTURE)             /* beyond the cells */
                "<d:oneCellAnchor><d:from><d:col>0</d:col><d:row>1</d:row></d:from>" PICTURE
                "</d:oneCellAnchor>"),
        &result);
    assert_text(&result, 0, 1, "\xEF\xBF\xBC");
    assert_text(&result, 0, 2, "3");
    assert_text(&result, 1, 0, "\xEF\xBF\xBC");
    assert_text(&result, 2, 2, "\xEF\xBF\xBC");
    assert_null(table_cell(sheet_table(&result, 0), 2, 0));
    assert_int_equal(sheet_table(&result, 0)->cell_count, 6);
    assert_int_equal(sheet_table(&result, 0)->rows, 3);
    assert_int_equal(count_events(&result, CODE_CELLS_OVERLAID), 6);
    assert_string_equal(result.places[0], "t1!R0C1");
    assert_int_equal(result.document->warning_count, 1);
    assert_string_equal(result.document->warnings[0].code, "cells-overlaid");
    document_free(result.document);
}

static void test_drawings_that_hide_nothing(void **state) {
    (void)state;
    struct result result;
    read_drawing(DRAWING(ANCHOR("1", "0", "1", "0", "<d:cxnSp><d:spPr/></d:cxnSp>")
                             ANCHOR("1", "0", "1", "0", SHAPE("line", ""))
                                 ANCHOR("1", "0", "1", "0",
                                        "<d:pic><d:nvPicPr><d:cNvPr id='2' hidden='1'/>"
                                        "</d:nvPicPr></d:pic>")),
                 &result);
    assert_null(table_cell(sheet_table(&result, 0), 0, 1));
    assert_int_equal(result.event_count, 0);
    document_free(result.document);
    read_drawing("<d:wsDr", &result); /* the cells are read all the same */
    assert_text(&result, 0, 0, "1");
    assert_int_equal(count_events(&result, CODE_PART_UNREADABLE), 1);
    document_free(result.document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merges_and_hidden),
        cmocka_unit_test(test_rows_hidden_by_default),
        cmocka_unit_test(test_cells_under_a_merge),
        cmocka_unit_test(test_zeros_not_shown),
        cmocka_unit_test(test_drawings),
        cmocka_unit_test(test_drawings_that_hide_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
