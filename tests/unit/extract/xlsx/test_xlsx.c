/* Workbooks written by hand here; expectations from ECMA-376-1 §18 and from what Excel displays. */
#include "tests/unit/extract/xlsx/test_xlsx.h"

static void test_cell_types(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(
        DATA(
            "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><v>23</v></c>"
            "<c r='C1' t='inlineStr'><is><t>Không</t></is></c><c r='D1' t='b'><v>1</v></c>"
            "<c r='E1' t='e'><v>#DIV/0!</v></c><c r='F1' t='str'><f>A1</f><v>b_x000D_&#10;c</v></c>"
            "<c r='G1' t='d'><v>2021-06-30T14:30:00</v></c><c r='H1' s='0'/></row>"),
        "<sst xmlns='" MAIN_NS "'><si><t>a</t></si><si><t>Số liệu</t></si></sst>", NULL, &result);
    assert_text(&result, 0, 0, "Số liệu");
    assert_int_equal(cell_at(&result, 0, 0)->value_type, VALUE_NONE);
    assert_text(&result, 0, 1, "23");
    assert_int_equal(cell_at(&result, 0, 1)->value_type, VALUE_NUMBER);
    assert_true(cell_at(&result, 0, 1)->value == 23);
    assert_null(cell_at(&result, 0, 1)->format);
    assert_text(&result, 0, 2, "Không");
    assert_text(&result, 0, 3, "TRUE");
    assert_int_equal(cell_at(&result, 0, 3)->value_type, VALUE_BOOLEAN);
    assert_true(cell_at(&result, 0, 3)->value == 1);
    assert_text(&result, 0, 4, "#DIV/0!");
    assert_int_equal(cell_at(&result, 0, 4)->value_type, VALUE_ERROR);
    assert_string_equal(cell_at(&result, 0, 4)->error, "#DIV/0!");
    assert_text(&result, 0, 5, "b\nc");
    assert_string_equal(cell_at(&result, 0, 6)->date, "2021-06-30T14:30:00");
    assert_string_equal(sheet_table(&result, 0)->name, "Phụ lục 2");
    assert_false(sheet_table(&result, 0)->hidden);
    document_free(result.document);
}

static void test_number_formats(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(
        DATA("<row r='1'><c r='A1' s='1'><v>0.985</v></c><c r='B1' s='2'><v>5</v></c>"
             "<c r='C1' s='3'><v>44377</v></c><c r='D1' s='4'><v>1234.5</v></c>"
             "<c r='E1' s='4' t='str'><v>x</v></c><c r='F1' s='99'><v>1.5</v></c>"
             "<c r='G1' s='5'><v>2.5</v></c></row>"),
        NULL,
        "<styleSheet xmlns='" MAIN_NS
        "'><numFmts><numFmt numFmtId='170' formatCode='0&quot; văn bản&quot;'/>"
        "<numFmt numFmtId='164' formatCode='dd/mm/yyyy'/><numFmt numFmtId='165' "
        "formatCode='#,##0.00;-0;0;&quot;(&quot;@&quot;)&quot;'/>"
        "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
        "<xf numFmtId='10'/><xf numFmtId='170'/><xf numFmtId='164'/><xf numFmtId='165'/>"
        "<xf numFmtId='999'/></cellXfs></styleSheet>",
        &result);
    assert_text(&result, 0, 0, "98.50%");
    assert_true(cell_at(&result, 0, 0)->value == 0.985);
    assert_string_equal(cell_at(&result, 0, 0)->format, "0.00%");
    assert_text(&result, 0, 1, "5 văn bản");
    assert_text(&result, 0, 2, "30/06/2021");
    assert_string_equal(cell_at(&result, 0, 2)->date, "2021-06-30");
    assert_text(&result, 0, 3, "1,234.50");
    assert_null(cell_at(&result, 0, 3)->date);
    assert_text(&result, 0, 4, "(x)");
    assert_text(&result, 0, 5, "1.5");
    assert_text(&result, 0, 6, "2.5");
    document_free(result.document);
}

