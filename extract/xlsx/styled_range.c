#include "extract/xlsx/styled_range.h"

#include "extract/package/sax.h"

#include <string.h>

struct reading {
    struct styled_range range;
    bool placed, styled;
};

static bool start(void *context, const struct xml_element *element) {
    struct reading *reading = context;
    bool is_table = element->ns == XML_S && strcmp(element->name, "table") == 0;
    const char *place = is_table ? xml_attribute(element, XML_NONE, "ref") : NULL;
    if (place)
        reading->placed = reference_range(place, &reading->range.first, &reading->range.last);
    if (element->ns == XML_S && strcmp(element->name, "tableStyleInfo") == 0)
        reading->styled = xml_attribute(element, XML_NONE, "name") != NULL;
    return is_table;
}

static void add(struct styled_ranges *ranges, const struct styled_range *range,
                struct arena *arena) {
    struct styled_range *list =
        arena_grow(arena, ranges->list, ranges->count, &ranges->capacity, sizeof *list);
    if (!list)
        return;
    ranges->list = list;
    list[ranges->count++] = *range;
}

/* false at a limit. */
static bool read_table(struct styled_ranges *ranges, struct package *package, const char *part,
                       struct arena *arena, struct error *error) {
    static const struct xml_handlers handlers = {.start = start};
    struct reading reading = {.placed = false};
    bool whole = part_parse(package, part, &handlers, &reading, error);
    if (!whole && code_is_limit(error->code))
        return false;
    *error = (struct error){.code = CODE_NONE};
    if (whole && reading.placed && reading.styled)
        add(ranges, &reading.range, arena);
    return !arena_failed(arena) || arena_error(arena, error, part);
}

bool styled_ranges_read(struct styled_ranges *ranges, struct package *package, const char *sheet,
                        struct arena *arena, struct error *error) {
    size_t count;
    const struct relationship *all = package_relationships(package, sheet, &count);
    for (size_t i = 0; i < count; i++)
        if (!all[i].external && strcmp(all[i].type, "table") == 0 &&
            package_has(package, all[i].target) &&
            !read_table(ranges, package, all[i].target, arena, error))
            return false;
    return true;
}

bool styled_ranges_hold(const struct styled_ranges *ranges, uint32_t row, uint32_t column) {
    for (size_t i = 0; i < ranges->count; i++) {
        const struct styled_range *range = &ranges->list[i];
        if (row >= range->first.row && row <= range->last.row && column >= range->first.column &&
            column <= range->last.column)
            return true;
    }
    return false;
}
