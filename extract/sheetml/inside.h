/* inside: what the files of the reader share.
 *
 *   sheetml.c  elements, rows, cells
 *   value.c    what a cell's Data shows
 *   style.c    styles by their id
 */
#ifndef CHITIEU_EXTRACT_SHEETML_INSIDE_H
#define CHITIEU_EXTRACT_SHEETML_INSIDE_H

#include "extract/html/output.h"
#include "extract/package/sax.h"
#include "extract/text/script.h"

#include <libxml/hash.h>

/* Of text: of a cell's style, then of its Data's own elements. */
struct sheetml_look {
    struct font font;
    enum script script;
    bool struck;
};

struct sheetml_style {
    const struct sheetml_style *parent;
    bool has_font, has_format;
    struct sheetml_look look;
    const char *code; /* NULL for General */
    struct numfmt *format;
};

struct sheetml_styles {
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
/* The style of an id; the default one for NULL and for an id that there is none of. */
const struct sheetml_style *sheetml_styles_find(const struct sheetml_styles *styles,
                                                const char *id);
/* What a style says, or the styles that it stands on. */
struct sheetml_look sheetml_style_look(const struct sheetml_style *style);
const struct sheetml_style *sheetml_style_format(const struct sheetml_styles *styles,
                                                 const struct sheetml_style *style);

/* The text of a Data element as read, and what it shows. */
struct sheetml_data {
    const char *type; /* ss:Type, in the arena; NULL: there is no Data */
    struct buffer text, shown;
    struct text_spans spans; /* of the text */
};

/* Fills value and `shown`; true when what is shown is the text itself, with its spans. */
bool sheetml_data_show(struct sheetml_data *data, const struct sheetml_style *style, bool date1904,
                       struct page_value *value);

#endif