static void test_rich_strings(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(
        DATA("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c "
             "t='s'><v>3</v></c>"
             "<c t='inlineStr'><is><r><t>7</t></r><r><rPr><vertAlign val='superscript'/></rPr>"
             "<t>(2)</t></r></is></c><c t='s'><v>4</v></c></row>"),
        "<sst xmlns='" MAIN_NS
        "'><si><r><t>25</t></r><r><rPr><b/><vertAlign val='superscript'/></rPr>"
        "<t>1</t></r></si>"
        "<si><r><t xml:space='preserve'>Số </t></r><r><rPr><vertAlign "
        "val='subscript'/></rPr><t>1</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>a_x0041_b_x005F_x0041_c_xD83D__xDE00_ _x12</t></si>"
        "<si><t>dòng 1\r\ndòng 2</t></si></sst>",
        NULL, &result);
    assert_text(&result, 0, 0, "25¹");
    assert_text(&result, 0, 1, "Số ₁");
    assert_text(&result, 0, 2, "東京");
    assert_text(&result, 0, 3, "aAb_x0041_c😀 _x12");
    assert_text(&result, 0, 4, "7⁽²⁾");
    assert_text(&result, 0, 5, "dòng 1\ndòng 2");
    document_free(result.document);
}

/* §18.8.22 and §18.4.5: a cell's font, a run's own; one string under two fonts is read twice. */
static void test_legacy_fonts(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(
        DATA(
            "<row><c t='s' s='1'><v>0</v></c><c t='s' s='2'><v>0</v></c><c t='s' s='0'><v>1</v></c>"
            "<c t='inlineStr' s='1'><is><t>§iÒu</t></is></c><c s='3'><v>5</v></c>"
            "<c t='s' s='1'><v>2</v></c><c t='inlineStr' s='1'><is><r><t xml:space='preserve'>cöa "
            "5</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></is></c></row>"),
        "<sst xmlns='" MAIN_NS "'><si><t>cöa</t></si>"
        "<si><r><rPr><rFont val='Times New Roman'/></rPr><t>Ủy</t></r>"
        "<r><rPr><rFont val='.VnTime'/></rPr>"
        "<t xml:space='preserve'> ban nh©n d©n</t></r></si>"
        "<si><r><t xml:space='preserve'>tæng </t></r>"
        "<r><rPr><rFont val='VNI-Times'/></rPr><t>soá</t></r></si></sst>",
        "<styleSheet xmlns='" MAIN_NS
        "'><numFmts><numFmt numFmtId='170' formatCode='0 \"tû ®ång\"'/></numFmts>"
        "<fonts><font><name val='Arial'/></font><font><name val='.VnTime'/></font>"
        "<font><name val='VNI-Times'/></font></fonts>"
        "<cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='0' fontId='1'/>"
        "<xf numFmtId='0' fontId='2'/><xf numFmtId='170' fontId='1'/></cellXfs></styleSheet>",
        &result);
    assert_text(&result, 0, 0, "cửa");
    assert_text(&result, 0, 1, "cưa");
    assert_text(&result, 0, 2, "Ủy ban nhân dân");
    assert_text(&result, 0, 3, "Điều");
    assert_text(&result, 0, 4, "5 tỷ đồng");
    assert_text(&result, 0, 5, "tổng số");
    assert_text(&result, 0, 6, "cửa 5¹"); /* its form is a letter where TCVN3 has it */
    assert_int_equal(count_events(&result, CODE_TEXT_DECODED), 7);
    assert_int_equal(result.document->warning_count, 2);
    document_free(result.document);
}

