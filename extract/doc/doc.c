#include "extract/doc/doc.h"
#include "core/text/utf8.h"
#include "extract/doc/broken_field.h"
#include "extract/doc/formatting.h"
#include "extract/doc/numbering.h"
#include "extract/text/spans.h"
#include "extract/text/struck.h"

#include <string.h>

/* Fields within one another: Word shows some tens. */
enum { FIELDS_MAX = 64 };

/* Characters that are marks (§2.4.1); those of fields are in broken_field.h. */
enum {
    MARK_PICTURE = 0x01,
    MARK_NOTE = 0x02,
    MARK_DRAWING = 0x08,
    MARK_TAB = 0x09,
    MARK_LINE = 0x0B,
    MARK_PAGE = 0x0C,
    MARK_PARAGRAPH = 0x0D,
    MARK_COLUMN = 0x0E,
    MARK_NO_BREAK_HYPHEN = 0x1E,
    MARK_SOFT_HYPHEN = 0x1F,
    FIRST_PRINTABLE = 0x20,
    MARK_SYMBOL = 0x28
};

struct reader {
    struct doc_file file;
    struct doc_formats formats;
    struct doc_lists *lists;
    const struct limits *limits;
    struct arena *arena;
    struct collector *collector;
    struct buffer text, number, dropped;
    enum code dropped_code;
    struct text_spans spans;
    struct look_spans looks;
    struct sight sight;
    color ink;                  /* of the character, when its cell decides whether it is seen */
    enum visibility visibility; /* of the character, else */
    bool boxes;                 /* the story is that of text boxes */
    bool drawn;                 /* a drawing has come: it may lie behind text */
    unsigned instructions;      /* fields open that are not in their result */
    bool in_result[FIELDS_MAX]; /* of the open fields */
    unsigned fields;
    struct broken_fields broken;
    bool numbered;                  /* the paragraph has got its number */
    unsigned high;                  /* a first surrogate */
    struct doc_paragraph paragraph; /* the one being read */
    struct doc_character character;
    uint32_t character_end; /* FC up to which it holds */
};

/* ---- text ---- */

static unsigned level_of(const struct reader *r) {
    return r->paragraph.in_table ? r->paragraph.depth : 0;
}

static void report_dropped(struct reader *r) {
    if (r->dropped.length)
        collector_event(r->collector, level_of(r), r->dropped_code,
                        arena_strdup(r->arena, buffer_text(&r->dropped)));
    buffer_clear(&r->dropped);
}

static bool is_color(color c) {
    return c != COLOR_UNSET && c != COLOR_AUTO;
}

/* Whether characters as the one being read are seen, as far as can be told before their row's end
 * describes its cells. */
static void judge(struct reader *r) {
    const struct doc_look *look = &r->character.look;
    bool in_cell = r->paragraph.in_table;
    color behind = is_color(look->highlight)            ? look->highlight
                   : is_color(look->shade)              ? look->shade
                   : is_color(r->paragraph.paper)       ? r->paragraph.paper
                   : !in_cell && (r->boxes || r->drawn) ? COLOR_UNKNOWN
                                                        : COLOR_UNSET;
    bool known = behind != COLOR_UNSET;
    color ink = look->relief ? COLOR_AUTO : look->ink;
    r->visibility = visible(known ? ink : COLOR_AUTO, behind, look->twips);
    r->ink = known ? COLOR_AUTO : ink;
}

/* Appends a character that is shown: raised, lowered and struck ones as such characters.
 */
static void put_shown(struct reader *r, const char *text, size_t length, struct font font) {
    if (r->character.script >= SCRIPT_RAISED) {
        text_spans_script(&r->spans, r->arena, r->character.script, text, length, font, &r->text);
        return;
    }
    if (r->character.struck || r->character.struck_twice)
        struck_append(text, length, r->paragraph.in_table, &r->text);
    else
        buffer_append(&r->text, text, length);
    text_spans_add(&r->spans, r->arena, r->text.length, font);
}

static void drop(struct reader *r, enum code code, const char *text, size_t length) {
    if (code != r->dropped_code)
        report_dropped(r);
    r->dropped_code = code;
    buffer_append(&r->dropped, text, length);
}

static void put(struct reader *r, uint32_t code_point, struct font font) {
    if (r->instructions)
        return;
    char text[4];
    size_t length = utf8_put(text, code_point);
    if (r->character.deleted || r->character.hidden ||
        !sight_admits(&r->sight, r->visibility, text, length)) {
        drop(r, r->character.deleted ? CODE_TEXT_DELETED : CODE_TEXT_HIDDEN, text, length);
        return;
    }
    sight_prepare(&r->sight, r->visibility, r->paragraph.in_table, text, length, &r->text);
    size_t start = r->text.length;
    put_shown(r, text, length, font);
    look_spans_add(&r->looks, r->arena, start, r->text.length, r->ink, 0);
}

