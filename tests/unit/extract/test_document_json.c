/* document_json: DESIGN §4, "Document". The lines were written by hand. */
#include "extract/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MEMORY = 1 << 20 };

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SCHEMA "{\"schema\":\"chitieu.document/1\","
#define SOURCE                                                                                     \
    "\"source\":{\"path\":\"a.xlsx\",\"sha256\":\"" SHA "\",\"bytes\":46718,\"format\":\"xlsx\"}"

/* Every key there is, in its order. */
static const char full_line[] = SCHEMA SOURCE
    ",\"properties\":{\"title\":\"Báo cáo \\\"CCHC\\\"\",\"creator\":\"Nguyễn Văn A\","
    "\"created\":\"2021-06-15T02:00:00Z\",\"modified\":\"2021-06-16T02:00:00Z\"},"
    "\"blocks\":["
    "{\"id\":\"p1\",\"type\":\"paragraph\",\"part\":\"header\",\"style\":\"Heading "
    "1\",\"number\":\"I.\","
    "\"text\":\"một\\thai\\nba\"},"
    "{\"id\":\"t1\",\"type\":\"table\",\"part\":\"sheet\",\"rows\":4,\"columns\":5,\"name\":\"Số "
    "liệu\","
    "\"hidden\":true,\"cells\":["
    "{\"row\":0,\"column\":2,\"rowspan\":1,\"colspan\":2,\"header\":true,\"number\":\"1.1.\","
    "\"text\":\"đầu\"},"
    "{\"row\":1,\"column\":0,\"rowspan\":3,\"colspan\":1,\"hidden\":true,\"text\":\"98,50%\","
    "\"value\":0.985,"
    "\"format\":\"0.00%\"},"
    "{\"row\":1,\"column\":1,\"text\":\"TRUE\",\"value\":true},"
    "{\"row\":1,\"column\":2,\"text\":\"FALSE\",\"value\":false},"
    "{\"row\":1,\"column\":3,\"text\":\"#DIV/0!\",\"value\":\"#DIV/0!\"},"
    "{\"row\":1,\"column\":4,\"text\":\"30/6/2021\",\"value\":44377,\"date\":\"2021-06-30\","
    "\"format\":\"d/m/yyyy\"},"
    "{\"row\":2,\"column\":1,\"text\":\"\",\"uncalculated\":true},"
    "{\"row\":3,\"column\":1,\"text\":\"\"}]},"
    "{\"id\":\"t2\",\"type\":\"table\",\"part\":\"sheet\",\"rows\":0,\"columns\":0,\"in\":\"t1\","
    "\"row\":3,"
    "\"column\":1,\"cells\":[]},"
    "{\"id\":\"p2\",\"type\":\"paragraph\",\"part\":\"footnote\",\"text\":\"\"}],"
    "\"warnings\":[{\"code\":\"legacy-encoding\",\"at\":\"p1\",\"message\":\"TCVN3\"},"
    "{\"code\":\"repaired\",\"message\":\"\"}]}";

static struct document *read_line(const char *line) {
    struct document *document = NULL;
    struct error error = {0};
    if (!document_from_json(line, strlen(line), MEMORY, &document, &error))
        fail_msg("%s: %s", error.place, error.message);
    return document;
}

static void expect_line(const struct document *document, const char *line) {
    struct buffer out;
    buffer_init(&out, MEMORY);
    document_to_json(document, &out);
    assert_string_equal(buffer_text(&out), line);
    assert_false(out.failed);
    buffer_free(&out);
}

/* ---- out ---- */

