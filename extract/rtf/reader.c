#include "extract/word/flow.h"
#include "extract/rtf/font.h"
#include "extract/rtf/rtf.h"
#include "extract/rtf/token.h"
#include "extract/sheet/raised.h"
#include "extract/text/struck.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELLS_MAX = 1024, /* of a row's description; Word has at most 63 */
    PARTS_MAX = 8     /* parts open within one another: a footnote in a header */
};

/* What becomes of a group's text. */
enum destination { TO_TEXT, TO_NOWHERE, TO_FONTS, TO_NUMBER };

/* What a group inherits and its end takes back. */
struct state {
    enum destination destination;
    int32_t font;
    bool hidden, deleted, raised, struck;
    int32_t skipped_after; /* \uc: characters behind a \u that stand for it */
    bool in_table;
    unsigned depth; /* \itap */
    bool optional;  /* \* was met: an unknown word makes the group nothing */
    bool begins_part, nested_row;
};

struct row_description {
    struct cell_place cells[CELLS_MAX];
    size_t count;
    struct cell_place next;
    int32_t left;
    bool header;
};

/* A paragraph being read, and the flow it goes to. */
struct open_part {
    struct word_flow *flow;
    struct buffer text, number, dropped;
    enum code dropped_code;
    struct text_span *spans;
    size_t span_count, span_capacity;
    struct font number_font;
};

struct reader {
    struct scanner scanner;
    const struct limits *limits;
    struct arena *arena;
    struct rtf_fonts fonts;
    struct state *states;
    size_t state_count, state_capacity;
    struct state *now; /* the innermost */
    struct open_part parts[PARTS_MAX];
    size_t part_count;
    struct word_flow **flows; /* of all parts, in order */
    size_t flow_count, flow_capacity;
    struct buffer bytes; /* not yet converted */
    int32_t to_skip;     /* characters that stand for the \u before */
    unsigned high;       /* a first surrogate */
    struct row_description outer, nested;
    int32_t font_id;
    int charset;
    int32_t default_font;
    bool failed; /* too deep */
};

static struct open_part *part_of(struct reader *r) {
    return &r->parts[r->part_count - 1];
}

static unsigned level_of(const struct reader *r) {
    return r->now->in_table ? (r->now->depth ? r->now->depth : 1) : 0;
}

/* ---- text ---- */

static void add_span(struct reader *r, struct font font) {
    struct open_part *part = part_of(r);
    struct text_span *last = part->span_count ? &part->spans[part->span_count - 1] : NULL;
    if (last && last->font.encoding == font.encoding && last->font.capitals == font.capitals) {
        last->end = part->text.length;
        return;
    }
    struct text_span *spans =
        arena_grow(r->arena, part->spans, part->span_count, &part->span_capacity, sizeof *spans);
    if (!spans)
        return;
    part->spans = spans;
    spans[part->span_count++] = (struct text_span){.end = part->text.length, .font = font};
}

static void tell_dropped(struct reader *r) {
    struct open_part *part = part_of(r);
    if (part->dropped.length)
        word_flow_event(part->flow, level_of(r), part->dropped_code,
                        arena_strdup(r->arena, buffer_text(&part->dropped)));
    buffer_clear(&part->dropped);
}

static void drop(struct reader *r, enum code code, const char *text, size_t length) {
    struct open_part *part = part_of(r);
    if (part->dropped_code != code)
        tell_dropped(r);
    part->dropped_code = code;
    buffer_append(&part->dropped, text, length);
}

