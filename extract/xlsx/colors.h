/* colors: the colours that fonts, fills and runs of a workbook name: by value, by place in its
 * theme, or in its palette.
 *
 * Source: ECMA-376-1 §18.8.3 (bgColor), §18.8.19 (fgColor), §18.3.1.15 (color), §18.8.27
 * (indexedColors).
 */
#ifndef CHITIEU_EXTRACT_XLSX_COLORS_H
#define CHITIEU_EXTRACT_XLSX_COLORS_H

#include "extract/package/sax.h"
#include "extract/package/theme_colors.h"
#include "extract/sheet/palette.h"

struct xlsx_palette {
    struct theme_colors theme;
    color own[PALETTE_COLORS]; /* of the workbook; unset: Excel's */
    size_t own_count;
};

/* A colour as an element names it; the palette comes behind the fonts that use it. */
struct xlsx_color {
    enum { XLSX_COLOR_NONE, XLSX_COLOR_RGB, XLSX_COLOR_THEME, XLSX_COLOR_INDEXED } kind;
    uint32_t value; /* a color, or an index */
    double tint;
};

struct xlsx_color xlsx_color_read(const struct xml_element *element);

/* The colour that is meant; COLOR_AUTO for an automatic one and one that is not there. */
color xlsx_color_get(const struct xlsx_palette *palette, const struct xlsx_color *c);

/* Adds a colour of the workbook's own palette, an rgbColor element. */
void xlsx_palette_add(struct xlsx_palette *palette, const struct xml_element *element);

#endif
