/* state: an RTF file that is being read: its groups, the parts that are open, the paragraph and the
 * row in them.
 */
#ifndef CHITIEU_EXTRACT_RTF_STATE_H
#define CHITIEU_EXTRACT_RTF_STATE_H

#include "core/limits.h"
#include "extract/rtf/color.h"
#include "extract/rtf/font.h"
#include "extract/rtf/token.h"
#include "extract/text/spans.h"
#include "extract/text/script.h"
#include "extract/word/collector.h"

enum {
    CELLS_MAX = 1024, /* of a row's description; Word has at most 63 */
    PARTS_MAX = 8     /* parts open within one another: a footnote in a header */
};

/* What becomes of a group's text. */
enum destination { TO_TEXT, TO_NOWHERE, TO_FONTS, TO_COLORS, TO_NUMBER };

/* What a group inherits and its end takes back. */
struct state {
    enum destination destination;
    int32_t font;
    bool hidden, deleted, struck, relief;
    enum script script;
    color ink, highlight;
    unsigned twips;                     /* of the font; 0: the usual size */
    struct rtf_shade shade, back_shade; /* of the characters, of the paragraph */
    int32_t skipped_after; /* \uc: characters behind a \u that replace it for old readers */
    bool in_table;
    unsigned depth; /* \itap */
    bool optional;  /* \* was met: an unknown word makes the group nothing */
    bool begins_part, nested_row;
    bool in_upr;                 /* within \upr, ... */
    enum destination around_upr; /* ... which is in such a group */
};

struct row_description {
    struct cell_place cells[CELLS_MAX];
    size_t count;
    struct cell_place next;
    struct rtf_shade next_shade, shade; /* of the next cell; of the row's cells that have none */
    int32_t left;
    bool header;
};

/* A paragraph being read, and the collector it goes to. */
struct open_part {
    struct collector *collector;
    struct buffer text, number, dropped;
    enum code dropped_code;
    struct text_spans spans;
    struct look_spans looks;
    struct sight sight;
    struct font number_font;
};

struct reader {
    struct scanner scanner;
    const struct limits *limits;
    struct arena *arena;
    struct rtf_fonts fonts;
    struct rtf_colors colors;
    bool drawn; /* a drawing or background that text may lie upon has come */
    int32_t shape_top, shape_left, shape_right;
    struct state *states;
    size_t state_count, state_capacity;
    struct state *now; /* the innermost */
    struct open_part parts[PARTS_MAX];
    size_t part_count;
    struct collector **collectors; /* of all parts, in order */
    size_t collector_count, collector_capacity;
    struct buffer bytes; /* not yet converted */
    int32_t to_skip;     /* characters that replace the \u before */
    unsigned high;       /* a first surrogate */
    struct row_description outer, nested;
    int32_t font_id;
    int charset;
    int32_t default_font;
    bool failed; /* too deep */
};

#endif
