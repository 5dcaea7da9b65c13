#include "extract/rtf/control_word.h"

#include "extract/rtf/part.h"
#include "extract/rtf/text.h"

#include <stdlib.h>
#include <string.h>

static struct row_description *row_of(struct reader *r) {
    return r->now->nested_row ? &r->nested : &r->outer;
}

/* ---- words ---- */

static void do_par(struct reader *r, const struct token *t) {
    (void)t;
    rtf_end_paragraph(r);
}

static void do_cell(struct reader *r, const struct token *t) {
    (void)t;
    r->now->depth = 1;
    rtf_end_cell(r, 1);
}

static void do_nest_cell(struct reader *r, const struct token *t) {
    (void)t;
    rtf_end_cell(r, r->now->depth > 1 ? r->now->depth : 2);
}

static void do_row(struct reader *r, const struct token *t) {
    (void)t;
    rtf_end_row(r, 1, &r->outer);
}

static void do_nest_row(struct reader *r, const struct token *t) {
    (void)t;
    rtf_end_row(r, r->now->depth > 1 ? r->now->depth : 2, &r->nested);
}

static void do_row_begins(struct reader *r, const struct token *t) {
    struct row_description *row = row_of(r);
    (void)t;
    row->count = 0;
    row->left = 0;
    row->header = false;
    row->next = (struct cell_place){.right = 0};
    row->next_shade = row->shade = (struct rtf_shade){.hundredths = 0};
}

static void do_row_left(struct reader *r, const struct token *t) {
    row_of(r)->left = t->number;
}

static void do_row_header(struct reader *r, const struct token *t) {
    row_of(r)->header = !t->has_number || t->number;
}

static void do_cell_edge(struct reader *r, const struct token *t) {
    struct row_description *row = row_of(r);
    color own = shade_color(&row->next_shade);
    row->next.right = t->number;
    row->next.paper = own == COLOR_AUTO ? shade_color(&row->shade) : own;
    row->next_shade = (struct rtf_shade){.hundredths = 0};
    if (row->count < CELLS_MAX)
        row->cells[row->count++] = row->next;
    row->next = (struct cell_place){.right = 0};
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
    r->now->back_shade = (struct rtf_shade){.hundredths = 0};
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
    r->now->hidden = r->now->deleted = r->now->struck = r->now->relief = false;
    r->now->script = SCRIPT_NONE;
    r->now->font = r->default_font;
    r->now->ink = r->now->highlight = COLOR_AUTO;
    r->now->shade = (struct rtf_shade){.hundredths = 0};
    r->now->twips = 0;
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
    r->now->script = !t->has_number || t->number ? SCRIPT_RAISED : SCRIPT_NONE;
}

static void do_lowered(struct reader *r, const struct token *t) {
    r->now->script = !t->has_number || t->number ? SCRIPT_LOWERED : SCRIPT_NONE;
}

static void do_shifted(struct reader *r, long half_points) {
    enum script script = script_of_shift(half_points);
    r->now->script = script == SCRIPT_UNSET ? SCRIPT_NONE : script;
}

/* Half points, when no number is given (Rich Text Format 1.9.1, Font (Character) Properties).
 */
enum { SHIFT_HALF_POINTS = 6 };

static void do_up(struct reader *r, const struct token *t) {
    do_shifted(r, t->has_number ? t->number : SHIFT_HALF_POINTS);
}

static void do_down(struct reader *r, const struct token *t) {
    do_shifted(r, -(t->has_number ? t->number : SHIFT_HALF_POINTS));
}

static void do_struck(struct reader *r, const struct token *t) {
    r->now->struck = !t->has_number || t->number;
}

/* ---- colours and sizes ---- */

static void do_size(struct reader *r, const struct token *t) {
    r->now->twips = t->has_number ? twips_of_half_points(t->number) : 0;
}

static void do_relief(struct reader *r, const struct token *t) {
    r->now->relief = !t->has_number || t->number;
}

static void do_ink(struct reader *r, const struct token *t) {
    r->now->ink = colors_get(&r->colors, t->number);
}

static void do_highlight(struct reader *r, const struct token *t) {
    r->now->highlight = colors_get(&r->colors, t->number);
}

static unsigned part_of_color(struct reader *r, const struct token *t) {
    r->colors.named = true;
    return (unsigned)t->number;
}

static void do_red(struct reader *r, const struct token *t) {
    r->colors.red = part_of_color(r, t);
}

static void do_green(struct reader *r, const struct token *t) {
    r->colors.green = part_of_color(r, t);
}

static void do_blue(struct reader *r, const struct token *t) {
    r->colors.blue = part_of_color(r, t);
}

