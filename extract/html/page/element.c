#include "extract/html/page/element.h"

#include "extract/html/page/control.h"
#include "extract/html/page/table.h"
#include "extract/html/page/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void start_block(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_end_paragraph(page);
}

static void start_break(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (page->text.length)
        page_put_sign(page, "\n");
    page->line = page->space = false;
}

static void start_heading(struct page *page, page_attributes attributes) {
    static const char *const styles[] = {"Heading 1", "Heading 2", "Heading 3",
                                         "Heading 4", "Heading 5", "Heading 6"};
    start_block(page, attributes);
    page->heading = styles[page->name[1] - '1'];
}

static void end_heading(struct page *page) {
    page_end_block(page);
    page->heading = NULL;
}

static void start_preserved(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_top(page)->look.preserved = true;
}

static void start_preformatted(struct page *page, page_attributes attributes) {
    start_block(page, attributes);
    start_preserved(page, attributes);
}

static void start_skipped(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_skip(page);
}

static void start_frames(struct page *page, page_attributes attributes) {
    (void)attributes;
    if (page->options->frames)
        *page->options->frames = true;
}

/* What is no text but may show a value; pages are laid out with pictures of one dot. */
static void start_object(struct page *page, page_attributes attributes) {
    const char *width = page_attribute(attributes, "width");
    const char *height = page_attribute(attributes, "height");
    bool dot = (width && strtol(width, NULL, 10) <= 1) || (height && strtol(height, NULL, 10) <= 1);
    if (!dot && page->output->object)
        page->output->object(page->output->context);
}

static void start_raised(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_top(page)->look.script = SCRIPT_RAISED;
}

static void start_lowered(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_top(page)->look.script = SCRIPT_LOWERED;
}

static void start_struck(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_top(page)->look.struck = true;
}

static void start_font(struct page *page, page_attributes attributes) {
    const char *face = page_attribute(attributes, "face");
    char first[64];
    if (!face || page->own.family)
        return;
    snprintf(first, sizeof first, "%.*s", (int)strcspn(face, ","), face);
    look_set_family(&page_top(page)->look, first);
}

/* Parts of a fraction must not run together. */
static void start_denominator(struct page *page, page_attributes attributes) {
    (void)attributes;
    page_put_sign(page, "/");
}

static void begin_capture(struct page *page, enum capture capture) {
    page->capture = capture;
    buffer_clear(&page->captured);
}

static void start_style(struct page *page, page_attributes attributes) {
    (void)attributes;
    begin_capture(page, CAPTURE_STYLE);
}

static void end_style(struct page *page) {
    page->capture = CAPTURE_NONE;
    style_sheet_read(page->styles, buffer_text(&page->captured), page->captured.length);
    buffer_clear(&page->captured);
}

static void start_title(struct page *page, page_attributes attributes) {
    (void)attributes;
    begin_capture(page, CAPTURE_TITLE);
}

static void end_title(struct page *page) {
    const char *text = buffer_text(&page->captured);
    page->capture = CAPTURE_NONE;
    if (page->options->title && !*page->options->title && *text)
        *page->options->title = arena_strdup(page->arena, text);
    buffer_clear(&page->captured);
}

static void start_xml(struct page *page, page_attributes attributes) {
    (void)attributes;
    begin_capture(page, CAPTURE_WORKBOOK);
}

static void end_xml(struct page *page) {
    page->capture = CAPTURE_NONE;
    buffer_clear(&page->captured);
}

/* Sorted by name for bsearch(). What is not here is a stretch of text. */
static const struct page_element elements[] = {
    {"address", start_block, page_end_block},
    {"article", start_block, page_end_block},
    {"aside", start_block, page_end_block},
    {"blockquote", start_block, page_end_block},
    {"body", start_block, page_end_block},
    {"br", start_break, NULL},
    {"canvas", start_object, NULL},
    {"caption", start_block, page_end_block},
    {"center", start_block, page_end_block},
    {"col", page_start_column, NULL},
    {"dd", start_block, page_end_block},
    {"dir", page_start_bullets, page_end_list},
    {"div", start_block, page_end_block},
    {"dl", start_block, page_end_block},
    {"dt", start_block, page_end_block},
    {"embed", start_object, NULL},
    {"fieldset", start_block, page_end_block},
    {"figcaption", start_block, page_end_block},
    {"font", start_font, NULL},
    {"footer", start_block, page_end_block},
    {"form", start_block, page_end_block},
    {"frame", start_frames, NULL},
    {"frameset", start_frames, NULL},
    {"h1", start_heading, end_heading},
    {"h2", start_heading, end_heading},
    {"h3", start_heading, end_heading},
    {"h4", start_heading, end_heading},
    {"h5", start_heading, end_heading},
    {"h6", start_heading, end_heading},
    {"header", start_block, page_end_block},
    {"hr", start_block, page_end_block},
    {"iframe", start_frames, NULL},
    {"img", start_object, NULL},
    {"input", page_start_input, NULL},
    {"ins", page_begin_inserted, page_end_inserted},
    {"legend", start_block, page_end_block},
    {"li", page_start_item, page_end_block},
    {"m:den", start_denominator, NULL},
    {"m:sub", start_lowered, NULL},
    {"m:sup", start_raised, NULL},
    {"main", start_block, page_end_block},
    {"math", start_object, NULL},
    {"menu", page_start_bullets, page_end_list},
    {"nav", start_block, page_end_block},
    {"noframes", start_skipped, NULL},
    {"object", start_object, NULL},
    {"ol", page_start_numbers, page_end_list},
    {"option", page_start_option, page_end_option},
    {"p", start_block, page_end_block},
    {"pre", start_preformatted, page_end_block},
    {"rp", start_skipped, NULL},
    {"rt", start_skipped, NULL},
    {"s", start_struck, NULL},
    {"script", start_skipped, NULL},
    {"section", start_block, page_end_block},
    {"select", page_start_select, page_end_select},
    {"strike", start_struck, NULL},
    {"style", start_style, end_style},
    {"sub", start_lowered, NULL},
    {"sup", start_raised, NULL},
    {"svg", start_object, NULL},
    {"table", page_start_table, page_end_table},
    {"tbody", page_start_group, page_end_group},
    {"td", page_start_cell, page_end_cell},
    {"textarea", start_preserved, NULL},
    {"tfoot", page_start_group, page_end_group},
    {"th", page_start_header, page_end_cell},
    {"thead", page_start_head, page_end_group},
    {"title", start_title, end_title},
    {"tr", page_start_row, page_end_row},
    {"ul", page_start_bullets, page_end_list},
    {"v:shape", start_object, NULL},
    {"v:textbox", page_start_box, page_end_box},
    {"xml", start_xml, end_xml},
};

static int compare(const void *name, const void *element) {
    return strcmp(name, ((const struct page_element *)element)->name);
}

const struct page_element *element_find(const char *name) {
    return bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
}
