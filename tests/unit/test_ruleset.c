/* ruleset: the real rule set, and what a person is told of broken ones. Each broken one is a copy
 * of the real one with one place changed, so the line expected is that of the change.
 */
#include "normalize/ruleset.h"
#include "core/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define REAL "rules/cchc-2021"
#define FILE_BYTES_MAX ((size_t)1 << 20)

static const char *const file_names[] = {"checks.yaml",   "form.yaml", "indicators.csv",
                                         "patterns.yaml", "units.csv", "values.yaml"};
#define FILE_COUNT (sizeof file_names / sizeof *file_names)

/* The first `from` of a file becomes `to`; from NULL: the file becomes `to` as a whole. The error
 * must name the line `below` lines under the change (or no line at all), and its message must hold
 * `found` and `remedy`. */
struct fault {
    const char *file, *from, *to;
    size_t below;
    const char *found, *remedy;
};
#define NO_LINE SIZE_MAX

static void read_file(const char *directory, const char *name, struct buffer *text) {
    char path[256], chunk[4096];
    size_t got;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    buffer_init(text, FILE_BYTES_MAX);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_append(text, chunk, got);
    fclose(file);
    assert_false(text->failed);
}

static void write_file(const char *directory, const char *name, const struct buffer *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(buffer_text(text), 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

/* Makes the change and tells in which line, from 1. */
static size_t change(const struct fault *fault, struct buffer *text) {
    const char *whole = buffer_text(text);
    const char *at = fault->from ? strstr(whole, fault->from) : whole;
    if (!at)
        fail_msg("%s has no \"%s\"", fault->file, fault->from);
    size_t line = 1;
    for (const char *c = whole; c < at; c++)
        line += *c == '\n';
    struct buffer changed;
    buffer_init(&changed, FILE_BYTES_MAX);
    if (fault->from)
        buffer_append(&changed, whole, (size_t)(at - whole));
    buffer_puts(&changed, fault->to);
    if (fault->from)
        buffer_puts(&changed, at + strlen(fault->from));
    buffer_free(text);
    *text = changed;
    return line;
}

/* Copies the real rule set with the change; `fault` may be NULL. */
static size_t make_copy(const char *directory, const struct fault *fault) {
    size_t line = 0;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct buffer text;
        read_file(REAL, file_names[i], &text);
        if (fault && strcmp(fault->file, file_names[i]) == 0)
            line = change(fault, &text);
        write_file(directory, file_names[i], &text);
        buffer_free(&text);
    }
    return line;
}

static void remove_copy(const char *directory) {
    for (size_t i = 0; i < FILE_COUNT; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", directory, file_names[i]);
        remove(path);
    }
    rmdir(directory);
}

static void check_fault(const struct fault *fault) {
    char directory[] = "/tmp/chitieu-ruleset.XXXXXX", place[256];
    struct ruleset *ruleset;
    struct error error = {0};
    assert_non_null(mkdtemp(directory));
    size_t line = make_copy(directory, fault) + fault->below;
    if (fault->below == NO_LINE)
        snprintf(place, sizeof place, "%s/%s", directory, fault->file);
    else
        snprintf(place, sizeof place, "%s/%s:%zu", directory, fault->file, line);
    bool loaded = ruleset_load(directory, &ruleset, &error);
    remove_copy(directory);
    if (loaded) {
        ruleset_free(ruleset);
        fail_msg("%s with \"%s\" is accepted", fault->file, fault->to);
    }
    if (error.code != CODE_RULES || strcmp(error.place, place) != 0 ||
        !strstr(error.message, fault->found) || !strstr(error.message, fault->remedy))
        fail_msg("%s with \"%s\" at %s:\n%s: %s\nlacks \"%s\" or \"%s\"", fault->file, fault->to,
                 place, error.place, error.message, fault->found, fault->remedy);
    /* What libraries say to programmers stays out. */
    assert_null(strstr(error.message, "Backtrace"));
    assert_null(strstr(error.message, "libyaml"));
    assert_null(strstr(error.message, "Success"));
}

#define CHECK_ALL(faults)                                                                          \
    for (size_t i = 0; i < sizeof(faults) / sizeof *(faults); i++)                                 \
    check_fault(&(faults)[i])

static void an_unchanged_copy_loads(void **state) {
    (void)state;
    char directory[] = "/tmp/chitieu-ruleset.XXXXXX";
    struct ruleset *copy, *real;
    struct error error = {0};
    assert_non_null(mkdtemp(directory));
    make_copy(directory, NULL);
    bool loaded = ruleset_load(directory, &copy, &error);
    remove_copy(directory);
    if (!loaded)
        fail_msg("%s: %s", error.place, error.message);
    assert_true(ruleset_load(REAL, &real, &error));
    assert_string_equal(copy->sha256, real->sha256);
    ruleset_free(copy);
    ruleset_free(real);
}

/* The form has 160 rows, 34 of them headings (Phụ lục 2 as printed). */
static void the_real_rule_set(void **state) {
    (void)state;
    struct ruleset *ruleset;
    struct error error = {0};
    size_t indicators = 0;
    if (!ruleset_load(REAL, &ruleset, &error))
        fail_msg("%s: %s", error.place, error.message);
    for (size_t i = 0; i < ruleset->row_count; i++)
        indicators += ruleset->rows[i].kind != KIND_HEADING;
    assert_int_equal(ruleset->row_count, 160);
    assert_int_equal(indicators, 126);
    assert_string_equal(ruleset->form, "cchc-2021");
    ruleset_free(ruleset);
}

static void yaml_that_cannot_be_read(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"checks.yaml", NULL, "", NO_LINE, "empty", "copy of a working one"},
        {"values.yaml", NULL, "# nothing yet\n", NO_LINE, "empty", "copy of a working one"},
        {"form.yaml", NULL, "id: [\n", 1, "no YAML", "brackets"},
        {"checks.yaml", NULL, "checks:\n\t- id: x\n", 1, "no YAML", "indentation"},
        {"checks.yaml", "checks:", "---\nchecks: []\n---\nchecks:", 2, "second document",
         "into one"},
        {"patterns.yaml", "fragments:", "# \xF4\nfragments:", 0, "byte F4", "UTF-8"},
    };
    CHECK_ALL(faults);
}

