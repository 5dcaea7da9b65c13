#include "extract/xlsx/string_item.h"
#include "extract/text/struck.h"
#include "extract/text/visible.h"

#include <stdlib.h>
#include <string.h>

void item_init(struct item *item, size_t limit, const struct xlsx_palette *palette) {
    *item = (struct item){.state = ITEM_OUTSIDE, .palette = palette};
    buffer_init(&item->text, limit);
    buffer_init(&item->piece, limit);
}

void item_free(struct item *item) {
    buffer_free(&item->text);
    buffer_free(&item->piece);
    free(item->runs);
}

void item_clear(struct item *item) {
    buffer_clear(&item->text);
    item->state = ITEM_OUTSIDE;
    item->script = SCRIPT_NONE;
    item->struck = item->run_has_font = item->run_has_look = false;
    item->run_count = 0;
}

bool item_failed(const struct item *item) {
    return item->text.failed || item->piece.failed;
}

bool item_error(const struct item *item, struct error *error, const char *place) {
    return buffer_error(&item->text, error, place) || buffer_error(&item->piece, error, place);
}

/* Escapes. */

enum { ESCAPE_BYTES = 7 }; /* _xHHHH_ */

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The UTF-16 unit escaped at `text`, or -1. */
static int escaped_unit(const char *text, size_t left) {
    int unit = 0;
    if (left < ESCAPE_BYTES || text[0] != '_' || text[1] != 'x' || text[ESCAPE_BYTES - 1] != '_')
        return -1;
    for (int i = 2; i < ESCAPE_BYTES - 1; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* Decodes one escape, or two that are a surrogate pair; returns the bytes read. */
static size_t put_escape(const char *text, size_t left, int unit, struct buffer *out) {
    size_t length = ESCAPE_BYTES;
    unsigned code_point = (unsigned)unit;
    if (unit >= 0xD800 && unit < 0xDC00) {
        int second = escaped_unit(text + length, left - length);
        if (second >= 0xDC00 && second < 0xE000) {
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + ((unsigned)second - 0xDC00);
            length += ESCAPE_BYTES;
        }
    }
    if (code_point == '\r') { /* a line end: _x000D_ before a line feed, or alone */
        bool pair = left > length &&
                    (text[length] == '\n' || escaped_unit(text + length, left - length) == '\n');
        if (!pair)
            buffer_putc(out, '\n');
    } else if (code_point != 0) {
        buffer_put_code_point(out, code_point);
    }
    return length;
}

void item_unescape(const char *text, size_t length, struct buffer *out) {
    size_t done = 0;
    while (done < length) {
        const char *underscore = memchr(text + done, '_', length - done);
        size_t plain = underscore ? (size_t)(underscore - text) : length;
        buffer_append(out, text + done, plain - done);
        done = plain;
        if (!underscore)
            return;
        int unit = escaped_unit(underscore, length - done);
        if (unit < 0) {
            buffer_putc(out, '_');
            done++;
        } else {
            done += put_escape(underscore, length - done, unit, out);
        }
    }
}

/* Pieces. */

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* A text without its fonts would be misread: no memory for them fails the item as no memory for
 * text does. */
static void add_run(struct item *item, struct font_run run) {
    if (item->run_count == item->run_capacity) {
        size_t capacity = item->run_capacity ? item->run_capacity * 2 : 8;
        struct font_run *runs = realloc(item->runs, capacity * sizeof *runs);
        if (!runs) {
            buffer_fail(&item->text, true);
            return;
        }
        item->runs = runs;
        item->run_capacity = capacity;
    }
    item->runs[item->run_count++] = run;
}

/* Runs in the cell's font need no span before the first that has its own. */
static void keep_font(struct item *item, size_t start) {
    static const struct font unicode = {ENCODING_UNICODE, false};
    bool in_run = item->state == ITEM_RUN_TEXT;
    bool forms = in_run && item->piece.length > 0 &&
                 script_forms_all(item->script, buffer_text(&item->piece), item->piece.length);
    struct font_run run = {.end = (uint32_t)item->text.length,
                           .own = forms || (in_run && item->run_has_font),
                           .font = forms ? unicode : item->run_font,
                           .own_look = in_run && item->run_has_look,
                           .ink = item->run_ink,
                           .twips = item->run_twips};
    if (item->run_count == 0 && !run.own && !run.own_look)
        return;
    if (item->run_count == 0 && start > 0)
        add_run(item, (struct font_run){.end = (uint32_t)start});
    add_run(item, run);
}

static void write_piece(struct item *item) {
    const char *text = buffer_text(&item->piece);
    size_t length = item->piece.length;
    if (!item->preserve) {
        while (length > 0 && is_blank(text[length - 1]))
            length--;
        for (; length > 0 && is_blank(*text); length--)
            text++;
    }
    if ((item->script < SCRIPT_RAISED && !item->struck) || item->state != ITEM_RUN_TEXT) {
        item_unescape(text, length, &item->text);
        return;
    }
    struct buffer plain;
    buffer_init(&plain, item->text.limit);
    item_unescape(text, length, &plain);
    if (item->script >= SCRIPT_RAISED)
        script_append(item->script, buffer_text(&plain), plain.length, &item->text);
    else
        struck_append(buffer_text(&plain), plain.length, true, &item->text);
    if (plain.failed)
        buffer_fail(&item->text, plain.no_memory);
    buffer_free(&plain);
}

static void finish_piece(struct item *item) {
    size_t start = item->text.length;
    write_piece(item);
    keep_font(item, start);
}

static bool open_text(struct item *item, const struct xml_element *element, enum item_state state) {
    const char *space = xml_attribute(element, XML_XML, "space");
    item->preserve = space && strcmp(space, "preserve") == 0;
    buffer_clear(&item->piece);
    item->state = state;
    return true;
}

static bool open_font(struct item *item, const struct xml_element *element) {
    item->run_font = font_of_name(xml_attribute(element, XML_NONE, "val"));
    item->run_has_font = true;
    item->state = ITEM_RUN_MARK;
    return true;
}

static bool open_color(struct item *item, const struct xml_element *element) {
    struct xlsx_color named = xlsx_color_read(element);
    item->run_ink = xlsx_color_get(item->palette, &named);
    item->state = ITEM_RUN_MARK;
    return true;
}

static bool open_size(struct item *item, const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_NONE, "val");
    item->run_twips = value ? twips_of_points(strtod(value, NULL)) : 0;
    item->state = ITEM_RUN_MARK;
    return true;
}

/* A run with properties takes nothing from the cell's font. */
static bool open_properties(struct item *item) {
    item->run_has_look = true;
    item->run_ink = COLOR_AUTO;
    item->run_twips = 0;
    item->state = ITEM_RUN_PROPERTIES;
    return true;
}

static bool open_strike(struct item *item, const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_NONE, "val");
    item->struck = !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
    item->state = ITEM_RUN_MARK;
    return true;
}

