#include "core/json/event_json.h"
#include "core/json/json.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

/* More values than any event has. */
enum { FIELDS_MAX = 32 };

static void put_detail(struct json *json, const struct event *event) {
    json_object_open(json);
    for (size_t i = 0; i < event->field_count; i++)
        json_key_string(json, event->fields[i].name, event->fields[i].text);
    json_object_close(json);
}

void event_to_json(const struct event *event, const char *time, const char *run,
                   struct buffer *out) {
    struct json json = {.out = out};
    json_object_open(&json);
    json_key_string(&json, "time", time);
    json_key_string(&json, "run", run);
    json_key_string(&json, "document", event->document);
    json_key_string(&json, "stage", event->stage);
    json_key_string(&json, "level", grade_word(code_grade(event->code)));
    json_key_string(&json, "code", code_word(event->code));
    json_key_string(&json, "at", event->at);
    json_key_string(&json, "rule", event->rule);
    json_key_string(&json, "indicator", event->indicator);
    json_key_string(&json, "message", event->message ? event->message : code_sentence(event->code));
    if (event->field_count > 0) {
        json_key(&json, "detail");
        put_detail(&json, event);
    }
    json_object_close(&json);
}

/* ---- in ---- */

/* A text, or NULL when the key is absent; what is neither sets *good to false. */
static const char *optional_text(const json_t *object, const char *key, bool *good) {
    const json_t *value = json_object_get(object, key);
    const char *text = json_string_value(value);
    if (value && (!text || strlen(text) != json_string_length(value)))
        *good = false;
    return text;
}

static bool is_stage(const char *stage) {
    static const char *const stages[] = {"extract", "normalize", "load", "run"};
    for (size_t i = 0; stage && i < sizeof stages / sizeof *stages; i++)
        if (strcmp(stage, stages[i]) == 0)
            return true;
    return false;
}

static bool read_fields(const json_t *root, struct event_field fields[FIELDS_MAX], size_t *count) {
    json_t *detail = json_object_get(root, "detail"), *value; /* jansson iterates non-const */
    const char *name;
    bool good = !detail || json_is_object(detail);
    *count = 0;
    json_object_foreach(detail, name, value) {
        const char *text = json_string_value(value);
        if (!text || *count == FIELDS_MAX)
            return false;
        fields[(*count)++] = (struct event_field){name, text};
    }
    return good;
}

bool event_from_json(const char *line, size_t length, const struct event_sink *sink,
                     struct error *error) {
    struct event_field fields[FIELDS_MAX];
    struct event event = {.fields = fields};
    errno = 0;
    json_t *root = json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL);
    if (!root && errno == ENOMEM)
        return error_no_memory(error, "event");
    const char *word = json_string_value(json_object_get(root, "code"));
    bool good = json_is_object(root) && word;
    event.code = good ? code_from_word(word) : CODE_COUNT;
    event.stage = optional_text(root, "stage", &good);
    event.document = optional_text(root, "document", &good);
    event.at = optional_text(root, "at", &good);
    event.rule = optional_text(root, "rule", &good);
    event.indicator = optional_text(root, "indicator", &good);
    event.message = optional_text(root, "message", &good);
    good = good && event.code != CODE_COUNT && event.message && is_stage(event.stage) &&
           read_fields(root, fields, &event.field_count);
    if (good)
        sink->emit(sink->context, &event);
    else
        error_set(error, CODE_RECORD_DAMAGED, "event",
                  "The line is not an event of the audit log.");
    json_decref(root);
    return good;
}
