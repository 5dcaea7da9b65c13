/* ruleset: the real rule set, and what a person is told of broken ones. Each broken one is a copy
 * of the real one with one place changed, so the line expected is that of the change.
 */
#include "normalize/rules/ruleset.h"
#include "core/buffer.h"
#include "extract/builder.h"
#include "normalize/authoring/self_test.h"
#include "normalize/prose/mention.h"

#include <limits.h>
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
    int below;
    const char *found, *remedy;
};
#define NO_LINE INT_MIN

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

/* The place is the file, or begins with the file and the line; then comes a column. */
static bool at_place(const struct error *error, const char *place) {
    size_t length = strlen(place);
    return place[length - 1] == ':' ? strncmp(error->place, place, length) == 0 &&
                                          error->place[length] > '0' && error->place[length] <= '9'
                                    : strcmp(error->place, place) == 0;
}

static void check_fault(const struct fault *fault) {
    char directory[] = "/tmp/chitieu-ruleset.XXXXXX", place[256];
    struct ruleset *ruleset;
    struct error error = {0};
    assert_non_null(mkdtemp(directory));
    long line = (long)make_copy(directory, fault) + fault->below;
    if (fault->below == NO_LINE)
        snprintf(place, sizeof place, "%s/%s", directory, fault->file);
    else
        snprintf(place, sizeof place, "%s/%s:%ld:", directory, fault->file, line);
    bool loaded = ruleset_load_tested(directory, &ruleset, &error);
    remove_copy(directory);
    if (loaded) {
        ruleset_free(ruleset);
        fail_msg("%s with \"%s\" is accepted", fault->file, fault->to);
    }
    if (error.code != CODE_RULES || !at_place(&error, place) ||
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
        {"form.yaml", NULL, "id: [\n", 1, "not valid YAML", "brackets"},
        {"checks.yaml", NULL, "checks:\n\t- id: x\n", 1, "not valid YAML", "indentation"},
        {"checks.yaml", "checks:", "---\nchecks: []\n---\nchecks:", 2, "second document",
         "into one"},
        {"patterns.yaml", "fragments:", "# \xF4\nfragments:", 0, "byte F4", "UTF-8"},
    };
    CHECK_ALL(faults);
}

static void yaml_that_does_not_fit(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"checks.yaml", NULL, "- a\n- b\n", 0, "found a list", "checks"},
        {"checks.yaml", "severity: warning", "sevrity: warning", 0, "\"sevrity\"",
         "severity, left, right"},
        {"checks.yaml", "relation: at-most", "relation: atmost", 0, "\"atmost\"",
         "equals, at-most, at-least, within, numerator, denominator, prose"},
        {"values.yaml", "{word: Không, label: Chưa}", "{word: Không}", 0, "lacks the key \"label\"",
         "Add it"},
        {"checks.yaml", "right: [1.1-1]", "right: 1.1-1", 0, "found a text", "[1.1-1]"},
        {"checks.yaml", "left: 1.1-2", "left: [1.1-2]", 0, "found a list", "a text"},
        {"checks.yaml", "    left: 1.1-2\n", "    left: 1.1-2\n    left: 1.1-1\n", 1,
         "\"left\" is given twice", "Keep one"},
        {"values.yaml", "factor: 1000}", "factor: mille}", 0, "\"mille\"", "number"},
        {"values.yaml", "means: zero", "means: nil", 0, "\"nil\"", "blank, slash, zero"},
        {"patterns.yaml", "type: integer", "type: number", 0, "\"number\"",
         "text, phrase, date, integer"},
        {"patterns.yaml", "counted: true", "counted: maybe", 0, "\"maybe\"", "true or false"},
        {"patterns.yaml", "priority: -5", "priority: -5.5", 0, "\"-5.5\"", "a whole number"},
        {"patterns.yaml", "level: 1", "level: 13", 0, "level is 13", "from 1 to 12"},
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

static void files_that_cannot_be_read(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"units.csv", "Ban Quản lý", "Ban Qu\xFCn lý", 0, "byte FC", "UTF-8"},
        {"indicators.csv", ",heading,,\"", ",\"", 0, "fields", "comma"},
        {"units.csv", NULL, "id,name,names\n", 0, "no rows", "id, name, names"},
    };
    CHECK_ALL(faults);
}