static void put(struct reader *r, const char *text, size_t length, struct font font) {
    struct open_part *part = part_of(r);
    if (r->now->destination == TO_NOWHERE || length == 0)
        return;
    if (r->now->destination == TO_NUMBER) {
        buffer_append(&part->number, text, length);
        part->number_font = font;
    } else if (r->now->hidden || r->now->deleted) {
        drop(r, r->now->deleted ? CODE_TEXT_DELETED : CODE_TEXT_HIDDEN, text, length);
    } else {
        if (r->now->raised)
            raised_append(text, length, &part->text);
        else if (r->now->struck)
            struck_append(text, length, &part->text);
        else
            buffer_append(&part->text, text, length);
        add_span(r, font);
    }
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

/* Bytes of a symbol font are its own alphabet; others are text in the font's code page. */
static void flush(struct reader *r) {
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
    buffer_free(&text);
    buffer_clear(&r->bytes);
}

static void put_code_point(struct reader *r, uint32_t code_point) {
    struct rtf_font font = fonts_get(&r->fonts, r->now->font);
    struct buffer text;
    bool symbol = symbol_is_private(code_point);
    flush(r);
    buffer_init(&text, 8);
    buffer_put_code_point(&text, symbol ? symbol_shown(font.symbols, code_point) : code_point);
    put(r, buffer_text(&text), text.length,
        symbol ? (struct font){ENCODING_UNICODE, false} : font.font);
    buffer_free(&text);
}

/* \u gives UTF-16, below zero from 8000 on. */
static void read_unicode(struct reader *r, int32_t number) {
    unsigned unit = (unsigned)number & 0xFFFF;
    r->to_skip = r->now->skipped_after;
    if (r->high && unit >= 0xDC00 && unit <= 0xDFFF)
        put_code_point(r, 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00));
    else if (unit < 0xD800 || unit > 0xDFFF)
        put_code_point(r, unit ? unit : 0xFFFD);
    r->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
}

