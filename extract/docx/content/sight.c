#include "extract/docx/content/sight.h"

/* The colour and size of text that comes now, and the colours that runs and styles put behind it.
 */
static struct docx_look look_of(const struct story *story) {
    const struct level *level = story->top;
    const struct open_table *table = level->table;
    struct docx_look look = level->run.look;
    if (level->run.style)
        docx_look_inherit(&look, &level->run.style->look);
    if (level->paragraph.style)
        docx_look_inherit(&look, &level->paragraph.style->look);
    if (table && table->style) {
        struct docx_look own =
            docx_table_look(table->style, table->row_regions | table->cell_regions);
        docx_look_inherit(&look, &own);
    }
    docx_look_inherit(&look, &story->reader->styles.look_default);
    return look;
}

static bool is_color(color c) {
    return c != COLOR_UNSET && c != COLOR_AUTO;
}

static color cell_color(const struct open_table *table) {
    if (table->cell_shade)
        return table->cell_shade;
    color own = table->style
                    ? docx_table_shade(table->style, table->row_regions | table->cell_regions)
                    : COLOR_UNSET;
    return is_color(own) ? own : table->shade;
}

/* Behind the paragraph; cells without a colour show that of what they are in. The filling of text
 * boxes is not read, nor which text a drawing lies behind: tables seldom stand on one. */
static color paper_of(const struct story *story) {
    const struct level *level = story->top;
    const struct open_paragraph *paragraph = &level->paragraph;
    color shade = paragraph->shade   ? paragraph->shade
                  : paragraph->style ? paragraph->style->paragraph_shade
                                     : COLOR_UNSET;
    if (is_color(shade))
        return shade;
    for (const struct open_table *table = level->table; table; table = table->outer) {
        color cell = cell_color(table);
        if (is_color(cell))
            return cell;
    }
    if (story->level_count > 1 || (story->reader->drawn && !level->table))
        return COLOR_UNKNOWN;
    return story->reader->outer ? paper_of(story->reader->outer) : story->reader->page_color;
}

/* Most text is in the automatic colour and of a common size: nothing more is asked then. */
enum visibility sight_visibility(const struct story *story) {
    struct docx_look look = look_of(story);
    look.ink = look.fill ? look.fill : look.ink;
    if (look.ink == COLOR_UNSET || look.ink == COLOR_AUTO || look.relief == RELIEF_ON)
        return visible(COLOR_AUTO, COLOR_UNSET, look.twips);
    color behind = is_color(look.highlight) ? look.highlight : look.shade;
    return visible(look.ink, is_color(behind) ? behind : paper_of(story), look.twips);
}

bool sight_is_in_cell(const struct story *story) {
    for (size_t i = 0; i < story->level_count; i++)
        if (story->levels[i]->table)
            return true;
    return story->reader->outer && sight_is_in_cell(story->reader->outer);
}