static void a_folder_is_no_file(void **state) {
    (void)state;
    char directory[] = "/tmp/chitieu-ruleset.XXXXXX", path[256];
    struct ruleset *ruleset;
    struct error error = {0};
    assert_non_null(mkdtemp(directory));
    make_copy(directory, NULL);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, file_names[i]);
        assert_int_equal(remove(path), 0);
        assert_int_equal(mkdir(path, 0700), 0);
        error = (struct error){0};
        assert_false(ruleset_load_tested(directory, &ruleset, &error));
        assert_int_equal(error.code, CODE_RULES);
        assert_string_equal(error.place, path);
        assert_non_null(strstr(error.message, "A folder"));
        assert_int_equal(rmdir(path), 0);
        error = (struct error){0};
        assert_false(ruleset_load_tested(directory, &ruleset, &error));
        assert_int_equal(error.code, CODE_NO_INPUT);
        assert_string_equal(error.place, path);
        make_copy(directory, NULL);
    }
    remove_copy(directory);
}

static void rows_of_the_form(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"indicators.csv", "1.1-1,,", ",,", 0, "id is missing", "Give it one"},
        {"indicators.csv", "1.1-2,,", "1.1-1,,", 0, "line 4 has this id", "Give each row its own"},
        {"indicators.csv", "1.1-1,,1.1,", "1.1-1,,9.9,", 0, "\"9.9\" is not the id of a row above",
         "move the row"},
        {"indicators.csv", "1.1-1,,1.1,3", "1.1-1,,1.1,2", 0, "level is \"2\"", "must be 3"},
        {"indicators.csv", "1,1.,,1,", "1,1.,,one,", 0, "level is \"one\"", "must be 1"},
        {"indicators.csv", "Nhiệm vụ,count", "Nhiệm vụ,counts", 0, "\"counts\"",
         "heading, count, percent"},
        {"indicators.csv", "Nhiệm vụ,count", "Nhiệm vu,count", 0, "unit \"Nhiệm vu\" is unknown",
         "values.yaml"},
        {"indicators.csv", "Nhiệm vụ,count", ",count", 0, "kind count with the unit \"\"",
         "any other row has one"},
        {"indicators.csv", ",Đồng,money", ",Hào,money", 0, "unit \"Hào\" is unknown",
         "means: currency"},
        {"indicators.csv", "Số nhiệm vụ đề ra trong kế hoạch", "", 0, "label is missing", "Write"},
        {"indicators.csv", ",stock,", ",stok,", 0, "\"stok\"", "stock, flow, ratio, state"},
        {"indicators.csv", "enum,0=Không; 1=Có", "enum,", 0, "kind enum", "0=Không; 1=Có"},
        {"indicators.csv", "enum,0=Không; 1=Có", "enum,0=Không; Có", 0, "\"0=Không; Có\"",
         "0=Không; 1=Có"},
        {"indicators.csv", "enum,0=Không; 1=Có", "enum,1=Không; 1=Có", 0, "\"Có\"", "its own"},
        {"indicators.csv", "enum,0=Không; 1=Có", "enum,0=Có; 1=có", 0, "\"có\"", "its own"},
    };
    CHECK_ALL(faults);
}

static void bodies_of_the_register(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"units.csv", "stp-kh,", "snv-kh,", 0, "line 3 has this id", "Give each body its own"},
        {"units.csv", "stp-kh,", ",", 0, "needs an id", "name"},
        {"units.csv", "| STP", "| snv", 0, "\"snv\" is also one of snv-kh in line 3", "one body"},
    };
    CHECK_ALL(faults);
}

