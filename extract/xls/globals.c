#include "extract/xls/globals.h"
#include "core/text/utf8.h"
#include "extract/text/struck.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    RECORD_CODE_PAGE = 0x0042,
    RECORD_BOUND_SHEET = 0x0085,
    RECORD_DATE_1904 = 0x0022,
    RECORD_FONT = 0x0031,
    RECORD_FORMAT = 0x041E,
    RECORD_FORMAT_5 = 0x001E,
    RECORD_PALETTE = 0x0092,
    RECORD_SST = 0x00FC,
    RECORD_XF = 0x00E0,
    BOF_2 = 0x0009, /* of Excel 2, 3, 4 */
    BOF_3 = 0x0209,
    BOF_4 = 0x0409,
    BIFF8 = 0x0600,
    BIFF5 = 0x0500
};

struct reader {
    struct globals *globals;
    const struct limits *limits;
    struct buffer text, shown; /* scratch */
    struct rich_run *runs;
    struct font_run *font_runs;
    struct error error;
};

/* Whether the scratch texts are whole. */
static bool texts_are_whole(struct reader *r) {
    if (!r->text.failed && !r->shown.failed)
        return true;
    buffer_error(&r->text, &r->error, "Workbook");
    buffer_error(&r->shown, &r->error, "Workbook");
    return error_set(&r->error, CODE_LIMIT_TEXT, "Workbook",
                     "A text of the workbook is longer than %zu bytes (--max-text-bytes).",
                     r->limits->cell_text_bytes);
}

static char *keep_text(struct reader *r) {
    if (!texts_are_whole(r))
        return NULL;
    return arena_strndup(r->globals->arena, buffer_text(&r->text), r->text.length);
}

/* A string with a byte of length, in the workbook's version. */
static void read_short_string(struct reader *r, struct cursor *cursor) {
    buffer_clear(&r->text);
    if (r->globals->biff8)
        cursor_string(cursor, STRING_BYTE_COUNT, &r->text, NULL, NULL);
    else
        cursor_bytes(cursor, cursor_u8(cursor), r->globals->code_page, &r->text);
}

static void read_code_page(struct reader *r, struct cursor *cursor) {
    r->globals->code_page = cursor_u16(cursor);
}

static void read_date_1904(struct reader *r, struct cursor *cursor) {
    r->globals->date1904 = cursor_u16(cursor) == 1;
}

static void read_bound_sheet(struct reader *r, struct cursor *cursor) {
    struct globals *g = r->globals;
    struct bound_sheet sheet = {.offset = cursor_u32(cursor)};
    sheet.hidden = (cursor_u8(cursor) & 3) != 0;
    sheet.kind = cursor_u8(cursor);
    read_short_string(r, cursor);
    sheet.name = keep_text(r);
    struct bound_sheet *sheets =
        arena_grow(g->arena, g->sheets, g->sheet_count, &g->sheet_capacity, sizeof *sheets);
    if (!sheets || !sheet.name)
        return;
    g->sheets = sheets;
    sheets[g->sheet_count++] = sheet;
}

/* §2.4.122: height, flags, colour, weight, then escapement: 1 is superscript, 2
 * subscript. */
static void read_font(struct reader *r, struct cursor *cursor) {
    enum { BEFORE_ESCAPEMENT = 2, BEFORE_NAME = 4, SUPERSCRIPT = 1, SUBSCRIPT = 2, STRUCK = 8 };
    struct globals *g = r->globals;
    struct xls_font font = {.twips = cursor_u16(cursor)};
    font.struck = (cursor_u16(cursor) & STRUCK) != 0;
    font.color = cursor_u16(cursor);
    cursor_skip(cursor, BEFORE_ESCAPEMENT);
    unsigned escapement = cursor_u16(cursor);
    font.script = escapement == SUPERSCRIPT ? SCRIPT_RAISED
                  : escapement == SUBSCRIPT ? SCRIPT_LOWERED
                                            : SCRIPT_NONE;
    cursor_skip(cursor, BEFORE_NAME);
    read_short_string(r, cursor);
    font.font = font_of_name(buffer_text(&r->text));
    struct xls_font *fonts =
        arena_grow(g->arena, g->fonts, g->font_count, &g->font_capacity, sizeof *fonts);
    if (!texts_are_whole(r) || !fonts)
        return;
    g->fonts = fonts;
    fonts[g->font_count++] = font;
}

