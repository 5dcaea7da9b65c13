/* embedded_workbook: workbooks in a document as objects (word/embeddings). Word shows a
 * picture of them; the numbers behind it are read as tables of the part "sheet", at the document's
 * end.
 *
 * Errors: a limit; a workbook that is damaged is reported and left out (PART_UNREADABLE).
 */
#ifndef CHITIEU_EXTRACT_DOCX_EMBEDDED_WORKBOOK_H
#define CHITIEU_EXTRACT_DOCX_EMBEDDED_WORKBOOK_H

#include "extract/docx/content/state.h"

/* Reads the part when it is a workbook; otherwise *read is false and nothing was done. false at a
 * limit. */
MUST_USE bool embedded_workbook_read(struct reader *reader, const char *part, bool *read,
                                     struct error *error);

#endif
