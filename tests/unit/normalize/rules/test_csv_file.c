/* csv_file and rule_file: what is read from a CSV, and what a person is told of one that is
 * broken: the line, what was found there and what to do (rule_file.h). */
#include "normalize/rules/csv_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define ROOM ((size_t)1 << 20)

static const char *const columns[] = {"id", "name", "note"};
enum { ID, NAME, NOTE, COLUMNS };

/* Every test has an arena as its state. */
static int open_arena(void **state) {
    *state = arena_new(ROOM);
    return *state ? 0 : -1;
}

static int close_arena(void **state) {
    arena_free(*state);
    return 0;
}

static bool load(struct arena *arena, const char *text, struct csv_file *table,
                 struct error *error) {
    struct rule_file file = {.path = "dir/units.csv", .text = text, .length = strlen(text)};
    return csv_file_load(&file, NULL, columns, COLUMNS, arena, table, error);
}

static struct csv_file well(struct arena *arena, const char *text) {
    struct csv_file table;
    struct error error = {0};
    if (!load(arena, text, &table, &error))
        fail_msg("%s: %s", error.place, error.message);
    return table;
}

/* The text is refused at `place`, in words that hold all of `first` and `second`. */
static void refused(struct arena *arena, const char *text, const char *place, const char *first,
                    const char *second) {
    struct csv_file table;
    struct error error = {0};
    assert_false(load(arena, text, &table, &error));
    assert_int_equal(error.code, CODE_RULES);
    assert_string_equal(error.place, place);
    if (!strstr(error.message, first) || !strstr(error.message, second))
        fail_msg("\"%s\" lacks \"%s\" or \"%s\"", error.message, first, second);
}

static void columns_go_by_name(void **state) {
    struct csv_file table = well(*state, "note,id,name\nsmall,a,Alpha\n,b,Beta\n");
    assert_int_equal(table.row_count, 2);
    assert_string_equal(csv_file_field(&table, 0, ID), "a");
    assert_string_equal(csv_file_field(&table, 0, NOTE), "small");
    assert_string_equal(csv_file_field(&table, 1, NAME), "Beta");
    assert_string_equal(csv_file_field(&table, 1, NOTE), "");
}

static void rows_know_the_line_they_begin_in(void **state) {
    /* a field over three lines, an empty line, a line of blanks, and a last line without its end */
    struct csv_file table = well(*state, "id,name,note\n"
                                         "a,\"one,\n\ntwo \"\"2\"\"\",x\n"
                                         "\n"
                                         "  \t\n"
                                         "b,B,\n"
                                         "c,C,");
    assert_int_equal(table.row_count, 3);
    assert_string_equal(csv_file_field(&table, 0, NAME), "one,\n\ntwo \"2\"");
    assert_int_equal(table.lines[0], 2);
    assert_int_equal(table.lines[1], 7);
    assert_int_equal(table.lines[2], 8);
}

static void lines_may_end_in_any_way(void **state) {
    static const char *const texts[] = {"id,name,note\r\na,A,\r\n\r\nb,B,\r\n",
                                        "id,name,note\ra,A,\r\rb,B,\r",
                                        "id,name,note\na,A,\n\nb,B,\n"};
    for (size_t i = 0; i < 3; i++) {
        struct csv_file table = well(*state, texts[i]);
        assert_int_equal(table.row_count, 2);
        assert_int_equal(table.lines[0], 2);
        assert_int_equal(table.lines[1], 4);
        assert_string_equal(csv_file_field(&table, 1, ID), "b");
    }
}

static void a_row_is_as_wide_as_the_header(void **state) {
    refused(*state, "id,name,note\na,A,\nb,B\n", "dir/units.csv:3:1", "2 fields", "header 3");
    refused(*state, "id,name,note\na,A,,\n", "dir/units.csv:2:1", "4 fields", "comma");
    refused(*state, "id,name,note\n\n\"a\n\n\",A\n", "dir/units.csv:3:1", "2 fields", "header 3");
    refused(*state, "id,name,note\na", "dir/units.csv:2:1", "1 fields", "header 3");
}

static void the_header_names_every_column_once(void **state) {
    refused(*state, "id,name\na,A\n", "dir/units.csv:1:1", "\"note\" is missing", "id, name, note");
    refused(*state, "\nid,name,note,extra\n", "dir/units.csv:2:1", "Unknown column \"extra\"",
            "id, name, note");
    refused(*state, "id,name,note,id\n", "dir/units.csv:1:1", "\"id\" is given twice", "Keep one");
    refused(*state, "id;name;note\na;A;\n", "dir/units.csv:1:1", "Unknown column \"id;name;note\"",
            "id, name, note");
}

static void a_table_without_rows_is_none(void **state) {
    refused(*state, "", "dir/units.csv", "no rows", "id, name, note");
    refused(*state, "id,name,note\n\n", "dir/units.csv:2:1", "no rows", "id, name, note");
}

static void quotes_match(void **state) {
    refused(*state, "id,name,note\na,A,\nb,\"B,\nc,C,\n", "dir/units.csv:3:1", "never closed",
            "Close it");
    refused(*state, "id,name,note\na,\"A,\nb,\"B\",\n", "dir/units.csv:2:1", "do not match",
            "line 3");
    refused(*state, "id,name,note\na,A \"x\",\n", "dir/units.csv:2:1", "do not match", "twice");
}

