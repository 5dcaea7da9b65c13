/* inner_file: whole files inside a document, inserted (alt_chunk.h) or embedded
 * (embedded_workbook.h): counted, and unpacked under the limits.
 *
 * Errors: FILE_TOO_LARGE, and those of opc.h.
 */
#ifndef CHITIEU_EXTRACT_DOCX_INNER_FILE_H
#define CHITIEU_EXTRACT_DOCX_INNER_FILE_H

#include "extract/docx/content/state.h"

/* Counts a file that is unpacked for the document; false when they are too many. */
bool inner_file_admit(struct reader *reader);

/* The bytes of a part. */
MUST_USE bool inner_file_load(struct reader *reader, const char *part, struct buffer *bytes,
                              struct error *error);

#endif
