/* meant: a paragraph's text as it was meant, whatever encoding its fonts stand for. (Of a sheet's
 * cell: extract/sheet/cell_text.h.)
 *
 * Ownership: the arena given. Events: as decoder.h, at the place where a paragraph written now
 * would stand.
 */
#ifndef CHITIEU_EXTRACT_WORD_MEANT_H
#define CHITIEU_EXTRACT_WORD_MEANT_H

#include "extract/builder.h"
#include "extract/text/spans.h"

/* The text, decoded where its fonts stand for a legacy encoding; NULL when memory is out. */
const char *text_meant(struct builder *builder, struct arena *arena, const char *text,
                       const struct text_span *spans, size_t span_count);

#endif
