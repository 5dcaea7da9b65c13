#include "extract/xlsx/shared_strings.h"
#include "extract/package/sax.h"
#include "extract/xlsx/string_item.h"

#include <stdlib.h>
#include <string.h>

enum state { STATE_DOCUMENT, STATE_TABLE, STATE_ITEM };

struct reader {
    struct string_table *strings;
    struct item item;
    enum state state;
};

static void keep(struct reader *reader) {
    const struct item *item = &reader->item;
    (void)!string_table_add(reader->strings, buffer_text(&item->text), item->text.length,
                            item->runs, item->run_count);
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
    return reader->strings->bytes.failed || item_failed(&reader->item);
}

bool shared_strings_read(struct string_table *strings, struct package *package, const char *part,
                         const struct xlsx_palette *palette, const struct limits *limits,
                         struct error *error) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text, on_stopped};
    struct reader reader = {.strings = strings};
    string_table_init(strings, limits->memory_bytes);
    item_init(&reader.item, limits->cell_text_bytes, palette);
    bool ok = part_parse(package, part, &handlers, &reader, error);
    if (ok && item_failed(&reader.item))
        ok = item_error(&reader.item, error, part) ||
             error_set(
                 error, CODE_LIMIT_TEXT, part,
                 "A text of the workbook is longer than %zu bytes; if it is meant to be, raise "
                 "--max-text-bytes.",
                 limits->cell_text_bytes);
    else if (ok && strings->bytes.failed)
        ok = string_table_error(strings, error, part);
    item_free(&reader.item);
    return ok;
}
