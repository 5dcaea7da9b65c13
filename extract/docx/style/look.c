#include "extract/docx/style/look.h"

#include <stdlib.h>
#include <string.h>

/* §17.17.4: an element that is on or off; on without a value. */
static bool is_on(const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_W, "val");
    return !value ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

enum { BACKGROUND_1, TEXT_1, BACKGROUND_2, TEXT_2, MAPPED };

/* §17.18.97 (ST_ThemeColor), and as clrSchemeMapping names them (§17.18.103). */
static const struct {
    const char *name;
    int mapped; /* or -1 */
    enum theme_color color;
} theme_names[] = {
    {"dark1", -1, THEME_DARK_1},        {"light1", -1, THEME_LIGHT_1},
    {"dark2", -1, THEME_DARK_2},        {"light2", -1, THEME_LIGHT_2},
    {"accent1", -1, THEME_ACCENT_1},    {"accent2", -1, THEME_ACCENT_2},
    {"accent3", -1, THEME_ACCENT_3},    {"accent4", -1, THEME_ACCENT_4},
    {"accent5", -1, THEME_ACCENT_5},    {"accent6", -1, THEME_ACCENT_6},
    {"hyperlink", -1, THEME_HYPERLINK}, {"followedHyperlink", -1, THEME_FOLLOWED_HYPERLINK},
    {"background1", BACKGROUND_1, 0},   {"text1", TEXT_1, 0},
    {"background2", BACKGROUND_2, 0},   {"text2", TEXT_2, 0},
};

/* Index of a theme colour's name, or -1. */
static int theme_index(const char *name) {
    for (size_t i = 0; name && i < sizeof theme_names / sizeof *theme_names; i++)
        if (strcmp(theme_names[i].name, name) == 0)
            return (int)i;
    return -1;
}

static color theme_color(const struct docx_colors *colors, const char *name) {
    int i = theme_index(name);
    if (i < 0)
        return COLOR_UNSET;
    int mapped = theme_names[i].mapped;
    return colors->theme.colors[mapped < 0 ? theme_names[i].color : colors->mapped[mapped]];
}

/* A hexadecimal share of 255; 1 when the attribute is missing. */
static double share_of(const struct xml_element *element, const char *name) {
    const char *value = xml_attribute(element, XML_W, name);
    return value ? (double)(strtoul(value, NULL, 16) & 0xFF) / 0xFF : 1;
}

/* The names of a colour's attributes; one of the theme may be made lighter or darker. */
struct attributes {
    const char *value, *theme, *tint, *shade;
};

static color color_of(const struct docx_colors *colors, const struct xml_element *element,
                      const struct attributes *names) {
    const char *value = xml_attribute(element, XML_W, names->value);
    color of_theme = theme_color(colors, xml_attribute(element, XML_W, names->theme));
    if (of_theme != COLOR_UNSET) {
        of_theme = color_lighten(of_theme, 1 - share_of(element, names->tint));
        return color_lighten(of_theme, share_of(element, names->shade) - 1);
    }
    if (value && strcmp(value, "auto") == 0)
        return COLOR_AUTO;
    return color_of_hex(value);
}

color docx_ink(const struct docx_colors *colors, const struct xml_element *element) {
    static const struct attributes names = {"val", "themeColor", "themeTint", "themeShade"};
    return color_of(colors, element, &names);
}

/* Patterns that are dots so fine that they look like a colour: how much of the front is seen. The
 * others are lines and checks. */
static const struct {
    const char *name;
    unsigned thousandths;
} patterns[] = {{"clear", 0},   {"nil", 0},     {"pct5", 50},   {"pct10", 100}, {"pct12", 125},
                {"pct15", 150}, {"pct20", 200}, {"pct25", 250}, {"pct30", 300}, {"pct35", 350},
                {"pct37", 375}, {"pct40", 400}, {"pct45", 450}, {"pct50", 500}, {"pct55", 550},
                {"pct60", 600}, {"pct62", 625}, {"pct65", 650}, {"pct70", 700}, {"pct75", 750},
                {"pct80", 800}, {"pct85", 850}, {"pct87", 875}, {"pct90", 900}, {"pct95", 950},
                {"solid", 1000}};

color docx_shade(const struct docx_colors *colors, const struct xml_element *element) {
    static const struct attributes front_names = {"color", "themeColor", "themeTint", "themeShade"};
    static const struct attributes back_names = {"fill", "themeFill", "themeFillTint",
                                                 "themeFillShade"};
    const char *pattern = xml_attribute(element, XML_W, "val");
    color front = color_of(colors, element, &front_names);
    color back = color_of(colors, element, &back_names);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        if (pattern && strcmp(pattern, patterns[i].name) != 0)
            continue;
        return color_shade(front, back, patterns[i].thousandths);
    }
    return COLOR_UNKNOWN;
}