/* The same document as the full line, field by field. */
static struct cell full_cells[] = {
    {.row = 0,
     .column = 2,
     .rowspan = 1,
     .colspan = 2,
     .header = true,
     .number = "1.1.",
     .text = "đầu"},
    {.row = 1,
     .column = 0,
     .rowspan = 3,
     .colspan = 1,
     .hidden = true,
     .text = "98,50%",
     .value_type = VALUE_NUMBER,
     .value = 0.985,
     .format = "0.00%"},
    {.row = 1,
     .column = 1,
     .rowspan = 1,
     .colspan = 1,
     .text = "TRUE",
     .value_type = VALUE_BOOLEAN,
     .value = 1},
    {.row = 1,
     .column = 2,
     .rowspan = 1,
     .colspan = 1,
     .text = "FALSE",
     .value_type = VALUE_BOOLEAN},
    {.row = 1,
     .column = 3,
     .rowspan = 1,
     .colspan = 1,
     .text = "#DIV/0!",
     .value_type = VALUE_ERROR,
     .error = "#DIV/0!"},
    {.row = 1,
     .column = 4,
     .rowspan = 1,
     .colspan = 1,
     .text = "30/6/2021",
     .value_type = VALUE_NUMBER,
     .value = 44377,
     .date = "2021-06-30",
     .format = "d/m/yyyy"},
    {.row = 2,
     .column = 1,
     .rowspan = 1,
     .colspan = 1,
     .text = "",
     .value_type = VALUE_UNCALCULATED},
    {.row = 3, .column = 1, .rowspan = 1, .colspan = 1, .text = ""},
};

static struct block full_blocks[] = {
    {.type = BLOCK_PARAGRAPH,
     .number = 1,
     .part = PART_HEADER,
     .paragraph = {.style = "Heading 1", .number = "I.", .text = "một\thai\nba"}},
    {.type = BLOCK_TABLE,
     .number = 1,
     .part = PART_SHEET,
     .table = {.rows = 4,
               .columns = 5,
               .name = "Số liệu",
               .hidden = true,
               .cells = full_cells,
               .cell_count = COUNT(full_cells)}},
    {.type = BLOCK_TABLE,
     .number = 2,
     .part = PART_SHEET,
     .table = {.nested = true, .in = 1, .in_row = 3, .in_column = 1}},
    {.type = BLOCK_PARAGRAPH, .number = 2, .part = PART_FOOTNOTE, .paragraph = {.text = ""}},
};

static void every_field_is_written(void **state) {
    (void)state;
    struct warning warnings[] = {{"legacy-encoding", "p1", "TCVN3"}, {"repaired", NULL, ""}};
    const struct document document = {
        .source = {.path = "a.xlsx", .sha256 = SHA, .bytes = 46718, .format = "xlsx"},
        .properties = {"Báo cáo \"CCHC\"", "Nguyễn Văn A", "2021-06-15T02:00:00Z",
                       "2021-06-16T02:00:00Z"},
        .blocks = full_blocks,
        .block_count = COUNT(full_blocks),
        .warnings = warnings,
        .warning_count = COUNT(warnings)};
    expect_line(&document, full_line);
}

static void an_empty_document_is_written_and_read(void **state) {
    (void)state;
    const char *line =
        SCHEMA "\"source\":{\"path\":\"\",\"sha256\":\"\",\"bytes\":0,\"format\":\"\"},"
               "\"properties\":{},\"blocks\":[],\"warnings\":[]}";
    const struct document document = {.source = {.path = "", .format = ""}};
    expect_line(&document, line);
    struct document *read = read_line(line);
    assert_int_equal(read->block_count, 0);
    assert_string_equal(read->source.sha256, "");
    assert_null(read->properties.title);
    expect_line(read, line);
    document_free(read);
}

/* ---- in ---- */

static void every_field_is_read(void **state) {
    (void)state;
    struct document *document = read_line(full_line);
    const struct block *blocks = document->blocks;
    assert_string_equal(document->source.sha256, SHA);
    assert_int_equal(document->source.bytes, 46718);
    assert_string_equal(document->properties.modified, "2021-06-16T02:00:00Z");
    assert_int_equal(document->block_count, 4);
    assert_int_equal(blocks[0].part, PART_HEADER);
    assert_string_equal(blocks[0].paragraph.text, "một\thai\nba");
    assert_int_equal(blocks[3].number, 2);
    assert_null(blocks[3].paragraph.style);
    assert_true(blocks[2].table.nested);
    assert_int_equal(blocks[2].table.in, 1);
    assert_int_equal(blocks[2].table.in_row, 3);
    assert_int_equal(blocks[2].table.in_column, 1);
    assert_int_equal(document->warning_count, 2);
    assert_null(document->warnings[1].at);
    expect_line(document, full_line);
    document_free(document);
}

