/* story: the inside of the DOCX reader. A story is one part's text: the body, a header, the
 * footnotes.
 *
 *   story.c      SAX events onto vocabularies; levels
 *   content.c    the elements of content
 *   properties.c the elements of properties
 *   paragraph.c  paragraphs and the fate of their text
 *   run.c        runs: text, breaks, symbols, raised figures
 *   field.c      fields and form fields
 *   math.c       formulas
 *   chunk.c      files inserted whole (chunk.h)
 *   table.c      tables, rows, cells
 *   flow.c       what comes out: to the builder, or onto a tape to be played later
 *
 * A level is one flow of paragraphs and tables: level 0 is the story, each text box opens the next
 * one. What a text box holds is taped by the paragraph that anchors it and played behind that
 * paragraph. Ownership: buffers belong to the story and are freed with it, everything else is in
 * the reader's arena.
 */
#ifndef CHITIEU_EXTRACT_DOCX_STORY_H
#define CHITIEU_EXTRACT_DOCX_STORY_H

#include "core/buffer.h"
#include "extract/builder.h"
#include "extract/docx/number.h"
#include "extract/docx/style.h"
#include "extract/word/symbol.h"
#include "extract/text/spans.h"

/* Ids or part names, gathered with repetitions; sorted before they are looked up or walked. */
struct references {
    const char **ids;
    size_t count, capacity;
};

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
    struct references footers; /* relationship ids */
    struct references footnotes, endnotes;
    struct story *outer; /* into which this document is inserted (chunk.h), or NULL */
    unsigned *chunks;    /* inserted so far into the outermost document */
};

void references_add(struct reader *reader, struct references *references, const char *id);
/* Sorts by length, then by letters (header2 before header10), and drops repetitions. */
void references_sort(struct references *references);
/* Whether a sorted list has the id. */
bool references_have(const struct references *references, const char *id);

/* flow */

enum flow_kind {
    FLOW_PARAGRAPH,
    FLOW_TABLE_OPEN,
    FLOW_TABLE_CLOSE,
    FLOW_ROW_OPEN,
    FLOW_ROW_CLOSE,
    FLOW_CELL_OPEN,
    FLOW_CELL_CLOSE,
    FLOW_UNREAD,
    FLOW_PART,
    FLOW_EVENT
};

/* One thing that comes out. Fields that its kind does not name are not looked at. */
struct flow {
    enum flow_kind kind;
    const char *style;             /* paragraph, or NULL */
    const char *number;            /* paragraph, or NULL */
    const char *text;              /* paragraph; event: the text it is about */
    const struct text_span *spans; /* paragraph: its fonts */
    size_t span_count;
    struct font number_font;
    uint32_t columns; /* row: empty columns before it; cell: its width */
    bool flag;        /* row: is a header; cell: continues the one above */
    enum part part;
    enum code code; /* event */
};

struct tape {
    struct flow *items;
    size_t count, capacity;
};

/* tables */

enum merge { MERGE_NONE, MERGE_FIRST, MERGE_CONTINUED };

struct open_table {
    struct open_table *outer; /* the table whose cell this one stands in, within the same level */
    const struct style *style;
    bool opened;     /* told to the flow; so for the row and the cell */
    bool body_begun; /* a row that is no header has been seen: later ones are none either */
    bool row, row_opened, row_deleted, row_header;
    bool cell, cell_opened, cell_deleted, cell_continues;
    unsigned row_regions, cell_regions; /* of the table's style (w:cnfStyle) */
    uint32_t skip_before;               /* w:gridBefore */
    uint32_t columns;                   /* w:gridSpan */
    enum merge merge;                   /* w:hMerge */
    bool held;                          /* a cell of a w:hMerge waits for its width */
    bool held_continues;
    bool recording; /* output goes to held_tape */
    uint32_t held_columns;
    struct tape held_tape;
};

/* paragraphs */

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
    unsigned deleted, inserted, placeholders, raised; /* elements open that say so */
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

/* What an element means depends on where it stands: w:del is a deletion among runs, but a property
 * in w:trPr. */
enum context {
    IN_CONTENT, /* blocks, runs and what wraps them */
    IN_PARAGRAPH_PROPERTIES,
    IN_MARK, /* w:rPr of the paragraph mark */
    IN_RUN_PROPERTIES,
    IN_TABLE_PROPERTIES,
    IN_ROW_PROPERTIES,
    IN_CELL_PROPERTIES,
    IN_CONTROL, /* w:sdtPr */
    IN_SECTION,
    IN_FIELD_DATA, /* w:ffData */
    IN_DRAWING,
    IN_MATH,
    IN_NOTHING, /* text, or an element without children that count */
    CONTEXTS
};

/* A construct of a formula and the signs that Word draws around and between its parts. */
struct math {
    const char *before, *between, *after;
    bool begun; /* a part has been written */
};

