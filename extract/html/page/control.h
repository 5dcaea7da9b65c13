/* control: the numbers of lists, and what form controls show.
 *
 * Source: HTML Standard §4.4.5 to §4.4.8, §4.10.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_CONTROL_H
#define CHITIEU_EXTRACT_HTML_PAGE_CONTROL_H

#include "extract/html/page/state.h"

void page_start_bullets(struct page *page, page_attributes attributes);
void page_start_numbers(struct page *page, page_attributes attributes);
void page_end_list(struct page *page);
void page_start_item(struct page *page, page_attributes attributes);
void page_start_input(struct page *page, page_attributes attributes);
void page_start_select(struct page *page, page_attributes attributes);
void page_end_select(struct page *page);
void page_start_option(struct page *page, page_attributes attributes);
void page_end_option(struct page *page);

#endif
