#include "extract/sheetml/style.h"

#include "extract/sheet/numfmt_name.h"
#include "extract/text/visible.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 64, PARENTS_MAX = 16 /* styles on styles; Excel has one */ };

bool sheetml_styles_open(struct sheetml_styles *styles, struct arena *arena) {
    *styles = (struct sheetml_styles){.arena = arena, .by_id = xmlHashCreate(BUCKETS)};
    styles->general = arena_alloc(arena, sizeof *styles->general);
    if (!styles->by_id || !styles->general)
        return false;
    styles->general->format = numfmt_new("General");
    return styles->general->format != NULL;
}

static void free_format(void *style, const xmlChar *id) {
    (void)id;
    numfmt_free(((struct sheetml_style *)style)->format);
}

void sheetml_styles_close(struct sheetml_styles *styles) {
    if (styles->by_id)
        xmlHashFree(styles->by_id, free_format);
    if (styles->general)
        numfmt_free(styles->general->format);
}

const struct sheetml_style *sheetml_styles_find(const struct sheetml_styles *styles,
                                                const char *id) {
    const struct sheetml_style *style =
        id ? xmlHashLookup(styles->by_id, (const xmlChar *)id) : NULL;
    if (!style)
        style = xmlHashLookup(styles->by_id, (const xmlChar *)"Default");
    return style ? style : styles->general;
}

void sheetml_styles_start(struct sheetml_styles *styles, const struct xml_element *element) {
    const char *id = xml_attribute(element, XML_OTHER, "ID");
    const char *parent = xml_attribute(element, XML_OTHER, "Parent");
    struct sheetml_style *style = arena_alloc(styles->arena, sizeof *style);
    styles->open = NULL;
    if (!id || !style)
        return;
    bool is_default = strcmp(id, "Default") == 0;
    style->parent = is_default ? NULL : sheetml_styles_find(styles, parent);
    if (xmlHashAddEntry(styles->by_id, (const xmlChar *)id, style) == 0)
        styles->open = style;
}

void sheetml_styles_font(struct sheetml_styles *styles, const struct xml_element *element) {
    const char *struck = xml_attribute(element, XML_OTHER, "StrikeThrough");
    const char *align = xml_attribute(element, XML_OTHER, "VerticalAlign");
    struct sheetml_style *style = styles->open;
    if (!style)
        return;
    style->has_font = true;
    sheetml_look_set(&style->look, element);
    style->look.font = font_of_name(xml_attribute(element, XML_OTHER, "FontName"));
    style->look.struck = struck && strcmp(struck, "1") == 0;
    style->look.script = align && strcmp(align, "Superscript") == 0 ? SCRIPT_RAISED
                         : align && strcmp(align, "Subscript") == 0 ? SCRIPT_LOWERED
                                                                    : SCRIPT_NONE;
}

/* "#RRGGBB", or "Automatic". */
static color color_of(const char *value) {
    return value && *value == '#' ? color_of_hex(value + 1) : COLOR_UNSET;
}

void sheetml_look_set(struct sheetml_look *look, const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_OTHER, "Color");
    const char *size = xml_attribute(element, XML_OTHER, "Size");
    look->ink = value ? color_of(value) : look->ink;
    look->twips = size ? twips_of_points(strtod(size, NULL)) : look->twips;
}

/* A pattern's own colour is that of its lines and dots. */
void sheetml_styles_fill(struct sheetml_styles *styles, const struct xml_element *element) {
    static const struct {
        const char *name;
        unsigned thousandths;
    } patterns[] = {
        {"Gray0625", 63}, {"Gray125", 125}, {"Gray25", 250}, {"Gray50", 500}, {"Gray75", 750}};
    const char *pattern = xml_attribute(element, XML_OTHER, "Pattern");
    color back = color_of(xml_attribute(element, XML_OTHER, "Color"));
    color front = color_of(xml_attribute(element, XML_OTHER, "PatternColor"));
    struct sheetml_style *style = styles->open;
    if (!style)
        return;
    style->has_fill = true;
    style->paper = COLOR_UNKNOWN;
    if (!pattern || strcmp(pattern, "None") == 0)
        style->paper = COLOR_UNSET;
    else if (strcmp(pattern, "Solid") == 0)
        style->paper = back;
    for (size_t i = 0; pattern && i < sizeof patterns / sizeof *patterns; i++)
        if (strcmp(pattern, patterns[i].name) == 0)
            style->paper = color_shade(front, back, patterns[i].thousandths);
}

void sheetml_styles_format(struct sheetml_styles *styles, const struct xml_element *element) {
    const char *name = xml_attribute(element, XML_OTHER, "Format");
    struct sheetml_style *style = styles->open;
    if (!style || style->format)
        return;
    const char *code = name && *name ? numfmt_of_name(name) : NULL;
    style->has_format = true;
    style->code = arena_strdup(styles->arena, code);
    style->format = numfmt_new(code ? code : "General");
    styles->no_memory = styles->no_memory || !style->format;
}

struct sheetml_look sheetml_style_look(const struct sheetml_style *style) {
    for (unsigned i = 0; style && i < PARENTS_MAX; i++, style = style->parent)
        if (style->has_font)
            return style->look;
    return (struct sheetml_look){.script = SCRIPT_NONE};
}

color sheetml_style_paper(const struct sheetml_style *style) {
    for (unsigned i = 0; style && i < PARENTS_MAX; i++, style = style->parent)
        if (style->has_fill)
            return style->paper;
    return COLOR_UNSET;
}

const struct sheetml_style *sheetml_style_format(const struct sheetml_styles *styles,
                                                 const struct sheetml_style *style) {
    for (unsigned i = 0; style && i < PARENTS_MAX; i++, style = style->parent)
        if (style->has_format && style->format)
            return style;
    return styles->general;
}