/* §17.18.40 (ST_HighlightColor). */
color docx_highlight(const struct xml_element *element) {
    static const struct {
        const char *name;
        color color;
    } colors[] = {{"none", COLOR_AUTO},
                  {"black", COLOR_BLACK},
                  {"blue", COLOR_RGB | 0x0000FF},
                  {"cyan", COLOR_RGB | 0x00FFFF},
                  {"darkBlue", COLOR_RGB | 0x000080},
                  {"darkCyan", COLOR_RGB | 0x008080},
                  {"darkGray", COLOR_RGB | 0x808080},
                  {"darkGreen", COLOR_RGB | 0x008000},
                  {"darkMagenta", COLOR_RGB | 0x800080},
                  {"darkRed", COLOR_RGB | 0x800000},
                  {"darkYellow", COLOR_RGB | 0x808000},
                  {"green", COLOR_RGB | 0x00FF00},
                  {"lightGray", COLOR_RGB | 0xC0C0C0},
                  {"magenta", COLOR_RGB | 0xFF00FF},
                  {"red", COLOR_RGB | 0xFF0000},
                  {"white", COLOR_WHITE},
                  {"yellow", COLOR_RGB | 0xFFFF00}};
    const char *value = xml_attribute(element, XML_W, "val");
    for (size_t i = 0; value && i < sizeof colors / sizeof *colors; i++)
        if (strcmp(colors[i].name, value) == 0)
            return colors[i].color;
    return COLOR_UNSET;
}

color docx_page_color(const struct docx_colors *colors, const struct xml_element *element) {
    static const struct attributes names = {"color", "themeColor", "themeTint", "themeShade"};
    return colors->shows_page_color ? color_of(colors, element, &names) : COLOR_UNSET;
}

unsigned docx_size(const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_W, "val");
    char *end = NULL;
    double size = value ? strtod(value, &end) : 0;
    if (!value || end == value)
        return 0;
    return strcmp(end, "pt") == 0 ? twips_of_points(size) : twips_of_points(size / 2);
}

static void set_ink(struct docx_look *look, const struct docx_colors *colors,
                    const struct xml_element *element) {
    look->ink = docx_ink(colors, element);
}

static void set_highlight(struct docx_look *look, const struct docx_colors *colors,
                          const struct xml_element *element) {
    (void)colors;
    look->highlight = docx_highlight(element);
}

static void set_shade(struct docx_look *look, const struct docx_colors *colors,
                      const struct xml_element *element) {
    look->shade = docx_shade(colors, element);
}

static void set_size(struct docx_look *look, const struct docx_colors *colors,
                     const struct xml_element *element) {
    (void)colors;
    look->twips = docx_size(element);
}

static void set_relief(struct docx_look *look, const struct docx_colors *colors,
                       const struct xml_element *element) {
    (void)colors;
    look->relief = is_on(element) ? RELIEF_ON : RELIEF_OFF;
}

static const struct {
    const char *name;
    void (*set)(struct docx_look *look, const struct docx_colors *colors,
                const struct xml_element *element);
} properties[] = {{"color", set_ink},      {"emboss", set_relief}, {"highlight", set_highlight},
                  {"imprint", set_relief}, {"shadow", set_relief}, {"shd", set_shade},
                  {"sz", set_size}};

void docx_look_set(struct docx_look *look, const struct docx_colors *colors,
                   const struct xml_element *element) {
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (strcmp(properties[i].name, element->name) == 0)
            properties[i].set(look, colors, element);
}

void docx_look_inherit(struct docx_look *look, const struct docx_look *base) {
    look->ink = look->ink ? look->ink : base->ink;
    look->shade = look->shade ? look->shade : base->shade;
    look->highlight = look->highlight ? look->highlight : base->highlight;
    look->twips = look->twips ? look->twips : base->twips;
    look->relief = look->relief ? look->relief : base->relief;
}

/* ---- settings ---- */

void docx_colors_init(struct docx_colors *colors) {
    static const enum theme_color mapped[MAPPED] = {
        [BACKGROUND_1] = THEME_LIGHT_1,
        [TEXT_1] = THEME_DARK_1,
        [BACKGROUND_2] = THEME_LIGHT_2,
        [TEXT_2] = THEME_DARK_2,
    };
    *colors = (struct docx_colors){.theme = theme_colors_default()};
    memcpy(colors->mapped, mapped, sizeof mapped);
}

static void read_mapping(struct docx_colors *colors, const struct xml_element *element) {
    static const char *const names[MAPPED] = {
        [BACKGROUND_1] = "bg1", [TEXT_1] = "t1", [BACKGROUND_2] = "bg2", [TEXT_2] = "t2"};
    for (size_t i = 0; i < MAPPED; i++) {
        int named = theme_index(xml_attribute(element, XML_W, names[i]));
        if (named >= 0 && theme_names[named].mapped < 0)
            colors->mapped[i] = theme_names[named].color;
    }
}

static bool start_setting(void *context, const struct xml_element *element) {
    struct docx_colors *colors = context;
    if (element->ns != XML_W)
        return false;
    if (strcmp(element->name, "clrSchemeMapping") == 0)
        read_mapping(colors, element);
    else if (strcmp(element->name, "displayBackgroundShape") == 0)
        colors->shows_page_color = is_on(element);
    return strcmp(element->name, "settings") == 0;
}

bool docx_settings_read(struct package *package, const char *part, struct docx_colors *colors,
                        struct error *error) {
    static const struct xml_handlers handlers = {.start = start_setting};
    return part_parse(package, part, &handlers, colors, error);
}
