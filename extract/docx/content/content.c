#include "extract/docx/content/content.h"

#include "extract/docx/content/field.h"
#include "extract/docx/content/inline.h"
#include "extract/docx/content/level.h"
#include "extract/docx/content/math.h"
#include "extract/docx/content/paragraph.h"
#include "extract/docx/content/run.h"
#include "extract/docx/content/table.h"

#include <stdlib.h>
#include <string.h>

/* The element around the one being started. */
static struct frame *parent(struct story *story) {
    return story->frame_count ? &story->frames[story->frame_count - 1] : NULL;
}

/* blocks */

static bool start_document(struct story *story, const struct xml_element *element) {
    (void)element;
    story->document_seen = true;
    return true;
}

static bool start_background(struct story *story, const struct xml_element *element) {
    story->reader->page_color = docx_page_color(&story->reader->colors, element);
    return false;
}

/* §17.11.14: separators are notes by name only. */
static bool start_note(struct story *story, const struct xml_element *element) {
    const char *type = xml_attribute(element, XML_W, "type");
    if (type && strcmp(type, "normal") != 0)
        return false;
    const char *id = xml_attribute(element, XML_W, "id");
    return !story->only_notes || (id && references_have(story->only_notes, id));
}

static void end_note(struct story *story) {
    paragraph_finish(story);
}

static bool start_p(struct story *story, const struct xml_element *element) {
    (void)element;
    paragraph_open(story);
    return true;
}

static bool start_tbl(struct story *story, const struct xml_element *element) {
    (void)element;
    table_open(story);
    return true;
}

static bool start_tr(struct story *story, const struct xml_element *element) {
    (void)element;
    row_open(story);
    return true;
}

static bool start_tc(struct story *story, const struct xml_element *element) {
    (void)element;
    cell_open(story);
    return true;
}

/* content controls */

static bool start_sdt_content(struct story *story, const struct xml_element *element) {
    (void)element;
    struct frame *control = parent(story);
    if (control && control->flag)
        story->top->placeholders++;
    return true;
}

/* Its own frame is gone by now, the control's is the last. */
static void end_sdt_content(struct story *story) {
    struct frame *control = parent(story);
    if (control && control->flag)
        story->top->placeholders--;
}

/* runs */

static bool start_r(struct story *story, const struct xml_element *element) {
    (void)element;
    run_begin(story);
    return true;
}

static void end_r(struct story *story) {
    run_begin(story);
}

static bool start_cr(struct story *story, const struct xml_element *element) {
    (void)element;
    paragraph_put(story, "\n", 1);
    return false;
}

/* Kept: in TCVN3 text U+00AD is a letter. */
static bool start_soft_hyphen(struct story *story, const struct xml_element *element) {
    static const char soft_hyphen[] = "\xC2\xAD";
    (void)element;
    paragraph_put(story, soft_hyphen, sizeof soft_hyphen - 1);
    return false;
}

static void add_reference(struct story *story, struct references *references,
                          const struct xml_element *element) {
    const char *id = xml_attribute(element, XML_W, "id");
    const char *own_mark = xml_attribute(element, XML_W, "customMarkFollows");
    if (id && paragraph_drop_reason(story) == CODE_NONE)
        references_add(references, story->reader->arena, id);
    story->top->run.note_mark = own_mark && (*own_mark == '1' || *own_mark == 't');
}

static bool start_footnote_reference(struct story *story, const struct xml_element *element) {
    add_reference(story, &story->reader->footnotes, element);
    return false;
}

static bool start_endnote_reference(struct story *story, const struct xml_element *element) {
    add_reference(story, &story->reader->endnotes, element);
    return false;
}

static void end_field(struct story *story) {
    const char *shown = field_end(story);
    if (shown)
        paragraph_put(story, shown, strlen(shown));
}