static void yaml_that_does_not_fit(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"checks.yaml", NULL, "- a\n- b\n", 0, "a list instead of an entry", "checks"},
        {"checks.yaml", "severity: warning", "sevrity: warning", 0, "\"sevrity\"",
         "severity, left, right"},
        {"checks.yaml", "relation: at-most", "relation: atmost", 0, "\"atmost\"",
         "equals, at-most, at-least, prose"},
        {"values.yaml", "{word: Không, label: Chưa}", "{word: Không}", 0, "lacks the key \"label\"",
         "Add it"},
        {"checks.yaml", "right: [1.1-1]", "right: 1.1-1", 0, "a text instead of a list", "[1.1-1]"},
        {"checks.yaml", "left: 1.1-2", "left: [1.1-2]", 0, "a list instead of a text", "text"},
        {"checks.yaml", "    left: 1.1-2\n", "    left: 1.1-2\n    left: 1.1-1\n", 1,
         "\"left\" stands here twice", "Keep one"},
        {"values.yaml", "factor: 1000}", "factor: mille}", 0, "\"mille\"", "number"},
        {"values.yaml", "means: zero", "means: nil", 0, "\"nil\"", "blank, slash, zero"},
        {"patterns.yaml", "type: integer", "type: number", 0, "\"number\"",
         "text, phrase, date, integer"},
    };
    CHECK_ALL(faults);
}

static void what_is_empty(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"checks.yaml", NULL, "checks: []\n", 0, "list is empty", "Give it an entry"},
        {"checks.yaml", NULL, "checks:\n", 0, "list is empty", "Give it an entry"},
        {"checks.yaml", "right: [1.1-1]", "right: []", 0, "list is empty", "Give it an entry"},
        {"checks.yaml", "id: findings-settled", "id: ''", 0, "text is empty", "Write it"},
        {"patterns.yaml", NULL, "fragments: []\nrules: []\n", 1, "list is empty",
         "Give it an entry"},
        {"patterns.yaml", "unless: phấn [ ] đấu | sẽ", "unless:", 0, "text is empty",
         "leave its key out"},
        {"form.yaml", "headers: ['^ghi chú', '^chú thích']", "headers: []", 0, "list is empty",
         "Give it"},
        {"values.yaml", "words: [NV, việc, đầu việc]", "words: ['', việc]", 0, "text is empty",
         "Write it"},
    };
    CHECK_ALL(faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_rule_set),
        cmocka_unit_test(an_unchanged_copy_loads),
        cmocka_unit_test(yaml_that_cannot_be_read),
        cmocka_unit_test(yaml_that_does_not_fit),
        cmocka_unit_test(what_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
