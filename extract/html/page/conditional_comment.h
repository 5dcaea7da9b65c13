/* conditional_comment: a page as Word itself would see it: Office writes some things twice, for
 * itself and for browsers, between `<!--[if gte mso 9]>` and `<![endif]-->` or `<![if !vml]>` and
 * `<![endif]>`.
 *
 * What is meant for Office is kept (text boxes are only there), what is meant for browsers is
 * left out (the mark of a footnote, an empty row) with one exception: the numbers of lists
 * (`!supportLists`), which Word takes from elsewhere. Codes of fields (`supportFields`) are left
 * out: their result follows. End tags of body and html go too, for text behind them is
 * shown. Source: Microsoft, "About conditional comments"; "Microsoft Office HTML and XML
 * Reference".
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_CONDITIONAL_COMMENT_H
#define CHITIEU_EXTRACT_HTML_PAGE_CONDITIONAL_COMMENT_H

#include "core/buffer.h"

/* Appends the page without what Word does not see. */
void conditional_comments_apply(const char *page, size_t length, struct buffer *out);

#endif
