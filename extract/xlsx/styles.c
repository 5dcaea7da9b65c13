#include "extract/xlsx/styles.h"
#include "extract/package/sax.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum state {
    STATE_DOCUMENT,
    STATE_SHEET,
    STATE_FORMATS,
    STATE_CELLS,
    STATE_FONTS,
    STATE_FONT,
    STATE_FILLS,
    STATE_FILL,
    STATE_PATTERN,
    STATE_COLORS,
    STATE_PALETTE,
    STATE_LEAF_FORMAT,
    STATE_LEAF_CELL,
    STATE_LEAF_FONT,
    STATE_LEAF_FILL,
    STATE_LEAF_PATTERN,
    STATE_LEAF_PALETTE
};

struct reader {
    struct styles *styles;
    struct arena *arena;
    enum state state;
};

static unsigned number_attribute(const struct xml_element *element, const char *name) {
    const char *value = xml_attribute(element, XML_NONE, name);
    return value ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static void add_format(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    const char *code = xml_attribute(element, XML_NONE, "formatCode");
    struct style_format *grown = arena_grow(reader->arena, styles->formats, styles->format_count,
                                            &styles->format_capacity, sizeof *grown);
    char *copy = arena_strdup(reader->arena, code ? code : "General");
    if (!grown || !copy)
        return;
    styles->formats = grown;
    styles->formats[styles->format_count++] =
        (struct style_format){.id = number_attribute(element, "numFmtId"), .code = copy};
}

static void add_cell(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    struct style_cell *grown = arena_grow(reader->arena, styles->cells, styles->cell_count,
                                          &styles->cell_capacity, sizeof *grown);
    if (!grown)
        return;
    styles->cells = grown;
    styles->cells[styles->cell_count++] =
        (struct style_cell){.format = number_attribute(element, "numFmtId"),
                            .font = number_attribute(element, "fontId"),
                            .fill = number_attribute(element, "fillId")};
}

static void add_font(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    struct style_font *grown = arena_grow(reader->arena, styles->fonts, styles->font_count,
                                          &styles->font_capacity, sizeof *grown);
    (void)element;
    if (!grown)
        return;
    styles->fonts = grown;
    styles->fonts[styles->font_count++] = (struct style_font){.struck = false};
}

static void name_font(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    if (styles->font_count > 0)
        styles->fonts[styles->font_count - 1].font =
            font_of_name(xml_attribute(element, XML_NONE, "val"));
}

static void strike_font(struct reader *reader, const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_NONE, "val");
    struct styles *styles = reader->styles;
    if (styles->font_count > 0)
        styles->fonts[styles->font_count - 1].struck =
            !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
}

static void color_font(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    if (styles->font_count > 0)
        styles->fonts[styles->font_count - 1].named = xlsx_color_read(element);
}

static void size_font(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    const char *value = xml_attribute(element, XML_NONE, "val");
    if (styles->font_count > 0 && value)
        styles->fonts[styles->font_count - 1].twips = twips_of_points(strtod(value, NULL));
}

static void add_fill(struct reader *reader, const struct xml_element *element) {
    struct styles *styles = reader->styles;
    struct style_fill *grown = arena_grow(reader->arena, styles->fills, styles->fill_count,
                                          &styles->fill_capacity, sizeof *grown);
    (void)element;
    if (!grown)
        return;
    styles->fills = grown;
    styles->fills[styles->fill_count++] = (struct style_fill){.pattern = 0};
}

/* The fill being read; a fill is open wherever this is asked. */
static struct style_fill *last_fill(struct reader *reader) {
    return &reader->styles->fills[reader->styles->fill_count - 1];
}

static void set_pattern(struct reader *reader, const struct xml_element *element) {
    const char *type = xml_attribute(element, XML_NONE, "patternType");
    if (reader->styles->fill_count > 0)
        last_fill(reader)->pattern = type ? palette_pattern(type) : 0;
}

static void set_gradient(struct reader *reader, const struct xml_element *element) {
    (void)element;
    if (reader->styles->fill_count > 0)
        last_fill(reader)->pattern = PATTERN_COARSE;
}

