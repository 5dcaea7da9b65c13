#include "core/event_json.h"
#include "core/json.h"

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
