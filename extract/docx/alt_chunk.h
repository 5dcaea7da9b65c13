/* alt_chunk: what w:altChunk brings into a story (ECMA-376-1 §17.17.2.1): another DOCX package, a
 * page of HTML, plain text. Word shows it in place of the element, until it saves the document.
 *
 * A package is read with its own styles and lists; its headers and notes are named, not read. Other
 * kinds (RTF, web archives) are named, in the record too, for they may hold numbers.
 * Events: PART_SKIPPED, PART_UNREADABLE. Everything here belongs to the story.
 */
#ifndef CHITIEU_EXTRACT_DOCX_ALT_CHUNK_H
#define CHITIEU_EXTRACT_DOCX_ALT_CHUNK_H

#include "extract/docx/content/state.h"

/* The element w:altChunk. */
bool alt_chunk_start(struct story *story, const struct xml_element *element);

#endif
