/* html: the readers for HTML pages and web archives (MHTML) under an office name: Word's "Web Page"
 * and "Single File Web Page", Excel's, LibreOffice's, and tables that programs write as HTML.
 *
 *   charset.c          bytes to UTF-8
 *   page/              the content of one page (page/state.h names its files)
 *   document_output.c  a page as a document
 *   sheet_output.c     a page as sheets of a workbook
 *   mime.c             the parts of a web archive
 *   html.c             which pages are read, and as what
 *
 * Events: TEXT_HIDDEN, TEXT_DELETED, TEXT_INSERTED, SHEET_HIDDEN, PART_SKIPPED, REPAIRED. Errors:
 * FORMAT_UNSUPPORTED (a mail without a page), PART_MISSING (a workbook whose sheets are in other
 * files), the LIMIT_ codes. Source: page/page.h; RFC 2045, RFC 2046, RFC 2557 (MHTML).
 */
#ifndef CHITIEU_EXTRACT_HTML_HTML_H
#define CHITIEU_EXTRACT_HTML_HTML_H

#include "extract/format.h"

/* The bytes begin with markup that HTML knows, and are not XML of another kind. */
unsigned html_bid(const struct format_input *input);
MUST_USE bool html_read(const struct format_input *input, const struct limits *limits,
                        const struct event_sink *sink, struct builder *builder,
                        struct error *error);

/* The bytes begin with the fields of a message that has a type. */
unsigned mhtml_bid(const struct format_input *input);
MUST_USE bool mhtml_read(const struct format_input *input, const struct limits *limits,
                         const struct event_sink *sink, struct builder *builder,
                         struct error *error);

#endif