static void read_byte(struct reader *r, unsigned char byte) {
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

/* ---- paragraphs, cells, rows ---- */

/* The number as shown: without the tab behind it. */
static const char *take_number(struct reader *r) {
    struct open_part *part = part_of(r);
    const char *text = buffer_text(&part->number);
    size_t start = strspn(text, " \t"), length = strlen(text);
    while (length > start && strchr(" \t\n", text[length - 1]))
        length--;
    const char *number =
        length > start ? arena_strndup(r->arena, text + start, length - start) : NULL;
    buffer_clear(&part->number);
    return number;
}

static void end_paragraph(struct reader *r) {
    struct open_part *part = part_of(r);
    flush(r);
    tell_dropped(r);
    struct flow_paragraph paragraph = {.text = arena_strdup(r->arena, buffer_text(&part->text)),
                                       .number = take_number(r),
                                       .spans = part->spans,
                                       .span_count = part->span_count,
                                       .number_font = part->number_font};
    if (paragraph.text)
        word_flow_paragraph(part->flow, level_of(r), &paragraph);
    buffer_clear(&part->text);
    part->spans = NULL;
    part->span_count = part->span_capacity = 0;
}

static void end_cell(struct reader *r, unsigned level) {
    r->now->in_table = true;
    if (r->now->depth < level)
        r->now->depth = level;
    end_paragraph(r);
    word_flow_cell(part_of(r)->flow, level);
}

static void end_row(struct reader *r, unsigned level, const struct row_description *row) {
    flush(r);
    word_flow_row(part_of(r)->flow, level, row->cells, row->count, row->left, row->header);
}

static struct row_description *row_of(struct reader *r) {
    return r->now->nested_row ? &r->nested : &r->outer;
}

/* ---- words ---- */

static void do_par(struct reader *r, const struct token *t) {
    (void)t;
    end_paragraph(r);
}

static void do_cell(struct reader *r, const struct token *t) {
    (void)t;
    r->now->depth = 1;
    end_cell(r, 1);
}

static void do_nest_cell(struct reader *r, const struct token *t) {
    (void)t;
    end_cell(r, r->now->depth > 1 ? r->now->depth : 2);
}

static void do_row(struct reader *r, const struct token *t) {
    (void)t;
    end_row(r, 1, &r->outer);
}

static void do_nest_row(struct reader *r, const struct token *t) {
    (void)t;
    end_row(r, r->now->depth > 1 ? r->now->depth : 2, &r->nested);
}

static void do_row_begins(struct reader *r, const struct token *t) {
    struct row_description *row = row_of(r);
    (void)t;
    row->count = 0;
    row->left = 0;
    row->header = false;
    row->next = (struct cell_place){.right = 0};
}

static void do_row_left(struct reader *r, const struct token *t) {
    row_of(r)->left = t->number;
}

static void do_row_header(struct reader *r, const struct token *t) {
    row_of(r)->header = !t->has_number || t->number;
}

static void do_cell_edge(struct reader *r, const struct token *t) {
    struct row_description *row = row_of(r);
    row->next.right = t->number;
    if (row->count < CELLS_MAX)
        row->cells[row->count++] = row->next;
    row->next = (struct cell_place){.right = 0};
}

static void do_merge_down_first(struct reader *r, const struct token *t) {
    (void)t;
    row_of(r)->next.merge_down_first = true;
}

static void do_merge_down(struct reader *r, const struct token *t) {
    (void)t;
    row_of(r)->next.merge_down = true;
}

static void do_merge_right_first(struct reader *r, const struct token *t) {
    (void)t;
    row_of(r)->next.merge_right_first = true;
}

static void do_merge_right(struct reader *r, const struct token *t) {
    (void)t;
    row_of(r)->next.merge_right = true;
}

static void do_paragraph_plain(struct reader *r, const struct token *t) {
    (void)t;
    r->now->in_table = false;
    r->now->depth = 0;
}

static void do_in_table(struct reader *r, const struct token *t) {
    r->now->in_table = !t->has_number || t->number;
    if (r->now->depth == 0)
        r->now->depth = 1;
}

static void do_depth(struct reader *r, const struct token *t) {
    r->now->depth = t->number < 0 ? 0 : (unsigned)t->number;
    r->now->in_table = r->now->depth > 0;
}

static void do_plain(struct reader *r, const struct token *t) {
    (void)t;
    r->now->hidden = r->now->deleted = r->now->raised = r->now->struck = false;
    r->now->font = r->default_font;
}

static void do_font(struct reader *r, const struct token *t) {
    if (r->now->destination == TO_FONTS) {
        r->font_id = t->number;
        r->charset = -1;
        buffer_clear(&r->bytes);
    } else {
        r->now->font = t->number;
    }
}

static void do_charset(struct reader *r, const struct token *t) {
    r->charset = t->number;
}

static void do_default_font(struct reader *r, const struct token *t) {
    r->default_font = r->now->font = t->number;
}

static void do_code_page(struct reader *r, const struct token *t) {
    r->fonts.code_page = t->number > 0 ? (unsigned)t->number : 0;
}

static void do_mac(struct reader *r, const struct token *t) {
    (void)t;
    r->fonts.code_page = 10000;
}

static void do_hidden(struct reader *r, const struct token *t) {
    r->now->hidden = !t->has_number || t->number;
}

static void do_deleted(struct reader *r, const struct token *t) {
    r->now->deleted = !t->has_number || t->number;
}

static void do_raised(struct reader *r, const struct token *t) {
    r->now->raised = !t->has_number || t->number;
}

static void do_struck(struct reader *r, const struct token *t) {
    r->now->struck = !t->has_number || t->number;
}

static void do_not_raised(struct reader *r, const struct token *t) {
    (void)t;
    r->now->raised = false;
}

static void do_skipped_after(struct reader *r, const struct token *t) {
    r->now->skipped_after = t->number < 0 ? 0 : t->number;
}

static void do_unicode(struct reader *r, const struct token *t) {
    read_unicode(r, t->number);
}

/* ---- destinations ---- */

static void to_nowhere(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_NOWHERE;
}

static void to_fonts(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_FONTS;
}

static void to_number(struct reader *r, const struct token *t) {
    (void)t;
    if (r->now->destination == TO_TEXT)
        r->now->destination = TO_NUMBER;
}

/* The Unicode form of \upr stands in its second group. */
static void to_text(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_TEXT;
}

static void to_nested_row(struct reader *r, const struct token *t) {
    (void)t;
    r->now->nested_row = true;
}

static void open_part(struct reader *r, enum part kind) {
    if (r->now->destination != TO_TEXT || r->part_count == PARTS_MAX) {
        r->now->destination = TO_NOWHERE;
        return;
    }
    struct word_flow **flows =
        arena_grow(r->arena, r->flows, r->flow_count, &r->flow_capacity, sizeof *flows);
    struct word_flow *flow = word_flow_new(r->arena, kind);
    if (!flows || !flow)
        return;
    r->flows = flows;
    flows[r->flow_count++] = flow;
    struct open_part *part = &r->parts[r->part_count++];
    *part = (struct open_part){.flow = flow};
    buffer_init(&part->text, r->limits->cell_text_bytes);
    buffer_init(&part->number, r->limits->cell_text_bytes);
    buffer_init(&part->dropped, r->limits->cell_text_bytes);
    r->now->begins_part = r->part_count > 1;
    r->now->in_table = false;
    r->now->depth = 0;
}

static void free_part(struct open_part *part) {
    buffer_free(&part->text);
    buffer_free(&part->number);
    buffer_free(&part->dropped);
}

static void close_part(struct reader *r) {
    struct open_part *part = part_of(r);
    if (part->text.length || part->number.length)
        end_paragraph(r);
    free_part(part);
    r->part_count--;
}

static void to_header(struct reader *r, const struct token *t) {
    (void)t;
    open_part(r, PART_HEADER);
}

static void to_footer(struct reader *r, const struct token *t) {
    (void)t;
    open_part(r, PART_FOOTER);
}

static void to_footnote(struct reader *r, const struct token *t) {
    (void)t;
    open_part(r, PART_FOOTNOTE);
}

static void to_comment(struct reader *r, const struct token *t) {
    (void)t;
    open_part(r, PART_COMMENT);
}

static void to_text_box(struct reader *r, const struct token *t) {
    (void)t;
    open_part(r, PART_TEXTBOX);
}

struct word {
    const char *name;
    void (*act)(struct reader *reader, const struct token *token);
    uint32_t character; /* without an act: what it stands for */
};

/* Sorted by name for bsearch(). */
static const struct word words[] = {
    {"annotation", to_comment, 0},
    {"ansicpg", do_code_page, 0},
    {"atnauthor", to_nowhere, 0},
    {"atnid", to_nowhere, 0},
    {"atntime", to_nowhere, 0},
    {"author", to_nowhere, 0},
    {"bullet", NULL, 0x2022},
    {"cell", do_cell, 0},
    {"cellx", do_cell_edge, 0},
    {"clmgf", do_merge_right_first, 0},
    {"clmrg", do_merge_right, 0},
    {"clvmgf", do_merge_down_first, 0},
    {"clvmrg", do_merge_down, 0},
    {"colortbl", to_nowhere, 0},
    {"deff", do_default_font, 0},
    {"deleted", do_deleted, 0},
    {"emdash", NULL, 0x2014},
    {"emspace", NULL, 0x2003},
    {"endash", NULL, 0x2013},
    {"enspace", NULL, 0x2002},
    {"f", do_font, 0},
    {"falt", to_nowhere, 0},
    {"fcharset", do_charset, 0},
    {"filetbl", to_nowhere, 0},
    {"fldinst", to_nowhere, 0},
    {"fontemb", to_nowhere, 0},
    {"fonttbl", to_fonts, 0},
    {"footer", to_footer, 0},
    {"footerf", to_footer, 0},
    {"footerl", to_footer, 0},
    {"footerr", to_footer, 0},
    {"footnote", to_footnote, 0},
    {"header", to_header, 0},
    {"headerf", to_header, 0},
    {"headerl", to_header, 0},
    {"headerr", to_header, 0},
    {"info", to_nowhere, 0},
    {"intbl", do_in_table, 0},
    {"itap", do_depth, 0},
    {"ldblquote", NULL, 0x201C},
    {"line", NULL, '\n'},
    {"listoverridetable", to_nowhere, 0},
    {"listtable", to_nowhere, 0},
    {"listtext", to_number, 0},
    {"lquote", NULL, 0x2018},
    {"mac", do_mac, 0},
    {"nestcell", do_nest_cell, 0},
    {"nestrow", do_nest_row, 0},
    {"nesttableprops", to_nested_row, 0},
    {"nonesttables", to_nowhere, 0},
    {"nonshppict", to_nowhere, 0},
    {"nosupersub", do_not_raised, 0},
    {"objdata", to_nowhere, 0},
    {"par", do_par, 0},
    {"pard", do_paragraph_plain, 0},
    {"pict", to_nowhere, 0},
    {"plain", do_plain, 0},
    {"pntext", to_number, 0},
    {"rdblquote", NULL, 0x201D},
    {"revtbl", to_nowhere, 0},
    {"row", do_row, 0},
    {"rquote", NULL, 0x2019},
    {"sect", do_par, 0},
    {"shpinst", to_text, 0},
    {"shptxt", to_text_box, 0},
    {"sn", to_nowhere, 0},
    {"strike", do_struck, 0},
    {"striked", do_struck, 0},
    {"stylesheet", to_nowhere, 0},
    {"super", do_raised, 0},
    {"sv", to_nowhere, 0},
    {"tab", NULL, '\t'},
    {"trhdr", do_row_header, 0},
    {"trleft", do_row_left, 0},
    {"trowd", do_row_begins, 0},
    {"u", do_unicode, 0},
    {"uc", do_skipped_after, 0},
    {"ud", to_text, 0},
    {"upr", to_nowhere, 0},
    {"v", do_hidden, 0},
    {"zwj", NULL, 0x200D},
    {"zwnj", NULL, 0x200C},
};

static int compare_word(const void *name, const void *word) {
    return strcmp(name, ((const struct word *)word)->name);
}

static void read_word(struct reader *r, const struct token *token) {
    const struct word *word =
        bsearch(token->word, words, sizeof words / sizeof *words, sizeof *words, compare_word);
    bool optional = r->now->optional;
    flush(r);
    r->now->optional = false;
    if (r->to_skip > 0 && strcmp(token->word, "u") != 0 && word && !word->act) {
        r->to_skip--; /* a character may be written as a word */
        return;
    }
    r->to_skip = 0;
    /* Nothing within a skipped group acts, but for the Unicode form of \upr. */
    if (r->now->destination == TO_NOWHERE && strcmp(token->word, "ud") != 0)
        return;
    if (!word && optional)
        r->now->destination = TO_NOWHERE;
    else if (word && word->act)
        word->act(r, token);
    else if (word)
        put_code_point(r, word->character);
}

static void read_symbol(struct reader *r, unsigned char symbol) {
    static const struct {
        unsigned char symbol;
        uint32_t character;
    } symbols[] = {{'~', 0xA0}, {'_', '-'}, {'-', 0xAD}, {'\\', '\\'}, {'{', '{'}, {'}', '}'}};
    if (symbol == '*') {
        r->now->optional = true;
        return;
    }
    if (symbol == '\r' || symbol == '\n') {
        end_paragraph(r);
        return;
    }
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (symbols[i].symbol != symbol)
            continue;
        if (r->to_skip > 0)
            r->to_skip--;
        else
            put_code_point(r, symbols[i].character);
    }
}

