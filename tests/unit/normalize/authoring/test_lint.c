/* What rules check finds beyond what the loader refuses, and where it says it is. Places are
 * counted by hand in the texts below; line 1 column 1 is the first character. */
#include "normalize/authoring/sample.h"
#include "normalize/rules/yaml_place.h"
#include "normalize/rules/csv_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* ---- schema_place ---- */

static const char yaml[] = "# one\n"
                           "list:\n"
                           "  - name: Số một\n"
                           "    text: |\n"
                           "      ab c\n"
                           "        déf\n"
                           "\n"
                           "      gh\n"
                           "  - {name: 'it''s so', text: \"a\\\\d\\tz\"}\n";

static void place_is(const char *way, size_t offset, size_t line, size_t column) {
    struct rule_file file = {.path = "a.yaml", .text = yaml, .length = sizeof yaml - 1};
    struct rule_spot spot = schema_place(&file, node_name("%s", way), offset);
    if (spot.line != line || spot.column != column)
        fail_msg("%s, byte %zu: line %zu, column %zu", way, offset, spot.line, spot.column);
}

static void nodes_have_places(void **state) {
    (void)state;
    place_is("list", 0, 3, 3);
    place_is("list[0].name", 0, 3, 11);
    place_is("list[1].text", 0, 9, 30);
    place_is("list[1]", 0, 9, 5);
    place_is("list[0].nothing", 0, 3, 5); /* the nearest one above */
    place_is("list[7].name", 0, 3, 3);
}

static void bytes_of_texts_have_places(void **state) {
    (void)state;
    place_is("list[0].name", 5, 3, 14);  /* "m": "Số " has 5 bytes and 3 letters */
    place_is("list[0].text", 3, 5, 10);  /* "c" */
    place_is("list[0].text", 7, 6, 9);   /* "d": behind "ab c\n" two more spaces */
    place_is("list[0].text", 10, 6, 11); /* "f", behind "dé" of 3 bytes */
    place_is("list[0].text", 14, 8, 8);  /* "h": an empty line between */
    place_is("list[0].text", 16, 8, 9);  /* the end */
    place_is("list[1].name", 3, 9, 17);  /* "s": the quote before it is written twice */
    place_is("list[1].text", 1, 9, 32);  /* the backslash, written twice */
    place_is("list[1].text", 2, 9, 34);  /* "d" */
    place_is("list[1].text", 4, 9, 37);  /* "z" behind a tab, written \t */
}

/* ---- table_file ---- */

static void fields_have_places(void **state) {
    (void)state;
    static const char csv[] = "name,id,note\n"
                              "\"Số, một\",a,x\n"
                              "\"two\n\"\"lines\"\"\",b,y\n";
    static const char *const columns[] = {"id", "name", "note"};
    struct arena *arena = arena_new(1 << 16);
    struct rule_file file = {.path = "a.csv", .text = csv, .length = sizeof csv - 1};
    struct table_file table;
    struct error error = {.code = CODE_NONE};
    assert_true(table_file_load(&file, columns, 3, arena, &table, &error));
    static const struct {
        size_t row, name, line, column;
    } places[] = {{0, 1, 2, 1}, {0, 0, 2, 11}, {0, 2, 2, 13}, {1, 1, 3, 1}, {1, 0, 4, 12}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct rule_spot spot = table_file_spot(&file, &table, places[i].row, places[i].name);
        if (spot.line != places[i].line || spot.column != places[i].column)
            fail_msg("row %zu, name %zu: line %zu, column %zu", places[i].row, places[i].name,
                     spot.line, spot.column);
    }
    arena_free(arena);
}

/* ---- sample ---- */

static void collect(void *context, const char *sample) {
    char *all = context;
    size_t length = strlen(all);
    snprintf(all + length, 400 - length, "%s%s", length ? "|" : "", sample);
}

static void samples_are(const char *pattern, const char *expected) {
    char all[400] = "";
    if (!sample_pattern(pattern, collect, all) || strcmp(all, expected) != 0)
        fail_msg("%s: \"%s\"", pattern, all);
}

static void simple_patterns_have_samples(void **state) {
    (void)state;
    samples_are("^ghi chú$", "ghi chú");
    samples_are("^(stt|s\\.t)$", "stt|s.t");
    samples_are("ab?c", "ac|abc");
    samples_are("(?:a|bc)d+", "ad|bcd");
    samples_are("a|b c", "a|b c");
    samples_are("^(tên )?(các )?x", "x|các x|tên x|tên các x");
    samples_are("n\\b.*\\d", "n1|na1");
    samples_are("(?<year>\\d)[a-z]", "1a");
}

static void others_have_none(void **state) {
    (void)state;
    char all[400] = "";
    assert_false(sample_pattern("\\p{Lu}x", collect, all));
    assert_false(sample_pattern("[^a]", collect, all));
    assert_false(sample_pattern("a{3,5}", collect, all));
    assert_false(sample_pattern("a?b?c?d?e?f?g?h?i?j?", collect, all)); /* 1,024 texts */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_have_places),  cmocka_unit_test(bytes_of_texts_have_places),
        cmocka_unit_test(fields_have_places), cmocka_unit_test(simple_patterns_have_samples),
        cmocka_unit_test(others_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
