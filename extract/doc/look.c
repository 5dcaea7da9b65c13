#include "extract/doc/look.h"

enum { SHADE_BYTES = 10, SHADE_80_BYTES = 2 };

static color color_of_index(unsigned index) {
    static const color colors[] = {COLOR_AUTO,           COLOR_BLACK,          COLOR_RGB | 0x0000FF,
                                   COLOR_RGB | 0x00FFFF, COLOR_RGB | 0x00FF00, COLOR_RGB | 0xFF00FF,
                                   COLOR_RGB | 0xFF0000, COLOR_RGB | 0xFFFF00, COLOR_WHITE,
                                   COLOR_RGB | 0x000080, COLOR_RGB | 0x008080, COLOR_RGB | 0x008000,
                                   COLOR_RGB | 0x800080, COLOR_RGB | 0x800000, COLOR_RGB | 0x808000,
                                   COLOR_RGB | 0x808080, COLOR_RGB | 0xC0C0C0};
    return index < sizeof colors / sizeof *colors ? colors[index] : COLOR_AUTO;
}

/* Red, green, blue, and whether it is the automatic colour. */
static color color_at(const struct bytes *bytes, size_t at) {
    enum { AUTOMATIC = 0xFF };
    if (bytes_u8(bytes, at + 3) == AUTOMATIC)
        return COLOR_AUTO;
    return color_of_parts(bytes_u8(bytes, at), bytes_u8(bytes, at + 1), bytes_u8(bytes, at + 2));
}

/* Patterns of dots, in thousandths of the front colour; the others are lines and checks. */
static color pattern_color(unsigned pattern, color front, color back) {
    enum { FIRST_COARSE = 14, FIRST_FINE = 35, NONE = 0xFFFF };
    static const unsigned short dots[] = {0,   1000, 50,  100, 200, 250, 300,
                                          400, 500,  600, 700, 750, 800, 900};
    static const unsigned short fine_dots[] = {25,  75,  125, 150, 175, 225, 275, 325, 350, 375,
                                               425, 450, 475, 525, 550, 575, 625, 650, 675, 725,
                                               775, 825, 850, 875, 925, 950, 975, 970};
    if (pattern == NONE)
        return COLOR_AUTO;
    if (pattern < FIRST_COARSE)
        return color_shade(front, back, dots[pattern]);
    if (pattern >= FIRST_FINE && pattern - FIRST_FINE < sizeof fine_dots / sizeof *fine_dots)
        return color_shade(front, back, fine_dots[pattern - FIRST_FINE]);
    return COLOR_UNKNOWN;
}

static color shade_at(const struct bytes *bytes, size_t at) {
    return pattern_color(bytes_u16(bytes, at + 8), color_at(bytes, at), color_at(bytes, at + 4));
}

static color shade_80_at(const struct bytes *bytes, size_t at) {
    enum { NONE = 0xFFFF, INDEX = 0x1F };
    unsigned bits = bytes_u16(bytes, at);
    if (bits == NONE)
        return COLOR_AUTO;
    return pattern_color(bits >> 10, color_of_index(bits & INDEX),
                         color_of_index(bits >> 5 & INDEX));
}

void doc_look_apply(struct doc_look *look, const struct property *p) {
    switch (p->code) {
    case SPRM_COLOR_INDEX:
        look->ink = color_of_index(bytes_u8(&p->operand, 0));
        break;
    case SPRM_COLOR:
        look->ink = color_at(&p->operand, 0);
        break;
    case SPRM_SIZE:
        look->twips = twips_of_half_points((long)bytes_u16(&p->operand, 0));
        break;
    case SPRM_HIGHLIGHT:
        look->highlight = color_of_index(bytes_u8(&p->operand, 0));
        break;
    case SPRM_SHADOW:
    case SPRM_IMPRINT:
    case SPRM_EMBOSS:
        look->relief = bytes_u8(&p->operand, 0) != 0;
        break;
    case SPRM_CHARACTER_SHADE_80:
        look->shade = shade_80_at(&p->operand, 0);
        break;
    case SPRM_CHARACTER_SHADE:
        look->shade = shade_at(&p->operand, 0);
        break;
    default:
        break;
    }
}

void doc_paper_apply(color *paper, const struct property *p) {
    if (p->code == SPRM_PARAGRAPH_SHADE_80)
        *paper = shade_80_at(&p->operand, 0);
    else if (p->code == SPRM_PARAGRAPH_SHADE)
        *paper = shade_at(&p->operand, 0);
}

/* An array of shades, for the cells from `first` on. */
static void shade_cells(struct cell_place *cells, size_t count, size_t first,
                        const struct bytes *shades) {
    size_t given = shades->length / SHADE_BYTES;
    for (size_t i = 0; i < given && first + i < count; i++)
        cells[first + i].paper = shade_at(shades, i * SHADE_BYTES);
}

/* The older form is written beside the newer one, for older programs. */
static void shade_cells_80(struct cell_place *cells, size_t count, const struct bytes *shades) {
    size_t given = shades->length / SHADE_80_BYTES;
    for (size_t i = 0; i < given && i < count; i++)
        if (cells[i].paper == COLOR_UNSET)
            cells[i].paper = shade_80_at(shades, i * SHADE_80_BYTES);
}

/* A shade for the cells from one to before another. */
static void shade_range(struct cell_place *cells, size_t count, const struct property *p) {
    size_t end = bytes_u8(&p->operand, 1);
    color paper =
        p->code == SPRM_RANGE_SHADE ? shade_at(&p->operand, 2) : shade_80_at(&p->operand, 2);
    for (size_t i = bytes_u8(&p->operand, 0); i < end && i < count; i++)
        cells[i].paper = paper;
}

void doc_cells_shade(struct cell_place *cells, size_t count, const struct property *p) {
    enum { SECOND = 22, THIRD = 44 };
    switch (p->code) {
    case SPRM_CELL_SHADES:
        shade_cells(cells, count, 0, &p->operand);
        break;
    case SPRM_CELL_SHADES_2:
        shade_cells(cells, count, SECOND, &p->operand);
        break;
    case SPRM_CELL_SHADES_3:
        shade_cells(cells, count, THIRD, &p->operand);
        break;
    case SPRM_CELL_SHADES_80:
        shade_cells_80(cells, count, &p->operand);
        break;
    case SPRM_RANGE_SHADE:
    case SPRM_RANGE_SHADE_80:
        shade_range(cells, count, p);
        break;
    default:
        break;
    }
}