static bool start_field_char(struct story *story, const struct xml_element *element) {
    const char *type = xml_attribute(element, XML_W, "fldCharType");
    if (!type)
        return false;
    if (strcmp(type, "begin") == 0) {
        table_object(story); /* counts when no result comes */
        field_begin(story);
    } else if (strcmp(type, "separate") == 0)
        field_separate(story);
    else if (strcmp(type, "end") == 0)
        end_field(story);
    return true; /* w:ffData is inside the beginning */
}

static bool start_simple_field(struct story *story, const struct xml_element *element) {
    (void)element;
    table_object(story);
    return true;
}

/* pictures, objects */

static bool start_drawing(struct story *story, const struct xml_element *element) {
    (void)element;
    table_object(story);
    return true;
}

/* A drawing that floats may lie behind text: then the colour there is not known. Lines under a
 * heading are too thin for that (§20.4.2.7; 360,000 to a centimetre). */
static bool start_anchor(struct story *story, const struct xml_element *element) {
    (void)element;
    story->floating = true;
    return true;
}

static void end_anchor(struct story *story) {
    story->floating = false;
}

static bool start_extent(struct story *story, const struct xml_element *element) {
    enum { THICK = 180000 };
    const char *width = xml_attribute(element, XML_NONE, "cx");
    const char *height = xml_attribute(element, XML_NONE, "cy");
    story->reader->drawn |= story->floating && width && height &&
                            strtol(width, NULL, 10) >= THICK && strtol(height, NULL, 10) >= THICK;
    return false;
}

/* ECMA-376-4 §19.1.2: a shape of VML that is placed on the page. */
static bool start_shape(struct story *story, const struct xml_element *element) {
    const char *style = xml_attribute(element, XML_NONE, "style");
    story->reader->drawn |= style && strstr(style, "position:absolute");
    return true;
}

static bool start_alt_chunk(struct story *story, const struct xml_element *element) {
    return story->reader->insert(story, element);
}

/* text boxes */

static bool start_text_box(struct story *story, const struct xml_element *element) {
    (void)element;
    enum code reason = paragraph_drop_reason(story);
    return level_push(story, reason == CODE_ROW_DELETED ? CODE_TEXT_DELETED : reason);
}

/* VML's lettering (ECMA-376-4 §19.1.2.23): a watermark, a heading drawn as a picture. */
static bool start_text_path(struct story *story, const struct xml_element *element) {
    const char *lettering = xml_attribute(element, XML_V, "string");
    if (lettering && start_text_box(story, element)) {
        paragraph_open(story);
        paragraph_put(story, lettering, strlen(lettering));
        level_pop(story);
    }
    return false;
}

/* Sorted by name for bsearch(). */

