/* value: what a cell's Data element holds, and what Excel shows for it. Source: XML Spreadsheet
 * Reference, ss:Data.
 */
#ifndef CHITIEU_EXTRACT_SHEETML_VALUE_H
#define CHITIEU_EXTRACT_SHEETML_VALUE_H

#include "extract/html/page/page.h"
#include "extract/sheetml/style.h"
#include "extract/text/looks.h"

/* The text of a Data element as read, and what it shows. */
struct sheetml_data {
    const char *type; /* ss:Type, in the arena; NULL: there is no Data */
    struct buffer text, shown;
    struct text_spans spans; /* of the text */
    struct look_spans looks; /* of the text */
};

/* Fills value and `shown`; true when what is shown is the text itself, with its spans. */
bool sheetml_data_show(struct sheetml_data *data, const struct sheetml_style *style, bool date1904,
                       struct page_value *value);

#endif
