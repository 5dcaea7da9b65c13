/* appearance: what the style and the attributes of any element mean: how its
 * text looks, whether it is shown, which part of a document it begins.
 *
 * Source: CSS 2.1; "Microsoft Office HTML and XML Reference" (mso- properties).
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_APPEARANCE_H
#define CHITIEU_EXTRACT_HTML_PAGE_APPEARANCE_H

#include "extract/html/page/state.h"

/* The look of the element that starts, from its attributes and its style. */
void page_set_look(struct page *page, page_attributes attributes);

/* A header, footer, note or comment begins with the element, if it is one. */
void page_begin_part(struct page *page, page_attributes attributes);

/* Marks that refer to notes and comments, of Word and of LibreOffice. */
bool page_is_note_mark(page_attributes attributes);

/* Why nothing of the element is shown, or CODE_NONE. */
enum code page_drop_reason(const struct page *page, page_attributes attributes);

#endif
