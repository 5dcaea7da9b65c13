#include "extract/rtf/color.h"

void colors_add(struct rtf_colors *colors, struct arena *arena) {
    color *list = arena_grow(arena, colors->list, colors->count, &colors->capacity, sizeof *list);
    if (!list)
        return;
    colors->list = list;
    list[colors->count++] =
        colors->named ? color_of_parts(colors->red, colors->green, colors->blue) : COLOR_AUTO;
    colors->red = colors->green = colors->blue = 0;
    colors->named = false;
}

color colors_get(const struct rtf_colors *colors, int32_t number) {
    return number >= 0 && (size_t)number < colors->count ? colors->list[number] : COLOR_AUTO;
}

color shade_color(const struct rtf_shade *shade) {
    enum { WHOLE = 10000, HUNDREDTHS_OF_THOUSANDTH = 10 };
    int32_t share = shade->hundredths < 0       ? 0
                    : shade->hundredths > WHOLE ? WHOLE
                                                : shade->hundredths;
    return color_shade(shade->front, shade->back, (unsigned)(share / HUNDREDTHS_OF_THOUSANDTH));
}