/* §18.8.22 strike of a cell's font, §18.4.7 of a run's. */
static void test_struck_figures(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(DATA("<row><c s='1'><v>23</v></c><c t='s'><v>0</v></c></row>"),
                   "<sst xmlns='" MAIN_NS
                   "'><si><r><rPr><strike/></rPr><t>23</t></r><r><t>25</t></r></si></sst>",
                   "<styleSheet xmlns='" MAIN_NS "'><fonts><font/><font><strike/></font></fonts>"
                   "<cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs></styleSheet>",
                   &result);
    assert_text(&result, 0, 0,
                "2\xCC\xB6"
                "3\xCC\xB6");
    assert_text(&result, 0, 1,
                "2\xCC\xB6"
                "3\xCC\xB6"
                "25");
    document_free(result.document);
}

static void test_positions(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(SHEET("<dimension ref='A1:XFD1048576'/><sheetData><row><c><v>1</v></c><c "
                         "r='D1'><v>2</v></c><c><v>3</v></c></row>"
                         "<row r='5'><c><v>4</v></c></row><row><c r='B6'><v>5</v></c></row>"
                         "<row r='0'><c r='XFE9'><v>6</v></c></row></sheetData>"),
                   NULL, NULL, &result);
    assert_text(&result, 0, 0, "1");
    assert_text(&result, 0, 3, "2");
    assert_text(&result, 0, 4, "3");
    assert_text(&result, 4, 0, "4");
    assert_text(&result, 5, 1, "5");
    assert_text(&result, 6, 0, "6"); /* places that are none follow the one before */
    assert_int_equal(count_events(&result, CODE_REPAIRED), 1);
    assert_int_equal(sheet_table(&result, 0)->rows, 7);
    assert_int_equal(sheet_table(&result, 0)->columns, 5);
    document_free(result.document);
}

/* §18.18.7: XFD1048576 is the last place. What is declared or merged up to there holds two cells.
 */
static void test_far_corner(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(SHEET("<dimension ref='A1:XFD1048576'/><cols><col min='3' max='16384' "
                         "hidden='1'/></cols><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
                         "<row r='1048576'><c r='XFD1048576'><v>2</v></c><c><v>3</v></c></row>"
                         "</sheetData><mergeCells><mergeCell ref='A1:XFD1048575'/></mergeCells>"),
                   NULL, NULL, &result);
    assert_int_equal(sheet_table(&result, 0)->cell_count, 2);
    assert_int_equal(cell_at(&result, 0, 0)->rowspan, 1048575);
    assert_int_equal(cell_at(&result, 0, 0)->colspan, 16384);
    assert_text(&result, 1048575, 16383, "2");
    assert_true(cell_at(&result, 1048575, 16383)->hidden);
    assert_int_equal(count_events(&result, CODE_REPAIRED), 1); /* the cell behind the last */
    document_free(result.document);
}

static void test_formulas(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(DATA("<row r='1'><c r='A1'><f>SUM(B1:B9)</f></c><c r='B1'><f>1+1</f><v>2</v></c>"
                        "<c r='C1'><f>1+1</f><v></v></c><c r='D1' t='str'><f>\"\"</f><v></v></c>"
                        "<c r='E1' t='str'><f>D1</f></c></row>"),
                   NULL, NULL, &result);
    assert_int_equal(cell_at(&result, 0, 0)->value_type, VALUE_UNCALCULATED);
    assert_int_equal(cell_at(&result, 0, 1)->value_type, VALUE_NUMBER);
    assert_int_equal(cell_at(&result, 0, 2)->value_type, VALUE_UNCALCULATED);
    const struct cell *empty = table_cell(sheet_table(&result, 0), 0, 3);
    assert_true(!empty || empty->value_type == VALUE_NONE);
    assert_int_equal(cell_at(&result, 0, 4)->value_type, VALUE_UNCALCULATED);
    assert_int_equal(count_events(&result, CODE_VALUE_UNCALCULATED), 3);
    assert_string_equal(result.places[1], "t1!R0C2");
    document_free(result.document);
}

