#include "pipeline/workers/worker.h"
#include "core/json/event_json.h"
#include "core/json/json.h"
#include "extract/extract.h"
#include "pipeline/workers/frame.h"
#include "pipeline/workers/fault_injection.h"
#include "pipeline/workers/sandbox.h"
#include "pipeline/cli/exit_status.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

struct work {
    const struct worker_task *task;
    struct buffer answer; /* the frames of an answer */
    struct buffer record; /* the record of the next frame */
};

bool worker_memory_error(size_t worker_bytes, struct error *error) {
    return error_set(error, CODE_WORKER_MEMORY, "",
                     "The worker that read it ran out of memory: it may have %zu bytes "
                     "(--max-worker-memory-bytes), or the system had fewer left. The next run "
                     "reads it again.",
                     worker_bytes);
}

static void put_record(struct work *work, enum frame_kind kind) {
    if (work->record.failed)
        buffer_fail(&work->answer, work->record.no_memory);
    frame_put(&work->answer, kind, buffer_text(&work->record), work->record.length);
    buffer_clear(&work->record);
}

static void send_event(void *context, const struct event *event) {
    struct work *work = context;
    if (work->answer.failed)
        return;
    event_to_json(event, NULL, NULL, &work->record);
    put_record(work, FRAME_EVENT);
}

/* Ends the answer with the reason why there is no report. */
static void put_failure(struct buffer *answer, const struct error *error) {
    struct buffer text;
    struct json json = {.out = &text};
    buffer_init(&text, FAILURE_BYTES_MAX);
    json_object_open(&json);
    json_key_string(&json, "code", code_word(error->code));
    json_key_string(&json, "place", error->place);
    json_key_string(&json, "message", error->message);
    json_object_close(&json);
    if (text.failed)
        buffer_fail(answer, text.no_memory);
    frame_put(answer, FRAME_FAILURE, buffer_text(&text), text.length);
    buffer_free(&text);
}

/* Makes a report of the file; the events go into the answer. */
static bool read_report(struct work *work, int file, const char *name, struct report **report,
                        struct error *error) {
    struct extract_options options = extract_options_default();
    options.limits = *work->task->limits;
    struct event_sink sink = {.emit = send_event, .context = work, .stage = "extract"};
    struct document *document = NULL;
    if (!extract_descriptor(file, name, &options, &sink, &document, error))
        return false;
    sink.stage = "normalize";
    sink.document = document->source.sha256;
    bool done = rulesets_normalize(work->task->rulesets, document, &sink, report, NULL, error);
    document_free(document);
    return done;
}

/* Replaces an answer that is too long by the reason: half an answer could be taken for a whole one.
 */
static void replace_by_failure(struct work *work, const char *name, struct error *error) {
    size_t most = work->task->limits->answer_bytes;
    buffer_error(&work->answer, error, name);
    buffer_free(&work->answer);
    buffer_free(&work->record);
    buffer_init(&work->answer, most + FAILURE_BYTES_MAX);
    buffer_init(&work->record, most);
    error_set(error, CODE_LIMIT_MEMORY, name,
              "Its report and events take more than %zu bytes (--max-answer-bytes).", most);
    put_failure(&work->answer, error);
}

static void compose_answer(struct work *work, int file, const char *name) {
    struct error error = {.code = CODE_NONE};
    struct report *report = NULL;
    buffer_clear(&work->answer);
    buffer_clear(&work->record);
    if (read_report(work, file, name, &report, &error)) {
        report_to_json(report, &work->record);
        put_record(work, FRAME_REPORT);
        report_free(report);
    } else {
        put_failure(&work->answer, &error);
    }
    if (work->answer.failed)
        replace_by_failure(work, name, &(struct error){.code = CODE_NONE});
    if (work->answer.failed)
        _exit(EXIT_WORKER_NO_MEMORY);
}

static void serve(struct work *work) {
    struct buffer name;
    enum frame_kind kind;
    int file;
    buffer_init(&name, NAME_BYTES_MAX);
    while (frame_receive(SANDBOX_SOCKET, NAME_BYTES_MAX, &name, &kind, &file)) {
        if (kind != FRAME_READ || file < 0)
            break;
        inject_fault(SANDBOX_SOCKET, buffer_text(&name));
        compose_answer(work, file, buffer_text(&name));
        close(file);
        if (!frame_send(SANDBOX_SOCKET, &work->answer, -1))
            break;
    }
    if (name.no_memory)
        _exit(EXIT_WORKER_NO_MEMORY);
    buffer_free(&name);
}

_Noreturn void worker_serve(int socket, const struct worker_task *task) {
    /* A worker ends with its parent. Ctrl-C in the terminal reaches the workers, too, but only the
     * parent acts on it. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    errno = 0;
    if (!sandbox_enter(socket, task->limits->worker_bytes))
        _exit(errno == ENOMEM ? EXIT_WORKER_NO_MEMORY : EXIT_WORKER_NOT_CONFINED);
    struct work work = {.task = task};
    buffer_init(&work.answer, task->limits->answer_bytes);
    buffer_init(&work.record, task->limits->answer_bytes);
    serve(&work);
    _exit(0);
}
