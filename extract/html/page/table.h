/* table: the grid of a page's tables: cells that reach over columns and down into rows to come.
 *
 * Source: HTML Standard §4.9.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_TABLE_H
#define CHITIEU_EXTRACT_HTML_PAGE_TABLE_H

#include "extract/html/page/state.h"

void page_start_table(struct page *page, page_attributes attributes);
void page_end_table(struct page *page);
void page_start_row(struct page *page, page_attributes attributes);
void page_end_row(struct page *page);
void page_start_cell(struct page *page, page_attributes attributes);
void page_start_header(struct page *page, page_attributes attributes); /* th */
void page_end_cell(struct page *page);
void page_start_head(struct page *page, page_attributes attributes);
void page_start_group(struct page *page, page_attributes attributes);
void page_end_group(struct page *page);
void page_start_column(struct page *page, page_attributes attributes);

#endif
