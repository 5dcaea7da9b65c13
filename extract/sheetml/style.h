/* style: the styles of a workbook of "XML Spreadsheet 2003", by their id.
 *
 * Ownership: the arena's; sheetml_styles_close(). Source: XML Spreadsheet Reference, ss:Style.
 */
#ifndef CHITIEU_EXTRACT_SHEETML_STYLE_H
#define CHITIEU_EXTRACT_SHEETML_STYLE_H

#include "core/arena.h"
#include "extract/package/sax.h"
#include "extract/sheet/numfmt.h"
#include "extract/text/color.h"
#include "extract/text/encoding.h"
#include "extract/text/script.h"

#include <libxml/hash.h>

/* Of text: of a cell's style, then of its Data's own elements. */
struct sheetml_look {
    struct font font;
    enum script script;
    bool struck;
    color ink;      /* unset: automatic */
    unsigned twips; /* 0: the usual size */
};

struct sheetml_style {
    const struct sheetml_style *parent;
    bool has_font, has_format, has_fill;
    struct sheetml_look look;
    color paper;      /* of its filling; COLOR_UNSET when it is not filled */
    const char *code; /* NULL for General */
    struct numfmt *format;
};

struct sheetml_styles {
    bool no_memory; /* of the system, for a format */
    struct arena *arena;
    xmlHashTablePtr by_id;
    struct sheetml_style *open;
    struct sheetml_style *general;
};

MUST_USE bool sheetml_styles_open(struct sheetml_styles *styles, struct arena *arena);
void sheetml_styles_close(struct sheetml_styles *styles);
void sheetml_styles_start(struct sheetml_styles *styles, const struct xml_element *element);
void sheetml_styles_font(struct sheetml_styles *styles, const struct xml_element *element);
void sheetml_styles_format(struct sheetml_styles *styles, const struct xml_element *element);
void sheetml_styles_fill(struct sheetml_styles *styles, const struct xml_element *element);
/* The colour and size that an element for a font gives (ss:Color and html:Color, ss:Size and
 * html:Size); those of `look` stay where it gives none. */
void sheetml_look_set(struct sheetml_look *look, const struct xml_element *element);
/* The style of an id; the default one for NULL and for an id that there is none of. */
const struct sheetml_style *sheetml_styles_find(const struct sheetml_styles *styles,
                                                const char *id);
/* The look, filling and format of a style, its own or inherited. */
struct sheetml_look sheetml_style_look(const struct sheetml_style *style);
color sheetml_style_paper(const struct sheetml_style *style);
const struct sheetml_style *sheetml_style_format(const struct sheetml_styles *styles,
                                                 const struct sheetml_style *style);

#endif
