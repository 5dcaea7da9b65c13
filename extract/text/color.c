#include "extract/text/color.h"

#include <math.h>
#include <string.h>

enum { LEVELS = 255 };

color color_of_parts(unsigned red, unsigned green, unsigned blue) {
    return COLOR_RGB | (red & LEVELS) << 16 | (green & LEVELS) << 8 | (blue & LEVELS);
}

bool color_is_rgb(color c) {
    return (c & ~(color)0xFFFFFF) == COLOR_RGB;
}

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

color color_of_hex(const char *digits) {
    enum { DIGITS = 6 };
    color value = 0;
    if (!digits || strlen(digits) != DIGITS)
        return COLOR_UNSET;
    for (size_t i = 0; i < DIGITS; i++) {
        int digit = hex_digit(digits[i]);
        if (digit < 0)
            return COLOR_UNSET;
        value = value << 4 | (color)digit;
    }
    return COLOR_RGB | value;
}

static unsigned part(color c, unsigned shift) {
    return c >> shift & LEVELS;
}

static unsigned blend(unsigned front, unsigned back, unsigned thousandths) {
    return (front * thousandths + back * (1000 - thousandths) + 500) / 1000;
}

color color_blend(color front, color back, unsigned thousandths) {
    if (!color_is_rgb(front) || !color_is_rgb(back) || thousandths > 1000)
        return COLOR_UNKNOWN;
    return color_of_parts(blend(part(front, 16), part(back, 16), thousandths),
                          blend(part(front, 8), part(back, 8), thousandths),
                          blend(part(front, 0), part(back, 0), thousandths));
}

color color_shade(color front, color back, unsigned thousandths) {
    if (front == COLOR_UNKNOWN || back == COLOR_UNKNOWN)
        return COLOR_UNKNOWN;
    if (thousandths == 0)
        return color_is_rgb(back) ? back : COLOR_AUTO;
    return color_blend(color_is_rgb(front) ? front : COLOR_BLACK,
                       color_is_rgb(back) ? back : COLOR_WHITE, thousandths);
}

/* A level whose place between the lightest and the darkest one stays as it was. */
static unsigned relight(double level, double from, double from_spread, double to,
                        double to_spread) {
    double place = from_spread > 0 ? (level - from) / from_spread : 0;
    double moved = (to + place * to_spread) * LEVELS;
    return moved <= 0 ? 0 : moved >= LEVELS ? LEVELS : (unsigned)lround(moved);
}

/* In HSL: lightness is the middle of the lightest and the darkest part, and saturation keeps the
 * distance of the two in proportion to what the lightness allows. */
color color_lighten(color c, double tint) {
    if (!color_is_rgb(c) || !(tint >= -1 && tint <= 1) || tint == 0)
        return c;
    double red = part(c, 16) / (double)LEVELS, green = part(c, 8) / (double)LEVELS,
           blue = part(c, 0) / (double)LEVELS;
    double least = fmin(red, fmin(green, blue)), most = fmax(red, fmax(green, blue));
    double lightness = (least + most) / 2, spread = most - least;
    double room = 1 - fabs(2 * lightness - 1);
    double lit = tint < 0 ? lightness * (1 + tint) : lightness * (1 - tint) + tint;
    double lit_spread = room > 0 ? spread / room * (1 - fabs(2 * lit - 1)) : 0;
    double lit_least = lit - lit_spread / 2;
    return color_of_parts(relight(red, least, spread, lit_least, lit_spread),
                          relight(green, least, spread, lit_least, lit_spread),
                          relight(blue, least, spread, lit_least, lit_spread));
}
