#include "extract/sheet/palette.h"

#include <string.h>

color palette_color(unsigned index) {
    enum { BASIC = 8 }; /* given twice */
    static const uint32_t colors[PALETTE_COLORS - BASIC] = {
        0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF,
        0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080,
        0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF,
        0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
        0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
        0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
        0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333};
    if (index >= PALETTE_COLORS)
        return COLOR_AUTO;
    return COLOR_RGB | colors[index < BASIC ? index : index - BASIC];
}

unsigned palette_pattern(const char *name) {
    static const struct {
        const char *name;
        unsigned thousandths;
    } patterns[] = {{"none", 0},        {"solid", 1000},  {"mediumGray", 500}, {"darkGray", 750},
                    {"lightGray", 250}, {"gray125", 125}, {"gray0625", 63}};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (strcmp(patterns[i].name, name) == 0)
            return patterns[i].thousandths;
    return PATTERN_COARSE;
}

/* What is filled with an automatic colour alone looks different from program to program. */
color palette_fill(color front, color back, unsigned thousandths) {
    if (thousandths == 0)
        return COLOR_UNSET;
    if (thousandths == 1000)
        return color_is_rgb(front) ? front : COLOR_UNKNOWN;
    return thousandths >= PATTERN_COARSE ? COLOR_UNKNOWN : color_shade(front, back, thousandths);
}