/* §18.8.31: a fourth section without @ shows no text, three without one leave it as it is. */
static void test_text_hidden_by_format(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(DATA("<row><c s='1' t='inlineStr'><is><t>mật</t></is></c>"
                        "<c s='2' t='inlineStr'><is><t>rõ</t></is></c><c s='1'><v>5</v></c>"
                        "<c s='1' t='inlineStr'><is><t/></is></c></row>"),
                   NULL,
                   "<styleSheet xmlns='" MAIN_NS "'><numFmts>"
                   "<numFmt numFmtId='164' formatCode=';;;'/>"
                   "<numFmt numFmtId='165' formatCode='0;;'/></numFmts><cellXfs>"
                   "<xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>"
                   "</styleSheet>",
                   &result);
    assert_null(table_cell(sheet_table(&result, 0), 0, 0));
    assert_text(&result, 0, 1, "rõ");
    assert_text(&result, 0, 2, "");
    assert_float_equal(cell_at(&result, 0, 2)->value, 5, 0);
    assert_int_equal(count_events(&result, CODE_TEXT_HIDDEN), 1);
    document_free(result.document);
}

static void test_bad_values(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml(DATA("<row r='1'><c r='A1'><v>1,5</v></c><c r='B1' t='s'><v>7</v></c>"
                        "<c r='C1' t='d'><v>30/6/2021</v></c><c r='D1' t='zzz'><v>8</v></c></row>"),
                   NULL, NULL, &result);
    assert_text(&result, 0, 0, "1,5"); /* kept, but as no number */
    assert_int_equal(cell_at(&result, 0, 0)->value_type, VALUE_NONE);
    assert_text(&result, 0, 1, "\xEF\xBF\xBC"); /* no such text */
    assert_text(&result, 0, 2, "30/6/2021");
    assert_text(&result, 0, 3, "8");
    assert_int_equal(count_events(&result, CODE_REPAIRED), 3);
    document_free(result.document);
}

/* Strict namespaces, a workbook elsewhere, the template type, a chart sheet, hidden sheets, 1904.
 */
static const struct file strict_files[] = {
    {"[Content_Types].xml",
     "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
     "<Default Extension='rels' "
     "ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
     "<Default Extension='xml' ContentType='application/xml'/><Override PartName='/so/chinh.xml' "
     "ContentType='application/vnd.ms-excel.template.macroEnabled.main+xml'/></Types>"},
    {"_rels/.rels",
     "<Relationships xmlns='" PACKAGE_RELS "'><Relationship Id='a' Type='" STRICT_RELS
     "/officeDocument' Target='/so/chinh.xml'/></Relationships>"},
    {"so/chinh.xml",
     "<x:workbook xmlns:x='" STRICT_NS "' xmlns:rr='" STRICT_RELS
     "'><x:workbookPr date1904='true'/><x:sheets><x:sheet name='B' rr:id='s2' state='hidden'/>"
     "<x:sheet name='Đồ thị' rr:id='c1'/><x:sheet name='A' rr:id='s1' state='veryHidden'/>"
     "<x:sheet name='Mất' rr:id='zz'/></x:sheets></x:workbook>"},
    {"so/_rels/chinh.xml.rels",
     "<Relationships xmlns='" PACKAGE_RELS "'><Relationship Id='s1' Type='" STRICT_RELS
     "/worksheet' Target='/trang/1.xml'/><Relationship Id='s2' Type='" STRICT_RELS
     "/worksheet' Target='../trang/2.xml'/><Relationship Id='c1' Type='" STRICT_RELS
     "/chartsheet' Target='c.xml'/><Relationship Id='st' Type='" STRICT_RELS
     "/styles' Target='kieu.xml'/></Relationships>"},
    {"so/c.xml", "<chartsheet xmlns='" STRICT_NS "'/>"},
    {"so/kieu.xml",
     "<styleSheet xmlns='" STRICT_NS "'><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"},
    {"trang/1.xml", "<x:worksheet xmlns:x='" STRICT_NS
                    "'><x:sheetData><x:row><x:c><x:v>42915</x:v></x:c></x:row></x:sheetData>"
                    "</x:worksheet>"},
    {"trang/2.xml", "<worksheet xmlns='" STRICT_NS
                    "'><sheetData><row><c t='str'><v>hai</v></c></row></sheetData></worksheet>"},
};

