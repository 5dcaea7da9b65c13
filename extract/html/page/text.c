#include "extract/html/page/text.h"

#include "core/text/utf8.h"
#include "extract/text/struck.h"

#include <string.h>

enum { NO_BREAK_SPACE = 0xA0 };

static const struct font ordinary = {ENCODING_UNICODE, false};

/* ---- text that is not shown ---- */

static void drop(struct page *page, const char *text, size_t length) {
    if (page->dropped_space && page->dropped.length)
        buffer_putc(&page->dropped, ' ');
    page->dropped_space = false;
    buffer_append(&page->dropped, text, length);
}

void page_end_dropped(struct page *page) {
    if (page->dropped.length)
        page->output->event(page->output->context, page->dropped_code, buffer_text(&page->dropped));
    buffer_clear(&page->dropped);
}

/* Text that its colour or size hides is reported where text goes on or ends, not with an element:
 * what is in it may be seen. */
static void end_unseen(struct page *page) {
    if (page->dropped_in == 0)
        page_end_dropped(page);
}

static void drop_unseen(struct page *page, const char *text, size_t length) {
    page->dropped_code = CODE_TEXT_HIDDEN;
    page->dropped_space = page->space;
    drop(page, text, length);
}

/* ---- paragraphs ---- */

/* Word fills an empty paragraph with a no-break space. */
static bool is_filler(const char *text) {
    while (*text)
        if (strncmp(text, "\xC2\xA0", 2) == 0)
            text += 2;
        else if (*text == ' ' || *text == '\n')
            text++;
        else
            return false;
    return true;
}

static void report_inserted(struct page *page) {
    if (page->text.length > page->inserted_from) {
        const char *text = page->text.data + page->inserted_from;
        page->output->event(page->output->context, CODE_TEXT_INSERTED, text + strspn(text, " "));
    }
    page->inserted_from = page->text.length;
}

void page_begin_inserted(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (page->inserted++ == 0)
        page->inserted_from = page->text.length;
}

void page_end_inserted(struct page *page) {
    if (page->inserted > 0 && --page->inserted == 0)
        report_inserted(page);
}

/* The sign of a list as shown: without the space between it and the text. */
static char *take_number(struct page *page) {
    const char *text = buffer_text(&page->number);
    size_t length = strlen(text);
    for (;;) {
        if (length > 0 && strchr(" \t\n", text[length - 1]))
            length--;
        else if (length > 1 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
            length -= 2;
        else
            break;
    }
    char *number = length ? arena_strndup(page->arena, text, length) : NULL;
    buffer_clear(&page->number);
    return number;
}

/* A line end or space at the end of a paragraph is not shown. */
static void trim_end(struct page *page) {
    struct buffer *text = &page->text;
    while (text->length && strchr(" \n", text->data[text->length - 1]))
        text->data[--text->length] = '\0';
    for (size_t i = 0; i < page->spans.count; i++)
        if (page->spans.list[i].end > text->length)
            page->spans.list[i].end = text->length;
}

static void emit_paragraph(struct page *page) {
    trim_end(page);
    const char *text = buffer_text(&page->text);
    bool filler = is_filler(text);
    if (page->inserted && page->inserted_from < page->text.length)
        report_inserted(page);
    struct page_paragraph paragraph = {.style = page->heading,
                                       .number = take_number(page),
                                       .number_font = page->number_font,
                                       .text = filler ? "" : text,
                                       .spans = filler ? NULL : page->spans.list,
                                       .span_count = filler ? 0 : page->spans.count};
    page->output->paragraph(page->output->context, &paragraph);
    buffer_clear(&page->text);
    page->spans.count = 0;
    page->inserted_from = 0;
    page->sight = (struct sight){.gap = false};
}

void page_end_paragraph(struct page *page) {
    end_unseen(page);
    if (page->text.length)
        emit_paragraph(page);
    page->line = page->space = false;
}

void page_end_block(struct page *page) {
    end_unseen(page);
    if (page->text.length || page->number.length)
        emit_paragraph(page);
    page->line = page->space = false;
}

/* ---- text that is shown ---- */

static void append(struct page *page, const char *text, size_t length, struct font font) {
    const struct look *look = page_look(page);
    if (look->script >= SCRIPT_RAISED) {
        text_spans_script(&page->spans, page->arena, look->script, text, length, font, &page->text);
        return;
    }
    if (look->struck)
        struck_append(text, length, page->table || page->options->in_cell, &page->text);
    else
        buffer_append(&page->text, text, length);
    text_spans_add(&page->spans, page->arena, page->text.length, font);
}

static void put(struct page *page, const char *text, size_t length, struct font font) {
    if (page_look(page)->list_sign) {
        buffer_append(&page->number, text, length);
        page->number_font = font;
    } else {
        append(page, text, length, font);
    }
}

/* The letters 80 to 9F of windows-1252, which pages write by their number (HTML Standard
 * §13.2.5.80); 0: it has none. */
static uint32_t western_letter(uint32_t code_point) {
    static const uint16_t letters[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return code_point >= 0x80 && code_point < 0xA0 ? letters[code_point - 0x80] : 0;
}

static bool is_plain(const struct look *look, const char *text, size_t length) {
    if (look->symbols)
        return false;
    for (size_t i = 0; i + 1 < length; i++) {
        unsigned char c = (unsigned char)text[i], next = (unsigned char)text[i + 1];
        if ((c == 0xC2 && next < 0xA0) || c == 0xEF)
            return false;
    }
    return true;
}

/* Letter by letter: numbers of windows-1252, alphabets of symbol fonts. */
static void put_letters(struct page *page, const char *text, size_t length) {
    const struct look *look = page_look(page);
    char *copy = arena_strndup(page->arena, text, length);
    for (const char *at = copy; at && *at;) {
        char bytes[4];
        uint32_t code_point = utf8_next(&at);
        uint32_t western = western_letter(code_point);
        bool own = (look->symbols && code_point != NO_BREAK_SPACE) || symbol_is_private(code_point);
        uint32_t shown = own       ? symbol_shown(look->symbols, code_point)
                         : western ? western
                                   : code_point;
        put(page, bytes, utf8_put(bytes, shown), own ? ordinary : look->font);
    }
}

static void put_word(struct page *page, const char *text, size_t length) {
    const struct look *look = page_look(page);
    if (is_plain(look, text, length))
        put(page, text, length, look->font);
    else
        put_letters(page, text, length);
}

void page_put_sign(struct page *page, const char *sign) {
    if (page->dropped_in)
        drop(page, sign, strlen(sign));
    else
        put(page, sign, strlen(sign), ordinary);
}

/* ---- white space ---- */

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* The space that waits for text. */
static void put_space(struct page *page) {
    const struct look *look = page_look(page);
    bool behind = look->list_sign ? page->number.length > 0 : page->text.length > 0;
    if (page->space && page->line && behind)
        put(page, " ", 1, look->font);
    page->space = false;
}

/* A word, or a stretch in which white space counts. */
static void put_seen(struct page *page, const char *text, size_t length) {
    const struct look *look = page_look(page);
    bool in_cell = page->table || page->options->in_cell;
    if (!look->list_sign && !sight_admits(&page->sight, look->visibility, text, length)) {
        drop_unseen(page, text, length);
        return;
    }
    end_unseen(page);
    put_space(page);
    if (!look->list_sign)
        sight_prepare(&page->sight, look->visibility, in_cell, text, length, &page->text);
    put_word(page, text, length);
    page->line |= length > 0;
}

static void put_piece(struct page *page, const char *text, size_t length) {
    if (page->dropped_in)
        drop(page, text, length);
    else
        put_seen(page, text, length);
}

/* White space is one space between words and nothing at the ends (CSS Text 3 §4.1). */
void page_put_text(struct page *page, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && !is_space(text[end]))
            end++;
        if (end > at)
            put_piece(page, text + at, end - at);
        if (end < length)
            *(page->dropped_in ? &page->dropped_space : &page->space) = true;
        at = end + 1;
    }
}

