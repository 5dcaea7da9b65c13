#include "extract/docx/content/properties.h"

#include "extract/docx/content/field.h"
#include "extract/docx/content/table.h"

#include <string.h>

/* The element around the one being started. */
static struct frame *parent(struct story *story) {
    return story->frame_count ? &story->frames[story->frame_count - 1] : NULL;
}

static const char *value_of(const struct xml_element *element) {
    return xml_attribute(element, XML_W, "val");
}

static bool start_p_style(struct story *story, const struct xml_element *element) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    struct reader *reader = story->reader;
    const char *id = value_of(element);
    if (!id || paragraph->continued)
        return false;
    const struct style *style = docx_style(&reader->styles, id);
    if (style)
        paragraph->style = style;
    paragraph->style_name = style && style->name ? style->name : arena_strdup(reader->arena, id);
    return false;
}

/* A drop cap is in a paragraph of its own before the one whose first letter it is (§17.3.1.11).
 */
static bool start_frame(struct story *story, const struct xml_element *element) {
    const char *drop_cap = xml_attribute(element, XML_W, "dropCap");
    story->top->paragraph.is_drop_cap = drop_cap && strcmp(drop_cap, "none") != 0;
    return false;
}

static bool start_num_id(struct story *story, const struct xml_element *element) {
    if (!story->top->paragraph.continued)
        story->top->paragraph.list = xml_w_number(element, "val", UNNUMBERED);
    return false;
}

static bool start_ilvl(struct story *story, const struct xml_element *element) {
    if (!story->top->paragraph.continued)
        story->top->paragraph.list_level = xml_w_number(element, "val", UNNUMBERED);
    return false;
}

static bool start_mark_deleted(struct story *story, const struct xml_element *element) {
    (void)element;
    story->top->paragraph.mark_deleted = true;
    return false;
}

static bool start_mark_vanish(struct story *story, const struct xml_element *element) {
    story->top->paragraph.mark_hidden = setting_of(element);
    return false;
}

static bool start_mark_spec_vanish(struct story *story, const struct xml_element *element) {
    story->top->paragraph.mark_runs_on = setting_of(element) == SETTING_ON;
    return false;
}

static bool start_r_style(struct story *story, const struct xml_element *element) {
    story->top->run.style = docx_style(&story->reader->styles, value_of(element));
    return false;
}

static bool start_r_vanish(struct story *story, const struct xml_element *element) {
    story->top->run.hidden = setting_of(element);
    return false;
}

static bool start_r_strike(struct story *story, const struct xml_element *element) {
    story->top->run.struck = setting_of(element);
    return false;
}

static bool start_r_vertical(struct story *story, const struct xml_element *element) {
    story->top->run.script = script_of_word(value_of(element));
    return false;
}

static bool start_r_position(struct story *story, const struct xml_element *element) {
    enum script script = script_of_shift(xml_w_number(element, "val", 0));
    if (script != SCRIPT_UNSET && story->top->run.script < SCRIPT_RAISED)
        story->top->run.script = script;
    return false;
}

static bool start_r_fonts(struct story *story, const struct xml_element *element) {
    enum symbol_font font = symbol_font(xml_attribute(element, XML_W, "ascii"));
    story->top->run.symbols = font ? font : symbol_font(xml_attribute(element, XML_W, "hAnsi"));
    struct font_setting setting = docx_font(&story->reader->theme, element);
    if (setting.set)
        story->top->run.font = setting;
    return false;
}

static bool start_r_look(struct story *story, const struct xml_element *element) {
    docx_look_set(&story->top->run.look, &story->reader->colors, element);
    return false;
}

/* MS-DOCX §2.4.23 (w14:textFill) goes before w:color. */
static bool start_no_fill(struct story *story, const struct xml_element *element) {
    (void)element;
    story->top->run.look.fill = COLOR_CLEAR;
    return false;
}

static bool start_fill_color(struct story *story, const struct xml_element *element) {
    story->top->run.look.fill = color_of_hex(xml_attribute(element, XML_OTHER, "val"));
    return false;
}

static bool start_p_shade(struct story *story, const struct xml_element *element) {
    story->top->paragraph.shade = docx_shade(&story->reader->colors, element);
    return false;
}

static bool start_tbl_shade(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->shade = docx_shade(&story->reader->colors, element);
    return false;
}

static bool start_cell_shade(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->cell_shade = docx_shade(&story->reader->colors, element);
    return false;
}

