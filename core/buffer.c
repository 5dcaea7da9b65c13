#include "core/buffer.h"
#include "core/text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buffer, size_t limit) {
    *buffer = (struct buffer){.limit = limit};
}

void buffer_free(struct buffer *buffer) {
    free(buffer->data);
    *buffer = (struct buffer){.limit = buffer->limit};
}

void buffer_clear(struct buffer *buffer) {
    buffer->length = 0;
    buffer->failed = buffer->no_memory;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void buffer_fail(struct buffer *buffer, bool no_memory) {
    buffer->no_memory = buffer->failed ? buffer->no_memory : no_memory;
    buffer->failed = true;
}

static bool reserve(struct buffer *buffer, size_t more) {
    if (buffer->failed || more > buffer->limit - buffer->length) {
        buffer_fail(buffer, false);
        return false;
    }
    size_t need = buffer->length + more + 1;
    if (need <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : 64;
    if (capacity < need)
        capacity = need;
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        buffer_fail(buffer, true);
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length) {
    if (length == 0 || !reserve(buffer, length))
        return;
    memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void buffer_puts(struct buffer *buffer, const char *text) {
    if (text)
        buffer_append(buffer, text, strlen(text));
}

void buffer_putc(struct buffer *buffer, char byte) {
    buffer_append(buffer, &byte, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length >= 0 && reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void buffer_put_code_point(struct buffer *buffer, unsigned code_point) {
    char bytes[4];
    buffer_append(buffer, bytes, utf8_put(bytes, code_point));
}

static bool is_control(uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}

void buffer_put_printable(struct buffer *buffer, const char *text, size_t length) {
    enum { LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029, REPLACEMENT = 0xFFFD };
    for (const char *end = text + length; text < end && *text;) {
        const char *from = text;
        uint32_t c = utf8_next(&text);
        if (c == '\t' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR)
            buffer_putc(buffer, ' ');
        else if (c != '\n' && is_control(c))
            buffer_put_code_point(buffer, REPLACEMENT);
        else
            buffer_append(buffer, from, (size_t)(text - from));
    }
}

bool buffer_error(const struct buffer *buffer, struct error *error, const char *place) {
    return buffer->no_memory ? error_no_memory(error, place) : false;
}

const char *buffer_text(const struct buffer *buffer) {
    return buffer->data ? buffer->data : "";
}
