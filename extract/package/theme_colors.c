#include "extract/package/theme_colors.h"

#include "extract/package/sax.h"

#include <string.h>

static const char *const containers[] = {"theme", "themeElements", "clrScheme"};

static const char *const names[THEME_COLORS] = {"dk1",     "lt1",     "dk2",     "lt2",
                                                "accent1", "accent2", "accent3", "accent4",
                                                "accent5", "accent6", "hlink",   "folHlink"};

struct theme_colors theme_colors_default(void) {
    return (struct theme_colors){
        {COLOR_BLACK, COLOR_WHITE, COLOR_RGB | 0x1F497D, COLOR_RGB | 0xEEECE1, COLOR_RGB | 0x4F81BD,
         COLOR_RGB | 0xC0504D, COLOR_RGB | 0x9BBB59, COLOR_RGB | 0x8064A2, COLOR_RGB | 0x4BACC6,
         COLOR_RGB | 0xF79646, COLOR_RGB | 0x0000FF, COLOR_RGB | 0x800080}};
}

struct reading {
    struct theme_colors *theme;
    color *open; /* the one being read */
};

static bool is_container(const char *name) {
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        if (strcmp(name, containers[i]) == 0)
            return true;
    return false;
}

static bool start(void *context, const struct xml_element *element) {
    struct reading *reading = context;
    if (element->ns != XML_A)
        return false;
    if (is_container(element->name))
        return true;
    if (reading->open && strcmp(element->name, "srgbClr") == 0)
        *reading->open = color_of_hex(xml_attribute(element, XML_NONE, "val"));
    else if (reading->open && strcmp(element->name, "sysClr") == 0)
        *reading->open = color_of_hex(xml_attribute(element, XML_NONE, "lastClr"));
    for (size_t i = 0; !reading->open && i < THEME_COLORS; i++)
        if (strcmp(element->name, names[i]) == 0) {
            reading->open = &reading->theme->colors[i];
            return true;
        }
    return false;
}

static void end(void *context, enum xml_namespace ns, const char *name) {
    struct reading *reading = context;
    if (ns == XML_A && !is_container(name))
        reading->open = NULL;
}

bool theme_colors_read(struct package *package, const char *part, struct theme_colors *theme,
                       struct error *error) {
    static const struct xml_handlers handlers = {.start = start, .end = end};
    struct reading reading = {.theme = theme};
    return part_parse(package, part, &handlers, &reading, error);
}