static bool start_tbl_style(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->style = docx_style(&story->reader->styles, value_of(element));
    return false;
}

static bool start_row_deleted(struct story *story, const struct xml_element *element) {
    (void)element;
    row_delete(story);
    return false;
}

static bool start_tbl_header(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->row_header = setting_of(element) == SETTING_ON;
    return false;
}

/* A width in columns; Word has at most 63, what is beyond reason is left to the limit on cells. */
static uint32_t columns_of(const struct xml_element *element, int32_t least) {
    static const int32_t most = TABLE_COLUMNS_MAX;
    int32_t columns = xml_w_number(element, "val", least);
    return (uint32_t)(columns < least ? least : columns > most ? most : columns);
}

static bool start_row_regions(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->row_regions = docx_regions(element);
    return false;
}

static bool start_cell_regions(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->cell_regions = docx_regions(element);
    return false;
}

static bool start_grid_before(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->skip_before = columns_of(element, 0);
    return false;
}

static bool start_grid_span(struct story *story, const struct xml_element *element) {
    if (story->top->table)
        story->top->table->columns = columns_of(element, 1);
    return false;
}

/* §17.4.84: without w:val the cell continues the one above. */
static bool start_v_merge(struct story *story, const struct xml_element *element) {
    const char *value = value_of(element);
    if (story->top->table)
        story->top->table->cell_continues = !value || strcmp(value, "restart") != 0;
    return false;
}

/* §17.13.5.2: a tracked merging of cells, taken as accepted: w:vMerge is what it becomes. */
static bool start_cell_merged(struct story *story, const struct xml_element *element) {
    const char *becomes = xml_attribute(element, XML_W, "vMerge");
    if (story->top->table && becomes)
        story->top->table->cell_continues = strcmp(becomes, "cont") == 0;
    return false;
}

static bool start_h_merge(struct story *story, const struct xml_element *element) {
    const char *value = value_of(element);
    bool first = value && strcmp(value, "restart") == 0;
    if (story->top->table)
        story->top->table->merge = first ? MERGE_FIRST : MERGE_CONTINUED;
    return false;
}

static bool start_cell_deleted(struct story *story, const struct xml_element *element) {
    (void)element;
    cell_delete(story);
    return false;
}

static bool start_footer_reference(struct story *story, const struct xml_element *element) {
    const char *id = xml_attribute(element, XML_R, "id");
    if (id)
        references_add(&story->reader->footers, story->reader->arena, id);
    return false;
}

static bool start_checkbox(struct story *story, const struct xml_element *element) {
    (void)element;
    field_checkbox(story, false);
    return true;
}

/* w:default comes before w:checked, which decides. In w:ddList it is an index. */
static bool start_form_default(struct story *story, const struct xml_element *element) {
    const struct frame *form = parent(story);
    if (form && form->element && strcmp(form->element->name, "checkBox") == 0)
        field_checkbox(story, setting_of(element) == SETTING_ON);
    else
        field_choice_wanted(story, xml_w_number(element, "val", 0));
    return false;
}

static bool start_checked(struct story *story, const struct xml_element *element) {
    field_checkbox(story, setting_of(element) == SETTING_ON);
    return false;
}

static bool start_form_result(struct story *story, const struct xml_element *element) {
    field_choice_wanted(story, xml_w_number(element, "val", 0));
    return false;
}

static bool start_list_entry(struct story *story, const struct xml_element *element) {
    field_choice(story, value_of(element));
    return false;
}

static bool start_placeholder(struct story *story, const struct xml_element *element) {
    if (story->frame_count >= 2) /* … w:sdt, w:sdtPr */
        story->frames[story->frame_count - 2].flag = setting_of(element) == SETTING_ON;
    return false;
}

/* Sorted by name for bsearch(). */

static const struct element paragraph_properties[] = {
    {"framePr", IN_NOTHING, start_frame, NULL},  {"ilvl", IN_NOTHING, start_ilvl, NULL},
    {"numId", IN_NOTHING, start_num_id, NULL},   {"numPr", IN_PARAGRAPH_PROPERTIES, NULL, NULL},
    {"pStyle", IN_NOTHING, start_p_style, NULL}, {"rPr", IN_MARK, NULL, NULL},
    {"sectPr", IN_SECTION, NULL, NULL},          {"shd", IN_NOTHING, start_p_shade, NULL},
};