static void columns_periods_and_head(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"form.yaml", "'^ghi chú'", "'^ghi (chú'", 0, "Columns: the pattern is wrong here",
         "parenthesis"},
        {"form.yaml", "'^ghi chú'", "'(ghi chú)?'", 0, "the empty text", "obligatory"},
        {"form.yaml", "columns:", "columns:\n  - means: stt\n    headers: ['[z-a]']", 2,
         "pattern is wrong here", "range out of order"},
        {"form.yaml", "'{year}-S1'", "'{yaer}-S1'", 0, "\"yaer\"", "correct the period"},
        {"form.yaml", "'{year}-S1'", "S1", 0, "no {year}", "passed-over, unreadable"},
        {"form.yaml", "period: passed-over", "period: passedover", 0, "no {year}",
         "passed-over, unreadable"},
        {"form.yaml", "patterns: ['^nơi nhận']", "patterns: ['^nơi nhận', '(']", 0,
         "Head: the pattern is wrong here", "parenthesis"},
        {"form.yaml", "field: recipients\n    patterns: ['^nơi nhận']",
         "field: date\n    patterns: ['^ngày']", 1, "no group \"day\"", "(?<day>"},
    };
    CHECK_ALL(faults);
}

static void words_of_values(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"values.yaml", "words: [x, v,", "words: [x, không, v,", 0,
         "\"không\" is in this file twice", "Keep one"},
        {"values.yaml", "words: [x, v,", "words: [x, X, v,", 0, "\"x\" is in this file twice",
         "Keep one"},
        {"values.yaml", "{word: nghìn, factor: 1000}", "{word: nghìn, factor: 0}", 0,
         "factor of \"nghìn\" is 0", "more than 0"},
        {"values.yaml", "{word: nghìn, factor: 1000}", "{word: nghìn, factor: inf}", 0,
         "\"nghìn\" is inf", "more than 0"},
        {"values.yaml", "{word: ngàn,", "{word: Nghìn,", 0, "\"Nghìn\" is here twice", "Keep one"},
        {"values.yaml", "{unit: Thủ tục,", "{unit: Thủ tuc,", 0, "No row has the unit \"Thủ tuc\"",
         "indicators.csv"},
        {"values.yaml", "{unit: Thủ tục,", "{unit: Nhiệm vụ, words: [a]}\n  - {unit: Thủ tục,", 0,
         "\"Nhiệm vụ\" is here twice", "one list"},
        {"values.yaml", "label: Đang làm}", "label: Đang lam}", 0, "\"Đang lam\"", "column codes"},
        {"values.yaml", "{short: CCHC,", "{short: tthc,", 0, "\"tthc\" is here twice",
         "one way only"},
    };
    CHECK_ALL(faults);
}

static void rules_over_the_prose(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"patterns.yaml", "id: tasks-done", "id: tasks-planned", 0,
         "Two rules have the id \"tasks-planned\"", "its own"},
        {"patterns.yaml", "name: KINDS", "name: DATE", 0, "Two fragments have the name \"DATE\"",
         "its own"},
        {"patterns.yaml", "indicator: 4.3-1", "indicator: 4.3-9", 0,
         "people-assigned: the form has no row \"4.3-9\"", "indicators.csv"},
        {"patterns.yaml", "indicator: 4.3-1", "indicator: '4.3'", 0, "row 4.3 is a heading",
         "indicator"},
        {"patterns.yaml", "{name: value, type: integer}\n    indicator: 4.3-1",
         "{name: value, type: text}\n    indicator: 4.3-1", 1, "has no field \"value\"",
         "integer, decimal or percent"},
        {"patterns.yaml", "{name: number, type: text}", "{name: nummer, type: text}", 0,
         "group \"nummer\"", "(?<nummer>"},
        {"patterns.yaml", "{name: symbol, type: code}", "{name: number, type: text}", 0,
         "\"number\" twice", "Keep one"},
        {"patterns.yaml", "unless: phấn [ ] đấu | sẽ", "unless: (phấn", 0,
         "tasks-done, unless: the pattern is wrong here", "parenthesis"},
        {"patterns.yaml", "unless: phấn [ ] đấu | sẽ", "unless: phấn |", 0, "the empty text",
         "obligatory"},
        {"patterns.yaml", "unless: phấn [ ] đấu | sẽ", "unless: '%{NOBODY}'", 0,
         "no fragment \"NOBODY\"", "under fragments"},
        {"patterns.yaml", "unless: phấn [ ] đấu | sẽ", "unless: 'a%{DATE'", 0,
         "no fragment \"DATE\"", "correct the name"},
        {"patterns.yaml", NULL,
         "fragments:\n  - {name: A, pattern: 'x%{B}'}\n  - {name: B, pattern: 'y%{A}'}\nrules:\n"
         "  - {id: loop, description: d, pattern: '%{A}', fields: [{name: f, type: text}],\n"
         "     examples: [{text: x}], counter_examples: [y]}\n",
         4, "loop: a fragment of its pattern holds itself", "Write one out"},
        {"patterns.yaml", "với tổng số 42 người", "với tổng số 42 con", 0,
         "people-assigned does not find its own example", "Correct the pattern"},
        {"patterns.yaml", "{name: value, value: \"42\"}", "{name: value, value: \"43\"}", 0,
         "read as \"42\", not \"43\"", "Correct the pattern"},
        {"patterns.yaml", "{name: value, value: \"42\"}", "{name: valeu, value: \"42\"}", 0,
         "a field \"valeu\"", "Correct the name"},
        {"patterns.yaml", "có mặt là 40 người", "được giao là 40 người", 0,
         "finds its own counter-example", "narrower"},
    };
    CHECK_ALL(faults);
}

