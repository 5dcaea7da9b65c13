/* style: the CSS of a stretch of text, as far as it matters here: which letters a reader
 * sees, and in what font. Rules of the page by element and class; declarations of an element
 * itself.
 *
 * Selectors are those that Word and Excel write: `p`, `.x`, `p.x`, in lists; of a longer selector
 * nothing is known, so its rule is left out. Ownership: style_sheet_free(); strings are the
 * arena's. Source: CSS 2.1 §4.1, §5; what begins with mso- is Microsoft's, "Microsoft Office HTML
 * and XML Reference".
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_STYLE_H
#define CHITIEU_EXTRACT_HTML_PAGE_STYLE_H

#include "core/arena.h"
#include "extract/html/page/css_color.h"
#include "extract/word/symbol.h"
#include "extract/text/encoding.h"
#include "extract/text/script.h"

/* A property that may be left to the element around. */
enum css_flag { FLAG_UNSET, FLAG_NO, FLAG_YES };

/* mso-element: what an element of Word's is. */
enum word_element {
    WORD_ELEMENT_NONE,
    WORD_HEADER,
    WORD_FOOTER,
    WORD_FOOTNOTE,
    WORD_ENDNOTE,
    WORD_COMMENT,
    WORD_SEPARATOR /* the lines above notes: drawn, not text */
};

/* Declarations of one block; later ones overlay earlier ones. */
struct style {
    const char *family; /* font name; NULL when none is given */
    unsigned
        family_rank; /* of the property that named it: mso-hansi-font-family over font-family */
    enum css_flag hidden, struck, preserved; /* preserved: white-space: pre */
    enum script script;                      /* vertical-align, mso-text-raise */
    enum css_flag relief;                    /* text-shadow, text-effect: seen in any colour */
    color ink, paper;                        /* color, background */
    struct css_size size;                    /* font-size */
    enum css_flag list_sign;                 /* mso-list: Ignore: the number of a list item */
    const char *number_format;               /* a format code of Excel's, or NULL */
    const char *list_type;                   /* list-style-type, or NULL */
    unsigned tabs;                           /* mso-tab-count */
    enum word_element element;
};

struct style_sheet;

/* NULL when memory is out. */
struct style_sheet *style_sheet_new(struct arena *arena);
void style_sheet_free(struct style_sheet *sheet);

/* Adds the rules of a style element. */
void style_sheet_read(struct style_sheet *sheet, const char *css, size_t length);

/* The style that the rules give an element of these classes (separated by blanks; may be NULL),
 * then its own declarations (may be NULL). */
struct style style_of(const struct style_sheet *sheet, const char *element, const char *classes,
                      const char *declarations);

#endif
