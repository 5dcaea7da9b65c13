/* theme_colors: the colours of a package's theme, which texts and cells refer to by their place.
 *
 * Source: ECMA-376-1 §20.1.6.2 (clrScheme), §20.1.2.3.33 (sysClr).
 */
#ifndef CHITIEU_EXTRACT_PACKAGE_THEME_COLORS_H
#define CHITIEU_EXTRACT_PACKAGE_THEME_COLORS_H

#include "extract/package/opc.h"
#include "extract/text/color.h"

enum theme_color {
    THEME_DARK_1,
    THEME_LIGHT_1,
    THEME_DARK_2,
    THEME_LIGHT_2,
    THEME_ACCENT_1,
    THEME_ACCENT_2,
    THEME_ACCENT_3,
    THEME_ACCENT_4,
    THEME_ACCENT_5,
    THEME_ACCENT_6,
    THEME_HYPERLINK,
    THEME_FOLLOWED_HYPERLINK,
    THEME_COLORS
};

struct theme_colors {
    color colors[THEME_COLORS];
};

/* The theme of Office 2007, which programs take where a file has none. */
struct theme_colors theme_colors_default(void);

/* Reads the theme part. false when it is damaged; what was read stays. */
MUST_USE bool theme_colors_read(struct package *package, const char *part,
                                struct theme_colors *theme, struct error *error);

#endif
