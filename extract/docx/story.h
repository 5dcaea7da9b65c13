/* story: reads one part of a DOCX document: its XML, element by element, by the vocabularies of
 * content/.
 *
 * Errors: those of opc.h and sax.h, XML_DAMAGED when the part is no WordprocessingML.
 */
#ifndef CHITIEU_EXTRACT_DOCX_STORY_H
#define CHITIEU_EXTRACT_DOCX_STORY_H

#include "extract/docx/content/state.h"

/* Reads a part as a story into the builder. false with the error of the parser; levels are closed
 * either way. */
MUST_USE bool story_read(struct reader *reader, const char *part, enum part kind,
                         const struct references *only_notes, struct counters *numbers,
                         struct counters *box_numbers, struct error *error);

#endif
