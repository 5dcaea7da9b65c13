#include "extract/html/page/workbook.h"

#include <string.h>
#include <strings.h>

static struct page_sheet *add_sheet(struct page *page) {
    struct page_book *book = page->options->book;
    struct page_sheet *sheets =
        arena_grow(page->arena, book->sheets, book->count, &book->capacity, sizeof *sheets);
    if (!sheets)
        return NULL;
    book->sheets = sheets;
    return &sheets[book->count++];
}

/* Below x:ExcelWorksheet; x:Name occurs elsewhere too. A sheet on a page of its own has
 * its x:Visible there, without x:ExcelWorksheet. */
void page_start_book(struct page *page, const char *name, page_attributes attributes) {
    buffer_clear(&page->captured);
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
    const char *text = buffer_text(&page->captured);
    if (!page->options->book)
        return;
    if (strcmp(name, "x:excelworksheet") == 0)
        page->sheet = NULL;
    else if (strcmp(name, "x:name") == 0 && page->sheet && !page->sheet->name && *text)
        page->sheet->name = arena_strdup(page->arena, text);
    else if (strcmp(name, "x:visible") == 0)
        read_visible(page, text);
    buffer_clear(&page->captured);
}
