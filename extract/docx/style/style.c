#include "extract/docx/style/style.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where in the part the parser is; a style's or the defaults' properties go to `style`. */
struct reading {
    struct arena *arena;
    struct styles *styles;
    const struct theme_fonts *theme;
    const struct docx_colors *colors;
    size_t capacity;
    struct style defaults; /* collects w:docDefaults */
    struct style *style;   /* the one being read, NULL between styles */
    int region;            /* of the table, whose formatting is being read; -1 for none */
    enum { OF_RUN, OF_PARAGRAPH, OF_CELL, OF_TABLE } properties; /* being read */
};

enum setting setting_of(const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_W, "val");
    bool off = value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
                         strcmp(value, "off") == 0);
    return off ? SETTING_OFF : SETTING_ON;
}

int32_t xml_w_number(const struct xml_element *element, const char *name, int32_t absent) {
    const char *text = xml_attribute(element, XML_W, name);
    if (!text)
        return absent;
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    bool number = end > text && errno == 0 && value >= INT32_MIN && value <= INT32_MAX;
    return number ? (int32_t)value : absent;
}

static const struct style blank_style = {.hidden = SETTING_UNSET,
                                         .struck = SETTING_UNSET,
                                         .script = SCRIPT_UNSET,
                                         .list = UNNUMBERED,
                                         .level = UNNUMBERED};

static const char *attribute_copy(struct reading *reading, const struct xml_element *element,
                                  const char *name) {
    return arena_strdup(reading->arena, xml_attribute(element, XML_W, name));
}

static bool start_style(struct reading *reading, const struct xml_element *element) {
    struct styles *styles = reading->styles;
    struct style *list =
        arena_grow(reading->arena, styles->list, styles->count, &reading->capacity, sizeof *list);
    if (!list)
        return false;
    styles->list = list;
    struct style *style = &list[styles->count];
    *style = blank_style;
    style->id = attribute_copy(reading, element, "styleId");
    if (!style->id)
        return false;
    const char *type = xml_attribute(element, XML_W, "type");
    const char *is_default = xml_attribute(element, XML_W, "default");
    style->is_paragraph = !type || strcmp(type, "paragraph") == 0;
    style->is_default = is_default && strcmp(is_default, "0") != 0 &&
                        strcmp(is_default, "false") != 0 && strcmp(is_default, "off") != 0;
    styles->count++;
    reading->style = style;
    return true;
}

static bool start_defaults(struct reading *reading, const struct xml_element *element) {
    (void)element;
    reading->style = &reading->defaults;
    return true;
}

static bool start_name(struct reading *reading, const struct xml_element *element) {
    reading->style->name = attribute_copy(reading, element, "val");
    return true;
}

static bool start_based_on(struct reading *reading, const struct xml_element *element) {
    reading->style->based_on = attribute_copy(reading, element, "val");
    return true;
}

static bool start_vanish(struct reading *reading, const struct xml_element *element) {
    reading->style->hidden = setting_of(element);
    return true;
}

static bool start_strike(struct reading *reading, const struct xml_element *element) {
    reading->style->struck = setting_of(element);
    return true;
}

static bool start_vertical(struct reading *reading, const struct xml_element *element) {
    reading->style->script = script_of_word(xml_attribute(element, XML_W, "val"));
    return true;
}

