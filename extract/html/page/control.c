#include "extract/html/page/control.h"

#include "extract/html/page/text.h"

#include "extract/word/numeral.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lists ---- */

static const char *kind_of(const struct page *page, page_attributes attributes, const char *usual) {
    const char *type =
        page->own.list_type ? page->own.list_type : page_attribute(attributes, "type");
    static const struct {
        const char *type, *numeral; /* "" shows nothing; NULL a bullet */
    } kinds[] = {{"1", "decimal"},
                 {"a", "lowerLetter"},
                 {"A", "upperLetter"},
                 {"i", "lowerRoman"},
                 {"I", "upperRoman"},
                 {"decimal", "decimal"},
                 {"decimal-leading-zero", "decimalZero"},
                 {"lower-alpha", "lowerLetter"},
                 {"lower-latin", "lowerLetter"},
                 {"upper-alpha", "upperLetter"},
                 {"upper-latin", "upperLetter"},
                 {"lower-roman", "lowerRoman"},
                 {"upper-roman", "upperRoman"},
                 {"disc", NULL},
                 {"circle", NULL},
                 {"square", NULL},
                 {"none", ""}};
    for (size_t i = 0; type && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(type, kinds[i].type) == 0)
            return kinds[i].numeral;
    return usual;
}

static void start_list(struct page *page, page_attributes attributes, const char *usual,
                       int32_t last) {
    page_end_block(page);
    if (page->list_count < LISTS_MAX)
        page->lists[page->list_count] =
            (struct page_list){.last = last, .type = kind_of(page, attributes, usual)};
    page->list_count++;
}

/* A count just before the one that an attribute gives. */
static int32_t count_before(page_attributes attributes, const char *name, int32_t usual) {
    const char *value = page_attribute(attributes, name);
    char *end = NULL;
    long count = value ? strtol(value, &end, 10) : 0;
    return value && end != value && count > -INT32_MAX && count < INT32_MAX ? (int32_t)count - 1
                                                                            : usual;
}

void page_start_bullets(struct page *page, page_attributes attributes) {
    start_list(page, attributes, NULL, 0);
}

void page_start_numbers(struct page *page, page_attributes attributes) {
    start_list(page, attributes, "decimal", count_before(attributes, "start", 0));
}

void page_end_list(struct page *page) {
    page_end_block(page);
    if (page->list_count)
        page->list_count--;
}

static void put_count(struct page *page, struct page_list *list, page_attributes attributes) {
    const char *type =
        page_attribute(attributes, "type") ? kind_of(page, attributes, list->type) : list->type;
    list->last = count_before(attributes, "value", list->last);
    if (list->last < INT32_MAX)
        list->last++;
    if (!type) {
        buffer_puts(&page->number, "•");
    } else if (*type) {
        numeral_write(numeral_format(type), list->last, 0, &page->number);
        buffer_putc(&page->number, '.');
    }
}

void page_start_item(struct page *page, page_attributes attributes) {
    page_end_block(page);
    if (!page->list_count)
        return;
    page->number_font = page_look(page)->font;
    if (page->list_count <= LISTS_MAX)
        put_count(page, &page->lists[page->list_count - 1], attributes);
    else
        buffer_puts(&page->number, "•");
}

/* ---- form controls: what they show ---- */

void page_start_input(struct page *page, page_attributes attributes) {
    static const char *const texts[] = {"text",  "number", "date", "tel",
                                        "email", "search", "url",  "month"};
    const char *type = page_attribute(attributes, "type"),
               *value = page_attribute(attributes, "value");
    bool box = type && (strcasecmp(type, "checkbox") == 0 || strcasecmp(type, "radio") == 0);
    bool shown = !type || !*type;
    for (size_t i = 0; type && i < sizeof texts / sizeof *texts; i++)
        shown = shown || strcasecmp(type, texts[i]) == 0;
    if (box)
        page_put_text(page, page_attribute(attributes, "checked") ? "☒" : "☐", strlen("☐"));
    else if (shown && value)
        page_put_text(page, value, strlen(value));
}

/* The selected option, else the first. */
void page_start_select(struct page *page, page_attributes attributes) {
    (void)attributes;
    page->choice = NULL;
    page->choice_selected = false;
}

void page_end_select(struct page *page) {
    const char *choice = page->choice;
    page->choice = NULL;
    if (choice)
        page_put_text(page, choice, strlen(choice));
}

void page_start_option(struct page *page, page_attributes attributes) {
    page->selected = page_attribute(attributes, "selected") != NULL;
    page->capture = CAPTURE_OPTION;
    buffer_clear(&page->captured);
}

void page_end_option(struct page *page) {
    page->capture = CAPTURE_NONE;
    if (!page->choice || (page->selected && !page->choice_selected)) {
        page->choice = arena_strdup(page->arena, buffer_text(&page->captured));
        page->choice_selected = page->selected;
    }
    buffer_clear(&page->captured);
}