/* An example is tried once the whole rule set is there, the register included. */
static void an_example_names_a_body(void **state) {
    (void)state;
    static const struct fault change = {
        "patterns.yaml",
        "rules:\n",
        "rules:\n  - {id: body-named, description: d, pattern: 'do [ ] (?<body> sở [ ] nội [ ] "
        "vụ)',\n"
        "     fields: [{name: body, type: unit}], counter_examples: [x],\n"
        "     examples: [{text: do Sở Nội vụ, fields: [{name: body, value: snv-kh}]}]}\n",
        0,
        NULL,
        NULL};
    char directory[] = "/tmp/chitieu-ruleset.XXXXXX";
    struct ruleset *ruleset;
    struct error error = {0};
    assert_non_null(mkdtemp(directory));
    make_copy(directory, &change);
    bool loaded = ruleset_load_tested(directory, &ruleset, &error);
    remove_copy(directory);
    if (!loaded)
        fail_msg("%s: %s", error.place, error.message);
    ruleset_free(ruleset);
}

/* A text as the one paragraph of a document, and what is found in it. */
struct reading {
    struct document *document;
    struct arena *arena;
    struct mention *mentions;
    size_t count;
};

static struct reading read_text(const struct ruleset *ruleset, const char *text) {
    static const struct event_sink no_events = {0};
    struct limits limits = limits_default();
    struct builder *builder = builder_new(&limits, &no_events);
    struct reading r = {.arena = arena_new(16 << 20)};
    struct error error = {0};
    builder_paragraph(builder, NULL, NULL, text);
    assert_true(builder_finish(builder, &r.document, &error));
    builder_free(builder);
    struct page_extent *extents = arena_array(r.arena, r.document->block_count, sizeof *extents);
    struct sections sections;
    assert_true(sections_read(r.document, ruleset, extents, r.arena, &sections));
    assert_true(mention_find(r.document, ruleset, extents, &sections, r.arena, &no_events,
                             &r.mentions, &r.count));
    return r;
}

static bool says(const struct mention *mention, const struct mention_field *wanted) {
    for (size_t i = 0; i < mention->field_count; i++)
        if (strcmp(mention->fields[i].name, wanted->name) == 0)
            return strcmp(mention->fields[i].value, wanted->value) == 0;
    return false;
}

static bool says_all(const struct mention *mention, const struct pattern_example *example) {
    for (size_t i = 0; i < example->field_count; i++)
        if (!says(mention, &example->fields[i]))
            return false;
    return true;
}

/* Among all rules, as in a report: an example gives its rule's mention with the fields it tells, a
 * counter-example none. */