/* Their names in w:tblStylePr, in w:cnfStyle, and their digit in its older w:val (§17.3.1.8). */
static const struct {
    const char *type, *attribute;
    unsigned digit;
} regions[REGIONS] = {
    [REGION_BAND_1_VERTICAL] = {"band1Vert", "oddVBand", 4},
    [REGION_BAND_2_VERTICAL] = {"band2Vert", "evenVBand", 5},
    [REGION_BAND_1_HORIZONTAL] = {"band1Horz", "oddHBand", 6},
    [REGION_BAND_2_HORIZONTAL] = {"band2Horz", "evenHBand", 7},
    [REGION_FIRST_COLUMN] = {"firstCol", "firstColumn", 2},
    [REGION_LAST_COLUMN] = {"lastCol", "lastColumn", 3},
    [REGION_FIRST_ROW] = {"firstRow", "firstRow", 0},
    [REGION_LAST_ROW] = {"lastRow", "lastRow", 1},
    [REGION_NORTH_EAST] = {"neCell", "firstRowLastColumn", 8},
    [REGION_NORTH_WEST] = {"nwCell", "firstRowFirstColumn", 9},
    [REGION_SOUTH_EAST] = {"seCell", "lastRowLastColumn", 10},
    [REGION_SOUTH_WEST] = {"swCell", "lastRowFirstColumn", 11},
};

unsigned docx_regions(const struct xml_element *element) {
    const char *digits = xml_attribute(element, XML_W, "val");
    size_t count = digits ? strlen(digits) : 0;
    unsigned found = 0;
    for (unsigned i = 0; i < REGIONS; i++) {
        const char *own = xml_attribute(element, XML_W, regions[i].attribute);
        bool on = own ? strcmp(own, "1") == 0 || strcmp(own, "true") == 0
                      : regions[i].digit < count && digits[regions[i].digit] == '1';
        found |= on ? 1u << i : 0;
    }
    return found;
}

struct font_setting docx_table_font(const struct style *style, unsigned found) {
    for (int i = REGIONS - 1; style->regions && i >= 0; i--)
        if ((found >> i & 1) && style->regions[i].font.set)
            return style->regions[i].font;
    return style->font;
}

struct docx_look docx_table_look(const struct style *style, unsigned found) {
    struct docx_look look = {.twips = 0};
    for (int i = REGIONS - 1; style->regions && i >= 0; i--)
        if (found >> i & 1)
            docx_look_inherit(&look, &style->regions[i].look);
    docx_look_inherit(&look, &style->look);
    return look;
}

color docx_table_shade(const struct style *style, unsigned found) {
    for (int i = REGIONS - 1; style->regions && i >= 0; i--) {
        color shade = style->regions[i].cell_shade;
        if (shade && found == 0)
            return COLOR_UNKNOWN;
        if (shade && (found >> i & 1))
            return shade;
    }
    return style->cell_shade ? style->cell_shade : style->table_shade;
}

/* The whole table's formatting is the style's own. */
static bool start_region(struct reading *reading, const struct xml_element *element) {
    const char *type = xml_attribute(element, XML_W, "type");
    for (int i = 0; type && i < REGIONS; i++)
        if (strcmp(regions[i].type, type) == 0)
            reading->region = i;
    return reading->region >= 0 || (type && strcmp(type, "wholeTable") == 0);
}

/* Of the region being read; NULL when memory is out. */
static struct region_format *region_format(struct reading *reading) {
    struct style *style = reading->style;
    if (!style->regions)
        style->regions = arena_array(reading->arena, REGIONS, sizeof *style->regions);
    return style->regions ? &style->regions[reading->region] : NULL;
}

static bool start_fonts(struct reading *reading, const struct xml_element *element) {
    struct font_setting font = docx_font(reading->theme, element);
    struct region_format *region = reading->region < 0 ? NULL : region_format(reading);
    if (!font.set)
        return true;
    if (reading->region < 0)
        reading->style->font = font;
    else if (region)
        region->font = font;
    return true;
}

/* w:rPr, w:pPr, w:tcPr, w:tblPr */
static bool start_properties(struct reading *reading, const struct xml_element *element) {
    bool of_cell = strcmp(element->name, "tcPr") == 0;
    reading->properties = element->name[0] == 'r'   ? OF_RUN
                          : element->name[0] == 'p' ? OF_PARAGRAPH
                          : of_cell                 ? OF_CELL
                                                    : OF_TABLE;
    return true;
}

