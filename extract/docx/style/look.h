/* look: the colour and size of text and the colour behind it, as runs, paragraphs, cells and styles
 * set them.
 *
 * A colour of the theme goes before one given beside it; Word writes the latter for programs that
 * know no themes. Units: twips. Source: ECMA-376-1 §17.3.2.6 (color), §17.3.2.15 (highlight),
 * §17.3.2.13, §17.3.2.18 and §17.3.2.31 (emboss, imprint, shadow), §17.3.2.38 (sz), §17.3.5 and
 * §17.18.78 (shd), §17.15.1.20 (clrSchemeMapping), §17.15.1.25 (displayBackgroundShape), §17.2.1
 * (background).
 */
#ifndef CHITIEU_EXTRACT_DOCX_STYLE_LOOK_H
#define CHITIEU_EXTRACT_DOCX_STYLE_LOOK_H

#include "extract/package/opc.h"
#include "extract/package/sax.h"
#include "extract/package/theme_colors.h"
#include "extract/text/visible.h"

/* What properties of a run say; unset or 0 what they leave to the level above. */
struct docx_look {
    color ink;       /* w:color; COLOR_AUTO can be read on any background */
    color fill;      /* w14:textFill: before w:color */
    color shade;     /* w:shd; COLOR_AUTO: what is behind it shows */
    color highlight; /* w:highlight; the same */
    unsigned twips;  /* w:sz */
    enum { RELIEF_UNSET, RELIEF_OFF, RELIEF_ON } relief; /* w:emboss, w:imprint, w:shadow */
};

/* The colours of a document: those of its theme, and which of them are "text 1" and so on. */
struct docx_colors {
    struct theme_colors theme;
    enum theme_color mapped[4]; /* background 1, text 1, background 2, text 2 */
    bool shows_page_color;      /* that of the page is shown */
};

/* The colours and the mapping of a document that has no others. */
void docx_colors_init(struct docx_colors *colors);

/* Reads the settings part. false when it is damaged; what was read stays. */
MUST_USE bool docx_settings_read(struct package *package, const char *part,
                                 struct docx_colors *colors, struct error *error);

/* Each COLOR_UNSET when the element says nothing. */
color docx_ink(const struct docx_colors *colors, const struct xml_element *element);
color docx_shade(const struct docx_colors *colors, const struct xml_element *element);
color docx_highlight(const struct xml_element *element);
color docx_page_color(const struct docx_colors *colors, const struct xml_element *element);
unsigned docx_size(const struct xml_element *element);

/* Sets what an element of run properties says of the above. */
void docx_look_set(struct docx_look *look, const struct docx_colors *colors,
                   const struct xml_element *element);

/* Fills what `look` leaves open. */
void docx_look_inherit(struct docx_look *look, const struct docx_look *base);

#endif
