#include "extract/docx/content/paragraph.h"

#include "extract/docx/content/field.h"
#include "extract/docx/content/grid.h"
#include "extract/docx/content/outlet.h"
#include "extract/docx/content/sight.h"

#include <ctype.h>
#include <strings.h>

enum code paragraph_drop_reason(const struct story *story) {
    const struct level *level = story->top;
    const struct run *run = &level->run;
    if (level->suppressed)
        return level->suppressed_code;
    if (level->deleted)
        return CODE_TEXT_DELETED;
    if (level->instructions)
        return CODE_TEXT_HIDDEN;
    if (run->hidden != SETTING_UNSET)
        return run->hidden ? CODE_TEXT_HIDDEN : CODE_NONE;
    if (story->reader->styles.hidden_default)
        return CODE_TEXT_HIDDEN;
    /* §17.7.3: a toggle property of the styles that meet here is their exclusive or. */
    const struct style *paragraph = level->paragraph.style;
    const struct style *table = level->table ? level->table->style : NULL;
    bool hidden = paragraph && paragraph->hidden == SETTING_ON;
    hidden ^= run->style && run->style->hidden == SETTING_ON;
    hidden ^= table && table->hidden == SETTING_ON;
    return hidden ? CODE_TEXT_HIDDEN : CODE_NONE;
}

static bool has_figure(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (isdigit((unsigned char)text[i]))
            return true;
    return false;
}

/* The prompt of an empty content control ("Click to enter text") is no answer. Programs that fill
 * controls in often leave w:showingPlcHdr, so a prompt must look like one as well (§17.5.2.39: its
 * style is the one of prompts), and figures are never taken for one. */
static bool is_prompt(const struct story *story, const char *text, size_t length) {
    static const char prompt_style[] = "Placeholder Text";
    if (!story->top->placeholders)
        return false;
    const struct style *style = story->top->run.style;
    while (style && !(style->name && strcasecmp(style->name, prompt_style) == 0))
        style = style->base;
    return style && !has_figure(text, length);
}

/* Reports the text dropped so far; that of a deleted row is reported with the row. */
static void report_dropped(struct story *story) {
    struct level *level = story->top;
    struct open_paragraph *paragraph = &level->paragraph;
    if (!paragraph->dropped.length)
        return;
    if (paragraph->dropped_code == CODE_ROW_DELETED && level->suppressed) {
        if (level->row_text.length)
            buffer_putc(&level->row_text, '\n');
        buffer_puts(&level->row_text, buffer_text(&paragraph->dropped));
    } else {
        grid_ensure_current_cell(story); /* so that the event knows its place */
        outlet_event(story, paragraph->dropped_code, buffer_text(&paragraph->dropped));
    }
    buffer_clear(&paragraph->dropped);
}

static void drop(struct story *story, enum code code, const char *text, size_t length) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    if (paragraph->dropped.length && paragraph->dropped_code != code)
        report_dropped(story);
    paragraph->dropped_code = code;
    buffer_append(&paragraph->dropped, text, length);
}

/* The font of text that comes now: the nearest that is named (§17.7.2). */
static struct font effective_font(const struct story *story) {
    const struct level *level = story->top;
    const struct open_table *table = level->table;
    const struct style *const styles[] = {level->run.style, level->paragraph.style};
    if (level->run.font.set)
        return level->run.font.font;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (styles[i] && styles[i]->font.set)
            return styles[i]->font.font;
    struct font_setting own = {.set = false};
    if (table && table->style)
        own = docx_table_font(table->style, table->row_regions | table->cell_regions);
    return own.set ? own.font : story->reader->styles.font_default;
}

static bool is_ordinary(struct font font) {
    return font.encoding == ENCODING_UNICODE && !font.capitals;
}

/* Keeps the font of the text from `start` on. Text in ordinary fonts alone has no spans. */
static void keep_font(struct story *story, size_t start, struct font font) {
    static const struct font ordinary = {ENCODING_UNICODE, false};
    struct open_paragraph *paragraph = &story->top->paragraph;
    struct arena *arena = story->reader->arena;
    if (paragraph->spans.count == 0 && is_ordinary(font))
        return;
    if (paragraph->spans.count == 0 && start > 0)
        text_spans_add(&paragraph->spans, arena, start, ordinary);
    text_spans_add(&paragraph->spans, arena, paragraph->text.length, font);
}