static void test_strict_workbook(void **state) {
    (void)state;
    enum { COUNT = sizeof strict_files / sizeof *strict_files };
    struct result result;
    struct limits limits = limits_default();
    assert_true(bid_files(strict_files, COUNT) > 0);
    read_files(strict_files, COUNT, &limits, &result);
    assert_text(&result, 0, 0, "hai");
    assert_string_equal(sheet_table(&result, 0)->name, "B");
    assert_true(sheet_table(&result, 0)->hidden);
    const struct table *second = sheet_table(&result, 1);
    assert_string_equal(second->name, "A");
    assert_true(second->hidden);
    assert_string_equal(second->cells[0].text, "6/30/21");
    assert_string_equal(second->cells[0].date, "2021-06-30");
    assert_int_equal(result.document->block_count, 2);
    assert_int_equal(count_events(&result, CODE_SHEET_HIDDEN), 2);
    assert_int_equal(count_events(&result, CODE_PART_SKIPPED), 1);
    assert_int_equal(count_events(&result, CODE_PART_UNREADABLE), 1);
    document_free(result.document);
}

/* §12.3.23 and MS-OFFMACRO2 2.2.1: workbooks, templates and add-ins, with macros and without. */
static void test_content_types(void **state) {
    (void)state;
    static const char *const types[] = {
        SHEET_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
        "application/vnd.ms-excel.addin.macroEnabled.main+xml"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char list[512];
        snprintf(list, sizeof list,
                 "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                 "<Override PartName='/a/b.xml' ContentType='%s'/></Types>",
                 types[i]);
        const struct file files[] = {{"[Content_Types].xml", list}, {"a/b.xml", "<a/>"}};
        assert_true(bid_files(files, 2) > 0);
    }
    static const struct file word[] = {
        {"[Content_Types].xml",
         "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
         "<Override PartName='/a/b.xml' ContentType='application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"},
        {"a/b.xml", "<a/>"}};
    assert_int_equal(bid_files(word, 2), 0);
}

static void test_failures(void **state) {
    (void)state;
    struct result result;
    read_sheet_xml("<worksheet xmlns='" MAIN_NS "'><sheetData><row><c><v>1</v></c>", NULL, NULL,
                   &result);
    assert_null(result.document); /* half a sheet would lose numbers unseen */
    assert_int_equal(result.error.code, CODE_XML_DAMAGED);
    struct limits limits = limits_default();
    limits.cell_text_bytes = 2;
    read_files(strict_files, sizeof strict_files / sizeof *strict_files, &limits, &result);
    assert_null(result.document);
    assert_int_equal(result.error.code, CODE_LIMIT_TEXT);
    limits = limits_default();
    limits.cells = 1;
    read_files(strict_files, sizeof strict_files / sizeof *strict_files, &limits, &result);
    assert_null(result.document);
    assert_int_equal(result.error.code, CODE_LIMIT_CELLS);
    static const struct file other[] = {{"a.txt", "x"}};
    assert_int_equal(bid_files(other, 1), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell_types),     cmocka_unit_test(test_number_formats),
        cmocka_unit_test(test_rich_strings),   cmocka_unit_test(test_legacy_fonts),
        cmocka_unit_test(test_struck_figures), cmocka_unit_test(test_positions),
        cmocka_unit_test(test_formulas),       cmocka_unit_test(test_text_hidden_by_format),
        cmocka_unit_test(test_far_corner),     cmocka_unit_test(test_content_types),
        cmocka_unit_test(test_bad_values),     cmocka_unit_test(test_strict_workbook),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
