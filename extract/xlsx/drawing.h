/* drawing: what lies over the cells of a worksheet: pictures, shapes, text boxes, charts. Lines
 * hide nothing and are passed over; so is what is hidden.
 *
 * Nothing is read of them but their place and whether they show something: builder_sheet_overlay().
 * Source: ECMA-376-1 §20.5 (SpreadsheetML drawing): .2.33 twoCellAnchor, .2.24 oneCellAnchor, .2.5
 * from, .2.32 to.
 */
#ifndef CHITIEU_EXTRACT_XLSX_DRAWING_H
#define CHITIEU_EXTRACT_XLSX_DRAWING_H

#include "extract/builder.h"
#include "extract/package/opc.h"

/* Reports what lies over the open sheet, whose part this is. A drawing that cannot be read is left
 * out and reported. false when a limit or memory stopped the reading. */
MUST_USE bool xlsx_drawing_read(struct package *package, const char *sheet_part,
                                struct builder *builder, struct error *error);

#endif