static void set_front(struct reader *reader, const struct xml_element *element) {
    if (reader->styles->fill_count > 0)
        last_fill(reader)->front = xlsx_color_read(element);
}

static void set_back(struct reader *reader, const struct xml_element *element) {
    if (reader->styles->fill_count > 0)
        last_fill(reader)->back = xlsx_color_read(element);
}

static void add_color(struct reader *reader, const struct xml_element *element) {
    xlsx_palette_add(&reader->styles->palette, element);
}

/* What may be where (a failed allocation is the arena's, asked in on_stopped); anything else is
 * skipped. */
static const struct {
    enum state in;
    const char *name;
    enum state next;
    void (*add)(struct reader *reader, const struct xml_element *element);
} transitions[] = {
    {STATE_CELLS, "xf", STATE_LEAF_CELL, add_cell},
    {STATE_FORMATS, "numFmt", STATE_LEAF_FORMAT, add_format},
    {STATE_FONTS, "font", STATE_FONT, add_font},
    {STATE_FONT, "name", STATE_LEAF_FONT, name_font},
    {STATE_FONT, "strike", STATE_LEAF_FONT, strike_font},
    {STATE_FONT, "color", STATE_LEAF_FONT, color_font},
    {STATE_FONT, "sz", STATE_LEAF_FONT, size_font},
    {STATE_FILLS, "fill", STATE_FILL, add_fill},
    {STATE_FILL, "patternFill", STATE_PATTERN, set_pattern},
    {STATE_FILL, "gradientFill", STATE_LEAF_FILL, set_gradient},
    {STATE_PATTERN, "fgColor", STATE_LEAF_PATTERN, set_front},
    {STATE_PATTERN, "bgColor", STATE_LEAF_PATTERN, set_back},
    {STATE_PALETTE, "rgbColor", STATE_LEAF_PALETTE, add_color},
    {STATE_COLORS, "indexedColors", STATE_PALETTE, NULL},
    {STATE_SHEET, "fills", STATE_FILLS, NULL},
    {STATE_SHEET, "colors", STATE_COLORS, NULL},
    {STATE_SHEET, "fonts", STATE_FONTS, NULL},
    {STATE_SHEET, "numFmts", STATE_FORMATS, NULL},
    {STATE_SHEET, "cellXfs", STATE_CELLS, NULL},
    {STATE_DOCUMENT, "styleSheet", STATE_SHEET, NULL},
};

static bool on_start(void *context, const struct xml_element *element) {
    struct reader *reader = context;
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
        if (transitions[i].in != reader->state || element->ns != XML_S ||
            strcmp(transitions[i].name, element->name) != 0)
            continue;
        reader->state = transitions[i].next;
        if (transitions[i].add)
            transitions[i].add(reader, element);
        return true;
    }
    return false;
}

static void on_end(void *context, enum xml_namespace ns, const char *name) {
    static const enum state parents[] = {
        [STATE_DOCUMENT] = STATE_DOCUMENT,    [STATE_SHEET] = STATE_DOCUMENT,
        [STATE_FORMATS] = STATE_SHEET,        [STATE_CELLS] = STATE_SHEET,
        [STATE_LEAF_FORMAT] = STATE_FORMATS,  [STATE_LEAF_CELL] = STATE_CELLS,
        [STATE_FONTS] = STATE_SHEET,          [STATE_FONT] = STATE_FONTS,
        [STATE_LEAF_FONT] = STATE_FONT,       [STATE_FILLS] = STATE_SHEET,
        [STATE_FILL] = STATE_FILLS,           [STATE_PATTERN] = STATE_FILL,
        [STATE_LEAF_FILL] = STATE_FILL,       [STATE_LEAF_PATTERN] = STATE_PATTERN,
        [STATE_COLORS] = STATE_SHEET,         [STATE_PALETTE] = STATE_COLORS,
        [STATE_LEAF_PALETTE] = STATE_PALETTE,
    };
    struct reader *reader = context;
    (void)ns;
    (void)name;
    reader->state = parents[reader->state];
}

