/* Where the parent runs out of memory over an answer, the answer is never invalid for it: the
 * worker and the document have done nothing wrong. */
#include "tests/unit/failing_memory.h"

#include "core/crash.h"
#include "core/json/record.h"
#include "pipeline/workers/answer_check.h"
#include "pipeline/workers/frame.h"
#include "pipeline/workers/worker.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const char event[] =
    "{\"document\":\"" HASH "\",\"stage\":\"extract\",\"level\":\"note\",\"code\":\"row-joined\","
    "\"message\":\"m\",\"detail\":{\"a\":\"b\"}}";
static const char report[] =
    "{\"schema\":\"chitieu.report/1\",\"source\":{\"path\":\"p\",\"sha256\":\"" HASH
    "\",\"bytes\":7,\"format\":\"docx\"},\"form\":\"f\",\"report\":{\"issuer\":\"Sở\"},"
    "\"observations\":[{\"indicator\":\"1-1\",\"label\":\"One\",\"unit\":\"u\",\"status\":"
    "\"reported\",\"raw\":\"1\",\"value\":1,\"at\":\"t1!R1C1\",\"steps\":[\"nfc\"]}],"
    "\"mentions\":[{\"rule\":\"r\",\"at\":\"p1\",\"text\":\"x\",\"fields\":{\"a\":\"b\"}}],"
    "\"findings\":[{\"check\":\"c\",\"severity\":\"note\",\"message\":\"m\"}],"
    "\"coverage\":{\"rows\":{},\"values\":{}}}";
static const char failure[] = "{\"code\":\"encrypted\",\"place\":\"p\",\"message\":\"Locked.\"}";

static struct form_row rows[] = {{.id = "1-1", .label = "One", .unit = "u", .kind = KIND_COUNT}};
static struct ruleset set = {.form = "f", .rows = rows, .row_count = 1};
static struct ruleset *sets[] = {&set};
static const struct rulesets rulesets = {.sets = sets, .count = 1};
static const struct source source = {.path = "in/a.docx", .sha256 = HASH, .bytes = 7};

static size_t ask(const struct buffer *bytes, size_t failing, size_t memory_bytes, bool *good,
                  struct error *error) {
    const struct answer_expected expected = {
        .rulesets = &rulesets, .source = &source, .memory_bytes = memory_bytes};
    struct answer answer;
    *error = (struct error){.code = CODE_NONE};
    memory_fail(failing);
    *good = answer_check(bytes, &expected, &answer, error);
    size_t count = memory_stop();
    if (*good)
        answer_clear(&answer);
    return count;
}

/* In a process of its own: jansson ends it. */
static bool survives(const struct buffer *bytes, size_t failing) {
    int status = 1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct error error;
        bool good;
        crash_watch_memory();
        ask(bytes, failing, 1 << 20, &good, &error);
        if (!good && error.code != CODE_NO_MEMORY)
            print_error("%zu: %s: %s\n", failing, code_word(error.code), error.message);
        _exit(good || error.code == CODE_NO_MEMORY ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
#ifdef __SANITIZE_ADDRESS__
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) /* core/crash.h leaves it alone there */
        return true;
#endif
    return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == EX_TEMPFAIL);
}

static void fail_each(enum frame_kind kind, const char *end) {
    struct buffer bytes;
    struct error error;
    bool good;
    buffer_init(&bytes, 1 << 20);
    frame_put(&bytes, FRAME_EVENT, event, strlen(event));
    frame_put(&bytes, kind, end, strlen(end));
    size_t count = ask(&bytes, 0, 1 << 20, &good, &error), wrong = 0;
    assert_true(good);
    assert_true(count > 10);
    for (size_t i = 1; i <= count; i++)
        wrong += !survives(&bytes, i);
    good = false;
    assert_int_equal(wrong, 0);
    /* Under each limit of the record, the limit is the reason. */
    for (size_t limit = sizeof(struct report) + 64; kind == FRAME_REPORT && !good; limit += 64) {
        ask(&bytes, 0, limit, &good, &error);
        if (!good)
            assert_int_equal(error.code, CODE_LIMIT_MEMORY);
    }
    buffer_free(&bytes);
}

static void the_parent_s_memory_is_not_the_worker_s_fault(void **state) {
    (void)state;
    record_watch_memory();
    fail_each(FRAME_REPORT, report);
    fail_each(FRAME_FAILURE, failure);
}

static void a_worker_s_memory_names_its_limit(void **state) {
    (void)state;
    struct error error = {.code = CODE_NONE};
    assert_false(worker_memory_error(41943040, &error));
    assert_int_equal(error.code, CODE_WORKER_MEMORY);
    assert_non_null(strstr(error.message, "41943040 bytes (--max-worker-memory-bytes)"));
    assert_true(code_is_passing(error.code));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_parent_s_memory_is_not_the_worker_s_fault),
        cmocka_unit_test(a_worker_s_memory_names_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