static bool start_look(struct reading *reading, const struct xml_element *element) {
    struct region_format *region = reading->region < 0 ? NULL : region_format(reading);
    if (reading->region < 0)
        docx_look_set(&reading->style->look, reading->colors, element);
    else if (region)
        docx_look_set(&region->look, reading->colors, element);
    return false;
}

/* Behind a table as a whole, a region's paragraphs and the table's own there is no more to know. */
static bool start_shade(struct reading *reading, const struct xml_element *element) {
    struct region_format *region = reading->region < 0 ? NULL : region_format(reading);
    struct style *style = reading->style;
    color *shades[] = {[OF_PARAGRAPH] = &style->paragraph_shade,
                       [OF_CELL] = &style->cell_shade,
                       [OF_TABLE] = &style->table_shade};
    if (reading->properties == OF_RUN)
        return start_look(reading, element);
    if (reading->region < 0)
        *shades[reading->properties] = docx_shade(reading->colors, element);
    else if (region && reading->properties != OF_PARAGRAPH)
        region->cell_shade = docx_shade(reading->colors, element);
    return false;
}

static bool start_list(struct reading *reading, const struct xml_element *element) {
    reading->style->list = xml_w_number(element, "val", UNNUMBERED);
    return true;
}

static bool start_level(struct reading *reading, const struct xml_element *element) {
    reading->style->level = xml_w_number(element, "val", UNNUMBERED);
    return true;
}

/* What counts inside a style; `start` NULL opens a container. All else is passed over. Few and read
 * once: order does not matter. */
static const struct {
    const char *name;
    enum { BETWEEN_STYLES, IN_STYLE, IN_REGION_TOO } where;
    bool (*start)(struct reading *reading, const struct xml_element *element);
} elements[] = {
    {"styles", BETWEEN_STYLES, NULL},
    {"docDefaults", BETWEEN_STYLES, start_defaults},
    {"rPrDefault", IN_STYLE, NULL},
    {"style", BETWEEN_STYLES, start_style},
    {"name", IN_STYLE, start_name},
    {"basedOn", IN_STYLE, start_based_on},
    {"rPr", IN_REGION_TOO, start_properties},
    {"pPr", IN_REGION_TOO, start_properties},
    {"tcPr", IN_REGION_TOO, start_properties},
    {"tblPr", IN_REGION_TOO, start_properties},
    {"numPr", IN_STYLE, NULL},
    {"vanish", IN_STYLE, start_vanish},
    {"numId", IN_STYLE, start_list},
    {"ilvl", IN_STYLE, start_level},
    {"strike", IN_STYLE, start_strike},
    {"dstrike", IN_STYLE, start_strike},
    {"vertAlign", IN_STYLE, start_vertical},
    {"rFonts", IN_REGION_TOO, start_fonts},
    {"color", IN_REGION_TOO, start_look},
    {"emboss", IN_REGION_TOO, start_look},
    {"imprint", IN_REGION_TOO, start_look},
    {"shadow", IN_REGION_TOO, start_look},
    {"highlight", IN_REGION_TOO, start_look},
    {"sz", IN_REGION_TOO, start_look},
    {"shd", IN_REGION_TOO, start_shade},
    {"tblStylePr", IN_STYLE, start_region},
};

static bool start(void *context, const struct xml_element *element) {
    struct reading *reading = context;
    if (element->ns != XML_W)
        return false;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (strcmp(elements[i].name, element->name) != 0)
            continue;
        if ((elements[i].where != BETWEEN_STYLES) != (reading->style != NULL))
            return false;
        if (reading->region >= 0 && elements[i].start && elements[i].where != IN_REGION_TOO)
            return false;
        return elements[i].start ? elements[i].start(reading, element) : true;
    }
    return false;
}

static void end(void *context, enum xml_namespace ns, const char *name) {
    struct reading *reading = context;
    if (ns == XML_W && (strcmp(name, "style") == 0 || strcmp(name, "docDefaults") == 0))
        reading->style = NULL;
    if (ns == XML_W && strcmp(name, "tblStylePr") == 0)
        reading->region = -1;
}

