#include "extract/doc/formatting.h"
#include "extract/doc/sprm.h"

#include <string.h>

/* §2.4.6: a page of formatting has 512 bytes, the last one counts its runs. */
enum { PAGE_BYTES = 512, PAGE_COUNT_AT = 511, PAGE_NUMBER_MASK = 0x3FFFFF };
/* Styles based on one another: Word allows 11 levels. */
enum { STYLE_DEPTH_MAX = 12 };

/* ---- property lists ---- */

/* §2.9.329 ToggleOperand: 80 is as the style has it, 81 the opposite. */
static bool toggled(unsigned operand, bool of_style) {
    enum { AS_STYLE = 0x80, OPPOSITE = 0x81 };
    if (operand == AS_STYLE)
        return of_style;
    return operand == OPPOSITE ? !of_style : operand != 0;
}

static struct property_list list_of_file(const struct doc_file *file, struct bytes bytes) {
    return (struct property_list){.bytes = bytes, .word_6 = file->word_6};
}

static void apply_character(struct doc_character *character, struct property_list list,
                            const struct doc_character *style) {
    struct property p;
    while (property_next(&list, &p)) {
        unsigned operand = bytes_u8(&p.operand, 0);
        enum script shifted;
        switch (p.code) {
        case SPRM_DELETED:
            character->deleted = operand != 0;
            break;
        case SPRM_HIDDEN:
            character->hidden = toggled(operand, style && style->hidden);
            break;
        case SPRM_STRUCK:
            character->struck = toggled(operand, style && style->struck);
            break;
        case SPRM_STRUCK_TWICE:
            character->struck_twice = toggled(operand, style && style->struck_twice);
            break;
        case SPRM_SPECIAL:
            character->special = operand != 0;
            break;
        case SPRM_ISS:
            character->script = operand == 1   ? SCRIPT_RAISED
                                : operand == 2 ? SCRIPT_LOWERED
                                               : SCRIPT_NONE;
            break;
        case SPRM_POSITION:
            shifted = script_of_shift((int16_t)bytes_u16(&p.operand, 0));
            character->script = shifted == SCRIPT_UNSET ? character->script : shifted;
            break;
        case SPRM_FONT_OTHER:
            character->font = bytes_u16(&p.operand, 0);
            break;
        case SPRM_SYMBOL:
            character->symbol_font = bytes_u16(&p.operand, 0);
            character->symbol = bytes_u16(&p.operand, 2);
            break;
        default:
            doc_look_apply(&character->look, &p);
            break;
        }
    }
}

/* §2.9.327: edges, then a description a cell that begins with its flags. */
static void read_table(struct doc_paragraph *paragraph, const struct bytes *operand,
                       size_t cell_bytes) {
    enum { MERGED_FIRST = 1, MERGED = 2, DOWN = 0x20, DOWN_FIRST = 0x40 };
    size_t count = bytes_u8(operand, 0);
    if (count > DOC_CELLS_MAX)
        count = DOC_CELLS_MAX;
    paragraph->cell_count = count;
    paragraph->left = bytes_i16(operand, 1);
    size_t cells = 1 + (bytes_u8(operand, 0) + 1) * 2;
    for (size_t i = 0; i < count; i++) {
        unsigned flags = bytes_u16(operand, cells + i * cell_bytes);
        paragraph->cells[i] = (struct cell_place){
            .right = bytes_i16(operand, 1 + (i + 1) * 2),
            .merge_right_first = (flags & MERGED_FIRST) != 0,
            .merge_right = (flags & MERGED) != 0,
            .merge_down = (flags & DOWN) != 0 && (flags & DOWN_FIRST) == 0,
        };
    }
}

static void merge_down(struct doc_paragraph *paragraph, const struct bytes *operand) {
    enum { CONTINUES = 1 };
    size_t cell = bytes_u8(operand, 0);
    if (cell < paragraph->cell_count)
        paragraph->cells[cell].merge_down = bytes_u8(operand, 1) == CONTINUES;
}

static void merge_right(struct doc_paragraph *paragraph, const struct bytes *operand) {
    size_t first = bytes_u8(operand, 0), end = bytes_u8(operand, 1);
    for (size_t i = first; i < end && i < paragraph->cell_count; i++) {
        paragraph->cells[i].merge_right_first = i == first;
        paragraph->cells[i].merge_right = i > first;
    }
}

/* sprmPIlfo (§2.6.2): negated, the paragraph is in the list all the same, with indents of its own.
 */
