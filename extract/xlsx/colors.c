#include "extract/xlsx/colors.h"

#include <stdlib.h>
#include <string.h>

/* AARRGGBB, or RRGGBB; Excel takes no notice of AA. */
static color color_of_value(const char *value) {
    enum { WITH_ALPHA = 8, ALPHA = 2 };
    return color_of_hex(value && strlen(value) == WITH_ALPHA ? value + ALPHA : value);
}

struct xlsx_color xlsx_color_read(const struct xml_element *element) {
    const char *rgb = xml_attribute(element, XML_NONE, "rgb");
    const char *theme = xml_attribute(element, XML_NONE, "theme");
    const char *indexed = xml_attribute(element, XML_NONE, "indexed");
    const char *tint = xml_attribute(element, XML_NONE, "tint");
    struct xlsx_color c = {.tint = tint ? strtod(tint, NULL) : 0};
    if (theme) {
        c.kind = XLSX_COLOR_THEME;
        c.value = (uint32_t)strtoul(theme, NULL, 10);
    } else if (rgb) {
        c.kind = XLSX_COLOR_RGB;
        c.value = color_of_value(rgb);
    } else if (indexed) {
        c.kind = XLSX_COLOR_INDEXED;
        c.value = (uint32_t)strtoul(indexed, NULL, 10);
    }
    return c;
}

/* Excel counts light before dark. */
static color theme_color(const struct xlsx_palette *palette, uint32_t index) {
    static const unsigned char order[THEME_COLORS] = {
        THEME_LIGHT_1,  THEME_DARK_1,   THEME_LIGHT_2,   THEME_DARK_2,
        THEME_ACCENT_1, THEME_ACCENT_2, THEME_ACCENT_3,  THEME_ACCENT_4,
        THEME_ACCENT_5, THEME_ACCENT_6, THEME_HYPERLINK, THEME_FOLLOWED_HYPERLINK};
    return index < THEME_COLORS ? palette->theme.colors[order[index]] : COLOR_UNSET;
}

static color indexed_color(const struct xlsx_palette *palette, uint32_t index) {
    return index < palette->own_count && palette->own[index] ? palette->own[index]
                                                             : palette_color(index);
}

color xlsx_color_get(const struct xlsx_palette *palette, const struct xlsx_color *c) {
    color found = c->kind == XLSX_COLOR_RGB       ? c->value
                  : c->kind == XLSX_COLOR_THEME   ? theme_color(palette, c->value)
                  : c->kind == XLSX_COLOR_INDEXED ? indexed_color(palette, c->value)
                                                  : COLOR_AUTO;
    return color_is_rgb(found) ? color_lighten(found, c->tint) : COLOR_AUTO;
}

void xlsx_palette_add(struct xlsx_palette *palette, const struct xml_element *element) {
    if (palette->own_count < PALETTE_COLORS)
        palette->own[palette->own_count++] =
            color_of_value(xml_attribute(element, XML_NONE, "rgb"));
}