struct story;

/* `start` may be NULL (go in); when it returns false the subtree is skipped and `end` is not
 * called. */
struct element {
    const char *name;
    unsigned char inside; /* context of its children */
    bool (*start)(struct story *story, const struct xml_element *element);
    void (*end)(struct story *story);
};

/* What may stand in a context, sorted by name: elements of WordprocessingML, and others: VML, and
 * namespaces that the parser does not name (Office Math). An unknown element is passed over, or
 * passed through where text boxes stand deep. */
struct vocabulary {
    const struct element *words;
    size_t word_count;
    const struct element *others;
    size_t other_count;
    bool through;
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
    bool document_seen; /* an element that WordprocessingML begins a part with */
    struct open_table *free_tables;
    struct math *maths; /* open ones, the innermost last */
    size_t math_count, math_capacity;
};

/* content.c, properties.c, math.c: the vocabulary of a context of content, of properties, of
 * formulas. */
struct vocabulary content_vocabulary(enum context context);
struct vocabulary property_vocabulary(enum context context);
struct vocabulary math_vocabulary(void);

/* Elements of content that formulas have as well. */
bool content_start_br(struct story *story, const struct xml_element *element);
bool content_start_deleted(struct story *story, const struct xml_element *element);
void content_end_deleted(struct story *story);
bool content_start_inserted(struct story *story, const struct xml_element *element);
bool content_start_no_break_hyphen(struct story *story, const struct xml_element *element);
bool content_start_sym(struct story *story, const struct xml_element *element);
bool content_start_tab(struct story *story, const struct xml_element *element);

/* A construct of a formula begins and ends; what stands between its parts is written with them. */
bool math_begin(struct story *story, const struct xml_element *element);
void math_end(struct story *story);

/* A new level for a text box, of which nothing is shown when `not_shown` is a code; false when
 * memory is out. */
bool level_push(struct story *story, enum code not_shown);
/* Closes what is open in the innermost level and leaves it. */
void level_pop(struct story *story);

/* Reads a part as a story into the builder. false with the error of the parser; levels are closed
 * either way. */
MUST_USE bool story_read(struct reader *reader, const char *part, enum part kind,
                         const struct references *only_notes, struct counters *numbers,
                         struct counters *box_numbers, struct error *error);

/* Makes the document failed, through the builder. */
void story_fail(struct story *story, enum code code, const char *message);

void flow_put(struct story *story, const struct flow *flow);
void flow_event(struct story *story, enum code code, const char *text);
/* Plays a tape to where output goes now, and empties it. */
void flow_play(struct story *story, struct tape *tape);

/* Why text that comes now is not shown, or CODE_NONE. */
enum code paragraph_fate(const struct story *story);
void paragraph_open(struct story *story);
void paragraph_close(struct story *story);
/* Ends whatever paragraph is open or carried: a table, a cell's or the story's end follows. */
void paragraph_settle(struct story *story);
/* Text in the run's font, as shown, or dropped with an event when it is not. */
void paragraph_put(struct story *story, const char *text, size_t length);
/* The same of characters that are what they look like, whatever the font. */
void paragraph_put_shown(struct story *story, const char *text, size_t length);
void paragraph_break(struct story *story);
void paragraph_insertion_begins(struct story *story);
void paragraph_insertion_ends(struct story *story);

void table_open(struct story *story);
void table_close(struct story *story);
void row_open(struct story *story);
void row_close(struct story *story);
void row_delete(struct story *story);
void cell_open(struct story *story);
void cell_close(struct story *story);
void cell_delete(struct story *story);
/* Makes sure that a paragraph or table written now stands in a cell, when a table is open. */
void table_ensure_cell(struct story *story);
/* Something that is no text stands in the open cell, if one is open. */
void table_unread(struct story *story);

void run_begin(struct story *story);
/* Text as the run shows it, figures raised and symbols by their font; NUL-terminated. */
void run_put(struct story *story, const char *text, size_t length);
bool run_start_text(struct story *story, const struct xml_element *element);
void run_end_text(struct story *story);
void run_end_deleted_text(struct story *story);
void run_put_symbol(struct story *story, const struct xml_element *element);

void field_begin(struct story *story);
void field_separate(struct story *story);
void field_end(struct story *story);
/* Text comes now: a field left in its instruction by an earlier paragraph is given up, so that what
 * follows is not lost. (Word keeps instructions in w:instrText, never in w:t.) */
void field_meets_text(struct story *story);
/* Gives up fields still in their instruction at the end of a cell or story. */
void field_abandon(struct story *story);
void field_checkbox(struct story *story, bool checked);
void field_choice_wanted(struct story *story, int32_t index);
void field_choice(struct story *story, const char *entry);

#endif
