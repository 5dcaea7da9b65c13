/* sheetml: the reader for SpreadsheetML of Excel 2002 and 2003 ("XML Spreadsheet 2003"), which
 * programs still write under .xls.
 *
 * The file is read twice: styles and hidden sheets come behind the cells they are about. Events:
 * SHEET_HIDDEN, VALUE_UNCALCULATED. Errors: XML_DAMAGED, the LIMIT_ codes. Source: Microsoft, "XML
 * Spreadsheet Reference".
 */
#ifndef CHITIEU_EXTRACT_SHEETML_SHEETML_H
#define CHITIEU_EXTRACT_SHEETML_SHEETML_H

#include "extract/format.h"

MUST_USE bool sheetml_read(const struct format_input *input, const struct limits *limits,
                           const struct event_sink *sink, struct builder *builder,
                           struct error *error);

#endif