static void put_symbol(struct reader *r, unsigned font, uint32_t code_point) {
    enum { PRIVATE = 0xF000 };
    static const struct font ordinary = {ENCODING_UNICODE, false};
    struct doc_font own = doc_font_at(&r->formats, font);
    uint32_t shown = code_point < 0x100 ? PRIVATE + code_point : code_point;
    put(r, symbol_is_private(shown) ? symbol_shown(own.symbols, shown) : shown, ordinary);
}

static void put_unit(struct reader *r, unsigned unit) {
    struct doc_font font = doc_font_at(&r->formats, r->character.font);
    if (r->high && unit >= 0xDC00 && unit <= 0xDFFF) {
        put(r, 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00), font.font);
        r->high = 0;
        return;
    }
    r->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (unit >= 0xD800 && unit <= 0xDFFF)
        return;
    if (symbol_is_private(unit) || (font.is_symbol && unit > FIRST_PRINTABLE && unit < 0x100))
        put_symbol(r, r->character.font, unit);
    else
        put(r, unit, font.font);
}

/* ---- paragraphs ---- */

/* The number of the paragraph, in its mark's font unless the list has its own; NULL when it has
 * none. */
static const char *take_number(struct reader *r, struct font *font) {
    unsigned index = r->character.font;
    buffer_clear(&r->number);
    if (!r->numbered)
        doc_lists_next(r->lists, r->paragraph.list, r->paragraph.level, &r->number, &index);
    *font = doc_font_at(&r->formats, index).font;
    return r->number.length ? arena_strdup(r->arena, buffer_text(&r->number)) : NULL;
}

static void clear_text(struct reader *r) {
    buffer_clear(&r->text);
    r->spans = (struct text_spans){.count = 0};
    r->looks = (struct look_spans){.count = 0};
    r->sight = (struct sight){.gap = false};
}

static void end_paragraph(struct reader *r) {
    report_dropped(r);
    struct font number_font;
    const char *number = take_number(r, &number_font);
    struct collected_paragraph paragraph = {.text = arena_strdup(r->arena, buffer_text(&r->text)),
                                            .number = number,
                                            .spans = r->spans.list,
                                            .span_count = r->spans.count,
                                            .number_font = number_font,
                                            .looks = r->looks.list,
                                            .look_count = r->looks.count};
    if (paragraph.text)
        collector_paragraph(r->collector, level_of(r), &paragraph);
    clear_text(r);
}

/* What follows the break of a page or column is read as a paragraph without number. */
static void break_paragraph(struct reader *r) {
    if (!r->text.length)
        return;
    end_paragraph(r);
    r->numbered = true;
}

static void end_row(struct reader *r, unsigned level) {
    const struct doc_paragraph *p = &r->paragraph;
    clear_text(r);
    collector_row(r->collector, level, p->cells, p->cell_count, p->left, p->header);
}

/* A cell's mark ends its last paragraph; the row's own mark has properties of the row and no text.
 */
static void end_cell(struct reader *r) {
    if (r->paragraph.row_end) {
        end_row(r, r->paragraph.depth ? r->paragraph.depth : 1);
        return;
    }
    r->paragraph.in_table = true;
    if (r->paragraph.depth == 0)
        r->paragraph.depth = 1;
    end_paragraph(r);
    collector_cell(r->collector, r->paragraph.depth);
}

static void end_inner(struct reader *r) {
    if (r->paragraph.inner_row_end) {
        end_row(r, r->paragraph.depth);
    } else if (r->paragraph.inner_cell) {
        end_paragraph(r);
        collector_cell(r->collector, r->paragraph.depth);
    } else {
        end_paragraph(r);
    }
}

/* ---- marks ---- */

/* Counts where a cell has nothing else. */
static void put_object(struct reader *r) {
    unsigned level = level_of(r);
    bool shown = !r->instructions && !r->character.deleted && !r->character.hidden;
    if (shown && r->paragraph.in_table)
        collector_object(r->collector, level ? level : 1);
}

static void begin_field(struct reader *r, uint32_t cp) {
    put_object(r); /* no result may come */
    if (broken_fields_have(&r->broken, cp)) {
        collector_event(r->collector, level_of(r), CODE_REPAIRED,
                        "A field that never ends was read as text.");
        return;
    }
    if (r->fields < FIELDS_MAX)
        r->in_result[r->fields] = false;
    r->fields++;
    r->instructions++;
}