static const struct element content[] = {
    {"altChunk", IN_NOTHING, start_alt_chunk, NULL},
    {"background", IN_NOTHING, start_background, NULL},
    {"bdo", IN_CONTENT, NULL, NULL},
    {"body", IN_CONTENT, NULL, NULL},
    {"br", IN_CONTENT, inline_start_br, NULL},
    {"comment", IN_CONTENT, start_note, end_note},
    {"comments", IN_CONTENT, start_document, NULL},
    {"cr", IN_CONTENT, start_cr, NULL},
    {"customXml", IN_CONTENT, NULL, NULL},
    {"del", IN_CONTENT, inline_start_deleted, inline_end_deleted},
    {"delText", IN_NOTHING, run_start_text, run_end_deleted_text},
    {"dir", IN_CONTENT, NULL, NULL},
    {"document", IN_CONTENT, start_document, NULL},
    {"drawing", IN_DRAWING, start_drawing, NULL},
    {"endnote", IN_CONTENT, start_note, end_note},
    {"endnoteReference", IN_CONTENT, start_endnote_reference, NULL},
    {"endnotes", IN_CONTENT, start_document, NULL},
    {"ffData", IN_FIELD_DATA, NULL, NULL},
    {"fldChar", IN_CONTENT, start_field_char, NULL},
    {"fldSimple", IN_CONTENT, start_simple_field, NULL},
    {"footnote", IN_CONTENT, start_note, end_note},
    {"footnoteReference", IN_CONTENT, start_footnote_reference, NULL},
    {"footnotes", IN_CONTENT, start_document, NULL},
    {"ftr", IN_CONTENT, start_document, NULL},
    {"hdr", IN_CONTENT, start_document, NULL},
    {"hyperlink", IN_CONTENT, NULL, NULL},
    {"ins", IN_CONTENT, inline_start_inserted, paragraph_insertion_ends},
    {"moveFrom", IN_CONTENT, inline_start_deleted, inline_end_deleted},
    {"moveTo", IN_CONTENT, inline_start_inserted, paragraph_insertion_ends},
    {"noBreakHyphen", IN_CONTENT, inline_start_no_break_hyphen, NULL},
    {"object", IN_DRAWING, start_drawing, NULL},
    {"p", IN_CONTENT, start_p, paragraph_close},
    {"pPr", IN_PARAGRAPH_PROPERTIES, NULL, NULL},
    {"pict", IN_DRAWING, start_drawing, NULL},
    {"ptab", IN_CONTENT, inline_start_tab, NULL},
    {"r", IN_CONTENT, start_r, end_r},
    {"rPr", IN_RUN_PROPERTIES, NULL, NULL},
    {"ruby", IN_CONTENT, NULL, NULL}, /* w:rt, the reading above the base, is passed over */
    {"rubyBase", IN_CONTENT, NULL, NULL},
    {"sdt", IN_CONTENT, NULL, NULL},
    {"sdtContent", IN_CONTENT, start_sdt_content, end_sdt_content},
    {"sdtPr", IN_CONTROL, NULL, NULL},
    {"sectPr", IN_SECTION, NULL, NULL},
    {"smartTag", IN_CONTENT, NULL, NULL},
    {"softHyphen", IN_CONTENT, start_soft_hyphen, NULL},
    {"sym", IN_CONTENT, inline_start_sym, NULL},
    {"t", IN_NOTHING, run_start_text, run_end_text},
    {"tab", IN_CONTENT, inline_start_tab, NULL},
    {"tbl", IN_CONTENT, start_tbl, table_close},
    {"tblPr", IN_TABLE_PROPERTIES, NULL, NULL},
    {"tc", IN_CONTENT, start_tc, cell_close},
    {"tcPr", IN_CELL_PROPERTIES, NULL, NULL},
    {"tr", IN_CONTENT, start_tr, row_close},
    {"trPr", IN_ROW_PROPERTIES, NULL, NULL},
};

/* In strict documents Word gives the boxes of shapes its own namespace of 2006 (wne), which the
 * parser does not name: the element is known without it as well. */
static const struct element drawing[] = {
    {"anchor", IN_DRAWING, start_anchor, end_anchor},
    {"extent", IN_NOTHING, start_extent, NULL},
    {"group", IN_DRAWING, start_shape, NULL},
    {"oval", IN_DRAWING, start_shape, NULL},
    {"rect", IN_DRAWING, start_shape, NULL},
    {"roundrect", IN_DRAWING, start_shape, NULL},
    {"shape", IN_DRAWING, start_shape, NULL},
    {"textpath", IN_NOTHING, start_text_path, NULL},
    {"txbxContent", IN_CONTENT, start_text_box, level_pop},
};

static const struct element math_roots[] = {
    {"oMath", IN_MATH, NULL, NULL},
    {"oMathPara", IN_MATH, math_begin, math_end},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct vocabulary content_vocabulary(enum context context) {
    switch (context) {
    case IN_CONTENT:
        return (struct vocabulary){content, COUNT(content), math_roots, COUNT(math_roots), false};
    case IN_DRAWING:
        return (struct vocabulary){drawing, COUNT(drawing), drawing, COUNT(drawing), true};
    case IN_MATH:
        return math_vocabulary();
    default:
        return (struct vocabulary){0};
    }
}
