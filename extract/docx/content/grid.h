/* grid: tables, rows and cells on their way out. One comes out only when its content comes or it
 * ends: by then its properties are known, and what is deleted never comes out.
 *
 * A cell of a w:hMerge waits (held) until no further cell continues it. Source: ECMA-376-1 §17.4.78
 * (tblHeader).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_GRID_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_GRID_H

#include "extract/docx/content/state.h"

/* An output without more fields: the end of a table, row or cell. */
void grid_put(struct story *story, enum output_kind kind);

/* Makes sure that the table's row, cell has come out. */
void grid_ensure_row(struct story *story, struct open_table *table);
void grid_ensure_cell(struct story *story, struct open_table *table);

/* Writes the merged cell that has been waiting for its width. */
void grid_flush_held(struct story *story, struct open_table *table);

/* Makes sure that a paragraph or table written now is in a cell, when a table is open. */
void grid_ensure_current_cell(struct story *story);

#endif
