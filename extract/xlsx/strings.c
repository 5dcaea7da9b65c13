#include "extract/xlsx/strings.h"
#include "extract/package/sax.h"
#include "extract/xlsx/item.h"

#include <stdlib.h>
#include <string.h>

enum state { STATE_DOCUMENT, STATE_TABLE, STATE_ITEM };

struct reader {
    struct strings *strings;
    struct item item;
    enum state state;
    bool no_memory;
};

/* Makes room for `more` elements behind `count`; false when memory is out. */
static bool make_room(void **array, size_t count, size_t more, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity : 256;
    while (wanted < count + more)
        wanted *= 2;
    if (wanted == *capacity)
        return true;
    void *grown = realloc(*array, wanted * size);
    if (!grown)
        return false;
    *array = grown;
    *capacity = wanted;
    return true;
}

static bool keep_fonts(struct strings *strings, const struct item *item) {
    if (item->span_count == 0)
        return true;
    if (!make_room((void **)&strings->spans, strings->span_count, item->span_count,
                   &strings->span_capacity, sizeof *strings->spans) ||
        !make_room((void **)&strings->fonts, strings->font_count, 1, &strings->font_capacity,
                   sizeof *strings->fonts))
        return false;
    memcpy(strings->spans + strings->span_count, item->spans,
           item->span_count * sizeof *item->spans);
    strings->fonts[strings->font_count++] =
        (struct string_fonts){.string = (uint32_t)strings->count,
                              .first = (uint32_t)strings->span_count,
                              .count = (uint32_t)item->span_count};
    strings->span_count += item->span_count;
    return true;
}

static void keep(struct reader *reader) {
    struct strings *strings = reader->strings;
    if (!make_room((void **)&strings->offsets, strings->count, 1, &strings->capacity,
                   sizeof *strings->offsets) ||
        !keep_fonts(strings, &reader->item)) {
        reader->no_memory = true;
        return;
    }
    strings->offsets[strings->count++] = (uint32_t)strings->bytes.length;
    buffer_append(&strings->bytes, buffer_text(&reader->item.text), reader->item.text.length);
    buffer_putc(&strings->bytes, '\0');
}

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *reader = context;
    if (element->ns != XML_S)
        return false;
    switch (reader->state) {
    case STATE_DOCUMENT:
        reader->state = STATE_TABLE;
        return strcmp(element->name, "sst") == 0;
    case STATE_TABLE:
        if (strcmp(element->name, "si") != 0)
            return false;
        item_clear(&reader->item);
        reader->state = STATE_ITEM;
        return true;
    default:
        return item_start(&reader->item, element);
    }
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    struct reader *reader = context;
    (void)ns;
    (void)name;
    if (reader->state != STATE_ITEM || item_end(&reader->item))
        return;
    keep(reader);
    reader->state = STATE_TABLE;
}

static void on_text(void *context, const char *text, size_t length) {
    struct reader *reader = context;
    if (reader->state == STATE_ITEM)
        item_text(&reader->item, text, length);
}

static bool on_stopped(void *context) {
    const struct reader *reader = context;
    return reader->no_memory || reader->strings->bytes.failed || item_failed(&reader->item);
}

bool strings_read(struct strings *strings, struct package *package, const char *part,
                  const struct limits *limits, struct error *error) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text, on_stopped};
    struct reader reader = {.strings = strings};
    size_t limit = limits->memory_bytes < UINT32_MAX ? limits->memory_bytes : UINT32_MAX;
    buffer_init(&strings->bytes, limit);
    item_init(&reader.item, limits->cell_text_bytes);
    bool ok = xml_parse_part(package, part, &handlers, &reader, error);
    if (ok && item_failed(&reader.item))
        ok = error_set(
            error, CODE_LIMIT_TEXT, part,
            "A text of the workbook is longer than %zu bytes; if it is meant to be, raise "
            "--max-text-bytes.",
            limits->cell_text_bytes);
    else if (ok && on_stopped(&reader))
        ok = error_set(error, CODE_LIMIT_MEMORY, part,
                       "The texts of the workbook need more memory than %zu bytes; raise "
                       "--max-memory-bytes to read it.",
                       limit);
    item_free(&reader.item);
    return ok;
}

void strings_free(struct strings *strings) {
    buffer_free(&strings->bytes);
    free(strings->offsets);
    free(strings->spans);
    free(strings->fonts);
    *strings = (struct strings){.count = 0};
}

const char *strings_get(const struct strings *strings, size_t index) {
    return index < strings->count ? strings->bytes.data + strings->offsets[index] : NULL;
}

static int compare_string(const void *index, const void *fonts) {
    size_t a = *(const size_t *)index, b = ((const struct string_fonts *)fonts)->string;
    return (a > b) - (a < b);
}

const struct item_span *strings_fonts(const struct strings *strings, size_t index, size_t *count) {
    const struct string_fonts *fonts = strings->font_count
                                           ? bsearch(&index, strings->fonts, strings->font_count,
                                                     sizeof *strings->fonts, compare_string)
                                           : NULL;
    *count = fonts ? fonts->count : 0;
    return fonts ? strings->spans + fonts->first : NULL;
}
