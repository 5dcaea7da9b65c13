/* cell: the value and number format behind the text of a sheet's cell, as Excel (x:num, x:bool,
 * x:err) and LibreOffice (sdval, sdnum) write them.
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_CELL_H
#define CHITIEU_EXTRACT_HTML_PAGE_CELL_H

#include "extract/html/page/state.h"

/* The value that the attributes of a cell give. */
struct page_value page_cell_value(struct page *page, page_attributes attributes);
/* The code of a format that HTML names: "Percent" is 0.00%; NULL for General. */
const char *page_cell_format(struct page *page, page_attributes attributes);

#endif