static void read_format(struct reader *r, struct cursor *cursor) {
    struct globals *g = r->globals;
    struct xls_format format = {.id = cursor_u16(cursor)};
    buffer_clear(&r->text);
    if (g->biff8)
        cursor_string(cursor, STRING_WIDE_COUNT, &r->text, NULL, NULL);
    else
        cursor_bytes(cursor, cursor_u8(cursor), g->code_page, &r->text);
    format.code = keep_text(r);
    struct xls_format *formats =
        arena_grow(g->arena, g->formats, g->format_count, &g->format_capacity, sizeof *formats);
    if (!formats || !format.code)
        return;
    g->formats = formats;
    formats[g->format_count++] = format;
}

/* §2.4.353 and §2.5.20 (CellXF): in BIFF8 behind the borders, in BIFF5 before them. */
static void read_fill(struct cursor *cursor, bool biff8, struct xls_style *style) {
    enum {
        BEFORE_PATTERN_8 = 10,
        PATTERN_SHIFT_8 = 26,
        BEFORE_COLORS_5 = 4,
        INDEX = 0x7F,
        BITS = 7
    };
    enum { PATTERN = 0x3F };
    unsigned colors;
    cursor_skip(cursor, biff8 ? BEFORE_PATTERN_8 : BEFORE_COLORS_5);
    if (biff8) {
        style->pattern = cursor_u32(cursor) >> PATTERN_SHIFT_8 & PATTERN;
        colors = cursor_u16(cursor);
    } else {
        colors = cursor_u16(cursor);
        style->pattern = cursor_u16(cursor) & PATTERN;
    }
    style->front = colors & INDEX;
    style->back = colors >> BITS & INDEX;
}

static void read_palette(struct reader *r, struct cursor *cursor) {
    enum { FIRST = 8, UNUSED = 1 };
    unsigned count = cursor_u16(cursor);
    for (unsigned i = 0; i < count && FIRST + i < PALETTE_COLORS; i++) {
        unsigned red = cursor_u8(cursor), green = cursor_u8(cursor), blue = cursor_u8(cursor);
        cursor_skip(cursor, UNUSED);
        r->globals->palette[FIRST + i] = color_of_parts(red, green, blue);
    }
}

static color color_at(const struct globals *globals, unsigned index) {
    bool own = index < PALETTE_COLORS && globals->palette[index];
    return own ? globals->palette[index] : palette_color(index);
}

color globals_ink(const struct globals *globals, const struct xls_font *font) {
    return color_at(globals, font->color);
}

/* §2.5.119 (FillPattern). */
color globals_paper(const struct globals *globals, size_t style) {
    static const unsigned thousandths[] = {0, 1000, 500, 750, 250};
    enum { DOTS_125 = 17, DOTS_0625 = 18 };
    if (style >= globals->style_count)
        return COLOR_UNSET;
    const struct xls_style *s = &globals->styles[style];
    unsigned share = s->pattern < sizeof thousandths / sizeof *thousandths ? thousandths[s->pattern]
                     : s->pattern == DOTS_125                              ? 125
                     : s->pattern == DOTS_0625                             ? 63
                                                                           : PATTERN_COARSE;
    return palette_fill(color_at(globals, s->front), color_at(globals, s->back), share);
}

static void read_style(struct reader *r, struct cursor *cursor) {
    struct globals *g = r->globals;
    struct xls_style style = {.font = cursor_u16(cursor)};
    style.format = cursor_u16(cursor);
    read_fill(cursor, g->biff8, &style);
    struct xls_style *styles =
        arena_grow(g->arena, g->styles, g->style_count, &g->style_capacity, sizeof *styles);
    if (!styles)
        return;
    g->styles = styles;
    styles[g->style_count++] = style;
}