/* ---- groups ---- */

static void open_group(struct reader *r) {
    flush(r);
    r->to_skip = 0;
    if (r->state_count >= r->limits->xml_depth) {
        r->failed = true;
        return;
    }
    struct state *states =
        arena_grow(r->arena, r->states, r->state_count, &r->state_capacity, sizeof *states);
    if (!states)
        return;
    r->states = states;
    states[r->state_count] = states[r->state_count - 1];
    states[r->state_count].begins_part = false;
    states[r->state_count].optional = false;
    r->now = &states[r->state_count++];
}

static void close_group(struct reader *r) {
    flush(r);
    r->to_skip = 0;
    if (r->now->destination == TO_FONTS)
        buffer_clear(&r->bytes);
    if (r->now->begins_part)
        close_part(r);
    if (r->state_count > 1)
        r->state_count--;
    r->now = &r->states[r->state_count - 1];
}

static bool texts_fit(const struct reader *r) {
    for (size_t i = 0; i < r->part_count; i++)
        if (r->parts[i].text.failed || r->parts[i].number.failed || r->parts[i].dropped.failed)
            return false;
    return !r->bytes.failed;
}

static void read_tokens(struct reader *r) {
    while (!r->failed && !arena_failed(r->arena) && texts_fit(r)) {
        struct token token = token_next(&r->scanner);
        switch (token.kind) {
        case TOKEN_END:
            return;
        case TOKEN_OPEN:
            open_group(r);
            break;
        case TOKEN_CLOSE:
            close_group(r);
            break;
        case TOKEN_WORD:
            read_word(r, &token);
            break;
        case TOKEN_SYMBOL:
            read_symbol(r, token.byte);
            break;
        case TOKEN_BYTE:
            read_byte(r, token.byte);
            break;
        }
    }
}