static void every_field_of_a_cell_is_read(void **state) {
    (void)state;
    struct document *document = read_line(full_line);
    const struct table *table = &document->blocks[1].table;
    assert_int_equal(table->cell_count, COUNT(full_cells));
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i], *expected = &full_cells[i];
        assert_int_equal(cell->row, expected->row);
        assert_int_equal(cell->column, expected->column);
        assert_int_equal(cell->rowspan, expected->rowspan);
        assert_int_equal(cell->colspan, expected->colspan);
        assert_int_equal(cell->header, expected->header);
        assert_int_equal(cell->hidden, expected->hidden);
        assert_int_equal(cell->value_type, expected->value_type);
        assert_true(cell->value == expected->value);
        assert_string_equal(cell->text, expected->text);
    }
    assert_string_equal(table->cells[4].error, "#DIV/0!");
    assert_string_equal(table->cells[5].date, "2021-06-30");
    assert_string_equal(table->cells[1].format, "0.00%");
    /* The index is made: the cell at row 1 hangs down to row 3. */
    assert_ptr_equal(table_cell(table, 3, 0), &table->cells[1]);
    assert_ptr_equal(table_cell(table, 0, 3), &table->cells[0]);
    document_free(document);
}

static void parts_have_words(void **state) {
    (void)state;
    const char *const words[PART_COUNT] = {"body",    "header",  "footer",  "footnote",
                                           "endnote", "comment", "textbox", "sheet"};
    for (int part = 0; part < PART_COUNT; part++) {
        assert_string_equal(part_word((enum part)part), words[part]);
        assert_int_equal(part_from_word(words[part]), part);
    }
    assert_int_equal(part_from_word("Body"), PART_COUNT);
    assert_int_equal(part_from_word(""), PART_COUNT);
}

/* Each number comes back with the same bits. */
static void numbers_come_back_the_same(void **state) {
    (void)state;
    const double numbers[] = {0,
                              0.1,
                              1.0 / 3,
                              -3.5e9,
                              1e15,
                              123456789012345678.0,
                              9007199254740993.0,
                              1e-7,
                              5e-324,
                              1.7976931348623157e308,
                              0.30000000000000004};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct cell cell = {.rowspan = 1,
                            .colspan = 1,
                            .text = "",
                            .value_type = VALUE_NUMBER,
                            .value = numbers[i]};
        struct block block = {.type = BLOCK_TABLE, .number = 1, .part = PART_SHEET};
        block.table = (struct table){.rows = 1, .columns = 1, .cells = &cell, .cell_count = 1};
        struct document document = {
            .source = {.path = "", .format = ""}, .blocks = &block, .block_count = 1};
        struct buffer out;
        buffer_init(&out, MEMORY);
        document_to_json(&document, &out);
        struct document *read = read_line(buffer_text(&out));
        assert_int_equal(read->blocks[0].table.cells[0].value_type, VALUE_NUMBER);
        assert_memory_equal(&read->blocks[0].table.cells[0].value, &numbers[i], sizeof numbers[i]);
        document_free(read);
        buffer_free(&out);
    }
}

/* ---- broken lines ---- */

static void expect_refused(const char *line, const char *place) {
    struct document *document = NULL;
    struct error error = {0};
    bool read = document_from_json(line, strlen(line), MEMORY, &document, &error);
    if (read || strcmp(error.place, place) != 0)
        fail_msg("%s: %s, not %s", line, read ? "read" : error.place, place);
    assert_int_equal(error.code, CODE_RECORD_DAMAGED);
    assert_null(document);
}