struct xls_font globals_font(const struct globals *globals, size_t index) {
    size_t at = index > 4 ? index - 1 : index; /* §2.5.129 */
    if (at < globals->font_count)
        return globals->fonts[at];
    return (struct xls_font){.font = {ENCODING_UNICODE, false}};
}

struct xls_font globals_style_font(const struct globals *globals, size_t style) {
    return globals_font(globals,
                        style < globals->style_count ? globals->styles[style].font : SIZE_MAX);
}

static size_t units_of(uint32_t code_point) {
    return code_point >= 0x10000 ? 2 : 1;
}

/* Bytes of the text up to a number of UTF-16 units. */
static size_t bytes_of_units(const char *text, size_t units) {
    const char *at = text;
    for (size_t seen = 0; *at && seen < units;)
        seen += units_of(utf8_next(&at));
    return (size_t)(at - text);
}

size_t globals_rich_text(const struct globals *globals, const char *text,
                         const struct rich_run *runs, size_t run_count, struct buffer *out,
                         struct font_run *font_runs) {
    size_t count = 0, units = 0;
    for (size_t i = 0; i <= run_count && *text; i++) {
        size_t end = i < run_count ? runs[i].first : SIZE_MAX;
        struct xls_font font =
            i > 0 ? globals_font(globals, runs[i - 1].font) : (struct xls_font){0};
        if (end <= units)
            continue;
        size_t length = bytes_of_units(text, end - units);
        if (script_forms_all(font.script, text, length))
            font.font = (struct font){ENCODING_UNICODE, false};
        if (font.script >= SCRIPT_RAISED)
            script_append(font.script, text, length, out);
        else if (font.struck)
            struck_append(text, length, true, out);
        else
            buffer_append(out, text, length);
        font_runs[count++] = (struct font_run){.end = (uint32_t)out->length,
                                               .own = i > 0,
                                               .font = font.font,
                                               .own_look = i > 0,
                                               .ink = globals_ink(globals, &font),
                                               .twips = font.twips};
        text += length;
        units = end;
    }
    return run_count ? count : 0;
}

static void read_strings(struct reader *r, struct cursor *cursor) {
    struct globals *g = r->globals;
    cursor_skip(cursor, 4);
    uint32_t unique = cursor_u32(cursor);
    for (uint32_t i = 0; i < unique && cursor_more(cursor) && r->error.code == CODE_NONE; i++) {
        size_t run_count;
        buffer_clear(&r->text);
        buffer_clear(&r->shown);
        cursor_string(cursor, STRING_WIDE_COUNT, &r->text, r->runs, &run_count);
        size_t fonts = globals_rich_text(g, buffer_text(&r->text), r->runs, run_count, &r->shown,
                                         r->font_runs);
        if (texts_are_whole(r) && !string_table_add(&g->strings, buffer_text(&r->shown),
                                                    r->shown.length, r->font_runs, fonts))
            string_table_error(&g->strings, &r->error, "Workbook");
    }
}

static const struct {
    unsigned type;
    void (*read)(struct reader *reader, struct cursor *cursor);
} records[] = {
    {RECORD_CODE_PAGE, read_code_page},
    {RECORD_DATE_1904, read_date_1904},
    {RECORD_BOUND_SHEET, read_bound_sheet},
    {RECORD_FONT, read_font},
    {RECORD_FORMAT, read_format},
    {RECORD_FORMAT_5, read_format},
    {RECORD_PALETTE, read_palette},
    {RECORD_XF, read_style},
    {RECORD_SST, read_strings},
};

static void read_records(struct reader *r, const struct stream *stream, size_t offset) {
    struct cursor cursor;
    while (record_next(stream, &offset, &cursor) && cursor.type != RECORD_EOF &&
           r->error.code == CODE_NONE)
        for (size_t i = 0; i < sizeof records / sizeof *records; i++)
            if (records[i].type == cursor.type)
                records[i].read(r, &cursor);
}

