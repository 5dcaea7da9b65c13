/* answer_check: a worker's answer is accepted only if it agrees with what the parent knows. */
#include "pipeline/workers/answer_check.h"
#include "pipeline/workers/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define OTHER "0000000000000000000000000000000000000000000000000000000000000000"
#define EVENT(stage, hash)                                                                         \
    "{\"document\":\"" hash "\",\"stage\":\"" stage                                                \
    "\",\"level\":\"note\",\"code\":\"form-found\",\"message\":\"m\"}"
#define REPORT(hash, bytes, form, observations)                                                    \
    "{\"schema\":\"chitieu.report/1\",\"source\":{\"path\":\"lie\",\"sha256\":\"" hash             \
    "\",\"bytes\":" bytes ",\"format\":\"docx\"}," form                                            \
    "\"report\":{},\"observations\":[" observations                                                \
    "],\"mentions\":[],\"findings\":[],\"coverage\":{\"rows\":{},\"values\":{}}}"
#define SEEN(id, label)                                                                            \
    "{\"indicator\":\"" id "\",\"label\":\"" label "\",\"unit\":\"u\",\"status\":\"missing\"}"
#define FORM "\"form\":\"f\","

/* A form of a heading and two indicators. */
static struct form_row rows[] = {
    {.id = "1", .label = "Heading", .kind = KIND_HEADING},
    {.id = "1-1", .label = "One", .unit = "u", .kind = KIND_COUNT},
    {.id = "1-2", .label = "Two", .unit = "u", .kind = KIND_COUNT},
};
static struct ruleset set = {.form = "f", .rows = rows, .row_count = 3};
static struct ruleset *sets[] = {&set};
static const struct rulesets rulesets = {.sets = sets, .count = 1};
static const struct source source = {.path = "in/a.docx", .sha256 = HASH, .bytes = 7};

static bool ask(const char *const *frames, struct answer *answer, struct error *error) {
    struct answer_expected expected = {
        .rulesets = &rulesets, .source = &source, .memory_bytes = 1 << 20};
    struct buffer bytes;
    buffer_init(&bytes, 100000);
    for (; *frames; frames++) {
        enum frame_kind kind = strstr(*frames, "chitieu.report") ? FRAME_REPORT
                               : strstr(*frames, "\"place\"")    ? FRAME_FAILURE
                                                                 : FRAME_EVENT;
        frame_put(&bytes, kind, *frames, strlen(*frames));
    }
    *error = (struct error){.code = CODE_NONE};
    bool good = answer_check(&bytes, &expected, answer, error);
    buffer_free(&bytes);
    return good;
}

#define ASK(answer, error, ...) ask((const char *const[]){__VA_ARGS__, NULL}, answer, error)

static void a_whole_answer_is_taken(void **state) {
    (void)state;
    struct answer answer;
    struct error error;
    assert_true(ASK(&answer, &error, EVENT("extract", HASH), EVENT("normalize", HASH),
                    REPORT(HASH, "7", FORM, SEEN("1-1", "One") "," SEEN("1-2", "Two"))));
    assert_int_equal(answer.events.count, 2);
    assert_string_equal(answer.report->form, "f");
    assert_string_equal(answer.report->source.path, "in/a.docx");
    answer_clear(&answer);
}

static void a_reason_is_taken(void **state) {
    (void)state;
    struct answer answer;
    struct error error;
    assert_true(ASK(&answer, &error,
                    "{\"code\":\"encrypted\",\"place\":\"p\",\"message\":\"It is locked.\"}"));
    assert_null(answer.report);
    assert_int_equal(answer.reason.code, CODE_ENCRYPTED);
    assert_string_equal(answer.reason.message, "It is locked.");
    answer_clear(&answer);
}

static void what_does_not_match_is_rejected(void **state) {
    (void)state;
    static const char *const lies[][3] = {
        {NULL},                                               /* nothing */
        {EVENT("extract", HASH)},                             /* no end */
        {"{}"},                                               /* no event */
        {EVENT("run", HASH), REPORT(HASH, "7", "", "")},      /* a stage that is not the worker's */
        {EVENT("extract", OTHER), REPORT(HASH, "7", "", "")}, /* about another document */
        {REPORT(OTHER, "7", "", "")},
        {REPORT(HASH, "8", "", "")},
        {REPORT(HASH, "7", "\"form\":\"g\",", "")}, /* a form that is no rule set's */
        {REPORT(HASH, "7", FORM, SEEN("1-1", "One"))},
        {REPORT(HASH, "7", FORM, SEEN("1-2", "Two") "," SEEN("1-1", "One"))},
        {REPORT(HASH, "7", FORM, SEEN("1-1", "One") "," SEEN("1-2", "Another"))},
        {REPORT(HASH, "7", "",
                "{\"indicator\":\"x\",\"label\":\"x\",\"status\":\"reported\",\"value\":1}")},
        {REPORT(HASH, "7", "", ""), EVENT("extract", HASH)}, /* something behind the end */
        {"{\"code\":\"row-matched\",\"place\":\"\",\"message\":\"\"}"}, /* no reason to fail */
        {"{\"code\":\"no-such\",\"place\":\"\",\"message\":\"\"}"},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct answer answer;
        struct error error;
        const char *frames[] = {lies[i][0], lies[i][1], NULL};
        if (ask(frames, &answer, &error))
            fail_msg("lie %zu was believed", i);
        assert_int_equal(error.code, CODE_WORKER_NONSENSE);
        assert_true(*error.message != '\0');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_answer_is_taken),
        cmocka_unit_test(a_reason_is_taken),
        cmocka_unit_test(what_does_not_match_is_rejected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
