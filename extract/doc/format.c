#include "extract/doc/format.h"

#include <string.h>

/* §2.4.6: a page of formatting has 512 bytes, the last one counts its runs. */
enum {
    PAGE_BYTES = 512,
    PAGE_COUNT_AT = 511,
    PAGE_NUMBER_MASK = 0x3FFFFF,
    PARAGRAPH_ENTRY_BYTES = 13
};
/* Styles based on one another: Word allows 11 levels. */
enum { STYLE_DEPTH_MAX = 12 };

/* ---- property lists ---- */

struct property {
    unsigned code;
    struct bytes operand;
};

enum {
    SPRM_DELETED = 0x0800,
    SPRM_STRUCK = 0x0837,
    SPRM_STRUCK_TWICE = 0x2A53,
    SPRM_HIDDEN = 0x083C,
    SPRM_SPECIAL = 0x0855,
    SPRM_ISS = 0x2A48,
    SPRM_POSITION = 0x4845,
    SPRM_FONT_ASCII = 0x4A4F,
    SPRM_FONT_OTHER = 0x4A51,
    SPRM_STYLE = 0x4A30,
    SPRM_SYMBOL = 0x6A09,
    SPRM_LEVEL = 0x260A,
    SPRM_LIST = 0x460B,
    SPRM_IN_TABLE = 0x2416,
    SPRM_ROW_END = 0x2417,
    SPRM_DEPTH = 0x6649,
    SPRM_INNER_CELL = 0x244B,
    SPRM_INNER_ROW = 0x244C,
    SPRM_ELSEWHERE = 0x6646,
    SPRM_ELSEWHERE_OLD = 0x6645,
    SPRM_TABLE = 0xD608,
    SPRM_TABLE_HEADER = 0x3404,
    SPRM_MERGE = 0x5624,
    SPRM_VERTICAL_MERGE = 0xD62B
};

/* Tab stops too many for the count in front (§2.9.182): 4 bytes for each that is taken away, then 3
 * for each that is set, both behind their count. */
static size_t tabs_length(const struct bytes *rest) {
    size_t gone = 1 + (size_t)bytes_u8(rest, 1) * 4;
    return gone + 1 + (size_t)bytes_u8(rest, 1 + gone) * 3;
}

/* The length of an operand by the three highest bits of the code (§2.6.1). */
static size_t operand_length(unsigned code, const struct bytes *rest, size_t *skip) {
    static const unsigned char lengths[8] = {1, 1, 2, 4, 2, 2, 0, 3};
    enum { TABS = 0xC615, TABS_LONG = 255 };
    *skip = 0;
    if (code >> 13 != 6)
        return lengths[code >> 13];
    if (code == SPRM_TABLE) {
        *skip = 2;
        unsigned length = bytes_u16(rest, 0);
        return length ? length - 1 : 0;
    }
    *skip = 1;
    if (code == TABS && bytes_u8(rest, 0) == TABS_LONG)
        return tabs_length(rest);
    return bytes_u8(rest, 0);
}

static bool next_property(struct bytes *list, struct property *property) {
    size_t skip;
    if (list->length < 3)
        return false;
    property->code = bytes_u16(list, 0);
    struct bytes rest = bytes_part(list, 2, SIZE_MAX);
    size_t length = operand_length(property->code, &rest, &skip);
    property->operand = bytes_part(&rest, skip, length);
    *list = bytes_part(&rest, skip + length, SIZE_MAX);
    return true;
}

/* §2.9.329 ToggleOperand: 80 is as the style says, 81 the opposite. */
static bool toggled(unsigned operand, bool of_style) {
    enum { AS_STYLE = 0x80, OPPOSITE = 0x81 };
    if (operand == AS_STYLE)
        return of_style;
    return operand == OPPOSITE ? !of_style : operand != 0;
}

static void apply_character(struct doc_character *character, struct bytes list,
                            const struct doc_character *style) {
    struct property p;
    while (next_property(&list, &p)) {
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
            break;
        }
    }
}