/* Parts as a page has them: headers before the body, footers, notes and comments behind it. */
static void write_parts(struct reader *r, struct builder *builder, const struct event_sink *sink) {
    static const enum part order[] = {PART_HEADER, PART_BODY,     PART_TEXTBOX,
                                      PART_FOOTER, PART_FOOTNOTE, PART_COMMENT};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < r->flow_count; i++)
            if (word_flow_part(r->flows[i]) == order[k])
                word_flow_write(r->flows[i], builder, sink);
}

static bool finish(struct reader *r, struct builder *builder, const struct event_sink *sink,
                   struct error *error) {
    if (r->failed)
        return error_set(error, CODE_LIMIT_DEPTH, "",
                         "Groups nest deeper than %zu (--max-xml-depth).", r->limits->xml_depth);
    if (!texts_fit(r))
        return error_set(error, CODE_LIMIT_TEXT, "",
                         "A paragraph holds more text than %zu bytes (--max-text-bytes).",
                         r->limits->cell_text_bytes);
    flush(r);
    while (r->part_count > 1)
        close_part(r);
    if (part_of(r)->text.length || part_of(r)->number.length)
        end_paragraph(r);
    if (!arena_failed(r->arena))
        write_parts(r, builder, sink);
    return !arena_failed(r->arena) ||
           error_set(error, CODE_LIMIT_MEMORY, "",
                     "The document needs more memory than --max-memory-bytes.");
}

