/* color: colours of text and of what is behind it.
 *
 * A color is a number: COLOR_RGB | 0xRRGGBB, or one of the marks below, of which COLOR_UNSET is 0,
 * so that a zeroed struct has none. Nothing is allocated. Source: IEC 61966-2-1 (sRGB); ECMA-376-1
 * §17.3.2.6 and §18.8.19 (how a tint changes the lightness of a theme's colour).
 */
#ifndef CHITIEU_EXTRACT_TEXT_COLOR_H
#define CHITIEU_EXTRACT_TEXT_COLOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t color;

enum {
    COLOR_UNSET = 0,            /* left to what is around */
    COLOR_RGB = 0x01000000,     /* plus 0xRRGGBB */
    COLOR_AUTO = 0x02000000,    /* of text: one that can be read; of what is behind it: none */
    COLOR_UNKNOWN = 0x03000000, /* a picture, a pattern, a colour that cannot be told */
    COLOR_CLEAR = 0x04000000,   /* of text: it is not drawn */
    COLOR_BLACK = COLOR_RGB,
    COLOR_WHITE = COLOR_RGB | 0xFFFFFF
};

/* Each of 0 to 255. */
color color_of_parts(unsigned red, unsigned green, unsigned blue);

bool color_is_rgb(color c);

/* Six hexadecimal digits, RRGGBB; COLOR_UNSET for anything else, and for NULL. */
color color_of_hex(const char *digits);

/* `front` over `back`: 0 is all back, 1000 all front. Of colours that are not RGB: unknown. */
color color_blend(color front, color back, unsigned thousandths);

/* What a fine pattern of dots looks like. Automatic colours of a pattern are black on white; an
 * automatic colour without dots shows what is behind it. */
color color_shade(color front, color back, unsigned thousandths);

/* Lighter (up to 1, white) or darker (down to -1, black), hue and saturation kept. */
color color_lighten(color c, double tint);

#endif
