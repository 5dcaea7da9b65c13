/* inline: elements that runs of text have and formulas as well: breaks, tabs, symbols, revisions.
 * Functions of a vocabulary (vocabulary.h).
 *
 * Source: ECMA-376-1 §17.3.3, §17.13.5.
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_INLINE_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_INLINE_H

#include "extract/docx/content/state.h"

bool inline_start_br(struct story *story, const struct xml_element *element);
bool inline_start_deleted(struct story *story, const struct xml_element *element);
void inline_end_deleted(struct story *story);
bool inline_start_inserted(struct story *story, const struct xml_element *element);
bool inline_start_no_break_hyphen(struct story *story, const struct xml_element *element);
bool inline_start_sym(struct story *story, const struct xml_element *element);
bool inline_start_tab(struct story *story, const struct xml_element *element);

#endif
