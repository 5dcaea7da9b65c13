/* table: tables, their rows and cells, as their elements begin and end. What is deleted (w:del in
 * w:trPr, w:cellDel) is not shown.
 *
 * Events: ROW_DELETED. Source: ECMA-376-1 §17.4, §17.13.5.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_TABLE_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_TABLE_H

#include "extract/docx/content/state.h"

void table_open(struct story *story);
void table_close(struct story *story);
void row_open(struct story *story);
void row_close(struct story *story);
void row_delete(struct story *story);
void cell_open(struct story *story);
void cell_close(struct story *story);
void cell_delete(struct story *story);

/* Something in the open cell, if one is open, is no text. */
void table_object(struct story *story);

#endif
