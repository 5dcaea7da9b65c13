/* xls: the reader for Excel 97 to 2003 workbooks (BIFF8), and those of Excel 5 and 95 (BIFF5).
 *
 *   crypt.c     workbooks under the password that Excel tries by itself
 *   record.c    records of the stream, strings that go on in the next one
 *   globals.c   what sheets share: their list, strings, fonts, formats, styles, date system
 *   sheet.c     the cells of a sheet
 *
 * Errors: ENCRYPTED, PACKAGE_DAMAGED, FORMAT_UNSUPPORTED (before Excel 5), the LIMIT_ codes.
 * Source: MS-XLS.
 */
#ifndef CHITIEU_EXTRACT_XLS_XLS_H
#define CHITIEU_EXTRACT_XLS_XLS_H

#include "extract/format.h"

MUST_USE bool xls_read(const struct format_input *input, const struct limits *limits,
                       const struct event_sink *sink, struct builder *builder, struct error *error);

#endif