static void put(struct story *story, const char *text, size_t length, struct font font) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    if (!length)
        return;
    if (!paragraph->open)
        paragraph_open(story); /* text outside paragraphs is shown all the same */
    field_abandon_stale(story);
    size_t start = paragraph->text.length;
    enum code reason = paragraph_drop_reason(story);
    enum visibility visibility = sight_visibility(story);
    if (reason == CODE_NONE && (is_prompt(story, text, length) ||
                                !sight_admits(&paragraph->sight, visibility, text, length)))
        reason = CODE_TEXT_HIDDEN;
    if (reason != CODE_NONE) {
        drop(story, reason, text, length);
        return;
    }
    report_dropped(story);
    if (paragraph->break_pending && paragraph->text.length)
        buffer_putc(&paragraph->text, '\n');
    paragraph->break_pending = false;
    sight_prepare(&paragraph->sight, visibility, sight_is_in_cell(story), text, length,
                  &paragraph->text);
    buffer_append(&paragraph->text, text, length);
    keep_font(story, start, font);
}

void paragraph_put(struct story *story, const char *text, size_t length) {
    put(story, text, length, effective_font(story));
}

void paragraph_put_shown(struct story *story, const char *text, size_t length) {
    put(story, text, length, (struct font){ENCODING_UNICODE, false});
}

void paragraph_break(struct story *story) {
    if (paragraph_drop_reason(story) == CODE_NONE)
        story->top->paragraph.break_pending = true;
}

void paragraph_insertion_begins(struct story *story) {
    if (story->top->inserted++ == 0)
        story->top->paragraph.inserted_from = story->top->paragraph.text.length;
}

void paragraph_insertion_ends(struct story *story) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    if (--story->top->inserted > 0 || paragraph->text.length <= paragraph->inserted_from)
        return;
    grid_ensure_current_cell(story);
    outlet_event(story, CODE_TEXT_INSERTED, paragraph->text.data + paragraph->inserted_from);
}

void paragraph_open(struct story *story) {
    struct level *level = story->top;
    struct open_paragraph *paragraph = &level->paragraph;
    if (paragraph->open)
        paragraph_close(story);
    paragraph->open = true;
    paragraph->continued = paragraph->carried && paragraph->mark_runs_on;
    paragraph->mark_deleted = paragraph->mark_runs_on = paragraph->is_drop_cap = false;
    paragraph->mark_hidden = SETTING_UNSET;
    paragraph->break_pending = false;
    level->paragraphs++;
    level->run =
        (struct run){.hidden = SETTING_UNSET, .struck = SETTING_UNSET, .script = SCRIPT_UNSET};
    if (paragraph->continued)
        return;
    paragraph->style = story->reader->styles.paragraph_default;
    paragraph->shade = COLOR_UNSET;
    paragraph->sight = (struct sight){.gap = false};
    paragraph->style_name = NULL;
    paragraph->list = paragraph->list_level = UNNUMBERED;
}

/* The list that numbers the paragraph: its own, else its style's; 0 takes numbers away (§17.9.18).
 */
static int32_t list_of(const struct open_paragraph *paragraph) {
    if (paragraph->list != UNNUMBERED)
        return paragraph->list;
    return paragraph->style ? paragraph->style->list : UNNUMBERED;
}

/* §17.9.23: under a style the level is the one that is linked to the style, whatever its w:ilvl
 * says. */
static int32_t list_level_of(const struct reader *reader, const struct open_paragraph *paragraph,
                             int32_t list) {
    if (paragraph->list_level != UNNUMBERED)
        return paragraph->list_level;
    int32_t linked = numbering_style_level(reader->numbering, list, paragraph->style);
    if (linked != UNNUMBERED)
        return linked;
    bool from_style = paragraph->list == UNNUMBERED && paragraph->style->level != UNNUMBERED;
    return from_style ? paragraph->style->level : 0;
}