bool rtf_read(const struct format_input *input, const struct limits *limits,
              const struct event_sink *sink, struct builder *builder, struct error *error) {
    struct arena *arena = arena_new(limits->memory_bytes);
    struct reader *r = arena ? arena_array(arena, 1, sizeof *r) : NULL;
    struct state *states = r ? arena_array(arena, 1, sizeof *states) : NULL;
    bool done = false;
    if (!states) {
        arena_free(arena);
        return error_set(error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
    }
    r->scanner = (struct scanner){.bytes = input->bytes, .length = input->length};
    r->limits = limits;
    r->arena = arena;
    r->fonts.arena = arena;
    r->states = r->now = states;
    r->state_count = r->state_capacity = 1;
    r->now->skipped_after = 1;
    r->charset = -1;
    buffer_init(&r->bytes, limits->cell_text_bytes);
    open_part(r, PART_BODY);
    if (r->part_count == 1) {
        read_tokens(r);
        done = finish(r, builder, sink, error);
    } else {
        error_set(error, CODE_NO_MEMORY, "", "%s", code_sentence(CODE_NO_MEMORY));
    }
    for (size_t i = 0; i < r->part_count; i++)
        free_part(&r->parts[i]);
    buffer_free(&r->bytes);
    fonts_free(&r->fonts);
    arena_free(arena);
    return done;
}
