/* parts: the parts of a DOCX package, in the order of the record (see docx.h). */
#ifndef CHITIEU_EXTRACT_DOCX_PARTS_H
#define CHITIEU_EXTRACT_DOCX_PARTS_H

#include "extract/docx/content/state.h"

/* Reads everything that hangs on reader->main_part. false when the main part cannot be read wholly,
 * or a limit was exceeded. */
MUST_USE bool parts_read(struct reader *reader, struct error *error);

/* Reads the body of a document that is inserted into another (reader->outer); what else it has is
 * named. */
MUST_USE bool parts_read_inserted(struct reader *reader, struct error *error);

/* An event about a part as a whole; `message` NULL for the code's own. */
void report_part(const struct reader *reader, enum code code, const char *part,
                 const char *message);

#endif
