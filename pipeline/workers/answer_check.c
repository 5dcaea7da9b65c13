#include "pipeline/workers/answer_check.h"
#include "core/json/event_json.h"
#include "pipeline/workers/frame.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* The longest name of a format has four letters. */
enum { FORMAT_BYTES_MAX = 16 };

struct reading {
    const struct answer_expected *expected;
    struct answer *answer;
    struct error *error;
    bool foreign; /* an event was not of this document or of another stage */
};

static bool reject(struct reading *reading, const char *what) {
    return error_set(reading->error, CODE_WORKER_NONSENSE, "", "%s", what);
}

/* What is not the worker's fault: memory that is short here, or the limit of a record. */
static bool pass_on(struct reading *reading, const struct error *fault) {
    return error_set(reading->error, fault->code, fault->place, "%s", fault->message);
}

static bool same(const char *left, const char *right) {
    return left && right && strcmp(left, right) == 0;
}

/* ---- events ---- */

static void keep_event(void *context, const struct event *event) {
    struct reading *reading = context;
    bool staged = same(event->stage, "extract") || same(event->stage, "normalize");
    bool ours = !event->document || same(event->document, reading->expected->source->sha256);
    if (!staged || !ours)
        reading->foreign = true;
    event_list_add(&reading->answer->events, event, NULL);
}

static bool read_event(struct reading *reading, const struct frame *frame) {
    struct event_sink sink = {.emit = keep_event, .context = reading};
    struct error fault = {.code = CODE_NONE};
    bool event = event_from_json(frame->bytes, frame->length, &sink, &fault);
    if (code_is_limit(fault.code))
        return pass_on(reading, &fault);
    if (!event || reading->foreign)
        return reject(reading, "An event is not about reading this file.");
    if (reading->answer->events.failed)
        return arena_error(reading->answer->events.arena, reading->error, "");
    return true;
}

/* ---- the report ---- */

static const struct ruleset *find_set(const struct rulesets *rulesets, const char *form) {
    for (size_t i = 0; i < rulesets->count; i++)
        if (same(rulesets->sets[i]->form, form))
            return rulesets->sets[i];
    return NULL;
}

static bool is_in_register(const struct ruleset *set, const char *id) {
    for (size_t i = 0; i < set->body_count; i++)
        if (same(set->bodies[i].id, id))
            return true;
    return false;
}

/* Whether the report has each indicator of the form once, in order, with its own label. */
static bool has_indicators(const struct report *report, const struct ruleset *set) {
    size_t next = 0;
    for (size_t i = 0; i < set->row_count; i++) {
        if (set->rows[i].kind == KIND_HEADING)
            continue;
        if (next == report->observation_count)
            return false;
        const struct observation *o = &report->observations[next++];
        if (!same(o->indicator, set->rows[i].id) || !same(o->label, set->rows[i].label))
            return false;
    }
    return next == report->observation_count;
}

static bool has_format(const struct source *source) {
    size_t length = source->format ? strlen(source->format) : 0;
    return length > 0 && length <= FORMAT_BYTES_MAX &&
           strspn(source->format, "abcdefghijklmnopqrstuvwxyz0123456789") == length;
}

static bool nothing_read(const struct report *report) {
    for (size_t i = 0; i < report->observation_count; i++)
        if (report->observations[i].status != STATUS_MISSING)
            return false;
    return true;
}

static const char *find_mismatch(const struct report *report,
                                 const struct answer_expected *expected) {
    const struct ruleset *set = report->form ? find_set(expected->rulesets, report->form) : NULL;
    if (!same(report->source.sha256, expected->source->sha256) ||
        report->source.bytes != expected->source->bytes)
        return "The report is about another file.";
    if (!has_format(&report->source))
        return "The report's format is not a valid name.";
    if (report->form && !set)
        return "The report's form is in no rule set.";
    if (set ? !has_indicators(report, set) : !nothing_read(report))
        return "The report does not have each indicator of its form once.";
    if (set && report->metadata.body && !is_in_register(set, report->metadata.body))
        return "The report's body is not in the register.";
    return NULL;
}

static bool read_report(struct reading *reading, const struct frame *frame) {
    struct error fault = {.code = CODE_NONE};
    struct report *report;
    if (!report_from_json(frame->bytes, frame->length, reading->expected->memory_bytes, &report,
                          &fault))
        return code_is_limit(fault.code) ? pass_on(reading, &fault)
                                         : reject(reading, fault.message);
    reading->answer->report = report;
    const char *wrong = find_mismatch(report, reading->expected);
    if (wrong)
        return reject(reading, wrong);
    report->source.path = arena_strdup(report->arena, reading->expected->source->path);
    return report->source.path || arena_error(report->arena, reading->error, "");
}

/* ---- the reason ---- */

static bool read_failure(struct reading *reading, const struct frame *frame) {
    errno = 0;
    json_t *root = json_loadb(frame->bytes, frame->length, JSON_REJECT_DUPLICATES, NULL);
    if (!root && errno == ENOMEM)
        return error_no_memory(reading->error, "");
    const char *word = json_string_value(json_object_get(root, "code"));
    const char *place = json_string_value(json_object_get(root, "place"));
    const char *message = json_string_value(json_object_get(root, "message"));
    enum code code = word ? code_from_word(word) : CODE_COUNT;
    bool good = place && message && code != CODE_COUNT && code_grade(code) >= GRADE_FAILED;
    if (good)
        error_set(&reading->answer->reason, code, place, "%s", message);
    else
        reject(reading, "The reason for the failure is not valid.");
    json_decref(root);
    return good;
}

/* ---- the answer ---- */

static bool read_frame(struct reading *reading, const struct frame *frame, bool *ended) {
    *ended = frame->kind != FRAME_EVENT;
    switch (frame->kind) {
    case FRAME_EVENT:
        return read_event(reading, frame);
    case FRAME_REPORT:
        return read_report(reading, frame);
    case FRAME_FAILURE:
        return read_failure(reading, frame);
    case FRAME_READ:
        break;
    }
    return reject(reading, "A frame is of a kind that no worker sends.");
}

bool answer_check(const struct buffer *bytes, const struct answer_expected *expected,
                  struct answer *answer, struct error *error) {
    struct reading reading = {.expected = expected, .answer = answer, .error = error};
    struct frame frame;
    size_t at = 0;
    bool ended = false, good = true;
    *answer = (struct answer){.report = NULL};
    while (good && !ended && frame_take(bytes, &at, &frame) == FRAME_TAKEN)
        good = read_frame(&reading, &frame, &ended);
    if (good && (!ended || at != bytes->length))
        good = reject(&reading, "The answer has no end, or bytes after it.");
    if (!good)
        answer_clear(answer);
    return good;
}

void answer_clear(struct answer *answer) {
    event_list_clear(&answer->events);
    report_free(answer->report);
    *answer = (struct answer){.report = NULL};
}
