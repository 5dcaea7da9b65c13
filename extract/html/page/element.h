/* element: the elements of HTML that are more than a stretch of text, and what they do.
 *
 * Source: HTML Standard §4.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_ELEMENT_H
#define CHITIEU_EXTRACT_HTML_PAGE_ELEMENT_H

#include "extract/html/page/state.h"

/* The element of this name, in small letters; NULL for a stretch of text. */
const struct page_element *element_find(const char *name);

#endif
