/* parts: the parts of a DOCX package, in the order of the record (see docx.h). */
#ifndef CHITIEU_EXTRACT_DOCX_PARTS_H
#define CHITIEU_EXTRACT_DOCX_PARTS_H

#include "extract/docx/story.h"

/* Reads everything that hangs on reader->main_part. false when the main part cannot be read wholly,
 * or a limit was exceeded. */
MUST_USE bool parts_read(struct reader *reader, struct error *error);

#endif
