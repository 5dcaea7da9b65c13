/* formatting: properties of characters and paragraphs in a DOC file, as far as they change what is
 * read.
 *
 * Pages of formatting (FKP) hold, by FC, what a run or a paragraph has of its own; styles give the
 * rest. Ownership: the arena's. Source: MS-DOC §2.4.6.1, §2.4.6.2 (paragraph and character
 * properties), §2.6 (Sprm), §2.9.278 (Stshi), §2.9.258 (STD), §2.9.78 (FFN).
 */
#ifndef CHITIEU_EXTRACT_DOC_FORMATTING_H
#define CHITIEU_EXTRACT_DOC_FORMATTING_H

#include "extract/doc/file.h"
#include "extract/doc/look.h"
#include "extract/word/symbol.h"
#include "extract/text/encoding.h"
#include "extract/text/script.h"
#include "extract/word/collector.h"

enum { DOC_CELLS_MAX = 64, DOC_LEVELS = 9, DOC_NO_STYLE = 0x0FFF, DOC_NO_FONT = 0xFFFF };

struct doc_character {
    unsigned font; /* index of the font table, for letters beyond ASCII */
    bool hidden, deleted, struck, struck_twice, special;
    enum script script;
    struct doc_look look;
    unsigned symbol_font, symbol; /* a special character's; 0 when it is none */
};

struct doc_paragraph {
    unsigned style;
    bool in_table, row_end, inner_cell, inner_row_end;
    unsigned depth;       /* of tables */
    unsigned list, level; /* list 0: none */
    color paper;          /* its shading; unset or automatic: what is behind it */
    /* of a row's end */
    struct cell_place cells[DOC_CELLS_MAX];
    size_t cell_count;
    int32_t left;
    bool header;
};

struct doc_font {
    struct font font;
    enum symbol_font symbols;
    bool is_symbol;
};

struct doc_style {
    unsigned base;
    bool resolved;
    bool is_paragraph;
    struct bytes characters, paragraph; /* property lists */
    struct doc_character character;     /* effective */
    unsigned list, level;               /* effective */
    color paper;                        /* the same */
};

struct doc_formats {
    const struct doc_file *file;
    struct doc_font *fonts;
    size_t font_count;
    struct doc_style *styles;
    size_t style_count;
    unsigned default_font;
    /* The page that was asked last, of characters and of paragraphs. */
    struct doc_page {
        struct bytes bytes;
        unsigned runs;
        uint32_t first, end; /* FCs */
    } character_page, paragraph_page;
};

MUST_USE bool doc_formats_read(struct doc_formats *formats, const struct doc_file *file,
                               struct arena *arena);

/* The paragraph whose mark is at an FC. */
void doc_paragraph_at(struct doc_formats *formats, uint32_t fc, struct doc_paragraph *paragraph);

/* Whether a character of `width` bytes at an FC is the last of its paragraph, as far as is known.
 */
bool doc_paragraph_ends(struct doc_formats *formats, uint32_t fc, uint32_t width);

/* The character at an FC in a paragraph of this style; `*end` is the FC up to which the same holds.
 */
struct doc_character doc_character_at(struct doc_formats *formats, uint32_t fc, unsigned style,
                                      uint32_t *end);

/* The font that a list of character properties names, or DOC_NO_FONT. */
unsigned doc_property_font(struct bytes list);

struct doc_font doc_font_at(const struct doc_formats *formats, unsigned index);

#endif