static unsigned list_of(const struct bytes *operand) {
    enum { NEGATED_FIRST = -0x7FE };
    int32_t index = bytes_i16(operand, 0);
    return (unsigned)(index < 0 && index >= NEGATED_FIRST ? -index : index & 0xFFFF);
}

static void apply_paragraph(const struct doc_file *file, struct doc_paragraph *paragraph,
                            struct bytes bytes, bool elsewhere_allowed) {
    struct property_list list = list_of_file(file, bytes);
    struct property p;
    while (property_next(&list, &p)) {
        unsigned operand = bytes_u8(&p.operand, 0);
        switch (p.code) {
        case SPRM_LEVEL:
            paragraph->level = operand;
            break;
        case SPRM_LIST:
            paragraph->list = list_of(&p.operand);
            break;
        case SPRM_IN_TABLE:
            paragraph->in_table = operand != 0;
            break;
        case SPRM_ROW_END:
            paragraph->row_end = operand != 0;
            break;
        case SPRM_DEPTH:
            paragraph->depth = bytes_u8(&p.operand, 0);
            break;
        case SPRM_INNER_CELL:
            paragraph->inner_cell = operand != 0;
            break;
        case SPRM_INNER_ROW:
            paragraph->inner_row_end = operand != 0;
            break;
        case SPRM_TABLE:
            read_table(paragraph, &p.operand, doc_layout(file)->cell_bytes);
            break;
        case SPRM_TABLE_HEADER:
            paragraph->header = operand != 0;
            break;
        case SPRM_MERGE:
            merge_right(paragraph, &p.operand);
            break;
        case SPRM_VERTICAL_MERGE:
            merge_down(paragraph, &p.operand);
            break;
        case SPRM_ELSEWHERE:
        case SPRM_ELSEWHERE_OLD:
            if (elsewhere_allowed) { /* a list too long for its page is in the data stream */
                uint32_t at = bytes_u32(&p.operand, 0);
                struct bytes far =
                    bytes_part(&file->data, (size_t)at + 2, bytes_u16(&file->data, at));
                apply_paragraph(file, paragraph, far, false);
            }
            break;
        default:
            doc_paper_apply(&paragraph->paper, &p);
            doc_cells_shade(paragraph->cells, paragraph->cell_count, &p);
            break;
        }
    }
}

/* ---- pages ---- */

/* The page of a table of pages (§2.8.5, §2.8.6) that covers an FC. */
static void find_page(const struct doc_formats *formats, enum doc_table which, uint32_t fc,
                      struct doc_page *page) {
    struct bytes table = doc_table(formats->file, which, NULL);
    size_t number_bytes = doc_layout(formats->file)->page_number_bytes;
    size_t count = table.length >= 4 ? (table.length - 4) / (4 + number_bytes) : 0;
    size_t low = 0, high = count;
    if (page->runs && fc >= page->first && fc < page->end)
        return;
    *page = (struct doc_page){.first = fc, .end = fc + 1};
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (bytes_u32(&table, middle * 4) <= fc)
            low = middle;
        else
            high = middle;
    }
    if (count == 0)
        return;
    struct bytes entry = bytes_part(&table, (count + 1) * 4 + low * number_bytes, number_bytes);
    uint32_t number = bytes_u32(&entry, 0) & PAGE_NUMBER_MASK;
    page->bytes = bytes_part(&formats->file->main, (size_t)number * PAGE_BYTES, PAGE_BYTES);
    page->runs = bytes_u8(&page->bytes, PAGE_COUNT_AT);
    page->first = bytes_u32(&table, low * 4);
    page->end = bytes_u32(&table, low * 4 + 4);
}