/* Members of the root, and the key that is wrong. */
static void broken_records_are_refused(void **state) {
    (void)state;
    const char *const cases[][2] = {
        {"\"blocks\":[]", "source.path"},
        {"\"source\":[]", "source"},
        {"\"source\":{\"path\":1}", "source.path"},
        {"\"source\":{\"path\":\"a\",\"sha256\":\"00\"}", "source.sha256"},
        {"\"source\":{\"path\":\"a\",\"bytes\":-1}", "source.bytes"},
        {"\"source\":{\"path\":\"a\",\"format\":null}", "source.format"},
        {SOURCE ",\"properties\":1", "properties"},
        {SOURCE ",\"properties\":{\"title\":1}", "properties.title"},
        {SOURCE ",\"properties\":{\"modified\":2021}", "properties.modified"},
        {SOURCE ",\"blocks\":{}", "blocks"},
        {SOURCE ",\"warnings\":{}", "warnings"},
        {SOURCE ",\"warnings\":[{\"code\":\"a\"},{}]", "warnings[1].code"},
        {SOURCE ",\"warnings\":[{\"code\":\"a\",\"at\":1}]", "warnings[0].at"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char line[1024];
        snprintf(line, sizeof line, SCHEMA "%s}", cases[i][0]);
        expect_refused(line, cases[i][1]);
    }
    expect_refused("{\"schema\":\"chitieu.report/1\"," SOURCE "}", "schema");
}

#define P(id) "{\"id\":\"" id "\",\"type\":\"paragraph\",\"part\":\"body\",\"text\":\"\"}"
#define T(id, members)                                                                             \
    "{\"id\":\"" id "\",\"type\":\"table\",\"part\":\"body\",\"rows\":2,\"columns\":2," members "}"

static void broken_blocks_are_refused(void **state) {
    (void)state;
    const char *const cases[][2] = {
        {"1", "blocks[0].id"},
        {"{\"type\":\"paragraph\",\"part\":\"body\"}", "blocks[0].id"},
        {"{\"id\":\"p1\",\"part\":\"body\"}", "blocks[0].type"},
        {"{\"id\":\"p1\",\"type\":\"paragraph\"}", "blocks[0].part"},
        {"{\"id\":\"p1\",\"type\":\"paragraph\",\"part\":\"page\"}", "blocks[0].part"},
        {"{\"id\":\"p1\",\"type\":\"image\",\"part\":\"body\"}", "blocks[0].type"},
        {"{\"id\":\"p1\",\"type\":\"table\",\"part\":\"body\"}", "blocks[0].id"},
        {"{\"id\":\"p1\",\"type\":\"paragraph\",\"part\":\"body\",\"text\":1}", "blocks[0].text"},
        {"{\"id\":\"t1\",\"type\":\"table\",\"part\":\"body\",\"columns\":1}", "blocks[0].rows"},
        {"{\"id\":\"t1\",\"type\":\"table\",\"part\":\"body\",\"rows\":1}", "blocks[0].columns"},
        {"{\"id\":\"t1\",\"type\":\"table\",\"part\":\"body\",\"rows\":1048577,\"columns\":1}",
         "blocks[0].rows"},
        {"{\"id\":\"t1\",\"type\":\"table\",\"part\":\"body\",\"rows\":1,\"columns\":16385}",
         "blocks[0].columns"},
        {P("p0"), "blocks[0].id"},
        {P("p01"), "blocks[0].id"},
        {P("p1x"), "blocks[0].id"},
        {P("p"), "blocks[0].id"},
        {P("p-1"), "blocks[0].id"},
        {P("p99999999999"), "blocks[0].id"},
        {P("p1") "," P("p1"), "blocks[1].id"},
        {P("p2") "," P("p1"), "blocks[1].id"},
        {T("t1", "\"cells\":{}"), "blocks[0].cells"},
        {T("t1", "\"hidden\":1"), "blocks[0].hidden"},
        {T("t1", "\"in\":\"t1\",\"row\":0,\"column\":0"), "blocks[0].in"},
        {T("t1", "\"cells\":[]") "," T("t2", "\"in\":\"p1\",\"row\":0,\"column\":0"),
         "blocks[1].in"},
        {T("t1", "\"cells\":[]") "," T("t2", "\"in\":\"t1\",\"column\":0"), "blocks[1].row"},
        {T("t1", "\"cells\":[]") "," T("t2", "\"in\":\"t1\",\"row\":0"), "blocks[1].column"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char line[1024];
        snprintf(line, sizeof line, SCHEMA SOURCE ",\"blocks\":[%s]}", cases[i][0]);
        expect_refused(line, cases[i][1]);
    }
}

/* The second of two cells, in a table of two rows and two columns. */
static void broken_cells_are_refused(void **state) {
    (void)state;
    const char *const cases[][2] = {
        {"{\"row\":1}", "column"},
        {"{\"column\":1}", "row"},
        {"{\"row\":2,\"column\":0}", "row"},
        {"{\"row\":1,\"column\":2}", "column"},
        {"{\"row\":1.5,\"column\":0}", "row"},
        {"{\"row\":\"1\",\"column\":0}", "row"},
        {"{\"row\":0,\"column\":0}", "row"},
        {"{\"row\":1,\"column\":0,\"rowspan\":0}", "rowspan"},
        {"{\"row\":1,\"column\":0,\"colspan\":0}", "colspan"},
        {"{\"row\":1,\"column\":0,\"colspan\":16385}", "colspan"},
        {"{\"row\":1,\"column\":0,\"header\":\"yes\"}", "header"},
        {"{\"row\":1,\"column\":0,\"hidden\":0}", "hidden"},
        {"{\"row\":1,\"column\":0,\"number\":1}", "number"},
        {"{\"row\":1,\"column\":0,\"text\":null}", "text"},
        {"{\"row\":1,\"column\":0,\"value\":null}", "value"},
        {"{\"row\":1,\"column\":0,\"value\":[1]}", "value"},
        {"{\"row\":1,\"column\":0,\"uncalculated\":1}", "uncalculated"},
        {"{\"row\":1,\"column\":0,\"date\":44377}", "date"},
        {"{\"row\":1,\"column\":0,\"format\":0}", "format"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char line[1024], place[64];
        snprintf(line, sizeof line,
                 SCHEMA SOURCE ",\"blocks\":[" P("p1") "," T(
                     "t1", "\"cells\":[{\"row\":0,\"column\":1},%s]") "]}",
                 cases[i][0]);
        snprintf(place, sizeof place, "blocks[1].cells[1].%s", cases[i][1]);
        expect_refused(line, place);
    }
}

static void a_line_cut_anywhere_is_refused(void **state) {
    (void)state;
    for (size_t length = 0; length < sizeof full_line - 1; length++) {
        struct document *document = NULL;
        struct error error = {0};
        assert_false(document_from_json(full_line, length, MEMORY, &document, &error));
        assert_int_equal(error.code, CODE_RECORD_DAMAGED);
        assert_null(document);
    }
}

static void memory_is_limited(void **state) {
    (void)state;
    struct document *document = NULL;
    struct error error = {0};
    assert_false(document_from_json(full_line, strlen(full_line), 1024, &document, &error));
    assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    assert_null(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_written),
        cmocka_unit_test(an_empty_document_is_written_and_read),
        cmocka_unit_test(every_field_is_read),
        cmocka_unit_test(every_field_of_a_cell_is_read),
        cmocka_unit_test(parts_have_words),
        cmocka_unit_test(numbers_come_back_the_same),
        cmocka_unit_test(broken_records_are_refused),
        cmocka_unit_test(broken_blocks_are_refused),
        cmocka_unit_test(broken_cells_are_refused),
        cmocka_unit_test(a_line_cut_anywhere_is_refused),
        cmocka_unit_test(memory_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
