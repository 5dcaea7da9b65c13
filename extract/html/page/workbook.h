/* workbook: Excel's description of its workbook (x:ExcelWorkbook): the names of its sheets, where
 * they are, which are hidden, the date system. Source: "Microsoft Office HTML and XML Reference".
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_WORKBOOK_H
#define CHITIEU_EXTRACT_HTML_PAGE_WORKBOOK_H

#include "extract/html/page/state.h"

/* Elements below xml, by their name with prefix. */
void page_start_book(struct page *page, const char *name, page_attributes attributes);
void page_end_book(struct page *page, const char *name);

#endif