/* Which shade a word of shading is about, by what it begins with. */
static struct rtf_shade *shade_of(struct reader *r, const struct token *t) {
    if (strncmp(t->word, "ch", 2) == 0)
        return &r->now->shade;
    if (strncmp(t->word, "cl", 2) == 0)
        return &row_of(r)->next_shade;
    return t->word[0] == 't' ? &row_of(r)->shade : &r->now->back_shade;
}

static void do_shade_back(struct reader *r, const struct token *t) {
    shade_of(r, t)->back = colors_get(&r->colors, t->number);
}

static void do_shade_front(struct reader *r, const struct token *t) {
    shade_of(r, t)->front = colors_get(&r->colors, t->number);
}

static void do_shade_share(struct reader *r, const struct token *t) {
    shade_of(r, t)->hundredths = t->number;
}

static void do_shape_left(struct reader *r, const struct token *t) {
    r->shape_left = t->number;
}

static void do_shape_top(struct reader *r, const struct token *t) {
    r->shape_top = t->number;
}

static void do_shape_right(struct reader *r, const struct token *t) {
    r->shape_right = t->number;
}

/* The last of a shape's four edges. Lines under a heading are too thin to have text upon them. */
static void do_shape_bottom(struct reader *r, const struct token *t) {
    enum { THICK_TWIPS = 283 }; /* half a centimetre */
    int64_t height = (int64_t)t->number - r->shape_top;
    int64_t width = (int64_t)r->shape_right - r->shape_left;
    r->drawn = r->drawn || (height >= THICK_TWIPS && width >= THICK_TWIPS);
}

static void do_not_raised(struct reader *r, const struct token *t) {
    (void)t;
    r->now->script = SCRIPT_NONE;
}

static void do_skipped_after(struct reader *r, const struct token *t) {
    r->now->skipped_after = t->number < 0 ? 0 : t->number;
}

static void do_unicode(struct reader *r, const struct token *t) {
    rtf_read_unicode(r, t->number);
}

/* ---- destinations ---- */

static void to_nowhere(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_NOWHERE;
}

/* Pictures, objects and fields: what they show is no text, or comes as the field's result. */
static void to_object(struct reader *r, const struct token *t) {
    rtf_put_object(r);
    to_nowhere(r, t);
}

static void put_object(struct reader *r, const struct token *t) {
    (void)t;
    rtf_put_object(r);
}

static void to_colors(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_COLORS;
}