/* §2.9.327: edges, then 20 bytes a cell that begin with its flags. */
static void read_table(struct doc_paragraph *paragraph, const struct bytes *operand) {
    enum { CELL_BYTES = 20, MERGED_FIRST = 1, MERGED = 2, DOWN = 0x20, DOWN_FIRST = 0x40 };
    size_t count = bytes_u8(operand, 0);
    if (count > DOC_CELLS_MAX)
        count = DOC_CELLS_MAX;
    paragraph->cell_count = count;
    paragraph->left = bytes_i16(operand, 1);
    size_t cells = 1 + (bytes_u8(operand, 0) + 1) * 2;
    for (size_t i = 0; i < count; i++) {
        unsigned flags = bytes_u16(operand, cells + i * CELL_BYTES);
        paragraph->cells[i] = (struct cell_place){
            .right = bytes_i16(operand, 1 + (i + 1) * 2),
            .merge_right_first = (flags & MERGED_FIRST) != 0,
            .merge_right = (flags & MERGED) != 0,
            .merge_down_first = (flags & DOWN_FIRST) != 0,
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
                            struct bytes list, bool elsewhere_allowed) {
    struct property p;
    while (next_property(&list, &p)) {
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
            read_table(paragraph, &p.operand);
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
            if (elsewhere_allowed) { /* a list too long for its page stands in the data stream */
                uint32_t at = bytes_u32(&p.operand, 0);
                struct bytes far =
                    bytes_part(&file->data, (size_t)at + 2, bytes_u16(&file->data, at));
                apply_paragraph(file, paragraph, far, false);
            }
            break;
        default:
            break;
        }
    }
}

/* ---- pages ---- */

/* The page of a table of pages (§2.8.5, §2.8.6) that tells of an FC. */
static void find_page(const struct doc_formats *formats, enum doc_table which, uint32_t fc,
                      struct doc_page *page) {
    struct bytes table = doc_table(formats->file, which, NULL);
    size_t count = table.length >= 4 ? (table.length - 4) / 8 : 0, low = 0, high = count;
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
    uint32_t number = bytes_u32(&table, (count + 1) * 4 + low * 4) & PAGE_NUMBER_MASK;
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

void doc_paragraph_at(struct doc_formats *formats, uint32_t fc, struct doc_paragraph *paragraph) {
    struct doc_page *page = &formats->paragraph_page;
    unsigned run;
    memset(paragraph, 0, sizeof *paragraph);
    find_page(formats, TABLE_PARAGRAPHS, fc, page);
    if (!find_run(page, fc, &run))
        return;
    size_t at = bytes_u8(&page->bytes, (page->runs + 1) * 4 + run * PARAGRAPH_ENTRY_BYTES) * 2;
    unsigned words = bytes_u8(&page->bytes, at);
    if (at == 0)
        return;
    /* §2.9.175: an odd count of bytes, or a zero and a count of words behind it. */
    struct bytes list = words
                            ? bytes_part(&page->bytes, at + 1, words * 2 - 1)
                            : bytes_part(&page->bytes, at + 2, bytes_u8(&page->bytes, at + 1) * 2);
    paragraph->style = bytes_u16(&list, 0);
    const struct doc_style *style = style_at(formats, paragraph->style);
    if (style) {
        paragraph->list = style->list;
        paragraph->level = style->level;
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
    struct bytes list = bytes_part(&page->bytes, at + 1, bytes_u8(&page->bytes, at));
    /* A character style comes first, whatever its place in the list. */
    struct bytes rest = list;
    struct property p;
    while (next_property(&rest, &p))
        if (p.code == SPRM_STYLE && style_at(formats, bytes_u16(&p.operand, 0)))
            apply_character(&character, style_at(formats, bytes_u16(&p.operand, 0))->characters,
                            NULL);
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
    apply_character(&character, list, NULL);
    return character.font;
}

/* ---- fonts ---- */

/* §2.9.78: the character set at 4, the name in UTF-16 from 40 on. */
static struct doc_font read_font(const struct bytes *entry) {
    enum { CHARSET_AT = 4, NAME_AT = 40, SYMBOL = 2, NAME_MAX = 64 };
    char name[NAME_MAX + 1];
    size_t length = 0;
    for (size_t at = NAME_AT; length < NAME_MAX && bytes_u16(entry, at); at += 2) {
        unsigned unit = bytes_u16(entry, at);
        name[length++] = unit < 0x80 ? (char)unit : '?'; /* names that matter are ASCII */
    }
    name[length] = '\0';
    enum symbol_font symbols = symbol_font(name);
    return (struct doc_font){.font = font_of_name(name),
                             .symbols = symbols,
                             .is_symbol = symbols || bytes_u8(entry, CHARSET_AT) == SYMBOL};
}

static bool read_fonts(struct doc_formats *formats, struct arena *arena) {
    struct bytes table = doc_table(formats->file, TABLE_FONTS, NULL);
    size_t count = bytes_u16(&table, 0), at = 4;
    formats->fonts = arena_array(arena, count + 1, sizeof *formats->fonts);
    for (size_t i = 0; formats->fonts && i < count && at < table.length; i++) {
        size_t length = bytes_u8(&table, at) + 1;
        struct bytes entry = bytes_part(&table, at, length);
        formats->fonts[formats->font_count++] = read_font(&entry);
        at += length;
    }
    return formats->fonts != NULL;
}

/* ---- styles ---- */

/* §2.9.258: the fixed part, the name, then property lists: of a paragraph style its own and its
 * characters'. */
static void read_style(const struct bytes *std, size_t base_bytes, struct doc_style *style) {
    enum { KIND_PARAGRAPH = 1, KIND_CHARACTER = 2 };
    unsigned kind = bytes_u16(std, 2) & 0xF;
    size_t at = base_bytes + 2 + (bytes_u16(std, base_bytes) + 1) * 2;
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
    }
    struct doc_paragraph paragraph = {.list = style->list, .level = style->level};
    apply_paragraph(formats->file, &paragraph, style->paragraph, false);
    style->list = paragraph.list;
    style->level = paragraph.level;
    apply_character(&style->character, style->characters, NULL);
}

static bool read_styles(struct doc_formats *formats, struct arena *arena) {
    enum { FONT_AT = 16 };
    struct bytes table = doc_table(formats->file, TABLE_STYLES, NULL);
    size_t header = bytes_u16(&table, 0), count = bytes_u16(&table, 2), base = bytes_u16(&table, 4);
    formats->default_font = bytes_u16(&table, 2 + FONT_AT);
    formats->styles = arena_array(arena, count + 1, sizeof *formats->styles);
    size_t at = 2 + header;
    for (size_t i = 0; formats->styles && i < count && at < table.length; i++) {
        size_t length = bytes_u16(&table, at);
        struct bytes std = bytes_part(&table, at + 2, length);
        formats->styles[i].base = DOC_NO_STYLE;
        if (length > 0)
            read_style(&std, base, &formats->styles[i]);
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
