/* sight: whether the text that a story puts now is seen: the colour, size and background that
 * direct formatting, styles, cells and the page give it.
 *
 * Source: ECMA-376-1 §17.7.2 (the nearest that is set counts), §17.7.6 (regions of tables).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_SIGHT_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_SIGHT_H

#include "extract/docx/content/state.h"

/* Of text that is put now. */
enum visibility sight_visibility(const struct story *story);

/* Whether the text is of a table's cell, if only in a text box there. */
bool sight_is_in_cell(const struct story *story);

#endif
