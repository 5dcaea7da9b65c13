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

/* The colour behind text that comes now; unset when only its cell's description can tell. */
static color paper_of(struct reader *r) {
    const struct state *now = r->now;
    const color behind[] = {now->highlight, shade_color(&now->shade),
                            shade_color(&now->back_shade)};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (behind[i] != COLOR_UNSET && behind[i] != COLOR_AUTO)
            return behind[i];
    bool in_box = collector_part(rtf_part(r)->collector) == PART_TEXTBOX;
    return rtf_level(r) == 0 && (in_box || r->drawn) ? COLOR_UNKNOWN : COLOR_UNSET;
}

static void put_shown(struct reader *r, const char *text, size_t length, struct font font) {
    struct open_part *part = rtf_part(r);
    if (r->now->script >= SCRIPT_RAISED) {
        text_spans_script(&part->spans, r->arena, r->now->script, text, length, font, &part->text);
        return;
    }
    if (r->now->struck)
        struck_append(text, length, r->now->in_table, &part->text);
    else
        buffer_append(&part->text, text, length);
    text_spans_add(&part->spans, r->arena, part->text.length, font);
}

/* Text whose background its cell decides keeps its colour until that is known. */
static void put_seen(struct reader *r, const char *text, size_t length, struct font font) {
    struct open_part *part = rtf_part(r);
    color ink = r->now->relief ? COLOR_AUTO : r->now->ink;
    color paper = color_is_rgb(ink) ? paper_of(r) : COLOR_UNSET;
    bool known = paper != COLOR_UNSET;
    enum visibility visibility = visible(known ? ink : COLOR_AUTO, paper, r->now->twips);
    if (!sight_admits(&part->sight, visibility, text, length)) {
        drop(r, CODE_TEXT_HIDDEN, text, length);
        return;
    }
    sight_prepare(&part->sight, visibility, r->now->in_table, text, length, &part->text);
    size_t start = part->text.length;
    put_shown(r, text, length, font);
    look_spans_add(&part->looks, r->arena, start, part->text.length, known ? COLOR_AUTO : ink, 0);
}

static void put(struct reader *r, const char *text, size_t length, struct font font) {
    struct open_part *part = rtf_part(r);
    bool nowhere = r->now->destination == TO_NOWHERE || r->now->destination == TO_COLORS;
    if (nowhere || length == 0)
        return;
    if (r->now->destination == TO_NUMBER) {
        buffer_append(&part->number, text, length);
        part->number_font = font;
    } else if (r->now->hidden || r->now->deleted) {
        drop(r, r->now->deleted ? CODE_TEXT_DELETED : CODE_TEXT_HIDDEN, text, length);
    } else {
        put_seen(r, text, length, font);
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
    if (r->now->destination == TO_COLORS) {
        if (byte == ';')
            colors_add(&r->colors, r->arena);
        return;
    }
    buffer_putc(&r->bytes, (char)byte);
    if (r->now->destination == TO_FONTS && byte == ';')
        read_font_name(r);
}