/* The run of a page that an FC lies in; false when it lies in none. The FCs ascend. */
static bool find_run(const struct doc_page *page, uint32_t fc, unsigned *run) {
    unsigned low = 0, high = page->runs;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (bytes_u32(&page->bytes, middle * 4 + 4) <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    *run = low;
    return low < page->runs && fc >= bytes_u32(&page->bytes, low * 4);
}

static const struct doc_style *style_at(const struct doc_formats *formats, unsigned index) {
    return index < formats->style_count ? &formats->styles[index] : NULL;
}

/* §2.9.175: an odd count of bytes, or a zero and a count of words behind it. Word 6 counts words.
 */
static struct bytes paragraph_list(const struct doc_formats *formats, const struct bytes *page,
                                   size_t at) {
    unsigned words = bytes_u8(page, at);
    if (formats->file->word_6)
        return bytes_part(page, at + 1, words * 2);
    return words ? bytes_part(page, at + 1, words * 2 - 1)
                 : bytes_part(page, at + 2, bytes_u8(page, at + 1) * 2);
}

void doc_paragraph_at(struct doc_formats *formats, uint32_t fc, struct doc_paragraph *paragraph) {
    struct doc_page *page = &formats->paragraph_page;
    unsigned run;
    memset(paragraph, 0, sizeof *paragraph);
    find_page(formats, TABLE_PARAGRAPHS, fc, page);
    if (!find_run(page, fc, &run))
        return;
    size_t entry = doc_layout(formats->file)->paragraph_entry_bytes;
    size_t at = bytes_u8(&page->bytes, (page->runs + 1) * 4 + run * entry) * 2;
    if (at == 0)
        return;
    struct bytes list = paragraph_list(formats, &page->bytes, at);
    paragraph->style = bytes_u16(&list, 0);
    const struct doc_style *style = style_at(formats, paragraph->style);
    if (style) {
        paragraph->list = style->list;
        paragraph->level = style->level;
        paragraph->paper = style->paper;
    }
    apply_paragraph(formats->file, paragraph, bytes_part(&list, 2, SIZE_MAX), true);
    if (paragraph->in_table && paragraph->depth == 0)
        paragraph->depth = 1;
}

bool doc_paragraph_ends(struct doc_formats *formats, uint32_t fc, uint32_t width) {
    struct doc_page *page = &formats->paragraph_page;
    unsigned run;
    find_page(formats, TABLE_PARAGRAPHS, fc, page);
    return !find_run(page, fc, &run) || bytes_u32(&page->bytes, run * 4 + 4) <= fc + width;
}

struct doc_character doc_character_at(struct doc_formats *formats, uint32_t fc, unsigned style,
                                      uint32_t *end) {
    struct doc_page *page = &formats->character_page;
    const struct doc_style *own = style_at(formats, style);
    struct doc_character character = {.font = formats->default_font};
    if (own)
        character = own->character;
    unsigned run;
    find_page(formats, TABLE_CHARACTERS, fc, page);
    *end = fc + 1;
    if (!find_run(page, fc, &run))
        return character;
    *end = bytes_u32(&page->bytes, run * 4 + 4);
    size_t at = bytes_u8(&page->bytes, (page->runs + 1) * 4 + run) * 2;
    if (at == 0)
        return character;
    struct property_list list =
        list_of_file(formats->file, bytes_part(&page->bytes, at + 1, bytes_u8(&page->bytes, at)));
    /* A character style comes first, whatever its place in the list. */
    struct property_list rest = list;
    struct property p;
    while (property_next(&rest, &p)) {
        const struct doc_style *other =
            p.code == SPRM_STYLE ? style_at(formats, bytes_u16(&p.operand, 0)) : NULL;
        if (other)
            apply_character(&character, list_of_file(formats->file, other->characters), NULL);
    }
    apply_character(&character, list, own ? &own->character : NULL);
    return character;
}

struct doc_font doc_font_at(const struct doc_formats *formats, unsigned index) {
    if (index < formats->font_count)
        return formats->fonts[index];
    return (struct doc_font){.font = {ENCODING_UNICODE, false}};
}

unsigned doc_property_font(struct bytes list) {
    struct doc_character character = {.font = DOC_NO_FONT};
    apply_character(&character, (struct property_list){.bytes = list}, NULL);
    return character.font;
}

/* ---- fonts ---- */

/* §2.9.78: the character set, the name up to its zero. */
static struct doc_font read_font(const struct bytes *entry, const struct doc_layout *layout) {
    enum { SYMBOL = 2, NAME_MAX = 64 };
    char name[NAME_MAX + 1];
    size_t length = 0;
    for (size_t at = layout->font_name_at; length < NAME_MAX; at += layout->unit_bytes) {
        unsigned unit = layout->unit_bytes == 1 ? bytes_u8(entry, at) : bytes_u16(entry, at);
        if (unit == 0)
            break;
        name[length++] = unit < 0x80 ? (char)unit : '?'; /* names that matter are ASCII */
    }
    name[length] = '\0';
    enum symbol_font symbols = symbol_font(name);
    return (struct doc_font){.font = font_of_name(name),
                             .symbols = symbols,
                             .is_symbol =
                                 symbols || bytes_u8(entry, layout->font_charset_at) == SYMBOL};
}

static bool read_fonts(struct doc_formats *formats, struct arena *arena) {
    struct bytes table = doc_table(formats->file, TABLE_FONTS, NULL);
    const struct doc_layout *layout = doc_layout(formats->file);
    size_t at = layout->fonts_at, fewest_bytes = layout->font_name_at;
    size_t count = formats->file->word_6 ? table.length / fewest_bytes : bytes_u16(&table, 0);
    formats->fonts = arena_array(arena, count + 1, sizeof *formats->fonts);
    for (size_t i = 0; formats->fonts && i < count && at < table.length; i++) {
        size_t length = bytes_u8(&table, at) + 1;
        struct bytes entry = bytes_part(&table, at, length);
        formats->fonts[formats->font_count++] = read_font(&entry, layout);
        at += length;
    }
    return formats->fonts != NULL;
}

/* ---- styles ---- */

/* §2.9.258: the fixed part, the name, then property lists: of a paragraph style its own and its
 * characters'. */
static void read_style(const struct bytes *std, size_t base_bytes, bool word_6,
                       struct doc_style *style) {
    enum { KIND_PARAGRAPH = 1, KIND_CHARACTER = 2 };
    unsigned kind = bytes_u16(std, 2) & 0xF;
    size_t at = base_bytes + 2 + (bytes_u16(std, base_bytes) + 1) * 2;
    if (word_6) { /* its name has a byte a character; lists begin at even places */
        at = base_bytes + 2 + bytes_u8(std, base_bytes);
        at += at & 1;
    }
    style->base = bytes_u16(std, 2) >> 4;
    style->is_paragraph = kind == KIND_PARAGRAPH;
    if (kind == KIND_PARAGRAPH) {
        size_t length = bytes_u16(std, at);
        style->paragraph = bytes_part(std, at + 4, length > 2 ? length - 2 : 0);
        at += 2 + length + (length & 1);
    }
    if (kind == KIND_PARAGRAPH || kind == KIND_CHARACTER)
        style->characters = bytes_part(std, at + 2, bytes_u16(std, at));
}

static void resolve(struct doc_formats *formats, size_t index, unsigned depth) {
    struct doc_style *style = &formats->styles[index];
    if (style->resolved)
        return;
    style->resolved = true; /* also ends a circle */
    style->character = (struct doc_character){.font = formats->default_font};
    if (style->base < formats->style_count && depth < STYLE_DEPTH_MAX) {
        resolve(formats, style->base, depth + 1);
        style->character = formats->styles[style->base].character;
        style->list = formats->styles[style->base].list;
        style->level = formats->styles[style->base].level;
        style->paper = formats->styles[style->base].paper;
    }
    struct doc_paragraph paragraph = {
        .list = style->list, .level = style->level, .paper = style->paper};
    apply_paragraph(formats->file, &paragraph, style->paragraph, false);
    style->list = paragraph.list;
    style->level = paragraph.level;
    style->paper = paragraph.paper;
    apply_character(&style->character, list_of_file(formats->file, style->characters), NULL);
}

static bool read_styles(struct doc_formats *formats, struct arena *arena) {
    struct bytes table = doc_table(formats->file, TABLE_STYLES, NULL);
    size_t header = bytes_u16(&table, 0), count = bytes_u16(&table, 2), base = bytes_u16(&table, 4);
    formats->default_font = bytes_u16(&table, 2 + doc_layout(formats->file)->style_font_at);
    formats->styles = arena_array(arena, count + 1, sizeof *formats->styles);
    size_t at = 2 + header;
    for (size_t i = 0; formats->styles && i < count && at < table.length; i++) {
        size_t length = bytes_u16(&table, at);
        struct bytes std = bytes_part(&table, at + 2, length);
        formats->styles[i].base = DOC_NO_STYLE;
        if (length > 0)
            read_style(&std, base, formats->file->word_6, &formats->styles[i]);
        formats->style_count++;
        at += 2 + length + (length & 1);
    }
    for (size_t i = 0; formats->styles && i < formats->style_count; i++)
        resolve(formats, i, 0);
    return formats->styles != NULL;
}

bool doc_formats_read(struct doc_formats *formats, const struct doc_file *file,
                      struct arena *arena) {
    *formats = (struct doc_formats){.file = file};
    return read_fonts(formats, arena) && read_styles(formats, arena);
}
