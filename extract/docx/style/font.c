#include "extract/docx/style/font.h"

#include <string.h>

struct font_setting docx_font(const struct theme_fonts *theme, const struct xml_element *element) {
    const char *of_theme = xml_attribute(element, XML_W, "hAnsiTheme");
    const char *name = xml_attribute(element, XML_W, "hAnsi");
    if (of_theme) {
        bool major = strncmp(of_theme, "major", strlen("major")) == 0;
        return (struct font_setting){true, major ? theme->major : theme->minor};
    }
    return name ? (struct font_setting){true, font_of_name(name)}
                : (struct font_setting){.set = false};
}

/* Elements on the way to a theme's Latin fonts. */
static const char *const containers[] = {"theme", "themeElements", "fontScheme"};

struct reading {
    struct theme_fonts *theme;
    struct font *open; /* the font of the majorFont or minorFont being read */
};

static bool start(void *context, const struct xml_element *element) {
    struct reading *reading = context;
    if (element->ns != XML_A)
        return false;
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        if (strcmp(element->name, containers[i]) == 0)
            return true;
    if (strcmp(element->name, "latin") == 0 && reading->open)
        *reading->open = font_of_name(xml_attribute(element, XML_NONE, "typeface"));
    if (strcmp(element->name, "majorFont") == 0)
        reading->open = &reading->theme->major;
    else if (strcmp(element->name, "minorFont") == 0)
        reading->open = &reading->theme->minor;
    else
        return false;
    return true;
}

static void end(void *context, enum xml_namespace ns, const char *name) {
    struct reading *reading = context;
    if (ns == XML_A && (strcmp(name, "majorFont") == 0 || strcmp(name, "minorFont") == 0))
        reading->open = NULL;
}

bool docx_theme_read(struct package *package, const char *part, struct theme_fonts *theme,
                     struct error *error) {
    static const struct xml_handlers handlers = {.start = start, .end = end};
    struct reading reading = {.theme = theme};
    return part_parse(package, part, &handlers, &reading, error);
}