static bool open_mark(struct item *item, const struct xml_element *element) {
    item->script = script_of_word(xml_attribute(element, XML_NONE, "val"));
    item->state = ITEM_RUN_MARK;
    return true;
}

static bool open_property(struct item *item, const struct xml_element *element) {
    static const struct {
        const char *name;
        bool (*open)(struct item *item, const struct xml_element *element);
    } properties[] = {{"color", open_color},
                      {"rFont", open_font},
                      {"strike", open_strike},
                      {"sz", open_size},
                      {"vertAlign", open_mark}};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(properties[i].name, element->name) == 0)
            return properties[i].open(item, element);
    return false;
}

bool item_start(struct item *item, const struct xml_element *element) {
    const char *name = element->name;
    bool text = strcmp(name, "t") == 0;
    if (item->state == ITEM_OUTSIDE && text)
        return open_text(item, element, ITEM_TEXT);
    if (item->state == ITEM_RUN && text)
        return open_text(item, element, ITEM_RUN_TEXT);
    if (item->state == ITEM_OUTSIDE && strcmp(name, "r") == 0) {
        item->script = SCRIPT_NONE;
        item->struck = item->run_has_font = item->run_has_look = false;
        item->state = ITEM_RUN;
        return true;
    }
    if (item->state == ITEM_RUN && strcmp(name, "rPr") == 0)
        return open_properties(item);
    if (item->state == ITEM_RUN_PROPERTIES)
        return open_property(item, element);
    return false;
}

bool item_end(struct item *item) {
    static const enum item_state parents[] = {
        [ITEM_OUTSIDE] = ITEM_OUTSIDE,
        [ITEM_TEXT] = ITEM_OUTSIDE,
        [ITEM_RUN] = ITEM_OUTSIDE,
        [ITEM_RUN_PROPERTIES] = ITEM_RUN,
        [ITEM_RUN_MARK] = ITEM_RUN_PROPERTIES,
        [ITEM_RUN_TEXT] = ITEM_RUN,
    };
    enum item_state state = item->state;
    if (state == ITEM_TEXT || state == ITEM_RUN_TEXT)
        finish_piece(item);
    item->state = parents[state];
    return state != ITEM_OUTSIDE;
}

void item_text(struct item *item, const char *text, size_t length) {
    if (item->state == ITEM_TEXT || item->state == ITEM_RUN_TEXT)
        buffer_append(&item->piece, text, length);
}
