/* part: the parts of an RTF file (body, headers, notes, text boxes) and what ends in them:
 * paragraphs, cells, rows.
 */
#ifndef CHITIEU_EXTRACT_RTF_PART_H
#define CHITIEU_EXTRACT_RTF_PART_H

#include "extract/rtf/state.h"

void rtf_end_paragraph(struct reader *reader);
void rtf_end_cell(struct reader *reader, unsigned level);
void rtf_end_row(struct reader *reader, unsigned level, const struct row_description *row);

/* A header, a note, a text box begins in this group; ends; is freed. */
void rtf_open_part(struct reader *reader, enum part kind);
void rtf_close_part(struct reader *reader);
void rtf_free_part(struct reader *reader, struct open_part *part);

#endif
