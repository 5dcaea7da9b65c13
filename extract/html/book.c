#include "extract/html/inside.h"

#include "extract/sheet/format_name.h"
#include "extract/sheet/parse_number.h"

#include <string.h>
#include <strings.h>

/* ---- the workbook ---- */

static struct page_sheet *add_sheet(struct page *page) {
    struct page_book *book = page->options->book;
    struct page_sheet *sheets =
        arena_grow(page->arena, book->sheets, book->count, &book->capacity, sizeof *sheets);
    if (!sheets)
        return NULL;
    book->sheets = sheets;
    return &sheets[book->count++];
}

/* Below x:ExcelWorksheet; x:Name stands elsewhere too. A sheet that stands on a page of its own has
 * its x:Visible there, without x:ExcelWorksheet. */
void page_start_book(struct page *page, const char *name, page_attributes attributes) {
    buffer_clear(&page->taken);
    if (!page->options->book)
        return;
    if (strcmp(name, "x:excelworksheet") == 0)
        page->sheet = add_sheet(page);
    else if (strcmp(name, "x:worksheetsource") == 0 && page->sheet)
        page->sheet->source = arena_strdup(page->arena, page_attribute(attributes, "href"));
    else if (strcmp(name, "x:date1904") == 0)
        page->options->book->date1904 = true;
}

static void read_visible(struct page *page, const char *text) {
    if (strcasecmp(text, "SheetHidden") != 0 && strcasecmp(text, "SheetVeryHidden") != 0)
        return;
    struct page_sheet *sheet = page->sheet ? page->sheet : add_sheet(page);
    if (sheet)
        sheet->hidden = true;
}

void page_end_book(struct page *page, const char *name) {
    const char *text = buffer_text(&page->taken);
    if (!page->options->book)
        return;
    if (strcmp(name, "x:excelworksheet") == 0)
        page->sheet = NULL;
    else if (strcmp(name, "x:name") == 0 && page->sheet && !page->sheet->name && *text)
        page->sheet->name = arena_strdup(page->arena, text);
    else if (strcmp(name, "x:visible") == 0)
        read_visible(page, text);
    buffer_clear(&page->taken);
}

/* ---- cells ---- */

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
    format = format ? format_of_name(format) : NULL;
    return format && *format ? arena_strdup(page->arena, format) : NULL;
}