static int compare_ids(const void *left, const void *right) {
    return strcmp(((const struct style *)left)->id, ((const struct style *)right)->id);
}

static int compare_id(const void *id, const void *style) {
    return strcmp(id, ((const struct style *)style)->id);
}

const struct style *docx_style(const struct styles *styles, const char *id) {
    if (!id || !styles->count)
        return NULL;
    return bsearch(id, styles->list, styles->count, sizeof *styles->list, compare_id);
}

static color either(color own, color base) {
    return own ? own : base;
}

static void inherit_regions(struct style *style, const struct style *base) {
    if (!style->regions)
        style->regions = base->regions;
    for (int i = 0; base->regions && style->regions != base->regions && i < REGIONS; i++) {
        struct region_format *own = &style->regions[i];
        const struct region_format *below = &base->regions[i];
        own->font = own->font.set ? own->font : below->font;
        own->cell_shade = either(own->cell_shade, below->cell_shade);
        docx_look_inherit(&own->look, &below->look);
    }
}

static void inherit(struct style *style, const struct style *base) {
    style->base = base;
    style->progress = STYLE_RESOLVED;
    if (!base)
        return;
    if (style->hidden == SETTING_UNSET)
        style->hidden = base->hidden;
    if (style->struck == SETTING_UNSET)
        style->struck = base->struck;
    if (style->script == SCRIPT_UNSET)
        style->script = base->script;
    if (!style->font.set)
        style->font = base->font;
    docx_look_inherit(&style->look, &base->look);
    style->paragraph_shade = either(style->paragraph_shade, base->paragraph_shade);
    style->cell_shade = either(style->cell_shade, base->cell_shade);
    style->table_shade = either(style->table_shade, base->table_shade);
    inherit_regions(style, base);
    if (style->list == UNNUMBERED)
        style->list = base->list;
    if (style->level == UNNUMBERED)
        style->level = base->level;
}

/* Climbs to the first resolved ancestor, then comes back down; each style is climbed once, whatever
 * the chains look like. A style met again on the way up closes a cycle and ends the chain. */
static void resolve(struct styles *styles, struct style *style, struct style **path) {
    size_t height = 0;
    while (style && style->progress == STYLE_READ) {
        style->progress = STYLE_CLIMBED;
        path[height++] = style;
        style = (struct style *)docx_style(styles, style->based_on);
    }
    const struct style *base = style && style->progress == STYLE_RESOLVED ? style : NULL;
    while (height > 0) {
        inherit(path[--height], base);
        base = path[height];
    }
}

static bool resolve_all(struct styles *styles, struct arena *arena) {
    if (!styles->count)
        return true;
    qsort(styles->list, styles->count, sizeof *styles->list, compare_ids);
    struct style **path = arena_array(arena, styles->count, sizeof *path);
    if (!path)
        return false;
    for (size_t i = 0; i < styles->count; i++) {
        struct style *style = &styles->list[i];
        resolve(styles, style, path);
        if (style->is_default && style->is_paragraph && !styles->paragraph_default)
            styles->paragraph_default = style;
    }
    return true;
}

bool docx_styles_read(struct package *package, const char *part, const struct theme_fonts *theme,
                      const struct docx_colors *colors, struct arena *arena, struct styles *styles,
                      struct error *error) {
    static const struct xml_handlers handlers = {.start = start, .end = end};
    struct reading reading = {.arena = arena,
                              .styles = styles,
                              .theme = theme,
                              .colors = colors,
                              .region = -1,
                              .defaults = blank_style};
    bool whole = part_parse(package, part, &handlers, &reading, error);
    styles->hidden_default = reading.defaults.hidden == SETTING_ON;
    styles->script_default = reading.defaults.script;
    styles->font_default = reading.defaults.font.font;
    styles->look_default = reading.defaults.look;
    if (!resolve_all(styles, arena) || arena_failed(arena))
        return arena_error(arena, error, part);
    return whole;
}
