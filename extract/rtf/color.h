/* color: the colour table of an RTF file, and shading.
 *
 * Ownership: the arena's. Source: RTF 1.9.1, "Color Table", "Paragraph Shading", "Character Borders
 * and Shading", "Table Definitions" (cell shading).
 */
#ifndef CHITIEU_EXTRACT_RTF_COLOR_H
#define CHITIEU_EXTRACT_RTF_COLOR_H

#include "core/arena.h"
#include "extract/text/color.h"

struct rtf_colors {
    color *list;
    size_t count, capacity;
    unsigned red, green, blue; /* of the entry being read */
    bool named;                /* it has a colour; else it is the automatic one */
};

/* Ends an entry. */
void colors_add(struct rtf_colors *colors, struct arena *arena);

/* The colour of a number; the automatic one when there is none. */
color colors_get(const struct rtf_colors *colors, int32_t number);

/* What the words of shading say: of a cell, a paragraph, a run. */
struct rtf_shade {
    color front, back;
    int32_t hundredths; /* of a percent that the front covers */
};

color shade_color(const struct rtf_shade *shade);

#endif
