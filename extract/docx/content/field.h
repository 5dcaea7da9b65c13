/* field: complex fields (w:fldChar): their instructions are not shown, their result is; and the
 * form fields of Word 97, whose box or chosen entry is stored beside the result.
 *
 * Events: REPAIRED, for a field that never ends. Source: ECMA-376-1 §17.16 (w:ffData: §17.16.17).
 */
#ifndef CHITIEU_EXTRACT_DOCX_CONTENT_FIELD_H
#define CHITIEU_EXTRACT_DOCX_CONTENT_FIELD_H

#include "extract/docx/content/state.h"

void field_begin(struct story *story);
void field_separate(struct story *story);
/* What the form field that ends shows of its own, or NULL. */
const char *field_end(struct story *story);

/* Text comes now: a field left in its instruction by an earlier paragraph is given up, so that what
 * follows is not lost. (Word keeps instructions in w:instrText, never in w:t.) */
void field_abandon_stale(struct story *story);
/* Gives up fields still in their instruction at the end of a cell or story. */
void field_abandon(struct story *story);

void field_checkbox(struct story *story, bool checked);
void field_choice_wanted(struct story *story, int32_t index);
void field_choice(struct story *story, const char *entry);

#endif