void page_put(struct page *page, const char *text, size_t length) {
    if (!page_look(page)->preserved || page->dropped_in) {
        page_put_text(page, text, length);
        return;
    }
    if (length > 0 && !page->line && text[0] == '\n' && page->text.length == 0) {
        text++; /* a line end at the start of pre is not text (HTML Standard §13.2.6.4.7) */
        length--;
    }
    put_seen(page, text, length);
}

/* ---- text boxes ---- */

/* The paragraph that anchors the box waits, so that it stays whole. */
void page_start_box(struct page *page, page_attributes attributes) {
    (void)attributes;
    struct look *look = &page_top(page)->look;
    look->paper = COLOR_UNKNOWN; /* a shape's filling is not read */
    look_judge(look);
    if (page->boxes++ > 0) {
        page_end_block(page);
        return;
    }
    struct anchor *anchor = &page->anchor;
    *anchor = (struct anchor){.text = page->text,
                              .number = page->number,
                              .spans = page->spans,
                              .number_font = page->number_font,
                              .heading = page->heading,
                              .line = page->line,
                              .space = page->space,
                              .part = page->part};
    buffer_init(&page->text, page->options->limits->cell_text_bytes);
    buffer_init(&page->number, page->options->limits->cell_text_bytes);
    page->spans = (struct text_spans){.count = 0};
    page->heading = NULL;
    page->line = page->space = false;
    page_set_part(page, PART_TEXTBOX);
}

void page_end_box(struct page *page) {
    struct anchor *anchor = &page->anchor;
    page_end_block(page);
    if (page->boxes == 0 || --page->boxes > 0)
        return;
    page_set_part(page, anchor->part);
    const struct buffer *failed = page->text.failed     ? &page->text
                                  : page->number.failed ? &page->number
                                                        : NULL;
    if (failed)
        buffer_fail(&anchor->text, failed->no_memory);
    buffer_free(&page->text);
    buffer_free(&page->number);
    page->text = anchor->text;
    page->number = anchor->number;
    page->spans = anchor->spans;
    page->number_font = anchor->number_font;
    page->heading = anchor->heading;
    page->line = anchor->line;
    page->space = anchor->space;
}