static void field_result(struct reader *r) {
    if (r->fields == 0 || r->fields > FIELDS_MAX || r->in_result[r->fields - 1])
        return;
    r->in_result[r->fields - 1] = true;
    r->instructions--;
}

static void end_field(struct reader *r) {
    if (r->fields == 0)
        return;
    r->fields--;
    if (r->fields >= FIELDS_MAX || !r->in_result[r->fields])
        r->instructions--;
}

static void read_mark(struct reader *r, unsigned unit, uint32_t cp) {
    switch (unit) {
    case MARK_PARAGRAPH:
    case MARK_PAGE:
        end_inner(r);
        break;
    case MARK_CELL:
        end_cell(r);
        break;
    case MARK_TAB:
        put(r, '\t', doc_font_at(&r->formats, r->character.font).font);
        break;
    case MARK_COLUMN:
        break_paragraph(r);
        break;
    case MARK_LINE:
        put(r, '\n', doc_font_at(&r->formats, r->character.font).font);
        break;
    case MARK_NO_BREAK_HYPHEN:
        put(r, '-', doc_font_at(&r->formats, r->character.font).font);
        break;
    case MARK_SOFT_HYPHEN:
        put(r, 0xAD, doc_font_at(&r->formats, r->character.font).font);
        break;
    case MARK_FIELD:
        begin_field(r, cp);
        break;
    case MARK_FIELD_RESULT:
        field_result(r);
        break;
    case MARK_FIELD_END:
        end_field(r);
        break;
    case MARK_PICTURE:
    case MARK_DRAWING:
        if (r->character.special)
            put_object(r);
        r->drawn |= r->character.special && unit == MARK_DRAWING;
        break;
    default: /* notes' marks */
        break;
    }
}

static bool ends_paragraph(unsigned unit) {
    return unit == MARK_PARAGRAPH || unit == MARK_CELL || unit == MARK_PAGE;
}

/* ---- the text of a story ---- */

struct walk {
    uint32_t cp, end;
    size_t piece;
};

/* A page may also break within a paragraph (§2.4.1), as columns do. */
static unsigned unit_at(struct reader *r, const struct piece *piece, uint32_t cp, uint32_t *fc) {
    unsigned unit = piece_unit(&r->file, piece, cp, fc);
    if (unit == MARK_PAGE && !doc_paragraph_ends(&r->formats, *fc, piece->compressed ? 1 : 2))
        return MARK_COLUMN;
    return unit;
}

/* The FC of the mark that ends the paragraph at a CP: that is where its properties are. */
static uint32_t find_mark(struct reader *r, const struct walk *walk) {
    uint32_t fc = 0, cp = walk->cp;
    for (size_t i = walk->piece; i < r->file.piece_count; i++)
        for (const struct piece *piece = &r->file.pieces[i]; cp < piece->end && cp < walk->end;
             cp++)
            if (ends_paragraph(unit_at(r, piece, cp, &fc)))
                return fc;
    return fc;
}

static void read_unit(struct reader *r, unsigned unit, uint32_t cp, uint32_t fc) {
    if (fc >= r->character_end || r->character_end == 0) {
        r->character = doc_character_at(&r->formats, fc, r->paragraph.style, &r->character_end);
        judge(r);
    }
    if (r->character.special && unit == MARK_SYMBOL && r->character.symbol)
        put_symbol(r, r->character.symbol_font, r->character.symbol);
    else if (unit < FIRST_PRINTABLE)
        read_mark(r, unit, cp);
    else
        put_unit(r, unit);
}

/* A new piece or paragraph may have other properties at the same place. */
static void read_story(struct reader *r, uint32_t first, uint32_t length) {
    struct walk walk = {.cp = first, .end = first + length};
    bool begins = true;
    broken_fields_find(&r->broken, &r->file, first, walk.end, r->arena);
    for (; walk.piece < r->file.piece_count && !arena_failed(r->arena) && !r->text.failed;
         walk.piece++) {
        const struct piece *piece = &r->file.pieces[walk.piece];
        r->character_end = 0;
        for (; walk.cp >= piece->first && walk.cp < piece->end && walk.cp < walk.end; walk.cp++) {
            uint32_t fc;
            unsigned unit = unit_at(r, piece, walk.cp, &fc);
            if (begins) {
                r->numbered = false;
                doc_paragraph_at(&r->formats, find_mark(r, &walk), &r->paragraph);
                r->character_end = 0;
            }
            read_unit(r, unit, walk.cp, fc);
            begins = ends_paragraph(unit);
        }
    }
    if (r->text.length)
        end_paragraph(r);
}