static bool on_stopped(void *context) {
    return arena_failed(((const struct reader *)context)->arena);
}

static int by_id(const void *left, const void *right) {
    unsigned a = ((const struct style_format *)left)->id;
    unsigned b = ((const struct style_format *)right)->id;
    return (a > b) - (a < b);
}

/* Compiles the format the first time a style names it; NULL when memory is out. */
static const struct style_format *resolve(struct styles *styles, unsigned id) {
    const struct style_format key = {.id = id};
    struct style_format *found =
        styles->format_count == 0
            ? NULL
            : bsearch(&key, styles->formats, styles->format_count, sizeof key, by_id);
    if (!found && (id >= STYLES_BUILTIN || !numfmt_builtin(id)))
        return &styles->general;
    if (!found) {
        found = &styles->builtins[id];
        found->code = numfmt_builtin(id);
    }
    if (!found->format) {
        found->format = numfmt_new(found->code ? found->code : "General");
        if (found->code && strcasecmp(found->code, "General") == 0)
            found->code = NULL;
    }
    return found->format ? found : NULL;
}

static bool resolve_cells(struct styles *styles, struct arena *arena) {
    if (styles->format_count > 0)
        qsort(styles->formats, styles->format_count, sizeof *styles->formats, by_id);
    styles->cell_formats = arena_array(arena, styles->cell_count, sizeof *styles->cell_formats);
    if (!styles->cell_formats)
        return false;
    for (size_t i = 0; i < styles->cell_count; i++) {
        styles->cell_formats[i] = resolve(styles, styles->cells[i].format);
        if (!styles->cell_formats[i])
            return false;
    }
    return true;
}

/* The first two are reserved: Excel takes them for no filling and grey dots whatever the file says,
 * other programs do not. */
static color fill_color(const struct styles *styles, unsigned index) {
    enum { RESERVED = 2 };
    if (index >= styles->fill_count || styles->fills[index].pattern == 0)
        return COLOR_UNSET;
    const struct style_fill *fill = &styles->fills[index];
    if (index < RESERVED)
        return COLOR_UNKNOWN;
    return palette_fill(xlsx_color_get(&styles->palette, &fill->front),
                        xlsx_color_get(&styles->palette, &fill->back), fill->pattern);
}

/* The palette comes behind the fonts and fills that use it. */
static void resolve_colors(struct styles *styles) {
    for (size_t i = 0; i < styles->font_count; i++)
        styles->fonts[i].ink = xlsx_color_get(&styles->palette, &styles->fonts[i].named);
    for (size_t i = 0; i < styles->cell_count; i++)
        styles->cells[i].paper = fill_color(styles, styles->cells[i].fill);
}

bool styles_read(struct styles *styles, struct arena *arena, struct package *package,
                 const char *part, struct error *error) {
    static const struct xml_handlers handlers = {
        .start = on_start, .end = on_end, .stopped = on_stopped};
    struct reader reader = {.styles = styles, .arena = arena};
    styles->general.format = numfmt_new("General");
    if (part && !part_parse(package, part, &handlers, &reader, error))
        return false;
    if (!styles->general.format || arena_failed(arena) || !resolve_cells(styles, arena))
        return arena_error(arena, error, part);
    resolve_colors(styles);
    return true;
}

void styles_free(struct styles *styles) {
    for (size_t i = 0; i < styles->format_count; i++)
        numfmt_free(styles->formats[i].format);
    for (size_t i = 0; i < STYLES_BUILTIN; i++)
        numfmt_free(styles->builtins[i].format);
    numfmt_free(styles->general.format);
}

struct style_font styles_font(const struct styles *styles, size_t index) {
    size_t font = index < styles->cell_count ? styles->cells[index].font : styles->font_count;
    return font < styles->font_count ? styles->fonts[font] : (struct style_font){.struck = false};
}

color styles_paper(const struct styles *styles, size_t index) {
    return index < styles->cell_count ? styles->cells[index].paper : COLOR_UNSET;
}

const struct style_format *styles_get(const struct styles *styles, size_t index) {
    return index < styles->cell_count ? styles->cell_formats[index] : &styles->general;
}
