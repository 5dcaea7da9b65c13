#include "extract/text/visible.h"

#include "core/text/utf8.h"

static const char doubt_sign[] = "\xEF\xBF\xBC"; /* U+FFFC */

unsigned twips_of_half_points(long half_points) {
    enum { MOST = 100000 };
    long twips = half_points > MOST ? MOST : half_points * (TWIPS_OF_POINT / 2);
    return twips < 1 ? 1 : (unsigned)twips;
}

unsigned twips_of_points(double points) {
    static const double most = 100000;
    double twips = points < most ? points * TWIPS_OF_POINT : most;
    return twips >= 1 ? (unsigned)twips : 1;
}

static unsigned level(color c, unsigned shift) {
    return c >> shift & 0xFF;
}

static unsigned difference(color a, color b, unsigned shift) {
    unsigned left = level(a, shift), right = level(b, shift);
    return left > right ? left - right : right - left;
}

static bool is_same(color a, color b) {
    return difference(a, b, 16) <= VISIBLE_LEVELS_MIN &&
           difference(a, b, 8) <= VISIBLE_LEVELS_MIN && difference(a, b, 0) <= VISIBLE_LEVELS_MIN;
}

/* Relative luminance and the 0.05 that WCAG adds for stray light, 650,250,000 being white's. A
 * square is near enough to the curve of sRGB. */
static uint64_t luminance(color c) {
    enum { RED = 2126, GREEN = 7152, BLUE = 722, STRAY = 32512500 };
    uint64_t red = level(c, 16), green = level(c, 8), blue = level(c, 0);
    return RED * red * red + GREEN * green * green + BLUE * blue * blue + STRAY;
}

static bool is_pale(color a, color b) {
    uint64_t left = luminance(a), right = luminance(b);
    uint64_t more = left > right ? left : right, less = left > right ? right : left;
    return more * 100 < less * LEGIBLE_CONTRAST_MIN;
}

static enum visibility of_colors(color ink, color paper) {
    if (ink == COLOR_CLEAR)
        return BLENDED;
    if (!color_is_rgb(ink))
        return ink == COLOR_UNKNOWN ? DOUBTFUL : VISIBLE;
    color behind = color_is_rgb(paper) ? paper : COLOR_WHITE;
    if (!is_pale(ink, behind))
        return VISIBLE;
    return paper != COLOR_UNKNOWN && is_same(ink, behind) ? BLENDED : DOUBTFUL;
}

static enum visibility of_size(unsigned twips) {
    if (twips == 0 || twips >= LEGIBLE_TWIPS_MIN)
        return VISIBLE;
    return twips < VISIBLE_TWIPS_MIN ? TINY : DOUBTFUL;
}

enum visibility visible(color ink, color paper, unsigned twips) {
    enum visibility by_size = of_size(twips), by_color = of_colors(ink, paper);
    return by_size > by_color ? by_size : by_color;
}

enum visibility visible_if_auto_is_black(color ink, color paper, unsigned twips) {
    if (ink != COLOR_UNSET && ink != COLOR_AUTO)
        return visible(ink, paper, twips);
    bool dark = of_colors(COLOR_BLACK, paper) != VISIBLE;
    enum visibility by_size = of_size(twips);
    return dark && by_size == VISIBLE ? DOUBTFUL : by_size;
}

static bool is_space(uint32_t c) {
    return c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

static bool is_blank(const char *text, size_t length) {
    for (const char *at = text, *end = text + length; at < end;)
        if (!is_space(utf8_next(&at)))
            return false;
    return true;
}

bool sight_admits(struct sight *sight, enum visibility visibility, const char *text,
                  size_t length) {
    if (visibility < BLENDED || is_blank(text, length))
        return true;
    sight->gap |= visibility == BLENDED;
    return false;
}

void sight_prepare(struct sight *sight, enum visibility visibility, bool in_cell, const char *text,
                   size_t length, struct buffer *out) {
    bool plain = visibility == VISIBLE && !sight->gap && !sight->doubt;
    if (plain || is_blank(text, length))
        return;
    if (sight->gap && out->length && (unsigned char)out->data[out->length - 1] > ' ')
        buffer_putc(out, ' ');
    if (visibility == DOUBTFUL && in_cell && !sight->doubt)
        buffer_puts(out, doubt_sign);
    sight->gap = false;
    sight->doubt = visibility == DOUBTFUL;
}
