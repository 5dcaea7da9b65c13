#include "extract/docx/content/field.h"

#include "extract/docx/content/outlet.h"

static struct field *innermost(const struct story *story) {
    const struct level *level = story->top;
    return level->field_count ? &level->fields[level->field_count - 1] : NULL;
}

void field_begin(struct story *story) {
    struct level *level = story->top;
    struct field *fields = arena_grow(story->reader->arena, level->fields, level->field_count,
                                      &level->field_capacity, sizeof *fields);
    if (!fields)
        return; /* the arena stays failed and is asked at the end */
    level->fields = fields;
    fields[level->field_count++] =
        (struct field){.paragraph = level->paragraphs, .wanted = UNNUMBERED};
    if (level->instructions++ == 0)
        level->instruction_paragraph = level->paragraphs;
}

void field_separate(struct story *story) {
    struct field *field = innermost(story);
    if (!field || field->result)
        return;
    field->result = true;
    field->shown_from = story->top->paragraph.text.length;
    story->top->instructions--;
}

/* Forms of Word 97: the box or the chosen entry is shown, but stored beside the result. */
static const char *shown_by_form(const struct story *story, const struct field *field) {
    if (field->checkbox != FIELD_PLAIN)
        return field->checkbox == FIELD_CHECKED ? "☒" : "☐";
    bool typed = field->result && (story->top->paragraph.text.length > field->shown_from ||
                                   story->top->paragraphs > field->paragraph);
    return typed ? NULL : field->choice;
}

const char *field_end(struct story *story) {
    struct level *level = story->top;
    if (!level->field_count)
        return NULL;
    const struct field *field = &level->fields[--level->field_count];
    if (!field->result)
        level->instructions--;
    return shown_by_form(story, field);
}

static void give_up(struct story *story) {
    outlet_event(story, CODE_REPAIRED, "A field that never ends was read as if it had ended.");
    story->top->instructions = 0;
    story->top->field_count = 0;
}

void field_abandon_stale(struct story *story) {
    struct level *level = story->top;
    if (level->instructions && level->instruction_paragraph != level->paragraphs)
        give_up(story);
}

void field_abandon(struct story *story) {
    if (story->top->instructions)
        give_up(story);
}

void field_checkbox(struct story *story, bool checked) {
    struct field *field = innermost(story);
    if (field)
        field->checkbox = checked ? FIELD_CHECKED : FIELD_UNCHECKED;
}

void field_choice_wanted(struct story *story, int32_t index) {
    struct field *field = innermost(story);
    if (field)
        field->wanted = index;
}

/* Without a choice of its own the list shows its first entry (§17.16.9). */
void field_choice(struct story *story, const char *entry) {
    struct field *field = innermost(story);
    if (!field)
        return;
    int32_t wanted = field->wanted == UNNUMBERED ? 0 : field->wanted;
    if (field->entries++ == wanted)
        field->choice = arena_strdup(story->reader->arena, entry);
}