static bool mark_is_hidden(const struct story *story) {
    const struct open_paragraph *paragraph = &story->top->paragraph;
    if (paragraph->mark_hidden != SETTING_UNSET)
        return paragraph->mark_hidden == SETTING_ON;
    bool by_style = paragraph->style && paragraph->style->hidden == SETTING_ON;
    return by_style || story->reader->styles.hidden_default;
}

/* The number looks like the paragraph's mark: hidden with it, but counted. */
static void number(struct story *story, bool hidden) {
    const struct open_paragraph *paragraph = &story->top->paragraph;
    int32_t list = list_of(paragraph);
    if (list <= 0)
        return;
    struct counters *counters = story->level_count > 1 ? story->box_numbers : story->numbers;
    numbering_next(story->reader->numbering, counters, list,
                   list_level_of(story->reader, paragraph, list), &story->number);
    if (hidden)
        buffer_clear(&story->number);
}

/* A number has the font of its list's level, else that of the paragraph's style. */
static struct font number_font(const struct story *story) {
    const struct open_paragraph *paragraph = &story->top->paragraph;
    int32_t list = list_of(paragraph);
    struct font_setting own = {.set = false};
    if (list > 0)
        own = numbering_font(story->reader->numbering, list,
                             list_level_of(story->reader, paragraph, list));
    if (own.set)
        return own.font;
    if (paragraph->style && paragraph->style->font.set)
        return paragraph->style->font.font;
    return story->reader->styles.font_default;
}

static void play_boxes(struct story *story) {
    struct tape *boxes = &story->top->paragraph.boxes;
    if (!boxes->count)
        return;
    enum part outside = story->level_count > 1 ? PART_TEXTBOX : story->part;
    struct output part = {.kind = OUTPUT_PART, .part = PART_TEXTBOX};
    outlet_put(story, &part);
    outlet_play(story, boxes);
    part.part = outside;
    outlet_put(story, &part);
}

static void check_size(struct story *story) {
    const struct open_paragraph *paragraph = &story->top->paragraph;
    outlet_check_text(story, &paragraph->text, "paragraph");
    outlet_check_text(story, &paragraph->dropped, "paragraph");
}

/* Writes the paragraph out, with its number, and what is anchored to it. */
static void write_out(struct story *story) {
    struct level *level = story->top;
    struct open_paragraph *paragraph = &level->paragraph;
    bool hidden = mark_is_hidden(story);
    bool merged_away = level->table && level->table->merge == MERGE_CONTINUED;
    buffer_clear(&story->number);
    if (level->suppressed == 0 && (paragraph->text.length || !hidden)) {
        number(story, hidden);
        if (!merged_away || paragraph->text.length || story->number.length) {
            grid_ensure_current_cell(story);
            struct output output = {.kind = OUTPUT_PARAGRAPH,
                                    .style = paragraph->style_name,
                                    .number = story->number.length ? story->number.data : NULL,
                                    .text = buffer_text(&paragraph->text),
                                    .spans = paragraph->spans.list,
                                    .span_count = paragraph->spans.count,
                                    .number_font = number_font(story)};
            outlet_put(story, &output);
        }
    }
    check_size(story);
    buffer_clear(&paragraph->text);
    paragraph->spans.count = 0;
    paragraph->inserted_from = 0;
    paragraph->carried = false;
    play_boxes(story);
}

void paragraph_close(struct story *story) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    if (!paragraph->open)
        return;
    report_dropped(story);
    paragraph->open = false;
    bool joins = paragraph->mark_deleted || paragraph->is_drop_cap ||
                 (paragraph->mark_runs_on && paragraph->text.length);
    if (joins && story->top->suppressed == 0)
        paragraph->carried = true;
    else
        write_out(story);
}

void paragraph_finish(struct story *story) {
    struct open_paragraph *paragraph = &story->top->paragraph;
    paragraph_close(story);
    if (!paragraph->carried)
        return;
    bool gone = !paragraph->text.length && paragraph->mark_deleted;
    paragraph->carried = false;
    if (gone)
        play_boxes(story);
    else
        write_out(story);
}
