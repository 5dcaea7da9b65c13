/* look: the colour and size of characters, and the shading of characters, paragraphs and cells, as
 * property lists of a DOC file say them.
 *
 * Units: twips. Source: MS-DOC §2.6.1 (sprmCIco, sprmCCv, sprmCHps, sprmCHighlight, sprmCShd),
 * §2.6.2 (sprmPShd), §2.6.3 (sprmTDefTableShd, sprmTSetShd), §2.9.43 (COLORREF), §2.9.119 (Ico),
 * §2.9.121 (Ipat), §2.9.248 (Shd), §2.9.249 (Shd80).
 */
#ifndef CHITIEU_EXTRACT_DOC_LOOK_H
#define CHITIEU_EXTRACT_DOC_LOOK_H

#include "extract/doc/sprm.h"
#include "extract/text/visible.h"
#include "extract/word/collector.h"

struct doc_look {
    color ink, shade, highlight;
    unsigned twips; /* 0: the usual size */
    bool relief;    /* embossed, engraved or with a shadow: seen in any colour */
};

/* Sets what a property of characters says of them; nothing when it is about something else. */
void doc_look_apply(struct doc_look *look, const struct property *property);

/* Sets the colour behind a paragraph, when the property is about it. */
void doc_paper_apply(color *paper, const struct property *property);

/* Sets the colours behind the cells of a row, when the property is about them. */
void doc_cells_shade(struct cell_place *cells, size_t count, const struct property *property);

#endif
