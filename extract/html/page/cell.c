#include "extract/html/page/cell.h"

#include "extract/sheet/numfmt_name.h"
#include "extract/sheet/parse_number.h"

#include <string.h>
#include <strings.h>

/* Excel writes x:num, LibreOffice sdval; an x:num without a value is the number that is shown. */
struct page_value page_cell_value(struct page *page, page_attributes attributes) {
    struct page_value value = {.type = VALUE_NONE};
    const char *exact = page_attribute(attributes, "x:num");
    const char *boolean = page_attribute(attributes, "x:bool");
    const char *error = page_attribute(attributes, "x:err");
    if (!exact || !*exact)
        exact = page_attribute(attributes, "sdval") ? page_attribute(attributes, "sdval") : exact;
    if (exact && *exact && number_parse(exact, strlen(exact), &value.number))
        value.type = VALUE_NUMBER;
    else if (exact && !*exact)
        value.from_text = true;
    else if (boolean && *boolean) {
        value.type = VALUE_BOOLEAN;
        value.number = strcasecmp(boolean, "TRUE") == 0;
    } else if (error && *error) {
        value.type = VALUE_ERROR;
        value.error = arena_strdup(page->arena, error);
    }
    return value;
}

/* LibreOffice's sdnum is two languages and the code: "1033;0;0.00%". */
static const char *third_part(const char *text) {
    for (unsigned parts = 0; text && parts < 2; parts++) {
        text = strchr(text, ';');
        text = text ? text + 1 : NULL;
    }
    return text;
}

const char *page_cell_format(struct page *page, page_attributes attributes) {
    const char *format = third_part(page_attribute(attributes, "sdnum"));
    if (!format || !*format)
        format = page_look(page)->number_format;
    format = format ? numfmt_of_name(format) : NULL;
    return format && *format ? arena_strdup(page->arena, format) : NULL;
}
