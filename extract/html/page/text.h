/* text: the text of a page: white space, fonts, paragraphs, text boxes, text that is not shown.
 *
 * Events: TEXT_INSERTED, TEXT_DELETED, TEXT_HIDDEN. Source: CSS Text 3 §4.1; HTML Standard §13.2.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_TEXT_H
#define CHITIEU_EXTRACT_HTML_PAGE_TEXT_H

#include "extract/html/page/state.h"

void page_put(struct page *page, const char *text, size_t length);
/* Signs as they are, whatever the font: tabs, line ends, boxes. */
void page_put_sign(struct page *page, const char *sign);
void page_put_text(struct page *page, const char *text, size_t length);
void page_end_paragraph(struct page *page);
/* The same, and a list's number that waits for text is shown without. */
void page_end_block(struct page *page);
void page_end_dropped(struct page *page);
void page_begin_inserted(struct page *page, page_attributes attributes);
void page_end_inserted(struct page *page);
void page_start_box(struct page *page, page_attributes attributes);
void page_end_box(struct page *page);

#endif
