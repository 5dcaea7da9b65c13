/* style: what the styles of a document set of hiding, raising, colours, sizes, numbering and the
 * encoding of text.
 *
 * Kept are only the properties that change what a reader sees as text. Inheritance (w:basedOn) is
 * resolved when the part is read, so that a look-up gives the effective values of the whole chain;
 * a cycle ends the chain. Ownership: everything is in the arena given. Source: ECMA-376-1 §17.7
 * (styles), §17.7.3 (toggle properties), §17.3.2.41 (vanish), §17.3.2.42 (vertAlign).
 */
#ifndef CHITIEU_EXTRACT_DOCX_STYLE_STYLE_H
#define CHITIEU_EXTRACT_DOCX_STYLE_STYLE_H

#include "core/arena.h"
#include "extract/docx/style/font.h"
#include "extract/docx/style/look.h"
#include "extract/package/sax.h"
#include "extract/text/script.h"

#include <stdint.h>

/* A property that may be left to the level above. */
enum setting { SETTING_UNSET = -1, SETTING_OFF = 0, SETTING_ON = 1 };

/* The value of an on/off element such as <w:vanish w:val="0"/> (§17.17.4): on without w:val. */
enum setting setting_of(const struct xml_element *element);

/* w:val of an element as a number; `absent` when it is missing or no number. */
int32_t xml_w_number(const struct xml_element *element, const char *name, int32_t absent);

/* No number given (of a list, a level, an override). */
enum { UNNUMBERED = -1 };

/* The regions of a table that its style formats apart (§17.7.6.6), the later over the earlier. */
enum region {
    REGION_BAND_1_VERTICAL,
    REGION_BAND_2_VERTICAL,
    REGION_BAND_1_HORIZONTAL,
    REGION_BAND_2_HORIZONTAL,
    REGION_FIRST_COLUMN,
    REGION_LAST_COLUMN,
    REGION_FIRST_ROW,
    REGION_LAST_ROW,
    REGION_NORTH_EAST,
    REGION_NORTH_WEST,
    REGION_SOUTH_EAST,
    REGION_SOUTH_WEST,
    REGIONS
};

/* What a table's style sets, of one of its regions or of the whole. */
struct region_format {
    struct font_setting font;
    struct docx_look look;
    color cell_shade;
};

struct style {
    const char *id;
    const char *name;         /* w:name: "heading 1" */
    const char *based_on;     /* an id, or NULL */
    const struct style *base; /* the style of that id, or NULL; free of cycles */
    enum setting hidden;      /* w:vanish, effective over the chain */
    enum setting struck;      /* w:strike or w:dstrike, effective */
    enum script script;       /* of w:vertAlign, effective */
    struct font_setting font; /* effective */
    struct docx_look look;    /* effective */
    color paragraph_shade;    /* effective; so the next two, of a table's style */
    color cell_shade, table_shade;
    struct region_format *regions; /* of a table's style, effective; NULL when it sets nothing */
    int32_t list;    /* w:numId, effective; UNNUMBERED when no style of the chain has one */
    int32_t level;   /* w:ilvl, effective; UNNUMBERED when none has one */
    bool is_default; /* of its type */
    bool is_paragraph;
    enum { STYLE_READ, STYLE_CLIMBED, STYLE_RESOLVED } progress; /* of the inheritance */
};

struct styles {
    struct style *list; /* sorted by id */
    size_t count;
    const struct style *paragraph_default; /* or NULL */
    bool hidden_default;                   /* of w:docDefaults */
    enum script script_default;            /* the same */
    struct font font_default;
    struct docx_look look_default;
};

/* Reads the part. false when it is damaged: what was read before is there and usable. */
MUST_USE bool docx_styles_read(struct package *package, const char *part,
                               const struct theme_fonts *theme, const struct docx_colors *colors,
                               struct arena *arena, struct styles *styles, struct error *error);

/* The regions in which a row or cell lies by its cnfStyle element, bit by bit. */
unsigned docx_regions(const struct xml_element *element);

/* The font that a table's style gives to text in these regions. */
struct font_setting docx_table_font(const struct style *style, unsigned regions);

/* The colour and size that a table's style gives to text in these regions. */
struct docx_look docx_table_look(const struct style *style, unsigned regions);

/* The colour behind the cells of these regions. Without regions, where the style shades some of
 * them, it is unknown: then the file does not say in which ones a cell lies. */
color docx_table_shade(const struct style *style, unsigned regions);

/* The style with this id, or NULL (also for a NULL id). */
const struct style *docx_style(const struct styles *styles, const char *id);

#endif
