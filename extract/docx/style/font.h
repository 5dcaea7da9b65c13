/* font: which Vietnamese encoding the fonts of a run, a style or a list level imply.
 *
 * Letters beyond ASCII are shown in the w:hAnsi font, and it alone shows the encoding. A theme's
 * font goes before one named at the same level. Source: ECMA-376-1 §17.3.2.26 (rFonts),
 * §20.1.4.1.24 and §20.1.4.1.25 (majorFont, minorFont).
 */
#ifndef CHITIEU_EXTRACT_DOCX_STYLE_FONT_H
#define CHITIEU_EXTRACT_DOCX_STYLE_FONT_H

#include "extract/package/opc.h"
#include "extract/package/sax.h"
#include "extract/text/encoding.h"

/* A font that may be left to the level above. */
struct font_setting {
    bool set;
    struct font font;
};

/* The Latin fonts of the theme: those for headings and for text. */
struct theme_fonts {
    struct font major, minor;
};

/* The font that an rFonts element names; not set when it names none for such letters. */
struct font_setting docx_font(const struct theme_fonts *theme, const struct xml_element *element);

/* Reads the theme part. false when it is damaged; what was read stays. */
MUST_USE bool docx_theme_read(struct package *package, const char *part, struct theme_fonts *theme,
                              struct error *error);

#endif