static const struct element mark[] = {
    {"del", IN_NOTHING, start_mark_deleted, NULL},
    {"moveFrom", IN_NOTHING, start_mark_deleted, NULL},
    {"specVanish", IN_NOTHING, start_mark_spec_vanish, NULL},
    {"vanish", IN_NOTHING, start_mark_vanish, NULL},
};

static const struct element run_properties[] = {
    {"color", IN_NOTHING, start_r_look, NULL},    {"dstrike", IN_NOTHING, start_r_strike, NULL},
    {"emboss", IN_NOTHING, start_r_look, NULL},   {"highlight", IN_NOTHING, start_r_look, NULL},
    {"imprint", IN_NOTHING, start_r_look, NULL},  {"position", IN_NOTHING, start_r_position, NULL},
    {"rFonts", IN_NOTHING, start_r_fonts, NULL},  {"rStyle", IN_NOTHING, start_r_style, NULL},
    {"shadow", IN_NOTHING, start_r_look, NULL},   {"shd", IN_NOTHING, start_r_look, NULL},
    {"strike", IN_NOTHING, start_r_strike, NULL}, {"sz", IN_NOTHING, start_r_look, NULL},
    {"vanish", IN_NOTHING, start_r_vanish, NULL}, {"vertAlign", IN_NOTHING, start_r_vertical, NULL},
};

static const struct element run_effects[] = {
    {"textFill", IN_TEXT_FILL, NULL, NULL},
};

static const struct element text_fill[] = {
    {"noFill", IN_NOTHING, start_no_fill, NULL},
    {"solidFill", IN_TEXT_FILL, NULL, NULL},
    {"srgbClr", IN_NOTHING, start_fill_color, NULL},
};

static const struct element table_properties[] = {
    {"shd", IN_NOTHING, start_tbl_shade, NULL},
    {"tblStyle", IN_NOTHING, start_tbl_style, NULL},
};

static const struct element row_properties[] = {
    {"cnfStyle", IN_NOTHING, start_row_regions, NULL},
    {"del", IN_NOTHING, start_row_deleted, NULL},
    {"gridBefore", IN_NOTHING, start_grid_before, NULL},
    {"tblHeader", IN_NOTHING, start_tbl_header, NULL},
};

static const struct element cell_properties[] = {
    {"cellDel", IN_NOTHING, start_cell_deleted, NULL},
    {"cellMerge", IN_NOTHING, start_cell_merged, NULL},
    {"cnfStyle", IN_NOTHING, start_cell_regions, NULL},
    {"gridSpan", IN_NOTHING, start_grid_span, NULL},
    {"hMerge", IN_NOTHING, start_h_merge, NULL},
    {"shd", IN_NOTHING, start_cell_shade, NULL},
    {"vMerge", IN_NOTHING, start_v_merge, NULL},
};

static const struct element control[] = {
    {"showingPlcHdr", IN_NOTHING, start_placeholder, NULL},
};

static const struct element section[] = {
    {"footerReference", IN_NOTHING, start_footer_reference, NULL},
};

static const struct element field_data[] = {
    {"checkBox", IN_FIELD_DATA, start_checkbox, NULL},
    {"checked", IN_NOTHING, start_checked, NULL},
    {"ddList", IN_FIELD_DATA, NULL, NULL},
    {"default", IN_NOTHING, start_form_default, NULL},
    {"listEntry", IN_NOTHING, start_list_entry, NULL},
    {"result", IN_NOTHING, start_form_result, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORDS(array)                                                                               \
    { .words = (array), .word_count = sizeof(array) / sizeof *(array) }

struct vocabulary property_vocabulary(enum context context) {
    static const struct vocabulary vocabularies[CONTEXTS] = {
        [IN_PARAGRAPH_PROPERTIES] = WORDS(paragraph_properties),
        [IN_MARK] = WORDS(mark),
        [IN_RUN_PROPERTIES] = {run_properties, COUNT(run_properties), run_effects,
                               COUNT(run_effects), false},
        [IN_TEXT_FILL] = {.others = text_fill, .other_count = COUNT(text_fill)},
        [IN_TABLE_PROPERTIES] = WORDS(table_properties),
        [IN_ROW_PROPERTIES] = WORDS(row_properties),
        [IN_CELL_PROPERTIES] = WORDS(cell_properties),
        [IN_CONTROL] = WORDS(control),
        [IN_SECTION] = WORDS(section),
        [IN_FIELD_DATA] = WORDS(field_data),
    };
    return vocabularies[context];
}
