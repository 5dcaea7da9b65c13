/* visible: whether a person sees a stretch of text on the page, by its colour, the colour behind it
 * and its size.
 *
 * White figures on white, or figures of one point, are in the file and not on the page: "12" in
 * white before "21" must never read 1221. Such text is dropped (event TEXT_HIDDEN). What blends
 * with its background takes room all the same, so that a gap is left between what stands on its two
 * sides. Text that can hardly be seen may or may not be part of a number: in a table's cell
 * U+FFFC, the sign of what is no text, is put in front of it, and no number is read there without
 * a person. Blanks stay whatever they look like, and letters in relief are seen by their edges in
 * any colour. Units: twips, twentieths of a point. Source: WCAG
 * 2.1, "contrast ratio".
 */
#ifndef CHITIEU_EXTRACT_TEXT_VISIBLE_H
#define CHITIEU_EXTRACT_TEXT_VISIBLE_H

#include "core/buffer.h"
#include "extract/text/color.h"

enum visibility {
    VISIBLE,
    DOUBTFUL, /* pale, very small, or on a background that is not known */
    BLENDED,  /* of the colour behind it: not seen, but it takes room */
    TINY      /* too small to be seen, and to take room */
};

enum {
    TWIPS_OF_POINT = 20,
    VISIBLE_TWIPS_MIN = 2 * TWIPS_OF_POINT, /* smaller text is a row of dots on paper */
    LEGIBLE_TWIPS_MIN = 4 * TWIPS_OF_POINT, /* smaller text is overlooked beside normal text */

    /* Colours whose red, green and blue differ by no more than so many levels of 255 (3 %) are one:
     * a screen's own unevenness and the rounding of tints are as large, and printers leave as pale
     * a grey on white unprinted. */
    VISIBLE_LEVELS_MIN = 8,

    /* Hundredths. Luminances nearer than so (their ratio, WCAG's; 100 is equal) may be overlooked,
     * and are one on a copier: yellow on white has 107, Word's palest grey (F2F2F2) 112; its next
     * one that people do use for text (D9D9D9) has 141. */
    LEGIBLE_CONTRAST_MIN = 125
};

/* The size of text in half points, or in points, as twips; never 0, which means that none is set.
 */
unsigned twips_of_half_points(long half_points);
unsigned twips_of_points(double points);

/* `ink` unset or automatic is a colour that can be read, an unknown one may be. `paper` unset or
 * automatic is white; an unknown one makes doubtful what white would hide. `twips` 0: the size is
 * not set. */
enum visibility visible(color ink, color paper, unsigned twips);

/* The same where an automatic colour is black whatever is behind it: on a sheet, in a browser.
 * Other programs show such text in white on a dark background, so that it is doubtful there. */
enum visibility visible_if_auto_is_black(color ink, color paper, unsigned twips);

/* How the paragraph or cell being written goes on. */
struct sight {
    bool gap;   /* text that blends was left out here */
    bool doubt; /* the sign of doubtful text stands in front of this stretch */
};

/* Whether text of this visibility is seen; if not, it is to be dropped. */
bool sight_admits(struct sight *sight, enum visibility visibility, const char *text, size_t length);

/* Makes `out` ready for text that was admitted: puts the gap and the sign that are due. Signs are
 * put in cells only. */
void sight_prepare(struct sight *sight, enum visibility visibility, bool in_cell, const char *text,
                   size_t length, struct buffer *out);

#endif
