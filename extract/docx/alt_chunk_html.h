/* alt_chunk_html: a page of HTML that w:altChunk inserts into a story (alt_chunk.h), read by
 * extract/html.
 */
#ifndef CHITIEU_EXTRACT_DOCX_ALT_CHUNK_HTML_H
#define CHITIEU_EXTRACT_DOCX_ALT_CHUNK_HTML_H

#include "extract/docx/content/state.h"

/* A page of HTML as paragraphs and tables of the story. `part` names it in errors;
 * false when memory is out. */
MUST_USE bool alt_chunk_read_html(struct story *story, const char *bytes, size_t length,
                                  const char *part, struct error *error);

#endif