/* A story that the pieces do not reach the end of has lost text: the body must not, others are left
 * as they are and reported. */
static bool check_story(const struct reader *r, enum story_kind story, uint64_t end,
                        struct builder *builder, struct error *error) {
    static const char *const names[STORY_KINDS] = {[STORY_BODY] = "body",
                                                   [STORY_FOOTNOTES] = "footnotes",
                                                   [STORY_HEADERS] = "headers",
                                                   [STORY_MACROS] = "macros",
                                                   [STORY_COMMENTS] = "comments",
                                                   [STORY_ENDNOTES] = "endnotes",
                                                   [STORY_TEXT_BOXES] = "textboxes",
                                                   [STORY_HEADER_BOXES] = "header textboxes"};
    if (r->file.story_lengths[story] == 0 || end <= doc_file_text_end(&r->file))
        return true;
    error_set(error, CODE_PACKAGE_DAMAGED, names[story],
              "A part of the text is not in the file. Ask for it again.");
    return story != STORY_BODY && builder_continue_without(builder, names[story], error);
}

/* When memory is out the arena stays failed. */
static void write_story(struct reader *r, enum part part, uint64_t first, uint32_t length,
                        struct builder *builder) {
    uint64_t end = doc_file_text_end(&r->file), left = first < end ? end - first : 0;
    r->collector = collector_new(r->arena, part);
    if (!r->collector || length == 0 || left == 0)
        return;
    r->fields = r->instructions = 0;
    doc_lists_restart(r->lists);
    read_story(r, (uint32_t)first, length < left ? length : (uint32_t)left);
    collector_write(r->collector, builder);
}

static bool read_stories(struct reader *r, struct builder *builder, struct error *error) {
    static const struct {
        enum story_kind story;
        enum part part;
    } shown[] = {{STORY_HEADERS, PART_HEADER},     {STORY_HEADER_BOXES, PART_TEXTBOX},
                 {STORY_BODY, PART_BODY},          {STORY_TEXT_BOXES, PART_TEXTBOX},
                 {STORY_FOOTNOTES, PART_FOOTNOTE}, {STORY_ENDNOTES, PART_ENDNOTE},
                 {STORY_COMMENTS, PART_COMMENT}};
    for (size_t i = 0; i < sizeof shown / sizeof *shown && !arena_failed(r->arena); i++) {
        uint32_t length = r->file.story_lengths[shown[i].story];
        uint64_t first = 0;
        for (unsigned k = 0; k < (unsigned)shown[i].story; k++)
            first += r->file.story_lengths[k];
        if (!check_story(r, shown[i].story, first + length, builder, error))
            return false;
        r->boxes = shown[i].part == PART_TEXTBOX;
        write_story(r, shown[i].part, first, length, builder);
    }
    return true;
}

static bool text_error(const struct reader *r, struct error *error) {
    return buffer_error(&r->text, error, "WordDocument") ||
           buffer_error(&r->number, error, "WordDocument") ||
           buffer_error(&r->dropped, error, "WordDocument") ||
           error_set(error, CODE_LIMIT_TEXT, "WordDocument",
                     "A paragraph holds more text than %zu bytes (--max-text-bytes).",
                     r->limits->cell_text_bytes);
}

bool doc_read(const struct format_input *input, const struct limits *limits,
              const struct event_sink *sink, struct builder *builder, struct error *error) {
    (void)sink; /* the builder has it */
    struct arena *arena = limits_arena(limits->memory_bytes);
    struct reader *r = arena ? arena_array(arena, 1, sizeof *r) : NULL;
    if (!r) {
        arena_error(arena, error, "");
        arena_free(arena);
        return false;
    }
    r->limits = limits;
    r->arena = arena;
    buffer_init(&r->text, limits->cell_text_bytes);
    buffer_init(&r->number, limits->cell_text_bytes);
    buffer_init(&r->dropped, limits->cell_text_bytes);
    bool done = doc_file_open(&r->file, input->ole, arena, limits, error);
    bool described = done && doc_formats_read(&r->formats, &r->file, arena);
    if (described)
        r->lists = doc_lists_read(&r->file, &r->formats, arena);
    if (done && r->lists)
        done = read_stories(r, builder, error);
    if (done && (!r->lists || arena_failed(arena)))
        done = arena_error(arena, error, "WordDocument");
    if (done && (r->text.failed || r->number.failed || r->dropped.failed))
        done = text_error(r, error);
    buffer_free(&r->text);
    buffer_free(&r->number);
    buffer_free(&r->dropped);
    doc_file_close(&r->file);
    arena_free(arena);
    return done;
}
