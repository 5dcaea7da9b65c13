#include "extract/docx/content/inline.h"

#include "extract/docx/content/paragraph.h"
#include "extract/docx/content/run.h"

#include <string.h>

bool inline_start_deleted(struct story *story, const struct xml_element *element) {
    (void)element;
    story->top->deleted++;
    return true;
}

void inline_end_deleted(struct story *story) {
    story->top->deleted--;
}

bool inline_start_inserted(struct story *story, const struct xml_element *element) {
    (void)element;
    paragraph_insertion_begins(story);
    return true;
}

bool inline_start_tab(struct story *story, const struct xml_element *element) {
    (void)element;
    paragraph_put(story, "\t", 1);
    return false;
}

bool inline_start_br(struct story *story, const struct xml_element *element) {
    const char *type = xml_attribute(element, XML_W, "type");
    if (type && (strcmp(type, "page") == 0 || strcmp(type, "column") == 0))
        paragraph_break(story);
    else
        paragraph_put(story, "\n", 1);
    return false;
}

bool inline_start_no_break_hyphen(struct story *story, const struct xml_element *element) {
    (void)element;
    paragraph_put(story, "-", 1);
    return false;
}

bool inline_start_sym(struct story *story, const struct xml_element *element) {
    run_put_symbol(story, element);
    return false;
}
