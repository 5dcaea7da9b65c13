/* doc: the reader for Word documents of the versions 6 to 2003.
 *
 *   file.c          the file's header, its streams, the pieces that its text is in
 *   sprm.c          lists of properties, of Word 6 as of Word 97
 *   formatting.c    properties of characters and paragraphs: pages of formatting, styles, fonts
 *   numbering.c     automatic numbers
 *   broken_field.c  fields that never end
 *   doc.c           the text with its marks: paragraphs, cells, rows, fields
 *
 * Text that is missing fails the document when it is the body's; elsewhere it is reported as
 * PART_UNREADABLE. Errors: ENCRYPTED, FORMAT_UNSUPPORTED (before Word 6), PACKAGE_DAMAGED, the
 * LIMIT_ codes. Events: TEXT_HIDDEN, TEXT_DELETED, REPAIRED. Source: MS-DOC.
 */
#ifndef CHITIEU_EXTRACT_DOC_DOC_H
#define CHITIEU_EXTRACT_DOC_DOC_H

#include "extract/format.h"

MUST_USE bool doc_read(const struct format_input *input, const struct limits *limits,
                       const struct event_sink *sink, struct builder *builder, struct error *error);

#endif