static void check_example(const struct ruleset *ruleset, const struct pattern *pattern,
                          const struct pattern_example *example) {
    if (pattern->section && example->found)
        return; /* a lone sentence stands in no section */
    struct reading r = read_text(ruleset, example->text);
    size_t of_rule = 0, as_told = 0;
    for (size_t i = 0; i < r.count; i++) {
        bool own = strcmp(r.mentions[i].rule, pattern->id) == 0;
        of_rule += own;
        as_told += own && says_all(&r.mentions[i], example);
    }
    if (example->found ? as_told == 0 : of_rule > 0)
        fail_msg("%s: \"%s\": %zu mentions, %zu as told", pattern->id, example->text, of_rule,
                 as_told);
    arena_free(r.arena);
    document_free(r.document);
}

static void every_example_in_a_document(void **state) {
    (void)state;
    struct ruleset *ruleset;
    struct error error = {0};
    assert_true(ruleset_load(REAL, &ruleset, &error));
    assert_true(ruleset->pattern_count > 0);
    for (size_t i = 0; i < ruleset->pattern_count; i++) {
        const struct pattern *pattern = &ruleset->patterns[i];
        size_t found = 0;
        for (size_t k = 0; k < pattern->example_count; k++) {
            check_example(ruleset, pattern, &pattern->examples[k]);
            found += pattern->examples[k].found;
        }
        assert_in_range(found, 1, pattern->example_count - 1);
    }
    ruleset_free(ruleset);
}

static void relations_between_values(void **state) {
    (void)state;
    static const struct fault faults[] = {
        {"checks.yaml", "id: findings-settled", "id: tasks-done-within-plan", 0,
         "Two checks have the id", "its own"},
        {"checks.yaml", "left: 1.1-2", "left: 1.1-9", 0, "no row \"1.1-9\"", "indicators.csv"},
        {"checks.yaml", "right: [1.5-2, 1.5-3]", "right: [1.5-2, 1.5-9]", 0,
         "assigned-tasks: the form has no row \"1.5-9\"", "indicators.csv"},
        {"checks.yaml", "left: 1.1-2", "left: '1.1'", 0, "kind heading", "another kind"},
        {"checks.yaml", "left: 1.1-2", "left: 1.6-2", 0, "kind enum", "another kind"},
        {"checks.yaml", "right: [1.1-1]", "right: [1.1-2]", 0, "row 1.1-2 twice", "once"},
        {"checks.yaml", "    least: 0\n    most: 12\n", "    most: 12\n", -3, "needs both",
         "within"},
        {"checks.yaml", "    right: [1.1-1]\n", "    right: [1.1-1]\n    most: 1\n", -3,
         "belong to the relation within", "needs both"},
        {"checks.yaml", "    least: 0\n    most: 12\n", "    least: 13\n    most: 12\n", 0,
         "nothing is from 13 to 12", "smaller"},
        {"checks.yaml", "percent: 50, ", "", 0, "a change to allow", "percent: 50"},
        {"checks.yaml", "id: sent-again", "id: tasks-done-within-plan", 0, "Two checks", "its own"},
        {"checks.yaml", "least: 5}", "least: -5}", 0, "-5", "0 or more"},
        {"checks.yaml", "right: [1.5-2, 1.5-3]", "right: [1.5-2, 1.5-2]", 0, "row 1.5-2 twice",
         "once"},
        {"checks.yaml", "right: [1.1-1]", "right: [3.4.1.3]", 0, "3.4.1.3 is of the kind percent",
         "one kind"},
        {"checks.yaml", "    right: [1.1-1]\n", "", -3, "needs a right side", "right: ["},
        {"checks.yaml", "left: 4.3-1", "left: 4.3-1\n    right: [4.3-2]", 1, "no right side",
         "Leave"},
        {"checks.yaml", "left: 4.3-1", "left: 4.3-2", 0, "would never run", "Add such a rule"},
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
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(a_folder_is_no_file),
        cmocka_unit_test(rows_of_the_form),
        cmocka_unit_test(bodies_of_the_register),
        cmocka_unit_test(columns_periods_and_head),
        cmocka_unit_test(words_of_values),
        cmocka_unit_test(rules_over_the_prose),
        cmocka_unit_test(an_example_names_a_body),
        cmocka_unit_test(every_example_in_a_document),
        cmocka_unit_test(relations_between_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
