#include "extract/html/page/appearance.h"

#include "extract/html/page/text.h"

#include <string.h>
#include <strings.h>

static bool has_class(const char *classes, const char *name) {
    size_t length = strlen(name);
    while (classes && *classes) {
        size_t word = strcspn(classes, " \t\r\n");
        if (word == length && strncasecmp(classes, name, length) == 0)
            return true;
        classes += word + strspn(classes + word, " \t\r\n");
    }
    return false;
}

bool page_is_note_mark(page_attributes attributes) {
    static const char *const marks[] = {"msocomanchor",  "msocomhide",   "sdfootnoteanc",
                                        "sdfootnotesym", "sdendnoteanc", "sdendnotesym"};
    const char *classes = page_attribute(attributes, "class");
    for (size_t i = 0; classes && i < sizeof marks / sizeof *marks; i++)
        if (has_class(classes, marks[i]))
            return true;
    return false;
}

/* The parts of LibreOffice's pages. */
static enum word_element element_of(const struct page *page, page_attributes attributes) {
    static const struct {
        const char *attribute, *value;
        enum word_element element;
    } parts[] = {{"title", "header", WORD_HEADER},
                 {"title", "footer", WORD_FOOTER},
                 {"id", "sdfootnote", WORD_FOOTNOTE},
                 {"id", "sdendnote", WORD_ENDNOTE}};
    if (page->own.element || strcmp(page->name, "div") != 0)
        return page->own.element;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *value = page_attribute(attributes, parts[i].attribute);
        if (value && strncmp(value, parts[i].value, strlen(parts[i].value)) == 0)
            return parts[i].element;
    }
    return WORD_ELEMENT_NONE;
}

void page_begin_part(struct page *page, page_attributes attributes) {
    static const enum part parts[] = {[WORD_HEADER] = PART_HEADER,
                                      [WORD_FOOTER] = PART_FOOTER,
                                      [WORD_FOOTNOTE] = PART_FOOTNOTE,
                                      [WORD_ENDNOTE] = PART_ENDNOTE,
                                      [WORD_COMMENT] = PART_COMMENT};
    enum word_element element = element_of(page, attributes);
    if (element == WORD_SEPARATOR) {
        page_skip(page);
    } else if (element != WORD_ELEMENT_NONE) {
        page_end_block(page);
        page_set_part(page, parts[element]);
    }
}

static color attribute_color(page_attributes attributes, const char *name) {
    const char *value = page_attribute(attributes, name);
    return value ? css_color(value, value + strlen(value)) : COLOR_UNSET;
}

/* The attributes that pages had before CSS (HTML Standard §16.3); CSS goes before them. */
static void set_old_colors(struct page *page, page_attributes attributes, struct look *look) {
    bool is_body = strcmp(page->name, "body") == 0;
    color ink = is_body                           ? attribute_color(attributes, "text")
                : strcmp(page->name, "font") == 0 ? attribute_color(attributes, "color")
                                                  : COLOR_UNSET;
    color paper = page_attribute(attributes, "background") ? COLOR_UNKNOWN
                                                           : attribute_color(attributes, "bgcolor");
    look->ink = ink ? ink : look->ink;
    look->paper = paper ? paper : look->paper;
}

static void set_colors(struct page *page, page_attributes attributes, struct look *look) {
    const struct style *own = &page->own;
    set_old_colors(page, attributes, look);
    look->relief = own->relief ? own->relief == FLAG_YES : look->relief;
    look->ink = own->ink ? own->ink : look->ink;
    look->paper = own->paper && own->paper != COLOR_AUTO ? own->paper : look->paper;
    look->twips = own->size.set ? css_size_twips(own->size, look->twips) : look->twips;
    look_judge(look);
}

void page_set_look(struct page *page, page_attributes attributes) {
    struct look *look = &page_top(page)->look;
    const struct style *own = &page->own;
    set_colors(page, attributes, look);
    if (own->family)
        look_set_family(look, own->family);
    look->struck = own->struck ? own->struck == FLAG_YES : look->struck;
    look->script = own->script ? own->script : look->script;
    look->preserved = own->preserved ? own->preserved == FLAG_YES : look->preserved;
    look->list_sign = look->list_sign || own->list_sign == FLAG_YES;
    look->number_format = own->number_format ? own->number_format : look->number_format;
    for (unsigned i = 0; i < own->tabs; i++)
        page_put_sign(page, "\t");
    if (own->tabs) {
        page->space = page->line = false;
        page_skip(page);
    }
}

/* Rows, columns and cells of sheets are emitted as hidden. */
static bool is_of_sheet(const struct page *page) {
    static const char *const names[] = {"col", "td", "th", "tr"};
    for (size_t i = 0; page->options->sheet && i < sizeof names / sizeof *names; i++)
        if (strcmp(page->name, names[i]) == 0)
            return true;
    return false;
}

enum code page_drop_reason(const struct page *page, page_attributes attributes) {
    if (strcmp(page->name, "del") == 0)
        return CODE_TEXT_DELETED;
    if (page_attribute(attributes, "hidden") || page->own.hidden == FLAG_YES)
        return is_of_sheet(page) ? CODE_NONE : CODE_TEXT_HIDDEN;
    return CODE_NONE;
}