static void to_background(struct reader *r, const struct token *t) {
    r->drawn = true;
    to_nowhere(r, t);
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

static void to_text(struct reader *r, const struct token *t) {
    (void)t;
    r->now->destination = TO_TEXT;
}

/* \upr gives a text twice: for readers without Unicode, and in its second group for the others. */
static void to_other_readers(struct reader *r, const struct token *t) {
    (void)t;
    r->now->around_upr = r->now->destination;
    r->now->in_upr = true;
    r->now->destination = TO_NOWHERE;
}

static void to_unicode(struct reader *r, const struct token *t) {
    (void)t;
    if (r->now->in_upr)
        r->now->destination = r->now->around_upr;
    r->now->in_upr = false;
}

static void to_nested_row(struct reader *r, const struct token *t) {
    (void)t;
    r->now->nested_row = true;
}

static void to_header(struct reader *r, const struct token *t) {
    (void)t;
    rtf_open_part(r, PART_HEADER);
}

static void to_footer(struct reader *r, const struct token *t) {
    (void)t;
    rtf_open_part(r, PART_FOOTER);
}

static void to_footnote(struct reader *r, const struct token *t) {
    (void)t;
    rtf_open_part(r, PART_FOOTNOTE);
}

/* Behind \footnote. */
static void to_endnote(struct reader *r, const struct token *t) {
    struct collector *collector = rtf_part(r)->collector;
    (void)t;
    if (collector_part(collector) == PART_FOOTNOTE)
        collector_set_part(collector, PART_ENDNOTE);
}

static void to_comment(struct reader *r, const struct token *t) {
    (void)t;
    rtf_open_part(r, PART_COMMENT);
}

static void to_text_box(struct reader *r, const struct token *t) {
    (void)t;
    rtf_open_part(r, PART_TEXTBOX);
}

struct word {
    const char *name;
    void (*act)(struct reader *reader, const struct token *token);
    uint32_t character; /* without an act: the character that it is */
};

/* Sorted by name for bsearch(). */
static const struct word words[] = {
    {"annotation", to_comment, 0},
    {"ansicpg", do_code_page, 0},
    {"atnauthor", to_nowhere, 0},
    {"atnid", to_nowhere, 0},
    {"atntime", to_nowhere, 0},
    {"author", to_nowhere, 0},
    {"background", to_background, 0},
    {"blue", do_blue, 0},
    {"bullet", NULL, 0x2022},
    {"cbpat", do_shade_back, 0},
    {"cell", do_cell, 0},
    {"cellx", do_cell_edge, 0},
    {"cf", do_ink, 0},
    {"cfpat", do_shade_front, 0},
    {"chcbpat", do_shade_back, 0},
    {"chcfpat", do_shade_front, 0},
    {"chshdng", do_shade_share, 0},
    {"clcbpat", do_shade_back, 0},
    {"clcfpat", do_shade_front, 0},
    {"clmgf", do_merge_right_first, 0},
    {"clmrg", do_merge_right, 0},
    {"clshdng", do_shade_share, 0},
    {"clvmrg", do_merge_down, 0},
    {"colortbl", to_colors, 0},
    {"deff", do_default_font, 0},
    {"deleted", do_deleted, 0},
    {"dn", do_down, 0},
    {"do", put_object, 0},
    {"embo", do_relief, 0},
    {"emdash", NULL, 0x2014},
    {"emspace", NULL, 0x2003},
    {"endash", NULL, 0x2013},
    {"enspace", NULL, 0x2002},
    {"f", do_font, 0},
    {"falt", to_nowhere, 0},
    {"fcharset", do_charset, 0},
    {"field", put_object, 0},
    {"filetbl", to_nowhere, 0},
    {"fldinst", to_nowhere, 0},
    {"fontemb", to_nowhere, 0},
    {"fonttbl", to_fonts, 0},
    {"footer", to_footer, 0},
    {"footerf", to_footer, 0},
    {"footerl", to_footer, 0},
    {"footerr", to_footer, 0},
    {"footnote", to_footnote, 0},
    {"fs", do_size, 0},
    {"ftnalt", to_endnote, 0},
    {"green", do_green, 0},
    {"header", to_header, 0},
    {"headerf", to_header, 0},
    {"headerl", to_header, 0},
    {"headerr", to_header, 0},
    {"highlight", do_highlight, 0},
    {"impr", do_relief, 0},
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
    {"nonshppict", to_object, 0},
    {"nosupersub", do_not_raised, 0},
    {"objdata", to_nowhere, 0},
    {"object", put_object, 0},
    {"par", do_par, 0},
    {"pard", do_paragraph_plain, 0},
    {"pict", to_object, 0},
    {"plain", do_plain, 0},
    {"pntext", to_number, 0},
    {"rdblquote", NULL, 0x201D},
    {"red", do_red, 0},
    {"revtbl", to_nowhere, 0},
    {"row", do_row, 0},
    {"rquote", NULL, 0x2019},
    {"sect", do_par, 0},
    {"shad", do_relief, 0},
    {"shading", do_shade_share, 0},
    {"shp", put_object, 0},
    {"shpbottom", do_shape_bottom, 0},
    {"shpinst", to_text, 0},
    {"shpleft", do_shape_left, 0},
    {"shppict", to_object, 0},
    {"shpright", do_shape_right, 0},
    {"shptop", do_shape_top, 0},
    {"shptxt", to_text_box, 0},
    {"sn", to_nowhere, 0},
    {"strike", do_struck, 0},
    {"striked", do_struck, 0},
    {"stylesheet", to_nowhere, 0},
    {"sub", do_lowered, 0},
    {"super", do_raised, 0},
    {"sv", to_nowhere, 0},
    {"tab", NULL, '\t'},
    {"trcbpat", do_shade_back, 0},
    {"trcfpat", do_shade_front, 0},
    {"trhdr", do_row_header, 0},
    {"trleft", do_row_left, 0},
    {"trowd", do_row_begins, 0},
    {"trshdng", do_shade_share, 0},
    {"u", do_unicode, 0},
    {"uc", do_skipped_after, 0},
    {"ud", to_unicode, 0},
    {"up", do_up, 0},
    {"upr", to_other_readers, 0},
    {"v", do_hidden, 0},
    {"zwj", NULL, 0x200D},
    {"zwnj", NULL, 0x200C},
};

static int compare_word(const void *name, const void *word) {
    return strcmp(name, ((const struct word *)word)->name);
}

void rtf_read_word(struct reader *r, const struct token *token) {
    const struct word *word =
        bsearch(token->word, words, sizeof words / sizeof *words, sizeof *words, compare_word);
    bool optional = r->now->optional;
    rtf_flush(r);
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
        rtf_put_code_point(r, word->character);
}

void rtf_read_symbol(struct reader *r, unsigned char symbol) {
    static const struct {
        unsigned char symbol;
        uint32_t character;
    } symbols[] = {{'~', 0xA0}, {'_', '-'}, {'-', 0xAD}, {'\\', '\\'}, {'{', '{'}, {'}', '}'}};
    if (symbol == '*') {
        r->now->optional = true;
        return;
    }
    if (symbol == '\r' || symbol == '\n') {
        rtf_end_paragraph(r);
        return;
    }
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (symbols[i].symbol != symbol)
            continue;
        if (r->to_skip > 0)
            r->to_skip--;
        else
            rtf_put_code_point(r, symbols[i].character);
    }
}
