#include "extract/rtf/text.h"

#include "extract/text/struck.h"

#include <string.h>

struct open_part *rtf_part(struct reader *r) {
    return &r->parts[r->part_count - 1];
}

unsigned rtf_level(const struct reader *r) {
    return r->now->in_table ? (r->now->depth ? r->now->depth : 1) : 0;
}

void rtf_report_dropped(struct reader *r) {
    struct open_part *part = rtf_part(r);
    if (part->dropped.length)
        collector_event(part->collector, rtf_level(r), part->dropped_code,
                        arena_strdup(r->arena, buffer_text(&part->dropped)));
    buffer_clear(&part->dropped);
}

static void drop(struct reader *r, enum code code, const char *text, size_t length) {
    struct open_part *part = rtf_part(r);
    if (part->dropped_code != code)
        rtf_report_dropped(r);
    part->dropped_code = code;
    buffer_append(&part->dropped, text, length);
}

static void put(struct reader *r, const char *text, size_t length, struct font font) {
    struct open_part *part = rtf_part(r);
    if (r->now->destination == TO_NOWHERE || length == 0)
        return;
    if (r->now->destination == TO_NUMBER) {
        buffer_append(&part->number, text, length);
        part->number_font = font;
    } else if (r->now->hidden || r->now->deleted) {
        drop(r, r->now->deleted ? CODE_TEXT_DELETED : CODE_TEXT_HIDDEN, text, length);
    } else if (r->now->script >= SCRIPT_RAISED) {
        text_spans_script(&part->spans, r->arena, r->now->script, text, length, font, &part->text);
    } else {
        if (r->now->struck)
            struck_append(text, length, r->now->in_table, &part->text);
        else
            buffer_append(&part->text, text, length);
        text_spans_add(&part->spans, r->arena, part->text.length, font);
    }
}

void rtf_put_object(struct reader *r) {
    if (r->now->destination == TO_TEXT && !r->now->hidden && !r->now->deleted)
        collector_object(rtf_part(r)->collector, rtf_level(r));
}

/* A name in the font table ends with a semicolon. */
static void read_font_name(struct reader *r) {
    char *end = r->bytes.length ? memchr(r->bytes.data, ';', r->bytes.length) : NULL;
    if (!end)
        return;
    *end = '\0';
    fonts_add(&r->fonts, r->font_id, r->charset, r->bytes.data);
    buffer_clear(&r->bytes);
}

void rtf_free_text(struct reader *r, struct buffer *text) {
    if (text->failed)
        buffer_fail(&r->bytes, text->no_memory);
    buffer_free(text);
}

/* Bytes of a symbol font are its own alphabet; others are text in the font's code page. */
void rtf_flush(struct reader *r) {
    static const struct font ordinary = {ENCODING_UNICODE, false};
    if (r->now->destination == TO_FONTS || r->bytes.length == 0)
        return;
    struct rtf_font font = fonts_get(&r->fonts, r->now->font);
    struct buffer text;
    buffer_init(&text, r->limits->cell_text_bytes);
    if (font.is_symbol)
        for (size_t i = 0; i < r->bytes.length; i++)
            buffer_put_code_point(
                &text, symbol_shown(font.symbols, 0xF000 + (unsigned char)r->bytes.data[i]));
    else
        fonts_convert(&r->fonts, font.code_page, r->bytes.data, r->bytes.length, &text);
    put(r, buffer_text(&text), text.length, font.is_symbol ? ordinary : font.font);
    buffer_clear(&r->bytes);
    rtf_free_text(r, &text);
}

void rtf_put_code_point(struct reader *r, uint32_t code_point) {
    struct rtf_font font = fonts_get(&r->fonts, r->now->font);
    struct buffer text;
    bool symbol = symbol_is_private(code_point);
    rtf_flush(r);
    buffer_init(&text, 8);
    buffer_put_code_point(&text, symbol ? symbol_shown(font.symbols, code_point) : code_point);
    put(r, buffer_text(&text), text.length,
        symbol ? (struct font){ENCODING_UNICODE, false} : font.font);
    rtf_free_text(r, &text);
}

/* \u gives UTF-16, below zero from 8000 on. */
void rtf_read_unicode(struct reader *r, int32_t number) {
    unsigned unit = (unsigned)number & 0xFFFF;
    r->to_skip = r->now->skipped_after;
    if (r->high && unit >= 0xDC00 && unit <= 0xDFFF)
        rtf_put_code_point(r, 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00));
    else if (unit < 0xD800 || unit > 0xDFFF)
        rtf_put_code_point(r, unit ? unit : 0xFFFD);
    r->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
}

void rtf_read_byte(struct reader *r, unsigned char byte) {
    if (r->to_skip > 0) {
        r->to_skip--;
        return;
    }
    if (r->now->destination == TO_NOWHERE)
        return;
    buffer_putc(&r->bytes, (char)byte);
    if (r->now->destination == TO_FONTS && byte == ';')
        read_font_name(r);
}