static void fields_have_places(void **state) {
    static const char csv[] = "name,id,note\n"
                              "\"Số, một\",a,x\n"
                              "\"two\n\"\"lines\"\"\",b,y\n";
    struct rule_file file = {.path = "a.csv", .text = csv, .length = sizeof csv - 1};
    struct csv_file table;
    struct error error = {.code = CODE_NONE};
    assert_true(csv_file_load(&file, NULL, columns, COLUMNS, *state, &table, &error));
    static const struct {
        size_t row, name, line, column;
    } places[] = {{0, 1, 2, 1}, {0, 0, 2, 11}, {0, 2, 2, 13}, {1, 1, 3, 1}, {1, 0, 4, 12}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct rule_spot spot = csv_file_spot(&table, places[i].row, places[i].name);
        if (spot.line != places[i].line || spot.column != places[i].column)
            fail_msg("row %zu, name %zu: line %zu, column %zu", places[i].row, places[i].name,
                     spot.line, spot.column);
    }
}

/* ---- rule_file ---- */

struct folder {
    char path[64], file[96];
};

static struct folder folder_with(const void *bytes, size_t length) {
    struct folder folder = {"/tmp/chitieu-table.XXXXXX", ""};
    assert_non_null(mkdtemp(folder.path));
    snprintf(folder.file, sizeof folder.file, "%s/rows.csv", folder.path);
    FILE *stream = fopen(folder.file, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, length, stream), length);
    assert_int_equal(fclose(stream), 0);
    return folder;
}

static void forget(const struct folder *folder) {
    remove(folder->file);
    rmdir(folder->path);
}

static void bytes_refused(struct arena *arena, const char *bytes, size_t length, const char *spot,
                          const char *found) {
    struct folder folder = folder_with(bytes, length);
    struct rule_file file;
    struct error error = {0};
    char place[128];
    snprintf(place, sizeof place, "%s:%s", folder.file, spot);
    assert_false(rule_file_read(folder.file, arena, &file, &error));
    forget(&folder);
    assert_int_equal(error.code, CODE_RULES);
    assert_string_equal(error.place, place);
    if (!strstr(error.message, found) || !strstr(error.message, "UTF-8"))
        fail_msg("\"%s\" lacks \"%s\"", error.message, found);
}

static void text_is_utf8(void **state) {
    bytes_refused(*state, "id\nS\xF4 li\xEA\n", 9, "2:2", "byte F4"); /* "Số" in Windows-1258 */
    bytes_refused(*state, "\xFF\xFEi\0d\0", 6, "1:1", "byte FF");     /* UTF-16 */
    bytes_refused(*state, "a\r\nb\rc\n\0", 8, "4:1", "byte 00");      /* three kinds of line ends */
    bytes_refused(*state, "a\n\xE1\xBB", 4, "2:1", "byte E1");  /* a letter cut off by the end */
    bytes_refused(*state, "\xED\xA0\x80", 3, "1:1", "byte ED"); /* a surrogate */
    bytes_refused(*state, "\xC0\xAF", 2, "1:1", "byte C0");     /* an overlong slash */
}

static void a_byte_order_mark_is_no_text(void **state) {
    static const char bytes[] = "\xEF\xBB\xBFid,name,note\na,\xE1\xBB\x87,\n";
    struct folder folder = folder_with(bytes, sizeof bytes - 1);
    struct rule_file file;
    struct csv_file table;
    struct error error = {0};
    assert_true(rule_file_read(folder.file, *state, &file, &error));
    forget(&folder);
    assert_int_equal(file.length, sizeof bytes - 1 - 3);
    assert_true(csv_file_load(&file, NULL, columns, COLUMNS, *state, &table, &error));
    assert_string_equal(csv_file_field(&table, 0, NAME), "\xE1\xBB\x87");
}

static void only_a_plain_file_is_read(void **state) {
    struct folder folder = folder_with("", 0);
    struct rule_file file;
    struct error error = {0};
    assert_false(rule_file_read(folder.path, *state, &file, &error));
    assert_int_equal(error.code, CODE_RULES);
    assert_string_equal(error.place, folder.path);
    assert_non_null(strstr(error.message, "A folder"));
    /* a pipe would never end */
    error = (struct error){0};
    remove(folder.file);
    assert_int_equal(mkfifo(folder.file, 0600), 0);
    assert_false(rule_file_read(folder.file, *state, &file, &error));
    assert_int_equal(error.code, CODE_RULES);
    error = (struct error){0};
    remove(folder.file);
    assert_false(rule_file_read(folder.file, *state, &file, &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    forget(&folder);
}

static void a_long_path_keeps_its_end_and_the_line(void **state) {
    (void)state;
    char path[2 * ERROR_PLACE_BYTES];
    struct error error = {0};
    memset(path, 'd', sizeof path);
    snprintf(path + sizeof path - 20, 20, "/checks.yaml");
    assert_false(rule_file_refuse(path, 12345, &error, "Wrong."));
    const char *end = "/checks.yaml:12345:1";
    assert_string_equal(error.place + strlen(error.place) - strlen(end), end);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(columns_go_by_name, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(rows_know_the_line_they_begin_in, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(lines_may_end_in_any_way, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_row_is_as_wide_as_the_header, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(the_header_names_every_column_once, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(a_table_without_rows_is_none, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(quotes_match, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(fields_have_places, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(text_is_utf8, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_byte_order_mark_is_no_text, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(only_a_plain_file_is_read, open_arena, close_arena),
        cmocka_unit_test(a_long_path_keeps_its_end_and_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
