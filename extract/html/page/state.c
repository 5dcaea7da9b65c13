#include "extract/html/page/state.h"

#include <string.h>

const char *page_attribute(page_attributes attributes, const char *name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] ? attributes[1] : "";
    return NULL;
}

struct page_frame *page_top(struct page *page) {
    return &page->frames[page->depth - 1];
}

const struct look *page_look(const struct page *page) {
    static const struct look plain = {.struck = false};
    return page->depth ? &page->frames[page->depth - 1].look : &plain;
}

void look_set_family(struct look *look, const char *family) {
    look->font = font_of_name(family);
    look->symbols = symbol_font(family);
}

void look_judge(struct look *look) {
    color ink = look->relief ? COLOR_AUTO : look->ink;
    look->visibility = visible_if_auto_is_black(ink, look->paper, look->twips);
}

void page_skip(struct page *page) {
    if (page_top(page)->begins_skip)
        return;
    page_top(page)->begins_skip = true;
    page->skipped++;
}

void page_set_part(struct page *page, enum part part) {
    if (page->part == part)
        return;
    page->part = part;
    if (page->output->part)
        page->output->part(page->output->context, part);
}
