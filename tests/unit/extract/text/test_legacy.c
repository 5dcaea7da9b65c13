/* legacy: paragraphs as files hold them (legacy_strings.tsv) and as they were meant, and what is
 * said of them. */
#include "extract/text/legacy.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define STRINGS "tests/unit/legacy_strings.tsv"
#define LINE_BYTES 16384
#define SPANS_MAX 16

struct paragraph {
    char text[LINE_BYTES];
    struct text_span spans[SPANS_MAX];
    size_t span_count;
};

static void add_run(struct paragraph *paragraph, const char *font, const char *text) {
    assert_true(paragraph->span_count < SPANS_MAX);
    strcat(paragraph->text, text);
    paragraph->spans[paragraph->span_count++] =
        (struct text_span){.end = strlen(paragraph->text), .font = font_of_name(font)};
}

/* What a person sees; the arena keeps it. */
static const char *shown(const struct paragraph *paragraph, struct arena *arena,
                         struct legacy_reading *reading) {
    *reading = (struct legacy_reading){0};
    if (!legacy_is_needed(paragraph->text, paragraph->spans, paragraph->span_count))
        return paragraph->text;
    assert_true(
        legacy_read(paragraph->text, paragraph->spans, paragraph->span_count, arena, reading));
    return reading->text ? reading->text : paragraph->text;
}

static void read_runs(const char *json, struct paragraph *paragraph) {
    json_t *runs = json_loads(json, 0, NULL), *run;
    size_t i;
    assert_non_null(runs);
    *paragraph = (struct paragraph){0};
    json_array_foreach(runs, i, run) add_run(paragraph, json_string_value(json_array_get(run, 0)),
                                             json_string_value(json_array_get(run, 1)));
    json_decref(runs);
}

static void strings_as_they_were_meant(void **state) {
    (void)state;
    static struct paragraph paragraph;
    static char line[LINE_BYTES];
    FILE *file = fopen(STRINGS, "r");
    size_t count = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        char *wanted = strchr(line, '\t');
        if (*line == '#')
            continue;
        assert_non_null(wanted);
        *wanted++ = '\0';
        wanted[strcspn(wanted, "\n")] = '\0';
        struct arena *arena = arena_new(1 << 20);
        struct legacy_reading reading;
        read_runs(line, &paragraph);
        const char *got = shown(&paragraph, arena, &reading);
        if (strcmp(got, wanted) != 0)
            fail_msg("%s\n  expected %s\n  got      %s", line, wanted, got);
        arena_free(arena);
        count++;
    }
    fclose(file);
    assert_true(count > 60);
}

struct expected {
    const char *font, *text, *shown;
    enum encoding encoding;
    unsigned words, valid;
    bool doubtful;
};

static void check(const struct expected *e) {
    struct paragraph paragraph = {0};
    struct arena *arena = arena_new(1 << 20);
    struct legacy_reading reading;
    add_run(&paragraph, e->font, e->text);
    assert_string_equal(shown(&paragraph, arena, &reading), e->shown);
    assert_int_equal(reading.encoding, e->encoding);
    assert_int_equal(reading.words, e->words);
    assert_int_equal(reading.valid, e->valid);
    assert_int_equal(reading.doubtful, e->doubtful);
    arena_free(arena);
}

static void evidence_is_told(void **state) {
    (void)state;
    static const struct expected cases[] = {
        /* five words, one of them a name that is no syllable */
        {".VnTime", "TØnh §¾k L¾k, thµnh phè", "Tỉnh Đắk Lắk, thành phố", ENCODING_TCVN3, 5, 3,
         false},
        {"VNI-Times", "§¬n vÞ tÝnh", "Đơn vị tính", ENCODING_TCVN3, 3, 3, false},
        {"Arial", "Chi nh¸nh tØnh", "Chi nhánh tỉnh", ENCODING_TCVN3, 2, 2, false},
        /* one word that would also be one in the other encoding is chance */
        {"VNI-Times", "28/2003/NÑ-CP", "28/2003/NĐ-CP", ENCODING_VNI, 1, 0, false},
        /* one word under an ordinary font is too little, and is told */
        {"Arial", "Tæng", "Tæng", ENCODING_UNICODE, 1, 0, true},
        {"Arial", "Señor Æble", "Señor Æble", ENCODING_UNICODE, 0, 0, false},
        /* an encoding whose letters are not known */
        {"SVNtimes new roman", "Bé T\xC3\xA6i", "Bé T\xC3\xA6i", ENCODING_UNICODE, 2, 0, true},
        /* Unicode under a TCVN3 font stays, without doubt */
        {".VnTime", "Căn cứ Luật", "Căn cứ Luật", ENCODING_UNICODE, 0, 0, false},
        {".VnTimeH", "CĂN CỨ LUẬT", "CĂN CỨ LUẬT", ENCODING_UNICODE, 0, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(&cases[i]);
}

/* "đưa", "đ", "ưa": a word goes on from run to run; the capital is from another font. */
static void words_span_runs(void **state) {
    (void)state;
    struct paragraph paragraph = {0};
    struct arena *arena = arena_new(1 << 20);
    struct legacy_reading reading;
    add_run(&paragraph, ".VnTime", "\xC2\xAE");
    add_run(&paragraph, ".VnArial",
            "\xC2\xAD"
            "a ");
    add_run(&paragraph, ".VnTimeH", "ñ");
    add_run(&paragraph, ".VnTime", "y ban");
    assert_string_equal(shown(&paragraph, arena, &reading), "đưa Ủy ban");
    arena_free(arena);
}

static void ordinary_text_needs_no_reading(void **state) {
    (void)state;
    const struct text_span ordinary = {.end = 100, .font = {ENCODING_UNICODE, false}};
    assert_false(legacy_is_needed("Ủy ban nhân dân tỉnh; hoà, kỹ, Đà Nẵng, 12,5 %", &ordinary, 1));
    assert_false(legacy_is_needed("", NULL, 0));
    assert_true(legacy_is_needed("nh¸nh", &ordinary, 1));
    const struct text_span capitals = {.end = 100, .font = {ENCODING_TCVN3, true}};
    assert_true(legacy_is_needed("abc", &capitals, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_as_they_were_meant),
        cmocka_unit_test(evidence_is_told),
        cmocka_unit_test(words_span_runs),
        cmocka_unit_test(ordinary_text_needs_no_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
