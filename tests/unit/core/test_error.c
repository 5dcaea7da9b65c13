#include "core/error.h"
#include "core/event.h"
#include "core/limits.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_first_cause_wins(void **state) {
    (void)state;
    struct error error = {0};
    assert_false(error_set(&error, CODE_XML_DAMAGED, "/word/document.xml", "Line %d.", 7));
    assert_false(error_set(&error, CODE_LIMIT_CELLS, "t1", "Too many."));
    assert_int_equal(error.code, CODE_XML_DAMAGED);
    assert_string_equal(error.place, "/word/document.xml");
    assert_string_equal(error.message, "Line 7.");
}

static void no_place_is_an_empty_one(void **state) {
    (void)state;
    struct error error = {.place = "old"};
    error_set(&error, CODE_USAGE, NULL, "No.");
    assert_string_equal(error.place, "");
}

/* "ộ" has three bytes: whatever room is left, the message ends with a whole one. */
static void long_text_is_cut_at_a_whole_character(void **state) {
    (void)state;
    char text[ERROR_MESSAGE_BYTES * 2];
    for (size_t lead = 0; lead < 3; lead++) {
        struct error error = {0};
        size_t length = lead;
        memset(text, 'x', lead);
        for (; length + 3 < sizeof text; length += 3)
            memcpy(text + length, "ộ", 3);
        text[length] = '\0';
        error_set(&error, CODE_USAGE, text, "%s", text);
        assert_int_equal(strlen(error.message), lead + (ERROR_MESSAGE_BYTES - 1 - lead) / 3 * 3);
        assert_int_equal(strlen(error.place), lead + (ERROR_PLACE_BYTES - 1 - lead) / 3 * 3);
        assert_memory_equal(error.message, text, strlen(error.message));
    }
}

static void text_that_just_fits_is_not_cut(void **state) {
    (void)state;
    struct error error = {0};
    char text[ERROR_PLACE_BYTES];
    memset(text, 'x', sizeof text);
    memcpy(text + sizeof text - 4, "ộ", 4);
    error_set(&error, CODE_USAGE, text, "%s", "");
    assert_string_equal(error.place, text);
}

static void every_code_has_its_own_word_and_a_sentence(void **state) {
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        const char *word = code_word((enum code)i), *sentence = code_sentence((enum code)i);
        for (int other = 0; other < i; other++)
            assert_string_not_equal(code_word((enum code)other), word);
        assert_int_equal(strspn(word, "abcdefghijklmnopqrstuvwxyz-"), strlen(word));
        assert_true(isupper((unsigned char)sentence[0]) || strncmp(sentence, "chitieu ", 8) == 0);
        assert_int_equal(sentence[strlen(sentence) - 1], '.');
    }
}

/* DESIGN §3: one-document commands end with 65 for a bad document, events end nothing. */
static void grades_and_exit_statuses_agree(void **state) {
    (void)state;
    for (int i = 0; i < CODE_COUNT; i++) {
        enum grade grade = code_grade((enum code)i);
        int status = code_exit_status((enum code)i);
        if (grade == GRADE_FAILED)
            assert_int_equal(status, 65);
        else if (grade == GRADE_FATAL)
            assert_true(status >= 64 && status <= 78);
        else
            assert_int_equal(status, 0);
    }
    assert_int_equal(code_exit_status(CODE_NO_INPUT), 66);
    assert_int_equal(code_exit_status(CODE_DATABASE_BUSY), 75);
    assert_string_equal(grade_word(GRADE_FAILED), "error");
    assert_string_equal(grade_word(GRADE_NOTE), "note");
}

static void remember(void *context, const struct event *event) {
    *(struct event *)context = *event;
}

static void an_event_is_completed_by_its_sink(void **state) {
    (void)state;
    struct event seen = {0};
    struct event_sink sink = {
        .emit = remember, .context = &seen, .stage = "extract", .document = "ab12"};
    assert_true(event_wanted(&sink));
    event_emit(&sink, &(struct event){.code = CODE_REPAIRED, .at = "p1"});
    assert_string_equal(seen.stage, "extract");
    assert_string_equal(seen.document, "ab12");
    assert_string_equal(seen.at, "p1");
    struct event_sink deaf = {.emit = NULL};
    assert_false(event_wanted(&deaf));
    event_emit(&deaf, &(struct event){.code = CODE_REPAIRED});
    event_note(&deaf, CODE_REPAIRED, NULL, NULL);
}

static void the_limits_table_is_the_defaults(void **state) {
    (void)state;
    size_t count;
    struct limits limits = limits_default();
    const struct limit_row *rows = limits_table(&count);
    assert_int_equal(count, sizeof limits / sizeof(size_t));
    for (size_t i = 0; i < count; i++) {
        size_t value;
        memcpy(&value, (const char *)&limits + rows[i].offset, sizeof value);
        assert_int_equal(value, rows[i].value);
        assert_int_equal(strncmp(rows[i].flag, "--", 2), 0);
        assert_true(*rows[i].unit && *rows[i].reason);
    }
    assert_int_equal(limits.entries, 5000);
    assert_int_equal(limits.part_bytes, 512u << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_cause_wins),
        cmocka_unit_test(no_place_is_an_empty_one),
        cmocka_unit_test(long_text_is_cut_at_a_whole_character),
        cmocka_unit_test(text_that_just_fits_is_not_cut),
        cmocka_unit_test(every_code_has_its_own_word_and_a_sentence),
        cmocka_unit_test(grades_and_exit_statuses_agree),
        cmocka_unit_test(an_event_is_completed_by_its_sink),
        cmocka_unit_test(the_limits_table_is_the_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
