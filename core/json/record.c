#include "core/json/record.h"
#include "core/text/utf8.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a double holds exactly: larger whole numbers would not come back the same. */
#define INTEGER_MAX ((uint64_t)1 << 53)

/* So much of a foreign schema's name is quoted. */
enum { QUOTED_BYTES = 60 };

static void *allocate_or_end(size_t size) {
    void *place = malloc(size);
    if (!place)
        abort();
    return place;
}

void record_watch_memory(void) {
    json_set_alloc_funcs(allocate_or_end, free);
}

json_t *record_parse(const char *line, size_t length, const char *schema, const char *maker,
                     struct error *error) {
    json_error_t cause;
    errno = 0;
    json_t *root = json_loadb(line, length, JSON_REJECT_DUPLICATES, &cause);
    if (!root && errno == ENOMEM) {
        error_no_memory(error, "");
        return NULL;
    }
    if (!root) {
        error_set(error, CODE_RECORD_DAMAGED, "", "The line is not JSON: %s at byte %d.",
                  cause.text, cause.position);
        return NULL;
    }
    const json_t *found = json_object_get(root, "schema");
    const char *word = json_string_value(found);
    if (!json_is_object(root) || !word || strcmp(word, schema) != 0) {
        const char *shown = word ? word : "no schema";
        error_set(error, CODE_RECORD_DAMAGED, "schema",
                  "The line is a record of \"%.*s\"; expected \"%s\", which `chitieu %s` makes.",
                  utf8_head(shown, QUOTED_BYTES), shown, schema, maker);
        json_decref(root);
        return NULL;
    }
    return root;
}

bool record_ok(struct record *record) {
    if (arena_failed(record->arena))
        arena_error(record->arena, record->error, record->path);
    return record->error->code == CODE_NONE;
}

bool record_fault(struct record *record, const char *key, const char *expected) {
    char place[240];
    /* What found no place is not in the line either. */
    if (arena_failed(record->arena))
        return arena_error(record->arena, record->error, record->path);
    snprintf(place, sizeof place, "%s%s%s", record->path, *record->path ? "." : "", key);
    return error_set(record->error, CODE_RECORD_DAMAGED, place, "Expected %s.", expected);
}

const char *record_string(struct record *record, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!value)
        return NULL;
    const char *text = json_string_value(value);
    if (!text || strlen(text) != json_string_length(value)) {
        record_fault(record, key, "a string");
        return NULL;
    }
    return arena_strdup(record->arena, text);
}

const char *record_text(struct record *record, const json_t *object, const char *key) {
    const char *text = record_string(record, object, key);
    return text ? text : "";
}

const char *record_required(struct record *record, const json_t *object, const char *key) {
    if (!json_object_get(object, key))
        record_fault(record, key, "a string; the key is missing");
    return record_text(record, object, key);
}

uint64_t record_integer(struct record *record, const json_t *object, const char *key,
                        uint64_t absent, uint64_t most) {
    const json_t *value = json_object_get(object, key);
    if (!value)
        return absent;
    json_int_t number = json_integer_value(value);
    if (most > INTEGER_MAX)
        most = INTEGER_MAX;
    if (!json_is_integer(value) || number < 0 || (uint64_t)number > most) {
        record_fault(record, key, "a whole number in its range");
        return absent;
    }
    return (uint64_t)number;
}

double record_number(struct record *record, const json_t *object, const char *key, bool *present) {
    const json_t *value = json_object_get(object, key);
    *present = value != NULL;
    if (!value)
        return 0;
    double number = json_number_value(value);
    if (!json_is_number(value) || !isfinite(number)) {
        record_fault(record, key, "a number");
        return 0;
    }
    return number;
}

bool record_boolean(struct record *record, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_boolean(value))
        record_fault(record, key, "true or false");
    return json_is_true(value);
}

const json_t *record_array(struct record *record, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_array(value)) {
        record_fault(record, key, "an array");
        return NULL;
    }
    return value;
}

const json_t *record_object(struct record *record, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_object(value)) {
        record_fault(record, key, "an object");
        return NULL;
    }
    return value;
}

const char **record_strings(struct record *record, const json_t *object, const char *key,
                            size_t *count) {
    const json_t *list = record_array(record, object, key);
    *count = 0;
    if (!list || json_array_size(list) == 0)
        return NULL;
    const char **strings = arena_array(record->arena, json_array_size(list), sizeof *strings);
    for (size_t i = 0; strings && i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text) {
            record_fault(record, key, "an array of strings");
            *count = 0;
            return NULL;
        }
        strings[(*count)++] = arena_strdup(record->arena, text);
    }
    return strings;
}

void record_set_path(struct record *record, const char *outer, const char *key, size_t index) {
    snprintf(record->path, sizeof record->path, "%s%s%s[%zu]", outer ? outer : "", outer ? "." : "",
             key, index);
}
