#include "core/json/json.h"
#include "core/text/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void separate(struct json *json) {
    if (json->comma)
        buffer_putc(json->out, ',');
    json->comma = false;
}

static void open_with(struct json *json, char bracket) {
    separate(json);
    buffer_putc(json->out, bracket);
}

static void close_with(struct json *json, char bracket) {
    buffer_putc(json->out, bracket);
    json->comma = true;
}

void json_object_open(struct json *json) {
    open_with(json, '{');
}

void json_object_close(struct json *json) {
    close_with(json, '}');
}

void json_array_open(struct json *json) {
    open_with(json, '[');
}

void json_array_close(struct json *json) {
    close_with(json, ']');
}

static void put_escaped(struct buffer *out, unsigned char byte) {
    static const char *const short_forms[32] = {
        ['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t"};
    if (byte == '"' || byte == '\\')
        buffer_append(out, (const char[]){'\\', (char)byte}, 2);
    else if (short_forms[byte])
        buffer_puts(out, short_forms[byte]);
    else
        buffer_printf(out, "\\u%04x", byte);
}

void json_put_string(struct json *json, const char *text) {
    struct buffer *out = json->out;
    separate(json);
    buffer_putc(out, '"');
    const char *run = text, *next = text;
    while (*next) {
        size_t length = utf8_length(next);
        unsigned char byte = (unsigned char)*next;
        if (length && byte >= 0x20 && byte != '"' && byte != '\\') {
            next += length;
            continue;
        }
        buffer_append(out, run, (size_t)(next - run));
        if (length)
            put_escaped(out, byte);
        else
            buffer_puts(out, "\xEF\xBF\xBD");
        run = ++next;
    }
    buffer_append(out, run, (size_t)(next - run));
    buffer_putc(out, '"');
    json->comma = true;
}

void json_key(struct json *json, const char *key) {
    json_put_string(json, key);
    buffer_putc(json->out, ':');
    json->comma = false;
}

void json_put_number(struct json *json, double value) {
    char text[40];
    separate(json);
    if (!isfinite(value)) {
        buffer_puts(json->out, "null");
    } else {
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, value);
            if (strtod(text, NULL) == value)
                break;
        }
        /* %g writes large whole numbers with an exponent; people read digits more easily. */
        if (strchr(text, 'e') && value == floor(value) && fabs(value) < 1e15)
            snprintf(text, sizeof text, "%.0f", value);
        buffer_puts(json->out, text);
    }
    json->comma = true;
}

void json_put_integer(struct json *json, int64_t value) {
    separate(json);
    buffer_printf(json->out, "%" PRId64, value);
    json->comma = true;
}

void json_put_boolean(struct json *json, bool value) {
    separate(json);
    buffer_puts(json->out, value ? "true" : "false");
    json->comma = true;
}

void json_key_string(struct json *json, const char *key, const char *text) {
    if (!text)
        return;
    json_key(json, key);
    json_put_string(json, text);
}

void json_key_number(struct json *json, const char *key, double value) {
    json_key(json, key);
    json_put_number(json, value);
}

void json_key_integer(struct json *json, const char *key, int64_t value) {
    json_key(json, key);
    json_put_integer(json, value);
}

void json_key_true(struct json *json, const char *key, bool value) {
    if (!value)
        return;
    json_key(json, key);
    json_put_boolean(json, true);
}
