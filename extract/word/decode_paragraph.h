/* decode_paragraph: a paragraph's text, decoded, whatever encoding its fonts imply. (Of
 * a sheet's cell: extract/sheet/decode_cell.h.)
 *
 * Ownership: the arena given. Events: as decoder.h, at the place where a paragraph written now
 * would be.
 */
#ifndef CHITIEU_EXTRACT_WORD_DECODE_PARAGRAPH_H
#define CHITIEU_EXTRACT_WORD_DECODE_PARAGRAPH_H

#include "extract/builder.h"
#include "extract/text/spans.h"

/* The text, decoded where its fonts imply a legacy encoding; NULL when memory is out. */
const char *decode_paragraph(struct builder *builder, struct arena *arena, const char *text,
                             const struct text_span *spans, size_t span_count);

#endif
