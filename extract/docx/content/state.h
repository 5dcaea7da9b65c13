/* state: a DOCX document that is being read, and what is open in each of its stories. A
 * story is one part's text: the body, a header, the footnotes. Nothing here does anything; the
 * modules above it, from below:
 *
 *   outlet      what comes out: to the builder, or onto a tape
 *   grid        tables, rows and cells that come out once their content does
 *   field       fields and form fields
 *   sight       whether text is seen
 *   paragraph   paragraphs and the fate of their text
 *   run         runs: text, symbols, raised figures
 *   inline      elements that runs of text and of formulas have
 *   math        formulas
 *   table       tables, rows, cells
 *   level       text boxes
 *   properties  the elements of properties
 *   content     the elements of content
 *
 * A level is one flow of paragraphs and tables: level 0 is the story, each text box opens the next
 * one. What a text box holds is taped by the paragraph that anchors it and played behind that
 * paragraph. Ownership: buffers belong to the story and are freed with it, everything else is in
 * the reader's arena.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_STATE_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_STATE_H

#include "core/buffer.h"
#include "extract/builder.h"
#include "extract/docx/content/references.h"
#include "extract/docx/content/tape.h"
#include "extract/docx/content/vocabulary.h"
#include "extract/docx/style/numbering.h"
#include "extract/docx/style/style.h"
#include "extract/text/spans.h"
#include "extract/word/symbol.h"

struct format;
struct format_input;

/* One document being read; what its stories share. */
struct reader {
    struct package *package;
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    struct arena *arena; /* freed when the document has been read */
    struct styles styles;
    struct numbering *numbering;
    const char *main_part;
    struct theme_fonts theme;
    struct docx_colors colors;
    color page_color;          /* w:background, where it is shown */
    bool drawn;                /* a drawing that text may lie upon has come */
    struct references footers; /* relationship ids */
    struct references footnotes, endnotes;
    struct story *outer;   /* into which this document is inserted (alt_chunk.h), or NULL */
    unsigned *inner_files; /* unpacked so far for the outermost document */
    /* The element w:altChunk: reads the file that it names into the story (alt_chunk.h). A file may
     * be a document like this one, read by the same code: the driver above sets it.
     */
    bool (*insert)(struct story *story, const struct xml_element *element);
    /* The reader for a file inside this one; from format_input, may be NULL. */
    const struct format *(*choose)(const struct format_input *input);
};

/* ---- tables ---- */

enum merge { MERGE_NONE, MERGE_FIRST, MERGE_CONTINUED };

struct open_table {
    struct open_table *outer; /* the table whose cell this one is in, within the same level */
    const struct style *style;
    bool opened;     /* it has come out; so for the row and the cell */
    bool body_begun; /* a row that is no header has been seen: later ones are none either */
    bool row, row_opened, row_deleted, row_header;
    bool cell, cell_opened, cell_deleted, cell_continues;
    unsigned row_regions, cell_regions; /* of the table's style (w:cnfStyle) */
    color shade, cell_shade;            /* w:shd of the table, of the cell */
    uint32_t skip_before;               /* w:gridBefore */
    uint32_t columns;                   /* w:gridSpan */
    enum merge merge;                   /* w:hMerge */
    bool held;                          /* a cell of a w:hMerge waits for its width */
    bool held_continues;
    bool recording; /* output goes to held_tape */
    uint32_t held_columns;
    struct tape held_tape;
};

/* ---- paragraphs ---- */

struct open_paragraph {
    bool open;
    bool carried;       /* its mark was deleted: its text goes on in the next paragraph */
    bool continued;     /* goes on in the line of a carried one, whose style and number stay */
    bool mark_deleted;  /* w:del or w:moveFrom on the paragraph mark */
    bool mark_runs_on;  /* a style separator (w:specVanish): the next paragraph goes on in the same
                           line */
    bool is_drop_cap;   /* the first letter of the next paragraph */
    bool break_pending; /* a page or column break, shown only when text follows */
    enum setting mark_hidden; /* w:vanish on the mark itself */
    color shade;              /* w:shd */
    struct sight sight;
    const struct style *style;
    const char *style_name; /* as named by the paragraph, or NULL */
    int32_t list, list_level;
    struct buffer text;
    struct text_spans spans; /* its fonts; none while all of it is in ordinary ones */
    struct buffer dropped;
    enum code dropped_code;
    size_t inserted_from; /* where the open insertion began in the text */
    struct tape boxes;    /* text boxes anchored here */
};

struct run {
    const struct style *style;
    enum setting hidden, struck;
    enum script script;
    enum symbol_font symbols;
    struct font_setting font;
    struct docx_look look;
    bool note_mark; /* what follows is a note's own mark */
};

struct field {
    bool result;       /* past w:fldChar separate */
    size_t paragraph;  /* the one it begins in, counted in its level */
    size_t shown_from; /* length of the paragraph's text when the result began */
    enum { FIELD_PLAIN, FIELD_UNCHECKED, FIELD_CHECKED } checkbox;
    const char *choice;      /* of a drop-down list */
    int32_t wanted, entries; /* index of the chosen entry; entries seen */
};

struct level {
    unsigned suppressed;       /* deleted rows and cells open; 1 more in a text box not shown */
    enum code suppressed_code; /* of the outermost one */
    unsigned deleted, inserted, placeholders, raised; /* such elements open */
    struct open_paragraph paragraph;
    struct run run;
    struct open_table *table;
    struct field *fields;
    size_t field_count, field_capacity;
    size_t paragraphs;            /* begun so far */
    size_t instructions;          /* fields open that are not in their result */
    size_t instruction_paragraph; /* the one in which the first of them began */
    struct buffer row_text;       /* text of the outermost deleted row */
};

/* ---- stories ---- */

/* A construct of a formula and the signs that Word draws around and between its parts. */
struct math {
    const char *before, *between, *after;
    bool begun; /* a part has been written */
};

struct frame {
    const struct element *element; /* NULL: passed through */
    unsigned char inside;          /* context of its children */
    bool flag;                     /* w:sdt: holds a placeholder; w:sdtContent: is one */
};

struct story {
    struct reader *reader;
    struct vocabulary vocabularies[CONTEXTS];
    const char *name; /* of the part */
    enum part part;
    const struct references *only_notes; /* notes to be read, or NULL for all */
    struct counters *numbers, *box_numbers;
    struct frame *frames;
    size_t frame_count, frame_capacity;
    struct level **levels;
    size_t level_count, level_capacity;
    struct level *top;
    struct buffer piece;  /* text of the open w:t */
    struct buffer number; /* scratch */
    bool text_open, text_preserved;
    bool floating;      /* in a drawing that is placed on the page, not in the line */
    bool document_seen; /* an element that WordprocessingML begins a part with */
    struct open_table *free_tables;
    struct math *maths; /* open ones, the innermost last */
    size_t math_count, math_capacity;
};

#endif
