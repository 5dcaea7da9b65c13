#include "extract/docx/content/level.h"

#include "extract/docx/content/field.h"
#include "extract/docx/content/outlet.h"
#include "extract/docx/content/paragraph.h"
#include "extract/docx/content/table.h"

bool level_push(struct story *story, enum code not_shown) {
    struct reader *reader = story->reader;
    struct level **levels = arena_grow(reader->arena, story->levels, story->level_count,
                                       &story->level_capacity, sizeof *levels);
    if (!levels)
        return false;
    story->levels = levels;
    struct level *level = arena_alloc(reader->arena, sizeof *level);
    if (!level)
        return false;
    level->suppressed = not_shown != CODE_NONE;
    level->suppressed_code = not_shown;
    level->run =
        (struct run){.hidden = SETTING_UNSET, .struck = SETTING_UNSET, .script = SCRIPT_UNSET};
    buffer_init(&level->paragraph.text, reader->limits->cell_text_bytes);
    buffer_init(&level->paragraph.dropped, reader->limits->cell_text_bytes);
    buffer_init(&level->row_text, reader->limits->cell_text_bytes);
    levels[story->level_count++] = level;
    story->top = level;
    return true;
}

void level_pop(struct story *story) {
    struct level *level = story->top;
    while (level->table)
        table_close(story);
    paragraph_finish(story);
    field_abandon(story);
    outlet_free_text(story, &level->paragraph.text);
    outlet_free_text(story, &level->paragraph.dropped);
    outlet_free_text(story, &level->row_text);
    story->level_count--;
    story->top = story->level_count ? story->levels[story->level_count - 1] : NULL;
}