static bool read_version(struct globals *g, const struct stream *stream, size_t *offset,
                         struct error *error) {
    struct cursor bof;
    if (!record_next(stream, offset, &bof))
        return error_set(error, CODE_PACKAGE_DAMAGED, "Workbook", "The workbook is empty.");
    bool old = bof.type == BOF_2 || bof.type == BOF_3 || bof.type == BOF_4;
    if (bof.type != RECORD_BOF && !old)
        return error_set(error, CODE_PACKAGE_DAMAGED, "Workbook",
                         "The beginning of the workbook is damaged. Ask for it again.");
    unsigned version = old ? 0 : cursor_u16(&bof);
    g->biff8 = version == BIFF8;
    if (version != BIFF8 && version != BIFF5)
        return error_set(error, CODE_FORMAT_UNSUPPORTED, "Workbook",
                         "The workbook is older than Excel 5. Open it in Excel, save it as .xlsx "
                         "and send it again.");
    return true;
}

/* ---- formats ---- */

/* Compiles a format the first time a style names it. */
static bool compile(struct globals *g, unsigned id) {
    struct xls_format *found = NULL;
    for (size_t i = 0; i < g->format_count; i++)
        if (g->formats[i].id == id)
            found = &g->formats[i];
    if (!found) {
        unsigned builtin = id < XLS_BUILTIN && numfmt_builtin(id) ? id : 0;
        found = &g->builtins[builtin];
        found->code = numfmt_builtin(builtin);
    }
    if (!found->format)
        found->format = numfmt_new(found->code ? found->code : "General");
    if (found->code && strcasecmp(found->code, "General") == 0)
        found->code = NULL;
    return found->format != NULL;
}

const struct xls_format *globals_format(const struct globals *globals, size_t style) {
    unsigned id = style < globals->style_count ? globals->styles[style].format : 0;
    for (size_t i = 0; i < globals->format_count; i++)
        if (globals->formats[i].id == id && globals->formats[i].format)
            return &globals->formats[i];
    bool known = id < XLS_BUILTIN && globals->builtins[id].format;
    return &globals->builtins[known ? id : 0];
}

static bool compile_all(struct globals *g) {
    bool done = compile(g, 0);
    for (size_t i = 0; done && i < g->style_count; i++)
        done = compile(g, g->styles[i].format);
    return done;
}

bool globals_read(struct globals *globals, const struct stream *stream, const struct limits *limits,
                  struct error *error) {
    size_t offset = 0;
    *globals = (struct globals){.stream = stream, .arena = limits_arena(limits->memory_bytes)};
    string_table_init(&globals->strings, limits->memory_bytes);
    struct reader r = {.globals = globals, .limits = limits};
    buffer_init(&r.text, limits->cell_text_bytes);
    buffer_init(&r.shown, limits->cell_text_bytes * 3);
    r.runs = globals->arena ? arena_array(globals->arena, RICH_RUNS_MAX, sizeof *r.runs) : NULL;
    r.font_runs =
        r.runs ? arena_array(globals->arena, RICH_RUNS_MAX + 1, sizeof *r.font_runs) : NULL;
    bool done = r.font_runs != NULL;
    if (done && (done = read_version(globals, stream, &offset, error)))
        read_records(&r, stream, offset);
    buffer_free(&r.text);
    buffer_free(&r.shown);
    if (r.error.code != CODE_NONE)
        *error = r.error;
    if (error->code == CODE_NONE &&
        (!done || arena_failed(globals->arena) || !compile_all(globals)))
        arena_error(globals->arena, error, "Workbook");
    return error->code == CODE_NONE;
}

void globals_free(struct globals *globals) {
    for (size_t i = 0; i < globals->format_count; i++)
        numfmt_free(globals->formats[i].format);
    for (size_t i = 0; i < XLS_BUILTIN; i++)
        numfmt_free(globals->builtins[i].format);
    string_table_free(&globals->strings);
    arena_free(globals->arena);
}
